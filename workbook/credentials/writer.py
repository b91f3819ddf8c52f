"""Writing a credential as a file that the reader reads back to an equal one."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from workbook.credentials.as_json import plain_number
from workbook.credentials.blocks import read_blocks
from workbook.credentials.headings import KEPT_HEADING, meaning
from workbook.credentials.model import USUAL_TITLES, Component, Credential, Source
from workbook.credentials.part_writer import indented, write_part

if TYPE_CHECKING:
    from collections.abc import Iterable

_PLAIN = re.compile(r"[A-Za-z][\w ’.&/()-]*[\w)]|[A-Za-z]")
_NULL = frozenset({"null", "true", "false", "yes", "no", "on", "off"})
_UNPRINTABLE = re.compile("[^\t\n\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]|\ufeff")


def write_credential(credential: Credential) -> str:
    """Return a credential as Markdown with front matter, ending in a line feed.

    Reading it gives an equal credential, for every credential that came from reading. Sections are
    written in the order of `section_ids`; where there are none, in the usual one.

    Args:
        credential: what to write.
    """
    pieces = [_front_matter(credential), *(kept.text for kept in credential.left_over if not kept.section)]
    for section_id in credential.section_ids or usual_sections(credential):
        pieces.extend(_section(credential, section_id))
        for kept in credential.left_over:
            if kept.section == section_id:
                pieces.extend([f"## {KEPT_HEADING}", kept.text])
    return "\n\n".join(piece for piece in pieces if piece) + "\n"


def usual_sections(credential: Credential) -> tuple[str, ...]:
    """Return the sections that a credential has, in the usual order; for one that no file gave."""
    here = {
        "competency": credential.competency,
        "method": credential.key_method or credential.method_components,
        "research": credential.research or credential.research_text,
        "resources": credential.resources or credential.resources_text,
        **{part.id: True for part in credential.parts},
        "submitting": credential.submitting,
    }
    return tuple(section for section, content in here.items() if content)


def _front_matter(credential: Credential) -> str:
    rows: list[tuple[str, str]] = [("id", credential.id), ("title", _scalar(credential.title))]
    for key, text in (
        ("stack", credential.stack),
        ("issuer", credential.issuer),
        ("license", credential.license),
    ):
        if text:
            rows.append((key, _scalar(text)))
    if credential.audience:
        rows.append(("audience", _list(credential.audience)))
    rows.append(("needs_students", str(credential.needs_students).lower()))
    rows.append(("team", str(credential.team).lower()))
    if credential.hours is not None:
        rows.append(("hours", str(plain_number(credential.hours))))
    rows.append(("language", credential.language))
    if credential.passing_levels:
        rows.append(("passing_levels", _list(credential.passing_levels)))
    return "\n".join(["---", *(f"{key}: {value}" for key, value in rows), "---"])


def _scalar(text: str) -> str:
    if _PLAIN.fullmatch(text) and text.lower() not in _NULL:
        return text
    # JSON's quoted strings are YAML's, as long as characters stay themselves: YAML joins no surrogates.
    quoted = json.dumps(text, ensure_ascii=False)
    return _UNPRINTABLE.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)


def _list(texts: Iterable[str]) -> str:
    return "[" + ", ".join(_scalar(text) for text in texts) + "]"


def _section(credential: Credential, section_id: str) -> list[str]:
    part = credential.part(section_id)
    title = dict(credential.section_titles).get(section_id)
    if part is not None:
        return write_part(part, title)
    if section_id == "method":
        return _method(credential, title)
    heading = [] if section_id == "competency" and not title else [f"# {_title(section_id, title)}"]
    if section_id in ("research", "resources"):
        research = section_id == "research"
        text = credential.research_text if research else credential.resources_text
        return [*heading, text, _sources(credential.research if research else credential.resources)]
    return [*heading, credential.competency if section_id == "competency" else credential.submitting]


def _title(section_id: str, title: str | None) -> str:
    """Return a section's heading in its own words, as long as the reader would know it by them."""
    return title if title and meaning(title).kind == section_id else USUAL_TITLES[section_id]


def _method(credential: Credential, title: str | None) -> list[str]:
    components = credential.method_components
    if title and meaning(title).kind == "components":
        return [f"# {title}", credential.key_method, *_components(components)]
    pieces = [f"# {_title('method', title or 'Key Method')}", credential.key_method]
    # Without this heading the reader would take headings in the text for components.
    if components or any(block.level for block in read_blocks(credential.key_method.split("\n"))):
        pieces.append("# Method Components")
    return [*pieces, *_components(components)]


def _components(components: tuple[Component, ...]) -> list[str]:
    levels = [
        block.level for each in components for block in read_blocks(each.body.split("\n")) if block.level
    ]
    marks = "#" if min(levels, default=3) < 3 else "##"
    return [piece for each in components for piece in (f"{marks} {each.title}", each.body)]


def _sources(sources: tuple[Source, ...]) -> str:
    return "\n".join(indented("- ", source.text) for source in sources)
