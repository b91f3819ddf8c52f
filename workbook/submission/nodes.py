"""Small helpers for pandoc's document tree, as the JSON that pandoc reads and writes.

A node is `{"t": type, "c": content}` (pandoc-types 1.23). Only what the documents use is here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Node = dict[str, Any]
Blocks = list[Node]
Inlines = list[Node]

API_VERSION = [1, 23, 1]
NO_ATTRIBUTES: list[Any] = ["", [], []]
SPACE: Node = {"t": "Space"}
LINE_BREAK: Node = {"t": "LineBreak"}

_BREAKS = frozenset(("Space", "SoftBreak", "LineBreak"))
_VERBATIM = frozenset(("Code", "Math", "RawInline", "CodeBlock", "RawBlock"))
_BLOCKS = frozenset(("Para", "Plain", "Header", "CodeBlock", "RawBlock", "Row", "Cell"))


def words(text: str) -> Inlines:
    """Return text as words and spaces, the form in which pandoc's writers expect it."""
    if text and " " not in text:
        return [{"t": "Str", "c": text}]
    inlines: Inlines = []
    for word in text.split(" "):
        inlines.append(SPACE)
        if word:
            inlines.append({"t": "Str", "c": word})
    return inlines[1:]


def para(inlines: Inlines) -> Node:
    """Return a paragraph."""
    return {"t": "Para", "c": inlines}


def plain(text: str) -> Node:
    """Return text that is no paragraph of its own, as in the cell of a table."""
    return {"t": "Plain", "c": words(text)}


def wrap(kind: str, inlines: Inlines) -> Node:
    """Return inlines inside an `Emph`, `Strong` or another node that holds nothing else."""
    return {"t": kind, "c": inlines}


def header(level: int, inlines: Inlines) -> Node:
    """Return a heading without an identifier."""
    return {"t": "Header", "c": [level, NO_ATTRIBUTES, inlines]}


def div(role: str, blocks: Blocks) -> Node:
    """Return blocks in a division; `role` tells each writer how to show it."""
    return {"t": "Div", "c": [["", [role], []], blocks]}


def link(inlines: Inlines, address: str) -> Node:
    """Return a link."""
    return {"t": "Link", "c": [NO_ATTRIBUTES, inlines, [address, ""]]}


def table(
    head: Sequence[Blocks],
    rows: Sequence[Sequence[Blocks]],
    *,
    widths: Sequence[float] = (),
    alignments: Sequence[str] = (),
) -> Node:
    """Return a table with one header row; short rows are filled with empty cells.

    Args:
        head: the cells of the header row.
        rows: the other rows' cells.
        widths: each column's part of the width; as wide as the content where none is given.
        alignments: pandoc's names of each column's alignment.
    """
    columns = max([len(head), *map(len, rows)])
    specs = [
        [
            {"t": alignments[i] if i < len(alignments) else "AlignDefault"},
            {"t": "ColWidth", "c": widths[i]} if i < len(widths) else {"t": "ColWidthDefault"},
        ]
        for i in range(columns)
    ]
    body = [NO_ATTRIBUTES, 0, [], [_row(row, columns) for row in rows]]
    return {
        "t": "Table",
        "c": [
            NO_ATTRIBUTES,
            [None, []],
            specs,
            [NO_ATTRIBUTES, [_row(head, columns)]],
            [body],
            [NO_ATTRIBUTES, []],
        ],
    }


def _row(cells: Sequence[Blocks], columns: int) -> list[Any]:
    filled = [*cells, *([] for _ in range(columns - len(cells)))]
    return [NO_ATTRIBUTES, [[NO_ATTRIBUTES, {"t": "AlignDefault"}, 1, 1, cell] for cell in filled]]


def table_rows(node: Node) -> tuple[list[list[Blocks]], list[list[Blocks]], list[str], list[float | None]]:
    """Return a table's header rows, other rows, alignments and widths, as lists of cells' blocks."""
    _attributes, _caption, specs, head, bodies, foot = node["c"]
    rows = [row for body in bodies for row in (*body[2], *body[3])] + foot[1]
    return (
        [[cell[4] for cell in row[1]] for row in head[1]],
        [[cell[4] for cell in row[1]] for row in rows],
        [spec[0]["t"] for spec in specs],
        [spec[1].get("c") for spec in specs],
    )


def document(blocks: Blocks, meta: dict[str, str] | None = None) -> Node:
    """Return a whole document for pandoc; `meta` are plain texts."""
    values = {key: {"t": "MetaString", "c": value} for key, value in (meta or {}).items()}
    return {"pandoc-api-version": API_VERSION, "meta": values, "blocks": blocks}


def text_of(nodes: Node | Iterable[Node]) -> str:
    """Return the words of a tree, however deep, with white space made single."""
    out: list[str] = []
    # Not recursive: a hostile draft may be nested deeper than Python's stack allows.
    stack: list[Any] = [nodes]
    while stack:
        node = stack.pop()
        if isinstance(node, list | tuple):
            stack.extend(reversed(node))
        elif isinstance(node, dict):
            kind: str = node.get("t", "")
            content: Any = node.get("c")
            if kind in _BLOCKS:
                stack.append(SPACE)
            if kind in _BREAKS:
                out.append(" ")
            elif kind in _VERBATIM:
                out.append(content[1])
            elif kind == "Str":
                out.append(content)
            elif kind == "Quoted":
                mark = {"t": "Str", "c": "'" if content[0]["t"] == "SingleQuote" else '"'}
                stack.extend((mark, content[1], mark))
            else:
                stack.append(content)
    return " ".join("".join(out).split())


def strings_of(nodes: Any) -> str:
    """Return every string of a tree: its words, and also its addresses, titles and classes."""
    out: list[str] = []
    stack: list[Any] = [nodes]
    while stack:
        node = stack.pop()
        if isinstance(node, str):
            out.append(node)
        elif isinstance(node, list):
            stack.extend(node)
        elif isinstance(node, dict):
            stack.append(node.get("c"))
    return " ".join(out)
