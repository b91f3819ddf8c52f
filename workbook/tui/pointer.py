"""What the mouse points at: never at a widget that has gone since the screen was drawn last."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.screen import Screen, ScreenResultType

if TYPE_CHECKING:
    from textual.geometry import Offset
    from textual.widget import Widget


class PointsAtStanding(Screen[ScreenResultType]):
    """A screen on which a press of the mouse meets nothing that has gone.

    A message that passes, or a page, is taken away before the screen is laid out anew; Textual looks for what
    a press meets in the layout before, and for the parent of what it finds there.

    It stands behind Textual's screens among the bases of a class: those take the sheet of the first.
    """

    def get_widget_and_offset_at(self, x: int, y: int) -> tuple[Widget | None, Offset | None]:
        """Return the widget at a place, and the place in its text; nothing of what has gone."""
        widget, offset = super().get_widget_and_offset_at(x, y)
        gone = widget is not None and widget is not self and widget.parent is None
        return (None, None) if gone else (widget, offset)
