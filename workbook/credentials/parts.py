"""A part of the submission, from the zones that it falls into."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbook.credentials.artifacts import read_artifact
from workbook.credentials.blocks import Block, Item, source_of, without_rules
from workbook.credentials.components import lead
from workbook.credentials.headings import meaning
from workbook.credentials.kept import placements
from workbook.credentials.lengths import find_length, is_each
from workbook.credentials.lettering import begins_lettered
from workbook.credentials.model import Artifact, Length, Part, PassingLine, Placement, Prompt, Rubric
from workbook.credentials.prompts import (
    RawPrompt,
    check_length,
    extended,
    from_items,
    from_paragraph,
    read_prompts,
    share_each,
)
from workbook.credentials.rubrics import looks_like_rubric, read_table, with_passing_levels
from workbook.credentials.zones import Zone, passing_sentence, read_zones

if TYPE_CHECKING:
    from workbook.credentials.mistakes import Notes
    from workbook.credentials.outline import Section

_LEADING_BRACKET = re.compile(r"(\([^()\n]{1,200}\))[.:]?\s*")
_LISTS = ("intro", "other", "questions")


@dataclass
class _Draft:
    """A part while it is read."""

    section: Section
    notes: Notes
    instructions: list[Block] = field(default_factory=list)
    prompts: list[RawPrompt] = field(default_factory=list)
    artifacts: list[Artifact] = field(default_factory=list)
    passing: list[str] = field(default_factory=list)
    rubric: Rubric | None = None
    left: list[Block] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)

    def add_artifact(self, title: str, body: str, line: int, number: int | None = None) -> None:
        expected = len(self.artifacts) + 1
        if number not in (None, expected):
            message = f"Artifact {number} stands where artifact {expected} is expected"
            self.notes.add(line, message, "Number the artifacts of a part 1, 2, 3 … in their order")
        artifact_id = f"{self.section.id}.artifact-{expected}"
        self.lines[artifact_id] = line
        self.artifacts.append(read_artifact(artifact_id, title, body))


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
    draft = _Draft(section, notes)
    zones = read_zones(section.blocks, section.level)
    plan = _plan(zones, section)
    for zone in zones:
        _read_zone(zone, plan, draft)
    if not (draft.prompts or draft.artifacts or draft.rubric) and not plan.about_artifacts:
        _paragraphs_as_prompts(draft)
    return _finished(draft, passing_levels)


@dataclass(frozen=True)
class _Plan:
    """What the lists of a part mean, decided by looking at all of it first.

    Attributes:
        about_artifacts: whether the part's title speaks of artifacts.
        prompt_zones: in which zones lists are prompts.
        kind: which lists are: numbered ones where there are any, else bulleted ones.
        lists: whether lists outside an artifact's zone are artifacts.
        headings: whether headings that mean nothing known are artifacts.
    """

    about_artifacts: bool
    prompt_zones: tuple[str, ...]
    kind: str
    lists: bool
    headings: bool


def _plan(zones: list[Zone], section: Section) -> _Plan:
    kinds = {zone.kind for zone in zones}
    named = section.part_title or section.title
    about = meaning(named).kind == "artifacts" or "artifacts" in kinds
    asked = any(zone.kind == "questions" and any(b.items for b in zone.blocks) for zone in zones)
    has_artifacts = "artifact" in kinds
    lists = about and not has_artifacts and any(_listed(zone, asked=asked) for zone in zones)
    prompt_zones = ("questions",) if asked else () if about else _LISTS
    candidates = [block.kind for zone in zones if zone.kind in prompt_zones for block in zone.blocks]
    numbered = "numbers" in candidates or any(
        from_paragraph(block) for zone in zones if zone.kind in prompt_zones for block in zone.blocks
    )
    headings = about and not has_artifacts and not lists
    # Beside artifacts, a bulleted list says what to hand in; only a numbered one asks.
    kind = "numbers" if numbered or (has_artifacts and not asked) else "bullets"
    return _Plan(about, prompt_zones, kind, lists, headings)


def _listed(zone: Zone, *, asked: bool) -> bool:
    wanted = ("intro", "other", "artifacts") if asked else (*_LISTS, "artifacts")
    return zone.kind in wanted and any(block.items for block in zone.blocks)


def _read_zone(zone: Zone, plan: _Plan, draft: _Draft) -> None:
    if zone.kind == "kept":
        draft.left.extend(zone.blocks)
        return
    rest = [block for block in zone.blocks if not _take_rubric(block, zone, draft)]
    if zone.kind == "artifact" or (zone.kind == "other" and zone.heading and plan.headings):
        heading = zone.heading
        title = zone.title if zone.kind == "artifact" else heading.words if heading else ""
        draft.add_artifact(title, source_of(without_rules(rest)), heading.line if heading else 0, zone.number)
    elif zone.kind == "question":
        _take_question(zone, rest, draft)
    elif zone.kind == "passing":
        _take_passing(zone, rest, draft)
    else:
        _take_text(zone, rest, plan, draft)


def _take_rubric(block: Block, zone: Zone, draft: _Draft) -> bool:
    """Take a table as the rubric, or as more rows of it; return whether it was one."""
    if block.kind != "table" or not (zone.kind == "rubric" or looks_like_rubric(block)):
        return False
    standing = draft.rubric
    table = read_table(block, draft.section.id, len(standing.rows) + 1 if standing else 1, draft.notes)
    if standing is None:
        draft.lines[f"{draft.section.id}.rubric"] = block.line
        draft.rubric = table
        return True
    if standing.levels == table.levels:
        draft.rubric = replace(standing, rows=standing.rows + table.rows)
        return True
    mend = "Give all rubrics of a part the same levels, or put this one in a part of its own"
    draft.notes.add(block.line, "This part has a second rubric with other levels; it is kept as text", mend)
    draft.left.append(block)
    return True


def _take_question(zone: Zone, rest: list[Block], draft: _Draft) -> None:
    line = zone.heading.line if zone.heading else 0
    text = f"{zone.title}\n\n{source_of(without_rules(rest))}".strip()
    draft.prompts.append(RawPrompt(line, zone.number, tuple(text.split("\n"))))


def _take_passing(zone: Zone, rest: list[Block], draft: _Draft) -> None:
    sentence = passing_sentence(zone.heading) if zone.heading else ""
    listed = any(block.items for block in rest)
    if sentence and not (listed and sentence.endswith(":")):
        draft.passing.append(sentence)
    for block in rest:
        if block.items:
            draft.passing.extend("\n".join(item.lines) for item in block.items)
        elif block.kind == "paragraph" and not listed:
            draft.passing.append(block.text)
        elif block.kind != "rule":
            draft.left.append(block)


def _take_text(zone: Zone, rest: list[Block], plan: _Plan, draft: _Draft) -> None:
    """Sort the blocks of an introduction, of questions or of an unknown heading."""
    asking = zone.kind in plan.prompt_zones
    held = [zone.heading] if zone.kind == "other" and zone.heading else []
    if held and any(asking and block.kind == plan.kind for block in rest):
        draft.left.extend(held)  # The heading only names the questions that follow it.
        held = []
    for position, block in enumerate(blocks := [*held, *rest]):
        numbered = from_paragraph(block) if asking else None
        if asking and block.kind == plan.kind:
            draft.prompts.extend(from_items(block.items))
        elif numbered:
            draft.prompts.append(numbered)
        elif plan.lists and block.items and zone.kind != "rubric" and not asking:
            _take_artifact_list(block.items, draft)
        elif draft.prompts and asking and _goes_on(draft.prompts[-1], block, blocks[position + 1 :]):
            draft.prompts[-1] = extended(draft.prompts[-1], block)
        elif (
            block.kind == "table" or _too_late(block, zone, draft) or (zone.kind == "rubric" and block.items)
        ):
            draft.left.append(block)
        else:
            draft.instructions.append(block)


def _too_late(block: Block, zone: Zone, draft: _Draft) -> bool:
    """Return whether text stands where it can be no instruction any more: behind what it might introduce."""
    return bool(draft.prompts or draft.artifacts) and zone.kind != "rubric" and not _is_length(block)


def _goes_on(prompt: RawPrompt, block: Block, following: list[Block]) -> bool:
    """Return whether a block belongs to the prompt before it.

    Lettered questions do, bullets close by, and whatever stands before the prompt with the next number:
    people do not indent as CommonMark asks.
    """
    if block.kind == "paragraph" and begins_lettered(block.lines[0]):
        return True
    if block.kind == "bullets" and block.gap == 0:
        return True
    if prompt.number is None or block.kind == "heading":
        return False
    later = next((each for each in following if each.kind == "numbers"), None)
    return later is not None and later.items[0].number == prompt.number + 1


def _is_length(block: Block) -> bool:
    return block.kind == "paragraph" and find_length(block.text)[1] == ""


def _take_artifact_list(items: tuple[Item, ...], draft: _Draft) -> None:
    for item in items:
        text = "\n".join(item.lines)
        found = meaning(text.split("\n")[0])
        if found.kind == "artifact" and found.title:
            _, _, body = text.partition("\n")
            draft.add_artifact(found.title, body.strip(), item.line, found.number)
        else:
            component = lead(text)
            bracket = _LEADING_BRACKET.match(component.body)
            title = f"{component.title} {bracket[1]}" if bracket else component.title
            body = component.body[bracket.end() :] if bracket else component.body
            draft.add_artifact(title, body, item.line)


def _paragraphs_as_prompts(draft: _Draft) -> None:
    """Take paragraphs that ask or give a length as prompts, in a part that has nothing else to answer."""
    for block in list(draft.instructions):
        length, rest = find_length(block.text)
        if (
            block.kind == "paragraph"
            and rest
            and (rest.rstrip().endswith("?") or (length and rest != block.text))
        ):
            draft.prompts.append(RawPrompt(block.line, None, block.lines))
            draft.instructions.remove(block)


def _finished(draft: _Draft, passing_levels: tuple[str, ...]) -> ReadPart:
    section = draft.section
    title, title_length = heading_length(section.part_title)
    instructions, length = _instructions(draft, title_length)
    prompts = read_prompts(draft.prompts, section.id, draft.notes)
    for prompt, raw in zip(prompts, draft.prompts, strict=True):
        draft.lines[prompt.id] = raw.line
    check_length(length, section.line, draft.notes)
    if length is not None and is_each(length) and prompts:
        prompts, length = share_each(length, prompts), None
    part = Part(
        section.id,
        section.number,
        title,
        instructions,
        length or _shared(prompts),
        prompts,
        tuple(draft.artifacts),
        tuple(PassingLine(f"{section.id}.passing-{n}", text) for n, text in enumerate(draft.passing, 1)),
        with_passing_levels(draft.rubric, passing_levels) if draft.rubric else None,
    )
    draft.lines[section.id] = section.line
    left = sorted(draft.left, key=lambda block: block.index)
    return ReadPart(part, placements(section.id, left, draft.notes), draft.lines)


def heading_length(title: str) -> tuple[str, Length | None]:
    """Return a part's title without the length that it may give in brackets, and that length."""
    length, rest = find_length(title)
    return (rest, length) if length and rest != title else (title, None)


def _instructions(draft: _Draft, length: Length | None) -> tuple[str, Length | None]:
    """Return a part's instructions, and its length: said in its heading, on a line of its own, or in them."""
    text = f"{draft.section.rest}\n\n{source_of(without_rules(draft.instructions))}".strip()
    if length is None:
        length, text = find_length(text)
    if length is None:
        return text, None
    return text, length if is_each(length) else replace(length, scope="part")


def _shared(prompts: tuple[Prompt, ...]) -> Length | None:
    """Return the length that a prompt says of the whole part."""
    return next((p.length for p in prompts if p.length and p.length.scope == "part"), None)
