"""A timer that is to fire once does, also where the process was kept waiting just then."""

from __future__ import annotations

import asyncio
import itertools

import pytest
from textual import _time
from textual.app import App
from textual.geometry import Size

from workbook.tui.background import DropsLate
from workbook.tui.gate import Gated


class Bare(App[None]):
    """An app as Textual has it."""


@pytest.fixture
def kept_waiting(monkeypatch):
    """Let a second pass between any two looks at the clock of a timer that fires once."""
    real, passing = _time.get_time, itertools.count()

    def look():
        try:
            task = asyncio.current_task()
        except RuntimeError:  # nothing runs yet
            return real()
        once = task is not None and task.get_name().startswith("set_timer")
        return real() + (next(passing) if once else 0)

    monkeypatch.setattr(_time, "get_time", look)


async def fires(app):
    fired = []
    async with app.run_test():
        timer = app.set_timer(0.01, lambda: fired.append(1))
        await timer._task
    return bool(fired)


@pytest.mark.usefixtures("kept_waiting")
async def test_it_fires():
    assert await fires(Gated())


@pytest.mark.usefixtures("kept_waiting")
async def test_textuals_own_would_not():
    """Where it does, `TimersFire` can go."""
    assert not await fires(Bare())


def test_screens_and_pages_have_such_timers_too():
    assert DropsLate.set_timer is Gated.set_timer


@pytest.mark.usefixtures("kept_waiting")
async def test_a_new_size_comes_to_the_screen(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.resize_terminal(100, 30)
        await settle(pilot)
        assert app.screen.size == Size(100, 30)
        assert app._resize_event is None
