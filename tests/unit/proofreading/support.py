"""Small helpers of the proofreading tests."""

from __future__ import annotations

import threading
from typing import TYPE_CHECKING

from workbook.proofreading.model import Noticed

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.errors import WorkbookError
    from workbook.proofreading.model import Cancel, Category

NEVER = threading.Event()


def noticed(
    text: str,
    words: str,
    *suggestions: str,
    category: Category = "grammar",
    rule: str = "Rule",
    engine: str = "harper",
    message: str = "Look again.",
) -> Noticed:
    """Return what an engine noticed about the first occurrence of some words in a text."""
    start = text.index(words)
    return Noticed(start, start + len(words), category, rule, message, suggestions, engine)


class OneWord:
    """An engine that calls every occurrence of one word misspelt, and counts what it is asked."""

    def __init__(
        self, word: str, suggestion: str, name: str = "harper", version: str = "1", rule: str = "Word"
    ) -> None:
        self.rule = rule
        self.word = word
        self.suggestion = suggestion
        self.name = name
        self.version = version
        self.asked: list[str] = []
        self.failure: WorkbookError | None = None
        self.after_each: Callable[[], None] = lambda: None

    @property
    def in_words(self) -> str:
        return f"{self.name.title()}, on this machine"

    def speaks(self, language: str) -> bool:
        return language.startswith("en")

    def look(self, texts: Sequence[str], language: str, cancel: Cancel) -> list[tuple[Noticed, ...]]:
        if self.failure:
            raise self.failure
        self.asked.extend(texts)
        self.after_each()
        return [tuple(self._in(text)) for text in texts]

    def _in(self, text: str) -> list[Noticed]:
        found, start = [], text.find(self.word)
        while start >= 0:
            end = start + len(self.word)
            found.append(
                Noticed(start, end, "spelling", self.rule, "Misspelt.", (self.suggestion,), self.name)
            )
            start = text.find(self.word, end)
        return found
