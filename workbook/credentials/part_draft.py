"""Filling a part from its zones: each block is taken as what its zone and the part's plan make of it."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from workbook.credentials.alternatives import read_either
from workbook.credentials.artifacts import read_artifact, says_what
from workbook.credentials.blocks import Block, Item, source_of, tidied, without_rules
from workbook.credentials.components import lead
from workbook.credentials.headings import meaning
from workbook.credentials.lengths import find_length
from workbook.credentials.lettering import begins_lettered
from workbook.credentials.prompts import RawPrompt, extended, from_items, from_paragraph
from workbook.credentials.rubrics import looks_like_rubric, read_table
from workbook.credentials.zones import Zone, passing_sentence

if TYPE_CHECKING:
    from workbook.credentials.mistakes import Notes
    from workbook.credentials.model import Artifact, Rubric
    from workbook.credentials.outline import Section
    from workbook.credentials.part_plan import Plan

_LEADING_BRACKET = re.compile(r"(\([^()\n]{1,200}\))[.:]?\s*")


@dataclass
class Draft:
    """A part while it is read: what has been found of it so far, and the lines of its things."""

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
        """Add an artifact; `number` is the one that the file gives it."""
        expected = len(self.artifacts) + 1
        if number not in (None, expected):
            message = f"Artifact {number} stands where artifact {expected} is expected"
            self.notes.add(line, message, "Number the artifacts of a part 1, 2, 3 … in their order")
        artifact_id = f"{self.section.id}.artifact-{expected}"
        self.lines[artifact_id] = line
        self.artifacts.append(read_artifact(artifact_id, title, body))


def take_zone(zone: Zone, plan: Plan, draft: Draft) -> None:
    """Add what a zone holds to a part.

    Args:
        zone: the zone.
        plan: what the part's lists mean.
        draft: the part.
    """
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


def _take_rubric(block: Block, zone: Zone, draft: Draft) -> bool:
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


def _take_question(zone: Zone, rest: list[Block], draft: Draft) -> None:
    line = zone.heading.line if zone.heading else 0
    text = f"{zone.title}\n\n{source_of(without_rules(rest))}".strip()
    draft.prompts.append(RawPrompt(line, zone.number, tuple(text.split("\n"))))


def _take_passing(zone: Zone, rest: list[Block], draft: Draft) -> None:
    sentence = passing_sentence(zone.heading) if zone.heading else ""
    listed = any(block.items for block in rest)
    if sentence and not (listed and sentence.endswith(":")):
        draft.passing.append(sentence)
    for block in rest:
        if block.items:
            draft.passing.extend(item.text for item in block.items if item.text)
        elif block.kind == "paragraph" and not listed:
            draft.passing.append(block.text)
        elif block.kind != "rule":
            draft.left.append(block)


def _take_text(zone: Zone, rest: list[Block], plan: Plan, draft: Draft) -> None:
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
        elif plan.lists and block.items and _hands_in(zone, block, plan):
            _take_artifact_list(block.items, draft)
        elif draft.prompts and asking and _goes_on(draft.prompts[-1], block, blocks[position + 1 :]):
            draft.prompts[-1] = extended(draft.prompts[-1], block)
        elif block.kind == "table" or _too_late(block, zone, draft):
            draft.left.append(block)
        else:
            draft.instructions.append(block)


def _hands_in(zone: Zone, block: Block, plan: Plan) -> bool:
    """Return whether a list, in a part about artifacts, says what to hand in."""
    if zone.kind in ("rubric", "questions"):
        return False
    return zone.kind not in plan.prompt_zones or block.kind != plan.kind


def _too_late(block: Block, zone: Zone, draft: Draft) -> bool:
    """Return whether a block can be no instruction any more: it stands behind what it might introduce."""
    if zone.kind == "rubric":
        return bool(block.items or from_paragraph(block))
    if zone.kind == "artifacts" and block.items:
        return True  # The artifacts have headings of their own, and this list may only repeat them.
    return bool(draft.prompts or draft.artifacts) and not _is_length(block)


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


def _take_artifact_list(items: tuple[Item, ...], draft: Draft) -> None:
    for item in items:
        text = item.text
        found = meaning(text.split("\n")[0])
        if found.kind == "artifact" and found.title:
            _, _, body = text.partition("\n")
            draft.add_artifact(found.title, tidied(body), item.line, found.number)
        else:
            component = lead(text)
            bracket = _LEADING_BRACKET.match(component.body)
            bracket = bracket if bracket and says_what(bracket[1]) else None
            title = f"{component.title} {bracket[1]}" if bracket else component.title
            body = component.body[bracket.end() :] if bracket else component.body
            draft.add_artifact(title, body, item.line)


def _asks(paragraph: str) -> bool:
    """Return whether a paragraph is a question, or gives its own length."""
    length, rest = find_length(paragraph)
    words = any(character.isalpha() for character in rest)
    return words and (rest.rstrip().endswith("?") or (length is not None and rest != paragraph))


def paragraphs_as_prompts(draft: Draft) -> None:
    """Take paragraphs that ask or give a length as prompts, in a part that has nothing else to answer."""
    for block in list(draft.instructions):
        if block.kind == "paragraph" and (_asks(block.text) or read_either(block.text)):
            draft.prompts.append(RawPrompt(block.line, None, block.lines))
            draft.instructions.remove(block)
