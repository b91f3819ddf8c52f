"""What saving costs: against a bare atomic write, and for the keys that are typed meanwhile."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import orjson

from benchmarks.drafts import CREDENTIAL, PROMPT, draft, home_with
from benchmarks.measures import BARE, LETTERS, WORKBOOK, Figure
from benchmarks.terminal import running
from workbook.drafts.model import Resume
from workbook.drafts.store import Store

if TYPE_CHECKING:
    from workbook.home import Home

WORDS_IN_HAND = 10_000
"""Words of the answer that is written while the others make the workbook large."""
OTHERS = 5
OTHER_WORDS = 36_000
"""Words of each other answer: with five of them the file has about a megabyte."""
A_KEY = 1 / 15
"""Seconds between two keys of somebody who types fast."""


def save(rounds: int) -> Figure:
    """Measure a save of a workbook of a megabyte, as the app does it, against a bare atomic write."""
    with tempfile.TemporaryDirectory() as folder:
        opened, session = Store(_large(Path(folder) / "home")).open_to_write(CREDENTIAL)
        bare = Path(folder) / "bare.json"
        ours: list[float] = []
        theirs: list[float] = []
        for number in range(-3, rounds):  # the first three warm both up
            text = f"{draft(WORDS_IN_HAND)} {number}"
            begun = time.perf_counter()
            opened.file.save_together({PROMPT: text}, {}, Resume(PROMPT, 0, number + 3))
            saved = time.perf_counter()
            tables = orjson.loads(opened.file.path.read_bytes())
            again = time.perf_counter()
            write_bare(bare, tables)
            written = time.perf_counter()
            if number >= 0:
                ours.append(saved - begun)
                theirs.append(written - again)
        megabytes = opened.file.path.stat().st_size / 1e6
        session.close()
    return Figure(
        f"saving {megabytes:.2f} MB", "a bare atomic write by orjson", median(ours), median(theirs), 1.3
    )


def write_bare(path: Path, tables: dict[str, Any]) -> None:
    """Write tables as safely as can be and nothing else: no lock, no copy of what was there, no check."""
    temporary = path.with_name(".temporary")
    descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o666)
    os.write(descriptor, orjson.dumps(tables, option=orjson.OPT_INDENT_2))
    os.fsync(descriptor)
    os.close(descriptor)
    os.replace(temporary, path)  # noqa: PTH105
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)


def keys_while_saving(rounds: int) -> Figure:
    """Measure the longest wait for a key while a workbook of a megabyte is saved again and again."""
    with tempfile.TemporaryDirectory() as folder:
        home = _large(Path(folder) / "home")
        file = Path(folder) / "draft.txt"
        _proofread(home)
        text = draft(WORDS_IN_HAND)
        file.write_text(text, "utf-8")
        command = [WORKBOOK, "open", CREDENTIAL, "--at", PROMPT]
        with (
            running(command, {"WORKBOOK_HOME": str(home.folder)}) as our_terminal,
            running([sys.executable, BARE, str(file)], {}) as their_terminal,
        ):
            our_terminal.wait_for(str(WORDS_IN_HAND).encode())
            their_terminal.wait_for(text[:20].encode().split(b" ")[0])
            our_terminal.settle(3.0)
            their_terminal.settle(1.0)
            saves = {_saved(home)}
            ours: list[float] = []
            theirs: list[float] = []
            for number in range(rounds):
                due = time.perf_counter() + A_KEY
                letter = LETTERS[number % len(LETTERS)]
                ours.append(our_terminal.key(letter))
                theirs.append(their_terminal.key(letter))
                saves.add(_saved(home))
                our_terminal.settle(due - time.perf_counter())
            if len(saves) < rounds // 20:
                raise RuntimeError(f"of {rounds} keys only {len(saves) - 1} were saved by themselves")
    return Figure(
        "longest key while 1 MB is saved", "bare TextArea", max(ours), max(theirs), 0.033, difference=True
    )


def _large(folder: Path) -> Home:
    return home_with(folder, draft(OTHER_WORDS), draft(WORDS_IN_HAND), *[draft(OTHER_WORDS)] * (OTHERS - 1))


def _proofread(home: Home) -> None:
    """Proofread all of it once, so that while keys are measured only the answer in hand is."""
    subprocess.run(
        [WORKBOOK, "proofread", CREDENTIAL, "--fail-on", "never"],
        env={**os.environ, "WORKBOOK_HOME": str(home.folder)},
        stdout=subprocess.DEVNULL,
        check=True,
    )


def _saved(home: Home) -> int:
    """Return when the workbook was saved last."""
    return (home.workbooks / CREDENTIAL / "workbook.json").stat().st_mtime_ns
