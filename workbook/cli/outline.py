"""A credential, or one place of it, as lines of plain text with the ids to type."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.cli.page import page, plain, wrapped
from workbook.credentials.length_words import as_asked
from workbook.credentials.model import Artifact, Part, PassingLine, Prompt, RubricRow, Source, SubPrompt
from workbook.credentials.places import PlaceKind, find_place

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.credentials.model import Credential, Rubric
    from workbook.credentials.places import Place

Lines = list[tuple[str, bool]]
"""Blocks of text, and whether each is a heading."""


def whole(credential: Credential) -> Lines:
    """Return a credential: what it is, and every section in its order."""
    lines: Lines = [(credential.title, True), (facts(credential), False)]
    for section in credential.section_ids:
        lines += section_lines(credential, section)
    return lines


def facts(credential: Credential) -> str:
    """Return what one asks of a credential before choosing it, a line each."""
    hours = credential.hours
    said = [
        ("Id", credential.id),
        ("Series", credential.stack or ""),
        ("Issuer", credential.issuer or ""),
        ("License", credential.license or ""),
        ("For", ", ".join(credential.audience) or "everyone"),
        ("Students", "you need students" if credential.needs_students else "you need no students"),
        ("Team", "you earn it together, as a team" if credential.team else ""),
        ("Time", f"about {hours:g} hour{'' if hours == 1 else 's'}" if hours else ""),
    ]
    return "\n".join(wrapped(f"{name}: {value}") for name, value in said if value)


def place_lines(credential: Credential, place_id: str) -> Lines:
    """Return what stands at one place.

    Raises:
        WorkbookError: there is no such place; the nearest is suggested.
    """
    place = find_place(credential, place_id)
    if place.kind is PlaceKind.SECTION:
        return section_lines(credential, place.id)
    return [(_thing(place, credential), False)]


def section_lines(credential: Credential, section: str) -> Lines:
    """Return one section, its heading first."""
    part = credential.part(section)
    title = plain(credential.section_title(section))
    if part is not None and title == part.id:
        title = f"Part {part.number}: {part.title}"
    lines: Lines = [(f"{title} ({section})", True)]
    blocks = _part(part) if part else _reading(credential, section)
    lines += [(block, False) for block in blocks if block.strip()]
    lines += [(page(left.text), False) for left in credential.left_over if left.section == section]
    return lines


def _reading(credential: Credential, section: str) -> Iterator[str]:
    if section == "competency":
        yield page(credential.competency)
    elif section == "submitting":
        yield page(credential.submitting)
    elif section == "method":
        yield page(credential.key_method)
        for component in credential.method_components:
            yield wrapped(f"Component: {plain(component.title)}")
            yield page(component.body)
    else:
        research = section == "research"
        yield page(credential.research_text if research else credential.resources_text)
        for source in credential.research if research else credential.resources:
            yield _source(source)


def _part(part: Part) -> Iterator[str]:
    if part.length is not None:
        yield wrapped(f"Length: {as_asked(part.length)}")
    yield page(part.instructions)
    for prompt in part.prompts:
        yield _prompt(part, prompt)
    for artifact in part.artifacts:
        yield _artifact(artifact)
    if part.passing:
        yield "Passing:\n" + "\n".join(_passing(line) for line in part.passing)
    if part.rubric is not None:
        yield _levels(part.rubric)
        for row in part.rubric.rows:
            yield _row(row, part.rubric)


def _thing(place: Place, credential: Credential) -> str:
    thing, part = place.thing, credential.part(place.section)
    if isinstance(thing, Prompt) and part:
        return _prompt(part, thing)
    if isinstance(thing, SubPrompt):
        return _sub(thing, "")
    if isinstance(thing, Artifact):
        return _artifact(thing)
    if isinstance(thing, PassingLine):
        return _passing(thing)
    if isinstance(thing, RubricRow) and part and part.rubric:
        return f"{_levels(part.rubric)}\n\n{_row(thing, part.rubric)}"
    return _source(thing) if isinstance(thing, Source) else ""


def _prompt(part: Part, prompt: Prompt) -> str:
    said = [f"Part {part.number}, question {prompt.label}, {prompt.id}"]
    lines = [wrapped(", ".join([*said, as_asked(prompt.length)]).rstrip(", ") + ":")]
    lines.append(page(prompt.text, "  "))
    if prompt.either:
        ways = [f"{way.medium} {_bracketed(as_asked(way.length))}".strip() for way in prompt.either]
        lines.append(wrapped("Either " + ", or ".join(ways), "  "))
    lines += [_sub(sub, "  ") for sub in prompt.subprompts]
    return "\n".join(lines)


def _sub(sub: SubPrompt, indent: str) -> str:
    length = as_asked(sub.length)
    told = f"{sub.label}. {plain(sub.text)} {_bracketed(f'{sub.id}, {length}' if length else sub.id)}"
    return wrapped(told, indent, indent + "   ")


def _artifact(artifact: Artifact) -> str:
    details = artifact.wording or as_asked(artifact.length)
    title = f"Hand in: {plain(artifact.title)}, {artifact.id}"
    lines = [wrapped(f"{title}, {details}:" if details else f"{title}:")]
    return "\n".join([*lines, *([page(artifact.body, "  ")] if artifact.body else [])])


def _passing(line: PassingLine) -> str:
    return wrapped(f"{plain(line.text)} ({line.id})", "- ")


def _levels(rubric: Rubric) -> str:
    levels = ", ".join(plain(level) for level in rubric.levels)
    return wrapped(f"Rubric. Levels: {levels}. Passing: {', '.join(rubric.passing_levels)}.")


def _row(row: RubricRow, rubric: Rubric) -> str:
    lines = [wrapped(f"{plain(row.criterion)}, {row.id}:")]
    for level, descriptor in zip(rubric.levels, row.descriptors, strict=False):
        lines.append(wrapped(f"{plain(level)}: {plain(descriptor)}", "  "))
    return "\n".join(lines)


def _source(source: Source) -> str:
    return wrapped(f"{plain(source.text)} ({source.id})", "- ")


def _bracketed(words: str) -> str:
    return f"({words})" if words else ""
