"""What a workbook's file says and its credential has no place for: left in the file, and not shown.

Rows are checked for their type in `records`; here they are checked for what they mean.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING, TypeVar
from urllib.parse import urlsplit

from workbook.credentials.places import PlaceKind, places
from workbook.drafts.archive_names import wrong_with
from workbook.drafts.levels import level_named, levels_of
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from workbook.credentials.model import Credential
    from workbook.drafts.model import Attachment, Draft, Workbook

_Value = TypeVar("_Value")

_PLACE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,119}")
_MOST_TOLD = 3


def is_place(name: str) -> bool:
    """Return whether a name could be a place's at all: it becomes a part of files' names."""
    return _PLACE.fullmatch(name) is not None


def is_usable(attachment: Attachment) -> bool:
    """Return whether an attachment is a web address, or a file in the workbook's own folder of artifacts."""
    if attachment.kind == "link":
        return _is_address(attachment.stored_as)
    return not wrong_with(f"workbooks/x/artifacts/{attachment.stored_as}")


def fit(workbook: Workbook, credential: Credential, path: str, tell: Callable[[str], None]) -> Workbook:
    """Return a workbook with what its credential knows, and tell what its file says besides.

    A level is spelled as its rubric spells it. What is left out stays in the file untouched: it may have been
    written by another program, or by hand.

    Args:
        workbook: the workbook as its file says it.
        credential: what it answers.
        path: what its file is called in the sentence.
        tell: is given the sentence.
    """
    known = {place.id: place for place in places(credential)}
    prompts = {id_ for id_, place in known.items() if place.kind in (PlaceKind.PROMPT, PlaceKind.SUB_PROMPT)}
    left: list[str] = []
    levels: dict[str, str] = {}
    for criterion, given in workbook.assessment.items():
        place = known.get(criterion)
        level = level_named(levels_of(credential, place), given) if place is not None else None
        if level is not None:
            levels[criterion] = level
        else:
            left.append(f"the level “{_short(given)}” for {_short(criterion)}")
    attachments: dict[str, tuple[Attachment, ...]] = {}
    for artifact, attached in workbook.attachments.items():
        usable = tuple(each for each in attached if is_usable(each))
        if artifact in known and usable:
            attachments[artifact] = usable
        gone = set(attached) - set(attachments.get(artifact, ()))
        left += [
            f"the attachment “{_short(each.stored_as)}” of {_short(artifact)}"
            for each in attached
            if each in gone
        ]
    fitted = replace(
        workbook,
        answers=_drafts(workbook.answers, prompts, "an answer to", left),
        notes=_drafts(workbook.notes, known, "a note on", left),
        read=_of(workbook.read, known),
        scroll=_of(workbook.scroll, known),
        assessment=levels,
        attachments=attachments,
    )
    if left:
        more = f" and {len(left) - _MOST_TOLD} more" if len(left) > _MOST_TOLD else ""
        tell(
            f"{path} has what this micro-credential has no place for: {', '.join(left[:_MOST_TOLD])}{more}. "
            "It is left there, and not shown."
        )
    return fitted


def _drafts(
    drafts: Mapping[str, Draft], known: Collection[str], what: str, left: list[str]
) -> dict[str, Draft]:
    left += [
        f"{what} {_short(place)}" for place, draft in drafts.items() if place not in known and draft.text
    ]
    return _of(drafts, known)


def _of(rows: Mapping[str, _Value], known: Collection[str]) -> dict[str, _Value]:
    return {name: row for name, row in rows.items() if name in known}


def _short(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= 40 else f"{line[:39]}…"


def _is_address(address: str) -> bool:
    try:
        parts = urlsplit(address)
        known = parts.scheme in ("http", "https") and bool(parts.hostname)
    except ValueError:
        return False
    return known and not any(c.isspace() or not c.isprintable() for c in address)
