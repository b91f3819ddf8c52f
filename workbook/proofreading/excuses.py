"""What an engine notices and a careful colleague would not: labels, items, codes, numbers, measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.proofreading.model import Noticed

_CAPITALS = frozenset({"SentenceCapitalization", "UPPERCASE_SENTENCE_START"})
_ARTICLES = frozenset({"AnA", "EN_A_VS_AN"})
_LABEL = re.compile(r"\s*(?:[A-Za-z]|[ivx]{1,4})[.)](?:\s|\Z)")
_SHORT = 4
"""How many words an item of a list may have that stands by itself and has no full stop."""
_ENDED = re.compile(r"[.!?…][\"'”’)\]]*\s*\Z")
# Initials, and what has a digit in it, with or without an ending of its own: F7, K12, M.R., 3x5, 504's.
_CODE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]*\d[^\W_]*(?:['’][^\W\d_]{1,2})?")
# Several of a number, with the apostrophe or without: 504s, the 10's and 100's, 1990's.
_SEVERAL = re.compile(r"\d[\d.,]*['’]?s")
# A year without its first digits: the '90s, ’08.
_SHORT_YEAR = re.compile(r"['’‘]\d\d(?!\d)")
# Feet and inches, or minutes and seconds: 30", 5'4", 8.5”, 6½ ″.
_MEASURE = re.compile(
    r"(?<![^\W\d_])[\d½¼¾⅓⅔⅛][\d.,/½¼¾⅓⅔⅛]*[ \u00a0]?(?:['’′]{1,2}|[\"”″])(?=[x×]|(?![^\W\d_]))"
)
_QUOTES = re.compile(r"[\"“”„″]")
_PAIRS = frozenset({"UnclosedQuotes", "EN_UNPAIRED_QUOTES", "EN_UNPAIRED_BRACKETS"})
# Behind these an “a” is the name of something: “question a is”, “a and b”.
_AFTER_A_LABEL = re.compile(r"\s+(?:and|are|as|asks?|at|if|in|is|of|on|or)\b|\s*[^\w\s]|\s*\Z", re.IGNORECASE)
# An abbreviation that is read as a word and not letter by letter: a SMART goal, but an FBA.
_READ_AS_A_WORD = re.compile(r"\s+(?:[B-DF-HJ-NP-TV-Z]{1,2}[AEIOU][A-Z]{2,}|(?:[A-Z]\.){3,})")


def is_excused(one: Noticed, text: str, before: str | None) -> bool:
    """Return whether something that was noticed is right in its place.

    Args:
        one: what was noticed, in whole words.
        text: the plain text that it was noticed in.
        before: the paragraph before that, where it is one of prose; None where there is none.
    """
    words = text[one.start : one.end]
    if one.rule in _CAPITALS:
        return _is_list_item(one, text, before)
    if one.rule in _ARTICLES:
        return _is_name(one, text)
    if one.rule in _PAIRS:
        return _is_of_a_measure(one, text)
    if _SEVERAL.fullmatch(words) or _is_measure(words):
        return True
    if one.category != "spelling":
        return False
    return _CODE.fullmatch(words) is not None or any(map(_SEVERAL.fullmatch, words.split()))


def _is_measure(words: str) -> bool:
    """Return whether words are feet and inches and nothing else."""
    return bool(words.strip()) and not _MEASURE.sub("", words).strip()


def _is_of_a_measure(one: Noticed, text: str) -> bool:
    """Return whether a sign without a partner stands for feet, inches or a century, or only they want one."""
    if _SHORT_YEAR.match(text, one.start):
        return True
    measures = list(_MEASURE.finditer(text))
    if any(measure.start() < one.end <= measure.end() for measure in measures):
        return True
    return bool(measures) and len(_QUOTES.findall(_MEASURE.sub("", text))) % 2 == 0


def _is_list_item(one: Noticed, text: str, before: str | None) -> bool:
    """Return whether a small letter begins a label or an item of a list and not a sentence."""
    if _LABEL.match(text, one.start):
        return True
    begins = not text[: one.start].strip()
    goes_on = before is not None and not _ENDED.search(before)
    is_short = len(text.split()) <= _SHORT and not _ENDED.search(text)
    return begins and (goes_on or is_short or text.rstrip().endswith((";", ",")))


def _is_name(one: Noticed, text: str) -> bool:
    """Return whether an “a” is the name of something, or stands before an abbreviation read as a word."""
    words = text[one.start : one.end]
    if words not in ("a", "A"):
        return False
    before, behind = text[: one.start].rstrip(), text[one.end :]
    is_within = bool(before) and before[-1].isalnum()
    if words == "A" and is_within:
        return True
    return _AFTER_A_LABEL.match(behind) is not None or _READ_AS_A_WORD.match(behind) is not None
