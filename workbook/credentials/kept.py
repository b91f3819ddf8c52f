"""What no better place could take: found, and kept in its section."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.credentials.blocks import Block, source_of, without_rules
from workbook.credentials.headings import meaning
from workbook.credentials.model import Placement

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from workbook.credentials.mistakes import Notes


def is_kept_heading(block: Block) -> bool:
    """Return whether a block is the heading under which the writer puts what was kept."""
    return block.kind == "heading" and meaning(block.words).kind == "kept"


def split_kept(blocks: Sequence[Block], level: int) -> tuple[tuple[Block, ...], tuple[Block, ...]]:
    """Split a reading section's blocks into its own and those that only happen to stand there.

    These begin at a heading that is not deeper than the section's own and means nothing known, or at
    the writer's own heading for what was kept.
    """
    for number, block in enumerate(blocks):
        unknown = block.level and block.level <= level and meaning(block.words).kind == "unknown"
        if unknown or is_kept_heading(block):
            return tuple(blocks[:number]), tuple(blocks[number:])
    return tuple(blocks), ()


def placements(section_id: str, blocks: Iterable[Block], notes: Notes) -> tuple[Placement, ...]:
    """Return blocks as kept text, a piece for each run of neighbours, and remark on each.

    Args:
        section_id: the section they stand in.
        blocks: what could not be placed, in order.
        notes: takes the remarks.
    """
    runs: list[list[Block]] = []
    last = -2
    for block in blocks:
        if is_kept_heading(block) or not runs or block.index != last + 1:
            runs.append([])
        if not is_kept_heading(block):
            runs[-1].append(block)
        last = block.index
    found = []
    for run in runs:
        text = source_of(without_rules(run))
        if text:
            found.append(Placement(section_id, text, run[0].line))
            _remark(found[-1], notes)
    return tuple(found)


def _remark(placement: Placement, notes: Notes) -> None:
    first = placement.text.lstrip("#> ").split("\n")[0].strip()
    excerpt = first if len(first) <= 50 else first[:49].rstrip() + "…"
    where = f"the section {placement.section}" if placement.section else "no section"
    notes.add(
        placement.line,
        f"“{excerpt}” fits no place that is known, and is kept as text in {where}",
        "Leave it, or put it under a heading that the workbook knows",
        "remark",
    )
