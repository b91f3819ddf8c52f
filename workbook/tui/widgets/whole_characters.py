"""Moving through a wrapped text by graphemes, and finding them under the mouse by their width."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.document._document_navigator import DocumentNavigator
from textual.document._wrapped_document import WrappedDocument

from workbook.tui import graphemes

if TYPE_CHECKING:
    Location = tuple[int, int]


class WrappedGraphemes(WrappedDocument):
    """A wrapped document in which every place that a cell stands for is between two graphemes."""

    def get_target_document_column(self, line_index: int, x_offset: int, y_offset: int) -> int:
        """Return the column of the grapheme that is drawn at a cell of a wrapped line.

        Args:
            line_index: the line.
            x_offset: the cell, from 0.
            y_offset: which of the lines that it is wrapped to.
        """
        line = self.document.get_line(line_index)
        if graphemes.is_simple_line(line) or "\t" in line:
            column = super().get_target_document_column(line_index, x_offset, y_offset)
            return graphemes.floor(line, column)
        sections = self.get_sections(line_index)
        y_offset %= len(sections)
        start = sum(len(section) for section in sections[:y_offset])
        column = start + _column_at(sections[y_offset], x_offset)
        if y_offset < len(sections) - 1:
            column = min(column, start + len(sections[y_offset]) - 1)
        return graphemes.floor(line, column)


class GraphemeNavigator(DocumentNavigator):
    """Moves left and right by graphemes."""

    def get_location_left(self, location: Location) -> Location:
        """Return the place one grapheme to the left, or the end of the line above."""
        row, column = location
        if not column:
            return super().get_location_left(location)
        return row, graphemes.before(self._document.get_line(row), column)

    def get_location_right(self, location: Location) -> Location:
        """Return the place one grapheme to the right, or the beginning of the line below."""
        row, column = location
        line = self._document.get_line(row)
        if column >= len(line):
            return super().get_location_right(location)
        return row, graphemes.after(line, column)


def _column_at(section: str, cell: int) -> int:
    """Return the column of the grapheme at a cell; the end where there is none."""
    column = cells = 0
    for each in graphemes.split(section):
        cells += cell_len(each)
        if cells > cell:
            return column
        column += len(each)
    return column
