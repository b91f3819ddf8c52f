"""Language tags: how they are written, and which English a tag means."""

from __future__ import annotations

import re

AMERICAN = "en-US"
_USUAL = {"en": AMERICAN, "de": "de-DE", "pt": "pt-PT"}
"""The variant that is meant where a language that needs one is named alone."""
_TAG = re.compile(r"[a-z]{2,3}(?:-[a-z0-9]{2,8})*", re.IGNORECASE)
_LONGEST = 35


def normal(tag: str) -> str:
    """Return a language tag as the engines want it: “en_us” becomes “en-US”, and “en” alone “en-US”.

    Args:
        tag: a tag as a person or a file wrote it; one that is none is returned as it is, without the
            white space around it.
    """
    tag = tag.strip().replace("_", "-")
    if not is_tag(tag):
        return tag
    first, *rest = tag.split("-")
    parts = [first.lower(), *(part.upper() if len(part) == 2 else part for part in rest)]
    tag = "-".join(parts)
    return _USUAL.get(tag, tag)


def is_tag(tag: str) -> bool:
    """Return whether a text has the form of a language tag."""
    return len(tag) <= _LONGEST and _TAG.fullmatch(tag) is not None


def is_english(tag: str) -> bool:
    """Return whether a tag names a kind of English."""
    return normal(tag).partition("-")[0] == "en"
