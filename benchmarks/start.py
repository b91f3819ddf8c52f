"""From the start of the process to what a user waits for: the list to choose from, the answer to write on."""

from __future__ import annotations

import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING

from benchmarks.drafts import CREDENTIAL, PROMPT, draft, home_with
from benchmarks.measures import BARE, WORKBOOK, Figure
from benchmarks.terminal import running
from workbook.credentials.catalogue import Catalogue
from workbook.drafts.store import Store
from workbook.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import pyte

PEER = "bare TextArea and Footer, first text"
FIRST = "Zebras"
"""How the answer begins; the word stands nowhere else on the screen."""
LETTER = "ǂ"
"""A letter that stands nowhere else on the screen."""


@dataclass(frozen=True)
class Start:
    """A program that is started, and what its user waits for.

    Attributes:
        what: what is measured.
        command: the program.
        home: its home.
        shows: whether the screen shows what is waited for.
        bound: how many times the peer's time is held.
        ahead: what is typed before anything is on the screen.
        then: what is typed when the screen shows it, and must appear in the answer: it was no picture.
    """

    what: str
    command: list[str]
    shows: Callable[[pyte.Screen], bool]
    home: str = ""
    bound: float = 0.0
    ahead: str = ""
    then: str = ""
    seconds: list[float] = field(default_factory=list)

    def measure(self) -> float:
        """Start it, and return the seconds until its user can go on."""
        begun = time.perf_counter()
        with running(self.command, {"WORKBOOK_HOME": self.home} if self.home else {}) as terminal:
            if self.ahead:
                terminal.send(self.ahead)
            seconds = terminal.wait_for_screen(self.shows) - begun
            if self.then:
                terminal.send(self.then)
                terminal.wait_for_screen(lambda screen: f"{self.then}{FIRST}" in _text(screen))
            return seconds


def start(rounds: int) -> Iterator[Figure]:
    """Measure from the start of the process to the catalogue and to an answer, all in turn."""
    with tempfile.TemporaryDirectory() as folder:
        starts = _starts(Path(folder))
        for number in range(rounds + 1):
            for each in starts:
                seconds = each.measure()
                if number:
                    each.seconds.append(seconds)
        bare, *ours = starts
        for each in ours:
            yield Figure(each.what, PEER, median(each.seconds), median(bare.seconds), each.bound)


def _starts(folder: Path) -> list[Start]:
    text = folder / "draft.txt"
    text.write_text(f"{FIRST} {draft(300)}", "utf-8")
    none, three, one = folder / "none", folder / "three", folder / "one"
    none.mkdir()
    _three_workbooks(three)
    home_with(one, draft(300), f"{FIRST} {draft(300)}")
    titles = [entry.credential.title for entry in Catalogue.load(Home(none)).entries]
    question = [WORKBOOK, "open", CREDENTIAL, "--at", PROMPT]
    return [
        Start(PEER, [sys.executable, BARE, str(text)], lambda screen: FIRST in _text(screen)),
        Start("start to the catalogue, no workbook", [WORKBOOK], _lists(titles), str(none), 1.5),
        Start("start to the catalogue, 3 workbooks", [WORKBOOK], _lists(titles), str(three), 1.5),
        Start("start to an answer, cursor in it", question, _is_open, str(one), 2.0, then=LETTER),
        Start("the same, a letter typed at once in it", question, _has_letter, str(one), 2.0, ahead=LETTER),
    ]


def _three_workbooks(folder: Path) -> None:
    home = home_with(folder, draft(300))
    store = Store(home)
    for entry in [each for each in Catalogue.load(home).entries if each.credential.id != CREDENTIAL][:2]:
        store.start(entry.credential, entry.path)


def _lists(titles: list[str]) -> Callable[[pyte.Screen], bool]:
    """Return whether the rows of the catalogue stand there, with a row in hand in one of the two lists."""

    def lists(screen: pyte.Screen) -> bool:
        text = _text(screen)
        lists_all = all(title in text[text.find("Series") :] for title in titles)
        return (
            "Series" in text and lists_all and any(line.lstrip().startswith("▌") for line in screen.display)
        )

    return lists


def _is_open(screen: pyte.Screen) -> bool:
    """Return whether the answer stands there with the cursor on its first letter."""
    for number, line in enumerate(screen.display):
        column = line.find(FIRST)
        if column >= 0:
            first, second = screen.buffer[number][column], screen.buffer[number][column + 1]
            return (first.bg, first.reverse) != (second.bg, second.reverse)
    return False


def _has_letter(screen: pyte.Screen) -> bool:
    return f"{LETTER}{FIRST}" in _text(screen)


def _text(screen: pyte.Screen) -> str:
    return "\n".join(screen.display)
