"""The length of a part: said in its heading, on a line of its own, or in its instructions."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook.credentials.alternatives import read_either
from workbook.credentials.blocks import Block, source_of, without_rules
from workbook.credentials.lengths import find_length, is_each

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.credentials.model import Alternative, Length


@dataclass(frozen=True)
class Instructions:
    """A part's instructions without the words that give its length, and the lengths that they give.

    Attributes:
        text: the instructions.
        shared: the length of the whole part together.
        each: the length of each of its prompts.
        either: the ways to answer that they leave.
    """

    text: str
    shared: Length | None = None
    each: Length | None = None
    either: tuple[Alternative, ...] = ()


def heading_length(title: str) -> tuple[str, Length | None]:
    """Return a part's title without the length that it may give in brackets, and that length."""
    length, rest = find_length(title)
    return (rest, length) if length and rest != title else (title, None)


def read_instructions(blocks: Sequence[Block], from_heading: Length | None = None) -> Instructions:
    """Read a part's instructions. One that leaves a choice of medium gives no length to the whole part.

    Only paragraphs are asked for a length: what stands in a list belongs to its item. The first of
    each sort counts; a bracket that repeats it goes too.

    Args:
        blocks: the instructions.
        from_heading: the length that the heading gives.
    """
    shared = _as_shared(from_heading) if from_heading and not is_each(from_heading) else None
    each = from_heading if from_heading and is_each(from_heading) else None
    either: tuple[Alternative, ...] = ()
    kept: list[Block] = []
    for block in blocks:
        choice = read_either(block.text) if block.kind == "paragraph" else ()
        either = either or choice
        length, rest = (None, "") if choice or block.kind != "paragraph" else find_length(block.text)
        if length is None:
            kept.append(block)
            continue
        length = length if is_each(length) else _as_shared(length)
        if is_each(length):
            each = each or length
        else:
            shared = shared or length
        taken = rest != block.text and length in (shared, each)
        if not taken:
            kept.append(block)
        elif rest:
            kept.append(replace(block, lines=tuple(rest.split("\n"))))
    return Instructions(source_of(without_rules(kept)), shared, each, either)


def _as_shared(length: Length) -> Length:
    return replace(length, scope="part")
