"""A press of the mouse on what has gone since the screen was drawn."""

from __future__ import annotations

import pytest
from textual import events
from textual.widgets import Static
from tui.hands.player import Player


@pytest.mark.parametrize("kind", [events.MouseDown, events.MouseUp, events.MouseMove, events.MouseScrollDown])
async def test_the_mouse_where_something_was_that_has_gone_is_no_fault(home, kind):
    async with Player(home) as player:
        screen = player.app.screen
        passing = Static("a message that passes")
        passing.styles.dock = "bottom"
        await screen.mount(passing)
        await player.rest()
        x, y = passing.region.offset
        async with screen.batch():  # nothing is laid out anew meanwhile
            await passing.remove()
            assert screen.get_widget_at(x, y)[0] is passing
            screen._forward_event(kind(None, x, y, 0, 0, 1, False, False, False, x, y))
        await player.rest()
        assert player.app.fault is None
