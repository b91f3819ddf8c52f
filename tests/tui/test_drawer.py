"""The drawer beside an answer is made when it is first seen; on the first page the answer comes before it."""

from __future__ import annotations

from workbook.tui.app import WorkbookApp
from workbook.tui.screens.desk import Desk
from workbook.tui.widgets.drawer import Drawer
from workbook.tui.widgets.writing_page import WritingPage


async def test_the_drawer_is_made_when_it_is_first_seen(app, begin, settle):
    begin(place="part-1.prompt-2")
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_workbook("goals-worth-reaching")
        await settle(pilot)
        drawer = app.screen.query_one(Drawer)
        assert not drawer.children
        await pilot.resize_terminal(140, 40)
        await settle(pilot)
        assert drawer.query("#criteria")
        assert drawer.query("#sources")
        assert drawer.query("#note")


async def test_f4_opens_a_drawer_that_was_never_seen_and_the_next_keys_are_for_it(app, begin, settle):
    begin(place="part-1.prompt-2")
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_workbook("goals-worth-reaching")
        await pilot.press("f4", "down")
        await settle(pilot)
        assert app.focused.id == "criteria"
        assert app.focused.highlighted == 1


async def test_tab_pressed_before_the_drawer_is_there_goes_into_it(home, begin, settle, engines):
    begin(place="part-1.prompt-2")
    app = WorkbookApp(home, "goals-worth-reaching", "part-1.prompt-2", engines=lambda: engines)
    async with app.run_test(size=(140, 40)) as pilot:
        await pilot.press("tab")
        await settle(pilot)
        early = app.focused.id
    later = WorkbookApp(home, "goals-worth-reaching", "part-1.prompt-2", engines=lambda: engines)
    async with later.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press("tab")
        await settle(pilot)
        assert later.focused.id == early


async def test_the_first_answer_is_drawn_before_what_is_beside_it(home, begin, settle, engines, monkeypatch):
    begin(place="part-1.prompt-2")
    drawn = []
    draw = Desk._compositor_refresh

    def noted(desk):
        draw(desk)
        if not desk.app._batch_count:
            drawn.append((bool(desk.query(WritingPage)), bool(desk.query("#note"))))

    monkeypatch.setattr(Desk, "_compositor_refresh", noted)
    app = WorkbookApp(home, "goals-worth-reaching", "part-1.prompt-2", engines=lambda: engines)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert (True, False) in drawn
        assert drawn[-1] == (True, True)
        assert app.focused.id == "editor"
