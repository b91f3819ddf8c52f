"""The versions of every answer and note: what was written before, to be looked at and taken back."""

from __future__ import annotations

import contextlib
from typing import TYPE_CHECKING, Any, cast

from tinydb.queries import where

from workbook.drafts.history_file import HistoryFile
from workbook.drafts.model import Kind, now
from workbook.drafts.storage import DamagedFile
from workbook.drafts.version_rows import (
    TABLE,
    Row,
    Rows,
    Version,
    highest_number,
    is_text_of,
    new_row,
    numbers_in_words,
    rows_of,
    text_of,
    thinned,
    version_of,
)
from workbook.errors import WorkbookError
from workbook.text import clean_draft, one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from tinydb.queries import QueryInstance

__all__ = ["History", "Kind", "Version"]

_LONGEST_NAME = 80


class History:
    """The versions of a workbook's answers and notes, in `history.json` beside the workbook's own file.

    Whoever adds to it or names a version holds the workbook's lock; reading needs none.

    Args:
        folder: the workbook's folder.
        tell: is given a sentence when the file was damaged.
    """

    def __init__(
        self,
        folder: Path,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self._file = HistoryFile(folder, tell or (lambda _sentence: None))

    def versions(self, kind: Kind, place: str) -> list[Version]:
        """Return the versions of an answer or a note, the oldest first; none where nothing was kept.

        Raises:
            WorkbookError: the file is of a newer schema.
            StorageError: it cannot be read.
        """
        found = [version_of(row) for row in self._rows(kind, place).values()]
        return sorted(found, key=lambda version: (version.saved_at, version.number))

    def text(self, kind: Kind, place: str, number: int) -> str:
        """Return the text of a version.

        Raises:
            WorkbookError: there is no such version; those there are are named.
            DamagedFile: that version is damaged; the others can still be read.
        """
        rows = self._rows(kind, place)
        if number not in rows:
            raise _no_such_version(kind, place, number, rows)
        try:
            return clean_draft(text_of(rows, number))
        except ValueError as error:
            raise DamagedFile(
                f"Version {number} of {_of(kind, place)} is damaged and cannot be read",
                "The other versions are as they were; choose another",
            ) from error

    def has(self, kind: Kind, place: str, text: str) -> bool:
        """Return whether any version has this text."""
        rows = self._rows(kind, place)
        return any(is_text_of(clean_draft(text), rows, number) for number in rows)

    def add(
        self,
        kind: Kind,
        place: str,
        text: str,
        why: str,
        saved_at: datetime | None = None,
        *,
        always: bool = False,
    ) -> Version | None:
        """Keep a text as the newest version, and let go of those that are too many by now.

        Args:
            kind: whether it is an answer or a note.
            place: the prompt's id, or the note's place.
            text: the text.
            why: why it is kept, in words.
            saved_at: when it was saved; now where it is not given.
            always: whether it is kept even where the newest version has this same text.

        Returns:
            The version; None where the newest one has this same text, and nothing was written.

        Raises:
            WorkbookError: the file is of a newer schema.
            StorageError: the disk would not take it; nothing is changed.
        """
        text = clean_draft(text)
        tables = self._file.read()
        rows = rows_of(tables, kind, place)
        if rows and not always and is_text_of(text, rows, max(rows)):
            return None
        number = highest_number(tables, kind, place) + 1
        version = Version(number, saved_at or now(), _words(text), one_line(why))
        row = rows[number] = new_row(kind, place, version, text, rows)
        gone, anew = thinned(rows, now())
        with self._file.changing() as database:
            table = database.table(TABLE)
            table.insert(row)
            if gone:
                table.remove(_these(kind, place, gone))
            if anew:
                table.update(lambda old: _become(old, anew), _these(kind, place, anew))
        return version

    def call(self, kind: Kind, place: str, number: int, name: str) -> None:
        """Give a version the name that the person chose; an empty one takes its name away.

        A version with a name is never let go of.

        Raises:
            WorkbookError: there is no such version; those there are are named.
            StorageError: the disk would not take it; nothing is changed.
        """
        rows = self._rows(kind, place)
        if number not in rows:
            raise _no_such_version(kind, place, number, rows)
        given = {"name": one_line(name)[:_LONGEST_NAME].strip()}
        with self._file.changing() as database:
            database.table(TABLE).update(given, _these(kind, place, [number]))

    @contextlib.contextmanager
    def together(self) -> Iterator[None]:
        """Let several versions reach the disk in one write; none of them where one fails."""
        with self._file.changing():
            yield

    def _rows(self, kind: Kind, place: str) -> Rows:
        return rows_of(self._file.read(), kind, place)


def _words(text: str) -> int:
    from workbook.prose.words import count_answer

    return count_answer(text)


def _become(old: Mapping[str, Any], anew: Rows) -> None:
    cast("Row", old).update(anew[old["number"]])


def _these(kind: Kind, place: str, numbers: Iterable[int]) -> QueryInstance:
    own: QueryInstance = (where("kind") == kind) & (where("place") == place)
    return own & where("number").one_of(list(numbers))


def _no_such_version(kind: Kind, place: str, number: int, there: Collection[int]) -> WorkbookError:
    if not there:
        return WorkbookError(
            f"No version of {_of(kind, place)} was kept yet", "Write on; they are kept by themselves"
        )
    only = "There is only version" if len(there) == 1 else "There are the versions"
    return WorkbookError(
        f"There is no version {number} of {_of(kind, place)}", f"{only} {numbers_in_words(there)}"
    )


def _of(kind: Kind, place: str) -> str:
    return f"the {'answer to' if kind == 'answer' else 'note on'} {one_line(place)}"
