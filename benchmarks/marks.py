"""What live marks cost: until the first are seen, and for each key that is typed among them."""

from __future__ import annotations

import contextlib
import re
import sys
import tempfile
import threading
from pathlib import Path
from statistics import median, quantiles
from typing import TYPE_CHECKING

from benchmarks.drafts import CREDENTIAL, MISSPELT, PROMPT, faulty_draft, home_with
from benchmarks.measures import BARE, WORKBOOK, Figure, keys_of_both
from benchmarks.terminal import running
from workbook.home import Home
from workbook.proofreading.languagetool.engine import LanguageTool

if TYPE_CHECKING:
    from collections.abc import Iterator

WORDS, FAULTS = 10_000, 300
_COMMAND = [WORKBOOK, "open", CREDENTIAL, "--at", PROMPT]
_UNDERLINED = re.compile(rb"\x1b\[(?:\d+;)*(?:4|21)(?:;\d+)*m" + MISSPELT.encode())
_ALL_MARKED = re.compile(rb"[3-9]\d\d to look at")
"""The planted faults, and what else an engine has to say of such a text."""


def first_marks(rounds: int) -> Figure:
    """Measure from the painted text of an answer to the first mark in it, with nothing in the cache."""
    waits: list[float] = []
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as folder:
            home_with(Path(folder) / "home", "", faulty_draft(WORDS, FAULTS))
            with running(_COMMAND, _environment(folder, "harper")) as terminal:
                painted = terminal.wait_for(MISSPELT.encode())
                waits.append(terminal.wait_for_pattern(_UNDERLINED) - painted)
    return Figure(
        f"first marks in {WORDS:,} words", "the text painted", median(waits), 0, 1.0, difference=True
    )


def keys_among_marks(rounds: int) -> Iterator[Figure]:
    """Measure a key's way to the screen among 300 marks: at rest, and while a whole check runs."""
    with tempfile.TemporaryDirectory() as folder:
        yield from _keys(folder, rounds, "harper", f"{FAULTS} marks")
    with tempfile.TemporaryDirectory() as folder, _server(Path(folder) / "home"):
        # Some six seconds of typing: about as long as LanguageTool needs for the whole.
        yield from _keys(folder, min(rounds, 60), "all", f"{FAULTS} marks, proofread meanwhile")


@contextlib.contextmanager
def _server(home: Path) -> Iterator[None]:
    """Have a LanguageTool server ready that the app will share."""
    languagetool = LanguageTool(Home(home))
    languagetool.look(["It is ready."], "en-US", threading.Event())
    try:
        yield
    finally:
        languagetool.close()


def _keys(folder: str, rounds: int, engine: str, what: str) -> Iterator[Figure]:
    text = faulty_draft(WORDS, FAULTS)
    home_with(Path(folder) / "home", "", text)
    file = Path(folder) / "draft.txt"
    file.write_text(text, "utf-8")
    with (
        running(_COMMAND, _environment(folder, engine)) as our_terminal,
        running([sys.executable, BARE, str(file)], {}) as their_terminal,
    ):
        our_terminal.wait_for_pattern(_ALL_MARKED)
        their_terminal.wait_for(text[:20].encode().split(b" ")[0])
        our_terminal.settle(1.0)
        their_terminal.settle(1.0)
        ours, theirs = keys_of_both(our_terminal, their_terminal, rounds)
    yield Figure(f"key, {what}", "bare TextArea, same text", median(ours), median(theirs), 1.15)
    slowest = quantiles(ours, n=20)[-1]
    yield Figure(f"key, {what}: 95 of 100", "nothing", slowest, 0, 0.033, difference=True)


def _environment(folder: str, engine: str) -> dict[str, str]:
    home = Path(folder) / "home"
    (home / "config.toml").write_text(f'engine = "{engine}"\n', "utf-8")
    return {"WORKBOOK_HOME": str(home)}
