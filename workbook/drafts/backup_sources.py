"""The files of a home that belong in a backup, each workbook's while nobody else writes it."""

from __future__ import annotations

import contextlib
import io
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from workbook.drafts.archive import Skipped
from workbook.drafts.fitting import is_usable
from workbook.drafts.history_file import FILE_NAME as HISTORY
from workbook.drafts.records import workbook_from_tables
from workbook.drafts.storage import DamagedFile, parse_tables
from workbook.drafts.tables_file import free_name
from workbook.drafts.workbook_file import FILE_NAME as WORKBOOK
from workbook.drafts.workbook_file import PROOFREAD_CACHE, WorkbookFile
from workbook.errors import WorkbookError
from workbook.files import BACKUP
from workbook.paths import is_plain_file
from workbook.plain_files import read_plain

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook.home import Home

_LEFT_OUT = (BACKUP, ".lock", "~")
"""How the names end of files that are of no use anywhere else."""
_FOLDERS = ("artifacts", "submissions")
GONE = "it is attached and is not there; attach it again, or bring it back from an older backup"
"""What is told of an attached file that is gone."""


class Gone(Skipped):
    """An attached file that is not in a backup because it is not there."""


@dataclass(frozen=True)
class Source:
    """A file for the backup.

    Attributes:
        name: its name in the backup.
        path: where it is.
        is_text: whether the person's own words are in it: these go in first when room is short.
        data: its content, where it is not the file's own.
        remark: what is to be told of it.
    """

    name: str
    path: Path
    is_text: bool = True
    data: bytes | None = None
    remark: str = ""

    def opened(self) -> BinaryIO:
        """Return its content, to be read.

        Raises:
            OSError: it cannot be read, or is no file.
        """
        if self.data is not None:
            return io.BytesIO(self.data)
        if self.path.exists() and not self.path.is_file():
            # To open a pipe would be to wait for whoever writes into it.
            raise OSError("it is no file")
        return self.path.open("rb")


def has_anything(home: Home) -> bool:
    """Return whether there is anything in a home that a backup would hold."""
    folders = (home.workbooks, home.catalogue, home.private)
    return any(path.exists() for path in (home.preferences, home.dictionary)) or any(
        _listed(folder, folder.name) for folder in folders
    )


def sources(home: Home, *, with_names: bool) -> Iterator[Source | Skipped]:
    """Give the files for a backup; a workbook's lock is held while its files are given.

    Args:
        home: where things are kept.
        with_names: whether the private names are among them.
    """
    for path in (home.preferences, home.dictionary):
        if path.exists():
            yield Source(path.name, path)
    yield from _files(home.catalogue, "catalogue")
    if with_names:
        yield from _files(home.private, "private")
    for folder in _listed(home.workbooks, "workbooks"):
        if isinstance(folder, Skipped):
            yield folder
        elif folder.is_dir():
            with contextlib.ExitStack() as held:
                # Where it is open in an app, or the disk is read-only, it is read without: a file is
                # only ever replaced whole.
                with contextlib.suppress(WorkbookError):
                    held.enter_context(WorkbookFile(folder).locked())
                yield from _of_a_workbook(folder, f"workbooks/{folder.name}")


def _of_a_workbook(folder: Path, name: str) -> Iterator[Source | Skipped]:
    for store in (WORKBOOK, HISTORY):
        yield from _of_a_store(folder / store, f"{name}/{store}")
    for path in _listed(folder, name):
        if isinstance(path, Skipped):
            yield path
        elif path.name not in (WORKBOOK, HISTORY, *_FOLDERS) and not path.name.startswith(PROOFREAD_CACHE):
            yield Source(f"{name}/{path.name}", path)
    for inner in _FOLDERS:
        yield from _files(folder / inner, f"{name}/{inner}", is_text=False)
    yield from _gone(folder, name)


def _gone(folder: Path, name: str) -> Iterator[Gone]:
    """Give the attached files that are not there; those that cannot be read are told by who reads them."""
    file = WorkbookFile(folder)
    try:
        attached = [each for row in file.peek().attachments.values() for each in row]
    except WorkbookError:
        return  # What is attached is not known; that the file is damaged is told.
    for each in attached:
        if each.kind == "file" and is_usable(each) and not is_plain_file(file.artifacts / each.stored_as):
            yield Gone(f"{name}/{file.artifacts.name}/{each.stored_as}", GONE)


def _of_a_store(path: Path, name: str) -> Iterator[Source]:
    """Give a store file; where it is damaged, its last good copy, and what is damaged under another name."""
    data, damage = _bytes(path), ""
    if data is not None and not (damage := _damage(data, path)):
        yield Source(name, path, data=data)
        return
    copy = path.with_name(path.name + BACKUP)
    good = _bytes(copy)
    if good is not None and not _damage(good, copy):
        what = f"it is {damage}" if damage else "it cannot be read or is gone"
        yield Source(name, copy, data=good, remark=f"{what}; its last good copy is in the backup")
        if data is not None:
            aside = free_name(path)
            yield Source(f"{name.rpartition('/')[0]}/{aside.name}", path, data=data)
    elif data is not None:
        yield Source(name, path, data=data, remark=f"it is {damage}; it is in the backup as it is")
    elif path.exists():
        yield Source(name, path)


def _damage(data: bytes, path: Path) -> str:
    try:
        tables = parse_tables(data, path)
        if path.name.startswith(WORKBOOK):
            workbook_from_tables(tables, str(path))
    except DamagedFile as error:
        return error.what.removeprefix(f"{path} ").removeprefix("is ")
    except WorkbookError:
        return ""  # Of a newer version of the program: it is whole.
    return ""


def _bytes(path: Path) -> bytes | None:
    try:
        return read_plain(path) if path.is_file() else None
    except OSError:
        return None  # Whoever wants to read it is told why it cannot be.


def _files(folder: Path, name: str, *, is_text: bool = True) -> Iterator[Source | Skipped]:
    """Give the files of a folder and of the folders in it, as deep as they go."""
    if not folder.exists():
        return
    # What was attached or made is the person's own, whatever it is called.
    for path in _listed(folder, name, left_out=_LEFT_OUT if is_text else ()):
        if isinstance(path, Skipped):
            yield path
        elif path.is_dir() and not path.is_symlink():
            yield from _files(path, f"{name}/{path.name}", is_text=is_text)
        else:
            yield Source(f"{name}/{path.name}", path, is_text)


def _listed(folder: Path, name: str, left_out: tuple[str, ...] = _LEFT_OUT) -> list[Path | Skipped]:
    """Return what is in a folder by name; hidden files, last good copies and locks are left out."""
    try:
        if not folder.exists():
            return []
        found = sorted(folder.iterdir())
    except OSError as error:
        return [Skipped(name, f"it cannot be read ({error.strerror})")]
    return [path for path in found if not path.name.startswith(".") and not path.name.endswith(left_out)]
