"""Reading a backup that may come from anywhere: all of it is verified before any of it is used."""

from __future__ import annotations

import contextlib
import hashlib
import os
import struct
import zipfile
import zlib
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

import orjson

from workbook.clock import local
from workbook.drafts.archive_entries import (
    MOST_BYTES,
    MOST_BYTES_OF_ONE,
    MOST_BYTES_OF_THE_MANIFEST,
    MOST_RATIO,
    RATIO_FROM,
    check_end,
    check_entries,
    refused,
)
from workbook.drafts.archive_names import MANIFEST, is_private, workbook_of
from workbook.errors import StorageError, WorkbookError
from workbook.files import ensure_folder, settle, storage_error
from workbook.paths import plain_file
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path
    from zipfile import ZipFile, ZipInfo

FORMAT = 1
"""The version of the layout of a backup that this program writes."""
_PIECE = 64 * 1024
_FAULTS = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
    OverflowError,
    struct.error,
)
"""What `zipfile` raises on a file that is no zip, or a damaged one."""


@dataclass(frozen=True)
class Listed:
    """What the manifest says of a file: its hash (SHA-256) and how many bytes it has."""

    sha256: str
    size: int


@dataclass(frozen=True)
class Skipped:
    """What was left out of a backup, or of a restore: its name, and why, in words."""

    name: str
    why: str


@dataclass(frozen=True)
class Manifest:
    """What a backup holds.

    Attributes:
        made_at: when it was made.
        program: the version of the program that made it.
        files: by their names relative to the home, in the backup's order.
    """

    made_at: datetime
    program: str
    files: dict[str, Listed]

    @property
    def workbooks(self) -> list[str]:
        """The ids of the workbooks in it, in alphabetical order."""
        return sorted({workbook_of(name) for name in self.files} - {""})

    def as_bytes(self) -> bytes:
        """Return it as the JSON that stands in the backup."""
        files = [
            {"name": name, "sha256": listed.sha256, "size": listed.size}
            for name, listed in self.files.items()
        ]
        told = {
            "format": FORMAT,
            "made_at": self.made_at.isoformat(),
            "program": self.program,
            "workbooks": self.workbooks,
            "files": files,
        }
        return orjson.dumps(told, option=orjson.OPT_INDENT_2)


def verify(path: Path, folder: Path | None = None) -> Manifest:
    """Verify a backup from its first byte to its last, and return its manifest.

    Args:
        path: the backup.
        folder: an empty folder into which it is unpacked on the way; what is there after an error is
            no backup, and the caller's to take away.

    Raises:
        WorkbookError: it is no backup, it is damaged, or it holds what no backup of ours does.
        StorageError: it cannot be read, or the disk would not take what was unpacked.
    """
    name = one_line(path.name)
    plain_file(path, "Check the path of the backup")
    try:
        with path.open("rb") as stream:
            check_end(stream, name)
            with zipfile.ZipFile(stream) as archive:
                manifest = _verified(archive, name, folder, os.fstat(stream.fileno()).st_size)
    except _FAULTS as error:
        raise refused(
            f"{name} is no backup that can be read ({one_line(str(error)) or 'it ends too early'})"
        ) from error
    except OSError as error:
        raise StorageError(
            f"{one_line(str(path))} cannot be read ({error.strerror})", "Check who may read it"
        ) from error
    if folder is not None:
        settle(folder)
    return manifest


def _verified(archive: ZipFile, name: str, folder: Path | None, size: int) -> Manifest:
    entries = {entry.filename: entry for entry in archive.infolist()}
    check_entries(archive.infolist(), name, size)
    if MANIFEST not in entries:
        raise refused(f"{name} has no {MANIFEST} in it, so it is no backup of workbooks")
    manifest = _manifest(archive, entries[MANIFEST], name)
    if others := sorted(entries.keys() - {MANIFEST} - manifest.files.keys()):
        raise refused(f"{name} holds “{one_line(others[0])}”, which its manifest does not list")
    left = MOST_BYTES
    for file, listed in manifest.files.items():
        if file not in entries:
            raise refused(f"{name} lacks “{one_line(file)}”, which its manifest lists")
        digest, count = hashlib.sha256(), 0
        with _unpacked(folder, file) as write:
            for piece in _pieces(archive, entries[file], min(left, MOST_BYTES_OF_ONE), name):
                digest.update(piece)
                count += len(piece)
                write(piece)
        left -= count
        if (digest.hexdigest(), count) != (listed.sha256, listed.size):
            raise refused(f"{name} is damaged: “{one_line(file)}” is not what was put into it")
    return manifest


def _pieces(archive: ZipFile, entry: ZipInfo, most: int, name: str) -> Iterator[bytes]:
    """Give the content of an entry piece by piece, and count what really comes."""
    count = 0
    with archive.open(entry) as content:
        while piece := content.read(_PIECE):
            count += len(piece)
            if count > most or (count > RATIO_FROM and count > MOST_RATIO * entry.compress_size):
                raise refused(f"{name} holds “{one_line(entry.filename)}”, which unpacks without end")
            yield piece


def _manifest(archive: ZipFile, entry: ZipInfo, name: str) -> Manifest:
    try:
        told: Any = orjson.loads(b"".join(_pieces(archive, entry, MOST_BYTES_OF_THE_MANIFEST, name)))
        version = told["format"]
        if version.__class__ is int and version > FORMAT:
            raise WorkbookError(
                f"{name} was made by a newer version of the workbook (format {version}, not {FORMAT})",
                "Update the workbook; nothing was changed",
            )
        if version.__class__ is not int or version < 1:
            raise ValueError("it has no format")
        files = {row["name"]: _listed(row) for row in told["files"]}
        if len(files) != len(told["files"]):
            raise ValueError("it lists a file twice")
        made_at = local(datetime.fromisoformat(told["made_at"]))
        return Manifest(made_at, str(told["program"]), files)
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise refused(f"{name} has a {MANIFEST} that is damaged") from error


def _listed(row: dict[str, Any]) -> Listed:
    texts = (row["name"], row["sha256"])
    if not all(isinstance(text, str) for text in texts) or row["size"].__class__ is not int:
        raise TypeError("a row is none")
    return Listed(row["sha256"], row["size"])


@contextlib.contextmanager
def _unpacked(folder: Path | None, name: str) -> Iterator[Callable[[bytes], object]]:
    """Give what takes the content of a file that is unpacked, and puts it all the way to the disk."""
    if folder is None:
        yield lambda _piece: None
        return
    path = folder.joinpath(*name.split("/"))
    ensure_folder(path.parent)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    try:
        with os.fdopen(os.open(path, flags, 0o600 if is_private(name) else 0o666), "wb") as stream:
            yield stream.write
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        raise storage_error(path, error) from error
