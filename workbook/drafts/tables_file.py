"""A store file as it stands on the disk: read once, mended from its last good copy, written in one step."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from tinydb import TinyDB

from workbook.drafts.storage import AtomicStorage, DamagedFile, Tables, dumped, parse_tables
from workbook.errors import WorkbookError
from workbook.files import BACKUP, keep_copy, storage_error, write_atomically
from workbook.text import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbook.drafts.newest import Newest

_WITH = "it was written again with what you have here, which is the newest"
_GONE = f"The workbook's file was gone; {_WITH}."
_DAMAGED = f"The workbook's file was damaged; {_WITH}. What was damaged is kept as {{}}."
_OLDER = (
    f"An older copy of the workbook's file was put in its place; {_WITH}. "
    "A text that is only in that copy is in the history (F6)."
)
Signature = tuple[int, int, int]
"""What tells one content of a file from another without reading it: its node, its time, its size."""


class TablesFile:
    """The tables in a store file.

    What was read or written last is kept, and read anew only where the file has changed since.

    Args:
        path: the file.
        check: returns the tables in the present schema, or raises DamagedFile for what is no such store.
        tell: is given a sentence when the file was damaged and its last good copy was used.
    """

    def __init__(
        self, path: Path, check: Callable[[Tables, str], Tables], tell: Callable[[str], None]
    ) -> None:
        self.path = path
        self._check = check
        self._tell = tell
        self._known: tuple[Signature, Tables] | None = None
        self._stale = False
        self.own: Tables | None = None
        """The newest tables that this process knows, while it holds the file."""
        self._newest: Newest | None = None
        self.is_behind = False
        """Whether the file does not hold what this process read or wrote last, and is to be written again."""

    @property
    def _backup(self) -> Path:
        return self.path.with_name(self.path.name + BACKUP)

    def read(self) -> Tables:
        """Return the tables; from the last good copy where the file itself is damaged or gone.

        Raises:
            WorkbookError: there is no such file, it is of a newer schema, or neither it nor its
                last good copy can be read. Nothing is changed by it.
        """
        try:
            return self._settled(self._readable())
        except WorkbookError as damage:
            if self.own is not None and self._is_lost(damage):
                self.is_behind = True
                return self.own
            tables = self._of_the_backup(damage)
            self._tell(f"{damage.what}. Its last good copy is used instead.")
            return tables

    def hold(self, newest: Newest | None) -> None:
        """Be the one who writes the file: what this process knows is then the measure of what is newer.

        A file that is damaged or gone, or is an older one that was put back, is then no reason to work on
        with less than that; it is written again with the next change.

        Args:
            newest: tells which of two texts is the newer; None gives the file back.
        """
        self._newest, self.own, self.is_behind = newest, None, False

    @property
    def changed_elsewhere(self) -> bool:
        """Whether another program changed the file since `seen` was called last, or it is behind."""
        known = self._known  # Another thread may be reading the file anew.
        if self._stale or self.is_behind or (known is not None and _signature(self.path) != known[0]):
            return True
        return known is None and self.own is not None

    def seen(self) -> None:
        """Take note that what the file holds is known to whoever works on it."""
        self._stale = False

    @contextlib.contextmanager
    def changing(self) -> Iterator[TinyDB]:
        """Give the tables to be changed; all changes reach the disk in one step, or none does.

        Raises:
            WorkbookError: as by `read`. A damaged file is put aside under a name of its own.
            StorageError: the disk would not take the change.
        """
        with self._database(self._to_change()) as database:
            yield database

    @contextlib.contextmanager
    def making(self) -> Iterator[TinyDB]:
        """Give tables that are empty, for a file that is not there yet."""
        with self._database({}) as database:
            yield database

    @contextlib.contextmanager
    def _database(self, tables: Tables) -> Iterator[TinyDB]:
        storage = AtomicStorage(self.path)
        database = TinyDB(storage=lambda: storage)
        # A copy, for TinyDB changes rows in place, and a write may fail.
        own = {name: {key: dict(row) for key, row in rows.items()} for name, rows in tables.items()}
        with storage.together(own):
            yield database
        if storage.written is not None:
            self._remember(storage.written)

    def _settled(self, theirs: Tables) -> Tables:
        """Return the newest of what this process knows and what it found in the file."""
        if self._newest is None:
            return theirs
        if self.own is None:
            self.own = theirs
            self._newest.know(theirs)
        elif theirs is not self.own and theirs != self.own:
            self.own, self.is_behind = self._newest.settle(self.own, theirs)
            self._newest.know(self.own)
        else:
            self.is_behind = False
        return self.own

    def _is_lost(self, damage: WorkbookError) -> bool:
        """Return whether the file is damaged or gone: not one that may not be read, or is of a newer kind."""
        return isinstance(damage, DamagedFile) or not self.path.exists()

    def _to_change(self) -> Tables:
        try:
            tables = self._settled(self._readable())
        except WorkbookError as damage:
            if self.own is not None and self._is_lost(damage):
                aside = self._put_aside()
                return self._write_again(self.own, _DAMAGED.format(aside) if aside else _GONE)
            tables = self._of_the_backup(damage)
        else:
            return self._write_again(tables, _OLDER) if self.is_behind else tables
        was = f"was damaged; it is kept as {aside}" if (aside := self._put_aside()) else "was gone"
        write_atomically(self.path, read_file(self._backup))
        self._tell(f"The workbook's file {was}, and its last good copy is used.")
        return tables

    def _write_again(self, tables: Tables, why: str) -> Tables:
        # First by itself: what stands in the file becomes its last good copy at the next write.
        write_atomically(self.path, dumped(tables))
        self._remember(tables)
        self._tell(why)
        return tables

    def _put_aside(self) -> Path | None:
        """Keep a damaged file under a name of its own, and return it; None where there is no file."""
        if not self.path.exists():
            return None
        aside = free_name(self.path)
        try:
            # A copy, so that at no moment there is no file under the name.
            return aside if keep_copy(self.path, aside) else None
        except OSError as error:
            raise storage_error(aside, error) from error

    def _of_the_backup(self, damage: WorkbookError) -> Tables:
        """Return the tables of the last good copy; else raise what is wrong with the file itself."""
        if not isinstance(damage, DamagedFile) and self.path.exists():
            raise damage
        try:
            return self._read(self._backup)
        except WorkbookError:
            if not isinstance(damage, DamagedFile):
                raise damage from None
            folder = self.path.parent
            raise DamagedFile(
                damage.what, f"It is left as it is; your other files are in {folder}"
            ) from damage

    def _readable(self) -> Tables:
        if self._known is None or _signature(self.path) != self._known[0]:
            self._stale = self._stale or self._known is not None
            self._known = None
            before = _signature(self.path)
            tables = self._read(self.path)
            if before is None or before != _signature(self.path):
                return tables
            self._known = (before, tables)
        return self._known[1]

    def _read(self, path: Path) -> Tables:
        return self._check(parse_tables(read_file(path), path), str(path))

    def _remember(self, tables: Tables) -> None:
        signature = _signature(self.path)
        # TinyDB holds documents under whole numbers; read from the file they are strings.
        tables = {name: {str(key): dict(row) for key, row in rows.items()} for name, rows in tables.items()}
        self._known = (signature, tables) if signature is not None else None
        if self._newest is not None:
            self.own, self.is_behind = tables, False
            self._newest.know(tables)


def _signature(path: Path) -> Signature | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_ino, status.st_mtime_ns, status.st_size


def free_name(path: Path) -> Path:
    """Return an unused name for a damaged file, as `workbook.damaged-1.json`."""
    pattern = re.compile(rf"{re.escape(path.stem)}\.damaged-(\d+){re.escape(path.suffix)}")
    numbers = [int(match[1]) for other in path.parent.iterdir() if (match := pattern.fullmatch(other.name))]
    return path.with_name(f"{path.stem}.damaged-{max(numbers, default=0) + 1}{path.suffix}")
