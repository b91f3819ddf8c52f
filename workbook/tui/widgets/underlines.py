"""What is underlined in a draft: kept by the text of its lines, so that it survives edits around it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from workbook.findings.model import Finding

Location = tuple[int, int]
"""A line and a column, both from 0."""
_KEPT = 4000
"""Lines that are kept beside those of the text, for what is undone or pasted again."""


@dataclass(frozen=True)
class Mark:
    """A finding's stretch of one line.

    Attributes:
        start: its first column.
        end: the column behind its last.
        finding: what was noticed.
        piece: which of the lines of the finding this is, from 0.
    """

    start: int
    end: int
    finding: Finding
    piece: int = 0


@dataclass(frozen=True)
class Located:
    """A finding and where it stands in the text as it is now."""

    finding: Finding
    start: Location
    end: Location

    def holds(self, location: Location) -> bool:
        """Return whether a cursor stands in it, or right behind it."""
        return self.start <= location <= self.end


class Underlines:
    """The marks of a draft, by the text of the line they stand in."""

    def __init__(self) -> None:
        self._marks: dict[str, tuple[Mark, ...]] = {}
        self._shown: dict[str, tuple[Mark, ...]] = {}
        self._thorough: dict[str, None] = {}

    def of(self, line: str) -> tuple[Mark, ...]:
        """Return the marks to be drawn in a line."""
        return self._shown.get(line, ())

    def put(self, text: str, findings: Iterable[Finding], *, thorough: bool, partial: bool = False) -> None:
        """Take in what was found in a text; what the quick engine found replaces nothing more thorough.

        Args:
            text: the text as it was looked at.
            findings: what was found in it, each with its span; the ignored ones too.
            thorough: whether all engines have looked at it.
            partial: whether the rest of the text is still to be looked at: what is marked there stays.
        """
        fresh: dict[str, tuple[Mark, ...]] = dict.fromkeys(text.split("\n"), ())
        for line, mark in _pieces(text, findings):
            if not any(_is_same(mark, other) for other in fresh[line]):
                fresh[line] = (*fresh[line], mark)
        for line, marks in fresh.items():
            if partial and not marks:
                continue
            if thorough or line not in self._thorough:
                self._keep(line, tuple(sorted(marks, key=lambda mark: (mark.start, mark.end))))
            if thorough:
                self._thorough[line] = None
        self._bound(max(_KEPT, len(fresh)))

    def edited(self, before: Sequence[str], after: Sequence[str], head: int, tail: int) -> None:
        """Carry the marks of the lines in hand over an edit; those it touches go.

        Args:
            before: the lines as they were.
            after: what they have become.
            head: how many characters at the beginning of the first line have stayed.
            tail: how many characters at the end of the last line have stayed.
        """
        first, last = before[0], before[-1]
        carried: dict[str, list[Mark]] = {after[0]: [], after[-1]: []}
        word_before = _joins(after[0], head)
        carried[after[0]] += [m for m in self._marks.get(first, ()) if m.end + word_before <= head]
        old_tail, new_tail = len(last) - tail, len(after[-1]) - tail
        word_after = _joins(after[-1], new_tail)
        shift = new_tail - old_tail
        carried[after[-1]] += [
            replace(m, start=m.start + shift, end=m.end + shift)
            for m in self._marks.get(last, ())
            if m.start - word_after >= old_tail
        ]
        for line, marks in carried.items():
            if line not in self._marks:
                self._keep(line, tuple(marks))

    def judge(self, marked: Callable[[Iterable[Finding]], Iterable[Finding]], lines: Iterable[str]) -> None:
        """Find out anew which findings are ignored, and forget what no longer stands in the text.

        Args:
            marked: returns findings, in their order, each with whether it is ignored.
            lines: the lines of the text as it is now.
        """
        present = set(lines)
        self._thorough = {line: None for line in self._thorough if line in present}
        kept = {line: marks for line, marks in self._marks.items() if line in present}
        self._marks, self._shown = {}, {}
        for line, marks in kept.items():
            judged = marked([mark.finding for mark in marks])
            self._keep(line, tuple(replace(m, finding=f) for m, f in zip(marks, judged, strict=True)))

    def forget(self) -> None:
        """Forget everything."""
        self._marks, self._shown, self._thorough = {}, {}, {}

    def located(self, lines: Sequence[str]) -> list[Located]:
        """Return what is marked in a text, in order; what no longer reads as it did is left out."""
        found: list[Located] = []
        for row, line in enumerate(lines):
            for mark in self._shown.get(line, ()):
                if mark.piece:
                    continue
                excerpt = mark.finding.excerpt.split("\n")
                last = row + len(excerpt) - 1
                column = len(excerpt[-1]) + (0 if len(excerpt) > 1 else mark.start)
                if _reads(lines, row, mark.start, excerpt):
                    found.append(Located(mark.finding, (row, mark.start), (last, column)))
        return found

    def _keep(self, line: str, marks: tuple[Mark, ...]) -> None:
        self._marks.pop(line, None)  # what is put in last is forgotten last
        self._marks[line] = marks
        if shown := tuple(mark for mark in marks if not mark.finding.ignored):
            self._shown[line] = shown
        else:
            self._shown.pop(line, None)

    def _bound(self, most: int) -> None:
        for line in list(self._marks)[: max(0, len(self._marks) - most)]:
            del self._marks[line]
            self._shown.pop(line, None)
            self._thorough.pop(line, None)


def _pieces(text: str, findings: Iterable[Finding]) -> Iterator[tuple[str, Mark]]:
    """Yield each line of each finding, with its mark in it."""
    for finding in findings:
        if finding.span is None or text[finding.span.start : finding.span.end] != finding.excerpt:
            continue
        begin = text.rfind("\n", 0, finding.span.start) + 1
        for number, piece in enumerate(finding.excerpt.split("\n")):
            end = text.find("\n", begin)
            line = text[begin : end if end >= 0 else len(text)]
            start = 0 if number else finding.span.start - begin
            yield line, Mark(start, start + len(piece), finding, number)
            begin += len(line) + 1


def _is_same(mark: Mark, other: Mark) -> bool:
    """Return whether two lines that read the same have the same mark."""
    return (mark.start, mark.end, mark.piece, mark.finding.id) == (
        other.start,
        other.end,
        other.piece,
        other.finding.id,
    )


def _joins(line: str, column: int) -> bool:
    """Return whether the letters at both sides of a column belong to one word."""
    return 0 < column < len(line) and line[column - 1].isalnum() and line[column].isalnum()


def _reads(lines: Sequence[str], row: int, column: int, excerpt: Sequence[str]) -> bool:
    """Return whether an excerpt, line by line, stands at a place."""
    if row + len(excerpt) > len(lines):
        return False
    there = [lines[row][column:], *lines[row + 1 : row + len(excerpt)]]
    whole = all(mine == theirs for mine, theirs in zip(there[:-1], excerpt[:-1], strict=True))
    return whole and there[-1].startswith(excerpt[-1])
