"""The zones of a part: its introduction, questions, artifacts, rubric and passing criteria.

Each block of a part is sorted into the zone that the heading or label before it opens; what the
blocks of a zone then mean is decided in `parts`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

from workbook.credentials.headings import Meaning, meaning, plain_heading
from workbook.credentials.kept import is_kept_heading

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.credentials.blocks import Block

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
    r"^(?:\*\*|__)?passing(?: criteria)?\s*:\s*(?:\*\*|__)?\s*(?=\S)", re.IGNORECASE
)
_QUESTION = re.compile(r"^(?:question|prompt)\s*#?(\d{1,2})\s*[.:)–—-]*\s*(.*)$", re.IGNORECASE)


_NEVER_BELOW = frozenset({"rubric", "passing", "kept", "artifact"})
"""Kinds of headings that open a zone of their own even below an artifact's heading."""


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
    for position, block in enumerate(blocks):
        current = zones[-1]
        if current.kind == "kept" and not is_kept_heading(block):
            current.blocks.append(block)
        elif block.kind == "heading":
            _at_heading(block, level, zones)
        elif _opens_passing(block, blocks[position + 1 : position + 2]):
            zones.append(Zone("passing", block))
        elif current.kind == "passing" and not block.items and _ends_passing(current, block):
            zones.append(Zone("other", None, blocks=[block]))
        elif block.kind != "rule":
            current.blocks.append(block)
    return zones


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


def _opens_passing(block: Block, following: Sequence[Block]) -> bool:
    if block.kind != "paragraph":
        return False
    if passing_sentence(block):
        return True
    label = (
        len(block.lines) == 1 and _PASSING_LABEL.match(block.text) and block.text.rstrip("*_").endswith(":")
    )
    bold = len(block.lines) == 1 and meaning(block.text).kind == "passing"
    return bool((label or bold) and following and following[0].items)


def _ends_passing(zone: Zone, block: Block) -> bool:
    """Return whether a block behind a passing list is no part of it any more."""
    return block.kind != "rule" and any(each.items for each in zone.blocks)
