"""A page that scrolls, and that can bring one of its pieces to the top and keep it there."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.containers import VerticalScroll

if TYPE_CHECKING:
    from textual.widget import Widget


class StepScroll(VerticalScroll, can_focus=False):
    """The scrolling page of a step; its pieces take the focus, not the page itself."""

    def __init__(self, *, id: str | None = None) -> None:  # noqa: A002
        super().__init__(id=id)
        self._brought: Widget | None = None
        self._brought_to = 0.0

    def bring(self, widget: Widget) -> None:
        """Scroll until a piece is at the top, as soon as its place is known."""
        self._brought = widget
        self.call_after_refresh(self._scroll_to_brought)

    def on_resize(self) -> None:
        """Keep the piece at the top where the person has not scrolled on since."""
        if self._brought is not None and self.scroll_y == self._brought_to:
            self.call_after_refresh(self._scroll_to_brought)

    def _scroll_to_brought(self) -> None:
        if self._brought is not None and self._brought.is_attached:
            self.scroll_to_widget(self._brought, animate=False, top=True, immediate=True)
            self._brought_to = self.scroll_y
