"""The editor in which everything is written."""

from __future__ import annotations

from textual.geometry import Offset
from textual.widgets import TextArea


class Editor(TextArea):
    """A plain text area for prose: soft wrap, no line numbers, Tab leaves it.

    Args:
        text: what is written already.
        place: what it is written for.
    """

    DEFAULT_CSS = """
    Editor {
        background: transparent;
        border: none;
        padding: 0;
        scrollbar-size-vertical: 1;
        &:focus { border: none; background-tint: transparent; }
        & .text-area--cursor, &:light .text-area--cursor { background: $accent; color: $on-accent; }
        & .text-area--cursor-line { background: transparent; }
        & .text-area--selection { background: $rule; color: $foreground; }
        & .text-area--placeholder { color: $quiet; }
    }
    """

    def __init__(
        self,
        text: str,
        place: str,
        *,
        placeholder: str = "",
        id: str | None = None,  # noqa: A002
    ) -> None:
        super().__init__(
            text,
            soft_wrap=True,
            show_line_numbers=False,
            tab_behavior="focus",
            highlight_cursor_line=False,
            max_checkpoints=1000,
            placeholder=placeholder,
            compact=True,
            id=id,
        )
        self.place = place

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor; not while an undo has it past the end (Textualize/textual#6686)."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)
