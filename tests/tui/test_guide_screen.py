"""The guide."""

from __future__ import annotations

import pytest
from textual.widgets import Input

from workbook import guide
from workbook.tui.screens.guide import GuideScreen
from workbook.tui.screens.home import HomeScreen
from workbook.tui.widgets.rows import Rows

WIDE, NARROW = (140, 40), (80, 24)


def shown(app) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def listed(app) -> list[str]:
    return [option.id for option in app.screen.query_one("#pages", Rows).options if option.id]


async def show(app, pilot, settle, page=""):
    await settle(pilot)
    app.push_screen(GuideScreen(page))
    await settle(pilot)


async def test_wide_the_page_stands_beside_the_list_and_follows_it(app, settle):
    async with app.run_test(size=WIDE) as pilot:
        await show(app, pilot, settle)
        assert app.focused.id == "pages"
        assert listed(app) == [page.name for page in guide.pages() if page.name != "fit"]
        assert "Nine habits" in shown(app)
        await pilot.press("down")
        await settle(pilot)
        assert "This is the one skill" in shown(app)
        assert "QUESTIONS AND ANSWERS" in shown(app)
        await pilot.press("enter")
        assert app.focused.id == "text"
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


async def test_narrow_enter_opens_the_page_and_escape_goes_back_then_leaves(app, settle):
    async with app.run_test(size=NARROW) as pilot:
        await show(app, pilot, settle)
        assert "Nine habits" not in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "Nine habits" in shown(app)
        assert app.focused.id == "text"
        await pilot.press("escape")
        await settle(pilot)
        assert "START HERE" in shown(app)
        assert app.focused.id == "pages"
        await pilot.press("escape")
        assert isinstance(app.screen, HomeScreen)


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_it_opens_at_a_page(app, settle, size):
    async with app.run_test(size=size) as pilot:
        await show(app, pilot, settle, "06-smart-goal")
        assert "A goal written so that anyone could tell" in shown(app)
        assert app.focused.id == "text"
        assert app.screen.query_one("#pages", Rows).row_id == "06-smart-goal"


@pytest.mark.parametrize("page", ["no-such-page", "fit", ""])
async def test_an_unknown_page_opens_the_list(app, settle, page):
    async with app.run_test(size=NARROW) as pilot:
        await show(app, pilot, settle, page)
        assert app.focused.id == "pages"


async def test_the_search_looks_in_titles_and_texts(app, settle):
    async with app.run_test(size=WIDE) as pilot:
        await show(app, pilot, settle)
        await pilot.press("slash", *"two independent trained")
        await settle(pilot)
        assert "10-who-assesses" in listed(app)
        assert len(listed(app)) < 5
        await pilot.press("enter")
        assert app.focused.id == "pages"
        await pilot.press("escape")
        await settle(pilot)
        assert app.screen.query_one("#search", Input).value == ""
        assert len(listed(app)) == len(guide.pages()) - 1


async def test_a_search_without_a_find_says_so(app, settle):
    async with app.run_test(size=NARROW) as pilot:
        await show(app, pilot, settle)
        await pilot.press("slash", *"xylophone", "enter")
        await settle(pilot)
        assert listed(app) == []
        assert "No page has these words." in shown(app)
        assert app.focused.id == "search"


async def test_the_mouse_opens_a_page(app, settle):
    async with app.run_test(size=NARROW) as pilot:
        await show(app, pilot, settle)
        await pilot.click("#pages", offset=(6, 1))
        await settle(pilot)
        assert "Nine habits" in shown(app)


async def test_every_page_can_be_shown(app, settle):
    async with app.run_test(size=WIDE) as pilot:
        await show(app, pilot, settle)
        for _ in range(len(listed(app)) - 1):
            await pilot.press("down")
        await settle(pilot)
        assert app.screen.query_one("#pages", Rows).row_id == "about-this-workbook"
        assert "This program runs on your own computer" in shown(app)


async def test_growing_and_shrinking_keeps_what_one_reads(app, settle):
    async with app.run_test(size=WIDE) as pilot:
        await show(app, pilot, settle, "06-smart-goal")
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert "A goal written so that anyone could tell" in shown(app)
        await pilot.press("escape")
        await settle(pilot)
        await pilot.resize_terminal(*WIDE)
        await settle(pilot)
        assert "A goal written so that anyone could tell" in shown(app)
        assert "QUESTIONS AND ANSWERS" in shown(app)
