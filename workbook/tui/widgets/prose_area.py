"""A text area for prose: it holds what can be stored and nothing else, and goes by graphemes."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.document._document import Document
from textual.geometry import Offset
from textual.widgets import TextArea

from workbook.text import clean_draft
from workbook.tui import graphemes
from workbook.tui.widgets.whole_characters import GraphemeNavigator, WrappedGraphemes

if TYPE_CHECKING:
    from rich.text import Text
    from textual import events
    from textual.widgets.text_area import Edit, EditResult

    Location = tuple[int, int]

_BYTE_ORDER_MARK = "\ufeff"
_WORD_EDGE = re.compile(r"(?<=\W)(?=\w)|(?<=\w)(?=\W)")
_JOINERS = "\u00ad\u200c\u200d\u2060"
_APOSTROPHES = re.compile(r"(?<=\w)['’ʼ](?=\w)")


class ProseArea(TextArea):
    """A text area whose text is always what is stored of it, and whose cursor stands between graphemes."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("ctrl+home", "cursor_text_start", "Beginning of the text", show=False),
        Binding("ctrl+end", "cursor_text_end", "End of the text", show=False),
        Binding("ctrl+shift+home", "cursor_text_start(True)", "Select to the beginning", show=False),
        Binding("ctrl+shift+end", "cursor_text_end(True)", "Select to the end", show=False),
        Binding("ctrl+delete", "delete_word_right", "Delete to the end of the word", show=False),
        Binding("alt+left", "cursor_word_left", "A word to the left", show=False),
        Binding("alt+right", "cursor_word_right", "A word to the right", show=False),
        Binding("alt+shift+left", "cursor_word_left(True)", "Select a word to the left", show=False),
        Binding("alt+shift+right", "cursor_word_right(True)", "Select a word to the right", show=False),
    ]

    def _set_document(self, text: str, language: str | None) -> None:
        """Take a text; Textual calls this wherever all of it becomes another."""
        del language
        self._highlight_query = None
        self.document = Document(clean_draft(text))
        self.wrapped_document = WrappedGraphemes(self.document, tab_width=self.indent_width)
        self.navigator = GraphemeNavigator(self.wrapped_document)
        self._build_highlight_map()
        self.move_cursor((0, 0))
        self._rewrap_and_refresh_virtual_size()

    def edit(self, edit: Edit) -> EditResult:
        """Make a change within the text; what it puts in is what can be stored of it."""
        edit.from_location = self._within(edit.from_location)
        edit.to_location = self._within(edit.to_location)
        if edit.top == (0, 0):
            edit.text = clean_draft(edit.text)
            if not edit.text:
                edit.from_location, edit.to_location = (0, 0), self._behind_mark(edit.bottom)
        else:
            edit.text = clean_draft(f".{edit.text}")[1:]
        return self.make(edit)

    def make(self, edit: Edit) -> EditResult:
        """Make a change that is known to be within the text."""
        return super().edit(edit)

    def _within(self, location: Location) -> Location:
        if location[0] >= self.document.line_count:
            return self.document.end
        return self.clamp_visitable(location)

    def _behind_mark(self, location: Location) -> Location:
        """Return a place, or the one behind the byte-order marks there: a text does not begin with one."""
        row, column = location
        rest = self.document.get_line(row)[column:]
        return row, column + len(rest) - len(rest.lstrip(_BYTE_ORDER_MARK))

    def get_line(self, line_index: int) -> Text:
        """Return a line; Textual draws from it."""
        return graphemes.text_of(self.document.get_line(line_index))

    # Where the cursor goes

    def move_cursor(
        self, location: Location, select: bool = False, center: bool = False, record_width: bool = True
    ) -> None:
        """Move the cursor to a place; to the beginning of the grapheme that the place is in."""
        row, column = self.clamp_visitable(location)
        column = graphemes.floor(self.document.get_line(row), column)
        super().move_cursor((row, column), select, center, record_width)

    def action_cursor_text_start(self, select: bool = False) -> None:
        """Go to the beginning of the text."""
        self.move_cursor((0, 0), select)

    def action_cursor_text_end(self, select: bool = False) -> None:
        """Go to the end of the text."""
        self.move_cursor(self.document.end, select)

    def get_cursor_word_left_location(self) -> Location:
        """Return the beginning of the word to the left, or the end of the line above."""
        row, column = self.cursor_location
        if not column:
            return super().get_cursor_word_left_location()
        line = self.document.get_line(row)
        before = _as_letters(line[:column]).rstrip()
        edges = [edge.start() for edge in _WORD_EDGE.finditer(before)]
        return row, graphemes.floor(line, edges[-1] if edges else 0)

    def get_cursor_word_right_location(self) -> Location:
        """Return the end of the word to the right, or the beginning of the line below."""
        row, column = self.cursor_location
        line = self.document.get_line(row)
        if column >= len(line):
            return super().get_cursor_word_right_location()
        behind = _as_letters(line)[column:]
        white = len(behind) - len(behind.lstrip())
        edge = _WORD_EDGE.search(behind.lstrip())
        return row, graphemes.ceil(line, column + white + edge.start() if edge else len(line))

    def action_delete_word_right(self) -> None:
        """Delete what is marked; else what is left of the word to the right, with the space before it."""
        if self.selection.is_empty and not self.cursor_at_end_of_text:
            self._delete_via_keyboard(self.cursor_location, self.get_cursor_word_right_location())
        else:
            super().action_delete_word_right()

    def action_cut(self) -> None:
        """Cut what is marked, else the line; the clipboard stays as it is where there is nothing to cut."""
        if self.read_only:
            return
        empty = self.selection.is_empty
        done = self._delete_cursor_line() if empty else self._delete_via_keyboard(*self.selection)
        if done is not None and done.replaced_text:
            self.app.copy_to_clipboard(done.replaced_text)

    async def _on_paste(self, event: events.Paste) -> None:
        """Put it in, and let nobody else take it."""
        if not self.read_only:
            event.stop()
            event.prevent_default()
            await super()._on_paste(event)

    def action_paste(self) -> None:
        """Put in what was cut or copied last; what is marked stays where that is nothing."""
        if self.app.clipboard:
            super().action_paste()

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor; not while an undo has it past the end (Textualize/textual#6686)."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)


def _as_letters(line: str) -> str:
    """Return a line, as long as it is, in which marks, joiners and apostrophes within a word are letters."""
    if line.isascii():
        return _APOSTROPHES.sub("x", line)
    return _APOSTROPHES.sub("x", "".join("x" if _is_joined(each) else each for each in line))


def _is_joined(character: str) -> bool:
    """Return whether a character is part of the word that it stands in."""
    return character in _JOINERS or unicodedata.category(character)[0] == "M"
