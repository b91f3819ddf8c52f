"""Apostrophes in suggestions: the sign that the text has, whichever the engine writes."""

from __future__ import annotations

import re

_STRAIGHT, _CURLED = "'", "’"
_WITHIN = re.compile(r"(?<=[^\W\d_])['’](?=[^\W\d_])")


def usual_apostrophe(text: str) -> str:
    """Return the sign that a text has for an apostrophe, the more frequent one; empty where it has none.

    Args:
        text: a draft.
    """
    signs = _WITHIN.findall(text)
    if not signs:
        return ""
    return _CURLED if 2 * signs.count(_CURLED) >= len(signs) else _STRAIGHT


def with_apostrophes(suggestion: str, words: str, usual: str) -> str:
    """Return a suggestion with the apostrophes of the words that it is for, else of the text.

    Args:
        suggestion: what an engine suggests.
        words: the words that it is to stand for.
        usual: the sign that the text has elsewhere; the engine's is kept where it has none.
    """
    own = usual_apostrophe(words) or usual
    return re.sub(r"(?<=\w)['’]", own, suggestion) if own else suggestion
