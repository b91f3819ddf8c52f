"""Ready? and proofreading: what is left to look at keeps the line from being fine; so does not knowing."""

from __future__ import annotations

import pytest
from tui.engines import FakeEngine

from workbook.findings.proofread_marks import digest
from workbook.tui.widgets.ready_page import ReadyRows

WORKBOOK, PROMPT = "goals-worth-reaching", "part-1.prompt-2"
SAVED = "2031-03-03T16:12:00+00:00"
TEXT = "We recieve there log."


@pytest.fixture
def engine(engines):
    engine = FakeEngine()
    engines.engines = (engine,)
    return engine


@pytest.fixture
def ready(app, begin, engine):
    """The app, opening at the readiness page of a workbook that was proofread as it stands."""
    mark = {"place": PROMPT, "digest": digest(TEXT), "at": SAVED, "engines": ["harper"]}
    begin(WORKBOOK, answers=[{"prompt": PROMPT, "text": TEXT, "saved_at": SAVED}], proofread=[mark])
    app._workbook, app._at = WORKBOOK, "ready"
    return app


def said(app):
    """What the line on proofreading says."""
    row = app.screen.query_one(ReadyRows).get_option("tip.proofread")
    return "\n".join(line.plain for line in row.prompt._lines(78))


async def test_what_is_left_to_look_at_is_told_and_leads_there(ready, looked, settle):
    async with ready.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert "look again (2)" in said(ready)
        row = ready.screen.query_one(ReadyRows).get_option("tip.proofread.1")
        shown = "\n".join(line.plain for line in row.prompt._lines(78))
        assert "question 2: “there log”" in shown
        ready.screen.query_one(ReadyRows).choose("tip.proofread.0")
        await pilot.press("enter")
        await settle(pilot)
        assert ready.screen.in_hand.id == PROMPT


async def test_where_nothing_is_left_it_is_fine(ready, engine, looked):
    engine.mistakes = {}
    async with ready.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert "✓" in said(ready)


async def test_as_long_as_it_is_under_way_it_is_not_fine(ready, engine, looked, settle):
    engine.gate.clear()
    async with ready.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "proofreading is still under way" in said(ready)
        engine.gate.set()
        await looked(pilot)
        assert "look again" in said(ready)


async def test_where_no_engine_could_read_it_it_is_not_fine(ready, engine, looked):
    engine.fails = "It broke"
    async with ready.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert "no proofreading engine could read all of it" in said(ready)


async def test_without_an_engine_it_is_not_fine(ready, engines, looked):
    engines.engines = ()
    async with ready.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert "there is no proofreading engine" in said(ready)
