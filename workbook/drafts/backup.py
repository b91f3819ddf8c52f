"""One zip of all that a person made, verified by reading it back before anyone is told that it is done."""

from __future__ import annotations

import contextlib
import hashlib
import os
import stat
import zipfile
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

from workbook import __version__
from workbook.clock import local
from workbook.drafts.archive import Listed, Manifest, Skipped, verify
from workbook.drafts.archive_entries import MOST_BYTES, MOST_BYTES_OF_ONE, MOST_ENTRIES, RATIO_FROM
from workbook.drafts.archive_names import MANIFEST, folded, wrong_with
from workbook.drafts.backup_sources import Gone, Source, has_anything, sources
from workbook.drafts.model import now
from workbook.errors import StorageError, WorkbookError
from workbook.files import move, storage_error, temporary_beside
from workbook.text import one_line

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path

    from workbook.home import Home

_FOR_TEXTS = 128 * 1024**2
"""How much of a backup is kept free of attached files and documents, so that every text finds room."""
_ENTRIES_FOR_TEXTS = 2_000
_PIECE = 1024 * 1024


@dataclass(frozen=True)
class BackedUp:
    """A backup that was made.

    Attributes:
        path: the zip.
        workbooks: the ids of the workbooks in it.
        files: how many files are in it, its manifest not counted.
        skipped: what is not in it, or not as it stands on the disk.
    """

    path: Path
    workbooks: tuple[str, ...]
    files: int
    skipped: tuple[Skipped, ...]

    @property
    def gone(self) -> tuple[Skipped, ...]:
        """The attached files that are not in it because they are not there any more."""
        return tuple(each for each in self.skipped if isinstance(each, Gone))


def usual_name(moment: datetime | None = None) -> str:
    """Return what a backup is called where no other name is given."""
    return f"workbook-backup-{local(moment or now()):%Y-%m-%d-%H%M}.zip"


def back_up(home: Home, target: Path, *, with_names: bool = False) -> BackedUp:
    """Write a backup of everything in a home, read it back, and return what is in it.

    Each workbook is read while nobody else writes it; one that is open in an app is read all the same, for
    its files are only ever replaced whole.

    Args:
        home: where things are kept.
        target: the zip, or a folder for it; a file that is there is never replaced.
        with_names: whether the private names are in it.

    Raises:
        WorkbookError: there is nothing to back up, the file is there already, or its folder is not.
        StorageError: the disk would not take it, or gave back something else; no file is left.
    """
    if not has_anything(home):
        raise WorkbookError(
            f"There is nothing to back up in {home.shown}", "`workbook start CREDENTIAL` starts a workbook"
        )
    if target.is_dir():
        target /= usual_name()
    _refuse_taken(target)
    temporary = temporary_beside(target)
    try:
        writer = _Writer(now())
        _write(writer, temporary, home, with_names)
        _read_back(temporary, writer.manifest)
        move(temporary, target)
    except FileExistsError as error:
        raise _taken(target) from error
    except OSError as error:
        raise storage_error(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)
    return BackedUp(
        target, tuple(writer.manifest.workbooks), len(writer.manifest.files), tuple(writer.skipped)
    )


def _refuse_taken(target: Path) -> None:
    if os.path.lexists(target):
        raise _taken(target)
    if not target.parent.is_dir():
        raise WorkbookError(
            f"There is no folder {one_line(str(target.parent))}", "Make it first, or name another with -o"
        )


def _taken(target: Path) -> WorkbookError:
    return WorkbookError(
        f"{one_line(str(target))} is there already, and a backup replaces nothing",
        "Name another file with -o",
    )


def _write(writer: _Writer, path: Path, home: Home, with_names: bool) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, 0o600), "w+b") as stream:
        with zipfile.ZipFile(stream, "w", allowZip64=False) as archive:
            for found in sources(home, with_names=with_names):
                if isinstance(found, Skipped):
                    writer.skipped.append(found)
                else:
                    writer.add(archive, found)
            writer.finish(archive)
        stream.flush()
        os.fsync(stream.fileno())


def _read_back(path: Path, written: Manifest) -> None:
    try:
        found = verify(path)
    except StorageError:
        raise
    except WorkbookError as error:
        raise StorageError(
            f"The backup could not be read back ({error.what})",
            "Have the disk looked at, and save it elsewhere",
        ) from error
    if found != written:
        raise StorageError(
            "The backup that was read back is not what was written",
            "Have the disk looked at, and save it elsewhere",
        )


class _Writer:
    """Puts files into a zip, and writes down what it put in and what it left out."""

    def __init__(self, moment: datetime) -> None:
        self.manifest = Manifest(moment, __version__, {})
        self.skipped: list[Skipped] = []
        self._known: set[str] = set()
        self._left = MOST_BYTES

    def add(self, archive: zipfile.ZipFile, source: Source) -> None:
        """Put a file in; one that cannot be read, or that no restore would take, is left out and told."""
        why = self._wrong_with_name(source.name)
        if not why:
            with contextlib.ExitStack() as opened:
                stream, why = self._opened(source, opened)
                if stream is not None:
                    self._put(archive, source.name, stream)
        if why or source.remark:
            self.skipped.append(Skipped(one_line(source.name), why or source.remark))

    def finish(self, archive: zipfile.ZipFile) -> None:
        """Put in the list of what was put in."""
        data = self.manifest.as_bytes()
        with archive.open(self._entry(MANIFEST, len(data)), "w") as entry:
            entry.write(data)

    def _wrong_with_name(self, name: str) -> str:
        if wrong := wrong_with(name):
            return f"it {wrong}"
        if folded(name) in self._known:
            return "another one differs from it in capitals or accents alone"
        return ""

    def _opened(self, source: Source, opened: contextlib.ExitStack) -> tuple[BinaryIO | None, str]:
        """Return a file whose every byte can be read; else why it is left out."""
        try:
            stream = opened.enter_context(source.opened())
            if why := self._too_much(source, stream.seek(0, os.SEEK_END)):
                return None, why
            stream.seek(0)
            while stream.read(_PIECE):
                pass
        except OSError as error:
            return None, f"it cannot be read ({error.strerror or error})"
        return stream, ""

    def _too_much(self, source: Source, size: int) -> str:
        """Return why a file is more than a backup may hold, by the limits that a restore has, too."""
        if size > MOST_BYTES_OF_ONE:
            return "it is larger than 256 MiB; copy it yourself"
        kept_free = 0 if source.is_text else _FOR_TEXTS
        if size + kept_free > self._left:
            return "the backup is full (1 GiB); copy it yourself"
        if len(self.manifest.files) + 1 >= MOST_ENTRIES - (0 if source.is_text else _ENTRIES_FOR_TEXTS):
            return f"the backup is full ({MOST_ENTRIES} files); copy it yourself"
        return ""

    def _put(self, archive: zipfile.ZipFile, name: str, stream: BinaryIO) -> None:
        digest, count, size = hashlib.sha256(), 0, stream.tell()
        stream.seek(0)
        with archive.open(self._entry(name, size), "w") as entry:
            while piece := stream.read(_PIECE):
                digest.update(piece)
                count += len(piece)
                entry.write(piece)
        self.manifest.files[name] = Listed(digest.hexdigest(), count)
        self._known.add(folded(name))
        self._left -= count

    def _entry(self, name: str, size: int) -> zipfile.ZipInfo:
        entry = zipfile.ZipInfo(name, self.manifest.made_at.timetuple()[:6])
        entry.create_system = 3
        entry.external_attr = (stat.S_IFREG | 0o600) << 16
        entry.file_size = size
        # A large file could be packed so well that it would be taken for a bomb; it stays as it is.
        entry.compress_type = zipfile.ZIP_DEFLATED if size <= RATIO_FROM else zipfile.ZIP_STORED
        return entry
