"""Where the sentence around a place in plain words begins and ends."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

# What ends a sentence: its marks and what closes behind them, before white space; in scripts that are
# written without spaces, before anything.
_END = re.compile(r"(?:[.!?…]+[\"'”’»)\]]*(?=\s|\Z)|[。！？]+[」』”）]*)")
_WORD_BEFORE = re.compile(r"[^\s(\[“\"‘']*\Z")
_NEXT = re.compile(r"[\s(\[“\"‘'«]*(\S?)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.)*[^\W\d_]")
# Behind these a full stop ends no sentence, whatever follows.
_NEVER = {
    "approx", "cf", "dr", "ed", "eds", "eg", "e.g", "esp", "fig", "figs", "gen", "i.e", "ie", "jr",
    "mr", "mrs", "ms", "mt", "p", "pp", "prof", "rep", "rev", "sen", "sr", "st", "vol", "vs", "viz",
}  # fmt: skip
# Behind these it does where a capital letter follows.
_SELDOM = {
    "a.m", "al", "am", "apr", "aug", "dec", "dept", "etc", "feb", "inc", "jan", "jul", "jun", "ltd",
    "mar", "max", "min", "nov", "oct", "p.m", "sep", "sept",
}  # fmt: skip
_BEFORE_A_NUMBER = {"no", "nos"}
_LOOK_BACK = 512
_LONGEST_END = 40
"""How far apart the first mark of a sentence's end, what closes behind it and the next letter may be."""


def sentence_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence that holds a span begins and ends, without white space around.

    Where the span reaches over several sentences, or begins between two, they are taken together. What
    is decided depends on the words close by alone, so it stays the same while other sentences change.

    Args:
        text: plain words of one paragraph.
        start: where the span begins.
        end: where it ends, the end not included.
    """
    anchor = start
    while anchor > 0 and text[anchor : anchor + 1].isspace():
        anchor -= 1
    begin = _last_end_before(text, anchor)
    ends = _ends(text, max(start, end - _LONGEST_END), len(text))
    finish = next((stop for stop in ends if stop >= end), len(text))
    while begin < start and text[begin].isspace():
        begin += 1
    while finish > max(end, begin) and text[finish - 1].isspace():
        finish -= 1
    return begin, max(finish, begin)


def sentences(text: str) -> tuple[str, ...]:
    """Return the sentences of a text, in order, without white space around.

    Args:
        text: plain words.
    """
    ends = [0, *_ends(text, 0, len(text)), len(text)]
    return tuple(words for start, end in pairwise(ends) if (words := text[start:end].strip()))


def _last_end_before(text: str, start: int) -> int:
    """Return where the sentence before a place ends; the beginning, where there is none."""
    after, reach = start, _LOOK_BACK
    while after > 0:
        before = max(0, after - reach)
        last = max((stop for stop in _ends(text, before, after + _LONGEST_END) if stop <= start), default=0)
        if last:
            return last
        after, reach = before, reach * 2
    return 0


def _ends(text: str, start: int, end: int) -> Iterator[int]:
    """Give the places in a stretch of text at which a sentence ends, behind its marks."""
    for match in _END.finditer(text, start):
        if match.start() >= end:
            return
        if _is_end(text, match):
            yield match.end()


def _is_end(text: str, match: re.Match[str]) -> bool:
    following = _NEXT.match(text, match.end(), match.end() + _LONGEST_END)
    letter = following[1] if following else ""
    if not letter:
        return True
    marks = match[0]
    if marks == "." and text[match.start() - 1 : match.start()] != ".":
        return _ends_with_a_stop(text, match.start(), letter)
    # “Really?” she asked; well ... perhaps.
    goes_on = marks == "." or marks[-1] in "\"'”’»)]" or marks.startswith(("..", "…"))
    return not (goes_on and letter.islower())


def _ends_with_a_stop(text: str, stop: int, letter: str) -> bool:
    """Return whether the full stop behind a word ends a sentence, given the letter that follows."""
    before = _WORD_BEFORE.search(text, max(0, stop - _LONGEST_END), stop)
    word = before[0] if before else ""
    folded = word.casefold()
    if folded in _SELDOM:
        return letter.isupper()
    if folded in _BEFORE_A_NUMBER:
        return not letter.isdigit()
    return folded not in _NEVER and (word == "I" or not _INITIALS.fullmatch(word))
