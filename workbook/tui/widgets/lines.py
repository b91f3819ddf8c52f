"""A row with a mark, words that wrap beside it, and a detail in a column of its own where there is room."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

DETAIL_ROOM = 24
"""The least width for which the details stand in a column of their own."""

WIDEST = 92
"""No line is longer than this, however wide the window is."""


class MarkedLine(Visual):
    """A mark, words with a hanging indent, and a detail.

    Args:
        mark: what stands before the words.
        words: the words.
        detail: what stands behind them: in its column, else at the right, else in a line of its own.
        column: in which cell the details begin where the width allows it; 0 for no column.
    """

    def __init__(self, mark: Content, words: Content, detail: Content | None = None, column: int = 0) -> None:
        self._mark = mark
        self._words = words
        self._detail = detail or Content()
        self._column = column

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the lines; part of Textual's protocol of visuals."""
        strips = [
            strip for line in self._lines(width) for strip in line.render_strips(width, None, style, options)
        ]
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width that is asked for: all there is."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the height in lines at a width."""
        del rules
        return len(self._lines(width))

    def _lines(self, width: int) -> list[Content]:
        width = min(width, WIDEST)
        indent = self._mark.cell_length
        room = max(width - indent, 8)
        in_column = bool(self._column) and width >= self._column + DETAIL_ROOM
        lines = self._words.wrap(self._column - indent - 2 if in_column else room)
        first = Content.assemble(self._mark, lines[0] if lines else Content())
        rest = [line.pad_left(indent) for line in lines[1:]]
        detail = self._detail
        if not detail:
            return [first, *rest]
        if in_column:
            shown = [Content(" " * (self._column - first.cell_length))]
            told = detail.wrap(width - self._column)
            below = [line.pad_left(self._column) for line in told[1:]]
            return [Content.assemble(first, *shown, told[0]), *(below if not rest else [*rest, *below])]
        if not rest and first.cell_length + detail.cell_length + 2 <= width:
            gap = " " * (width - first.cell_length - detail.cell_length)
            return [Content.assemble(first, gap, detail)]
        return [first, *rest, *(line.pad_left(indent) for line in detail.wrap(room))]
