"""What stands in a block of a draft, from left to right: words, signs, code, addresses, pictures."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Literal

from markdown_it.rules_inline import StateInline
from markdown_it.rules_inline.autolink import autolink
from markdown_it.rules_inline.backticks import backtick
from markdown_it.rules_inline.entity import entity
from markdown_it.rules_inline.escape import escape
from markdown_it.rules_inline.image import image
from markdown_it.rules_inline.newline import newline

from workbook.prose.parsing import Parser
from workbook.prose.rules import name_of_note

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from markdown_it import MarkdownIt
    from markdown_it.token import Token

    from workbook.prose.blocks import Names

    Rule = Callable[[StateInline, bool], bool]

_NOTE = re.compile(r"\[\^([^\]\[\n]+)\]")
_PICTURE_MARK = len("![")

Kind = Literal["text", "sign", "code", "address", "break", "picture", "note"]


@dataclass(frozen=True)
class Atom:
    """Something that stands in a block.

    Attributes:
        kind: text, that reads as it stands; a sign, that stands for an entity or an escape; code; an
            address in angle brackets; a break between lines; a picture; the mark of a footnote.
        shown: what a reader sees; nothing for a picture and a mark.
        start: where it begins in the block's content.
        end: where it ends there, the end not included.
        inside: a picture's alternative text.
    """

    kind: Kind
    shown: str
    start: int
    end: int
    inside: tuple[Atom, ...] = ()


def inlines(content: str, names: Names, offset: int = 0) -> tuple[Atom, ...]:
    """Return what stands in a block, in order; marks of emphasis and links' addresses are not among it.

    Args:
        content: the block's Markdown.
        names: what the draft defines.
        offset: is added to all places.
    """
    parser = _parser()
    state = _State(content, parser, {"references": _references(names.links), "notes": names.notes}, [])
    parser.inline.tokenize(state)
    for rule in parser.inline.ruler2.getRules(""):
        rule(state)
    return tuple(_atoms(state, names, offset))


@lru_cache(maxsize=16)
def _references(links: frozenset[str]) -> dict[str, dict[str, str]]:
    return {label: {"href": "", "title": ""} for label in links}


@cache
def _parser() -> MarkdownIt:
    parser = Parser("commonmark", {"html": False}).enable("strikethrough")
    # It would join what escapes and entities keep apart.
    parser.inline.ruler2.disable("fragments_join")
    ruler = parser.inline.ruler
    for name, rule in (
        ("newline", newline),
        ("escape", escape),
        ("backticks", backtick),
        ("image", image),
        ("autolink", autolink),
        ("entity", entity),
    ):
        ruler.at(name, _spanning(rule))
    ruler.before("link", "note", _spanning(_note))
    ruler.before("text", "notice", _notice)
    # The rules are sorted when first asked for; two threads must not do that at once.
    ruler.getRules("")
    parser.inline.ruler2.getRules("")
    return parser


class _State(StateInline):
    """Keeps where each text begins. What a text is made of stands in one piece, so that is enough."""

    began = 0
    mark: Token | None = None
    here = 0

    def pushPending(self) -> Token:  # noqa: N802
        """Push the text that was gathered."""
        token = super().pushPending()
        token.meta = {"start": self.began}
        return token

    def push(self, ttype: str, tag: str, nesting: Literal[-1, 0, 1]) -> Token:
        """Push a token; of marks that may turn out as emphasis, several come one after another."""
        token = super().push(ttype, tag, nesting)
        if ttype == "text":
            before = self.mark
            start = self.here if before is None else before.meta["start"] + len(before.content)
            token.meta = {"start": start}
            self.mark = token
        return token


def _notice(state: StateInline, silent: bool) -> bool:
    """Note where the next construct begins, and a text where none was being gathered."""
    if not silent and isinstance(state, _State):
        if not state.pending:
            state.began = state.pos
        state.here = state.pos
        state.mark = None
    return False


def _spanning(rule: Rule) -> Rule:
    """Return a rule whose last token knows from where to where its construct reaches."""

    def spanned(state: StateInline, silent: bool) -> bool:
        start, known = state.pos, len(state.tokens)
        found = rule(state, silent)
        if found and len(state.tokens) > known:
            state.tokens[-1].meta["span"] = (start, state.pos)
        return found

    return spanned


def _note(state: StateInline, silent: bool) -> bool:
    """Read the mark of a footnote that the draft has."""
    match = _NOTE.match(state.src, state.pos, state.posMax)
    if match is None or name_of_note(match[1]) not in state.env["notes"]:
        return False
    if not silent:
        state.push("note", "", 0)
    state.pos = match.end()
    return True


def _atoms(state: StateInline, names: Names, offset: int) -> Iterator[Atom]:
    address: list[str] | None = None
    for token in state.tokens:
        if token.type == "link_open" and token.markup == "autolink":
            address = []
        elif token.type == "link_close" and address is not None:
            start, end = token.meta["span"]
            yield Atom("address", "".join(address), start + offset, end + offset)
            address = None
        elif address is not None:
            address.append(token.content)
        elif token.type == "text" and token.content:
            start = token.meta["start"] + offset
            yield Atom("text", token.content, start, start + len(token.content))
        elif "span" in token.meta:
            yield _atom(token, state.src, names, offset)


def _atom(token: Token, content: str, names: Names, offset: int) -> Atom:
    start, end = token.meta["span"]
    span = (start + offset, end + offset)
    if token.type == "text_special":
        return Atom("text" if content[start:end] == token.content else "sign", token.content, *span)
    if token.type == "code_inline":
        return Atom("code", token.content, *span)
    if token.type == "image":
        return Atom("picture", "", *span, inlines(token.content, names, span[0] + _PICTURE_MARK))
    if token.type == "note":
        return Atom("note", "", *span)
    return Atom("break", "\n", *span)
