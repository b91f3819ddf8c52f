"""References and resources: the lists of a research or resources section, and the links in them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.credentials.blocks import Block, source_of
from workbook.credentials.model import Source

if TYPE_CHECKING:
    from collections.abc import Sequence

_INLINE = re.compile(r"\]\(\s{0,3}<?((?:[^\s()<>]|\([^\s()<>]{0,200}\)){1,2000})")
_AUTOLINK = re.compile(r"<((?:https?|ftp|mailto):[^\s<>]{1,2000})>", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w/])(?:https?://|www\.)[^\s<>\"“”]{1,2000}", re.IGNORECASE)
_YEAR = re.compile(r"\((?:c\.\s*)?(?:1[5-9]|20)\d\d[a-z]?[^()]{0,20}\)|\b(?:n\.d\.)")
_CLOSERS = {")": "(", "]": "["}


def first_url(text: str) -> str | None:
    """Return the first address in a Markdown text: a link, an autolink or a bare address; else None."""
    found = [(m.start(), m[1]) for p in (_INLINE, _AUTOLINK) if (m := p.search(text))]
    bare = _BARE.search(text)
    if bare:
        found.append((bare.start(), _trimmed(bare[0])))
    # A bare address inside `](…)` or `<…>` begins after the bracket, so the enclosing one comes first.
    return min(found)[1] if found else None


def _trimmed(url: str) -> str:
    """Return a bare address without the punctuation of the sentence that it ends."""
    while url:
        last = url[-1]
        unmatched = last in _CLOSERS and url.count(last) > url.count(_CLOSERS[last])
        if last not in ".,;:!?'’*_" and not unmatched:
            break
        url = url[:-1]
    return url


def read_sources(
    blocks: Sequence[Block], prefix: str, lines: dict[str, int]
) -> tuple[tuple[Source, ...], str]:
    """Return the sources that a section lists, and what else it says.

    Each item of a list is a source. Where there is no list, a paragraph with an address or a year in
    brackets is one: reference lists are often set without bullets.

    Args:
        blocks: the section's blocks.
        prefix: `research` or `resources`, for the ids.
        lines: takes the line of each source, by id.
    """
    listed = any(item.text for block in blocks for item in block.items)
    found: list[tuple[int, str]] = []
    rest: list[Block] = []
    for block in blocks:
        if block.items:
            found.extend((item.line, text) for item in block.items if (text := item.text))
        elif not listed and block.kind == "paragraph" and (first_url(block.text) or _YEAR.search(block.text)):
            found.append((block.line, block.text))
        elif block.kind != "rule":
            rest.append(block)
    lines.update({f"{prefix}.{number}": line for number, (line, _) in enumerate(found, 1)})
    sources = (
        Source(f"{prefix}.{number}", text, first_url(text)) for number, (_, text) in enumerate(found, 1)
    )
    return tuple(sources), source_of(rest)
