"""Names and abbreviations that no dictionary has, told from words that are written wrong.

Of the words with a capital amid a sentence, or of one who speaks, that the engines do not know, most are
names, of pupils, colleagues and authors; what has one letter more, less or other than a word that they know
is a slip.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.proofreading.model import Noticed

_TITLE = re.compile(
    r"\b(?:Mr|Mrs|Ms|Mx|Miss|Dr|Prof|Sr|Sra|Señora?|Coach|Principal|Professor|Superintendent|Judge|Sister|Father"
    r"|Uncle|Aunt|Auntie|Kumu)\.?\s+(?:[A-Z][\w’'.-]*\s+)?\Z"
)
_NAME = re.compile(r"[^\W\d_a-z][^\W\d_A-Z]+(?:['’-][^\W\d_][^\W\d_A-Z]*)*")
_OF_SEVERAL_PARTS = re.compile(r"[A-Z][a-zà-ÿ]+[A-Z][a-zà-ÿ]+(?:['’]s)?")
# A longer one that stands alone may be one that is known, with a wrong letter: PBIZ.
_ABBREVIATION = re.compile(r"[A-Z]{2,3}|[A-Z]{1,6}['’]?s")
_SENTENCE_BEFORE = re.compile(r"[^\W_][,;]?[)”’]?\s+[(]?\Z|[^\W_]-\Z")
_NAME_BEFORE = re.compile(
    r"['’]?\s+(?:said|says|asked|asks|told|wrote|writes|replied|answered|and\s+[A-Z])"
    r"|,\s+(?:who|whom|whose|a|an|the|our|my|one)\b"
)
_SMALL = re.compile(r"[a-zà-ÿ]{3,}")
_LEAST = 6
"""How many letters a name has at least to be taken for a slip of another word."""


def is_name(one: Noticed, text: str) -> bool:
    """Return whether a word that an engine does not know is a name or an abbreviation.

    Args:
        one: what was noticed: a misspelling, in whole words.
        text: the plain text that it was noticed in.
    """
    words = text[one.start : one.end]
    if _ABBREVIATION.fullmatch(words):
        return _SMALL.search(text) is not None
    if _OF_SEVERAL_PARTS.fullmatch(words):
        return True
    if not _NAME.fullmatch(words):
        return False
    if _TITLE.search(text[: one.start]):
        return True
    stem = re.sub(r"['’]s?\Z", "", words)
    is_within = _SENTENCE_BEFORE.search(text[: one.start]) is not None
    return (is_within or _NAME_BEFORE.match(text, one.end) is not None) and (
        len(stem) < _LEAST or not any(_differs_by_one(stem, other) for other in one.suggestions)
    )


def _differs_by_one(word: str, other: str) -> bool:
    """Return whether one letter is too many, missing, another, or in the wrong place."""
    other = re.sub(r"['’]s?\Z", "", other)
    start = 0
    while start < min(len(word), len(other)) and word[start] == other[start]:
        start += 1
    one, two = word[start:], other[start:]
    while one and two and one[-1] == two[-1]:
        one, two = one[:-1], two[:-1]
    return max(len(one), len(two)) <= 1 or (len(one) == len(two) == 2 and one == two[::-1])
