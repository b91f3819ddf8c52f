"""markdown-it-py's parser and its state, with what is needed to know where each line's words begin."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from markdown_it import MarkdownIt
from markdown_it.rules_block import StateBlock

if TYPE_CHECKING:
    from markdown_it.token import Token


class Parser(MarkdownIt):
    """A parser that takes any address for one, as pandoc does, and spends no time on it."""

    def validateLink(self, url: str) -> bool:  # noqa: ARG002, N802
        """Return that an address is one."""
        return True

    def normalizeLink(self, url: str) -> str:  # noqa: N802
        """Return an address as it stands."""
        return url

    def normalizeLinkText(self, link: str) -> str:  # noqa: N802
        """Return an address that is shown as it stands."""
        return link


class BlockState(StateBlock):
    """Keeps where each line's words begin, behind the marks of the blocks that hold it.

    Attributes:
        begins: for each line with words of a paragraph, a heading or a table, their first letter's place.
    """

    def __init__(self, src: str, md: MarkdownIt, env: dict[str, object], tokens: list[Token]) -> None:
        super().__init__(src, md, env, tokens)
        self.begins: dict[int, int] = {}

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token; the one before it knows its lines by now."""
        holder = self.tokens[-1] if self.tokens else None
        if holder is not None and holder.map and holder.type in ("paragraph_open", "heading_open", "tr_open"):
            for line in range(*holder.map):
                self.begins[line] = self.bMarks[line] + self.tShift[line]
        return super().push(ttype, tag, nesting)
