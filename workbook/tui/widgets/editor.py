"""The editor in which everything is written."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Protocol, runtime_checkable

from workbook.tui.widgets.prose_area import ProseArea
from workbook.tui.widgets.underlines import Located, Underlines

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from rich.text import Text
    from textual.widgets.text_area import Edit, EditResult

    from workbook.drafts.history import Kind
    from workbook.findings.model import Finding

_IN_HAND = "editor--in-hand"


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


class Editor(ProseArea):
    """A plain text area for prose: soft wrap, no line numbers, Tab leaves it; what was found is underlined.

    Args:
        text: what is written already.
        place: what it is written for.
        kind: whether it is an answer or a note.
    """

    COMPONENT_CLASSES: ClassVar[set[str]] = {
        "editor--spelling",
        "editor--grammar",
        "editor--style",
        _IN_HAND,
    }
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
        & .editor--spelling { color: $error; text-style: underline; }
        & .editor--grammar { color: $warning; text-style: underline uu; }
        & .editor--style { color: $quiet; text-style: underline italic; }
        & .editor--in-hand { background: $background; color: $accent; text-style: bold reverse; }
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
        self.underlines = Underlines()
        """What is underlined in it."""
        self._in_hand: Located | None = None

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
        self.history.checkpoint()
        self.replace(text, (0, 0), self.document.end, maintain_selection_offset=False)
        self.history.checkpoint()
        row = min(row, self.document.line_count - 1)
        self.move_cursor((row, min(column, len(self.document.get_line(row)))))

    # What was found in it

    def show_found(
        self, text: str, findings: Iterable[Finding], *, thorough: bool, partial: bool = False
    ) -> None:
        """Underline what was found in a text; where it was changed since, in the lines that read the same.

        Args:
            text: the text as it was looked at.
            findings: what was found, the ignored too.
            thorough: whether all engines have looked at it.
            partial: whether the rest of the text is still to be looked at.
        """
        self.underlines.put(text, findings, thorough=thorough, partial=partial)
        self.draw_anew()

    def judge(self, marked: Callable[[Iterable[Finding]], Iterable[Finding]]) -> None:
        """Find out anew which of the findings are ignored; `marked` returns them so."""
        self.underlines.judge(marked, self.document.lines)
        self.draw_anew()

    def draw_anew(self) -> None:
        """Draw all lines anew, because other words are underlined."""
        self._line_cache.clear()
        self.refresh()

    @property
    def cursor_index(self) -> int:
        """Where the cursor stands in the text, in code points."""
        return self.index_of(self.cursor_location)

    def index_of(self, location: tuple[int, int]) -> int:
        """Return where a line and a column stand in the text, in code points."""
        row, column = location
        return sum(len(line) + 1 for line in self.document.lines[:row]) + column

    def located(self) -> list[Located]:
        """Return what is underlined, in order, where it stands now."""
        return self.underlines.located(self.document.lines)

    def put_in_hand(self, located: Located | None) -> None:
        """Show one of the underlined places as the one in hand, with the cursor at it; None takes it back."""
        self._in_hand = located
        if located is not None:
            self.move_cursor(located.start)
            self.call_after_refresh(self.scroll_cursor_visible)
        self.draw_anew()

    def mend(self, located: Located, suggestion: str) -> bool:
        """Put a suggestion in the place of what was found, in one step that undo steps back over.

        Returns:
            Whether what was found still stood there; else nothing is changed.
        """
        if self.get_text_range(located.start, located.end) != located.finding.excerpt:
            return False
        self._in_hand = None
        self.history.checkpoint()
        self.replace(suggestion, located.start, located.end, maintain_selection_offset=False)
        self.history.checkpoint()
        return True

    def make(self, edit: Edit) -> EditResult:
        """Make a change, and carry the marks of its lines along."""
        (first, head), (last, behind) = edit.top, edit.bottom
        before = (self.document.get_line(first), self.document.get_line(last))
        self._in_hand = None
        result = super().make(edit)
        after = (self.document.get_line(first), self.document.get_line(result.end_location[0]))
        self.underlines.edited(before, after, head, max(0, len(before[1]) - behind))
        return result

    def get_line(self, line_index: int) -> Text:
        """Return a line with what is underlined in it; Textual draws from it."""
        line = super().get_line(line_index)
        for mark in self.underlines.of(self.document.get_line(line_index)):
            style = self.get_component_rich_style(f"editor--{mark.finding.rule}", partial=True)
            line.stylize(style, mark.start, max(mark.end, mark.start + 1))
        in_hand = self._in_hand
        if in_hand is not None and in_hand.start[0] <= line_index <= in_hand.end[0]:
            start = in_hand.start[1] if line_index == in_hand.start[0] else 0
            end = in_hand.end[1] if line_index == in_hand.end[0] else len(line)
            line.stylize(self.get_component_rich_style(_IN_HAND, partial=True), start, end)
        return line
