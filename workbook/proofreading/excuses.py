"""What an engine notices and a careful colleague would not: labels, initials, list items, codes."""

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
# Initials, and what has a digit in it: F7, K12, M.R.
_CODE = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]*\d[^\W_]*")
# Behind these an “a” is the name of something: “question a is”, “a and b”.
_AFTER_A_LABEL = re.compile(r"\s+(?:and|are|as|asks?|at|if|in|is|of|on|or)\b|\s*[^\w\s]|\s*\Z", re.IGNORECASE)
# An abbreviation that is read as a word and not letter by letter: a SMART goal, but an FBA.
_READ_AS_A_WORD = re.compile(r"\s+(?:[B-DF-HJ-NP-TV-Z]{1,2}[AEIOU][A-Z]{2,}|(?:[A-Z]\.){3,})")


def is_excused(one: Noticed, text: str, before: str | None) -> bool:
    """Return whether something that was noticed is right in its place.

    Args:
        one: what was noticed.
        text: the plain text that it was noticed in.
        before: the paragraph before that, where it is one of prose; None where there is none.
    """
    words = text[one.start : one.end]
    if one.rule in _CAPITALS:
        return _is_list_item(one, text, before)
    if one.rule in _ARTICLES:
        return _is_name(one, text)
    return one.category == "spelling" and _CODE.fullmatch(words) is not None


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
