"""What can take a while: how far it is, on a terminal; and giving it up with ctrl+c."""

from __future__ import annotations

import contextlib
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import FrameType

_BETWEEN = 0.1
"""Seconds between two lines."""


class Progress:
    """One line on standard error that changes in place; nothing where that is no terminal.

    It may be told from any thread.
    """

    def __init__(self) -> None:
        self._stream = sys.stderr if sys.stderr is not None and sys.stderr.isatty() else None
        self._guard = threading.Lock()
        self._told = 0.0
        self._width = 0

    def tell(self, what: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done and, where that is known, how far it is."""
        with self._guard:
            if self._stream is None or (time.monotonic() - self._told < _BETWEEN and done < total):
                return
            self._told = time.monotonic()
            line = one_line(f"{what}: {done} of {total}" if total else what)
            self._write(line)

    def clear(self) -> None:
        """Take the line away."""
        with self._guard:
            if self._stream is not None and self._width:
                self._write("")

    def _write(self, line: str) -> None:
        if self._stream is not None:
            self._stream.write("\r" + line.ljust(self._width) + ("" if line else "\r"))
            self._stream.flush()
            self._width = len(line)


@contextlib.contextmanager
def interruptible() -> Iterator[threading.Event]:
    """Give an event that ctrl+c sets, so that what is under way ends in order; again, it ends at once.

    Raises:
        KeyboardInterrupt: after the body, or for what it raised, where it was given up.
    """
    given_up = threading.Event()

    def give_up(_number: int, _frame: FrameType | None) -> None:
        if given_up.is_set():
            raise KeyboardInterrupt
        given_up.set()

    if threading.current_thread() is not threading.main_thread():
        yield given_up
        return
    before = signal.signal(signal.SIGINT, give_up)
    try:
        yield given_up
    except Exception:
        if given_up.is_set():
            raise KeyboardInterrupt from None
        raise
    finally:
        signal.signal(signal.SIGINT, before)
    if given_up.is_set():
        raise KeyboardInterrupt
