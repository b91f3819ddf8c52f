"""The zones of a part: its introduction, questions, artifacts, rubric and passing criteria.

Each block of a part is sorted into the zone that the heading or label before it opens; what the
blocks of a zone then mean is decided in `parts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Literal

from workbook.credentials.blocks import Block, read_blocks
from workbook.credentials.headings import Meaning, meaning, plain_heading
from workbook.credentials.kept import is_kept_heading
from workbook.credentials.lengths import whole_length

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ZoneKind = Literal[
    "intro", "other", "questions", "question", "artifacts", "artifact", "rubric", "passing", "kept"
]
_ZONES: dict[str, ZoneKind] = {
    "questions": "questions", "artifact": "artifact", "artifacts": "artifacts", "rubric": "rubric",
    "passing": "passing", "kept": "kept", "reflection": "other",
}  # fmt: skip
_PASSING_LABEL = re.compile(
    r"^(?:\*\*|__|\*|_)?\s*(?:(?:the |your )?passing|to pass|criteria for passing|what passing)\b"
    r"[^.\n]{0,80}$",
    re.IGNORECASE,
)
_PASSING_SENTENCE = re.compile(
    r"^(?:\*\*|__)?passing(?: criteria)?\s*:\s*(?:\*\*|__)?\s*(?=[^\s*_])", re.IGNORECASE
)
_QUESTION = re.compile(r"^(?:question|prompt)\s*#?(\d{1,2})\s*[.:)–—-]*\s*(.*)$", re.IGNORECASE)


_NEVER_BELOW = frozenset({"rubric", "passing", "kept", "artifact"})
"""Kinds of headings that open a zone of their own even below an artifact's heading."""
# CommonMark lets only a list that begins with 1 follow a paragraph without a blank line.
_LETTER = re.compile(r"\(?[a-zA-Z][.)] ")
_NUMBER = re.compile(r"\d{1,2}[.)] ")


@dataclass
class Zone:
    """One zone of a part: what opened it, and its blocks."""

    kind: ZoneKind
    heading: Block | None = None
    title: str = ""
    number: int | None = None
    blocks: list[Block] = field(default_factory=list)


def read_zones(blocks: Sequence[Block], level: int) -> list[Zone]:
    """Sort a part's blocks into zones.

    Args:
        blocks: what stands in the part.
        level: the part's heading level; a heading that is not deeper and means nothing known ends
            the part's own text.
    """
    zones = [Zone("intro")]
    for block in _apart(blocks):
        current = zones[-1]
        if current.kind == "kept" and not is_kept_heading(block):
            current.blocks.append(block)
        elif block.kind == "heading":
            _at_heading(block, level, zones)
        elif _opens_passing(block):
            zones.append(Zone("passing", block))
        elif current.kind == "passing" and not block.items and _ends_passing(current, block):
            zones.append(Zone("other", None, blocks=[block]))
        elif block.kind != "rule":
            current.blocks.append(block)
    return zones


def _apart(blocks: Sequence[Block]) -> Iterator[Block]:
    """Yield blocks, with what is glued together in them apart.

    People leave out blank lines: a line that only gives a length then runs into the text below it,
    and "Passing:" into the last question above it.
    """
    for block in blocks:
        at = _seam(block)
        if not at:
            yield block
            continue
        pieces = ((block.lines[:at], block.line), (block.lines[at:], block.line + at))
        for piece in (each for lines, line in pieces for each in _apart(read_blocks(lines, line))):
            yield replace(piece, index=block.index)


def _seam(block: Block) -> int:
    """Return the number of the line at which a block falls into two, or 0."""
    if block.kind not in ("paragraph", "bullets", "numbers") or len(block.lines) < 2:
        return 0
    first = block.lines[0].strip().strip("*_()[]")
    if block.kind == "paragraph" and len(first) <= 140 and whole_length(first):
        return 1
    lettered = block.kind == "paragraph" and bool(_LETTER.match(block.lines[0]))
    return next(
        (
            number
            for number, line in enumerate(block.lines)
            if number and (_is_passing_label(line) or (lettered and _NUMBER.match(line)))
        ),
        0,
    )


def _is_passing_label(line: str) -> bool:
    if line.startswith(" ") or len(line) > 120:
        return False
    label = _PASSING_LABEL.match(line) and line.rstrip("*_ ").endswith(":")
    return bool(label or (line.startswith(("**", "__")) and meaning(line).kind == "passing"))


def passing_sentence(block: Block) -> str:
    """Return what a paragraph says behind "Passing:", or an empty text."""
    match = _PASSING_SENTENCE.match(block.text) if block.kind == "paragraph" else None
    return block.text[match.end() :].strip() if match else ""


def _at_heading(block: Block, level: int, zones: list[Zone]) -> None:
    current = zones[-1]
    found = meaning(block.words)
    question = _QUESTION.match(plain_heading(block.words))
    if question:
        zones.append(Zone("question", block, question[2], int(question[1])))
    elif found.kind in _ZONES and not _belongs(block, found, current):
        zones.append(Zone(_ZONES[found.kind], block, found.title, found.number))
    elif block.level <= level:
        zones.append(Zone("kept", block, blocks=[block]))
    elif current.kind in ("artifact", "question") and current.heading and block.level > current.heading.level:
        current.blocks.append(block)
    else:
        zones.append(Zone("other", block))


def _belongs(block: Block, found: Meaning, current: Zone) -> bool:
    """Return whether a known heading is only a sub-heading of the artifact that it stands in."""
    if current.kind != "artifact" or current.heading is None or found.kind in _NEVER_BELOW:
        return False
    return block.level > current.heading.level


def _opens_passing(block: Block) -> bool:
    if block.kind != "paragraph":
        return False
    return bool(passing_sentence(block)) or (len(block.lines) == 1 and _is_passing_label(block.text))


def _ends_passing(zone: Zone, block: Block) -> bool:
    """Return whether a block behind a passing list is no part of it any more."""
    return block.kind != "rule" and any(each.items for each in zone.blocks)
