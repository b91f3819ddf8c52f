"""Gathering the plain words of a block from what stands in it."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from workbook.prose.mapped import Paragraph, Run

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.prose.blocks import Block
    from workbook.prose.inlines import Atom, Kind

HELD = "\ufffc"
"""Stands for what is no text, until it is known what stands beside it."""


@dataclass
class Words:
    """Plain words as they grow."""

    parts: list[str] = field(default_factory=list)
    runs: list[Run] = field(default_factory=list)
    length: int = 0

    def add(
        self, text: str, source_start: int, source_end: int, *, same: bool, letters: bool = False
    ) -> None:
        """Add words.

        Args:
            text: the words; not empty.
            source_start: where they come from in the draft.
            source_end: where that ends.
            same: whether both read the same.
            letters: whether both are the same letters, written otherwise.
        """
        start = self.length
        self.length += len(text)
        self.parts.append(text)
        last = self.runs[-1] if self.runs else None
        if last is not None and same and last.same and last.source_end == source_start:
            self.runs[-1] = Run(last.start, self.length, last.source_start, source_end)
        else:
            self.runs.append(Run(start, self.length, source_start, source_end, same, letters))

    def take(self, other: Paragraph, start: int, end: int) -> None:
        """Add a stretch of other words, with where they come from."""
        number = bisect_right(other.runs, start, key=lambda run: run.start) - 1
        while start < end:
            run = other.runs[number]
            number += 1
            stop = min(end, run.end)
            begin, finish = run.source_start, run.source_end
            if run.same:
                begin, finish = begin + start - run.start, begin + stop - run.start
            self.add(other.text[start:stop], begin, finish, same=run.same, letters=run.letters)
            start = stop

    def trim(self) -> None:
        """Drop the white space at the end."""
        while self.parts:
            text = self.parts[-1]
            kept = text.rstrip()
            if kept == text:
                return
            self._drop(len(text) - len(kept))
            self.parts[-1:] = [kept] if kept else []

    def _drop(self, letters: int) -> None:
        self.length -= letters
        while self.runs and self.runs[-1].start >= self.length:
            self.runs.pop()
        if self.runs and self.runs[-1].end > self.length:
            last = self.runs[-1]
            finish = last.source_start + self.length - last.start if last.same else last.source_end
            self.runs[-1] = Run(last.start, self.length, last.source_start, finish, last.same, last.letters)

    def end(self, letters: int) -> str:
        """Return the last letters, or a few more."""
        count, found = 0, len(self.parts)
        while found and count < letters:
            found -= 1
            count += len(self.parts[found])
        return "".join(self.parts[found:])

    def paragraph(self) -> Paragraph:
        """Return the words."""
        return Paragraph("".join(self.parts), tuple(self.runs))


def trimmed(words: Paragraph) -> Paragraph:
    """Return words without white space around."""
    start = len(words.text) - len(words.text.lstrip())
    if not start and words.text == words.text.rstrip():
        return words
    kept = Words()
    kept.take(words, start, len(words.text))
    kept.trim()
    return kept.paragraph()


class Held(NamedTuple):
    """Something among words that is no text.

    Attributes:
        at: its place in the words.
        kind: what it is.
        shown: what it reads.
    """

    at: int
    kind: Kind
    shown: str


@dataclass(frozen=True)
class Gathered:
    """The words of a block, and what else is among them.

    Attributes:
        words: the words; `HELD` stands for each thing that is no text.
        held: those things, in order.
    """

    words: Paragraph
    held: tuple[Held, ...]


def gathered(piece: str, block: Block, atoms: Iterable[Atom]) -> Gathered:
    """Return the words of what stands in a block.

    Args:
        piece: the piece of the draft that the block is of.
        block: the block.
        atoms: what stands in it.
    """
    words = Words()
    held: list[Held] = []
    for atom in atoms:
        parts = block.sources(atom.start, atom.end)
        if atom.kind == "text":
            for start, end, begin, finish in parts:
                text = atom.shown[start - atom.start : end - atom.start]
                words.add(text, begin, finish, same=piece[begin:finish] == text)
            continue
        spans = list(parts)
        begin, finish = spans[0][2], spans[-1][3]
        if atom.kind in ("sign", "break"):
            words.add(atom.shown, begin, finish, same=piece[begin:finish] == atom.shown)
        else:
            held.append(Held(words.length, atom.kind, atom.shown))
            words.add(HELD, begin, finish, same=False)
    return Gathered(words.paragraph(), tuple(held))
