"""What is said under the top line, whole: for a notice that is longer than its lines."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.containers import Vertical, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from workbook.tui import commands
from workbook.tui.screens.dialog import Dialog
from workbook.tui.widgets.button import Button

if TYPE_CHECKING:
    from textual.app import ComposeResult

_AROUND = 8
"""How many lines stand around the text."""


class NoticeScreen(Dialog[bool]):
    """All that is said; its result is whether it was read, and need not be shown any longer.

    Args:
        sentences: what is said.
    """

    CSS_PATH = "notice.tcss"
    BINDINGS = commands.bindings((commands.CLOSE,))
    AUTO_FOCUS: ClassVar = "#notice-close"

    def __init__(self, sentences: tuple[str, ...]) -> None:
        super().__init__()
        self._sentences = sentences

    def compose(self) -> ComposeResult:
        """Compose a paragraph for each sentence."""
        with Vertical(id="whole-notice"):
            yield Static("What happened", classes="heading", markup=False)
            with VerticalScroll(id="notice-text"):
                for sentence in self._sentences:
                    yield Static(Content(sentence), classes="sentence")
            yield Button("I have read this", id="notice-close")

    def on_resize(self) -> None:
        """Leave room for the heading and the button, however low the window is."""
        self.query_one("#notice-text").styles.max_height = max(3, self.app.size.height - _AROUND)

    def action_up(self) -> None:
        """Go back, and leave the notice where it is."""
        self.dismiss(False)

    @on(Button.Pressed, "#notice-close")
    def read(self, event: Button.Pressed) -> None:
        """Go back, and take the notice away."""
        event.stop()
        self.dismiss(True)
