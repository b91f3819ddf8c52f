"""What stands already where a document is to go: it is never lost, and never replaced without a word."""

from __future__ import annotations

import re
import zipfile
import zlib
from typing import TYPE_CHECKING, NamedTuple

from workbook.files import BACKUP, keep_copy, storage_error, write_atomically
from workbook.paths import found, kind_of
from workbook.submission.pdf import KICKER
from workbook.targets import NotPlainFile, written_to

if TYPE_CHECKING:
    from pathlib import Path

_MOST = 64 * 1024**2
"""Bytes; a document of ours is smaller by far."""
_HEAD = 64 * 1024
_TYPST, _ACCESSIBLE = b"Typst", b"pdfuaid"
_NO_ZIP = (
    KeyError,
    zipfile.BadZipFile,
    NotImplementedError,
    RuntimeError,
    ValueError,
    EOFError,
    zlib.error,
)
_LINE = re.compile(rb"^" + KICKER.encode() + rb"\s", re.MULTILINE)


def check_place(path: Path) -> bool:
    """Return whether a file is there already, before anything is made for it.

    Raises:
        NotPlainFile: a folder, a device, a pipe or a socket is there, or what should be its folder is none.
        StorageError: it may not be looked at.
    """
    target = written_to(path)
    there = found(target)
    folder = next(each for each in target.absolute().parents if found(each) is not None)
    if not folder.is_dir():
        kind = "a file" if folder.is_file() else kind_of(folder.stat().st_mode)
        raise NotPlainFile(folder, kind, "folder to write into")
    return there is not None


class Put(NamedTuple):
    """What became of the file that was there: whether it was replaced, and where it is kept."""

    replaced: bool
    kept: Path | None


def put(path: Path, data: bytes) -> Put:
    """Write a file where a person wants it; what is there and no document of ours is kept beside it.

    Raises:
        NotPlainFile: as by `check_place`.
        StorageError: the disk would not take it.
    """
    replaced = check_place(path)
    kept = _keep_other(path, data) if replaced else None
    write_atomically(path, data)
    return Put(replaced, kept)


def _keep_other(path: Path, data: bytes) -> Path | None:
    """Keep what is there under another name, if it would be missed, and return that name."""
    try:
        target = written_to(path)
        if is_ours(target) or (target.stat().st_size == len(data) and target.read_bytes() == data):
            return None
        kept, again = path.with_name(path.name + BACKUP), 2
        while not _kept(path, kept):
            kept, again = path.with_name(f"{path.name}{BACKUP}-{again}"), again + 1
    except OSError as error:
        raise storage_error(path, error) from error
    return kept


def is_ours(path: Path) -> bool:
    """Return whether a file is a document of any format that the workbook made, or an empty file.

    Raises:
        OSError: it cannot be read.
    """
    size = path.stat().st_size
    if size == 0:
        return True
    with path.open("rb") as file:
        head = file.read(_HEAD)
        if head.startswith(b"%PDF-"):
            data = head + (file.read() if size <= _MOST else b"")
            return _TYPST in data and _ACCESSIBLE in data
    return _is_our_docx(path) if zipfile.is_zipfile(path) else _is_our_text(head)


def _is_our_text(head: bytes) -> bool:
    return _LINE.search(head) is not None or f'<p class="kicker">{KICKER}</p>'.encode() in head


def _is_our_docx(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive, archive.open("word/document.xml") as document:
            return KICKER.encode() in document.read(_HEAD)
    except _NO_ZIP:
        return False


def _kept(path: Path, name: Path) -> bool:
    """Give what is there another name, and return whether that name was free."""
    try:
        keep_copy(path, name)
    except FileExistsError:
        return False
    return True
