"""A part of the submission, from the zones that it falls into."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.credentials.kept import placements
from workbook.credentials.model import Length, Part, PassingLine, Placement, Prompt
from workbook.credentials.part_draft import Draft, paragraphs_as_prompts, take_zone
from workbook.credentials.part_lengths import heading_length, read_instructions
from workbook.credentials.part_plan import plan_of
from workbook.credentials.prompts import check_length, read_prompts, share_each, share_either
from workbook.credentials.rubrics import with_passing_levels
from workbook.credentials.zones import read_zones

if TYPE_CHECKING:
    from workbook.credentials.mistakes import Notes
    from workbook.credentials.outline import Section


@dataclass(frozen=True)
class ReadPart:
    """A part, what was kept of its section, and the lines of its things by id."""

    part: Part
    left_over: tuple[Placement, ...]
    lines: dict[str, int]


def read_part(section: Section, passing_levels: tuple[str, ...], notes: Notes) -> ReadPart:
    """Read a part.

    Args:
        section: the part's section.
        passing_levels: those that the front matter names.
        notes: takes what is wrong.
    """
    draft = Draft(section, notes)
    zones = read_zones(section.blocks, section.level)
    plan = plan_of(zones, section)
    for zone in zones:
        take_zone(zone, plan, draft)
    if not (draft.prompts or draft.artifacts or draft.rubric) and not plan.about_artifacts:
        paragraphs_as_prompts(draft)
    return _finished(draft, passing_levels)


def _finished(draft: Draft, passing_levels: tuple[str, ...]) -> ReadPart:
    section = draft.section
    title, title_length = heading_length(section.part_title)
    instructions = read_instructions(draft.instructions, title_length)
    prompts = read_prompts(draft.prompts, section.id, draft.notes)
    for prompt, raw in zip(prompts, draft.prompts, strict=True):
        draft.lines[prompt.id] = raw.line
    for length in (instructions.shared, instructions.each):
        check_length(length, section.line, draft.notes)
    if instructions.each and prompts:
        prompts = share_each(instructions.each, prompts)
    if instructions.either and len(prompts) == 1:
        prompts = share_either(instructions.either, prompts[0])
    part = Part(
        section.id,
        section.number,
        title,
        instructions.text,
        instructions.shared or _shared(prompts),
        prompts,
        tuple(draft.artifacts),
        tuple(PassingLine(f"{section.id}.passing-{n}", text) for n, text in enumerate(draft.passing, 1)),
        with_passing_levels(draft.rubric, passing_levels) if draft.rubric else None,
    )
    draft.lines[section.id] = section.line
    left = sorted(draft.left, key=lambda block: block.index)
    return ReadPart(part, placements(section.id, left, draft.notes), draft.lines)


def _shared(prompts: tuple[Prompt, ...]) -> Length | None:
    """Return the length that a prompt says of the whole part."""
    return next((p.length for p in prompts if p.length and p.length.scope == "part"), None)
