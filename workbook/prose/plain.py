"""What a short text's Markdown shows: its words without its marks."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from markdown_it.token import Token


@cache
def _parser() -> MarkdownIt:
    # Raw HTML is shown as text in the document, so it is read as text here.
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def plain_text(markdown: str) -> str:
    """Return the text that a title or a question shows, a line for each block; no marks, addresses or images.

    It is for a credential's own words on the screen, where "a." at the beginning is read as it stands.
    What is said of a draft, its words and how many they are, comes from `shown` and `paragraphs`.
    """
    shown: list[str] = []
    for token in _parser().parse(markdown):
        if token.type == "inline":
            shown.append("".join(_visible(child) for child in token.children or ()))
        elif token.type in ("fence", "code_block"):
            shown.append(token.content)
    return "\n".join(shown)


def _visible(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content if token.type in ("text", "code_inline", "text_special") else ""
