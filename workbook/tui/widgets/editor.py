"""The editor in which everything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol, runtime_checkable

from textual.geometry import Offset
from textual.widgets import TextArea

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.drafts.history import Kind


@runtime_checkable
class Keeper(Protocol):
    """Whoever keeps what is typed in the editors that it holds."""

    @property
    def may_write(self) -> bool:
        """Whether anything may be written."""
        ...

    def keep_draft(self, kind: Kind, place: str, text: str) -> bool:
        """Have a text saved, and return whether it is another one than before."""
        ...


class Editor(TextArea):
    """A plain text area for prose: soft wrap, no line numbers, Tab leaves it.

    Args:
        text: what is written already.
        place: what it is written for.
        kind: whether it is an answer or a note.
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
        kind: Kind = "answer",
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
        # Textual's own meanings of these would stand in the way of the workbook's.
        for key in ("f6", "f7"):
            self._bindings.key_to_bindings.pop(key, None)
        self.place = place
        self.kind = kind
        self._keep: Callable[[Kind, str, str], bool] | None = None
        # As the document has it, which is not always to the letter what was given (odd line ends).
        self._kept = self.text

    def on_mount(self) -> None:
        """Find who keeps what is typed; where nothing may be written, only show it."""
        page = next((widget for widget in self.ancestors if isinstance(widget, Keeper)), None)
        if page is not None:
            self._keep = page.keep_draft
            self.read_only = not page.may_write

    def on_unmount(self) -> None:
        """Have the last keys kept that no message told of yet."""
        self.hand_over()

    def hand_over(self) -> bool:
        """Have kept what was typed since the last time, and return whether there was anything."""
        text = self.text
        if text == self._kept or self._keep is None:
            return False
        self._kept = text
        return self._keep(self.kind, self.place, text)

    def put_text(self, text: str) -> None:
        """Put another text in place of all there is, in one step that undo steps back over.

        The cursor stays about where it is.
        """
        if text == self.text:
            return
        row, column = self.cursor_location
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    def scroll_cursor_visible(self, center: bool = False, animate: bool = False) -> Offset:
        """Scroll to the cursor; not while an undo has it past the end (Textualize/textual#6686)."""
        if self.cursor_location[0] >= self.document.line_count:
            return Offset()
        return super().scroll_cursor_visible(center, animate)
