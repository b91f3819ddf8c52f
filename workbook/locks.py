"""A lock between processes, also where the folder's file system knows none."""

from __future__ import annotations

import errno
import os
from pathlib import Path
from typing import TYPE_CHECKING, Self

if TYPE_CHECKING:
    from types import TracebackType

    from filelock import BaseFileLock

__all__ = ["MARKER", "LockFile", "Timeout", "marker_of"]

MARKER = ".held"
"""What stands behind a lock's name where it is a marker: it is there as long as the lock is held."""
_NO_LOCKS = {errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP, errno.ENOTSUP}
"""What a file system says that has no locks: some network shares, some folders of phones and browsers."""


class Timeout(TimeoutError):  # noqa: N818 - called as in the library that it stands for
    """Another process held a lock for as long as was waited for it."""


def marker_of(path: Path) -> Path:
    """Return the marker that stands for a lock where there are no locks."""
    return path.with_name(path.name + MARKER)


class LockFile:
    """A lock that one process holds at a time, on a file; the threads of a process share it.

    The system gives it back when the process ends, however it ends. Where the file system has no locks, a
    marker beside the file says which process holds it, with the machine and the time at which the process was
    started: one whose process has ended is no obstacle (`filelock.SoftFileLock`, from 4.3 on).

    Args:
        path: the lock's file.
        seconds: how long `acquire` waits where it is not told otherwise.
    """

    def __init__(self, path: Path, seconds: float = 0.0) -> None:
        self._path = path
        self._seconds = seconds
        self.is_marker = False
        """Whether a marker stands for it, as the file system has no locks."""
        self._made: BaseFileLock | None = None

    @property
    def is_locked(self) -> bool:
        """Whether this process holds it."""
        return self._made is not None and self._made.is_locked

    @property
    def _lock(self) -> BaseFileLock:
        """The lock; whoever only reads a workbook makes none, and need not wait for its library."""
        if self._made is None:
            from filelock import FileLock

            self._made = FileLock(str(self._path), thread_local=False, poll_interval=0.01)
        return self._made

    def acquire(self, seconds: float | None = None) -> None:
        """Hold it.

        Raises:
            Timeout: another process held it for so many seconds.
            OSError: the file cannot be written to.
        """
        seconds = self._seconds if seconds is None else seconds
        # The library makes the folder anew, and one that comes back would find its place taken.
        if not self._path.parent.is_dir():
            raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), str(self._path.parent))
        if not self.is_marker and not _has_locks():
            self._become_marker()
        try:
            self._wait_for_it(seconds)
        except OSError as error:
            if self.is_marker or error.errno not in _NO_LOCKS:
                raise
            self._become_marker()
            self._wait_for_it(seconds)

    def _wait_for_it(self, seconds: float) -> None:
        import filelock

        try:
            self._lock.acquire(timeout=seconds)
        except filelock.Timeout as error:
            raise Timeout(str(error)) from error

    def _become_marker(self) -> None:
        from filelock import SoftFileLock

        self.is_marker = True
        self._made = SoftFileLock(str(marker_of(self._path)), thread_local=False, poll_interval=0.01)

    def release(self) -> None:
        """Give it back.

        Raises:
            OSError: the system would not have it; it takes it at the end of the process.
        """
        if self._made is not None:
            self._made.release()

    def __enter__(self) -> Self:
        """Hold it, as `acquire` does."""
        self.acquire()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Give it back."""
        self.release()


def _has_locks() -> bool:
    """Return whether the system has the call at all; where it has, each file system may still refuse it."""
    try:
        import fcntl
    except ImportError:
        return True  # Windows locks in another way.
    with Path(os.devnull).open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_UN)
        except OSError as error:
            return error.errno != errno.ENOSYS
    return True
