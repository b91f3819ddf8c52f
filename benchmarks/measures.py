"""The measurements: each returns its own figure, its peer's, and the bound that is held."""

from __future__ import annotations

import os
import subprocess
import sys
import sysconfig
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.drafts import CREDENTIAL, PROMPT, draft, home_with
from benchmarks.terminal import running

if TYPE_CHECKING:
    from collections.abc import Callable

    from benchmarks.terminal import Terminal

BARE = str(Path(__file__).with_name("bare_app.py"))
WORKBOOK = str(Path(sysconfig.get_path("scripts")) / "workbook")
LETTERS = "".join(letter for letter in map(chr, range(0x100, 0x250)) if letter.isalpha())
"""Letters that stand nowhere else on the screen; none is pressed twice, so each is seen when painted."""


@dataclass(frozen=True)
class Figure:
    """One line of the table.

    Attributes:
        what: what was measured.
        peer: against what.
        ours: our time, in seconds.
        theirs: the peer's, in seconds.
        bound: what is held: a ratio, or seconds more where `difference` is set.
        difference: whether the bound is on the difference and not on the ratio.
    """

    what: str
    peer: str
    ours: float
    theirs: float
    bound: float
    difference: bool = False

    @property
    def value(self) -> float:
        """The ratio, or the difference in seconds."""
        return self.ours - self.theirs if self.difference else self.ours / self.theirs

    @property
    def held(self) -> bool:
        """Whether the bound is held."""
        return self.value <= self.bound


def key_to_screen(rounds: int) -> Figure:
    """Measure from a key to its letter on the screen, in a draft of 10,000 words."""
    with tempfile.TemporaryDirectory() as folder:
        text = draft(10_000)
        home_with(Path(folder) / "home", "", text)
        file = Path(folder) / "draft.txt"
        file.write_text(text, "utf-8")
        environment = {"WORKBOOK_HOME": f"{folder}/home"}
        command = [WORKBOOK, "open", CREDENTIAL, "--at", PROMPT]
        with (
            running(command, environment) as our_terminal,
            running([sys.executable, BARE, str(file)], {}) as their_terminal,
        ):
            our_terminal.wait_for(b"10000")
            their_terminal.wait_for(text[:20].encode().split(b" ")[0])
            our_terminal.settle(1.0)
            their_terminal.settle(1.0)
            ours, theirs = keys_of_both(our_terminal, their_terminal, rounds)
    return Figure("key to screen, 10,000 words", "bare TextArea", median(ours), median(theirs), 1.1)


def keys_of_both(
    our_terminal: Terminal, their_terminal: Terminal, rounds: int
) -> tuple[list[float], list[float]]:
    """Press the same keys in two programs in turn, and return how long each took to be seen, in seconds."""
    ours: list[float] = []
    theirs: list[float] = []
    for number in range(rounds):
        letter = LETTERS[number % len(LETTERS)]
        ours.append(our_terminal.key(letter))
        theirs.append(their_terminal.key(letter))
        time.sleep(0.067)
    return ours, theirs


def open_long(rounds: int) -> Figure:
    """Measure opening a workbook of 50,000 words against opening an empty one."""
    with tempfile.TemporaryDirectory() as folder:
        home_with(Path(folder) / "long", *[draft(8_334)] * 6)
        home_with(Path(folder) / "empty")
        command = [WORKBOOK, "open", CREDENTIAL, "--at", PROMPT]
        ours, theirs = _in_turn(
            rounds,
            lambda: _first_text(command, {"WORKBOOK_HOME": f"{folder}/long"}, b"8334"),
            lambda: _first_text(command, {"WORKBOOK_HOME": f"{folder}/empty"}, b"150"),
        )
    return Figure("opening 50,000 words", "an empty workbook", ours, theirs, 0.5, difference=True)


def pdf(rounds: int) -> Figure:
    """Measure a PDF of 13 pages against pandoc and Typst called directly on the same text."""
    from benchmarks.direct_pdf import build_directly, build_ours

    with tempfile.TemporaryDirectory() as folder:
        home = home_with(Path(folder) / "home", *[draft(1210)] * 6)
        markdown, pages = build_ours(home, Path(folder), "md"), build_ours(home, Path(folder)).pages
        ours, theirs = _in_turn(
            rounds,
            lambda: _seconds(lambda: build_ours(home, Path(folder))),
            lambda: _seconds(lambda: build_directly(markdown.path)),
        )
    return Figure(f"PDF of {pages} pages", "pandoc and typst, called directly", ours, theirs, 1.3)


def _first_text(command: list[str], environment: dict[str, str], text: bytes) -> float:
    begun = time.perf_counter()
    with running(command, environment) as terminal:
        return terminal.wait_for(text) - begun


def _in_turn(rounds: int, ours: Callable[[], float], theirs: Callable[[], float]) -> tuple[float, float]:
    """Measure both in turn, so that what else the machine does meets both; return the medians."""
    ours()
    theirs()
    pairs = [(ours(), theirs()) for _ in range(rounds)]
    return median(first for first, _ in pairs), median(second for _, second in pairs)


def _seconds(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return time.perf_counter() - begun


def machine() -> str:
    """Return what the figures were measured on, in a line."""
    python = ".".join(map(str, sys.version_info[:3]))
    version = subprocess.run(
        [WORKBOOK, "--version"], capture_output=True, text=True, check=True
    ).stdout.strip()
    return f"{version}, Python {python}, {os.cpu_count()} cores, {sys.platform}"
