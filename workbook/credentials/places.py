"""Places: the ids by which everything in a credential is named, and finding what one names."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from workbook.credentials.model import (
    Artifact,
    Component,
    Credential,
    Part,
    PassingLine,
    Prompt,
    RubricRow,
    Source,
    SubPrompt,
)
from workbook.errors import WorkbookError
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


class PlaceKind(Enum):
    """What sort of thing an id names, in the words a person would use."""

    SECTION = "section"
    SOURCE = "source"
    PROMPT = "prompt"
    SUB_PROMPT = "sub-prompt"
    ARTIFACT = "artifact"
    CRITERION = "criterion"
    PASSING = "passing line"


Thing = Part | Prompt | SubPrompt | Artifact | RubricRow | PassingLine | Source | Component | None


@dataclass(frozen=True)
class Place:
    """Something that an id names.

    Attributes:
        id: the id.
        kind: what sort of thing it is.
        section: the id of the section that it stands in.
        thing: the thing itself; None for a reading section.
        parent: for a sub-prompt, its prompt.
    """

    id: str
    kind: PlaceKind
    section: str
    thing: Thing = None
    parent: Prompt | None = None


def places(credential: Credential) -> Iterator[Place]:
    """Yield every place of a credential, in reading order."""
    for section in credential.section_ids:
        part = credential.part(section)
        yield Place(section, PlaceKind.SECTION, section, part)
        if part is not None:
            yield from _part_places(part)
        elif section in ("research", "resources"):
            sources = credential.research if section == "research" else credential.resources
            for source in sources:
                yield Place(source.id, PlaceKind.SOURCE, section, source)


def _part_places(part: Part) -> Iterator[Place]:
    for prompt in part.prompts:
        yield Place(prompt.id, PlaceKind.PROMPT, part.id, prompt)
        for sub in prompt.subprompts:
            yield Place(sub.id, PlaceKind.SUB_PROMPT, part.id, sub, prompt)
    for artifact in part.artifacts:
        yield Place(artifact.id, PlaceKind.ARTIFACT, part.id, artifact)
    for row in part.rubric.rows if part.rubric else ():
        yield Place(row.id, PlaceKind.CRITERION, part.id, row)
    for line in part.passing:
        yield Place(line.id, PlaceKind.PASSING, part.id, line)


def find_place(credential: Credential, place_id: str, *kinds: PlaceKind) -> Place:
    """Return what an id names.

    Args:
        credential: where to look.
        place_id: the id, in any case.
        kinds: what may be named; anything where none is given.

    Raises:
        WorkbookError: the id names nothing, or something of another kind; the nearest is suggested.
    """
    wanted = place_id.strip().lower()
    candidates = [place for place in places(credential) if not kinds or place.kind in kinds]
    for place in candidates:
        if place.id == wanted:
            return place
    kind_words = " or ".join(kind.value for kind in kinds) or "place"
    raise WorkbookError(
        f"{credential.title} has no {kind_words} “{one_line(place_id)}”",
        suggestion(wanted, [place.id for place in candidates]) or "`workbook show` lists what it has",
    )


def suggestion(wanted: str, known: Iterable[str]) -> str:
    """Return "Did you mean X?" for the nearest known name without its question mark, or an empty text."""
    near = difflib.get_close_matches(wanted, list(known), n=1, cutoff=0.5)
    return f"Did you mean {near[0]}" if near else ""
