"""The file `history.json` beside a workbook's own: read from its last good copy where it is damaged."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from tinydb import TinyDB

from workbook.drafts.storage import AtomicStorage, DamagedFile, Tables, parse_tables
from workbook.drafts.tables_file import free_name
from workbook.errors import StorageError, WorkbookError
from workbook.files import BACKUP, write_atomically
from workbook.text import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

FILE_NAME = "history.json"
SCHEMA = 1
"""The version of the history file that this program writes."""
_META = "history"


class HistoryFile:
    """The history's tables on the disk; no file at all is a history with nothing in it.

    Args:
        folder: the workbook's folder.
        tell: is given a sentence when the file was damaged.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None]) -> None:
        self.path = folder / FILE_NAME
        self._tell = tell
        self._told: set[str] = set()
        # Only the thread that is changing something sees what is not on the disk yet.
        self._own = threading.local()

    def read(self) -> Tables:
        """Return the tables; from the last good copy where the file is damaged, else none, and tell.

        Raises:
            WorkbookError: the file is of a newer schema.
            StorageError: it is there and cannot be read.
        """
        database = self._in_change
        if database is not None:
            return database.storage.read() or {}
        tables, damaged, source = self._best()
        if damaged:
            used = "its last good copy is used instead" if source else "its last good copy is too"
            self._tell_once(f"{self.path} is damaged, and {used}. It is left as it is.")
        return tables

    @contextlib.contextmanager
    def changing(self) -> Iterator[TinyDB]:
        """Give the tables to be changed; all changes reach the disk in one step, or none does.

        Within a `with` of it another one is the same. The caller holds the workbook's lock.

        Raises:
            WorkbookError: the file is of a newer schema.
            StorageError: the disk would not take it; what was there is unchanged.
        """
        present = self._in_change
        if present is not None:
            yield present
            return
        storage = AtomicStorage(self.path, private=True)
        with storage.together(self._to_change()):
            database = self._own.database = TinyDB(storage=lambda: storage)
            try:
                meta = database.table(_META)
                if not len(meta):
                    meta.insert({"schema": SCHEMA})
                yield database
            finally:
                self._own.database = None

    @property
    def _in_change(self) -> TinyDB | None:
        database: TinyDB | None = getattr(self._own, "database", None)
        return database

    def _to_change(self) -> Tables:
        """Return the tables; what is damaged is put aside first, under a name that nothing has."""
        tables, damaged, source = self._best()
        if not damaged and source in (None, self.path):
            return tables
        aside = []
        for path in damaged:
            aside.append(free_name(self.path))
            write_atomically(aside[-1], read_file(path), private=True)
        # What stands in the file becomes its last good copy at the next write: it has to be a good one.
        write_atomically(self.path, read_file(source) if source else b"{}", private=True)
        if aside:
            names = " and ".join(str(path) for path in aside)
            now_used = "its last good copy is used" if source else "a new one is begun; your texts are whole"
            self._tell_once(f"The history of versions was damaged; it is kept as {names}, and {now_used}.")
        return tables

    def _best(self) -> tuple[Tables, list[Path], Path | None]:
        """Return the best tables there are, the files that are damaged, and whose the tables are."""
        damaged: list[Path] = []
        for path in (self.path, self.path.with_name(FILE_NAME + BACKUP)):
            try:
                if not path.exists():
                    continue
            except OSError as error:
                raise StorageError(
                    f"{path} cannot be read ({error.strerror})", "Check who may read it"
                ) from error
            try:
                return _checked(parse_tables(read_file(path), path), path), damaged, path
            except DamagedFile:
                damaged.append(path)
        return {}, damaged, None

    def _tell_once(self, sentence: str) -> None:
        if sentence not in self._told:
            self._told.add(sentence)
            self._tell(sentence)


def _checked(tables: Tables, path: Path) -> Tables:
    for row in tables.get(_META, {}).values():
        version = row.get("schema", SCHEMA)
        if isinstance(version, bool) or not isinstance(version, int) or version < 1:
            raise DamagedFile(f"{path} is damaged (its schema version is {version!r})")
        if version > SCHEMA:
            raise WorkbookError(
                f"{path} was written by a newer version of the workbook (schema {version}, not {SCHEMA})",
                "Update the workbook; the file is left as it is",
            )
    return tables
