"""Reading a credential file: Markdown with front matter to a `Credential`."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.credentials.block_checks import check_blocks
from workbook.credentials.blocks import read_blocks, source_of, without_rules
from workbook.credentials.components import read_method
from workbook.credentials.front_matter import SLUG, FrontMatter, read_front_matter
from workbook.credentials.kept import placements, split_kept
from workbook.credentials.mistakes import Mistake, Notes, Severity
from workbook.credentials.model import Component, Credential, Part, Placement, Source
from workbook.credentials.outline import Outline, Section, read_outline
from workbook.credentials.part_lengths import heading_length
from workbook.credentials.parts import read_part
from workbook.credentials.sources import read_sources
from workbook.errors import WorkbookError
from workbook.paths import plain_file
from workbook.text import clean_document, decode, fold, one_line, read_file

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["LARGEST", "Mistake", "Reading", "Severity", "parse_credential", "read_credential", "read_text"]

LARGEST = 1024 * 1024
"""The largest credential file that is read, in bytes; a real one has some twenty thousand."""

MOST_LINES = 20_000
"""The most lines that are read: the time that Markdown takes can grow faster than its length."""


@dataclass(frozen=True)
class Reading:
    """What came of reading a file.

    Attributes:
        credential: the credential; None where nothing could be made of the file.
        mistakes: what is wrong with the file, by line.
        lines: where things stand in the file, by id.
    """

    credential: Credential | None
    mistakes: tuple[Mistake, ...] = ()
    lines: dict[str, int] = field(default_factory=dict, compare=False)

    @property
    def unusable(self) -> Mistake | None:
        """The first mistake that makes the file unusable, or None."""
        return next((mistake for mistake in self.mistakes if mistake.severity == "unusable"), None)


def read_credential(path: Path) -> Credential:
    """Return the credential that a file holds, whatever else may be wrong with it.

    Raises:
        WorkbookError: the file is missing, too large, not UTF-8, has no front matter or none that
            can be read, or gives no usable id or title; the message names the line.
        StorageError: the file cannot be read.
    """
    return credential_in(read_text(path), path)


def credential_in(text: str, path: Path) -> Credential:
    """Return the credential in the text of a file.

    Args:
        text: the whole text.
        path: the file, for its name.

    Raises:
        WorkbookError: there is none, as `read_credential` has it.
    """
    reading = parse_credential(text, fallback_id=path.stem)
    wrong = reading.unusable
    if wrong is not None or reading.credential is None:
        name = one_line(path.name)
        line, message = (wrong.line, wrong.message) if wrong else (1, "There is no credential in it")
        mend = wrong.mend if wrong else "`workbook validate` tells more"
        raise WorkbookError(f"{name}, line {line}: {message}", mend)
    return reading.credential


def read_text(path: Path) -> str:
    """Return a credential file's text.

    Raises:
        WorkbookError: the file is missing, no plain file, too large or not UTF-8.
        StorageError: the file cannot be read.
    """
    name = one_line(path.name)
    if plain_file(path).st_size > LARGEST:
        raise WorkbookError(
            f"{name} is larger than 1 MB, which no credential is", "Check that it is the right file"
        )
    return decode(read_file(path), name)


def parse_credential(text: str, *, fallback_id: str) -> Reading:
    """Read a credential from its text. Never raises.

    Args:
        text: the whole file.
        fallback_id: the id where the front matter gives none that can be used; made a slug.
    """
    notes = Notes()
    if len(text) > LARGEST:
        notes.add(1, "The file is larger than 1 MB", "Check that it is the right file", "unusable")
        return Reading(None, notes.mistakes)
    lines = [line.expandtabs(4) for line in clean_document(text).split("\n")]
    if len(lines) > MOST_LINES:
        notes.add(
            MOST_LINES, "The file has more than 20,000 lines", "Check that it is the right file", "unusable"
        )
        return Reading(None, notes.mistakes)
    front = read_front_matter(lines, notes)
    blocks = read_blocks(lines[front.body :], front.body + 1)
    check_blocks(blocks, notes)
    outline = read_outline(blocks, front.text("title"), notes)
    found = _Found()
    _place_before(outline, found, notes)
    for section in outline.sections:
        _read_section(section, front.texts("passing_levels"), found, notes)
    credential = _credential(front, outline, found, fallback_id, notes)
    found.lines.update(front.lines)
    return Reading(credential, notes.mistakes, found.lines)


@dataclass
class _Found:
    """What the sections gave."""

    texts: dict[str, str] = field(default_factory=dict)
    components: tuple[Component, ...] = ()
    sources: dict[str, tuple[Source, ...]] = field(default_factory=dict)
    parts: list[Part] = field(default_factory=list)
    section_ids: list[str] = field(default_factory=list)
    titles: list[tuple[str, str]] = field(default_factory=list)
    left_over: list[Placement] = field(default_factory=list)
    lines: dict[str, int] = field(default_factory=dict)


def _place_before(outline: Outline, found: _Found, notes: Notes) -> None:
    """Take what stands before the first section: the competency, where no heading says so."""
    text = source_of(without_rules(outline.before))
    if not text:
        return
    if any(section.id == "competency" for section in outline.sections):
        found.left_over.extend(placements("", outline.before, notes))
        return
    found.section_ids.append("competency")
    found.texts["competency"] = text
    found.lines["competency"] = outline.before[0].line


def _read_section(section: Section, passing_levels: tuple[str, ...], found: _Found, notes: Notes) -> None:
    found.section_ids.append(section.id)
    if section.title:
        title = heading_length(section.title)[0] if section.number else section.title
        found.titles.append((section.id, title))
    found.lines[section.id] = section.line
    if section.number:
        read = read_part(section, passing_levels, notes)
        found.parts.append(read.part)
        found.left_over.extend(read.left_over)
        found.lines.update(read.lines)
        return
    if section.id == "method":
        found.texts["method"], found.components, left = read_method(section)
    else:
        own, left = split_kept(section.blocks, section.level)
        if section.id in ("research", "resources"):
            found.sources[section.id], found.texts[section.id] = read_sources(own, section.id, found.lines)
        else:
            found.texts[section.id] = f"{section.rest}\n\n{source_of(without_rules(own))}".strip()
    found.left_over.extend(placements(section.id, left, notes))


def _credential(
    front: FrontMatter, outline: Outline, found: _Found, fallback_id: str, notes: Notes
) -> Credential:
    title = front.text("title") or one_line(outline.title)
    if not title and front.found:
        notes.add(
            front.lines.get("title", 1),
            "The credential has no title",
            "Add title: to the front matter",
            "unusable",
        )
    return Credential(
        id=_id(front, fallback_id, notes),
        title=title,
        stack=front.text("stack"),
        issuer=front.text("issuer"),
        license=front.text("license"),
        audience=front.texts("audience"),
        needs_students=front.flag("needs_students", default=True),
        team=front.flag("team", default=False),
        hours=front.number("hours"),
        language=front.text("language") or "en-US",
        passing_levels=front.texts("passing_levels"),
        competency=found.texts.get("competency", ""),
        key_method=found.texts.get("method", ""),
        method_components=found.components,
        research=found.sources.get("research", ()),
        research_text=found.texts.get("research", ""),
        resources=found.sources.get("resources", ()),
        resources_text=found.texts.get("resources", ""),
        parts=tuple(found.parts),
        submitting=found.texts.get("submitting", ""),
        section_ids=tuple(found.section_ids),
        section_titles=tuple(found.titles),
        left_over=tuple(found.left_over),
    )


def _id(front: FrontMatter, fallback_id: str, notes: Notes) -> str:
    """Return the id; it names a folder, so nothing but a slug is ever taken."""
    given = front.text("id")
    if given and SLUG.fullmatch(given) and len(given) <= 100:
        return given
    fallback = slug(given or fallback_id) or "credential"
    if given:
        line = front.lines["id"]
        message = f"The id “{given[:60]}” is not made of small letters, digits and hyphens"
        notes.add(line, message, f"Write id: {fallback}", "unusable")
    elif front.found:
        notes.add(front.lines.get("id", 1), "The credential has no id", f"Add id: {fallback}", "unusable")
    return fallback


def slug(words: str) -> str:
    """Return words as an id: small letters, digits and single hyphens."""
    kept = "".join(c if c.isascii() and c.isalnum() else "-" for c in fold(words))
    return "-".join(piece for piece in kept.split("-") if piece)[:80].strip("-")
