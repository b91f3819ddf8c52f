"""A program in a real pseudo-terminal, and how long it takes to show something."""

from __future__ import annotations

import os
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pexpect
import pyte

if TYPE_CHECKING:
    import re
    from collections.abc import Callable, Iterator, Mapping, Sequence

SIZE = (40, 140)
LONGEST_WAIT = 60.0
# An installed program's modules are compiled, as its peer's are: the first start may write what it compiles.
_LEFT_OUT = ("NO_COLOR", "TEXTUAL", "PYTHONDONTWRITEBYTECODE")


class Terminal:
    """A running program; what it has written so far is in `seen`."""

    def __init__(self, child: pexpect.spawn) -> None:
        self._child = child
        self.seen = b""

    def wait_for(self, text: bytes, since: int = 0) -> float:
        """Return the moment at which a text had come, in seconds of the performance counter.

        Raises:
            TimeoutError: it did not come.
        """
        return self._wait(lambda: text in self.seen[since:], repr(text))

    def wait_for_pattern(self, pattern: re.Pattern[bytes]) -> float:
        """Return the moment at which something came that a pattern describes.

        Raises:
            TimeoutError: it did not come.
        """
        return self._wait(lambda: pattern.search(self.seen) is not None, repr(pattern.pattern))

    def wait_for_screen(self, shows: Callable[[pyte.Screen], bool]) -> float:
        """Return the moment at which what made the screen show something had come.

        Args:
            shows: whether the screen, as the terminal has drawn it, shows what is waited for.

        Raises:
            TimeoutError: it did not come.
        """
        screen = pyte.Screen(SIZE[1], SIZE[0])
        stream, drawn, come = pyte.ByteStream(screen), 0, time.perf_counter()

        def has_come() -> bool:
            # Drawing takes as long as a program's own painting: it is not counted.
            nonlocal drawn, come
            come = time.perf_counter()
            stream.feed(self.seen[drawn:])
            drawn = len(self.seen)
            return shows(screen)

        self._wait(has_come, "what the screen should show")
        return come

    def send(self, text: str) -> None:
        """Send keys, and wait for nothing."""
        self._child.send(text)

    def _wait(self, has_come: Callable[[], bool], what: str) -> float:
        until = time.perf_counter() + LONGEST_WAIT
        while not has_come():
            if time.perf_counter() > until:
                raise TimeoutError(f"{what} did not come; last: {self.seen[-300:]!r}")
            try:
                self.seen += self._child.read_nonblocking(65536, timeout=0.5)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF as error:
                raise TimeoutError(f"the program ended before {what}: {self.seen[-2000:]!r}") from error
        return time.perf_counter()

    def settle(self, seconds: float) -> None:
        """Read what comes for some time; a blinking cursor never falls silent."""
        until = time.perf_counter() + seconds
        while time.perf_counter() < until:
            try:
                self.seen += self._child.read_nonblocking(65536, timeout=0.05)
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return

    def key(self, character: str) -> float:
        """Press a key that writes a character, and return the seconds until it is on the screen."""
        since = len(self.seen)
        begun = time.perf_counter()
        self._child.send(character)
        return self.wait_for(character.encode(), since) - begun


@contextmanager
def running(command: Sequence[str], environment: Mapping[str, str]) -> Iterator[Terminal]:
    """Run a program in a pseudo-terminal and end it afterwards."""
    inherited = {key: value for key, value in os.environ.items() if key not in _LEFT_OUT}
    surroundings = {**inherited, "TERM": "xterm-256color", "COLORTERM": "truecolor", "LANG": "C.UTF-8"}
    child = pexpect.spawn(
        command[0],
        list(command[1:]),
        dimensions=SIZE,
        env={**surroundings, **environment},
        timeout=LONGEST_WAIT,
    )
    child.delaybeforesend = None
    try:
        yield Terminal(child)
    finally:
        child.close(force=True)
