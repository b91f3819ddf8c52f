"""Markdown as plain text for a narrow terminal or a screen reader: its words, wrapped, without its marks."""

from __future__ import annotations

import shutil
import textwrap
from functools import cache
from typing import TYPE_CHECKING

from markdown_it import MarkdownIt

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it.token import Token

WIDEST = 80


def width() -> int:
    """Return how wide text is set: the terminal's width, and 80 columns at most."""
    return max(20, min(WIDEST, shutil.get_terminal_size((WIDEST, 24)).columns))


def wrapped(text: str, first: str = "", rest: str | None = None) -> str:
    """Return one paragraph wrapped; no word or address is broken.

    Args:
        text: the paragraph.
        first: what stands before its first line, as "1. ".
        rest: what stands before the others; blanks as wide as `first` where nothing is given.
    """
    return textwrap.fill(
        " ".join(text.split()),
        width=width(),
        initial_indent=first,
        subsequent_indent=" " * len(first) if rest is None else rest,
        break_long_words=False,
        break_on_hyphens=False,
    )


def page(markdown: str, indent: str = "") -> str:
    """Return Markdown as wrapped plain text, its blocks apart by a blank line.

    Addresses of links stand behind their words in brackets; raw HTML is shown as it is written.
    """
    return "\n\n".join(_blocks(_parser().parse(markdown), indent))


def plain(markdown: str) -> str:
    """Return Markdown as one unwrapped paragraph of plain text."""
    tokens = _parser().parse(markdown)
    return " ".join(_inline(token) for token in tokens if token.type == "inline")


@cache
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark", {"html": False}).enable(["table", "strikethrough"])


def _blocks(tokens: Sequence[Token], indent: str) -> Iterator[str]:
    position = 0
    while position < len(tokens):
        token = tokens[position]
        end = _end(tokens, position)
        inner = tokens[position + 1 : end]
        if token.type == "inline":
            yield from _paragraph(token, indent)
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            yield "\n".join(_items(token, inner, indent))
        elif token.type in ("fence", "code_block"):
            yield textwrap.indent(token.content.rstrip("\n"), indent + "    ")
        elif token.type == "table_open":
            yield "\n".join(_rows(inner, indent))
        elif token.nesting == 1:
            yield from _blocks(inner, indent + ("> " if token.type == "blockquote_open" else ""))
        position = max(end, position) + 1


def _end(tokens: Sequence[Token], start: int) -> int:
    """Return where the block that begins at a position ends; the position itself for a single token."""
    depth = 0
    for position in range(start, len(tokens)):
        depth += tokens[position].nesting
        if depth <= 0:
            return position
    return len(tokens)


def _paragraph(token: Token, indent: str) -> Iterator[str]:
    lines = [wrapped(line, indent, indent) for line in _inline(token).split("\n") if line.strip()]
    if lines:
        yield "\n".join(lines)


def _items(opening: Token, tokens: Sequence[Token], indent: str) -> Iterator[str]:
    number = int(opening.attrs.get("start", 1))
    position = 0
    while position < len(tokens):
        end = _end(tokens, position)
        mark = "- " if opening.type == "bullet_list_open" else f"{number}. "
        blank = indent + " " * len(mark)
        body = "\n".join(_blocks(tokens[position + 1 : end], blank))
        yield indent + mark + body[len(blank) :]
        number += 1
        position = end + 1


def _rows(tokens: Sequence[Token], indent: str) -> Iterator[str]:
    """Yield a table's cells by row, each with its column's heading: a grid cannot be heard."""
    rows: list[list[str]] = []
    for token in tokens:
        if token.type == "tr_open":
            rows.append([])
        elif token.type == "inline":
            rows[-1].append(_inline(token))
    heads = rows[0] if rows else []
    for row in rows[1:]:
        for column, cell in enumerate(row):
            head = heads[column] if column < len(heads) else ""
            yield wrapped(f"{head}: {cell}" if head else cell, indent + ("" if column == 0 else "  "))


def _inline(token: Token) -> str:
    """Return what inline Markdown shows, a link's address behind its words where it is not the same."""
    shown: list[str] = []
    links: list[tuple[int, str]] = []
    for child in token.children or ():
        if child.type == "link_open":
            links.append((len(shown), str(child.attrs.get("href", ""))))
        elif child.type == "link_close":
            start, address = links.pop()
            words = "".join(shown[start:])
            if address and words not in (address, address.removeprefix("mailto:")):
                shown.append(f" ({address})")
        elif child.type == "image":
            shown.append(f"[picture: {child.content}] ({child.attrs.get('src', '')})")
        else:
            shown.append(_visible(child))
    return "".join(shown)


def _visible(child: Token) -> str:
    if child.type == "softbreak":
        return " "
    return "\n" if child.type == "hardbreak" else child.content
