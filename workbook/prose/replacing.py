"""Replacing what is no prose, so that an engine reads sentences and nothing else."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from workbook.patterns import late
from workbook.prose.gathering import HELD, Words, trimmed
from workbook.prose.stand_ins import for_address, for_code, for_picture

if TYPE_CHECKING:
    from workbook.prose.gathering import Gathered
    from workbook.prose.inlines import Kind
    from workbook.prose.mapped import Paragraph

_SEEN = 80
"""How much of what stands before and behind is looked at."""
_ADDRESS = r"""
    (?:(?:https?|ftp)://|(?<!\w)www\.) (?: [^\s<>()"“”\ufffc]++ | \( [^\s<>()"“”\ufffc]*+ \) )++
  | (?<![\w.+-]) [A-Za-z0-9][\w.+-]{0,63} @ (?:[A-Za-z0-9-]{1,63}\.){1,8} [A-Za-z]{2,24} (?![\w-])"""
_TAG = r"</?(?P<name>[A-Za-z][A-Za-z0-9]{0,12})(?:\s[^<>\ufffc]{0,300})?/?>"
_NO_PROSE = late(rf"(?P<address>{_ADDRESS})|(?P<tag>{_TAG})", re.VERBOSE | re.IGNORECASE)
_MAY_BE = re.compile(r"://|www\.|@|<", re.IGNORECASE)
_BEHIND_AN_ADDRESS = ".,;:!?'’*_~"
# Tags that stand within a sentence and part no words; and tags that do.
_WITHIN = {
    "a", "abbr", "b", "big", "cite", "code", "del", "em", "font", "i", "ins", "kbd", "mark", "q", "s",
    "small", "span", "strike", "strong", "sub", "sup", "u",
}  # fmt: skip
_PARTING = {
    "article", "aside", "blockquote", "br", "center", "dd", "details", "div", "dl", "dt", "figcaption",
    "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6", "header", "hr", "iframe", "img",
    "input", "li", "main", "nav", "ol", "p", "pre", "script", "section", "style", "summary", "table",
    "tbody", "td", "tfoot", "th", "thead", "tr", "ul", "video",
}  # fmt: skip


@dataclass(frozen=True)
class _NoProse:
    """Something among the words that is no prose, and where it stands in them."""

    start: int
    end: int
    kind: Kind | Literal["within", "parting"]
    shown: str = ""


def replaced(gathered: Gathered) -> Paragraph:
    """Return words in which whatever is no prose is replaced or left out, without white space around.

    Args:
        gathered: the words, and what else is among them.
    """
    words, source = Words(), gathered.words
    position = 0
    for one in _no_prose(gathered):
        if one.start >= position:
            words.take(source, position, one.start)
            after = source.text[one.end : one.end + _SEEN]
            position = one.end + _put(words, one, source.source_span(one.start, one.end), after)
    words.take(source, position, len(source.text))
    return trimmed(words.paragraph())


def _no_prose(gathered: Gathered) -> list[_NoProse]:
    """Return what is no prose, in order."""
    found = [_NoProse(at, at + len(HELD), kind, shown) for at, kind, shown in gathered.held]
    text = gathered.words.text
    if not _MAY_BE.search(text):
        return found
    for match in _NO_PROSE().finditer(text):
        start, end = match.span()
        if match["address"]:
            found.append(_NoProse(start, start + len(match[0].rstrip(_BEHIND_AN_ADDRESS)), "address"))
        elif match["name"].lower() in _WITHIN:
            found.append(_NoProse(start, end, "within"))
        elif match["name"].lower() in _PARTING:
            found.append(_NoProse(start, end, "parting"))
    return sorted(found, key=lambda one: one.start)


def _put(words: Words, one: _NoProse, span: tuple[int, int], after: str) -> int:
    """Put down what stands for something, if anything does.

    Args:
        words: the words before it.
        one: what it is.
        span: where it is in the draft.
        after: the words behind it, or their beginning.

    Returns:
        How many letters behind it are passed over.
    """
    before = words.end(_SEEN)
    if one.kind == "note":
        if not after[:1].isalnum():
            words.trim()
        return 0
    if one.kind == "parting":
        words.trim()
        if words.length:
            words.add("\n", *span, same=False)
        return _white_space_at_start(after)
    if one.kind == "code":
        fresh = for_code(one.shown, before)
    elif one.kind == "address":
        fresh = for_address(before)
    else:
        fresh = for_picture(before, after) if one.kind == "picture" else ""
    if fresh:
        words.add(fresh, *span, same=False)
        return 0
    if after.startswith("\n"):
        words.trim()
        return 0
    return _white_space_at_start(after) if not before or before[-1].isspace() else 0


def _white_space_at_start(text: str) -> int:
    return len(text) - len(text.lstrip())
