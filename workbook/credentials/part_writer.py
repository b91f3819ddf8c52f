"""Writing a part of a credential."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from workbook.credentials.blocks import read_blocks
from workbook.credentials.headings import meaning, speaks_of_artifacts
from workbook.credentials.length_words import in_words, own_words
from workbook.credentials.lengths import find_length
from workbook.credentials.part_lengths import read_instructions

if TYPE_CHECKING:
    from workbook.credentials.model import Artifact, Length, Part, Prompt, Rubric, SubPrompt

_BREAKS = re.compile(r"^\s*(?:[-*+>|#]|```|~~~|\d{1,9}[.)]\s|$)")
_THEMATIC = re.compile(r"^(?:[-\s]+|[*\s]+|[_\s]+)$")


def write_part(part: Part, title: str | None) -> list[str]:
    """Return a part as pieces of Markdown, to be joined by blank lines.

    Args:
        part: what to write.
        title: its heading in the file's own words, if known.
    """
    pieces = [f"# {_heading(part, title)}", _length_line(part), part.instructions]
    if part.prompts:
        if _needs_questions_heading(part):
            pieces.append("## Questions")
        pieces.append("\n".join(write_prompt(prompt) for prompt in part.prompts))
    pieces.extend(_artifacts(part.artifacts))
    if part.passing:
        pieces += ["Passing:", "\n".join(indented("- ", line.text) for line in part.passing)]
    if part.rubric:
        pieces += ["## Rubric", write_rubric(part.rubric)]
    return pieces


def write_prompt(prompt: Prompt) -> str:
    """Return a prompt as an item of a list, with its lettered or numbered questions."""
    marker = "- " if prompt.bulleted else f"{prompt.label}. "
    lines = [indented(marker, _with_length(prompt.text, prompt.length))]
    if prompt.text and prompt.subprompts and prompt.subprompts[0].label.isdecimal():
        lines.append("")
    lines.extend(_sub(sub, " " * len(marker)) for sub in prompt.subprompts)
    return "\n".join(lines)


def write_rubric(rubric: Rubric) -> str:
    """Return a rubric as a table."""
    header = [rubric.header, *rubric.levels]
    rows = [header, *([row.criterion, *row.descriptors] for row in rubric.rows)]
    lines = ["| " + " | ".join(cell.replace("|", "\\|") for cell in row) + " |" for row in rows]
    lines.insert(1, "|" + "---|" * len(header))
    return "\n".join(lines)


def indented(marker: str, text: str) -> str:
    """Return a text as an item of a list: the marker, then every further line under its first word."""
    first, *rest = text.split("\n")
    if marker == "- " and first and _THEMATIC.match(f"- {first}"):
        marker = "* " if "*" not in first else "+ "  # "- ---" would be a line across the page.
    pad = " " * len(marker)
    return "\n".join([f"{marker}{first}".rstrip() if not first else marker + first, *_padded(rest, pad)])


def _padded(lines: list[str], pad: str) -> list[str]:
    return [pad + line if line.strip() else "" for line in lines]


def _sub(sub: SubPrompt, pad: str) -> str:
    text = indented(f"{sub.label}. ", _with_length(sub.text, sub.length))
    return "\n".join(_padded(text.split("\n"), pad))


def _heading(part: Part, title: str | None) -> str:
    """Return the heading in the file's own words, as long as the reader would know the part by them."""
    if title:
        found = meaning(title)
        if found.kind != "part" or (found.number == part.number and found.title == part.title):
            return title
    return f"Part {part.number}: {part.title}" if part.title else f"Part {part.number}"


def _length_line(part: Part) -> str:
    """Return the line that gives the part's length, unless a prompt or the instructions say it already."""
    length = part.length
    if length is None or any(prompt.length == length for prompt in part.prompts):
        return ""
    said = read_instructions(read_blocks(part.instructions.split("\n")))
    if said.shared == length and said.text == part.instructions:
        return ""
    return f"({_wording(length)})"


def _needs_questions_heading(part: Part) -> bool:
    """Return whether prompts would be taken for something else without a heading of their own."""
    if part.artifacts or speaks_of_artifacts(part.title):
        return True
    return any(block.kind != "paragraph" for block in read_blocks(part.instructions.split("\n")))


def _artifacts(artifacts: tuple[Artifact, ...]) -> list[str]:
    levels = [
        block.level for each in artifacts for block in read_blocks(each.body.split("\n")) if block.level
    ]
    marks = "#" if min(levels, default=3) < 3 else "##"
    pieces = []
    for number, artifact in enumerate(artifacts, 1):
        title = f": {artifact.title}" if artifact.title else ""
        wording = f" ({artifact.wording})" if artifact.wording else ""
        pieces += [f"{marks} Artifact {number}{title}{wording}", artifact.body]
    return pieces


def _with_length(text: str, length: Length | None) -> str:
    """Return a text with its length in brackets, where the reader takes it out again.

    The end of its first paragraph is tried first, then its beginning, then a line of its own.
    """
    if length is None or find_length(text) == (length, text):
        return text
    bracket = f"({_wording(length)})"
    lines = text.split("\n")
    end = next((n for n, line in enumerate(lines) if _BREAKS.match(line)), len(lines))
    behind = "\n".join([*lines[: end - 1], f"{lines[end - 1]} {bracket}", *lines[end:]]) if end else ""
    for candidate in (behind, f"{bracket} {text}", f"{bracket}\n\n{text}", f"{text}\n\n{bracket}"):
        if candidate and find_length(candidate)[1] == text:
            return candidate
    return f"{bracket}\n\n{text}".strip()


def _wording(length: Length) -> str:
    """Return the words that give a length: its own, as long as they give the same one."""
    return own_words(length) or in_words(length)
