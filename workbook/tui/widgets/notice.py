"""Up to three lines under the top line that stay until they are read: what happened, and what is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets import Static

from workbook.tui import commands
from workbook.tui.marks import dots

if TYPE_CHECKING:
    from textual import events

MOST_LINES = 3
"""How many lines it takes at most; what is longer is read on a page of its own."""
_PADDING = 2


class Notice(Static):
    """A sentence that the user must be able to read in their own time; a key or a click takes it away.

    Several sentences stand behind each other. What does not fit ends in the key that shows all of it.
    """

    DEFAULT_CSS = """
    Notice {
        display: none; height: auto; max-height: 3; padding: 0 1; background: $surface; color: $warning;
        &.-said { display: block; }
    }
    """

    def __init__(self) -> None:
        super().__init__(id="notice")
        self.sentences: list[str] = []

    @property
    def is_cut(self) -> bool:
        """Whether there is more to read than is shown."""
        return len(self._lines(" ".join(self.sentences))) > MOST_LINES

    def say(self, sentence: str) -> None:
        """Add a sentence, where it does not stand there already."""
        if sentence and sentence not in self.sentences:
            self.sentences.append(sentence)
            self._show()

    def clear(self) -> None:
        """Take everything away."""
        self.sentences.clear()
        self._show()

    async def on_click(self) -> None:
        """Take it away where it was read; else show all of it."""
        await self.screen.run_action(commands.NOTICE.action)

    def on_resize(self, event: events.Resize) -> None:
        """Show as much as the width allows."""
        del event
        self._show()

    def _show(self) -> None:
        text = " ".join(self.sentences)
        if self.is_cut:
            more = f"{dots()} {commands.NOTICE.key_words} shows all of it"
            head = "\n".join(line.plain for line in self._lines(text)[: MOST_LINES - 1])
            text = f"{head}\n{more}"
        self.update(Content(text))
        self.set_class(bool(self.sentences), "-said")

    def _lines(self, text: str) -> list[Content]:
        width = (self.size.width or self.app.size.width) - _PADDING
        return Content(text).wrap(max(width, 20))
