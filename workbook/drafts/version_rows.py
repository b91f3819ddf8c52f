"""The rows of the history's file: the versions of one place, the most of them packed with another one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeGuard

from workbook.drafts.records import LONG_AGO, moment_of
from workbook.drafts.thinning import numbers_kept
from workbook.drafts.version_text import pack, unpack
from workbook.text import clean_draft, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from workbook.drafts.storage import Tables

TABLE = "versions"
_MOST = 10**9
"""A number or a count above it is none that this program wrote."""
Row = dict[str, Any]
Rows = dict[int, Row]
"""The rows of one place by the versions' numbers."""


@dataclass(frozen=True)
class Version:
    """One version of an answer or a note, without its text.

    Attributes:
        number: from 1, for each place and kind; it is never given twice.
        saved_at: when that text was saved.
        words: how many words it has.
        why: why it was kept, in words.
        name: what the person called it; empty where she did not.
    """

    number: int
    saved_at: datetime
    words: int
    why: str
    name: str = ""


def rows_of(tables: Tables, kind: str, place: str) -> Rows:
    """Return the rows of a place; a row that is no version is left out, and left in the file."""
    return {row["number"]: row for row in _all_of(tables, kind, place) if _is_whole(row)}


def highest_number(tables: Tables, kind: str, place: str) -> int:
    """Return the highest number given at a place, also to a row that is damaged; 0 where none was."""
    numbers = (row.get("number") for row in _all_of(tables, kind, place))
    return max((number for number in numbers if _is_count(number)), default=0)


def new_row(kind: str, place: str, version: Version, text: str, rows: Rows) -> Row:
    """Return the row that keeps a version.

    Args:
        kind: `answer` or `note`.
        place: the prompt's id, or the note's place.
        version: the version.
        text: its text.
        rows: the rows that there are of this place.
    """
    return {
        "kind": kind,
        "place": place,
        "number": version.number,
        "saved_at": version.saved_at.isoformat(),
        "words": version.words,
        "why": version.why,
        **_packed(text, rows),
    }


def version_of(row: Row) -> Version:
    """Return the version that a row keeps."""
    why, name = one_line(row["why"]), one_line(row.get("name", ""))
    return Version(row["number"], _moment(row), row["words"], why, name)


def text_of(rows: Rows, number: int) -> str:
    """Return the text of a version.

    Raises:
        ValueError: its row is damaged, or the one that it was packed with is, or is gone.
    """
    base = rows[number]["base"]
    if base is None:
        return unpack(rows[number]["text"])
    if base not in rows or rows[base]["base"] is not None:
        raise ValueError(f"it stands on version {base}, which is gone")
    return unpack(rows[number]["text"], unpack(rows[base]["text"]))


def is_text_of(text: str, rows: Rows, number: int) -> bool:
    """Return whether a version has this text; a damaged one has not."""
    kept = _text_or_none(rows, number)
    return kept is not None and clean_draft(kept) == text


def thinned(rows: Rows, present: datetime) -> tuple[set[int], Rows]:
    """Say which versions of a place are too many.

    Args:
        rows: the rows of the place.
        present: now, in the zone whose days and hours count.

    Returns:
        The numbers of the versions to be let go of; and, anew, the rows of those that were packed with
        one of them.
    """
    kept = numbers_kept([version_of(row) for row in rows.values()], present)
    gone = rows.keys() - kept
    standing = {
        number: _text_or_none(rows, number) for number in sorted(kept) if rows[number]["base"] in gone
    }
    # What cannot be read now is left as it is, with what it was packed with.
    gone -= {rows[number]["base"] for number, text in standing.items() if text is None}
    left = {number: row for number, row in rows.items() if number not in gone}
    anew: Rows = {}
    for number, text in standing.items():
        if text is not None and rows[number]["base"] in gone:
            left[number] = anew[number] = {**rows[number], **_packed(text, left, before=number)}
    return gone, anew


def numbers_in_words(numbers: Iterable[int]) -> str:
    """Return numbers as a person would say them, as "1, 3 to 8, 11"."""
    spans: list[list[int]] = []
    for number in sorted(numbers):
        if spans and number == spans[-1][1] + 1:
            spans[-1][1] = number
        else:
            spans.append([number, number])
    return ", ".join(str(first) if first == last else f"{first} to {last}" for first, last in spans)


def _packed(text: str, rows: Rows, before: int | None = None) -> Mapping[str, Any]:
    """Return what of a row keeps its text: packed with the newest version that is kept whole itself.

    Where the two differ so much that little is gained, the text is kept whole.

    Args:
        text: the text.
        rows: the rows of its place.
        before: only versions with a lower number are looked at.
    """
    whole: dict[str, Any] = {"base": None, "text": pack(text)}
    numbers = [n for n, row in rows.items() if row["base"] is None and (before is None or n < before)]
    base = max(numbers, default=None)
    other = _text_or_none(rows, base) if base is not None else None
    if not other:
        return whole
    packed = pack(text, other)
    return {"base": base, "text": packed} if 4 * len(packed) <= len(whole["text"]) else whole


def _all_of(tables: Tables, kind: str, place: str) -> list[Row]:
    rows = tables.get(TABLE, {}).values()
    return [row for row in rows if row.get("kind") == kind and row.get("place") == place]


def _text_or_none(rows: Rows, number: int) -> str | None:
    try:
        return text_of(rows, number)
    except ValueError:
        return None


def _moment(row: Row) -> datetime:
    return moment_of(row, "saved_at")


def _is_whole(row: Row) -> bool:
    texts = (row.get("saved_at"), row.get("why"), row.get("text"), row.get("name", ""))
    if not all(isinstance(text, str) for text in texts) or "base" not in row:
        return False
    if not (_is_count(row.get("number")) and row["number"] and _is_count(row.get("words"))):
        return False
    if row["base"] is not None and not _is_count(row["base"]):
        return False
    try:
        return _moment(row) != LONG_AGO
    except (ValueError, OverflowError, OSError):
        return False


def _is_count(value: object) -> TypeGuard[int]:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value <= _MOST
