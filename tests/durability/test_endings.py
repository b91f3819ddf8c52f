"""Whatever ends the app, every character that was typed is there, and the next start goes on behind it."""

from __future__ import annotations

import os
import re
import signal
from dataclasses import dataclass

import pytest

pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")

from durability.apps import chance_of, kept, says_it_again, side_by_side, start_again, words, writing
from durability.counts import ENDINGS, SEED

LONGEST_PAUSE = 0.7
"""Seconds between the last letter's being on the screen and the end: longer than any saving waits."""
PUT_BACK = (b"\x1b[?1049l", b"\x1b[?25h")
"""What leaves the other screen and shows the cursor."""
AT_A_KEY = """
from workbook.tui.screens.workbook import WorkbookScreen
def action_save(self): raise RuntimeError("injected at a key")
WorkbookScreen.action_save = action_save
"""
IN_A_WORKER = """
from workbook.tui.screens.workbook import WorkbookScreen
def fail(): raise RuntimeError("injected in a worker")
def action_save(self): self.in_background(fail)
WorkbookScreen.action_save = action_save
"""
INJECTED = "injected "
"""What the fault's own words begin with."""
CTRL_S = "\x13"
_CODES = re.compile(rb"\x1b[\[(][0-?]*[ -/]*[@-~]")


@dataclass(frozen=True)
class Ending:
    """A way in which the app ends against its will.

    Attributes:
        status: the exit status; None where nobody is there to be given one.
        number: the signal that ends it.
        fault: the program that puts a fault behind ctrl+s.
    """

    status: int | None
    number: int | None = None
    fault: str = ""


WAYS = {
    "SIGTERM": Ending(128 + signal.SIGTERM, signal.SIGTERM),
    "SIGINT": Ending(128 + signal.SIGINT, signal.SIGINT),
    "the terminal closed": Ending(None),
    "a fault at a key": Ending(3, fault=AT_A_KEY),
    "a fault in a worker": Ending(3, fault=IN_A_WORKER),
}
if hasattr(signal, "SIGHUP"):
    WAYS["SIGHUP"] = Ending(128 + signal.SIGHUP, signal.SIGHUP)


def end(app, ending):
    """End the app, and return the exit status it left with."""
    if ending.number is not None:
        os.kill(app.child.pid, ending.number)
    elif ending.fault:
        app.child.send(CTRL_S)
    else:
        app.close_the_terminal()
    return app.status_at_end()


def end_after_typing(home, way, number):
    """Type a sentence and end the app; return the sentence, and what was not as it should be."""
    chance, ending = chance_of(way, number), WAYS[way]
    sentence = words(chance, 50)
    with writing(home, before=ending.fault) as app:
        app.type(sentence, a_second=200)
        app.wait_for(sentence)
        app.pump(chance.uniform(0, LONGEST_PAUSE))
        status = end(app, ending)
        written = app.written.getvalue()
    if ending.status is None:
        return sentence, []
    wrong = [f"the output lacks {code!r}" for code in PUT_BACK if code not in written[-20_000:]]
    if status != ending.status:
        wrong.append(f"the exit status is {status}, not {ending.status}: {plain(written)[-500:]}")
    return sentence, wrong + (told_of_the_fault(home, written) if ending.fault else [])


def plain(written):
    """Return what was written after the other screen was left, without the terminal's codes."""
    return _CODES.sub(b"", written[written.rfind(PUT_BACK[0]) :]).decode()


def told_of_the_fault(home, written):
    """Return what is wrong with how a fault was told: its traceback in one log, which the last line names."""
    logs = list((home / "logs").glob("*"))
    if len(logs) != 1:
        return [f"there are {len(logs)} logs: {plain(written)[-500:]}"]
    last = [line for line in plain(written).splitlines() if line.strip()][-1]
    wrong = [] if str(logs[0]) in last else [f"the last line does not name {logs[0]}: {last}"]
    if INJECTED not in logs[0].read_text("utf-8"):
        wrong.append(f"{logs[0]} is not about the fault")
    if "Traceback" in plain(written):
        wrong.append("a traceback was shown")
    return wrong


def one_round(home, way, number):
    """End the app and start it again; return how many characters were lost, and what else was wrong."""
    sentence, wrong = end_after_typing(home, way, number)
    answer, told = kept(home)
    lost = next(
        count for count in range(len(sentence) + 1) if answer.startswith(sentence[: len(sentence) - count])
    )
    if not lost:
        wrong += start_again(home, sentence)
        # The same at every round, so once is enough.
        wrong += ["it is said again at the start after that"] if number == 0 and says_it_again(home) else []
    return lost, [*wrong, *told]


@pytest.mark.parametrize("way", WAYS)
def test_nothing_typed_is_lost(new_home, note, way):
    rounds = side_by_side(lambda number: one_round(new_home(f"end-{number}"), way, number), range(ENDINGS))
    lost = [characters for characters, _ in rounds]
    wrong = [sentence for _, sentences in rounds for sentence in sentences]
    note(seed=SEED, times=len(lost), characters_lost_most=max(lost), times_with_a_loss=sum(map(bool, lost)))
    assert lost == [0] * ENDINGS
    assert wrong == [], "\n".join(wrong)
