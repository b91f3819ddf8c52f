"""Cutting a long text into pieces that an engine can read in bounded time, each where a sentence ends."""

from __future__ import annotations

import re

BOUND = 2000
"""The most code points that an engine is given as one text: some 330 words.

Both engines' time grows with the square of a text of odd characters (LanguageTool takes six seconds for
2,000 of them), and a check can be given up only between texts.
"""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+")
_WHITE_SPACE = re.compile(r"\s+")
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
_MANY_SIGNS = re.compile(r"[^\w\s](?:\s*[^\w\s]){19,}")
_LETTER = re.compile(r"[^\W\d_]")


def readable(text: str) -> str:
    """Return a text of the same length that any engine can read: no half characters, no heaps of signs.

    Of twenty signs and more without a letter between them (a row of emoji, a line of dots) there is
    nothing to say, and the engines would think about them for minutes: a number stands for them.

    Args:
        text: plain words.
    """
    whole = _HALF_CHARACTERS.sub("\ufffd", text)
    return _MANY_SIGNS.sub(lambda match: "0" * len(match[0]), whole)


def has_words(text: str) -> bool:
    """Return whether there is a letter in a text; in one without, there is nothing to proofread."""
    return _LETTER.search(text) is not None


def pieces(text: str, bound: int = BOUND) -> tuple[tuple[int, str], ...]:
    """Return a text in pieces of at most so many code points, each with its offset; joined they are the text.

    A piece ends with a sentence in its second half; where none does, with a word; where there is no
    white space either, it is cut as it comes.

    Args:
        text: plain words.
        bound: the most code points of a piece.
    """
    found = []
    start = 0
    while len(text) - start > bound:
        end = _cut(text, start + bound // 2, start + bound)
        found.append((start, text[start:end]))
        start = end
    if start < len(text):
        found.append((start, text[start:]))
    return tuple(found)


def _cut(text: str, earliest: int, latest: int) -> int:
    """Return where a piece that must end between two offsets ends best."""
    for pattern in (_SENTENCE_END, _WHITE_SPACE):
        ends = [match.end() for match in pattern.finditer(text, earliest, latest)]
        if ends:
            return ends[-1]
    return latest
