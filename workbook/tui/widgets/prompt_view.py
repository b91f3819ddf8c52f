"""The question in sight: whole where there is room, folded to its first line while one writes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.reactive import reactive
from textual.widget import Widget

from workbook.credentials.length_words import as_asked
from workbook.prose.plain import plain_text

if TYPE_CHECKING:
    from textual import events
    from textual.app import RenderResult

    from workbook.credentials.model import Alternative, Prompt, SubPrompt


def question_lines(prompt: Prompt, sub: SubPrompt | None = None) -> list[Content]:
    """Return a question as lines: its number and text, its lettered questions, its length."""
    number = f"{prompt.label}." if sub is None else f"{prompt.label}. {sub.label}."
    text = plain_text(prompt.text if sub is None else sub.text)
    lines = [Content.assemble(Content.styled(number, "bold"), " ", Content(text))]
    if sub is None:
        lines += [_lettered(lettered) for lettered in prompt.subprompts]
    if prompt.either and sub is None:
        lines.append(Content.styled("Either " + " or ".join(_way(way) for way in prompt.either), "$quiet"))
    else:
        length = prompt.length if sub is None else sub.length
        if length is not None:
            lines.append(Content.styled(as_asked(length), "$quiet"))
    return lines


def _lettered(sub: SubPrompt) -> Content:
    length = Content.styled(f"  {as_asked(sub.length)}", "$quiet") if sub.length else Content("")
    return Content.assemble(Content.styled(f"   {sub.label}. ", "bold"), plain_text(sub.text), length)


def _way(way: Alternative) -> str:
    return f"{way.medium} ({as_asked(way.length)})" if way.length else way.medium


class PromptView(Widget, can_focus=True):
    """The question that is being answered."""

    DEFAULT_CSS = """
    PromptView {
        height: auto; max-height: 50%; max-width: 76; padding: 0 1;
        overflow-y: auto; scrollbar-size-vertical: 1;
        &:focus { background: $surface; }
    }
    """
    HELP_TEXT = (
        "The question. While you write in a small window it folds to its first line; Shift+Tab opens it."
    )
    folded: reactive[bool] = reactive(False, layout=True)

    def __init__(self, lines: list[Content]) -> None:
        super().__init__()
        self._lines = lines

    def on_click(self, event: events.Click) -> None:
        """Open the question."""
        event.stop()
        self.focus()

    def render(self) -> RenderResult:
        """Draw the question, or its first line where it is folded."""
        whole = Content("\n").join(self._lines)
        width = max(self.content_size.width, 1)
        if not self.folded or whole.get_height({}, width) <= 2:
            return whole
        return self._lines[0].split("\n")[0].truncate(width, ellipsis=True)
