"""Lists whose rows have a left and a right side, and say which row is in hand without colour too."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar, Literal

from rich.segment import Segment
from textual.content import Content
from textual.strip import Strip
from textual.visual import Visual
from textual.widgets import OptionList
from textual.widgets.option_list import Option

from workbook.tui.marks import bar, has_unicode

if TYPE_CHECKING:
    from collections.abc import Sequence

    from textual.css.styles import RulesMap
    from textual.geometry import Size
    from textual.style import Style
    from textual.visual import RenderOptions


@dataclass(frozen=True)
class Share:
    """A left side that is a bar as long as there is room for, at most 36 cells, filled to a share of 1."""

    filled: float

    def content(self, room: int) -> Content:
        """Return the bar."""
        done, rest = bar(max(0, min(36, room)), self.filled)
        return Content.assemble(Content.styled(done, "$accent"), Content.styled(rest, "$rule"))


class TwoSided(Visual):
    """Lines with a left side and a right side, at whatever width there is.

    Args:
        lines: the left and the right of each line; the left gives way where both do not fit.
        wrap: whether a left side that does not fit goes on in the next line, or is cut.
    """

    def __init__(self, *lines: tuple[Content | Share, Content], wrap: bool = False) -> None:
        self._lines = lines
        self._wrap = wrap

    def render_strips(
        self, width: int, height: int | None, style: Style, options: RenderOptions
    ) -> list[Strip]:
        """Draw the lines; part of Textual's protocol of visuals."""
        strips: list[Strip] = []
        for line in self._contents(width):
            strips += line.render_strips(width, None, style, options)
        return strips if height is None else strips[:height]

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width that is asked for: all there is."""
        del rules
        return container_width

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the height in lines at a width."""
        return sum(line.get_height(rules, width) for line in self._contents(width))

    def _contents(self, width: int) -> list[Content]:
        return [self._line(left, right, width) for left, right in self._lines]

    def _line(self, left: Content | Share, right: Content, width: int) -> Content:
        room = width - right.cell_length - (1 if right else 0)
        if isinstance(left, Share):
            left = left.content(room - 1)
        if self._wrap and not right:
            return left
        if left.cell_length > room:
            left = left.truncate(max(room, 1), ellipsis=True)
        gap = max(0, width - left.cell_length - right.cell_length)
        return Content.assemble(left, " " * gap, right)


class Paged(OptionList):
    """A list whose pages can be turned at any size."""

    def _move_page(self, direction: Literal[-1, 1]) -> None:
        """Go a page up or down; Textual knows no lines to go by where there is no room for a single one."""
        if self.scrollable_content_region:
            super()._move_page(direction)


class Rows(Paged):
    """A list of rows; the row in hand has a bar before it, so that it is told without colour."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {"rows--bar"}
    DEFAULT_CSS = """
    Rows {
        & > .rows--bar { color: $accent; }
    }
    """

    def __init__(self, *, id: str | None = None, classes: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id, classes=classes, markup=False)

    def show(self, rows: Sequence[Option], keep: str | None = None) -> None:
        """Show rows in place of those there are; the row in hand stays in hand where it still is.

        Args:
            rows: the new rows.
            keep: the id of the row to be in hand; the present one's where none is given.
        """
        wanted = keep or self.row_id
        scroll = self.scroll_y
        with self.prevent(OptionList.OptionHighlighted):
            self.set_options(rows)
            ids = [row.id for row in rows]
            if wanted is not None and wanted in ids:
                self.highlighted = ids.index(wanted)
            else:
                self.highlighted = next((i for i, row in enumerate(rows) if not row.disabled), None)
        self.scroll_to(y=scroll, animate=False)

    @property
    def row_id(self) -> str | None:
        """The id of the row in hand."""
        if self.highlighted is None or self.highlighted >= self.option_count:
            return None
        return self.get_option_at_index(self.highlighted).id

    def choose(self, row_id: str) -> None:
        """Put a row in hand, without a word to anyone."""
        with self.prevent(OptionList.OptionHighlighted):
            self.highlighted = self.get_option_index(row_id)

    def watch_show_vertical_scrollbar(self) -> None:
        """Draw the rows anew where a scroll bar takes or gives a column; Textual keeps the old ones."""
        self._clear_caches()

    def _get_left_gutter_width(self) -> int:
        return 1

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return the height of all rows; Textual leaves the gutter out of its reckoning."""
        return super().get_content_height(container, viewport, width - self._get_left_gutter_width())

    def render_line(self, y: int) -> Strip:
        """Draw one line with its bar; part of Textual's protocol of line drawing."""
        strip = super().render_line(y)
        segments = list(strip)
        style = segments[0].style if segments else None
        option = style.meta.get("option") if style else None
        in_hand = self.has_focus and option is not None and option == self.highlighted
        bar_style = self.get_component_rich_style("rows--bar", partial=True)
        glyph = ("▌" if has_unicode() else ">") if in_hand else " "
        return Strip([Segment(glyph, style + bar_style if style else bar_style), *segments])


def row(row_id: str | None, *lines: tuple[Content | Share, Content], disabled: bool = False) -> Option:
    """Return a row of a list.

    Args:
        row_id: its id.
        lines: the left and right side of each of its lines.
        disabled: whether it cannot be put in hand, as a heading.
    """
    return Option(TwoSided(*lines), id=row_id, disabled=disabled)
