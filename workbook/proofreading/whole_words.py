"""The guard through which all that the engines notice goes: nothing begins or ends within a word.

The engines take words apart that belong together: a contraction, a number with its ending, a word with a
letter that they do not know. A suggestion for a part of a word would cut it.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.proofreading.model import Noticed

APOSTROPHES = "'’ʼ＇‘"
# Scripts that put no space between words: there, a place between two letters may be one between two words.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
    r"\U00020000-\U0003134f]"
)


def is_within_a_word(text: str, place: int) -> bool:
    """Return whether a place in a text is one between two letters of a word, or beside its apostrophe.

    Args:
        text: plain words.
        place: how many letters stand before it.
    """
    if not 0 < place < len(text):
        return False
    before, behind = text[place - 1], text[place]
    if before in APOSTROPHES:
        before = text[place - 2] if place > 1 else " "
    elif behind in APOSTROPHES:
        behind = text[place + 1] if place + 1 < len(text) else " "
    return _is_letter(before) and _is_letter(behind) and not _UNSPACED.search(before + behind)


def in_whole_words(text: str, one: Noticed) -> Noticed:
    """Return what was noticed in a text, widened with its suggestions to the words it begins and ends in.

    Args:
        text: the plain text.
        one: what was noticed in it.
    """
    start, end = one.start, one.end
    while is_within_a_word(text, start):
        start -= 1
    while is_within_a_word(text, end):
        end += 1
    if (start, end) == (one.start, one.end):
        return one
    before, behind = text[start : one.start], text[one.end : end]
    suggestions = tuple(before + suggestion + behind for suggestion in one.suggestions)
    return replace(one, start=start, end=end, suggestions=suggestions)


def _is_letter(sign: str) -> bool:
    return (
        sign.isalnum() or sign == "_" or unicodedata.category(sign).startswith("M") or sign in "\u200c\u200d"
    )
