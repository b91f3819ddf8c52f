"""Handing in by a web form: each answer to copy and tick, each artifact with its path."""

from __future__ import annotations

import os
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual import on
from textual.binding import Binding
from textual.containers import Horizontal
from textual.content import Content
from textual.message import Message
from textual.widgets import Static

from workbook.drafts.pasted import Pasted
from workbook.tui import commands
from workbook.tui.background import in_background
from workbook.tui.widgets.button import Button
from workbook.tui.widgets.tick import Tick

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from textual.app import ComposeResult


class HandInRow(Horizontal):
    """One thing to hand in: what it is, a button that copies it, and a box for an answer that was pasted.

    Args:
        place: the id of the prompt or the artifact.
        title: what it is.
        detail: its words, or where it is.
        text: gives the text to copy; empty where there is nothing.
        keep: keeps a text as a file, and returns where; None where that would make no sense.
        pasted: whether it is ticked as pasted; None where there is no box.
        remark: what is wrong with it, where something is.
    """

    HELP_TEXT = (
        "One thing to hand in. c copies it as plain text, f makes a file of it; "
        "the box says that you have pasted it."
    )
    BINDINGS = [
        *commands.bindings((commands.COPY, commands.KEEP_FILE)),
        Binding("up", "row(-1)", show=False),
        Binding("down", "row(1)", show=False),
    ]
    DEFAULT_CSS = """
    HandInRow {
        height: auto; max-width: 76; padding: 0 0 0 1; border-left: outer $background;
        &:focus-within { border-left: outer $accent; }
        .what { width: 1fr; height: auto; }
        Button { margin: 0 1 0 1; }
    }
    """

    @dataclass
    class Ticked(Message):
        """The box was ticked, or the tick taken away."""

        place: str
        """The prompt's id."""
        ticked: bool
        """Whether it is ticked now."""

    def __init__(
        self,
        place: str,
        title: str,
        detail: str,
        text: Callable[[], str],
        *,
        pasted: Pasted | None = None,
        keep: Callable[[str], Path] | None = None,
        remark: str = "",
    ) -> None:
        super().__init__()
        self.place = place
        self._title_words = title
        self._detail = detail
        self._text = text
        self._pasted = pasted
        self._keep = keep
        self._remark = pasted.value if pasted is Pasted.CHANGED else remark

    def compose(self) -> ComposeResult:
        """Compose the words, the button and the box."""
        yield Static(self._words(), classes="what")
        yield Button("Copy", classes="copy")
        if self._pasted is not None:
            yield Tick("pasted", ticked=self._pasted is Pasted.YES)

    def action_copy_answer(self) -> None:
        """Hand it to the terminal to be copied, and say just that: nothing tells whether it took it."""
        text = self._text()
        if text:
            self.app.copy_to_clipboard(text)
        self._tell(self._sent if text else "nothing to copy yet", is_good=bool(text))

    def action_keep_as_file(self) -> None:
        """Keep it as a file, and say where."""
        text, keep = self._text(), self._keep
        if not text or keep is None:
            self._tell("nothing to keep yet" if keep else "it is a file, or a link, already")
            return
        in_background(
            self,
            lambda: keep(text),
            lambda path: self._tell(f"kept in {path}", is_good=True),
            failed=lambda error: self._tell(str(error)),
            keys_wait=True,
        )

    @property
    def _sent(self) -> str:
        who = "tmux" if os.environ.get("TMUX") else "your terminal"
        if self._keep is None:
            return f"handed to {who} to copy"
        return f"handed to {who} to copy; if nothing arrives, f makes a file of it"

    def _tell(self, told: str, *, is_good: bool = False) -> None:
        self.query_one(".what", Static).update(self._words(told, is_good=is_good))

    def action_row(self, by: int) -> None:
        """Go to the next row, or the one before."""
        row = self._row_after(by)
        if row is not None:
            kind = type(self.screen.focused) if self.screen.focused is not None else Button
            (row.query(kind) or row.query(Button)).first().focus()

    def check_action(self, action: str, parameters: tuple[object, ...]) -> bool | None:
        """Let the arrows scroll the page before the first row and behind the last."""
        if action == "row":
            by = parameters[0]
            return isinstance(by, int) and self._row_after(by) is not None
        return True

    @on(Button.Pressed)
    def pressed(self, event: Button.Pressed) -> None:
        """Copy it."""
        event.stop()
        self.action_copy_answer()

    @on(Tick.Changed)
    def ticked(self, event: Tick.Changed) -> None:
        """Have the tick kept."""
        event.stop()
        self._remark = ""
        self.query_one(".what", Static).update(self._words())
        self.post_message(self.Ticked(self.place, event.ticked))

    def _row_after(self, by: int) -> HandInRow | None:
        rows = list(self.screen.query(HandInRow))
        index = rows.index(self) + by
        return rows[index] if 0 <= index < len(rows) else None

    def _words(self, told: str = "", *, is_good: bool = False) -> Content:
        pieces = [Content(self._title_words), Content.styled(f" · {self._detail}", "$quiet")]
        if self._remark:
            pieces.append(Content.styled(f" · {self._remark}", "$warning"))
        if told:
            pieces.append(Content.styled(f" · {told}", "$success" if is_good else "$warning"))
        return Content.assemble(*pieces)
