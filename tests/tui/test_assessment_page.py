"""One's own assessment: passing lists, rubrics wide and narrow, and parts that are only read."""

from __future__ import annotations

import pytest
from textual.widgets import Button, Static

from workbook.drafts.store import Store
from workbook.tui.widgets.levels import Criterion, Level

WORKBOOK = "goals-worth-reaching"
FIRST = "part-2.criterion-1"


@pytest.fixture
def assessing(app, begin):
    """The app, opening at the rubric."""
    begin(WORKBOOK)
    app._workbook, app._at = WORKBOOK, FIRST
    return app


def kept(app, workbook=WORKBOOK):
    """The levels on the disk."""
    return Store(app.home).open(workbook).workbook.assessment


def criterion(app, place):
    return next(c for c in app.screen.query(Criterion) if c.question.id == place)


def said(app, place):
    return str(criterion(app, place).query_one(".said", Static).render())


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_level_is_chosen_by_keys_and_taken_back(assessing, settle, size):
    along = "down" if size[0] < 110 else "right"
    async with assessing.run_test(size=size) as pilot:
        await settle(pilot)
        assert said(assessing, FIRST) == "not assessed yet"
        await pilot.press(along, "enter")
        await settle(pilot)
        assert kept(assessing) == {FIRST: "Basic"}
        assert "you say: Basic · below passing: look at Artifact 1 again" in said(assessing, FIRST)
        assert assessing.focused.is_chosen
        await pilot.press("space")
        await settle(pilot)
        assert kept(assessing) == {}
        assert said(assessing, FIRST) == "not assessed yet"


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_level_is_chosen_with_the_mouse(assessing, settle, size):
    async with assessing.run_test(size=size) as pilot:
        await settle(pilot)
        await pilot.click(criterion(assessing, FIRST).levels[0])
        await settle(pilot)
        assert kept(assessing) == {FIRST: "Proficient"}
        assert said(assessing, FIRST) == "you say: Proficient"
        await pilot.click(criterion(assessing, FIRST).levels[1])
        await settle(pilot)
        assert kept(assessing) == {FIRST: "Basic"}


async def test_narrow_the_next_criterion_goes_to_the_top(assessing, settle):
    async with assessing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        top = assessing.screen.query_one("#text").region.y
        await pilot.press("tab")
        await pilot.pause()
        second = criterion(assessing, "part-2.criterion-2")
        assert assessing.focused is second.levels[0]
        assert second.region.y == top
        await pilot.press("down", "down", "down")
        await pilot.pause()
        third = criterion(assessing, "part-2.criterion-3")
        assert assessing.focused is third.levels[0]
        assert third.region.y == top
        await pilot.press("up")
        assert assessing.focused is second.levels[-1]
        await pilot.press("shift+tab")
        assert assessing.focused is criterion(assessing, FIRST).levels[0]


async def test_wide_the_arrows_walk_the_table(assessing, settle):
    async with assessing.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        first, second = criterion(assessing, FIRST), criterion(assessing, "part-2.criterion-2")
        assert len({level.region.y for level in first.levels}) == 1
        await pilot.press("right", "right", "right")
        assert assessing.focused is first.levels[2]
        await pilot.press("down")
        assert assessing.focused is second.levels[2]
        await pilot.press("left")
        assert assessing.focused is second.levels[1]


async def test_the_next_click_does_not_scroll_the_page(assessing, settle):
    async with assessing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = assessing.screen.query_one("#text").scroll_y
        await pilot.click(criterion(assessing, FIRST).levels[2])
        await settle(pilot)
        assert assessing.screen.query_one("#text").scroll_y == before


async def test_a_passing_line_is_met_or_not_yet(app, begin, settle):
    begin(WORKBOOK)
    app._workbook, app._at = WORKBOOK, "part-1.passing-2"
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.focused in criterion(app, "part-1.passing-2").levels
        await pilot.press("enter", "down", "right", "enter")
        await settle(pilot)
        assert kept(app) == {"part-1.passing-2": "met", "part-1.passing-3": "not-yet"}
        assert said(app, "part-1.passing-3") == "you say: not yet · look at your answers again"
        entry = next(e for e in app.screen._entries if e.id == "part-1.assessment")
        assert entry.detail == "2 of 6"


async def test_tab_leaves_the_page_behind_the_last_criterion(app, begin, settle):
    begin(WORKBOOK)
    app._workbook, app._at = WORKBOOK, "part-3.passing-4"
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("tab", "tab")
        assert not isinstance(app.focused, Level)


async def test_a_part_with_only_text_is_marked_read(app, begin, settle, tmp_path):
    source = tmp_path / "only.md"
    text = "---\nid: only\ntitle: Only\n---\n# The Competency\nC.\n# Part 1: Before\nRead this twice.\n"
    source.write_text(text, "utf-8")
    begin("only", source=source)
    app._workbook, app._at = "only", "part-1"
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.focused is app.screen.query_one("#read", Button)
        await pilot.press("enter")
        await settle(pilot)
        assert "part-1" in Store(app.home).open("only").workbook.read
        assert "Read" in str(app.screen.query_one("#read", Button).label)


@pytest.mark.parametrize("place", ["part-1.prompt-1", "part-1.passing-1", FIRST])
async def test_a_stored_level_that_is_none_ends_nothing(app, begin, settle, place):
    levels = {"part-1.passing-1": "Met", "part-1.passing-2": "Superb", FIRST: "PROFICIENT"}
    begin(WORKBOOK, assessment=[{"criterion": name, "level": level} for name, level in levels.items()])
    app._workbook, app._at = WORKBOOK, place
    async with app.run_test(size=(120, 40)) as pilot:
        await settle(pilot)
        assert app.screen.opened.workbook.assessment == {"part-1.passing-1": "met", FIRST: "Proficient"}
        assert "the level “Superb” for part-1.passing-2" in app.screen.notice.sentences[0]
        await pilot.press("f3", "f2")
        await settle(pilot)
        assert app.is_running
