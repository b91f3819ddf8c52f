"""A credential file's body as blocks of its own source lines.

markdown-it finds where the blocks are; their text is the source, never a rendering of it. Inline
Markdown is not parsed at all, link definitions, indented code and raw HTML are plain paragraphs:
so nothing disappears, nothing is interpreted, and no depth of brackets costs anything.
"""

from __future__ import annotations

import functools
import re
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

BlockKind = Literal["heading", "paragraph", "bullets", "numbers", "table", "rule", "other"]

_KINDS: dict[str, BlockKind] = {
    "heading_open": "heading",
    "paragraph_open": "paragraph",
    "bullet_list_open": "bullets",
    "ordered_list_open": "numbers",
    "table_open": "table",
    "hr": "rule",
}
_MARKER = re.compile(r"^( *)(?:[-*+]|(\d{1,9})[.)])( *)")


@dataclass(frozen=True)
class Item:
    """One item of a list: its number as written (None for a bullet) and its lines, dedented."""

    line: int
    number: int | None
    lines: tuple[str, ...]

    @property
    def text(self) -> str:
        """Its content, as Markdown."""
        return tidied("\n".join(self.lines))


@dataclass(frozen=True)
class Block:
    """One top-level block.

    Attributes:
        kind: what it is.
        index: its place among the blocks, from 0.
        line: its first line in the file, from 1.
        lines: its source, dedented, without blank lines at the ends.
        gap: how many blank lines stand before it.
        level: a heading's level, 1 to 6.
        words: a heading's text.
        items: a list's items.
        unclosed: whether it is a block of code whose end is missing; one is added to its lines.
    """

    kind: BlockKind
    index: int
    line: int
    lines: tuple[str, ...]
    gap: int = 1
    level: int = 0
    words: str = ""
    items: tuple[Item, ...] = ()
    unclosed: bool = False

    @property
    def text(self) -> str:
        """Its source."""
        return "\n".join(self.lines)


def read_blocks(lines: Sequence[str], first_line: int = 1) -> tuple[Block, ...]:
    """Return the top-level blocks of some lines of Markdown, without tabs.

    Args:
        lines: the lines, without their line ends.
        first_line: the number that the first of them has in its file.
    """
    tokens = _parser().parse("\n".join(lines) + "\n")
    blocks: list[Block] = []
    end_before = 0
    for position, token in enumerate(tokens):
        if token.level or token.nesting < 0 or token.map is None:
            continue
        start, end = _without_blank_ends(lines, *token.map)
        kind = _KINDS.get(token.type, "other")
        source = _dedented(lines[start:end], kind)
        unclosed = token.type == "fence" and not _closes(source, token.markup)
        blocks.append(
            Block(
                kind,
                len(blocks),
                first_line + start,
                (*source, token.markup) if unclosed else source,
                start - end_before,
                int(token.tag[1:]) if kind == "heading" else 0,
                " ".join(tokens[position + 1].content.split()) if kind == "heading" else "",
                _items(tokens, position, lines, first_line) if kind in ("bullets", "numbers") else (),
                unclosed,
            )
        )
        end_before = end
    return tuple(blocks)


def source_of(blocks: Iterable[Block]) -> str:
    """Return the source of some blocks, with the blank lines that stand between neighbours."""
    pieces: list[str] = []
    previous: Block | None = None
    for block in blocks:
        if previous is not None:
            neighbours = block.index == previous.index + 1
            pieces.extend([""] * (block.gap if neighbours else 1))
        pieces.extend(block.lines)
        previous = block
    return "\n".join(pieces).strip("\n")


def tidied(text: str) -> str:
    """Return a text as the source of its blocks: without indentation that means nothing."""
    if "\n" not in text:
        return text.strip()
    return source_of(read_blocks(text.split("\n")))


def without_rules(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks without the thematic breaks at their two ends; a line across a page says nothing."""
    start, end = 0, len(blocks)
    while start < end and blocks[start].kind == "rule":
        start += 1
    while end > start and blocks[end - 1].kind == "rule":
        end -= 1
    return tuple(blocks[start:end])


@functools.lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    from markdown_it import MarkdownIt

    parser = MarkdownIt("commonmark").enable("table")
    parser.disable(["reference", "code", "html_block"])
    parser.core.ruler.enableOnly(["normalize", "block"])
    return parser


def _closes(lines: Sequence[str], fence: str) -> bool:
    """Return whether a block of code has its closing fence: at least as long as the opening one."""
    last = lines[-1].strip()
    return len(lines) > 1 and last.startswith(fence) and not last.strip(fence[0])


def _items(tokens: Sequence[Token], start: int, lines: Sequence[str], first_line: int) -> tuple[Item, ...]:
    items: list[Item] = []
    for token in tokens[start + 1 :]:
        if token.level == 0:
            break
        if token.type == "list_item_open" and token.level == 1 and token.map:
            top, bottom = _without_blank_ends(lines, *token.map)
            number = int(token.info) if token.info else None
            items.append(Item(first_line + top, number, item_lines(lines[top:bottom])))
    return tuple(items)


def item_lines(lines: Sequence[str]) -> tuple[str, ...]:
    """Return a list item's lines without its marker and without the indentation that it asks for."""
    marker = _MARKER.match(lines[0]) if lines else None
    if marker is None:
        return tuple(lines)
    bare = not lines[0][marker.end() :].strip()
    # CommonMark: more than four spaces behind the marker belong to the content.
    wide = len(marker[3]) > 4
    offset = marker.start(3) + 1 if bare or wide else marker.end()
    rest = [line[min(offset, len(line) - len(line.lstrip(" "))) :] for line in lines[1:]]
    first = lines[0][marker.end() :]
    return _stripped([first, *rest])


def _stripped(lines: Sequence[str]) -> tuple[str, ...]:
    start, end = _without_blank_ends(lines, 0, len(lines))
    return tuple(line.rstrip() if number == end - 1 else line for number, line in enumerate(lines[:end]))[
        start:
    ]


def _without_blank_ends(lines: Sequence[str], start: int, end: int) -> tuple[int, int]:
    while start < end and not lines[start].strip():
        start += 1
    while end > start and not lines[end - 1].strip():
        end -= 1
    return start, end


def _dedented(lines: Sequence[str], kind: BlockKind) -> tuple[str, ...]:
    """Return a block's lines; in a paragraph indentation means nothing, elsewhere the common one goes."""
    if kind in ("paragraph", "heading"):
        return tuple(line.lstrip(" ") for line in lines[:-1]) + tuple(line.strip() for line in lines[-1:])
    return tuple(textwrap.dedent("\n".join(lines)).rstrip().split("\n"))
