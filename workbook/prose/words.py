"""Counting words as a word processor counts them: what is shown, between white space."""

from __future__ import annotations

import re
from functools import lru_cache

from workbook.prose.plain import plain_text

# Where one of these begins, a blank line need not end what it began.
_REACHES_OVER_BLANK_LINES = re.compile(r"^[ >]*(?:```|~~~)|^[ >]*\[[^\]\n]+\]:", re.MULTILINE)
_BLANK_LINE = re.compile(r"\n[ \t]*\n")
# Word processors count each ideograph and each kana as a word.
_IDEOGRAPH = re.compile(r"[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003134f]")
_ONLY_A_LINK = re.compile(r"\s*(?:<?https?://[^\s<>]+>?|\[[^\]\n]*\]\(\s*<?https?://[^\s<>]+>?\s*\))[.\s]*")


def count_words(markdown: str) -> int:
    """Return how many words a draft shows.

    The draft is counted paragraph by paragraph, and a paragraph that was counted before is not
    read again: while someone types, only the paragraph in hand costs anything.
    """
    if _REACHES_OVER_BLANK_LINES.search(markdown):
        return _count(markdown)
    return sum(_count(paragraph) for paragraph in _BLANK_LINE.split(markdown))


def is_only_a_link(markdown: str) -> bool:
    """Return whether a draft is one link and nothing else; such an answer has no words to count."""
    return _ONLY_A_LINK.fullmatch(markdown) is not None


@lru_cache(maxsize=4096)
def _count(markdown: str) -> int:
    if not markdown or markdown.isspace():
        return 0
    text, ideographs = _IDEOGRAPH.subn(" ", plain_text(markdown))
    return ideographs + len(text.split())
