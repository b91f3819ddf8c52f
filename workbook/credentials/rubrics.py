"""Rubrics: tables whose header names the levels, with one criterion a row."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.credentials.model import Rubric, RubricRow
from workbook.text import fold, one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.credentials.blocks import Block
    from workbook.credentials.mistakes import Notes

_PIPE = re.compile(r"(?<!\\)\|")
_FIRST_COLUMN = re.compile(
    r"criteri|component|element|indicator|trait|dimension|artifact|evidence|category|domain|rubric|skill",
    re.IGNORECASE,
)
_PASSING = re.compile(
    r"(?:highly |fully |very )?(?:proficient|exemplary|met|meets\b.*|demonstrated|demonstrates|accomplished|"
    r"advanced|distinguished|exceeds\b.*|exceeded|exceeding\b.*|meeting\b.*|passing|pass)"
)
_OTHER_LEVEL = re.compile(
    r"basic|developing|emerging|beginning|not .*|partial.*|progressing|approaching.*|limited|novice|"
    r"unsatisfactory"
)


def cells_of(line: str) -> list[str]:
    r"""Return the cells of a table's line; `\|` is a bar inside a cell."""
    line = line.strip()
    line = line.removeprefix("|")
    cells = [cell.strip().replace("\\|", "|") for cell in _PIPE.split(line)]
    if len(cells) > 1 and not cells[-1]:
        cells.pop()
    return cells


def looks_like_rubric(block: Block) -> bool:
    """Return whether a table is a rubric by its header: a first column of criteria, or levels we know."""
    header = cells_of(block.lines[0])
    if len(header) < 2:
        return False
    return bool(_FIRST_COLUMN.search(header[0])) or any(is_known_level(name) for name in header[1:])


def read_table(block: Block, part_id: str, first: int, notes: Notes) -> Rubric:
    """Read a table as a rubric.

    Args:
        block: the table.
        part_id: the part it belongs to, for the ids.
        first: the number of its first criterion.
        notes: takes what is wrong with its rows.
    """
    header = cells_of(block.lines[0])
    rows: list[RubricRow] = []
    for offset, line in enumerate(block.lines[2:], 2):
        cells = _fitted(cells_of(line), len(header), block.line + offset, notes)
        number = first + len(rows)
        rows.append(RubricRow(f"{part_id}.criterion-{number}", cells[0], tuple(cells[1:])))
    if not rows:
        notes.add(block.line, "The rubric has no rows", "Add one row for each criterion")
    return Rubric(tuple(header[1:]), (), tuple(rows), header[0])


def with_passing_levels(rubric: Rubric, named: Sequence[str]) -> Rubric:
    """Return a rubric with its passing levels: those named in the front matter, else those known by name.

    The rule is the contract's ("Passing levels"): where neither says anything, the first column passes.
    """
    wanted = {fold(name) for name in named}
    passing = tuple(level for level in rubric.levels if fold(level) in wanted)
    passing = passing or tuple(level for level in rubric.levels if passes_by_name(level))
    return replace(rubric, passing_levels=passing or rubric.levels[:1])


def passes_by_name(level: str) -> bool:
    """Return whether a level's name alone says that it passes ("Proficient", "Meets expectations")."""
    return bool(_PASSING.fullmatch(_level_name(level)))


def is_known_level(name: str) -> bool:
    """Return whether a name is one that levels of rubrics usually have, passing or not."""
    return passes_by_name(name) or bool(_OTHER_LEVEL.fullmatch(_level_name(name)))


def _level_name(level: str) -> str:
    """Return a level's name without points, emphasis or number ("**Proficient** (3 points)")."""
    return fold(re.sub(r"\([^()]{0,60}\)|\d+|points?\b|[*_`:–—=.-]", " ", level[:200], flags=re.IGNORECASE))


def _fitted(cells: list[str], width: int, line: int, notes: Notes) -> list[str]:
    if len(cells) < width:
        name = one_line(cells[0])[:60]
        notes.add(
            line,
            f"The rubric's row “{name}” has {len(cells)} cells where its header has {width}",
            "Give it one cell for each level",
        )
        return cells + [""] * (width - len(cells))
    if len(cells) > width:
        name = one_line(cells[0])[:60]
        notes.add(
            line,
            f"The rubric's row “{name}” has {len(cells)} cells where its header has {width}",
            "Take the extra cell out, or write a bar inside a cell as \\|",
        )
        return [*cells[: width - 1], " | ".join(cells[width - 1 :])]
    if not cells[0] or not all(cells):
        notes.add(line, "A cell of the rubric is empty", "Describe every level of every criterion")
    return cells
