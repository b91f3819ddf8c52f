"""Blocks that pandoc reads in a draft and CommonMark does not: footnotes, lettered items, definitions.

Each is a rule of markdown-it-py that makes a container of what follows its mark, as a list's item is one.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from markdown_it.rules_block.paragraph import paragraph
from markdown_it.rules_block.reference import reference

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.rules_block import StateBlock

_DEEPEST = 40
"""How deep blocks may nest; what nests deeper is read as plain text, so that no word is lost."""
_NOTE = re.compile(r"\[\^([^\]\[\n]+)\]:")
# A capital letter and a full stop need two spaces, so that "A. Smith" stays a name.
_LETTERED = re.compile(
    r"""(?: [a-z][.)] | [A-Z]\) | \((?:[A-Za-z]|\d{1,9}) \)
          | (?=[ivx]) x{0,3} (?:ix|iv|v?i{0,3}) [.)]
          | (?=[IVX]) X{0,3} (?:IX|IV|V?I{0,3}) \)
          | (?: [A-Z] | (?=[IVX]) X{0,3} (?:IX|IV|V?I{0,3}) ) \. (?=[ \t]{2}) )
        (?=[ \t]|$)""",
    re.VERBOSE | re.MULTILINE,
)
# What is named in brackets is an address only where what follows is one; “[Ana]: Yes” is what Ana said.
_NAMED = re.compile(
    r"""\[(?:\\.|[^\[\]\\])+\]: [ \t]*\n?[ \t]*
        <?(?: [a-z][a-z0-9+.-]*:\S | www\. | [./\#] | [^\s<>]*[\w)]\.[a-z]{2,4}\b )""",
    re.IGNORECASE | re.VERBOSE,
)
_DEFINED = ("paragraph_close", "definition_close")
_DEFINITION = re.compile(r"[:~](?=[ \t]+\S)")


def names_an_address(text: str, start: int) -> bool:
    """Return whether a name in brackets that begins at a place of a text stands for an address."""
    return _NAMED.match(text, start) is not None


def name_of_note(label: str) -> str:
    """Return a footnote's label as it is compared with others."""
    return " ".join(label.split()).casefold()


def add_rules(markdown: MarkdownIt) -> None:
    """Add the rules to a parser."""
    ruler = markdown.block.ruler
    ruler.before("table", "too deep", _too_deep)
    ruler.before("reference", "note", _note, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("reference", "lettered", _lettered, {"alt": ["paragraph", "reference", "blockquote"]})
    ruler.before("reference", "definition", _definition, {"alt": ["paragraph"]})
    ruler.at("reference", _address)
    # A tab or spaces before a paragraph are how it is set in, and make no code of it.
    markdown.disable("code")


def _too_deep(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    return not silent and state.level >= _DEEPEST and paragraph(state, line, last, silent)


def _note(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Read a footnote: its mark, and with four spaces of indentation whatever belongs to it."""
    mark = _mark(state, line, _NOTE)
    if mark is None:
        return False
    if not silent:
        state.env.setdefault("notes", set()).add(name_of_note(mark[1]))
        _contain(state, line, last, "note", mark.end(), indent=4)
    return True


def _lettered(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Read an item as "a. first", "(2) second" or "iv) fourth"; none begins amid a paragraph."""
    mark = _mark(state, line, _LETTERED)
    if mark is None:
        return False
    if silent:
        return state.sCount[line] < state.blkIndent or state.parentType == "blockquote"
    _contain(state, line, last, "lettered", mark.end())
    return True


def _address(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Read what names an address; anything else behind a name in brackets is text."""
    start = state.bMarks[line] + state.tShift[line]
    return names_an_address(state.src, start) and reference(state, line, last, silent)


def _definition(state: StateBlock, line: int, last: int, silent: bool) -> bool:
    """Read what defines the term above it: a colon or a tilde and the definition."""
    mark = _mark(state, line, _DEFINITION)
    before = state.tokens[-1] if state.tokens else None
    if mark is None:
        return False
    if state.sCount[line] < state.blkIndent:
        # Another definition of the same term ends the one above it.
        return silent and before is not None and before.type == "definition_open"
    if silent:
        return state.parentType == "paragraph"
    if before is None or before.type not in _DEFINED or before.level != state.level:
        return False
    _contain(state, line, last, "definition", mark.end())
    return True


def _mark(state: StateBlock, line: int, pattern: re.Pattern[str]) -> re.Match[str] | None:
    if state.is_code_block(line):
        return None
    return pattern.match(state.src, state.bMarks[line] + state.tShift[line], state.eMarks[line])


def _contain(
    state: StateBlock, line: int, last: int, name: str, after: int, *, indent: int | None = None
) -> None:
    """Read the blocks that a mark holds.

    Args:
        state: where the parser is.
        line: the mark's line.
        last: where the container around it ends.
        name: what the tokens around it are called.
        after: where the mark ends.
        indent: how far its later lines are indented; as far as its first, where nothing is given.
    """
    src, end = state.src, state.eMarks[line]
    column = state.sCount[line] + after - state.bMarks[line] - state.tShift[line]
    start, width = after, column
    while start < end and src[start] in " \t":
        width += 4 - (width + state.bsCount[line]) % 4 if src[start] == "\t" else 1
        start += 1
    inside = column + (width - column if start < end and width - column <= 4 else 1)
    kept = (state.tShift[line], state.sCount[line], state.blkIndent, state.listIndent, state.parentType)
    state.push(f"{name}_open", "", 1)
    state.listIndent, state.parentType = state.blkIndent, name
    state.blkIndent = inside if indent is None else state.blkIndent + indent
    state.tShift[line] = start - state.bMarks[line]
    state.sCount[line] = state.blkIndent
    if start >= end:
        state.line = line + 1
        if indent is not None or not state.isEmpty(line + 1):
            state.md.block.tokenize(state, line + 1, last)
    else:
        state.md.block.tokenize(state, line, last)
    state.tShift[line], state.sCount[line], state.blkIndent, state.listIndent, state.parentType = kept
    state.push(f"{name}_close", "", -1)
