"""One line under the top line that stays until it is read: what happened, and what is kept."""

from __future__ import annotations

from textual.content import Content
from textual.widgets import Static


class Notice(Static):
    """A sentence that a person must be able to read in her own time; a click takes it away.

    Several sentences stand behind each other.
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

    def say(self, sentence: str) -> None:
        """Add a sentence, where it does not stand there already."""
        if sentence and sentence not in self.sentences:
            self.sentences.append(sentence)
            self._show()

    def clear(self) -> None:
        """Take everything away."""
        self.sentences.clear()
        self._show()

    def on_click(self) -> None:
        """Take it away: it was read."""
        self.clear()

    def _show(self) -> None:
        self.update(Content(" ".join(self.sentences)))
        self.set_class(bool(self.sentences), "-said")
