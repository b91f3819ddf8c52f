"""Writing a file so that it is whole or not there at all."""

from __future__ import annotations

import contextlib
import errno
import os
import shutil
import tempfile
from typing import TYPE_CHECKING, BinaryIO

from workbook.errors import StorageError

if TYPE_CHECKING:
    from pathlib import Path

TEMPORARY_PREFIX = ".saving-"
"""How the name of a file that is still being written begins; leftovers may be swept."""

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room on the disk"),
    errno.EDQUOT: ("your disk quota is used up", "Make room in your files"),
    errno.EFBIG: ("the file would be larger than allowed", "Ask who looks after this machine"),
    errno.EROFS: ("the disk is read-only", "Set WORKBOOK_HOME to a folder you may write to"),
    errno.EACCES: ("you may not write there", "Set WORKBOOK_HOME to a folder you may write to"),
    errno.EPERM: ("you may not write there", "Set WORKBOOK_HOME to a folder you may write to"),
    errno.EIO: ("the disk reports an error", "Save a copy elsewhere and have the disk looked at"),
}


def storage_error(path: Path, error: OSError) -> StorageError:
    """Return the typed error for a failed write: why, and what to do."""
    reason, mend = _REASONS.get(error.errno or 0, (error.strerror or "unknown fault", "Check the folder"))
    return StorageError(f"NOT SAVED: {reason} ({path})", mend)


def ensure_folder(folder: Path, *, private: bool = False) -> Path:
    """Make a folder and its parents where they are missing, and return it.

    Args:
        folder: the folder.
        private: whether only its owner may enter it (mode 0700, where the platform has modes).

    Raises:
        StorageError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if private:
            folder.chmod(0o700)
    except OSError as error:
        raise storage_error(folder, error) from error
    return folder


def write_atomically(path: Path, data: bytes, *, keep_backup: bool = False, private: bool = False) -> None:
    """Replace a file's content; a reader sees the old bytes or the new, never a mixture.

    The bytes go to a temporary file in the same folder, which is flushed, synchronised and then
    renamed over the old one; at last the folder is synchronised. When this returns, the new
    content survives a crash of the machine.

    Args:
        path: the file; its folder must be there.
        data: all of its new content.
        keep_backup: whether the file's present content is kept beside it as `NAME.bak`.
        private: whether only its owner may read it (mode 0600).

    Raises:
        StorageError: the disk would not take it; the old content is untouched.
    """
    temporary = ""
    try:
        descriptor, temporary = tempfile.mkstemp(prefix=TEMPORARY_PREFIX, dir=path.parent)
        with os.fdopen(descriptor, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if not private:
            os.chmod(temporary, 0o666 & ~_umask())  # noqa: PTH101 - mkstemp gives a plain string
        if keep_backup and path.exists():
            _keep(path)
        os.replace(temporary, path)  # noqa: PTH105
        temporary = ""
        _synchronise_folder(path.parent)
    except OSError as error:
        raise storage_error(path, error) from error
    finally:
        if temporary:
            with contextlib.suppress(OSError):
                os.unlink(temporary)  # noqa: PTH108


def copy_atomically(source: Path, target: Path) -> None:
    """Copy a file, whole or not at all.

    Raises:
        StorageError: the source cannot be read or the disk would not take the copy.
    """
    temporary = target.with_name(TEMPORARY_PREFIX + target.name)
    try:
        with _opened(source) as original, temporary.open("wb") as copy:
            while piece := _read(original, source):
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        temporary.replace(target)
        _synchronise_folder(target.parent)
    except OSError as error:
        raise storage_error(target, error) from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink(missing_ok=True)


def _opened(source: Path) -> BinaryIO:
    try:
        return source.open("rb")
    except OSError as error:
        raise _unreadable(source, error) from error


def _read(original: BinaryIO, source: Path) -> bytes:
    try:
        return original.read(1024 * 1024)
    except OSError as error:
        raise _unreadable(source, error) from error


def _unreadable(source: Path, error: OSError) -> StorageError:
    return StorageError(f"{source} cannot be read ({error.strerror})", "Check who may read it")


def _keep(path: Path) -> None:
    """Keep the present content as `NAME.bak`, itself put in place in one step."""
    backup = path.with_name(path.name + ".bak")
    link = path.with_name(f"{TEMPORARY_PREFIX}{path.name}.bak")
    link.unlink(missing_ok=True)
    try:
        os.link(path, link)
    except OSError:
        # Some file systems (exFAT, some network shares) have no hard links.
        shutil.copyfile(path, link)
    link.replace(backup)


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def _synchronise_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder; its rename is synchronised with the file.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
