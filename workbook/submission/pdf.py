"""The document as a tagged PDF: PDF/UA-1 for readers of every kind, PDF/A-2a for keeping."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import ToolError
from workbook.submission import typeset
from workbook.submission.glyphs import CODE_FONTS, TEXT_FONTS, Printer, clean_text, refused_clusters
from workbook.submission.nodes import Blocks, Node, header, para, text_of, words
from workbook.submission.typst_writer import TypstWriter, literal

if TYPE_CHECKING:
    from workbook.submission.document import Document
    from workbook.submission.job import Job
    from workbook.submission.typesetter import Typesetter

KICKER = "Submission for"
_TRIES = 6
_TEMPLATE = Path(__file__).with_name("template.typ")
_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:[-_][A-Za-z]{4})?(?:[-_]([A-Za-z]{2}))?(?:[-_].*)?")
# Where paper is of the "letter" size (Unicode CLDR, paperSize).
_LETTER = frozenset(("BZ", "CA", "CL", "CO", "CR", "GT", "MX", "NI", "PA", "PH", "PR", "SV", "US", "VE"))
_PAGES = re.compile(rb"/Type\s*/Pages\s*/Count (\d+)")


@dataclass(frozen=True)
class Pdf:
    """A PDF's bytes, its pages, and what had to be changed for it."""

    data: bytes
    pages: int | None
    remarks: tuple[str, ...]


def byline(document: Document) -> str:
    """Return the line below a document's title, in the formats that have one line for it."""
    return f"{KICKER} {document.title}" + (f" · {document.byline}" if document.byline else "")


def language_tags(language: str) -> tuple[str, str | None]:
    """Return a language tag's language and region as Typst takes them; English where it is no tag."""
    match = _LANGUAGE.fullmatch(language.strip())
    if match is None:
        return "en", None
    return match[1].lower(), match[2].upper() if match[2] else None


def make_pdf(job: Job, typesetter: Typesetter) -> Pdf:
    """Typeset a document with a typesetter that works in the job's folder.

    Raises:
        ToolError: Typst is missing, took too long or failed.
        BuildCancelled: the person stopped it.
    """
    folder, blocks = job.folder, job.blocks
    for name, data in job.pictures.items():
        (folder / name).write_bytes(data)
    refused: set[str] = set()
    remarks: list[str] = []
    put_in_words: frozenset[str] = frozenset()
    cautious = plain = False
    for _attempt in range(_TRIES):
        printer = Printer(refused, cautious=cautious)
        (folder / typeset.SOURCE).write_text(_source(job.document, blocks, printer), encoding="utf-8")
        fault = typesetter.typeset(job.timestamp, [*job.pictures], job.cancelled)
        if fault is None:
            data = typesetter.result.read_bytes()
            return Pdf(data, _count_pages(data), (*remarks, *printer.remarks()))
        # What one draft holds must not keep the whole document from being made: whatever the
        # compiler refuses is put in words, and the rest is typeset again.
        new = refused_clusters(fault.diagnostic) - refused
        broken = fault.broken - put_in_words
        if broken:
            put_in_words |= broken
            blocks = [_without_pictures(block, broken) for block in blocks]
            remarks.append(f"Pictures that could not be read and are put in words: {len(broken)}")
        elif new:
            refused |= new
        elif not cautious:
            cautious = True
        elif not plain:
            plain = True
            blocks = [_plain(block) for block in blocks]
            remarks.append("The document could be typeset only without its lists, tables and marks")
        else:
            break
    raise ToolError(
        "The document could not be typeset", "Build it with --to docx or --to html, and report what it holds"
    )


def _source(document: Document, blocks: Blocks, printer: Printer) -> str:
    language, region = language_tags(document.language)
    facts = {
        "title": literal(printer(" ".join(clean_text(document.title).split())) or "Submission"),
        "kicker": literal(KICKER),
        "byline": literal(printer(" ".join(clean_text(document.byline).split()))),
        "language": literal(language),
        "region": literal(region) if region else "none",
        "paper": literal("us-letter" if region in _LETTER else "a4"),
        "text-fonts": _array(TEXT_FONTS),
        "code-fonts": _array(CODE_FONTS),
    }
    body = TypstWriter(printer).blocks(blocks)
    listed = ", ".join(f"{name}: {value}" for name, value in facts.items())
    return f"#let facts = ({listed})\n{_TEMPLATE.read_text(encoding='utf-8')}\n{body}\n"


def _array(names: tuple[str, ...]) -> str:
    return f"({', '.join(map(literal, names))},)"


def _count_pages(data: bytes) -> int | None:
    counts = [int(count) for count in _PAGES.findall(data)]
    return max(counts, default=None)


def _plain(block: Node) -> Node:
    """Return a block as bare words: the last resort before there is no document at all."""
    text = words(text_of(block))
    return header(block["c"][0], text) if block["t"] == "Header" else para(text)


def _without_pictures(node: Node, broken: frozenset[str]) -> Node:
    """Return a tree in which each picture of those names is put in words."""
    if node["t"] == "Image" and node["c"][2][0] in broken:
        return {"t": "Emph", "c": words(f"[Picture: {text_of(node['c'][1])}]")}
    return {**node, "c": _walk(node["c"], broken)} if "c" in node else node


def _walk(content: object, broken: frozenset[str]) -> object:
    if isinstance(content, list):
        return [_walk(one, broken) for one in content]
    return _without_pictures(content, broken) if isinstance(content, dict) else content
