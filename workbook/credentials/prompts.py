"""Prompts: the questions of a part, from the items of its lists or from numbered paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook.credentials.alternatives import read_either, says_either
from workbook.credentials.blocks import Block, Item, read_blocks, source_of, tidied
from workbook.credentials.lengths import find_length, is_backwards
from workbook.credentials.lettering import split_lettered
from workbook.credentials.model import Alternative, Length, Prompt, SubPrompt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.credentials.mistakes import Notes

_NUMBERED_PARAGRAPH = re.compile(
    r"^(?:\*\*|__)?(?:\((\d{1,2})\)|(?:question|prompt|q)\s{0,2}#?(\d{1,2})\s{0,2}[.:)–—-])(?:\*\*|__)?\s*",
    re.IGNORECASE,
)
_BOTH = re.compile(r"\bboth\b", re.IGNORECASE)
_PART_WORDS = re.compile(r"\b(?:part|section|questions|prompts)\b", re.IGNORECASE)


@dataclass(frozen=True)
class RawPrompt:
    """A prompt as found: its line, its number as written (None for a bullet), its lines, dedented."""

    line: int
    number: int | None
    lines: tuple[str, ...]


def from_items(items: Sequence[Item]) -> list[RawPrompt]:
    """Return the items of a list as prompts."""
    return [RawPrompt(item.line, item.number, item.lines) for item in items]


def from_paragraph(block: Block) -> RawPrompt | None:
    """Return a paragraph that begins with "(1)" or "Question 1:" as a prompt, else None."""
    match = _NUMBERED_PARAGRAPH.match(block.lines[0]) if block.kind == "paragraph" else None
    if match is None:
        return None
    lines = (block.lines[0][match.end() :], *block.lines[1:])
    return RawPrompt(block.line, int(match[1] or match[2]), lines)


def extended(raw: RawPrompt, block: Block) -> RawPrompt:
    """Return a prompt with a block that belongs to it though it stands outside its item."""
    gap = [""] * max(1, block.line - raw.line - len(raw.lines))
    return replace(raw, lines=(*raw.lines, *gap, *block.lines))


def read_prompts(found: Sequence[RawPrompt], part_id: str, notes: Notes) -> tuple[Prompt, ...]:
    """Return the prompts of a part.

    Args:
        found: the prompts as found, in order.
        part_id: the part's id.
        notes: takes what is wrong with their numbers and lengths.
    """
    labels = _labels(found, notes)
    bulleted = all(raw.number is None for raw in found)
    return tuple(
        replace(_prompt(raw, label, f"{part_id}.prompt-{order}", len(found), notes), bulleted=bulleted)
        for order, (raw, label) in enumerate(zip(found, labels, strict=True), 1)
    )


def check_length(length: Length | None, line: int, notes: Notes) -> None:
    """Note a length whose least is more than its most."""
    if length is not None and is_backwards(length):
        mend = "Write the smaller number first"
        notes.add(line, f"The length “{length.wording}” gives a least that is more than its most", mend)


def share_each(length: Length, prompts: tuple[Prompt, ...]) -> tuple[Prompt, ...]:
    """Give a length that a part says of each of its prompts to those that say none of their own."""
    own = replace(length, scope="prompt")
    return tuple(
        prompt if prompt.length or prompt.either else replace(prompt, length=own) for prompt in prompts
    )


def share_either(either: tuple[Alternative, ...], prompt: Prompt) -> tuple[Prompt]:
    """Give a choice of media that a part leaves to its only prompt, where that says nothing of its own."""
    return (prompt if prompt.length or prompt.either else replace(prompt, either=either),)


def _labels(found: Sequence[RawPrompt], notes: Notes) -> list[str]:
    """Return each prompt's label: its own number; where all say 1, or none says any, its place."""
    numbers = [raw.number for raw in found]
    given = [number for number in numbers if number is not None]
    # Markdown lets people write 1. before every item and counts for them.
    if len(given) != len(numbers) or all(number == 1 for number in given):
        return [str(order) for order in range(1, len(numbers) + 1)]
    for order, raw in enumerate(found, 1):
        if raw.number != order:
            notes.add(raw.line, f"Prompt {raw.number} stands where prompt {order} is expected", _MEND_NUMBERS)
            break
    return [str(number) for number in given]


_MEND_NUMBERS = "Number the prompts of a part 1, 2, 3 … in their order"


def _prompt(raw: RawPrompt, label: str, prompt_id: str, siblings: int, notes: Notes) -> Prompt:
    lines, subprompts = _subprompts(raw, prompt_id, notes)
    text = tidied("\n".join(lines))
    either = read_either(text)
    length, rest = (None, text) if either else find_length(text)
    if length and length.scope == "part" and subprompts and not _for_part(length, siblings):
        length = replace(length, scope="prompt")
    check_length(length, raw.line, notes)
    if not either and says_either(text):
        notes.add(raw.line, "“either” is followed by one way to answer only", "Name both, joined by “or”")
    if not rest and not subprompts:
        notes.add(raw.line, f"Prompt {label} has no text", "Write the question, or take the item out")
    return Prompt(prompt_id, label, rest, length, either, subprompts)


def _for_part(length: Length, siblings: int) -> bool:
    """Return whether "in total" on a prompt with sub-prompts means the part, not the sub-prompts together."""
    if _PART_WORDS.search(length.wording):
        return True
    return bool(_BOTH.search(length.wording)) and siblings == 2


def _subprompts(
    raw: RawPrompt, prompt_id: str, notes: Notes
) -> tuple[tuple[str, ...], tuple[SubPrompt, ...]]:
    own, lettered = split_lettered(raw.lines)
    blocks = read_blocks(raw.lines, raw.line)
    items = [item for block in blocks if block.kind == "numbers" for item in block.items]
    # Letters below a number are that number's own, and stay in its text.
    if lettered and not (items and items[0].line <= raw.line + lettered[0].offset):
        found = [(letter.label, letter.text, raw.line + letter.offset) for letter in lettered]
        return own, tuple(_subprompt(prompt_id, *each, notes) for each in found)
    if not items:
        return raw.lines, ()
    numbers = [str(item.number) for item in items]
    if len(set(numbers)) != len(numbers):
        numbers = [str(order) for order in range(1, len(items) + 1)]
    rest = source_of([block for block in blocks if block.kind != "numbers"])
    return tuple(rest.split("\n")), tuple(
        _subprompt(prompt_id, number, "\n".join(item.lines), item.line, notes)
        for number, item in zip(numbers, items, strict=True)
    )


def _subprompt(prompt_id: str, label: str, text: str, line: int, notes: Notes) -> SubPrompt:
    length, rest = find_length(tidied(text))
    check_length(length, line, notes)
    return SubPrompt(f"{prompt_id}.{label}", label, rest, length)
