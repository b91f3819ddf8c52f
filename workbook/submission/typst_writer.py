"""pandoc's tree to Typst source, with nothing of a draft ever read as Typst.

Every text becomes a string literal in code (`#"…";`), in which only the backslash and the quotation
mark mean anything; pandoc's own writer escapes markup sign by sign and drops alternative texts. Only
the nodes that the sanitiser lets through are known here.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.submission.nodes import SPACE, Blocks, Inlines, Node, table_rows, text_of, words

if TYPE_CHECKING:
    from collections.abc import Callable

_MARKS = {
    "Emph": "emph",
    "Strong": "strong",
    "Strikeout": "strike",
    "Superscript": "super",
    "Subscript": "sub",
}
_NUMBERS = {"LowerAlpha": "a", "UpperAlpha": "A", "LowerRoman": "i", "UpperRoman": "I"}
_ALIGNMENTS = {"AlignLeft": "start", "AlignRight": "end", "AlignCenter": "center"}
# A word longer than this gets places to break, or it would run off the page.
_LONGEST_WORD = 48
_BREAK = "\u200b"


def literal(text: str) -> str:
    """Return text as a string literal of Typst, on one line."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n").replace("\r", "\\r")
    return f'"{escaped}"'


class TypstWriter:
    """Writes sanitised blocks as Typst.

    Args:
        printer: turns text into text that the fonts have.
    """

    def __init__(self, printer: Callable[[str], str]) -> None:
        self._printer = printer

    def blocks(self, nodes: Blocks) -> str:
        """Return Typst markup for blocks."""
        return "\n\n".join(filter(None, (_BLOCKS[node["t"]](self, node) for node in nodes)))

    def inlines(self, nodes: Inlines) -> str:
        """Return Typst markup for inlines: neighbouring words as one string."""
        out: list[str] = []
        run: list[str] = []
        for node in (*nodes, None):
            kind = node["t"] if node else ""
            if kind == "Space":
                run.append(" ")
            elif kind == "Str" and node:
                run.append(node["c"])
            else:
                if run:
                    out.append(self._text("".join(run)))
                    run = []
                if node:
                    out.append(_INLINES[kind](self, node))
        return "".join(out)

    def _text(self, text: str) -> str:
        text = self._printer(text)
        if len(text) > _LONGEST_WORD:
            text = " ".join(map(_breakable, text.split(" ")))
        return f"#{literal(text)};"

    def _paragraph(self, node: Node) -> str:
        inlines = node["c"]
        pictures = [one for one in inlines if one["t"] not in ("Space", "LineBreak")]
        if pictures and all(one["t"] == "Image" for one in pictures):
            return "\n".join(self._picture(one, "picture") for one in pictures)
        body = self.inlines(inlines)
        # `#par` keeps two lone strings from running together, as a blank line would.
        return f"#par[{body}];" if node["t"] == "Para" else body

    def _heading(self, node: Node) -> str:
        return f"#heading(level: {node['c'][0]})[{self.inlines(node['c'][2])}];"

    def _code_block(self, node: Node) -> str:
        lines = [self._printer(line) for line in node["c"][1].split("\n")]
        return f"#raw(block: true, {literal(chr(10).join(lines))});"

    def _quotation(self, node: Node) -> str:
        return f"#quote(block: true)[{self.blocks(node['c'])}];"

    def _bullets(self, node: Node) -> str:
        return f"#list(tight: {_tight(node['c'])}{self._items(node['c'])});"

    def _numbered(self, node: Node) -> str:
        (start, style, end), items = node["c"]
        number = _NUMBERS.get(style["t"], "1")
        pattern = {"OneParen": f"{number})", "TwoParens": f"({number})"}.get(end["t"], f"{number}.")
        return f'#enum(tight: {_tight(items)}, start: {start}, numbering: "{pattern}"{self._items(items)});'

    def _items(self, items: list[Blocks]) -> str:
        return "".join(f", [{self.blocks(item)}]" for item in items)

    def _definitions(self, node: Node) -> str:
        items = "".join(
            f"terms.item([{self.inlines(term)}], [{''.join(map(self.blocks, meanings))}]), "
            for term, meanings in node["c"]
        )
        return f"#terms({items});"

    def _rule(self, _node: Node) -> str:
        return "#divider();"

    def _division(self, node: Node) -> str:
        (_, roles, _), content = node["c"]
        return f"#{roles[0]}[{self.blocks(content)}];"

    def _table(self, node: Node) -> str:
        heads, rows, alignments, widths = table_rows(node)
        columns = ", ".join(f"{width:.4f}fr" if width else "auto" for width in widths)
        aligned = ", ".join(_ALIGNMENTS.get(name, "start") for name in alignments)
        # A note in a header that is repeated on each page would be set again and again.
        head = [[self._cell(_without_notes(cell)) for cell in row] for row in heads]
        cells = [[self._cell(cell) for cell in row] for row in rows]
        top = f"table.header({', '.join(cell for row in head for cell in row)})"
        lines = "".join(f",\n{', '.join(row)}" for row in cells)
        return f"#table(columns: ({columns},), align: ({aligned},), {top}{lines});"

    def _cell(self, blocks: Blocks) -> str:
        return f"[{self.blocks(blocks)}]"

    def _mark(self, node: Node) -> str:
        return f"#{_MARKS[node['t']]}[{self.inlines(node['c'])}];"

    def _code(self, node: Node) -> str:
        return f"#raw({literal(_breakable(self._printer(node['c'][1])))});"

    def _line_break(self, _node: Node) -> str:
        return "#linebreak();"

    def _link(self, node: Node) -> str:
        _attributes, inlines, (address, _title) = node["c"]
        shown = text_of(inlines)
        bare = {
            form.rstrip("/")
            for form in (address, address.partition("://")[2], address.removeprefix("mailto:"))
        }
        # In print only a link whose address stands beside it can be followed.
        beside = (
            literal(self._printer(address.removeprefix("mailto:")))
            if shown.rstrip("/") not in bare
            else "none"
        )
        text = literal(self._printer(shown))
        return f"#weblink({literal(address)}, {text}, {beside});"

    def _image(self, node: Node) -> str:
        return self._picture(node, "inline-picture")

    def _picture(self, node: Node, function: str) -> str:
        _attributes, inlines, (name, _title) = node["c"]
        return f"#{function}({literal(name)}, {literal(self._printer(text_of(inlines)))});"

    def _note(self, node: Node) -> str:
        return f"#footnote[{self.blocks(node['c'])}];"


def _tight(items: list[Blocks]) -> str:
    loose = any(block["t"] == "Para" for item in items for block in item)
    return "false" if loose else "true"


def _breakable(word: str) -> str:
    """Return a long word with places at which a line may end."""
    if len(word) <= _LONGEST_WORD:
        return word
    step = _LONGEST_WORD // 2
    return _BREAK.join(word[start : start + step] for start in range(0, len(word), step))


def _without_notes(nodes: Any) -> Any:
    """Return a cell's tree with each note's words in brackets instead."""
    if isinstance(nodes, list):
        return [_without_notes(node) for node in nodes]
    if not isinstance(nodes, dict):
        return nodes
    if nodes["t"] == "Note":
        return {"t": "Emph", "c": [SPACE, *words(f"[{text_of(nodes)}]")]}
    return {**nodes, "c": _without_notes(nodes["c"])} if "c" in nodes else nodes


_BLOCKS: dict[str, Callable[[TypstWriter, Node], str]] = {
    "Para": TypstWriter._paragraph,
    "Plain": TypstWriter._paragraph,
    "Header": TypstWriter._heading,
    "CodeBlock": TypstWriter._code_block,
    "BlockQuote": TypstWriter._quotation,
    "BulletList": TypstWriter._bullets,
    "OrderedList": TypstWriter._numbered,
    "DefinitionList": TypstWriter._definitions,
    "HorizontalRule": TypstWriter._rule,
    "Div": TypstWriter._division,
    "Table": TypstWriter._table,
}
_INLINES: dict[str, Callable[[TypstWriter, Node], str]] = {
    **dict.fromkeys(_MARKS, TypstWriter._mark),
    "Code": TypstWriter._code,
    "LineBreak": TypstWriter._line_break,
    "Link": TypstWriter._link,
    "Image": TypstWriter._image,
    "Note": TypstWriter._note,
}
