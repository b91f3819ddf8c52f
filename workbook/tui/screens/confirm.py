"""The one question before something is taken away: what is lost, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from workbook.tui.screens.dialog import Dialog
from workbook.tui.widgets.button import Button

if TYPE_CHECKING:
    from textual.app import ComposeResult


class ConfirmScreen(Dialog[bool]):
    """Ask whether something is to be taken away.

    Args:
        question: what is asked.
        lost: what will be lost, in a sentence.
        kept: what will be kept, in a sentence.
        yes: the button that does it.
        no: the button that leaves everything as it is; it has the focus first.
    """

    CSS_PATH = "confirm.tcss"
    BINDINGS = [
        Binding("escape", "dismiss(False)", "close"),
        Binding("left,up", "app.focus_previous", show=False),
        Binding("right,down", "app.focus_next", show=False),
    ]
    PURPOSE: ClassVar[str] = (
        "Here you are asked once before something is taken away. Esc leaves all as it is."
    )

    def __init__(self, question: str, lost: str, kept: str, *, yes: str, no: str = "Leave it") -> None:
        super().__init__()
        self._question = question
        self._lost = lost
        self._kept = kept
        self._yes = yes
        self._no = no

    def compose(self) -> ComposeResult:
        """Compose the question and its two answers."""
        with Vertical(id="box"):
            yield Static(Content(self._question), classes="heading")
            yield Static(Content(self._lost))
            yield Static(Content(self._kept), classes="quiet")
            with Horizontal():
                yield Button(Content(self._no), id="no")
                yield Button(Content(self._yes), id="yes")

    def on_mount(self) -> None:
        """Put the focus on the answer that changes nothing."""
        self.query_one("#no").focus()

    @on(Button.Pressed)
    def answered(self, event: Button.Pressed) -> None:
        """Go back with the answer."""
        event.stop()
        self.dismiss(event.button.id == "yes")
