"""Prompts that leave a choice of medium: "either a video (4-minute limit) or a text (500–700 words)"."""

from __future__ import annotations

import re

from workbook.credentials.lengths import find_length, length_in
from workbook.credentials.model import Alternative, Length

_MEDIA = {
    "video": r"video(?:tape|taped)?s?|film|screencast",
    "audio": r"audio|podcast|voice (?:memo|recording)|sound recording",
    "presentation": r"presentation|slides?(?:how|deck| deck)?|powerpoint",
    "text": r"text|essay|paper|narrative|blog(?: post)?|letter|journal entry|written|writing|"
    r"word document|document|paragraphs?",
}
_MEDIUM = re.compile(
    "|".join(rf"(?P<{name}>\b(?:{words})\b)" for name, words in _MEDIA.items()), re.IGNORECASE
)
_EITHER = re.compile(
    r"\beither\b|\bchoose (?:one|between)\b|\bone of (?:these|the following)\b", re.IGNORECASE
)
_BREAK = re.compile(r",?\s+\bor\b\s+|;\s+|\n\s*[-*+]\s+|\n\s*or\b", re.IGNORECASE)
_SPOKEN = frozenset({"video", "audio"})


def read_either(text: str) -> tuple[Alternative, ...]:
    """Return the ways to answer that a prompt offers, each with its own length; empty where it offers none.

    A choice is a sentence with "either" (or "choose one") that names two media, or one that names two
    media joined by "or", each with a length of its own.
    """
    either = _EITHER.search(text)
    if either:
        found = _alternatives(_sentence(text, either.end()))
        return found if len(found) > 1 else ()
    for sentence in re.split(r"(?<=[.?!])\s+(?=[A-Z])", text[:4000]):
        found = _alternatives(sentence)
        if len(found) > 1 and all(alternative.length for alternative in found):
            return found
    return ()


def says_either(text: str) -> bool:
    """Return whether a text says "either" of media but names only one of them."""
    either = re.search(r"\beither\b", text, re.IGNORECASE)
    return bool(either and len(_alternatives(_sentence(text, either.end()))) == 1)


def _sentence(text: str, start: int) -> str:
    end = re.search(r"[.?!](?=\s+[A-Z])|\n\n(?!\s*[-*+] )", text[start : start + 600])
    return text[start : start + (end.start() if end else 600)]


def _alternatives(sentence: str) -> tuple[Alternative, ...]:
    found: dict[str, Length | None] = {}
    for segment in _BREAK.split(sentence):
        medium = _MEDIUM.search(segment)
        if medium is None or medium.lastgroup is None or medium.lastgroup in found:
            continue
        found[medium.lastgroup] = find_length(segment)[0] or length_in(segment)
    return tuple(Alternative(medium, length) for medium, length in _fitting(found).items())


def _fitting(found: dict[str, Length | None]) -> dict[str, Length | None]:
    """Give a length in words that stands behind a spoken medium to the written one ("in writing or …")."""
    for medium, length in list(found.items()):
        if medium in _SPOKEN and length and length.unit != "minutes":
            other = next((name for name in found if name not in _SPOKEN and found[name] is None), None)
            if other:
                found[medium], found[other] = None, length
    return found
