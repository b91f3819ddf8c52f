"""What an engine notices and a careful colleague would not: labels, items, codes, numbers, measures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.proofreading.names import is_name

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.proofreading.model import Noticed

_CAPITALS = frozenset({"SentenceCapitalization", "UPPERCASE_SENTENCE_START"})
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
# What may stand twice: “She had had a hard day”, “that that was hard”.
_OFTEN_TWICE = re.compile(r"(had|that)\s+\1", re.IGNORECASE)
# The number of a standard, a room or a version: 6.RP.A.3c, CCSS.ELA-LITERACY.RL.4.2, 3.NF.1.
_NUMBERED = re.compile(r"(?=[\w.-]*\d)(?=[\w.-]*[A-Za-z])(?:[\w-]+\.)+[\w-]+")
_OPENED = re.compile(r"(?<!\w)['‘](?=\w)")
_CLOSED = re.compile(r"(?<=[\w.,;:!?…])['’](?!\w)")
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
    judge = _JUDGES.get(one.rule)
    if judge is not None and judge(one, text):
        return True
    if _SEVERAL.fullmatch(words) or _is_measure(words):
        return True
    return _is_right_word(one, text) if one.category == "spelling" else _is_of_a_code(one, text)


def _is_right_word(one: Noticed, text: str) -> bool:
    """Return whether what an engine does not know is a code, a number with its ending, or a name."""
    words = text[one.start : one.end]
    if _CODE.fullmatch(words) or any(map(_SEVERAL.fullmatch, words.split())):
        return True
    return is_name(one, text)


def _is_of_a_code(one: Noticed, text: str) -> bool:
    """Return whether something that was noticed is a part of a number with letters and full stops in it."""
    return any(match.start() <= one.start < one.end <= match.end() for match in _NUMBERED.finditer(text))


def _is_measure(words: str) -> bool:
    """Return whether words are feet and inches and nothing else."""
    return bool(words.strip()) and not _MEASURE.sub("", words).strip()


def _has_its_partner(one: Noticed, text: str) -> bool:
    """Return whether a sign that is said to have no partner wants none, or has one.

    It wants none where it stands for feet, inches or a century; and where all signs of a text but those
    have their partners, this one has.
    """
    if _SHORT_YEAR.match(text, one.start):
        return True
    if any(measure.start() < one.end <= measure.end() for measure in _MEASURE.finditer(text)):
        return True
    if text[one.start : one.end] in ("'", "‘", "’"):
        return 0 < len(_OPENED.findall(text)) <= len(_CLOSED.findall(text))
    rest = _MEASURE.sub("", text)
    return rest.count('"') % 2 == 0 and rest.count("“") + rest.count("„") == rest.count("”")


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


def _may_stand_twice(one: Noticed, text: str) -> bool:
    """Return whether two words that are the same are right beside each other."""
    return _OFTEN_TWICE.fullmatch(text[one.start : one.end]) is not None


def _is_a_doing(one: Noticed, text: str) -> bool:
    """Return whether what is said not to be counted is a form of a verb: “each finding”, “one holding”."""
    return text[: one.end].endswith("ing")


_JUDGES: dict[str, Callable[[Noticed, str], bool]] = {
    **dict.fromkeys(("AnA", "EN_A_VS_AN"), _is_name),
    **dict.fromkeys(("UnclosedQuotes", "EN_UNPAIRED_QUOTES", "EN_UNPAIRED_BRACKETS"), _has_its_partner),
    "MassNouns": _is_a_doing,
    **dict.fromkeys(("RepeatedWords", "ENGLISH_WORD_REPEAT_RULE"), _may_stand_twice),
}
"""What decides of the rules that are often wrong for one and the same reason."""
