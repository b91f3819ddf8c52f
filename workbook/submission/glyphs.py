"""Characters that can be printed, and words in place of those that cannot.

The document must be readable by anyone, so nothing may become an empty box: PDF/UA-1 refuses a
character that no font has. The fonts are those inside the Typst compiler, so that the same content
gives the same bytes on every machine; what they hold is listed in `printable.txt`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

TEXT_FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
CODE_FONTS = ("DejaVu Sans Mono", "Libertinus Serif", "New Computer Modern")
PRINTABLE_FILE = Path(__file__).with_name("printable.txt")

# Joiners, variation selectors and skin tones only shape the character beside them.
_SHAPERS = frozenset("\u200d\ufe0e\ufe0f\u20e3") | {chr(c) for c in range(0x1F3FB, 0x1F400)}
# Marks that turn the direction of what follows can make a sentence read as another.
_DROPPED = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0xFEFF, *range(0xFFF9, 0xFFFC)])
_SPACES = re.compile(r"[\t\n\r\x0b\x0c\u2028\u2029\u0085]")
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff\ud800-\udfff]")
# Beyond Latin, Greek, Cyrillic and the marks of everyday typesetting.
_UNUSUAL = re.compile("[^ -~\u00a0-\u02ff\u0370-\u0373\u0386-\u03ff\u0400-\u045f\u200b\u2010-\u2027\u20ac]+")
_FLAG_LETTERS = range(0x1F1E6, 0x1F200)
_REFUSED = re.compile(r'the text `"((?:[^"`\\]|\\.|"(?!`)|`)+?)"` could not be displayed')
_CODEPOINT = re.compile(r'contains the codepoint `"((?:[^"\\]|\\.)+?)"`')
_ESCAPED = re.compile(r"\\u\{([0-9a-fA-F]+)\}|\\(.)")
_EAST_ASIAN = ("CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "YI ")


def clean_text(text: str) -> str:
    """Return text without control, direction and non-characters, its white space as plain spaces."""
    if text.isascii() and text.isprintable():
        return text
    return _CONTROL.sub("", _SPACES.sub(" ", text)).translate(_DROPPED)


@cache
def _ranges() -> tuple[tuple[int, int], ...]:
    """Return the ranges of the code points that the embedded fonts have."""
    lines = PRINTABLE_FILE.read_text(encoding="ascii").splitlines()
    pairs = (line.partition("-") for line in lines if not line.startswith("#"))
    return tuple((int(first, 16), int(last or first, 16)) for first, _, last in pairs)


@cache
def _marks() -> str:
    """Return the marks that the fonts have and that join the character before them."""
    points = (chr(point) for first, last in _ranges() for point in range(first, last + 1))
    return "".join(c for c in points if unicodedata.category(c).startswith("M"))


@cache
def _unprintable() -> re.Pattern[str]:
    """Return a pattern for a run of characters that no embedded font has."""
    printable = "".join(f"\\U{first:08x}-\\U{last:08x}" for first, last in _ranges())
    missing = f"[^{printable}]"
    # A joiner or a mark after one of them is in a font, and means nothing without it.
    return re.compile(f"{missing}(?:{missing}|[{''.join(_SHAPERS)}{_marks()}])*")


def _clusters(refused: Iterable[str]) -> re.Pattern[str] | None:
    """Return a pattern for what the compiler refused, with the marks that it leaves out of its message."""
    patterns = [
        re.escape(text) + f"[{_marks()}]" + ("*" if len(text) > 1 else "+")
        for text in sorted(filter(None, refused), key=len, reverse=True)
    ]
    return re.compile("|".join(patterns)) if patterns else None


def is_printable(text: str) -> bool:
    """Return whether the embedded fonts have every character of a text."""
    return _unprintable().search(text) is None


def refused_clusters(diagnostic: str) -> set[str]:
    """Return the texts that the compiler's message says cannot be displayed."""
    found = _REFUSED.findall(diagnostic) + _CODEPOINT.findall(diagnostic)
    return {_ESCAPED.sub(lambda m: chr(int(m[1], 16)) if m[1] else m[2], text) for text in found}


class Printer:
    """Turns text into text that can be printed, and remembers what it put in words.

    Args:
        refused: clusters that the compiler refused although each character is in a font, such as a
            letter and a mark that no one font has together.
        cautious: whether to name every character beyond the everyday letters and signs as well,
            because the compiler failed for a reason that it could not tell.
    """

    def __init__(self, refused: Iterable[str] = (), *, cautious: bool = False) -> None:
        self.replaced: dict[str, str] = {}
        self._refused = _clusters(refused)
        self._unprintable = _UNUSUAL if cautious else _unprintable()

    def __call__(self, text: str) -> str:
        """Return text in which each character that no font has is named in square brackets."""
        if text.isascii():
            return text
        text = unicodedata.normalize("NFC", text)
        if self._refused is not None:
            text = self._refused.sub(self._stand_in, text)
        return self._unprintable.sub(self._stand_in, text)

    def remarks(self) -> list[str]:
        """Return one sentence about what was put in words; an empty list where nothing was."""
        if not self.replaced:
            return []
        shown = [f"{character} as {words}" for character, words in list(self.replaced.items())[:8]]
        more = len(self.replaced) - len(shown)
        tail = f" and {more} more" if more > 0 else ""
        return [f"No font in the document has these characters, so words stand in: {', '.join(shown)}{tail}"]

    def _stand_in(self, match: re.Match[str]) -> str:
        run = match.group()
        words = _words(run)
        if words:
            self.replaced[run] = words
        return words


def _words(run: str) -> str:
    """Return the readable name of a run of characters, in brackets; empty for bare joiners."""
    flags = "".join(chr(ord("A") + ord(c) - _FLAG_LETTERS.start) for c in run if ord(c) in _FLAG_LETTERS)
    rest = [c for c in run if c not in _SHAPERS and ord(c) not in _FLAG_LETTERS]
    if not rest and not flags:
        return ""
    names = [unicodedata.name(c, "") for c in rest]
    if rest and not flags and all(name.startswith(_EAST_ASIAN) for name in names):
        points = " ".join(f"U+{ord(c):04X}" for c in rest)
        return f"[East Asian text: {points}]"
    parts = [f"flag {flags}"] if flags else []
    parts += [
        name.lower() if name else f"character U+{ord(c):04X}" for c, name in zip(rest, names, strict=True)
    ]
    return f"[{', '.join(parts)}]"
