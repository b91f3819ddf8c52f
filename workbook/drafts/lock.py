"""One writer at a time: the lock on a workbook's folder, and who has it."""

from __future__ import annotations

import contextlib
import threading
from typing import TYPE_CHECKING

from workbook.drafts.holder import holder_of
from workbook.errors import WorkbookError
from workbook.files import storage_error
from workbook.locks import LockFile, Timeout, marker_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook.drafts.holder import Holder

LOCK_NAME = ".lock"
SECONDS = 10.0
"""How long a change waits for another process's change to be through."""
_AT_ONCE = 0.2


class OpenElsewhere(WorkbookError):  # noqa: N818 - a member of the WorkbookError family, named for what it is
    """Another process has the workbook open to write."""

    def __init__(self, name: str, holder: Holder) -> None:
        super().__init__(
            f"“{name}” is open in another window ({holder.in_words})",
            "Write there, or leave it there with ctrl+q and try again",
        )
        self.holder = holder


class WorkbookLock:
    """The lock on a workbook's folder: held by one process, and within it by one thread at a time.

    The system gives it back when the process ends, however it ends.

    Args:
        folder: the workbook's folder.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._threads = threading.RLock()
        self._processes = LockFile(folder / LOCK_NAME)

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Hold the lock; within a `with` of the same thread it is held already.

        Raises:
            OpenElsewhere: an app in another process has the workbook open.
            WorkbookError: another process was changing it for ten seconds.
            StorageError: the folder cannot be written to.
        """
        with self._threads:
            if self._processes.is_locked:
                yield
                return
            self._acquire()
            try:
                yield
            finally:
                # What was done is done by now: a lock that cannot be given back makes no save a failed one,
                # and the system takes it at the end of the process.
                with contextlib.suppress(OSError):
                    self._processes.release()

    def take(self) -> bool:
        """Hold the lock until `give_back`, and return whether it was to be had at once.

        Raises:
            StorageError: the folder cannot be written to.
        """
        with self._threads:
            return self._try(_AT_ONCE)

    def give_back(self) -> None:
        """Let others write again."""
        with self._threads, contextlib.suppress(OSError):
            self._processes.release()

    @property
    def way_out(self) -> str:
        """What to do where another process holds it: where a marker stands for it, that may be left over."""
        if not self._processes.is_marker:
            return "Try again in a moment"
        marker = marker_of(self._folder / LOCK_NAME)
        return f"Try again in a moment. If no other machine has it open, delete {marker}, which was left over"

    def _acquire(self) -> None:
        if self._try(_AT_ONCE):
            return
        holder = holder_of(self._folder)
        if holder is not None:
            raise OpenElsewhere(self._folder.name, holder)
        if not self._try(SECONDS):
            raise WorkbookError(f"Another program is changing the workbook in {self._folder}", self.way_out)

    def _try(self, seconds: float) -> bool:
        try:
            self._processes.acquire(seconds)
        except Timeout:
            return False
        except OSError as error:
            raise storage_error(self._folder, error) from error
        return True
