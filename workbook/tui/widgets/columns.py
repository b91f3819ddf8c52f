"""A line of a list in columns, at whatever width there is; the header is set in the same columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.visual import Visual

if TYPE_CHECKING:
    from textual.css.styles import RulesMap
    from textual.strip import Strip
    from textual.style import Style
    from textual.visual import RenderOptions

_GAP = 2


class Columned(Visual):
    """Cells beside each other: each but the last has its share of the width, the last ends it.

    Args:
        cells: the cells; what does not fit in one is cut.
        shares: the share of the width of each cell but the last.
        last: the width of the last cell, which is set to the right.
    """

    def __init__(self, cells: tuple[Content, ...], shares: tuple[int, ...], last: int) -> None:
        self._cells = cells
        self._shares = shares
        self._last = last

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the line; part of Textual's protocol of visuals."""
        return self._line(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width that is asked for: all there is."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the height in lines: one."""
        del rules, width
        return 1

    def _line(self, width: int) -> Content:
        room = max(width - self._last - _GAP * len(self._shares), len(self._shares))
        widths = [room * share // sum(self._shares) for share in self._shares]
        widths[0] += room - sum(widths)
        pieces: list[Content] = []
        for cell, cells in zip(self._cells[:-1], widths, strict=True):
            cut = cell.truncate(cells, ellipsis=True)
            pieces.append(Content.assemble(cut, " " * (cells - cut.cell_length + _GAP)))
        last = self._cells[-1]
        return Content.assemble(*pieces, " " * (self._last - last.cell_length), last)
