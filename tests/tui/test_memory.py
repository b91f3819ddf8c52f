"""What an open workbook is made of is left out of the rounds of the collector of garbage."""

from __future__ import annotations

import gc
import weakref

import pytest
from tui.engines import FakeEngine

from workbook.tui import memory

SETTLE = memory.settle
"""As it is: the tests of the app put something empty in its place."""
ANSWER = {"prompt": "part-1.prompt-2", "text": "We recieve them.", "saved_at": "2031-03-03T16:12:00+00:00"}


class Ring:
    """Something that only the collector can find to be garbage."""

    def __init__(self):
        self.itself = self


@pytest.fixture
def collector():
    """The collector, which is afterwards as it was."""
    frozen, enabled = gc.get_freeze_count(), gc.isenabled()
    yield gc
    if not enabled:
        gc.disable()
    if not frozen:
        gc.unfreeze()


def test_what_is_garbage_goes_and_the_rest_is_left_alone(collector):
    kept, gone = Ring(), Ring()
    collector.freeze()
    there = weakref.ref(gone)
    del gone
    collector.disable()
    SETTLE()
    assert there() is None, "garbage that was left out before is found"
    assert collector.isenabled()
    assert all(kept is not each for each in collector.get_objects()), "the next rounds pass it by"


def test_at_a_start_nobody_waits_for_a_round_through_all_that_it_made(collector):
    gone = Ring()
    there = weakref.ref(gone)
    del gone
    collector.disable()
    memory.drawn()
    assert collector.isenabled()
    assert there() is not None, "it is left for later"
    SETTLE()
    assert there() is None


async def test_a_workbook_settles_when_it_is_drawn_and_when_it_was_proofread(
    app, begin, engines, looked, monkeypatch
):
    engines.engines = (FakeEngine(),)
    begin(place="part-1.prompt-2", answers=[ANSWER])
    settlings = []
    monkeypatch.setattr(memory, "settle", lambda: settlings.append(app.screen.is_mounted))
    async with app.run_test() as pilot:
        await looked(pilot)
        assert settlings == []
        await pilot.press("enter")
        await looked(pilot)
        assert settlings == [True, True]
        await pilot.press("f3", "f2")
        await looked(pilot)
        assert settlings == [True, True], "once is enough"
