"""What a credential asks of a person, in words: for whom it is, and what each part wants handed in."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.credentials.length_words import as_asked, in_words
from workbook.credentials.model import Length
from workbook.prose.plain import plain_text
from workbook.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.credentials.model import Artifact, Credential, Kind, Part, Prompt

_PLURALS = {
    "teacher": "teachers",
    "paraeducator": "paraeducators",
    "specialist": "specialists",
    "pre-service": "pre-service educators",
}


def facts(credential: Credential) -> list[tuple[str, str]]:
    """Return how long it takes, for whom it is and what it needs: each with a word for it."""
    hours = credential.hours
    found = [("Time", f"about {hours:g} hour{'' if hours == 1 else 's'}")] if hours else []
    found.append(("For", audience(credential)))
    found.append(("Students", "you need students" if credential.needs_students else "you need no students"))
    if credential.team:
        found.append(("Team", "you earn it together, as a team"))
    return found


def audience(credential: Credential) -> str:
    """Return for whom a credential is, as "teachers, paraeducators and specialists"."""
    roles = [_PLURALS.get(role, role) for role in credential.audience]
    return _and(roles) if roles else "everyone"


def handed_in(part: Part) -> list[str]:
    """Return what a part wants handed in, a line for each kind of thing."""
    lines: list[str] = []
    if part.prompts:
        lines.append(_questions(part))
    lines += [_artifact(artifact) for artifact in part.artifacts]
    if part.rubric and part.rubric.rows:
        rows = len(part.rubric.rows)
        lines.append(f"Judged by a rubric of {counted(rows, 'criterion', 'criteria')}")
    return lines or ["Nothing to write or attach; read what it says"]


def _questions(part: Part) -> str:
    count = counted(len(part.prompts), "question", "questions")
    if part.length is not None:
        return f"{count}, {as_asked(part.length)}"
    total = _sum([_words(prompt) for prompt in part.prompts])
    if total is None:
        return count
    return f"{count}, {in_words(total) if len(part.prompts) == 1 else _in_all(total)}"


def _in_all(total: Length) -> str:
    """Return a sum of lengths: limits as they are, guides rounded, as "about 750–1,150 words in all"."""
    if total.kind == "cap":
        return in_words(replace(total, scope="part"))
    least, most = (round(end / 50) * 50 or 50 if end else None for end in (total.minimum, total.maximum))
    if least == most:
        return f"about {least:,} words in all"
    about = "" if least is None or most is None else "about "
    return about + in_words(Length(least, most, scope="part"))


def _words(prompt: Prompt) -> Length | None:
    """Return the length of one answer in words, its own or that of its lettered questions together."""
    if prompt.length is not None:
        return prompt.length if prompt.length.unit == "words" else None
    for way in prompt.either:
        if way.length is not None and way.length.unit == "words":
            return way.length
    return _sum([sub.length for sub in prompt.subprompts]) if prompt.subprompts else None


def _sum(lengths: Sequence[Length | None]) -> Length | None:
    """Return lengths in words added up, a limit where all are limits; None where one is missing."""
    known = [length for length in lengths if length is not None and length.unit == "words"]
    if not known or len(known) < len(lengths):
        return None
    if len(known) == 1:
        return known[0]
    least = _total([length.minimum for length in known])
    most = _total([length.maximum for length in known])
    kind: Kind = "cap" if all(length.kind == "cap" for length in known) else "guide"
    return Length(least, most, kind=kind) if least or most else None


def _total(numbers: Sequence[int | None]) -> int | None:
    known = [number for number in numbers if number is not None]
    return sum(known) if len(known) == len(numbers) else None


def _artifact(artifact: Artifact) -> str:
    title = plain_text(artifact.title)
    wanted = artifact.wording or ", ".join(
        [" or ".join(name.upper() for name in artifact.formats)] if artifact.formats else []
    )
    return f"{title} ({wanted})" if wanted else title


def _and(words: Sequence[str]) -> str:
    return words[0] if len(words) == 1 else f"{', '.join(words[:-1])} and {words[-1]}"
