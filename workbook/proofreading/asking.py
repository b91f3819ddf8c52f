"""Asking an engine about texts: what the cache holds first, the rest in small lots."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError
from workbook.proofreading.model import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from workbook.proofreading.cache import ParagraphCache
    from workbook.proofreading.model import Cancel, Engine, Noticed

MOST_FINDINGS = 5000
"""How many things an engine may notice in a draft, or be told of it, before the rest is left."""
TOO_MUCH = f"more than {MOST_FINDINGS:,} things were noticed; what stands behind them is not told"
_FIRST_LETTERS = 1000
_LETTERS = 4000
_TEXTS = 40


@dataclass
class Answer:
    """What one engine noticed.

    Attributes:
        engine: its name.
        noticed: what it noticed, by text.
        why: why it did not read all; empty where it did.
        has_failed: whether it failed; else it does not know the language, or noticed too much.
    """

    engine: str
    noticed: dict[str, tuple[Noticed, ...]] = field(default_factory=dict)
    why: str = ""
    has_failed: bool = False


class Counter:
    """Counts the texts that were read, by all engines together.

    Args:
        total: how many there are to read.
        tell: is told how many were read, and the total.
    """

    def __init__(self, total: int, tell: Callable[[int, int], None] | None) -> None:
        self._total = total
        self._done = 0
        self._tell = tell
        self._guard = threading.Lock()

    def add(self, number: int) -> None:
        """Count some texts more."""
        with self._guard:
            self._done += number
            if self._tell is not None and number:
                self._tell(self._done, self._total)


@dataclass(frozen=True)
class Question:
    """What engines are asked.

    Attributes:
        texts: plain texts, each once, in the order in which they are to be read.
        language: the tag of their language.
        cancel: says when it is no longer wanted.
        cache: what was noticed before; None where nothing is kept.
        counter: counts what is read.
    """

    texts: tuple[str, ...]
    language: str
    cancel: Cancel
    cache: ParagraphCache | None
    counter: Counter

    def put_to(self, engine: Engine, early: Callable[[Answer], None] | None = None) -> Answer:
        """Ask an engine, and return its answer; that it failed is part of the answer.

        Args:
            engine: the engine.
            early: is told what was noticed so far, now and then: the first time after a page or less.

        Raises:
            Stopped: it was given up.
        """
        answer = Answer(engine.name)
        try:
            if engine.speaks(self.language):
                self._read(engine, answer, early)
            else:
                answer.why = _silence(engine, self.language)
                self.counter.add(len(self.texts))
        except WorkbookError as failure:
            answer.why, answer.has_failed = str(failure), True
        return answer

    def _read(self, engine: Engine, answer: Answer, early: Callable[[Answer], None] | None) -> None:
        version = engine.version
        unread = self._recall(answer, version)
        self.counter.add(len(self.texts) - len(unread))
        total, told = sum(map(len, answer.noticed.values())), 1
        for number, batch in enumerate(_batches(unread), 1):
            if total > MOST_FINDINGS:
                answer.why = TOO_MUCH
                return
            if self.cancel.is_set():
                raise Stopped
            for text, found in zip(batch, engine.look(batch, self.language, self.cancel), strict=True):
                answer.noticed[text] = found
                total += len(found)
                if self.cache is not None:
                    self.cache.keep(text, engine.name, version, self.language, found)
            self.counter.add(len(batch))
            if early is not None and number == told:
                # Each time twice as late: to tell costs as much as there is to tell.
                told *= 2
                early(answer)

    def _recall(self, answer: Answer, version: str) -> list[str]:
        """Put what the cache holds into an answer, and return the texts that it does not hold."""
        if self.cache is None:
            return list(self.texts)
        unread = []
        for text in self.texts:
            found = self.cache.find(text, answer.engine, version, self.language)
            if found is None:
                unread.append(text)
            else:
                answer.noticed[text] = found
        return unread


def _batches(texts: Sequence[str]) -> Iterator[list[str]]:
    """Give texts in small lots, the first of them very small, so that a check can show and be given up."""
    batch: list[str] = []
    letters, bound = 0, _FIRST_LETTERS
    for text in texts:
        if batch and (letters + len(text) > bound or len(batch) >= _TEXTS):
            yield batch
            batch, letters, bound = [], 0, _LETTERS
        batch.append(text)
        letters += len(text)
    if batch:
        yield batch


def _silence(engine: Engine, language: str) -> str:
    """Return why an engine says nothing of a text in a language, and who could."""
    name = engine.in_words.partition(",")[0]
    return (
        f"{name} does not know the language “{language[:35]}”; a full LanguageTool knows some thirty: "
        "put one in a folder of its own and name that folder in WORKBOOK_LANGUAGETOOL"
    )
