"""Length guides, read from the words in which people write them.

The grammar is the contract's: `about N` is N ± 10%, a bare number of words is like `about`, a bare
number of pages or minutes is the most, and words of limit make a cap.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.credentials.model import Length
from workbook.patterns import late

if TYPE_CHECKING:
    from workbook.credentials.model import Kind, Unit

_NUMBER_WORDS = {
    word: number
    for number, word in enumerate(
        ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"), 1
    )
} | {"fifteen": 15, "twenty": 20, "thirty": 30}
_NUMBER = r"(?:\d{1,3}(?:,\d{3})+|\d{1,6}|" + "|".join(_NUMBER_WORDS) + r")"
_DASH = r"[-‐‑‒–—−]"
_CAP_BEFORE = (
    r"up\ to|no\ more\ than|not\ more\ than|no\ longer\ than|not\ (?:to\ )?exceed(?:ing)?|"
    r"(?:a\ )?max(?:imum|\.)?(?:\ length)?(?:\ of|:)?|at\ most|fewer\ than|less\ than|under|"
    r"limit(?:ed)?(?:\ to|\ of|:)"
)
_LEAST_BEFORE = (
    r"at\ least|(?:a\ )?min(?:imum|\.)(?:\ length)?(?:\ of|:)?|no\ fewer\ than|no\ less\ than|not\ less\ than"
)
_ABOUT_BEFORE = r"about|approximately|approx\.?|around|roughly|circa|ca\.|~|≈"
_CAP_AFTER = (
    r"limit|max(?:imum|\b\.?)|cap\b|or\ fewer|or\ less|at\ (?:the\ )?most|or\ under|"
    r"(?:and\ )?no\ more\b(?!\ than)"
)
_LEAST_AFTER = r"min(?:imum|\b\.?)|or\ more|at\ least"
_UNIT = r"words?|minutes?|mins?\b\.?|pages?|pp\b\.?"

_CORE = re.compile(
    rf"""
    (?<![\w.,])
    (?:(?P<cap>{_CAP_BEFORE})|(?P<least>{_LEAST_BEFORE})|(?P<about>{_ABOUT_BEFORE})|(?P<exact>exactly)|
       between|from)?\s{{0,3}}
    (?P<low>(?<![\w.,]){_NUMBER})
    (?:\s{{0,3}}(?:{_DASH}|\bto\b|\band\b)\s{{0,3}}(?P<high>{_NUMBER}))?
    (?P<more>\+)?
    (?:\s{{1,3}}|{_DASH})?
    (?:(?:double|single)[-\ ]spaced\s|typed\s|written\s)?
    (?P<unit>{_UNIT})(?![\w])
    (?:[\s,-]{{0,3}}(?:(?P<capped>{_CAP_AFTER})|(?P<atleast>{_LEAST_AFTER})))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_LABELLED = re.compile(
    rf"""
    \b(?P<unit>word|page|minute|time)s?[\s-](?P<what>limit|maximum|max|minimum|min|count|range|guide|length)
    \s{{0,3}}(?:is|of|:|{_DASH})?\s{{0,3}}
    (?:(?P<about>{_ABOUT_BEFORE})|(?P<cap>{_CAP_BEFORE})|(?P<least>{_LEAST_BEFORE}))?\s{{0,3}}
    (?P<low>{_NUMBER})(?:\s{{0,3}}(?:{_DASH}|\bto\b)\s{{0,3}}(?P<high>{_NUMBER}))?
    (?:\s{{0,3}}(?:{_UNIT})(?![\w]))?
    """,
    re.IGNORECASE | re.VERBOSE,
)
_PART_SCOPE = late(
    r"\btotal\b|\baltogether\b|\bcombined\b|\boverall\b|\btogether\b|\bshared\b|"
    r"\bin all(?=\s*(?:[).,;:\]]|$))|\bfor (?:both|all)\b|\b(?:whole|entire|this) (?:part|section)\b",
    re.IGNORECASE,
)
_EACH = late(
    r"\beach\b|\bapiece\b|\bper (?:question|prompt|answer|response|item)\b|\bfor every\b", re.IGNORECASE
)
# What may stand beside the number in a bracket that is nothing but a length guide.
_FILLER = re.compile(
    r"\b(?:suggested|recommended|expected|target|length|limit|guide(?:line)?|range|count|word|page|time|"
    r"total|in|altogether|combined|overall|together|shared|for|both|all|the|this|your|whole|entire|part|"
    r"section|questions?|prompts?|answers?|responses?|items?|of|them|these|each|apiece|per|every|is|a|"
    r"please|approximately|two|three|four|five)\b|[\s,;:.–—-]",
    re.IGNORECASE,
)
_ROUND = re.compile(r"\(([^()\n]{1,140}(?:\n[^()\n]{1,140})?)\)")
_SQUARE = re.compile(r"\[([^\[\]\n]{1,140})\](?![(\[:])")
_BULLET = re.compile(r"^\s*(?:[-*+]|\d{1,9}[.)])\s")


def length_in(words: str) -> Length | None:
    """Return the length that some words give, wherever it stands in them, or None.

    Args:
        words: what stood in a bracket or on a line of its own; `500-word limit total for both`.
    """
    match = _LABELLED.search(words) or _CORE.search(words)
    return None if match is None else _from_match(match, words, words)


def whole_length(words: str) -> Length | None:
    """Return the length that some words give when they say nothing else, else None."""
    match = _LABELLED.search(words) or _CORE.search(words)
    if match is None:
        return None
    rest = words[: match.start()] + " " + words[match.end() :]
    if _FILLER.sub("", rest):
        return None
    return _from_match(match, words, words)


def find_length(text: str) -> tuple[Length | None, str]:
    """Return the length that a text gives, and the text without the words that give it.

    A bracket, or a whole line, that is nothing but a length guide is taken out (its wording is kept
    in the length); one that says more stays where it is, but its length is read.
    """
    bracketed = [match for pattern in (_ROUND, _SQUARE) for match in pattern.finditer(text)]
    for match in bracketed:
        length = whole_length(match[1])
        if length is not None:
            return length, _without(text, match.start(), match.end())
    for match in re.finditer(r"[^\n]+", text):
        line = match[0].strip().strip("*_").strip()
        length = None if len(line) > 140 or _BULLET.match(match[0]) else whole_length(line)
        if length is not None:
            return length, _without(text, match.start(), match.end())
    for match in bracketed:
        length = length_in(match[1])
        if length is not None:
            return length, text
    return _in_prose(text), text


def is_each(length: Length) -> bool:
    """Return whether a length holds for each of several prompts."""
    return bool(_EACH().search(length.wording))


def is_backwards(length: Length) -> bool:
    """Return whether the words give a least that is more than the most."""
    match = _LABELLED.search(length.wording) or _CORE.search(length.wording)
    return bool(match and match["high"] and _number(match["low"]) > _number(match["high"]))


def named_number(wording: str) -> int | None:
    """Return the number that some words name alone, as 500 of "about 500 words"; None for a range or none."""
    match = _LABELLED.search(wording) or _CORE.search(wording)
    return _number(match["low"]) if match and not match["high"] else None


def about(number: int) -> tuple[int, int]:
    """Return the least and the most of "about N": a tenth on either side, so that it is never stricter."""
    return number * 9 // 10, -(-number * 11 // 10)


_LOOSE = frozenset({"up to", "under", "less than", "fewer than"})
"""Words before a number that limit an answer in a bracket, and in prose as often something else."""


def _in_prose(text: str) -> Length | None:
    """Return the length that a sentence gives.

    Prose speaks of minutes, pages and words for other reasons ("a 10-minute activity", "three words"),
    so it counts only with words of limit, or from fifty words on.
    """
    labelled = _LABELLED.search(text)
    if labelled:
        return _from_match(labelled, labelled[0], _sentence(text, labelled))
    for match in _CORE.finditer(text):
        number = _number(match["high"] or match["low"])
        limited = match["capped"] or (
            match["cap"] and match["cap"].lower() not in ("up to", "under", "less than")
        )
        if limited or (match["unit"].lower().startswith("word") and number >= 50):
            sentence = _sentence(text, match)
            each = " each" if _EACH().search(sentence) else ""
            return _from_match(match, match[0] + each, sentence)
    return None


def _sentence(text: str, match: re.Match[str]) -> str:
    """Return the sentence around a match, for the words that give its scope."""
    start = max(text.rfind(mark, 0, match.start()) for mark in (". ", "? ", "\n\n"))
    ends = [end for mark in (". ", "? ", "\n\n") if (end := text.find(mark, match.end())) >= 0]
    return text[max(start, 0) : min(ends, default=len(text))][:400]


def _from_match(match: re.Match[str], wording: str, context: str) -> Length:
    groups = match.groupdict()
    low = _number(match["low"])
    high = _number(match["high"]) if match["high"] else None
    unit = _unit(match["unit"])
    label = (groups.get("what") or "").lower()
    cap = bool(groups.get("cap") or groups.get("capped") or label in ("limit", "maximum", "max"))
    least = bool(
        groups.get("least") or groups.get("atleast") or groups.get("more") or label in ("minimum", "min")
    )
    minimum, maximum, kind = _bounds(
        low, high, unit, cap=cap, least=least, is_about=bool(groups.get("about"))
    )
    if groups.get("exact") and high is None:
        minimum = maximum = low
    length = Length(minimum, maximum, unit, kind, wording=" ".join(wording.split()))
    shared = _PART_SCOPE().search(context) and not _EACH().search(context)
    return replace(length, scope="part") if shared else length


def _bounds(
    low: int, high: int | None, unit: Unit, *, cap: bool, least: bool, is_about: bool
) -> tuple[int | None, int | None, Kind]:
    if high is not None:
        return min(low, high), max(low, high), "cap" if cap else "guide"
    if cap:
        return None, low, "cap"
    if least:
        return low, None, "guide"
    if is_about or unit == "words":
        return *about(low), "guide"
    return None, low, "guide"


def _unit(word: str) -> Unit:
    first = word[0].lower()
    return "words" if first == "w" else "pages" if first == "p" else "minutes"


def _number(word: str) -> int:
    return _NUMBER_WORDS.get(word.lower()) or int(word.replace(",", "") if word[0].isdigit() else 0)


def _without(text: str, start: int, end: int) -> str:
    """Return a text without a piece, its line closed up, or gone where nothing is left of it."""
    before, after = text[:start].rstrip(" "), text[end:]
    alone = (not before or before.endswith("\n")) and (not after.strip(" ") or after.lstrip(" ")[0] == "\n")
    if alone:
        paragraph = before.endswith("\n\n") or after.lstrip(" ").startswith("\n\n")
        pieces = (before.rstrip("\n"), after.strip(" ").lstrip("\n"))
        return ("\n\n" if paragraph else "\n").join(piece for piece in pieces if piece.strip()).strip()
    if before.endswith("\n"):
        after = after.lstrip(" ")
    elif after[:1].isalnum():
        after = " " + after
    return (before + after).strip()
