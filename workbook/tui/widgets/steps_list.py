"""The list of the steps, each with its state as a mark, a word and a colour."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from workbook.drafts.progress import State
from workbook.tui.marks import mark, mark_style
from workbook.tui.widgets.rows import Rows, row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.widget import Widget
    from textual.widgets.option_list import Option

    from workbook.tui.steps import StepEntry


class StepsList(Rows):
    """The sidebar; at 80 columns it opens over the page."""

    HELP_TEXT = "All the steps. Up and Down choose one, Enter opens it."

    def on_mount(self) -> None:
        """Be told where the focus goes."""
        self.watch(self.screen, "focused", self._focus_went, init=False)

    def _focus_went(self, focused: Widget | None) -> None:
        """Lie no longer over a page that is in hand; while the whole terminal has no focus, nothing is."""
        if focused is not None and focused is not self:
            self.screen.remove_class("-steps-open")

    def show_steps(self, entries: Sequence[StepEntry], in_hand: StepEntry) -> None:
        """Show the steps, with the one in hand highlighted."""
        self.show([_row(entry) for entry in entries], keep=in_hand.id)


def _row(entry: StepEntry) -> Option:
    indent = "  " * entry.depth
    label = Content.styled(entry.label, "bold" if entry.state is State.STARTED else "")
    left = Content.assemble(indent, Content.styled(mark(entry.state), mark_style(entry.state)), " ", label)
    return row(entry.id, (left, Content.styled(entry.detail, "$quiet")))
