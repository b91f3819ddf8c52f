"""What a credential as a whole may lack, once it is read: the rules that no single line shows."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.credentials.mistakes import Mistake, Notes
from workbook.credentials.places import suggestion
from workbook.credentials.rubrics import is_known_level, passes_by_name
from workbook.text import fold

if TYPE_CHECKING:
    from workbook.credentials.model import Credential, Part, Rubric
    from workbook.credentials.reader import Reading

_SCHEME = re.compile(r"([a-z][a-z0-9+.-]*):", re.IGNORECASE)
_OPENABLE = frozenset({"http", "https", "mailto"})


def check_structure(reading: Reading) -> tuple[Mistake, ...]:
    """Return what is wrong with a credential as a whole, each with the line of the thing it is about.

    Args:
        reading: what came of reading its file.
    """
    notes = Notes()
    credential = reading.credential
    if credential is not None:
        _check_sections(credential, reading.lines, notes)
        _check_links(credential, reading.lines, notes)
        _check_numbers(credential, reading.lines, notes)
        for part in credential.parts:
            _check_part(part, credential, reading.lines, notes)
        _check_named_levels(credential, reading.lines, notes)
    return notes.mistakes


def _check_sections(credential: Credential, lines: dict[str, int], notes: Notes) -> None:
    if not credential.parts:
        mend = "Add a heading such as “# Part 1: Overview Questions” with numbered questions below it"
        notes.add(1, "The credential has no parts, so there is nothing to write", mend)
    if not credential.competency:
        line = lines.get("competency", 1)
        notes.add(
            line, "The credential does not say what its competency is", "Add # The Competency", "remark"
        )
    empty = {
        "method": not (credential.key_method or credential.method_components),
        "research": not (credential.research or credential.research_text),
        "resources": not (credential.resources or credential.resources_text),
        "submitting": not credential.submitting,
    }
    for section_id in credential.section_ids:
        if empty.get(section_id):
            title = credential.section_title(section_id)
            mend = "Write it, or take its heading out"
            notes.add(lines.get(section_id, 1), f"The section “{title}” is empty", mend, "remark")


def _check_links(credential: Credential, lines: dict[str, int], notes: Notes) -> None:
    for source in (*credential.research, *credential.resources):
        if source.url is None:
            continue
        scheme = _SCHEME.match(source.url)
        line = lines.get(source.id, 1)
        if scheme is None:
            mend = f"Write https://{source.url.lstrip('/')}"
            notes.add(line, f"The link {source.url[:80]} does not begin with https://", mend)
        elif scheme[1].lower() not in _OPENABLE:
            mend = "Use an address that begins with https://"
            notes.add(line, f"The link {source.url[:80]} cannot be opened from a workbook", mend)


def _check_numbers(credential: Credential, lines: dict[str, int], notes: Notes) -> None:
    numbers = [part.number for part in credential.parts]
    for before, part in zip([0, *numbers], credential.parts, strict=False):
        if part.number != before + 1:
            expected = f"part {before + 1} is expected"
            mend = "Number the parts 1, 2, 3 … in their order"
            notes.add(lines.get(part.id, 1), f"Part {part.number} stands where {expected}", mend)
            return


def _check_part(part: Part, credential: Credential, lines: dict[str, int], notes: Notes) -> None:
    line = lines.get(part.id, 1)
    if not part.prompts and not part.artifacts:
        mend = "Add numbered questions, or a heading such as “## Artifact 1: A lesson plan (PDF, 2 pages)”"
        notes.add(line, f"Part {part.number} has no prompts and no artifacts", mend)
    if part.rubric is not None:
        _check_rubric(part.rubric, credential, lines.get(f"{part.id}.rubric", line), notes)


def _check_rubric(rubric: Rubric, credential: Credential, line: int, notes: Notes) -> None:
    if not rubric.levels:
        notes.add(line, "The rubric has no levels", "Give the table a column for each level")
        return
    if "" in rubric.levels:
        notes.add(line, "A column of the rubric has no name", "Name the level in the table's header")
        return
    if len({fold(level) for level in rubric.levels}) < len(rubric.levels):
        notes.add(line, "Two columns of the rubric have the same name", "Give each level its own name")
    named = {fold(name) for name in credential.passing_levels}
    if named & {fold(level) for level in rubric.levels} or any(map(passes_by_name, rubric.levels)):
        return
    first = rubric.levels[0]
    mend = f"Name those that pass in the front matter, as in passing_levels: [{first or 'Met'}]"
    message = f"None of the rubric's levels is known to pass, so the first, “{first}”, is taken"
    notes.add(line, message, mend, "mistake" if is_known_level(first) else "remark")


def _check_named_levels(credential: Credential, lines: dict[str, int], notes: Notes) -> None:
    levels = [level for part in credential.parts if part.rubric for level in part.rubric.levels]
    if not levels:
        return
    known = {fold(level) for level in levels}
    for name in credential.passing_levels:
        if fold(name) not in known:
            mend = suggestion(name, levels) or f"The levels are {', '.join(dict.fromkeys(levels))}"
            notes.add(lines.get("passing_levels", 1), f"No rubric has the passing level “{name}”", mend)
