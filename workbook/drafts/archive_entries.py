"""What the list of a zip's entries tells, and which of them no backup of ours has."""

from __future__ import annotations

import os
import stat
import struct
import zipfile
from typing import TYPE_CHECKING, BinaryIO

from workbook.drafts.archive_names import MANIFEST, folded, wrong_with
from workbook.errors import WorkbookError
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence
    from zipfile import ZipInfo

MOST_BYTES = 1024**3
"""The most that all files of a backup may hold together, unpacked."""
MOST_BYTES_OF_ONE = 256 * 1024**2
MOST_ENTRIES = 20_000
MOST_RATIO = 200
"""How many times smaller than its content a packed file may be, where it is larger than `RATIO_FROM`."""
RATIO_FROM = 1024**2
MOST_BYTES_OF_THE_MANIFEST = 16 * 1024**2
_MOST_OF_THE_DIRECTORY = 8 * 1024**2
_END = struct.Struct("<4s4H2LH")
_END_64 = b"PK\x06\x07"
_LENGTH_OF_END_64 = 20
_ENCRYPTED = 0x1 | 0x40 | 0x2000
_DOS_FOLDER = 0x10


def refused(what: str) -> WorkbookError:
    """Return the error for a backup that is not used."""
    return WorkbookError(what, "Nothing was changed; take another backup")


def check_end(stream: BinaryIO, name: str) -> None:
    """Look at the end of the file, which says how much would be read into memory.

    Raises:
        WorkbookError: it is no zip, or it has more in it than a backup may have.
    """
    size = stream.seek(0, os.SEEK_END)
    stream.seek(max(0, size - _END.size - _LENGTH_OF_END_64))
    end = stream.read()
    if size < _END.size or not end[-_END.size :].startswith(b"PK\x05\x06"):
        raise refused(f"{name} is no zip file, or it was cut off")
    _, _, _, _, entries, directory, _, comment = _END.unpack(end[-_END.size :])
    if comment:
        raise refused(f"{name} is no zip file that `workbook backup` made")
    if entries > MOST_ENTRIES or directory > _MOST_OF_THE_DIRECTORY or end.startswith(_END_64):
        raise refused(f"{name} has more than {MOST_ENTRIES} files in it, more than a backup may have")
    stream.seek(0)


def check_entries(entries: Sequence[ZipInfo], name: str, size: int) -> None:
    """Look at every entry before any of them is read.

    Args:
        entries: the entries.
        name: what the backup is called in an error.
        size: how many bytes the file itself has.

    Raises:
        WorkbookError: one of them is what no backup holds, or there is too much.
    """
    if len(entries) > MOST_ENTRIES:
        raise refused(f"{name} has more than {MOST_ENTRIES} files in it, more than a backup may have")
    known: set[str] = set()
    for entry in entries:
        # `filename` ends where a zero byte stands; what stands in the file is looked at.
        shown = one_line(entry.orig_filename)
        wrong = "" if entry.orig_filename == MANIFEST else wrong_with(entry.orig_filename)
        wrong = _wrong_kind(entry) or wrong or _wrong_size(entry)
        if not wrong and folded(entry.filename) in known:
            wrong = "is there twice, or differs from another in capitals or accents alone"
        if wrong:
            raise refused(f"{name} holds “{shown}”, which {wrong}")
        known.add(folded(entry.filename))
    if sum(entry.file_size for entry in entries) > MOST_BYTES + MOST_BYTES_OF_THE_MANIFEST:
        raise refused(f"{name} would unpack to more than 1 GiB, more than a backup may hold")
    if sum(entry.compress_size for entry in entries) > size:
        raise refused(f"{name} is no backup that can be read (its files lie over each other)")


def _wrong_kind(entry: ZipInfo) -> str:
    """Return what is wrong with what an entry is."""
    mode = entry.external_attr >> 16
    if stat.S_ISLNK(mode):
        return "is a link and not a file"
    if entry.is_dir() or entry.external_attr & _DOS_FOLDER or stat.S_ISDIR(mode):
        return "is a folder of its own and not a file"
    if stat.S_IFMT(mode) not in (0, stat.S_IFREG):
        return "is a device and not a file"
    if entry.flag_bits & _ENCRYPTED:
        return "is encrypted"
    if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
        return "is packed in a way that no backup is"
    return ""


def _wrong_size(entry: ZipInfo) -> str:
    """Return what is wrong with the size that is told of an entry."""
    if entry.file_size > MOST_BYTES_OF_ONE:
        return "is larger than 256 MiB"
    if entry.file_size > RATIO_FROM and entry.file_size > MOST_RATIO * entry.compress_size:
        return f"unpacks to more than {MOST_RATIO} times its size"
    return ""
