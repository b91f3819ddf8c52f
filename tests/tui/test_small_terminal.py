"""A terminal that is too small says so; everything is back when it grows."""

from __future__ import annotations

import pytest


def shown(app) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


@pytest.mark.parametrize("size", [(59, 24), (80, 15), (40, 10), (10, 3), (1, 1)])
async def test_too_small_says_so_in_one_line(app, begin, settle, size):
    begin(place="part-1.prompt-1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.resize_terminal(*size)
        await settle(pilot)
        if size[0] >= 46:
            assert shown(app).split("\n")
            assert shown(app).strip() == "Too small: make this window at least 60 by 16."


async def test_what_is_typed_meanwhile_and_the_cursor_are_kept(app, begin, settle):
    begin(place="part-1.prompt-1")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        await pilot.press(*"before ")
        editor = app.focused
        await pilot.resize_terminal(50, 10)
        await settle(pilot)
        await pilot.press(*"during ")
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        await pilot.press(*"after")
        assert app.focused is editor
        assert editor.text == "before during after"
        assert "question 1 of 4" in shown(app)
        assert "Too small" not in shown(app)


async def test_the_smallest_size_still_shows_the_app(app, begin, settle):
    begin(place="part-1.prompt-1")
    async with app.run_test(size=(60, 16)) as pilot:
        await settle(pilot)
        assert "Goals Worth Reaching" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert "What did you know" in shown(app)
        assert app.focused.size.height >= 3
