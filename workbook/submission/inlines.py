"""The whitelist over pandoc's inline nodes: words, marks, links, pictures, notes."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from workbook.submission.glyphs import clean_text
from workbook.submission.nodes import (
    LINE_BREAK,
    NO_ATTRIBUTES,
    SPACE,
    Blocks,
    Inlines,
    Node,
    link,
    text_of,
    words,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.submission.images import Shelf

DEEPEST = 10
"""How many blocks, and within a paragraph how many marks, may stand inside one another."""
_SCHEMES = frozenset(("http", "https", "mailto"))
_LONGEST_ADDRESS = 4000
_QUOTES = {
    "en": ("“", "”", "‘", "’"),
    "de": ("„", "“", "‚", "‘"),
    "fr": ("« ", " »", "“", "”"),
    "es": ("«", "»", "“", "”"),
    "it": ("«", "»", "“", "”"),
}
_LINE_BREAK_TAG = re.compile(r"<br\s*/?>", re.IGNORECASE)
_MARKS = frozenset(("Emph", "Strong", "Strikeout", "Superscript", "Subscript"))


def clean_address(address: str) -> str | None:
    """Return an address that a link may have, else None: the web and mail alone."""
    address = clean_text(address).strip().replace(" ", "%20")
    if not address or len(address) > _LONGEST_ADDRESS:
        return None
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if parts.scheme.lower() not in _SCHEMES:
        return None
    return address if parts.netloc or (parts.scheme.lower() == "mailto" and parts.path) else None


class InlineSanitiser:
    """Keeps of a paragraph what may stand in the document.

    Args:
        language: the document's language, for its quotation marks.
        shelf: where pictures come from; None where no picture may stand.
    """

    def __init__(self, language: str = "en", shelf: Shelf | None = None) -> None:
        self._shelf = shelf
        self._quotes = _QUOTES.get(language.partition("-")[0].lower(), _QUOTES["en"])
        self.left_out: list[str] = []
        """Which pictures were put in words, and why, as the rest of a sentence."""

    def _blocks(self, nodes: Blocks, depth: int) -> Blocks:
        raise NotImplementedError

    def _inlines(self, nodes: Inlines, depth: int) -> Inlines:
        if depth > DEEPEST:
            return words(clean_text(text_of(nodes)))
        kept: Inlines = []
        for node in nodes:
            kept.extend(self._inline(node, depth))
        return kept

    def _inline(self, node: Node, depth: int) -> Inlines:
        kind, content = node["t"], node.get("c")
        if kind == "Str":
            return words(clean_text(str(content)))
        if kind in ("Space", "SoftBreak"):
            return [SPACE]
        if kind == "LineBreak":
            return [LINE_BREAK]
        if kind in _MARKS:
            inside = self._inlines(content or [], depth + 1)
            return [wrap(kind, inside)] if inside else []
        handler = _INLINE_HANDLERS.get(kind)
        return handler(self, content, depth) if handler else words(clean_text(text_of(node)))

    def _quoted(self, content: Any, depth: int) -> Inlines:
        single = content[0]["t"] == "SingleQuote"
        opening, closing = self._quotes[2:] if single else self._quotes[:2]
        return [*words(opening), *self._inlines(content[1], depth + 1), *words(closing)]

    def _code(self, content: Any, _depth: int) -> Inlines:
        text = clean_text(content[1])
        return [{"t": "Code", "c": [NO_ATTRIBUTES, text]}] if text else []

    def _raw(self, content: Any, _depth: int) -> Inlines:
        return [LINE_BREAK] if _LINE_BREAK_TAG.fullmatch(content[1]) else words(clean_text(content[1]))

    def _link(self, content: Any, depth: int) -> Inlines:
        address = clean_address(content[2][0])
        if address is None:
            return self._inlines(content[1], depth + 1)
        # A picture or a note inside a link would be a link inside a link in some formats.
        text = clean_text(text_of(content[1])).strip() or address
        return [link(words(text), address)]

    def _image(self, content: Any, depth: int) -> Inlines:
        address = clean_text(content[2][0])
        text = clean_text(text_of(content[1])).strip() or clean_text(content[2][1]).strip()
        name = self._shelf.take(address) if self._shelf is not None else None
        # A picture stands by itself: not in a heading, a table's header, or within bold words.
        if name is not None and text and not depth:
            return [{"t": "Image", "c": [NO_ATTRIBUTES, words(text), [name, ""]]}]
        if name is None:
            why = "is no PNG, JPEG or GIF among the workbook's artifacts"
        else:
            why = "has no description in words" if not text else "does not stand by itself"
        self.left_out.append(f"the picture {address or 'without an address'} {why}, so words stand in")
        return words(f"[Picture: {text}]" if text else "[Picture without a description]")

    def _note(self, content: Any, depth: int) -> Inlines:
        inside = self._blocks(content, max(depth, 1) + 1)
        return [{"t": "Note", "c": inside}] if inside else []

    def _span(self, content: Any, depth: int) -> Inlines:
        return self._inlines(content[1], depth + 1)


_INLINE_HANDLERS: dict[str, Callable[[InlineSanitiser, Any, int], Inlines]] = {
    "Quoted": InlineSanitiser._quoted,
    "Code": InlineSanitiser._code,
    "RawInline": InlineSanitiser._raw,
    "Link": InlineSanitiser._link,
    "Image": InlineSanitiser._image,
    "Note": InlineSanitiser._note,
    "Span": InlineSanitiser._span,
}
