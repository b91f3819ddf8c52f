"""How a document begins, as a few lines of plain text, from the very tree that was typeset."""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, Any

from workbook.submission.nodes import Blocks, Inlines, Node, para, table_rows, text_of, words

if TYPE_CHECKING:
    from collections.abc import Iterator

_SET_IN = "  "
_NARROWEST = 20
"""Columns that a line keeps, however deep it is set in."""
_ROMANS = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))


def beginning(title: str, byline: str, blocks: Blocks, *, lines: int = 20, width: int = 70) -> str:
    """Return a document's first lines as plain text, wrapped; `…` behind them where there are more.

    Args:
        title: the document's title.
        byline: the line below it.
        blocks: its sanitised blocks.
        lines: how many lines.
        width: how wide they are, in characters.
    """
    shown: list[str] = []
    for piece in _pieces([para(words(title)), para(words(byline)), *blocks], "", width):
        shown += [*piece, ""]
        if len(shown) > lines:
            return "\n".join([*shown[:lines], "…"])
    return "\n".join(shown).strip()


def _pieces(blocks: Blocks, indent: str, width: int) -> Iterator[list[str]]:
    """Yield the lines of each block, and of the blocks within it, one after another."""
    for block in blocks:
        kind: str = block["t"]
        content: Any = block.get("c")
        if kind == "Div":
            yield from _pieces(content[1], indent + _SET_IN * ("prompt" in content[0][1]), width)
        elif kind == "BlockQuote":
            yield from _pieces(content, indent + _SET_IN, width)
        elif kind in ("BulletList", "OrderedList"):
            yield from _items(block, indent, width)
        elif kind == "DefinitionList":
            for term, definitions in content:
                yield _wrapped(text_of(term), indent, width)
                for definition in definitions:
                    yield from _pieces(definition, indent + _SET_IN, width)
        elif piece := _lines(kind, block, indent, width):
            yield piece


def _items(block: Node, indent: str, width: int) -> Iterator[list[str]]:
    """Yield a list's items, each with its sign; short ones stand line below line."""
    is_ordered = block["t"] == "OrderedList"
    items: list[Blocks] = block["c"][1] if is_ordered else block["c"]
    together: list[str] = []
    for number, item in enumerate(items):
        sign = _label(number, block["c"][0]) if is_ordered else "- "
        pieces = list(_pieces(item, indent + " " * len(sign), width)) or [[indent + sign]]
        pieces[0][0] = indent + sign + pieces[0][0][len(indent) + len(sign) :]
        if len(pieces) == 1:
            together += pieces[0]
        else:
            yield from ([together] if together else [])
            together = []
            yield from pieces
    if together:
        yield together


def _lines(kind: str, block: Node, indent: str, width: int) -> list[str]:
    if kind == "CodeBlock":
        return [indent + line for line in block["c"][1].split("\n")]
    if kind == "HorizontalRule":
        return [indent + "-" * 5]
    if kind == "Table":
        head, rows, _alignments, _widths = table_rows(block)
        told = [" | ".join(text_of(cell) for cell in row) for row in (*head, *rows)]
        return [line for row in told for line in _wrapped(row, indent, width)]
    if kind in ("Para", "Plain", "Header"):
        own = _broken(block["c"][2] if kind == "Header" else block["c"])
    else:
        own = [text_of(block)]
    return [line for row in own for line in _wrapped(row, indent, width)]


def _broken(inlines: Inlines) -> list[str]:
    """Return a paragraph's own lines; footnotes are left out of them."""
    rows: list[Inlines] = [[]]
    for inline in inlines:
        if inline["t"] == "LineBreak":
            rows.append([])
        elif inline["t"] != "Note":
            rows[-1].append(inline)
    return [text_of(row) for row in rows]


def _wrapped(text: str, indent: str, width: int) -> list[str]:
    room = max(width, len(indent) + _NARROWEST)
    return textwrap.wrap(text, room, initial_indent=indent, subsequent_indent=indent)


def _label(number: int, attributes: Any) -> str:
    start, style, _ending = attributes
    value = max(1, start + number)
    if style["t"].endswith("Alpha") and value <= 26:
        label = chr(ord("a") + value - 1)
    elif style["t"].endswith("Roman"):
        label = _roman(value)
    else:
        label = str(value)
    return f"{label.upper() if style['t'].startswith('Upper') else label}. "


def _roman(value: int) -> str:
    if value > 39:
        return str(value)
    out = ""
    for worth, sign in _ROMANS:
        while value >= worth:
            out, value = out + sign, value - worth
    return out
