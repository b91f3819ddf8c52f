"""What can take a while: how far it is; and giving it up with ctrl+c."""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from typing import TYPE_CHECKING

from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import FrameType

    from workbook.preferences import ProgressChoice

_BETWEEN = 0.1
"""Seconds between two changes of the line that changes in place."""
_BETWEEN_LINES = 10.0
"""Seconds between two lines where each is a new one: a screen reader says every one of them."""


class Progress:
    """How far something is, on standard error: one line that changes in place, or few lines below each other.

    Lines are written where the terminal cannot change one (`TERM=dumb`) or the person prefers them; where
    there is no terminal and nothing is preferred, nothing is. It may be told from any thread.

    Args:
        choice: what the person prefers.
        clock: gives seconds that never go back.
    """

    def __init__(self, choice: ProgressChoice = "auto", clock: Callable[[], float] = time.monotonic) -> None:
        at_terminal = sys.stderr is not None and sys.stderr.isatty()
        in_place = at_terminal and choice == "auto" and os.environ.get("TERM") != "dumb"
        in_lines = not in_place and (choice == "lines" or (at_terminal and choice == "auto"))
        self._stream = sys.stderr if in_place or in_lines else None
        self._in_lines = in_lines
        self._clock = clock
        self._guard = threading.Lock()
        self._told: float | None = None
        self._width = 0

    def tell(self, what: str, done: int = 0, total: int = 0) -> None:
        """Say what is being done and, where that is known, how far it is."""
        with self._guard:
            if self._stream is None or not self._is_due(is_end=done >= total):
                return
            self._told = self._clock()
            line = one_line(f"{what}: {done} of {total}" if total else what)
            if self._in_lines:
                self._stream.write(f"{line}\n")
                self._stream.flush()
            else:
                self._write(line)

    def clear(self) -> None:
        """Take the line away that changes in place."""
        with self._guard:
            if self._stream is not None and self._width:
                self._write("")

    def _is_due(self, *, is_end: bool) -> bool:
        if self._told is None:
            return True
        since = self._clock() - self._told
        return since >= _BETWEEN_LINES if self._in_lines else is_end or since >= _BETWEEN

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
