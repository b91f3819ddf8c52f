"""The history of a workbook in a backup: which of its texts the history that is there does not have."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

from workbook.drafts.archive import Skipped
from workbook.drafts.history_file import FILE_NAME, HistoryFile
from workbook.drafts.version_rows import TABLE, Row, Rows, rows_of, text_of, version_of
from workbook.errors import StorageError, WorkbookError
from workbook.text import clean_draft

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from workbook.drafts.history import Kind
    from workbook.drafts.storage import Tables

VersionTexts = dict[tuple[str, str], set[str]]
"""The texts of all versions by kind and place."""
_LONGEST_PACKED = 1024**2
"""A text that is longer than this when it is packed may be a bomb: it is left where it is."""


@dataclass(frozen=True)
class Kept:
    """A text that is to be a version.

    Attributes:
        kind: whether it is an answer or a note.
        place: the prompt's id, or the note's place.
        text: the text.
        why: why it is kept, in words.
        saved_at: when it was saved; None for now.
        name: what the person called it.
    """

    kind: Kind
    place: str
    text: str
    why: str
    saved_at: datetime | None = None
    name: str = ""


def version_texts(folder: Path) -> VersionTexts:
    """Return the texts of all versions that are there.

    Raises:
        WorkbookError: the history is of a newer schema, or cannot be read.
    """
    tables = HistoryFile(folder, lambda _sentence: None).read()
    found: VersionTexts = {}
    for kind, place, rows in _places(tables):
        texts = found.setdefault((kind, place), set())
        for number in rows:
            try:
                texts.add(clean_draft(text_of(rows, number)))
            except ValueError:
                continue  # A damaged version is told where one looks at it.
    return found


def new_versions(staged: Path, known: VersionTexts, name: str) -> tuple[list[Kept], list[Skipped]]:
    """Return the versions in a backup whose text is not known yet, the oldest first, and what is left out.

    Args:
        staged: the unpacked folder of the workbook.
        known: the texts that are there.
        name: what the folder is called in the backup.
    """
    shown = f"{name}/{FILE_NAME}"
    skipped: list[Skipped] = []
    try:
        tables = HistoryFile(staged, lambda _: skipped.append(Skipped(shown, "it is damaged"))).read()
    except StorageError:
        raise
    except WorkbookError:
        return [], [Skipped(shown, "a newer version of the workbook wrote it")]
    found: list[Kept] = []
    unreadable = 0
    for kind, place, rows in _places(tables):
        seen = set(known.get((kind, place), ()))
        for number, row in sorted(rows.items()):
            text = _text(rows, number)
            if text is None:
                unreadable += 1
            elif text not in seen:
                seen.add(text)
                version = version_of(row)
                found.append(
                    Kept(cast("Kind", kind), place, text, version.why, version.saved_at, version.name)
                )
    if unreadable:
        skipped.append(Skipped(shown, f"{unreadable} of its versions cannot be read"))
    return found, skipped


def _places(tables: Tables) -> Iterator[tuple[str, str, Rows]]:
    rows = tables.get(TABLE, {}).values()
    places = {(row.get("kind"), row.get("place")) for row in rows if _is_placed(row)}
    for kind, place in sorted(places):
        yield kind, place, rows_of(tables, kind, place)


def _is_placed(row: Row) -> bool:
    return row.get("kind") in ("answer", "note") and isinstance(row.get("place"), str)


def _text(rows: Rows, number: int) -> str | None:
    base = rows[number]["base"]
    packed = [rows[each]["text"] for each in (number, base) if each in rows]
    if any(len(text) > _LONGEST_PACKED for text in packed):
        return None
    try:
        return clean_draft(text_of(rows, number))
    except ValueError:
        return None
