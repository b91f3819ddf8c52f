"""The palette lists every command that works here with its key, and does it; quitting and help everywhere."""

from __future__ import annotations

import pytest
from textual.command import CommandPalette

from workbook.tui.palette import Commands
from workbook.tui.screens.guide import GuideScreen
from workbook.tui.screens.help import HelpScreen
from workbook.tui.screens.workbook import WorkbookScreen

PLACES = ["", "competency", "research", "part-1.prompt-1", "part-2.artifacts", "part-2.assessment"]


async def offered(screen) -> list[str]:
    return [str(hit.display) async for hit in Commands(screen).discover()]


@pytest.mark.parametrize("place", PLACES)
async def test_it_lists_every_command_with_its_key(app, begin, settle, place):
    begin(place=place)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        if place:
            await pilot.press("enter")
            await settle(pilot)
        listed = await offered(app.screen)
        for command in app.screen.all_commands():
            if command.action != "command_palette":
                assert any(f"({command.key_words})" in line for line in listed), command
        await pilot.press("ctrl+p")
        await settle(pilot)
        assert isinstance(app.screen, CommandPalette)
        await pilot.press("escape")


async def test_what_is_chosen_is_done(app, begin, settle):
    begin(place="competency")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for words, wanted in (("guide", GuideScreen), ("help", HelpScreen)):
            await pilot.press("ctrl+p", *words)
            await settle(pilot)
            await pilot.press("enter")
            await settle(pilot)
            assert isinstance(app.screen, wanted), words
            await pilot.press("escape")
        await pilot.press("ctrl+p", *"open")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)


async def test_a_command_of_the_step_works_whatever_has_the_focus(app, begin, settle):
    begin(place="competency")
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press("f5", "ctrl+p", *"read")
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        assert "competency" in app.screen.opened.workbook.read


async def test_quit_saves_and_leaves_from_anywhere(app, begin, home, settle):
    begin(place="part-1.prompt-1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"kept", "f1")
        await settle(pilot)
        await pilot.press("ctrl+q")
        await pilot.pause()
    assert app.return_code == 0
    assert "kept" in (home.workbooks / "goals-worth-reaching" / "workbook.json").read_text("utf-8")


async def test_its_line_goes_by_characters_as_all_others(app, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        app.focused.value = "a\U0001f1fa\U0001f1f8e\u0301"
        await pilot.press("ctrl+end", "backspace", "backspace")
        assert app.focused.value == "a"
        await pilot.press("escape")
        assert not isinstance(app.screen, CommandPalette)


async def test_it_holds_in_a_window_without_room(app, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p")
        await settle(pilot)
        for size in ((1, 1), (20, 5), (80, 3)):
            await pilot.resize_terminal(*size)
            await pilot.press("pagedown", "down", "x", "pageup", "backspace", "pagedown")
        assert isinstance(app.screen, CommandPalette)
