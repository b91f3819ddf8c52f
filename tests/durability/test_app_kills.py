"""The app that is killed under somebody's fingers has all but the last moment of what she typed."""

from __future__ import annotations

import os
import signal
import time
from statistics import median

import pytest

pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")

from durability.apps import (
    A_SECOND,
    chance_of,
    kept,
    says_it_again,
    side_by_side,
    start_again,
    words,
    writing,
)
from durability.counts import APP_KILLS, SEED

LONGEST = 4.0
"""Seconds of typing at most."""
MOST_LOST = 1.0
"""Seconds of typing that may be lost at most."""
MEDIAN_LOST = 0.5


def kill_under_typing(home, number):
    """Type for a random time, kill the app, and return what was typed, what is kept, and the seconds lost."""
    chance = chance_of("kill", number)
    seconds = chance.uniform(1, LONGEST)
    text = words(chance, int(seconds * A_SECOND))
    with writing(home) as app:
        sent = app.type(text)
        app.pump(chance.uniform(0, 1 / A_SECOND))
        killed = time.monotonic()
        os.kill(app.child.pid, signal.SIGKILL)
        app.status_at_end()
    answer, told = kept(home)
    assert told == [], "the file itself is whole"
    lost = killed - sent[len(answer)] if len(answer) < len(sent) else 0.0
    return text, answer, lost


def test_a_kill_costs_at_most_a_second_of_typing(new_home, note):
    rounds = side_by_side(
        lambda number: kill_under_typing(new_home(f"kill-{number}"), number), range(APP_KILLS)
    )
    losses = sorted(lost for _, _, lost in rounds)
    note(
        seed=SEED,
        kills=len(rounds),
        not_a_beginning_of_what_was_typed=sum(not text.startswith(answer) for text, answer, _ in rounds),
        typing_lost_median=f"{median(losses):.2f} s",
        typing_lost_most=f"{losses[-1]:.2f} s",
        characters_lost_most=max(len(text) - len(answer) for text, answer, _ in rounds),
    )
    assert [(text, answer) for text, answer, _ in rounds if not text.startswith(answer)] == []
    assert losses[-1] <= MOST_LOST, losses
    assert median(losses) <= MEDIAN_LOST, losses


def test_the_next_start_after_a_kill_goes_on_behind_what_is_kept(new_home):
    home = new_home("killed")
    with writing(home) as app:
        app.type("It was killed", a_second=100)
        app.wait_until(lambda: kept(home)[0] == "It was killed")
        os.kill(app.child.pid, signal.SIGKILL)
        app.status_at_end()
    assert start_again(home, "It was killed") == []
    assert not says_it_again(home)
