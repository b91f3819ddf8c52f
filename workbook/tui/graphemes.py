"""Graphemes: what a person takes for one character, of one code point or of several.

The rules are those of Unicode's annex 29, as wcwidth has them. It is imported when a line first has something
that could join: between letters, digits and punctuation of Latin, Greek, Cyrillic, Chinese and Japanese
every place is a boundary.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from rich.text import Text

from workbook.patterns import late

if TYPE_CHECKING:
    from collections.abc import Iterator

    from rich.style import Style

# No control character, mark, joiner or sign that takes part in a rule but the last, "otherwise break".
_LATIN_TO_CYRILLIC = r"\x20-\x7e\xa1-\xac\xae-\u02ff\u0370-\u0482\u048a-\u052f"
_SIGNS_TO_KANJI = r"\u2010-\u2027\u2030-\u205e\u3040-\u3096\u4e00-\u9fff"
_JOINING = late(f"[^{_LATIN_TO_CYRILLIC}{_SIGNS_TO_KANJI}]")


def is_simple(text: str) -> bool:
    """Return whether every code point of a text is known at a look to be a grapheme."""
    return text.isascii() or _JOINING().search(text) is None


@lru_cache(maxsize=512)
def is_simple_line(line: str) -> bool:
    """Return the same of a whole line: each is drawn again and again as long as it stands."""
    return is_simple(line)


def before(line: str, column: int) -> int:
    """Return where the grapheme begins that ends at a column, or that the column is in."""
    if column <= 1 or is_simple(line[column - 2 : column]):
        return max(0, column - 1)
    from wcwidth import grapheme_boundary_before

    return grapheme_boundary_before(line, column)


def after(line: str, column: int) -> int:
    """Return where the grapheme ends that begins at a column, or that the column is in."""
    if column + 1 >= len(line) or is_simple(line[column : column + 2]):
        return min(column + 1, len(line))
    from wcwidth import iter_graphemes

    start = floor(line, column)
    return start + len(next(iter_graphemes(line, start)))


def floor(line: str, column: int) -> int:
    """Return the column itself where it is between two graphemes, else where the one begins that it is in."""
    if column >= len(line):
        return len(line)
    if column <= 0 or is_simple(line[column - 1 : column + 1]):
        return max(0, column)
    from wcwidth import grapheme_boundary_before

    return grapheme_boundary_before(line, column + 1)


def ceil(line: str, column: int) -> int:
    """Return the column itself where it is between two graphemes, else where the one ends that it is in."""
    start = floor(line, column)
    return start if start >= column else after(line, start)


def split(text: str) -> Iterator[str]:
    """Yield the graphemes of a text."""
    if is_simple_line(text):
        return iter(text)
    from wcwidth import iter_graphemes

    return iter_graphemes(text)


def clip(text: str, most: int) -> str:
    """Return as many whole graphemes from the beginning of a text as are so many code points at most."""
    return text[: floor(text, most)]


class GraphemeText(Text):
    """A line whose styles hold for whole graphemes: a terminal draws none that is cut in two."""

    def stylize(self, style: str | Style, start: int = 0, end: int | None = None) -> None:
        """Give a style to all graphemes that a stretch touches."""
        line = self.plain
        if end is not None and 0 <= start < end:
            start, end = floor(line, start), ceil(line, min(end, len(line)))
        super().stylize(style, start, end)


def text_of(line: str) -> Text:
    """Return a line to be styled and drawn."""
    make = Text if is_simple_line(line) else GraphemeText
    return make(line, end="", no_wrap=True)
