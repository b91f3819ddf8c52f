"""Ready?: what the rules found, where it leads, and the boxes to tick."""

from __future__ import annotations

import pytest
from textual.widgets import Static

from workbook.checks import registry
from workbook.drafts.store import Store
from workbook.findings.model import Report
from workbook.tui.widgets.ready_page import ReadyPage, ReadyRows

WORKBOOK = "goals-worth-reaching"


@pytest.fixture
def ready(app, begin):
    """The app, opening at the readiness page."""
    begin(WORKBOOK)
    app._workbook, app._at = WORKBOOK, "ready"
    return app


def kept(app):
    """The ticks on the disk."""
    return Store(app.home).open(WORKBOOK).workbook.decided


def rows(app):
    return app.screen.query_one(ReadyRows)


def shown(app, row_id, width=78):
    """The text of a row."""
    return "\n".join(line.plain for line in rows(app).get_option(row_id).prompt._lines(width))


def headline(app):
    return str(app.screen.query_one("#headline", Static).render())


async def test_a_finding_leads_to_its_place(ready, settle):
    async with ready.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "to look at again" in headline(ready)
        assert "look again (" in shown(ready, "tip.answered")
        assert "Part 1, question 1 has no answer yet." in shown(ready, "tip.answered.0")
        rows(ready).choose("tip.answered.0")
        await pilot.press("enter")
        await settle(pilot)
        assert ready.screen.in_hand.id == "part-1.prompt-1"


async def test_folded_findings_are_shown_in_place(ready, settle):
    async with ready.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        rows(ready).choose("tip.answered.more")
        await pilot.press("enter")
        await settle(pilot)
        assert rows(ready).row_id == "tip.answered.3"
        assert ready.screen.in_hand.id == "ready"


@pytest.mark.parametrize("key", ["enter", "space"])
async def test_what_only_the_person_can_say_is_ticked_and_unticked(ready, settle, key):
    async with ready.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = headline(ready)
        assert "☐" in shown(ready, "question.mastery")
        rows(ready).choose("question.mastery")
        await pilot.press(key)
        await settle(pilot)
        assert "mastery" in kept(ready)
        assert "☑" in shown(ready, "question.mastery")
        assert "you said so" in shown(ready, "question.mastery")
        assert rows(ready).row_id == "question.mastery"
        assert headline(ready) != before
        await pilot.press(key)
        await settle(pilot)
        assert kept(ready) == {}


async def test_a_box_is_ticked_with_the_mouse(ready, settle):
    async with ready.run_test(size=(140, 60)) as pilot:
        await settle(pilot)
        lines = rows(ready)
        wanted = lines.get_option_index("question.mastery")
        line = next(y for y in range(lines.size.height) if lines._lines[y][0] == wanted)
        await pilot.click(lines, offset=(6, line))
        await settle(pilot)
        assert "mastery" in kept(ready)


async def test_r_looks_again_and_keeps_the_row_in_hand(ready, settle):
    async with ready.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        rows(ready).choose("tip.criteria")
        ready.screen.opened.workbook.change("read", {"competency": ready.screen.opened.workbook.saved_at})
        before = shown(ready, "tip.answered")
        await pilot.press("r")
        await settle(pilot)
        assert shown(ready, "tip.answered") != before
        assert rows(ready).row_id == "tip.criteria"


async def test_a_check_that_could_not_run_is_named_with_its_reason(ready, settle, monkeypatch):
    def cannot(subject):
        raise registry.CouldNotRun("there is [no] connection")

    async with ready.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        report = registry.run(
            ready.screen.opened
            and registry.Subject(ready.screen.opened.workbook, ready.screen.opened.credential),
            [registry.Rule("link-unreachable", "", cannot), registry.Rule("length", "", cannot)],
        )
        assert isinstance(report, Report)
        page = ready.screen.query_one(ReadyPage)
        page._looked(report)
        await pilot.pause()
        texts = [row.id for row in rows(ready).options if row.id]
        assert "could not be checked" in headline(ready)
        told = "\n".join(shown(ready, row) for row in texts)
        assert "?" in told
        assert "not checked: there is [no] connection" in told
