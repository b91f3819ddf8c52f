"""The installed command in a real pseudo-terminal: keys and mouse in, the screen out."""

from __future__ import annotations

import os
import signal
import sys
import time
from pathlib import Path

import pexpect
import pyte

WORKBOOK = str(Path(sys.executable).with_name("workbook"))
KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "escape": "\x1b",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "space": " ",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f9": "\x1b[20~",
    "ctrl+q": "\x11",
    "ctrl+s": "\x13",
    "ctrl+p": "\x10",
}
LONGEST_WAIT = 45.0
"""Seconds; a machine that runs other tests beside may be slow, and nothing waits longer than it must."""

STILL = 0.2
"""Seconds without a change after which a screen counts as settled."""


class Terminal:
    """A program in a pseudo-terminal of a size.

    Args:
        arguments: what follows the command's name.
        home: `WORKBOOK_HOME`.
        size: columns and rows.
        environment: further variables.
    """

    def __init__(self, *arguments, home, size=(80, 24), environment=None):
        columns, rows = size
        self.screen = pyte.Screen(columns, rows)
        self._stream = pyte.ByteStream(self.screen)
        inherited = {name: value for name, value in os.environ.items() if name != "NO_COLOR"}
        self.child = pexpect.spawn(
            WORKBOOK,
            list(arguments),
            dimensions=(rows, columns),
            env={
                **inherited,
                "TERM": "xterm-256color",
                "COLORTERM": "truecolor",
                "LANG": "C.UTF-8",
                "WORKBOOK_HOME": str(home),
                **(environment or {}),
            },
        )
        self.child.delaybeforesend = None

    @property
    def text(self):
        """What is on the screen."""
        return "\n".join(line.rstrip() for line in self.screen.display)

    def pump(self, seconds=0.15):
        """Take in what the program writes for some time."""
        until = time.monotonic() + seconds
        while time.monotonic() < until:
            try:
                self._stream.feed(self.child.read_nonblocking(65536, timeout=0.02))
            except pexpect.TIMEOUT:
                continue
            except pexpect.EOF:
                return

    def wait_for(self, *texts, gone=()):
        """Wait until all the texts are on the screen, and none of those that are to be gone."""

        def there():
            return all(text in self.text for text in texts) and not any(text in self.text for text in gone)

        self.wait_until(there, f"{texts} did not come, or {gone} did not go")

    def wait_until(self, there, otherwise="it did not come"):
        """Wait until something is so of the screen."""
        until = time.monotonic() + LONGEST_WAIT
        while not there():
            self.pump(0.1)
            ended = not self.child.isalive() and not there()
            assert time.monotonic() < until and not ended, f"{otherwise}:\n{self.text}"

    def press(self, *keys):
        """Press keys by their names; anything else is typed as it is."""
        for key in keys:
            self.child.send(KEYS.get(key, key))
            # An escape right before another key would be read as one key with Alt.
            self.pump(0.3 if key == "escape" else 0.1)

    def settle(self):
        """Wait until the screen has stood still for a moment."""
        before, still = self.text, time.monotonic()
        while time.monotonic() - still < STILL:
            self.pump(0.03)
            if self.text != before:
                before, still = self.text, time.monotonic()

    def find(self, text, nth=0):
        """Return the column and row, from 1, of a text on the screen."""
        places = [
            (line.index(text) + 1, row) for row, line in enumerate(self.screen.display, 1) if text in line
        ]
        assert len(places) > nth, f"{text!r} is not on the screen:\n{self.text}"
        return places[nth]

    def click(self, text, nth=0):
        """Click with the mouse on a text."""
        self.settle()
        self.click_at(*self.find(text, nth))

    def click_at(self, column, row):
        """Click with the mouse at a place on the screen, counted from 1."""
        self.child.send(f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m")
        self.pump(0.1)

    def scroll_down_at(self, column, row, turns=2):
        """Turn the mouse's wheel at a place on the screen."""
        for _ in range(turns):
            self.child.send(f"\x1b[<65;{column};{row}M")
        self.settle()

    def wait_for_end(self):
        """Wait until the program has ended, and return its exit status."""
        until = time.monotonic() + LONGEST_WAIT
        while self.child.isalive():
            assert time.monotonic() < until, f"it did not end:\n{self.text}"
            self.pump(0.1)
        self.child.close()
        return self.child.exitstatus

    def close(self):
        """End the program, if it still runs, however long a busy machine takes to."""
        if self.child.isalive():
            self.child.kill(signal.SIGKILL)
            self.child.wait()
        self.child.close()
