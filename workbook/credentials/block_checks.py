"""Mistakes that show in the blocks themselves, before anyone asks what they mean."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.credentials.rubrics import cells_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from workbook.credentials.blocks import Block
    from workbook.credentials.mistakes import Notes

_DASHES = re.compile(r"^\s*\|?\s*:?-+:?\s*(?:\|\s*:?-*:?\s*)+$")


def check_blocks(blocks: Iterable[Block], notes: Notes) -> None:
    """Note code that is never closed, and tables that Markdown does not take for tables.

    Args:
        blocks: the file's body.
        notes: takes the mistakes.
    """
    for block in blocks:
        if block.unclosed:
            mend = "Close it with the same marks, or take them out: all that follows is taken for code"
            notes.add(block.line, "The block of code that begins here has no end", mend)
        if block.kind == "paragraph":
            _check_table(block, notes)


def _check_table(block: Block, notes: Notes) -> None:
    for number, line in enumerate(block.lines):
        if not ("|" in line and len(line) < 2000 and _DASHES.match(line)):
            continue
        dashes, header = len(cells_of(line)), len(cells_of(block.lines[number - 1])) if number else 0
        notes.add(
            block.line + number,
            f"This looks like a table, but its header has {header} cells and its line of dashes {dashes}",
            "Give the header and the line of dashes below it the same number of cells",
        )
        return
