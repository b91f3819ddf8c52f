"""Help for what has the focus."""

from __future__ import annotations

import pytest

from workbook.tui.screens.guide import GuideScreen
from workbook.tui.screens.help import HelpScreen
from workbook.tui.screens.home import HomeScreen
from workbook.tui.screens.workbook import WorkbookScreen
from workbook.tui.widgets.reading_page import ReadingPage, SourceCard
from workbook.tui.widgets.writing_page import WritingPage


def told(app) -> dict[str, str]:
    """The keys and sentences of the help on the screen."""
    return {key.key: key.does for key in app.screen.keys}


async def open_at(app, pilot, settle, begin, place):
    begin(place=place)
    await settle(pilot)
    app.open_workbook("goals-worth-reaching", place)
    await settle(pilot)


@pytest.mark.parametrize("closing", ["f1", "escape", "click"])
async def test_it_opens_and_closes_and_the_focus_is_where_it_was(app, settle, closing):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        before = app.focused
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        await (pilot.click("#close") if closing == "click" else pilot.press(closing))
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert app.focused is before


async def test_it_has_every_command_of_the_screen(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        commands = app.screen.all_commands()
        await pilot.press("f1")
        await settle(pilot)
        assert HomeScreen.PURPOSE in app.screen.purposes
        for command in commands:
            assert told(app)[command.key_words] == command.help


async def test_in_an_answer_the_step_comes_first_and_the_editors_keys_are_told(app, begin, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, settle, begin, "part-1.prompt-1")
        await pilot.press("f1")
        await settle(pilot)
        assert app.screen.purposes[:2] == (WritingPage.PURPOSE, WorkbookScreen.PURPOSE)
        assert {"ctrl+z", "ctrl+y", "ctrl+c", "ctrl+v", "ctrl+x"} <= set(told(app))
        assert told(app)["F4"].startswith("Show or hide the passing criteria")


async def test_on_a_source_its_own_keys_are_told_once(app, begin, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, settle, begin, "research.1")
        assert isinstance(app.focused, SourceCard)
        await pilot.press("f1")
        await settle(pilot)
        assert app.screen.purposes[0] == ReadingPage.PURPOSE
        assert SourceCard.HELP_TEXT in app.screen.purposes
        keys = [key.key for key in app.screen.keys]
        assert {"Enter", "n", "r"} <= set(keys)
        assert len(keys) == len(set(keys))


async def test_the_guide_opens_at_the_page_on_what_is_in_hand(app, begin, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await open_at(app, pilot, settle, begin, "competency")
        await pilot.press("f1")
        await settle(pilot)
        await pilot.click("#guide")
        await settle(pilot)
        assert isinstance(app.screen, GuideScreen)
        assert "The Competency" in app.screen.crumbs()
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)


@pytest.mark.parametrize("size", [(60, 16), (80, 24)])
async def test_its_buttons_are_in_sight_and_the_rest_scrolls(app, begin, settle, size):
    async with app.run_test(size=size) as pilot:
        await open_at(app, pilot, settle, begin, "part-1.prompt-1")
        await pilot.press("f1")
        await settle(pilot)
        screen = app.screen.size.region
        for button in ("#guide", "#close"):
            assert screen.contains_region(app.screen.query_one(button).region)
        await pilot.press("end")
        await settle(pilot)
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "Save everything and leave." in text


@pytest.mark.parametrize("screen", ["guide", "credential", "palette"])
async def test_it_is_there_on_every_screen(app, settle, screen):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press({"guide": "g", "credential": "enter", "palette": "ctrl+p"}[screen])
        await settle(pilot)
        under = app.screen
        await pilot.press("f1")
        await settle(pilot)
        assert isinstance(app.screen, HelpScreen)
        await pilot.press("f1")
        await settle(pilot)
        assert app.screen is under
