"""A box to tick, with its words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.content import Content
from textual.message import Message
from textual.reactive import reactive
from textual.widget import Widget

from workbook.tui.marks import has_unicode

if TYPE_CHECKING:
    from textual.app import RenderResult


class Tick(Widget, can_focus=True):
    """A box to tick: Enter, Space or a click turns it.

    Args:
        words: what is ticked.
        ticked: whether it is.
    """

    BINDINGS = [Binding("enter,space", "turn", "tick", show=False)]
    DEFAULT_CSS = """
    Tick {
        width: auto; height: 1; padding: 0 1;
        &:hover { background: $panel; }
        &:focus { background: $panel; color: $accent; text-style: bold; }
    }
    """
    ticked: reactive[bool] = reactive(False)

    @dataclass
    class Changed(Message):
        """The box was ticked, or the tick taken away."""

        tick: Tick
        """The box."""
        ticked: bool
        """Whether it is ticked now."""

    def __init__(self, words: str, *, ticked: bool = False, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._words = words
        self.set_reactive(Tick.ticked, ticked)

    def action_turn(self) -> None:
        """Tick the box, or take the tick away."""
        self.ticked = not self.ticked
        self.post_message(self.Changed(self, self.ticked))

    def on_click(self) -> None:
        """Turn the box."""
        self.action_turn()

    def render(self) -> RenderResult:
        """Draw the box and its words."""
        return Content(f"{tick_box(self.ticked)} {self._words}")


def tick_box(ticked: bool) -> str:
    """Return a box with or without a tick."""
    if has_unicode():
        return "☑" if ticked else "☐"
    return "[x]" if ticked else "[ ]"
