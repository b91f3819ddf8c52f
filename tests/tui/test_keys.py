"""The footer: which keys it shows, and what the mouse does there."""

from __future__ import annotations

from textual import events

from workbook.tui.widgets.keys import Keys


def line(app) -> str:
    """The footer as it stands on the screen."""
    keys = app.screen.query_one(Keys)
    return "".join(strip.text for strip in keys.render_lines(keys.size.region)).rstrip()


def column(app, label: str) -> tuple[int, int]:
    """Where a label stands in the footer."""
    return line(app).index(label), 0


async def test_a_click_on_a_key_does_what_the_key_does(app, begin, settle):
    begin(place="part-1.prompt-2")
    async with app.run_test(size=(140, 40)) as pilot:
        app.open_workbook("goals-worth-reaching")
        await settle(pilot)
        await pilot.click(Keys, offset=column(app, "F3"))
        await settle(pilot)
        assert app.screen.in_hand.id == "part-1.prompt-3"
        await pilot.click(Keys, offset=column(app, " back"))
        await settle(pilot)
        assert app.screen.in_hand.id == "part-1.prompt-2"


async def test_a_click_between_two_keys_or_behind_the_last_does_nothing(app, begin, settle):
    begin(place="part-1.prompt-2")
    async with app.run_test(size=(140, 40)) as pilot:
        app.open_workbook("goals-worth-reaching")
        await settle(pilot)
        for offset in (column(app, " F3"), (len(line(app)), 0), (139, 0)):
            await pilot.click(Keys, offset=offset)
            await settle(pilot)
            assert app.screen.in_hand.id == "part-1.prompt-2"


async def test_the_key_under_the_pointer_is_explained_and_lifted_out(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        keys = app.screen.query_one(Keys)
        await pilot.hover(Keys, offset=column(app, "guide"))
        await settle(pilot)
        assert "guide" in str(keys.tooltip)
        assert keys.has_class("-points")
        await pilot.hover("#credentials")
        await settle(pilot)
        assert keys.tooltip is None
        assert not keys.has_class("-points")


async def test_what_the_width_and_the_step_leave_no_room_for_is_left_out(app, begin, settle):
    begin(place="part-1.prompt-2")
    async with app.run_test(size=(140, 40)) as pilot:
        app.open_workbook("goals-worth-reaching")
        await settle(pilot)
        assert {"F6 history", "F7 proofread", "F9 build"} <= set(shown(app))
        await pilot.resize_terminal(80, 24)
        await settle(pilot)
        assert "F7 proofread" in shown(app)
        assert not {"F6 history", "F9 build"} & set(shown(app))
        await pilot.press("f2", "f2", "f2")
        await settle(pilot)
        assert "F9 build" in shown(app)
        assert "F7 proofread" not in shown(app)


def shown(app) -> list[str]:
    """The keys that the footer shows, each with its label."""
    return [f"{key.shown} {key.label}" for key in app.screen.query_one(Keys).keys]


async def test_the_wheel_brings_what_does_not_fit(app, begin, settle):
    begin(place="research.2")
    async with app.run_test(size=(80, 24)) as pilot:
        app.open_workbook("goals-worth-reaching")
        await settle(pilot)
        before = line(app)
        assert not before.endswith("ctrl+p commands")
        keys = app.screen.query_one(Keys)
        for _ in range(20):
            keys.post_message(turned(keys, events.MouseScrollDown))
        await settle(pilot)
        assert line(app).endswith("ctrl+p commands")
        for _ in range(20):
            keys.post_message(turned(keys, events.MouseScrollUp))
        await settle(pilot)
        assert line(app) == before


def turned(keys: Keys, kind: type[events.MouseEvent]) -> events.MouseEvent:
    """A turn of the wheel over the footer."""
    return kind(keys, 1, 0, 0, 1, 0, False, False, False)
