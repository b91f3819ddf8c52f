"""Where something is written: what stands there already, and why the disk would not take it."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from workbook.errors import StorageError
from workbook.paths import kind_of, shown

_REASONS = {
    errno.ENOSPC: ("the disk is full", "Make room on the disk"),
    errno.EDQUOT: ("your disk quota is used up", "Make room in your files"),
    errno.EFBIG: ("the file would be larger than allowed", "Ask who looks after this machine"),
    errno.ENOENT: ("its folder is not there", "Put the folder back, or choose one that is there"),
    errno.EROFS: ("the disk is read-only", "Set WORKBOOK_HOME to a folder you may write to"),
    errno.EACCES: ("you may not write there", "Set WORKBOOK_HOME to a folder you may write to"),
    errno.EPERM: ("you may not write there", "Set WORKBOOK_HOME to a folder you may write to"),
    errno.EIO: ("the disk reports an error", "Save a copy elsewhere and have the disk looked at"),
}


class NotPlainFile(StorageError):  # noqa: N818 - a member of the WorkbookError family, named for what it is
    """Something that is no plain file stands where a file was to be written; it is left alone (status 2).

    Args:
        path: where.
        kind: what it is, in words.
        wanted: what it should be, in words.
    """

    exit_status = 2

    def __init__(self, path: Path, kind: str, wanted: str = "file to write to") -> None:
        what = f"is {kind}, and no {wanted}"
        short = f"NOT SAVED: it {what}"
        super().__init__(
            f"NOT SAVED: {shown(str(path))} {what}", "Take it away, or name another place", short
        )


def storage_error(path: Path, error: OSError) -> StorageError:
    """Return the typed error for a failed write: why, and what to do."""
    reason, mend = _REASONS.get(error.errno or 0, (error.strerror or "unknown fault", "Check the folder"))
    return StorageError(f"NOT SAVED: {reason} ({path})", mend, f"NOT SAVED: {reason}")


def written_to(path: Path) -> Path:
    """Return the file that is replaced when something is written to a path: where a link leads, else itself.

    Raises:
        NotPlainFile: a folder, a device, a pipe or a socket stands there, or a link that leads in a circle.
        StorageError: it may not be looked at.
    """
    target = path
    try:
        mode = path.lstat().st_mode
        if stat.S_ISLNK(mode):
            target = Path(os.path.realpath(path))
            mode = target.lstat().st_mode
    except (FileNotFoundError, NotADirectoryError):
        return target
    except OSError as error:
        raise storage_error(path, error) from error
    if not stat.S_ISREG(mode):
        kind = "a link that leads in a circle" if stat.S_ISLNK(mode) else kind_of(mode)
        raise NotPlainFile(path, kind)
    return target
