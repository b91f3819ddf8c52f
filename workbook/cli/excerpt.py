"""A stretch of a draft as a terminal shows it: line and column, its sentence, and carets under it."""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from typing import TYPE_CHECKING

from workbook.prose.sentences import sentence_around

if TYPE_CHECKING:
    from workbook.findings.model import Span

_LINE_END = re.compile(r"\r\n?|\n")
# A blank line ends a sentence, and so does what begins an item, a quotation, a heading or a table's row.
_BREAK = re.compile(
    r"(?:\r\n?|\n)(?:[ \t]*(?:\r\n?|\n)|(?=[ \t]*(?:[-*+][ \t]|[>|]|#{1,6}[ \t]|\d{1,9}[.)][ \t])))"
)
# What would break the line or move the cursor becomes one space, and so does white space of any length.
_UNSEEN = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u2028\u2029]+")
# Marks that turn the order of letters round would turn that of the carets' line not.
_TURNING = dict.fromkeys(map(ord, "\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"))
_MORE = "…"
_FARTHEST = 2000
"""How far a sentence is looked for on either side; longer ones are cut for the terminal anyway."""


class Lines:
    """The lines of a text as an editor counts them: from 1, and columns from 1, in code points.

    Args:
        text: the text; a byte-order mark at its beginning is no column of it.
    """

    def __init__(self, text: str) -> None:
        self._starts = [len(text) - len(text.removeprefix("\ufeff"))]
        self._starts += [end.end() for end in _LINE_END.finditer(text)]

    def position(self, offset: int) -> tuple[int, int]:
        """Return the line and the column of an offset."""
        line = max(0, bisect_right(self._starts, offset) - 1)
        return line + 1, max(0, offset - self._starts[line]) + 1


def sentence_and_carets(text: str, span: Span, width: int) -> tuple[str, str]:
    """Return the sentence that a stretch stands in, on one line, and a line with carets under the stretch.

    Args:
        text: the draft.
        span: the stretch; where it is empty, one caret stands where something is missing.
        width: how many columns there are; a longer sentence is cut around the stretch.
    """
    begin, end = _sentence(text, span)
    before = _shown(text[begin : span.start]).lstrip()
    marked = _shown(text[span.start : span.end])
    after = _shown(text[span.end : end]).rstrip()
    marked = _head(marked, width - 2)
    room = max(0, width - _columns(marked))
    left = min(_columns(before), max(room // 2, room - _columns(after)))
    before, after = _tail(before, left), _head(after, room - left)
    carets = " " * _columns(before) + "^" * max(1, _columns(marked))
    return before + marked + after, carets


def _sentence(text: str, span: Span) -> tuple[int, int]:
    """Return where the sentence around a stretch begins and ends, within its paragraph."""
    lowest, highest = max(0, span.start - _FARTHEST), min(len(text), span.end + _FARTHEST)
    breaks = list(_BREAK.finditer(text, lowest, span.start))
    first = breaks[-1].end() if breaks else lowest
    following = _BREAK.search(text, span.end, highest)
    last = following.start() if following else highest
    begin, end = sentence_around(text[first:last], span.start - first, span.end - first)
    return min(first + begin, span.start), max(first + end, span.end)


def _shown(text: str) -> str:
    return _UNSEEN.sub(" ", text).translate(_TURNING)


def _columns(text: str) -> int:
    return sum(map(_columns_of, text))


def _columns_of(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in ("W", "F") else 1


def _head(text: str, width: int) -> str:
    """Return the beginning of a text that fits, with a mark where more follows."""
    if _columns(text) <= width:
        return text
    kept, used = [], len(_MORE)
    for character in text:
        used += _columns_of(character)
        if used > width:
            break
        kept.append(character)
    return "".join(kept) + _MORE if width > 0 else ""


def _tail(text: str, width: int) -> str:
    """Return the end of a text that fits, with a mark where more stands before it."""
    if _columns(text) <= width:
        return text
    kept, used = [], len(_MORE)
    for character in reversed(text):
        used += _columns_of(character)
        if used > width:
            break
        kept.append(character)
    return _MORE + "".join(reversed(kept)) if width > 0 else ""
