"""The rule under the editor; it names the engine that stands behind what is underlined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widget import Widget

from workbook.tui.marks import has_unicode

if TYPE_CHECKING:
    from textual.app import RenderResult


class EngineRule(Widget):
    """A rule with a few words in it."""

    DEFAULT_CSS = """
    EngineRule { height: 1; margin: 0 1; max-width: 76; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._words = ""

    @property
    def words(self) -> str:
        """What it says."""
        return self._words

    def say(self, words: str) -> None:
        """Say something else, in place."""
        if words != self._words:
            self._words = words
            self.refresh()

    def render(self) -> RenderResult:
        """Draw the rule, and the words near its right end."""
        line, width = "─" if has_unicode() else "-", self.size.width
        words = Content(self._words).truncate(max(width - 6, 1), ellipsis=True)
        if not words:
            return Content.styled(line * width, "$rule")
        before = line * max(0, width - words.cell_length - 4)
        return Content.assemble(
            Content.styled(f"{before} ", "$rule"),
            words.stylize("$quiet"),
            Content.styled(f" {line * 2}", "$rule"),
        )
