"""Words as an engine, a dictionary and a count want them: composed letters, and nothing that cannot be seen.

The draft keeps what was typed. Letters are composed as Unicode's form NFC has them (UAX #15).
"""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from workbook.patterns import late
from workbook.prose.gathering import Words

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.prose.mapped import Paragraph

# Soft hyphen, grapheme joiner, marks of direction, spaces of no width, word joiners, byte-order mark.
_NEVER_SEEN = "\u00ad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
# Joiners have a meaning behind Hebrew, Arabic, the scripts of India and their kin, and between emoji.
_JOINED = (
    "\u0590-\u109f\u1700-\u180d\u1810-\u1abf\u1b00-\u1cff\u2190-\u2bff\u3030\u303d\ua800-\uabff"
    "\ufb1d-\ufdff\ufe0f\ufe70-\ufefc\U00010a00-\U00011fff\U0001e900-\U0001faff"
)
_LETTER = r"[^\W\d_\u02bb\u02bc]"
# The ʻokina is a letter in Hawaiʻi; dictionaries of English have the word without it.
# A letter that is written like an apostrophe is one within a word, and none at its edge.
_UNSEEN = late(
    rf"[{_NEVER_SEEN}\u02bb]|(?<![{_JOINED}])[\u200c\u200d]|(?<!{_LETTER})\u02bc|\u02bc(?!{_LETTER})"
)
_APOSTROPHE = re.compile(rf"(?<={_LETTER})[\u02bc\u2018](?={_LETTER})")
"""A letter, and a mark turned the wrong way within a word, that stand for an apostrophe."""
_NOT_ASCII = re.compile(r"[\x00-\x7f]?[^\x00-\x7f]+")


def is_unseen(text: str) -> bool:
    """Return whether an engine sees nothing of a text; of an empty text it sees nothing."""
    return not _UNSEEN().sub("", text)


def plain_letters(text: str) -> str:
    """Return a text with its letters composed, and without what cannot be seen."""
    if text.isascii():
        return text
    return unicodedata.normalize("NFC", _UNSEEN().sub("", _APOSTROPHE.sub("’", text)))


def legible(words: Paragraph) -> Paragraph:
    """Return words with their letters composed and without what cannot be seen, with the way back.

    Args:
        words: plain words, and where they come from; where nothing is to be changed, they are returned.
    """
    text = words.text
    if plain_letters(text) == text:
        return words
    changed = Words()
    position = 0
    for start, end, fresh in _changes(text):
        changed.take(words, position, start)
        if fresh:
            source = words.source_span(start, end)
            changed.add(fresh, *source, same=False, letters=words.is_same(start, end))
        position = end
    changed.take(words, position, len(text))
    return changed.paragraph()


def _changes(text: str) -> Iterator[tuple[int, int, str]]:
    """Give what is to be written otherwise: where it begins and ends, and how; nothing where it goes."""
    fixed = _APOSTROPHE.sub("’", text)
    unseen = {match.start() for match in _UNSEEN().finditer(text)}
    for stretch in _NOT_ASCII.finditer(text):
        places = range(*stretch.span())
        changes = {place: (place + 1, "") for place in places if place in unseen}
        for letters in _groups(fixed, [place for place in places if place not in unseen]):
            first, behind = letters[0], letters[-1] + 1
            fresh = unicodedata.normalize("NFC", _at(fixed, letters))
            if fresh != _at(text, letters):
                for within in range(first + 1, behind):
                    changes.pop(within, None)
                changes[first] = (behind, fresh)
        yield from ((first, *changes[first]) for first in sorted(changes))


def _groups(text: str, places: Sequence[int]) -> Iterator[list[int]]:
    """Give the places of letters, those together that are composed with one another."""
    letters: list[int] = []
    for place in places:
        is_mark = unicodedata.combining(text[place])
        if letters and not is_mark and not _is_one(_at(text, letters), text[place]):
            yield letters
            letters = []
        letters.append(place)
    if letters:
        yield letters


def _at(text: str, places: Sequence[int]) -> str:
    return "".join(text[place] for place in places)


def _is_one(before: str, letter: str) -> bool:
    """Return whether a letter is composed with those before it."""
    parts = (unicodedata.normalize("NFC", part) for part in (before, letter))
    return not unicodedata.is_normalized("NFC", "".join(parts))
