"""A field of one line: what is put in becomes one line, and it goes by graphemes."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from rich.cells import cell_len
from textual.actions import SkipAction
from textual.binding import Binding, BindingType
from textual.widgets import Input
from textual.widgets.input import Selection

from workbook.text import clean_draft
from workbook.tui import graphemes

if TYPE_CHECKING:
    from rich.text import Text
    from textual import events

_LINE_ENDS_AND_TABS = str.maketrans("\n\t", "  ")


class Field(Input):
    """A field of one line. Line ends and tabs in it are spaces; what is too long is cut to what fits."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "home", "Go to the beginning", show=False),
        Binding("ctrl+end", "end", "Go to the end", show=False),
        Binding("ctrl+shift+home", "home(True)", "Select to the beginning", show=False),
        Binding("ctrl+shift+end", "end(True)", "Select to the end", show=False),
        # Textual has it delete to the right.
        Binding("ctrl+backspace,alt+backspace", "delete_left_word", "Delete a word to the left", show=False),
        Binding("alt+left", "cursor_left_word", "A word to the left", show=False),
        Binding("alt+right", "cursor_right_word", "A word to the right", show=False),
        Binding("ctrl+delete,alt+delete", "delete_right_word", "Delete a word to the right", show=False),
    ]

    def replace(self, text: str, start: int, end: int) -> None:
        """Put text in the place of a stretch: typed, pasted, or none to delete it."""
        text = clean_draft(f".{text}")[1:].translate(_LINE_ENDS_AND_TABS)
        start, end = sorted((max(0, start), min(len(self.value), end)))
        if self.max_length:
            left = len(self.value) - (end - start)
            text = graphemes.clip(text, max(0, self.max_length - left))
        super().replace(text, start, end)

    def _on_paste(self, event: events.Paste) -> None:
        """Put all that is pasted in, on one line; a line's end at its end is none of it."""
        event.stop()
        event.prevent_default()
        if text := event.text.strip("\r\n"):
            self.replace(text, *self.selection)

    def action_paste(self) -> None:
        """Put in what was cut or copied last; what is marked stays where that is nothing."""
        if text := self.app.clipboard.strip("\r\n"):
            self.replace(text, *self.selection)

    def action_cut(self) -> None:
        """Cut what is marked; the clipboard stays as it is where nothing is."""
        if self.selection.is_empty:
            raise SkipAction
        super().action_cut()

    # By graphemes

    def action_cursor_left(self, select: bool = False) -> None:
        """Go, or select, one grapheme to the left."""
        start, end = self.selection
        if select or start == end:
            end = graphemes.before(self.value, end)
            self.selection = Selection(start if select else end, end)
        else:
            super().action_cursor_left()

    def action_cursor_right(self, select: bool = False) -> None:
        """Go, or select, one grapheme to the right."""
        start, end = self.selection
        if (select or start == end) and not (self.cursor_at_end and self._suggestion):
            end = graphemes.after(self.value, end)
            self.selection = Selection(start if select else end, end)
        else:
            super().action_cursor_right(select)

    def action_delete_left(self) -> None:
        """Delete what is marked, else one grapheme to the left."""
        start, end = self.selection
        self.delete(graphemes.before(self.value, end) if start == end else start, end)

    def action_delete_right(self) -> None:
        """Delete what is marked, else one grapheme to the right."""
        start, end = self.selection
        self.delete(start, graphemes.after(self.value, end) if start == end else end)

    def _cell_offset_to_index(self, offset: int) -> int:
        """Return where the grapheme begins that is drawn at a cell."""
        cells, index = -self.scroll_offset.x, 0
        for each in graphemes.split(self.value):
            cells += cell_len(each)
            if cells > offset:
                break
            index += len(each)
        return index

    @property
    def _value(self) -> Text:
        return graphemes.text_of(self.value)
