"""What the lists and headings of a part mean, decided by looking at all of it first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.credentials.headings import speaks_of_artifacts
from workbook.credentials.lengths import find_length
from workbook.credentials.prompts import from_paragraph

if TYPE_CHECKING:
    from workbook.credentials.blocks import Block
    from workbook.credentials.outline import Section
    from workbook.credentials.zones import Zone

_LISTS = ("intro", "other", "questions")


@dataclass(frozen=True)
class Plan:
    """What the lists of a part mean.

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


def plan_of(zones: list[Zone], section: Section) -> Plan:
    """Return what the lists of a part mean.

    Args:
        zones: all of the part.
        section: its section, for the words of its heading.
    """
    kinds = {zone.kind for zone in zones}
    named = section.part_title or section.title
    about = speaks_of_artifacts(named) or any(zone.kind == "artifacts" and zone.blocks for zone in zones)
    asked = any(zone.kind == "questions" and any(b.items for b in zone.blocks) for zone in zones)
    has_artifacts = "artifact" in kinds
    asking = not asked and any(_asks(block) for zone in zones if zone.kind in _LISTS for block in zone.blocks)
    lists = about and not has_artifacts and any(_listed(zone, asking=asking) for zone in zones)
    prompt_zones = ("questions",) if asked else () if about and not asking else _LISTS
    candidates = [block.kind for zone in zones if zone.kind in prompt_zones for block in zone.blocks]
    numbered = "numbers" in candidates or any(
        from_paragraph(block) for zone in zones if zone.kind in prompt_zones for block in zone.blocks
    )
    headings = about and not has_artifacts and not lists
    # Beside artifacts, a bulleted list says what to hand in; only a numbered one asks.
    kind = "numbers" if numbered or (has_artifacts and not asked) else "bullets"
    return Plan(about, prompt_zones, kind, lists, headings)


def _asks(block: Block) -> bool:
    """Return whether a numbered list asks questions: most of its items end so, or give a number of words."""
    if block.kind != "numbers":
        return False
    asking = 0
    for item in block.items:
        length, text = find_length(item.text)
        asking += text.endswith("?") or (length is not None and length.unit == "words")
    return asking * 2 > len(block.items)


def _listed(zone: Zone, *, asking: bool) -> bool:
    """Return whether a zone has a list of what to hand in."""
    kinds = ("bullets",) if asking else ("bullets", "numbers")
    return zone.kind in ("intro", "other", "artifacts") and any(b.kind in kinds for b in zone.blocks)
