"""A button that takes every press."""

from __future__ import annotations

from typing import Any

from textual import widgets


class Button(widgets.Button):
    """Textual's button, which takes no press while it shows the one before for a fifth of a second.

    Two presses in one burst are then one, and the same two with a pause are two.
    """

    def __init__(self, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self.active_effect_duration = 0
