"""Cutting a draft into pieces of which each can be read by itself."""

from __future__ import annotations

import re

from workbook.prose.blocks import Names, blocks, closes

# Behind a blank line, what begins at the margin begins anew, and so does an item of a list without one.
# A colon or a tilde there may define what stands above it.
_MARGIN = re.compile(r"(?:\r\n?+|\n)[ \t]*+(?:\r\n?+|\n)(?=[^\s:~])|(?:\r\n?+|\n)(?=[-*+][ \t]++[^\s])")
_NO_NAMES = Names()
_LINES = re.compile(r"[^\r\n]*+(?:\r\n?+|\n|\Z)")


def cut(markdown: str) -> tuple[str, ...]:
    """Return a draft in pieces; joined, they are the draft.

    The blocks of a piece are the same whether it is read by itself or in the draft. Only what is
    defined in one piece and named in another, an address or a footnote, needs the others: whoever
    reads a piece is told those names.

    Args:
        markdown: the draft.
    """
    pieces: list[str] = []
    start = begin = 0
    fence = ""
    for end in (*(match.end() for match in _MARGIN.finditer(markdown)), len(markdown)):
        if fence:
            begin, fence = _closed(markdown, begin, end, fence)
        if not fence:
            fence = _unclosed(markdown[begin:end])
        begin = end
        if not fence and end > start:
            pieces.append(markdown[start:end])
            start = end
    return (*pieces, markdown[start:]) if start < len(markdown) else tuple(pieces)


def named_pieces(markdown: str) -> list[tuple[str, Names]]:
    """Return a draft's pieces, each with the names that it may refer to; see `cut`.

    Args:
        markdown: the draft.
    """
    pieces = cut(markdown)
    defined = [names for names in (blocks(piece).names for piece in pieces) if any(names)]
    links = frozenset(label for names in defined for label in names.links)
    names = Names(links, frozenset(label for names in defined for label in names.notes))
    return [(piece, names if "[" in piece else _NO_NAMES) for piece in pieces]


def _unclosed(text: str) -> str:
    """Return the marks of a fence that is open at a text's end, else nothing."""
    return blocks(text).unclosed if "```" in text or "~~~" in text else ""


def _closed(markdown: str, begin: int, end: int, fence: str) -> tuple[int, str]:
    """Return where a fence that is open ends within a span, and what is then open."""
    if fence in markdown[begin:end]:
        for line in _LINES.finditer(markdown, begin, end):
            if closes(fence, line[0].rstrip("\r\n")):
                return line.end(), ""
            if line.end() >= end:
                break
    return end, fence
