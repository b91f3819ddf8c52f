"""Delete moves the workbook in hand to the trash, after one question that tells the way back."""

from __future__ import annotations

from textual.widgets import Button

from workbook.drafts.lock import WorkbookLock
from workbook.drafts.store import Store
from workbook.drafts.trash import bring_back, discarded
from workbook.tui.screens.confirm import ConfirmScreen
from workbook.tui.screens.home import HomeScreen
from workbook.tui.widgets.notice import Notice
from workbook.tui.widgets.rows import Rows


def titles(app) -> list[str]:
    return [option.id for option in app.screen.query_one("#workbooks", Rows).options if option.id]


def shown(app) -> str:
    text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
    return " ".join(text.split())


async def test_it_asks_once_and_says_what_goes_and_how_to_get_it_back(app, home, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("delete")
        await settle(pilot)
        assert isinstance(app.screen, ConfirmScreen)
        text = shown(app)
        for words in ("with its answers", "Nothing is erased", "~/workbook/trash", "workbook undelete goals"):
            assert words in text
        assert app.focused.id == "no"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert titles(app) == ["goals-worth-reaching"]
        assert discarded(home) == []


async def test_yes_moves_it_to_the_trash_and_the_way_back_stays_on_the_screen(app, home, begin, settle):
    begin("one-page-one-idea", saved="2031-01-01T08:00:00+00:00")
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "delete")
        await settle(pilot)
        await pilot.press("right", "enter")
        await settle(pilot)
        assert titles(app) == ["goals-worth-reaching"]
        assert [each.workbook for each in discarded(home)] == ["one-page-one-idea"]
        assert "workbook undelete one-page-one-idea" in str(app.screen.query_one(Notice).render())
        assert app.focused.id == "workbooks"
    assert bring_back(Store(home), "one-page-one-idea")[0] == "one-page-one-idea"


async def test_after_the_last_one_the_list_of_micro_credentials_has_the_focus(app, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("delete")
        await settle(pilot)
        await pilot.click(app.screen.query_one("#yes", Button))
        await settle(pilot)
        assert titles(app) == []
        assert not app.screen.query_one("#workbooks").display
        assert app.focused.id == "credentials"


async def test_a_workbook_that_is_open_elsewhere_stays_and_it_is_said(app, home, begin, settle):
    begin()
    holding = WorkbookLock(home.workbooks / "goals-worth-reaching")
    assert holding.take()
    begin_session(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        while not isinstance(app.screen, HomeScreen):
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("delete")
        await settle(pilot)
        await pilot.press("right", "enter")
        await settle(pilot)
        assert titles(app) == ["goals-worth-reaching"]
        assert any("is open in another window" in said.message for said in app._notifications)
    holding.give_back()
    assert discarded(home) == []


async def test_one_that_was_open_in_this_window_can_go_too(app, home, begin, settle):
    begin(place="part-1.prompt-1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"Words")
        while not isinstance(app.screen, HomeScreen):
            await pilot.press("escape")
            await settle(pilot)
        await pilot.press("delete")
        await settle(pilot)
        await pilot.press("right", "enter")
        await settle(pilot)
        assert titles(app) == []
    (gone,) = discarded(home)
    assert "Words" in (gone.path / "workbook.json").read_text("utf-8")
    assert list(home.workbooks.iterdir()) == []


async def test_the_key_does_nothing_to_a_micro_credential(app, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("n", "delete")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)
        assert any("in hand first" in said.message for said in app._notifications)


def begin_session(home) -> None:
    """Write down that this process has the workbook open, as an app does."""
    from workbook.drafts.holder import Holder, write_holder

    write_holder(home.workbooks / "goals-worth-reaching", Holder.this())
