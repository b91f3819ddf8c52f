"""Counting words as a careful reader does: what is shown, between white space and dashes."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import TYPE_CHECKING

from workbook.prose.blocks import CACHED, MOST_CACHED
from workbook.prose.cutting import named_pieces
from workbook.prose.legible import plain_letters
from workbook.prose.shown import shown_blocks

if TYPE_CHECKING:
    from workbook.prose.blocks import Names

# Word processors count each ideograph and each kana as a word, with the punctuation that clings to it.
_IDEOGRAPH = re.compile(
    r"[^\w\s]{0,3}[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f][^\w\s]*+"
)
# Dashes and dots part words, but for a short dash beside a number, as in 150–250 and K–12.
_PARTING = re.compile(r"[\u2014\u2015\u2e3a\u2e3b\u2026]|-{2,}|\.{3,}|(?<!\d)\u2013(?!\d)")
# What holds nothing but such marks is no word.
_OF_A_WORD = re.compile(r"[^-\u2010-\u2015\u2e3a\u2e3b\u2026.,;:!?¡¿\"'“”„‘’‚«»‹›()\[\]{}·•‣▪●○\s]")
_ONLY_A_LINK = re.compile(r"\s*(?:<?https?://[^\s<>]+>?|\[[^\]\n]*\]\(\s*<?https?://[^\s<>]+>?\s*\))[.\s]*")


def count_answer(markdown: str) -> int:
    """Return how many words an answer or a note has, as everybody is told it: none where it is only a link.

    Args:
        markdown: the draft.
    """
    return 0 if is_only_a_link(markdown) else count_words(markdown)


def count_words(markdown: str) -> int:
    """Return how many words a draft shows.

    Dashes part words and are none themselves, alone or not; nor is anything that cannot be seen. Code and
    the marks of HTML are counted as they stand; the pictures' alternative texts, the numbers of lists and
    the marks of footnotes are not.

    The draft is counted paragraph by paragraph, and a paragraph that was counted before is not
    read again: while someone types, only the paragraph in hand costs anything.
    """
    return sum(_count_once(piece, names) for piece, names in named_pieces(markdown))


def is_only_a_link(markdown: str) -> bool:
    """Return whether a draft is one link and nothing else; such an answer has no words to count."""
    return _ONLY_A_LINK.fullmatch(markdown) is not None


def count_shown(text: str) -> int:
    """Return how many words a text has whose every sign is shown."""
    text, ideographs = _IDEOGRAPH.subn(" ", _PARTING.sub(" ", text))
    words = plain_letters(text).split()
    return ideographs + sum(word[0].isalnum() or _OF_A_WORD.search(word) is not None for word in words)


def _count_once(piece: str, names: Names) -> int:
    return _count(piece, names) if len(piece) <= MOST_CACHED else _count.__wrapped__(piece, names)


@lru_cache(maxsize=CACHED)
def _count(piece: str, names: Names) -> int:
    return count_shown("\n".join(shown_blocks(piece, names)))
