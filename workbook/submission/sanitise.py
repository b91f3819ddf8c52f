"""A draft is data: what may stand in the document, as a whitelist over pandoc's tree.

What is not listed here becomes its own words: raw HTML and code for a writer, attributes, links
to anything but the web and mail, pictures from elsewhere, mathematics, citations. Headings are put
below the question they answer. Nothing nests deeper than `DEEPEST`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.submission.glyphs import clean_text
from workbook.submission.inlines import DEEPEST, InlineSanitiser
from workbook.submission.nodes import (
    LINE_BREAK,
    NO_ATTRIBUTES,
    Blocks,
    Inlines,
    Node,
    header,
    para,
    table,
    table_rows,
    text_of,
    words,
    wrap,
)

if TYPE_CHECKING:
    from collections.abc import Callable

DEEPEST_HEADING = 6
_LIST_STYLES = frozenset(("Decimal", "LowerAlpha", "UpperAlpha", "LowerRoman", "UpperRoman"))
_LIST_ENDS = frozenset(("Period", "OneParen", "TwoParens"))


class Sanitiser(InlineSanitiser):
    """Keeps of a tree what may stand in the document."""

    def blocks(self, nodes: Blocks, *, below: int = 0) -> Blocks:
        """Return sanitised blocks.

        Args:
            nodes: pandoc's blocks.
            below: the level of the heading above them; their own headings begin one deeper. With 0
                headings become bold paragraphs.
        """
        return self._blocks(_demoted(nodes, below), 0)

    def _blocks(self, nodes: Blocks, depth: int) -> Blocks:
        if depth > DEEPEST:
            text = clean_text(text_of(nodes))
            return [para(words(text))] if text else []
        kept: Blocks = []
        for node in nodes:
            handler = _BLOCK_HANDLERS.get(node["t"], Sanitiser._unknown_block)
            kept.extend(handler(self, node, depth))
        return kept

    def _paragraph(self, node: Node, _depth: int) -> Blocks:
        inlines = self._inlines(node["c"], 0)
        return [{"t": node["t"], "c": inlines}] if inlines else []

    def _heading(self, node: Node, depth: int) -> Blocks:
        level, _attributes, content = node["c"]
        inlines = self._inlines(content, 1)
        if not text_of(inlines):
            return [para(inlines)] if inlines else []
        # A heading inside a quotation or a list is a bold line.
        return [para([wrap("Strong", inlines)])] if depth else [header(level, inlines)]

    def _unknown_block(self, node: Node, _depth: int) -> Blocks:
        text = clean_text(text_of(node))
        return [para(words(text))] if text else []

    def _raw_block(self, node: Node, _depth: int) -> Blocks:
        lines = [clean_text(line).strip() for line in node["c"][1].split("\n")]
        inlines: Inlines = []
        for line in filter(None, lines):
            inlines += [LINE_BREAK, *words(line)]
        return [para(inlines[1:])] if inlines else []

    def _code_block(self, node: Node, _depth: int) -> Blocks:
        lines = [clean_text(line.expandtabs(4)) for line in node["c"][1].split("\n")]
        return [{"t": "CodeBlock", "c": [NO_ATTRIBUTES, "\n".join(lines)]}] if any(lines) else []

    def _quotation(self, node: Node, depth: int) -> Blocks:
        inside = self._blocks(node["c"], depth + 1)
        return [{"t": "BlockQuote", "c": inside}] if inside else []

    def _bullets(self, node: Node, depth: int) -> Blocks:
        return [{"t": "BulletList", "c": [self._blocks(item, depth + 1) for item in node["c"]]}]

    def _numbered(self, node: Node, depth: int) -> Blocks:
        (start, style, end), items = node["c"]
        style_name = style["t"] if style["t"] in _LIST_STYLES else "Decimal"
        end_name = end["t"] if end["t"] in _LIST_ENDS else "Period"
        attributes = [max(0, min(int(start), 9999)), {"t": style_name}, {"t": end_name}]
        return [{"t": "OrderedList", "c": [attributes, [self._blocks(item, depth + 1) for item in items]]}]

    def _definitions(self, node: Node, depth: int) -> Blocks:
        return [
            {
                "t": "DefinitionList",
                "c": [
                    [self._inlines(term, 1), [self._blocks(one, depth + 1) for one in meanings]]
                    for term, meanings in node["c"]
                ],
            }
        ]

    def _rule(self, _node: Node, _depth: int) -> Blocks:
        return [{"t": "HorizontalRule"}]

    def _holder(self, node: Node, depth: int) -> Blocks:
        return self._blocks(node["c"][1], depth + 1)

    def _table(self, node: Node, depth: int) -> Blocks:
        heads, rows, alignments, _widths = table_rows(node)
        head = [self._blocks(cell, depth + 1) for cell in (heads[0] if heads else [])]
        cells = [[self._blocks(cell, depth + 1) for cell in row] for row in (*heads[1:], *rows)]
        return [table(head, cells, alignments=alignments)]


def _demoted(nodes: Blocks, below: int) -> Blocks:
    """Return blocks whose headings begin one below a level and never skip one; below 0 they are bold."""
    open_levels: list[int] = []
    result: Blocks = []
    for node in nodes:
        if node["t"] != "Header":
            result.append(node)
            continue
        level, attributes, inlines = node["c"]
        if not below or not text_of(inlines):
            result.append({"t": "Para", "c": [wrap("Strong", inlines)] if inlines else []})
            continue
        while open_levels and open_levels[-1] >= level:
            open_levels.pop()
        open_levels.append(level)
        # Deeper than the sixth level: the last one is used again.
        new = min(below + len(open_levels), DEEPEST_HEADING)
        result.append({"t": "Header", "c": [new, attributes, inlines]})
    return result


_BLOCK_HANDLERS: dict[str, Callable[[Sanitiser, Node, int], Blocks]] = {
    "Para": Sanitiser._paragraph,
    "Plain": Sanitiser._paragraph,
    "Header": Sanitiser._heading,
    "RawBlock": Sanitiser._raw_block,
    "CodeBlock": Sanitiser._code_block,
    "BlockQuote": Sanitiser._quotation,
    "BulletList": Sanitiser._bullets,
    "OrderedList": Sanitiser._numbered,
    "DefinitionList": Sanitiser._definitions,
    "HorizontalRule": Sanitiser._rule,
    "Div": Sanitiser._holder,
    "Table": Sanitiser._table,
}
