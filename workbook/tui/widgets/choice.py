"""A small choice in one line: Enter or a click takes the next of its values."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding
from textual.message import Message
from textual.widget import Widget

if TYPE_CHECKING:
    from textual.app import RenderResult

from textual.content import Content


class Choice(Widget, can_focus=True):
    """One of several values, shown as "label ▸ value".

    Args:
        label: what is chosen.
        values: each value with the words it is shown by.
    """

    BINDINGS = [
        Binding("enter,space,right", "turn(1)", "other", show=False),
        Binding("left", "turn(-1)", "other", show=False),
    ]

    @dataclass
    class Changed(Message):
        """Another value was chosen."""

        choice: Choice
        """The choice."""
        value: str
        """The value."""

    def __init__(self, label: str, values: tuple[tuple[str, str], ...], *, id: str) -> None:  # noqa: A002
        super().__init__(id=id)
        self._label = label
        self._values = values
        self._index = 0

    @property
    def value(self) -> str:
        """The value in force."""
        return self._values[self._index][0]

    def action_turn(self, by: int) -> None:
        """Take the next value, or the one before."""
        self._index = (self._index + by) % len(self._values)
        self.refresh()
        self.post_message(self.Changed(self, self.value))

    def on_click(self) -> None:
        """Take the next value."""
        self.action_turn(1)

    def render(self) -> RenderResult:
        """Draw the choice."""
        return Content(f"{self._label} ▸ {self._values[self._index][1]}")
