"""The outline of a credential file: which heading opens which section, and which blocks stand in it."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbook.credentials.blocks import Block, read_blocks, without_rules
from workbook.credentials.headings import Meaning, label, meaning, plain_heading
from workbook.credentials.model import READING_SECTIONS
from workbook.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.credentials.mistakes import Notes

_SECTION_OF = {kind: kind for kind in READING_SECTIONS} | {"components": "method"}
_MOST_SECTIONS = 100
_UNNUMBERED_PARTS = frozenset({"questions", "artifacts", "reflection"})


@dataclass
class Section:
    """A section: its id, its heading's words, and its blocks.

    Attributes:
        id: `competency` … `submitting`, or `part-N`; empty for what stands before any heading.
        title: the heading in the file's own words; empty where there is none.
        line: where it begins.
        number: a part's number.
        part_title: a part's title without "Part 1:".
        rest: the text that stands behind the label in the heading itself.
        level: the heading's level.
        components_at: from which block on a method section holds components; None for nowhere.
        blocks: what stands in it.
    """

    id: str
    title: str = ""
    line: int = 1
    number: int = 0
    part_title: str = ""
    rest: str = ""
    level: int = 1
    components_at: int | None = None
    blocks: list[Block] = field(default_factory=list)


@dataclass(frozen=True)
class Outline:
    """A file's sections, in order, and its title where its first heading gives it."""

    title: str
    before: tuple[Block, ...]
    sections: tuple[Section, ...]


def read_outline(blocks: Sequence[Block], front_title: str | None, notes: Notes) -> Outline:
    """Return the outline of a file's body.

    Args:
        blocks: the body.
        front_title: the title that the front matter gives, if any; a first heading that says the
            same is no part of the text.
        notes: takes what is wrong with the headings.
    """
    blocks = _bold_lines_apart(blocks)
    openers = _openers(blocks)
    first = min(openers, default=len(blocks))
    title, before = _title(blocks[:first], front_title)
    sections: dict[str, Section] = {}
    current: Section | None = None
    for block in blocks[first:]:
        if current is not None and (block.index not in openers or len(sections) >= _MOST_SECTIONS):
            current.blocks.append(block)
            continue
        current = _opened(block, openers[block.index], sections, notes)
    return Outline(title, before, tuple(sections.values()))


def _openers(blocks: Sequence[Block]) -> dict[int, Meaning]:
    """Return the headings that open a section, by index.

    The same words may stand deeper as an ordinary heading ("Resources" inside a part, a component
    called "Research"): only the shallowest of a kind open a section, and none inside a part but parts.
    """
    known: list[tuple[Block, Meaning, str]] = []
    for block in blocks:
        words = _heading_words(block)
        if words is not None:
            found = meaning(words)
            known.append((block, found, f"part-{found.number}" if found.kind == "part" else found.kind))
    if not any(found.kind == "part" for _, found, _ in known):
        known = _with_unnumbered_parts(known)
    known = [each for each in known if each[1].kind in _SECTION_OF or each[1].kind == "part"]
    shallowest: dict[str, int] = defaultdict(lambda: 7)
    for block, _, key in known:
        shallowest[key] = min(shallowest[key], block.level or 7)
    openers: dict[int, Meaning] = {}
    part_level = 7
    for block, found, key in known:
        if (block.level or 7) > shallowest[key] or (found.kind != "part" and (block.level or 7) > part_level):
            continue
        part_level = (block.level or 7) if found.kind == "part" else 7
        openers[block.index] = found
    return openers


def _bold_lines_apart(blocks: Sequence[Block]) -> tuple[Block, ...]:
    """Return blocks, with a line in bold that names a section apart from the text glued below it."""
    result: list[Block] = []
    for block in blocks:
        first = replace(block, lines=block.lines[:1])
        words = _heading_words(first) if block.kind == "paragraph" and len(block.lines) > 1 else None
        pieces: tuple[Block, ...] = (block,)
        if words and meaning(words).kind in (*_SECTION_OF, "part"):
            pieces = (first, *read_blocks(block.lines[1:], block.line + 1))
        result.extend(pieces)
    return tuple(replace(block, index=index) for index, block in enumerate(result))


def _heading_words(block: Block) -> str | None:
    """Return the words of a heading, or of a paragraph that is one line in bold; None for anything else."""
    if block.kind == "heading":
        return block.words
    if block.kind == "paragraph" and len(block.lines) == 1 and block.text.startswith(("**", "__")):
        words = plain_heading(block.text)
        return words if words != block.text.rstrip(":") and len(words) < 120 else None
    return None


def _with_unnumbered_parts(
    known: list[tuple[Block, Meaning, str]],
) -> list[tuple[Block, Meaning, str]]:
    """Number the headings that only a part can have, in a file that numbers none."""
    candidates = [block.level for block, found, _ in known if found.kind in _UNNUMBERED_PARTS and block.level]
    level, number = min(candidates, default=0), 0
    result: list[tuple[Block, Meaning, str]] = []
    for block, found, key in known:
        if found.kind in _UNNUMBERED_PARTS and block.level == level:
            number += 1
            part = Meaning("part", plain_heading(block.words), number)
            result.append((block, part, f"part-{number}"))
        else:
            result.append((block, found, key))
    return result


def _opened(block: Block, found: Meaning, sections: dict[str, Section], notes: Notes) -> Section:
    """Return the section that a heading opens, or goes on with."""
    words = block.words or plain_heading(block.text)
    if found.kind == "part":
        number = _free_number(found.number or 0, sections, block, notes)
        title = plain_heading(words) if number == found.number else f"Part {number}: {found.title}"
        section = Section(f"part-{number}", title.removesuffix(": "), block.line, number, found.title)
    else:
        section = Section(_SECTION_OF[found.kind], label(words), block.line, rest=found.rest)
    section.level = block.level or 7
    standing = sections.get(section.id)
    if standing is None:
        sections[section.id] = section
        standing = section
    elif found.kind != "components":
        # A second heading of the same meaning ("Research", then "References") goes on with the first's.
        standing.blocks.append(block)
    if found.kind == "components" and standing.components_at is None:
        standing.components_at = len(standing.blocks)
    return standing


def _free_number(number: int, sections: dict[str, Section], block: Block, notes: Notes) -> int:
    if f"part-{number}" not in sections:
        return number
    free = max(section.number for section in sections.values()) + 1
    mend = f"Give each part its own number; it is read as part {free}"
    notes.add(block.line, f"There are two parts with the number {number}", mend)
    return free


def _title(before: Sequence[Block], front_title: str | None) -> tuple[str, tuple[Block, ...]]:
    """Return the title that the first heading gives, and the blocks before any section without it."""
    blocks = without_rules(before)
    if blocks and blocks[0].kind == "heading":
        words = plain_heading(blocks[0].words)
        if front_title is None and words:
            return words, blocks[1:]
        if fold(words) == fold(front_title or ""):
            return "", blocks[1:]
    return "", blocks
