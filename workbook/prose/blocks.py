"""The blocks of a draft that hold words, each with the way back to the draft, letter by letter."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal, NamedTuple

from workbook.prose.parsing import BlockState, Parser
from workbook.prose.rules import add_rules

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Kind = Literal["paragraph", "heading", "cell", "footnote", "code"]

CACHED = 2048
"""How many pieces of drafts are remembered."""
MOST_CACHED = 20_000
"""A longer piece is read again each time: its results would fill the memory."""
_LINE_END = re.compile(r"\r\n?")
_BAR = re.compile(r"(?<!\\)\|")
_ESCAPED_BAR = re.compile(r"\\\|")
_TASK = re.compile(r"\[[ xX]\][ \t]+(?=\S)")


class Names(NamedTuple):
    """What a draft defines somewhere and may name anywhere.

    Attributes:
        links: the labels of addresses, as "[label]: https://example.org" defines one.
        notes: the labels of footnotes.
    """

    links: frozenset[str] = frozenset()
    notes: frozenset[str] = frozenset()


class Stretch(NamedTuple):
    """A part of a block's content that stands in one piece in the draft.

    Attributes:
        start: where it begins in the content; it ends where the next begins.
        source_start: where it begins in the draft.
        source_end: where its last letter ends there.
    """

    start: int
    source_start: int
    source_end: int


@dataclass(frozen=True)
class Block:
    """A block of a draft.

    Attributes:
        kind: what it is.
        content: its Markdown without the marks of the blocks that hold it.
        stretches: where each part of the content stands in the draft, in order.
        task: how many letters at its beginning are a box to tick.
    """

    kind: Kind
    content: str
    stretches: tuple[Stretch, ...]
    task: int = 0

    def sources(self, start: int, end: int) -> Iterator[tuple[int, int, int, int]]:
        """Give the parts of a span of the content that stand in one piece in the draft.

        Args:
            start: where the span begins.
            end: where it ends, the end not included; not at its start.

        Yields:
            For each its start and end in the content, and its start and end in the draft.
        """
        number = bisect_right(self.stretches, start, key=lambda stretch: stretch.start) - 1
        while start < end:
            stretch = self.stretches[number]
            number += 1
            upto = self.stretches[number].start if number < len(self.stretches) else len(self.content)
            stop = min(end, upto)
            begin = stretch.source_start + start - stretch.start
            yield start, stop, begin, stretch.source_end if stop == upto else begin + stop - start
            start = stop


@dataclass(frozen=True)
class Blocks:
    """What the blocks of a draft, or of a piece of one, hold.

    Attributes:
        blocks: the blocks with words, in order.
        names: what it defines.
        unclosed: the marks of a fence at its end that nothing closes, else nothing.
    """

    blocks: tuple[Block, ...]
    names: Names
    unclosed: str


def blocks(piece: str) -> Blocks:
    """Return the blocks of a piece of a draft; one that was read before is not read again."""
    return _blocks(piece) if len(piece) <= MOST_CACHED else _blocks.__wrapped__(piece)


@lru_cache(maxsize=CACHED)
def _blocks(piece: str) -> Blocks:
    source = _LINE_END.sub("\n", piece) if "\r" in piece else piece
    state = BlockState(source, _parser(), {}, [])
    state.md.block.tokenize(state, 0, state.lineMax)
    held = _held(state)
    return Blocks(
        tuple(held) if len(source) == len(piece) else tuple(_placed(held, piece)),
        Names(frozenset(state.env.get("references", ())), frozenset(state.env.get("notes", ()))),
        _unclosed(state),
    )


def _placed(held: Iterator[Block], piece: str) -> Iterator[Block]:
    """Give blocks with their places in a piece some of whose lines end in two letters."""
    ends = [match.start() - number for number, match in enumerate(re.finditer("\r\n", piece))]
    for block in held:
        stretches = (
            Stretch(start, begin + bisect_left(ends, begin), end + bisect_left(ends, end))
            for start, begin, end in block.stretches
        )
        yield replace(block, stretches=tuple(stretches))


@cache
def _parser() -> MarkdownIt:
    # Raw HTML is shown as text in the document, so it is read as text here.
    parser = Parser("commonmark", {"html": False, "maxNesting": 100}).enable("table")
    add_rules(parser)
    # The rules are sorted when first asked for; two threads must not do that at once.
    parser.block.ruler.getRules("")
    return parser


def _unclosed(state: BlockState) -> str:
    token = state.tokens[-1] if state.tokens else None
    if token is None or token.type != "fence" or token.level != 0 or not token.map:
        return ""
    first, last = token.map[0], token.map[1] - 1
    closing = state.src[state.bMarks[last] : state.eMarks[last]]
    return "" if last > first and closes(token.markup, closing) else token.markup


def closes(fence: str, line: str) -> bool:
    """Return whether a line closes a fence.

    Args:
        fence: the marks that opened it.
        line: the line, without its end.
    """
    return re.fullmatch(rf" {{0,3}}{re.escape(fence)}{re.escape(fence[0])}*[ \t]*", line) is not None


def _held(state: BlockState) -> Iterator[Block]:
    """Give the blocks with words that the parser found."""
    tokens = state.tokens
    notes = 0
    for number, token in enumerate(tokens):
        if token.type in ("note_open", "note_close"):
            notes += token.nesting
        elif token.type in ("fence", "code_block"):
            yield Block("code", token.content, ())
        elif token.type == "tr_open":
            yield from _cells(state, token)
        elif token.type in ("paragraph_open", "heading_open"):
            in_item = number > 0 and tokens[number - 1].type == "list_item_open"
            block = _lines(state, tokens[number : number + 2], in_item=in_item)
            yield replace(block, kind="footnote") if notes else block


def _lines(state: BlockState, tokens: Sequence[Token], *, in_item: bool) -> Block:
    """Return a paragraph or a heading, from the token that opens it and the one that holds its content."""
    opening, inline = tokens
    first, last = inline.map or (0, 0)
    if opening.markup.startswith("#"):
        begin = state.src.index(inline.content, state.begins[first] + len(opening.markup))
        return Block("heading", inline.content, (_stretch(0, begin, inline.content),))
    lines, stretches, length = [], [], 0
    for line in range(first, last):
        begin = state.begins[line]
        text = state.src[begin : state.eMarks[line]]
        text = text + "\n" if line < last - 1 else text.rstrip(" \t")
        lines.append(text)
        stretches.append(_stretch(length, begin, text))
        length += len(text)
    content = "".join(lines)
    task = _TASK.match(content) if in_item else None
    kind: Kind = "paragraph" if opening.type == "paragraph_open" else "heading"
    return Block(kind, content, tuple(stretches), task.end() if task else 0)


def _stretch(start: int, source_start: int, text: str) -> Stretch:
    return Stretch(start, source_start, source_start + len(text))


def _cells(state: BlockState, row: Token) -> Iterator[Block]:
    """Give the cells of a table's row, those beyond its header's last as well: the document prints them."""
    line = row.map[0] if row.map else 0
    begin = state.begins[line]
    text = state.src[begin : state.eMarks[line]]
    edges = [(match.start(), match.end()) for match in _BAR.finditer(text)]
    starts = [0, *(end for _, end in edges)]
    ends = [*(start for start, _ in edges), len(text)]
    for start, end in zip(starts, ends, strict=True):
        cell = text[start:end]
        words = cell.strip()
        if words:
            yield _cell(words, begin + start + cell.index(words))


def _cell(words: str, begin: int) -> Block:
    """Return a cell; in it a bar that is escaped is a bar, whatever it stands in."""
    if "\\|" not in words:
        return Block("cell", words, (_stretch(0, begin, words),))
    parts, stretches, length, position = [], [], 0, 0
    for match in (*_ESCAPED_BAR.finditer(words), None):
        start, end = match.span() if match else (len(words), len(words))
        if start > position:
            parts.append(words[position:start])
            stretches.append(_stretch(length, begin + position, parts[-1]))
            length += start - position
        if match:
            parts.append("|")
            stretches.append(Stretch(length, begin + start, begin + end))
            length += 1
        position = end
    return Block("cell", "".join(parts), tuple(stretches))
