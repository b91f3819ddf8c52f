"""A piece of a draft as plain words, with the way back to the Markdown it came from."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import Literal

Sort = Literal["paragraph", "heading", "cell", "alternative text", "footnote"]
"""What a piece of plain words was in the draft."""


@dataclass(frozen=True)
class Run:
    """A stretch of plain words that comes from one stretch of the draft.

    Attributes:
        start: where it begins in the plain words, in code points.
        end: where it ends there, the end not included.
        source_start: where it begins in the draft, in code points.
        source_end: where it ends there.
        same: whether both read the same, letter by letter; else the plain words stand for the whole
            stretch of the draft (an entity, an escape, a line break, a stand-in for code).
        letters: whether the draft has the same letters written otherwise: not composed, with something
            among them that cannot be seen, or with another sign for an apostrophe.
    """

    start: int
    end: int
    source_start: int
    source_end: int
    same: bool = True
    letters: bool = False


@dataclass(frozen=True)
class Paragraph:
    """Plain words of one block of a draft.

    Attributes:
        text: the words, without any mark of Markdown.
        runs: where each stretch of them comes from, in order, together covering all of them.
        sort: what it is.
    """

    text: str
    runs: tuple[Run, ...]
    sort: Sort = "paragraph"

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the draft that a span of the plain words comes from, both in code points.

        A span that touches a stand-in or an entity takes in all of it.

        Args:
            start: where it begins in the plain words.
            end: where it ends, the end not included; a span of no length is a point.
        """
        first = self._run_at(start)
        last = self._run_at(end - 1) if end > start else first
        begin = first.source_start + (start - first.start if first.same else 0)
        finish = last.source_start + (end - last.start) if last.same else last.source_end
        return begin, max(begin, finish)

    def is_same(self, start: int, end: int) -> bool:
        """Return whether a span of the plain words stands in the draft in just these letters."""
        begin, finish = self.source_span(start, end)
        return finish - begin == end - start and all(run.same for run in self.runs_in(start, end))

    def are_letters(self, start: int, end: int) -> bool:
        """Return whether each piece of a span of the plain words stands for itself in the draft, and whole.

        Between two pieces there may be more in the draft: what is left out of the plain words.
        """
        return all(
            run.same or (run.letters and start <= run.start and run.end <= end)
            for run in self.runs_in(start, end)
        )

    def runs_in(self, start: int, end: int) -> tuple[Run, ...]:
        """Return the runs that a span of the plain words touches, in order.

        Args:
            start: where it begins in the plain words.
            end: where it ends, the end not included; a span of no length touches none.
        """
        first = max(0, bisect_right(self.runs, start, key=lambda run: run.start) - 1)
        behind = bisect_left(self.runs, end, key=lambda run: run.start)
        return tuple(run for run in self.runs[first:behind] if run.end > start and start < end)

    def _run_at(self, offset: int) -> Run:
        position = bisect_right(self.runs, offset, key=lambda run: run.start) - 1
        return self.runs[max(0, position)]
