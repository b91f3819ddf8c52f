"""The bottom line: the keys that work here, the less needed ones only where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.widgets import Footer
from textual.widgets._footer import FooterKey

from workbook.tui import commands

if TYPE_CHECKING:
    from textual.app import ComposeResult


class Keys(Footer):
    """The footer of every screen."""

    def __init__(self) -> None:
        super().__init__(compact=True, show_command_palette=False)

    def compose(self) -> ComposeResult:
        """Compose the keys."""
        roomy = commands.roomy_actions()
        for widget in super().compose():
            if isinstance(widget, FooterKey):
                widget.set_class(widget.action in roomy, "-roomy")
            yield widget
