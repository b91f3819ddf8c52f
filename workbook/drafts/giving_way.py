"""Which texts of a workbook's file become versions of the history when another one takes their place."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, NamedTuple

from workbook.drafts.records import moment_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from workbook.drafts.records import Row

PAUSE = timedelta(minutes=5)
"""After how long without a change the text as it stood becomes a version of the history."""
CHANGED_ELSEWHERE = "changed by another program"
PUT_BACK = "an older text, put back by another program"


class GivesWay(NamedTuple):
    """A text that is to be a version, and why, in words."""

    text: str
    why: str
    saved_at: datetime


def giving_way(
    rows: Sequence[Row], text: str, moment: datetime, *, why: str, seen: str | None
) -> Iterator[GivesWay]:
    """Give what must not be lost when a text is put in the place of what the file has.

    Args:
        rows: the rows of its place: one, as a rule; none where nothing is there.
        text: the new text.
        moment: now.
        why: why the text before is kept at any rate; empty where that depends.
        seen: the text that this process knows of the place; None where it knows none.
    """
    for row in rows[:-1]:
        if row["text"].strip() and row["text"] not in (text, rows[-1]["text"]):
            yield GivesWay(row["text"], "a second text in the file", moment_of(row, "saved_at"))
    if not rows or rows[-1]["text"] in ("", text):
        return
    before, saved_at = str(rows[-1]["text"]), moment_of(rows[-1], "saved_at")
    if seen is not None and seen != before:
        why = CHANGED_ELSEWHERE
    elif not why and moment - saved_at >= PAUSE:
        why = "before a pause"
    if why:
        yield GivesWay(before, why, saved_at)
