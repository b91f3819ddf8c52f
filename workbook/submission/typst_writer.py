"""pandoc's tree to Typst source, with nothing of a draft ever read as Typst.

Every text becomes a string literal in code (`#"…";`), in which only the backslash and the quotation
mark mean anything; pandoc's own writer escapes markup sign by sign and drops alternative texts. Only
the nodes that the sanitiser lets through are known here.
"""

from __future__ import annotations

import re
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
_BREAK = "\\g<0>\u200b"
_LONG_WORD = re.compile(rf"\S{{{_LONGEST_WORD + 1},}}")
_LONG_NAME = re.compile(rf"\w{{{_LONGEST_WORD}}}(?=\w)")
# Never between a letter and its mark.
_PIECE = re.compile(rf"\S{{{_LONGEST_WORD}}}(?=[^\s\u0300-\u036f\u200b-\u200f\ufe00-\ufe0f])")


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
        self._struck = False

    def blocks(self, nodes: Blocks) -> str:
        """Return Typst markup for blocks."""
        out: list[str] = []
        after = ""
        for node in nodes:
            written = _BLOCKS[node["t"]](self, node)
            if written:
                # A list right after a tight item's words belongs to them: no blank line between.
                close = after == "Plain" and node["t"] in ("BulletList", "OrderedList")
                out += ["\n" if close else "\n\n", written]
                after = node["t"]
        return "".join(out[1:])

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
        return f"#{self._string(text)};"

    def _string(self, text: str) -> str:
        return literal(breakable(self._printer(text)))

    def _paragraph(self, node: Node) -> str:
        """Return a paragraph; a picture in it stands by itself between what is before and after."""
        pieces: list[str] = []
        words_: Inlines = []
        for inline in (*node["c"], None):
            if inline and inline["t"] != "Image":
                words_.append(inline)
                continue
            if any(one["t"] not in ("Space", "LineBreak") for one in words_):
                pieces.append(self.inlines(words_))
            words_ = []
            if inline:
                pieces.append(self._image(inline))
        return "\n\n".join(pieces)

    def _heading(self, node: Node) -> str:
        return f"#heading(level: {node['c'][0]})[{self.inlines(node['c'][2])}];"

    def _code_block(self, node: Node) -> str:
        lines = [breakable(self._printer(line)) for line in node["c"][1].split("\n")]
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
        if node["t"] != "Strikeout":
            return f"#{_MARKS[node['t']]}[{self.inlines(node['c'])}];"
        if self._struck:
            return self.inlines(node["c"])
        # PDF/UA lets a text be struck or underlined, once.
        self._struck = True
        inside = self.inlines(node["c"])
        self._struck = False
        return f"#strike[{inside}];"

    def _code(self, node: Node) -> str:
        return f"#raw({self._string(node['c'][1])});"

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
        text = self._string(shown)
        struck = ", struck: true" if self._struck else ""
        return f"#weblink({literal(address)}, {text}, {beside}{struck});"

    def _image(self, node: Node) -> str:
        _attributes, inlines, (name, _title) = node["c"]
        return f"#picture({literal(name)}, {literal(self._printer(text_of(inlines)))});"

    def _note(self, node: Node) -> str:
        return f"#footnote[{self.blocks(node['c'])}];"


def _tight(items: list[Blocks]) -> str:
    loose = any(block["t"] == "Para" for item in items for block in item)
    return "false" if loose else "true"


def breakable(text: str) -> str:
    """Return text with places at which a line may end within each very long word."""
    if len(text) <= _LONGEST_WORD or _LONG_WORD.search(text) is None:
        return text
    # Typst ends lines within an address by itself, but not within one long name in it.
    return _LONG_WORD.sub(lambda m: (_LONG_NAME if "://" in m[0] else _PIECE).sub(_BREAK, m[0]), text)


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
    "Note": TypstWriter._note,
}
