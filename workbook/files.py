"""Writing a file so that it is whole or not there at all."""

from __future__ import annotations

import contextlib
import errno
import os
import re
import stat
import time
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO

from workbook.errors import StorageError
from workbook.processes import is_running
from workbook.targets import storage_error as storage_error  # noqa: PLC0414 - for all who write
from workbook.targets import written_to

if TYPE_CHECKING:
    from collections.abc import Iterable

TEMPORARY_PREFIX = ".saving-"
"""How the name of a file that is still being written begins; leftovers may be swept."""
BACKUP = ".bak"
"""What stands behind the name of a file's last good copy."""
_TEMPORARY = re.compile(re.escape(TEMPORARY_PREFIX) + r"(?:(\d+)-)?")
_DAY = 24 * 60 * 60.0


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
    content survives a crash of the machine. A link stays, and the file that it leads to is replaced so.

    Args:
        path: the file; its folder must be there.
        data: all of its new content.
        keep_backup: whether the file's present content is kept beside it as `NAME.bak`, a file of its own;
            then it is also put back where the last step of all fails.
        private: whether only its owner may read it (mode 0600).

    Raises:
        NotPlainFile: a folder, a device, a pipe or a socket stands there.
        StorageError: the disk would not take it; the old content is untouched.
    """
    target = written_to(path)
    fresh, before = temporary_beside(target), temporary_beside(path)
    placed = False
    try:
        _write_new(fresh, data, 0o600 if private else 0o666)
        if not private:
            _keep_mode(target, fresh)
        kept = keep_backup and keep_copy(target, before)
        os.replace(fresh, target)  # noqa: PTH105
        placed = True
        _synchronise_folder(target.parent)
        if kept:
            os.replace(before, path.with_name(path.name + BACKUP))  # noqa: PTH105
    except OSError as error:
        if placed and keep_backup:
            _put_back(before, target)
        raise storage_error(path, error) from error
    finally:
        _clear((fresh, before))


def copy_atomically(source: Path, target: Path) -> None:
    """Copy a file, whole or not at all; a link at the target stays, as with `write_atomically`.

    Raises:
        NotPlainFile: a folder, a device, a pipe or a socket stands at the target.
        StorageError: the source cannot be read or the disk would not take the copy.
    """
    target = written_to(target)
    temporary = temporary_beside(target)
    try:
        with _opened(source) as original, temporary.open("xb") as copy:
            while piece := _read(original, source):
                copy.write(piece)
            copy.flush()
            os.fsync(copy.fileno())
        temporary.replace(target)
        _synchronise_folder(target.parent)
    except OSError as error:
        raise storage_error(target, error) from error
    finally:
        _clear((temporary,))


def keep_copy(path: Path, name: Path) -> bool:
    """Give a file's present content a second name, and return whether there was a file.

    Of a link it is the file that it leads to that gets the name.

    Raises:
        OSError: the disk would not take it.
    """
    try:
        os.link(os.path.realpath(path), name)
    except FileNotFoundError:
        return False
    except OSError:
        # Some file systems (exFAT, some network shares) have no hard links, and say so in many ways.
        if not path.exists():
            return False
        _write_new(name, path.read_bytes(), 0o600)
    return True


def move(source: Path, target: Path) -> None:
    """Give a file or a folder another name on the same disk; nothing that is there is replaced.

    Raises:
        FileExistsError: the name is taken.
        StorageError: the disk would not have it; all is as it was.
    """
    try:
        if os.path.lexists(target):
            raise FileExistsError(errno.EEXIST, "there already", str(target))
        os.rename(source, target)  # noqa: PTH104
    except FileExistsError:
        raise
    except OSError as error:
        raise storage_error(target, error) from error
    try:
        for folder in dict.fromkeys((target.parent, source.parent)):
            _synchronise_folder(folder)
    except OSError as error:
        with contextlib.suppress(OSError):
            os.rename(target, source)  # noqa: PTH104
        raise storage_error(target, error) from error


def settle(folder: Path) -> None:
    """Synchronise a folder and all folders in it: the names in them survive a crash of the machine.

    Raises:
        StorageError: the disk reports an error.
    """
    try:
        for inner in (folder, *(path for path in folder.rglob("*") if path.is_dir())):
            _synchronise_folder(inner)
    except OSError as error:
        raise storage_error(folder, error) from error


def temporary_beside(path: Path) -> Path:
    """Return an unused name in the same folder for a file that is still being written.

    The name says whose it is, so that `sweep` can tell a leftover from one in use.
    """
    return path.with_name(f"{TEMPORARY_PREFIX}{os.getpid()}-{os.urandom(6).hex()}")


def sweep(folder: Path) -> int:
    """Take away the temporary files that dead processes left in a folder, or where links in it lead.

    Returns how many they were.

    One that cannot be taken away is left: it is in nobody's way, and the next sweep tries again.
    """
    swept = 0
    within = _listed(folder)
    # A file that is a link is written where it leads.
    elsewhere = {Path(os.path.realpath(path)).parent for path in within if path.is_symlink()} - {folder}
    for path in (*within, *(path for other in elsewhere for path in _listed(other))):
        match = _TEMPORARY.match(path.name)
        if match and not (is_running(int(match[1] or 0)) and _is_young(path)):
            with contextlib.suppress(OSError):
                path.unlink()
                swept += 1
    return swept


def _listed(folder: Path) -> list[Path]:
    try:
        return list(folder.iterdir())
    except OSError:
        return []


def _is_young(path: Path) -> bool:
    """Return whether a file was written in the last day: a process's number is given again in time."""
    try:
        return time.time() - path.stat().st_mtime < _DAY
    except OSError:
        return False


def _write_new(path: Path, data: bytes, mode: int) -> None:
    """Write a file that is not there yet, all the way to the disk."""
    descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0), mode)
    try:
        rest = memoryview(data)
        while rest:
            rest = rest[os.write(descriptor, rest) :]
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _keep_mode(target: Path, fresh: Path) -> None:
    """Let a file be readable by those by whom the one before it was, and by nobody else."""
    # Where there is none, or the disk knows no modes, it has the usual one.
    with contextlib.suppress(OSError):
        mode = stat.S_IMODE(target.stat().st_mode)
        if mode != stat.S_IMODE(fresh.stat().st_mode):
            fresh.chmod(mode)


def _put_back(before: Path, path: Path) -> None:
    """Undo a replacement whose last step failed; where that fails too, the new content stays."""
    again = temporary_beside(path)
    try:
        if not before.exists():
            path.unlink()
        elif before.stat().st_dev == path.stat().st_dev:
            os.replace(before, path)  # noqa: PTH105
        else:
            _write_new(again, before.read_bytes(), 0o600)
            os.replace(again, path)  # noqa: PTH105
    except OSError:
        _clear((again,))


def _clear(temporaries: Iterable[Path]) -> None:
    for path in temporaries:
        with contextlib.suppress(OSError):
            os.unlink(path)  # noqa: PTH108


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


def _synchronise_folder(folder: Path) -> None:
    if os.name == "nt":
        return  # Windows cannot open a folder; its rename is synchronised with the file.
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
