"""The method: its text, and its named components."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.credentials.blocks import Block, Item, source_of, tidied, without_rules
from workbook.credentials.headings import plain_heading
from workbook.credentials.kept import is_kept_heading, split_kept
from workbook.credentials.model import Component

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.credentials.outline import Section

_BOLD_LEAD = re.compile(r"^(?:\*\*|__)(?=\S)([^*_\n]{1,120}?)[.:]?(?:\*\*|__)[.:]?\s*(?:[–—-]\s+)?")
_PLAIN_LEAD = re.compile(r"^([^\n:.;]{2,70}):\s+(?=\S)")


def read_method(section: Section) -> tuple[str, tuple[Component, ...], tuple[Block, ...]]:
    """Return the key method's text, the components, and the blocks that belong to neither.

    Components are the headings under "Method Components" with what follows each; where there is no
    such heading, those under the key method itself. A list, or paragraphs that begin in bold, will do too.
    """
    start = section.components_at
    if start is None:
        own, left = split_kept(section.blocks, section.level)
        first = next((n for n, block in enumerate(own) if block.level > section.level), len(own))
        text, zone = list(own[:first]), [*own[first:], *left]
    else:
        text, zone = list(section.blocks[:start]), list(section.blocks[start:])
    level = next((block.level for block in zone if block.level and not is_kept_heading(block)), 0)
    if level and not (start is None and level <= section.level):
        return _by_headings(text, zone, level, section)
    if start is None:
        return _joined(section.rest, text), (), tuple(zone)
    return _without_headings(text, zone, section)


def _by_headings(
    text: list[Block], zone: list[Block], level: int, section: Section
) -> tuple[str, tuple[Component, ...], tuple[Block, ...]]:
    components: list[tuple[Block, list[Block]]] = []
    left: list[Block] = []
    for block in zone:
        beyond = block.level and (block.level < level or (level > section.level >= block.level))
        if left or beyond or is_kept_heading(block):
            left.append(block)
        elif block.level == level:
            components.append((block, []))
        elif components:
            components[-1][1].append(block)
        else:
            text.append(block)
    found = tuple(
        Component(plain_heading(heading.words), source_of(without_rules(body)))
        for heading, body in components
    )
    return _joined(section.rest, text), found, tuple(left)


def _without_headings(
    text: list[Block], zone: list[Block], section: Section
) -> tuple[str, tuple[Component, ...], tuple[Block, ...]]:
    components: list[Component] = []
    left: list[Block] = []
    for block in zone:
        if left or is_kept_heading(block):
            left.append(block)
        elif block.items:
            components.extend(_from_item(item) for item in block.items)
        elif block.kind == "paragraph" and _BOLD_LEAD.match(block.text):
            components.append(lead(block.text))
        elif components and block.kind != "rule":
            last = components.pop()
            components.append(Component(last.title, f"{last.body}\n\n{block.text}".strip()))
        else:
            text.append(block)
    return _joined(section.rest, text), tuple(components), tuple(left)


def _from_item(item: Item) -> Component:
    return lead(item.text)


def lead(text: str) -> Component:
    """Split a text into the words it begins with, in bold or before a colon, and what follows them."""
    match = _BOLD_LEAD.match(text) or _PLAIN_LEAD.match(text)
    if match:
        return Component(plain_heading(" ".join(match[1].split())), tidied(text[match.end() :]))
    first, _, rest = text.partition("\n\n")
    return Component(plain_heading(" ".join(first.split())), tidied(rest))


def _joined(rest: str, blocks: Sequence[Block]) -> str:
    return f"{rest}\n\n{source_of(without_rules(blocks))}".strip()
