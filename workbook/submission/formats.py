"""The document in the other formats that pandoc writes: DOCX, HTML, Markdown and plain text."""

from __future__ import annotations

import html
from pathlib import Path
from typing import TYPE_CHECKING, Any

import orjson

from workbook.errors import ToolError
from workbook.submission.docx import with_date
from workbook.submission.images import data_address
from workbook.submission.nodes import NO_ATTRIBUTES, Inlines, document, header, para, text_of, words
from workbook.submission.pdf import KICKER, byline, language_tags
from workbook.submission.reading import pandoc

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.submission.document import Document
    from workbook.submission.job import Job

_STYLE = Path(__file__).with_name("document.css")
_MARKDOWN = "commonmark+pipe_tables+footnotes+strikeout+fancy_lists+definition_lists"
_WRITERS = {
    "docx": ["-t", "docx"],
    "html": ["-t", "html5", "--wrap=none"],
    "md": ["-t", _MARKDOWN, "--wrap=none"],
    "txt": ["-t", "plain", "--columns=78"],
}


def make(to: str, job: Job) -> bytes:
    """Write a document as `docx`, `html`, `md` or `txt`.

    Raises:
        ToolError: pandoc is missing, took too long or failed.
        BuildCancelled: the person stopped it.
    """
    source = job.document
    shown = [_for_format(block, to, job.pictures) for block in job.blocks]
    language, region = language_tags(source.language)
    tag = f"{language}-{region}" if region else language
    meta = {"lang": tag}
    if to == "docx":
        meta |= {"title": source.title, "subtitle": byline(source)}
    elif to != "html":
        shown = [header(1, words(source.title)), para(words(byline(source))), *map(_one_deeper, shown)]
    else:
        shown = [_one_deeper(block) for block in shown]
    data = orjson.dumps(document(shown, meta))
    arguments = ["-f", "json", *_WRITERS[to], *(["-s", "-o", "-"] if to == "docx" else [])]
    done = pandoc(arguments, job.folder, data=data, cancelled=job.cancelled)
    if done.status != 0:
        raise ToolError(f"pandoc could not write the {to.upper()}", "Build it with --to pdf")
    if to == "docx":
        return with_date(done.output, job.timestamp)
    return _page(source, tag, done.output) if to == "html" else done.output


def _page(source: Document, tag: str, body: bytes) -> bytes:
    """Return a whole HTML page that needs nothing from elsewhere and may fetch nothing."""
    title = html.escape(source.title)
    byline = f'<p class="byline">{html.escape(source.byline)}</p>\n' if source.byline else ""
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
    head = (
        f'<!DOCTYPE html>\n<html lang="{tag}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="referrer" content="no-referrer">\n'
        f"<title>{title}</title>\n<style>\n{_STYLE.read_text(encoding='utf-8')}</style>\n</head>\n<body>\n"
        f'<header>\n<p class="kicker">{KICKER}</p>\n<h1>{title}</h1>\n{byline}</header>\n<main>\n'
    )
    return head.encode() + body.replace(b"<th>", b'<th scope="col">') + b"\n</main>\n</body>\n</html>\n"


def _one_deeper(node: dict[str, Any]) -> dict[str, Any]:
    if node["t"] != "Header":
        return node
    level, attributes, inlines = node["c"]
    return {"t": "Header", "c": [min(level + 1, 6), attributes, inlines]}


def _for_format(node: dict[str, Any], to: str, pictures: Mapping[str, bytes]) -> dict[str, Any]:
    """Return a tree as one format needs it: pictures within it, the questions set apart."""
    kind: str = node["t"]
    if kind == "Image":
        return _picture(node, to, pictures)
    if kind == "Link" and to == "txt":
        return _address_beside(node)
    walked = {**node, "c": _walk(node["c"], to, pictures)} if "c" in node else node
    return _division(walked, to) if kind == "Div" else walked


def _division(node: dict[str, Any], to: str) -> dict[str, Any]:
    """Return a division as a format shows its role."""
    attributes, inside = node["c"]
    role = attributes[1][0]
    if to == "html":
        return node
    if to == "docx" and role == "prompt":
        # A style of pandoc's own reference document: set in from both sides.
        return {"t": "Div", "c": [["", [], [["custom-style", "Block Text"]]], inside]}
    if role == "prompt":
        return {"t": "BlockQuote", "c": inside}
    return {"t": "Div", "c": [NO_ATTRIBUTES, inside]}


def _walk(content: Any, to: str, pictures: Mapping[str, bytes]) -> Any:
    if isinstance(content, list):
        return [_walk(one, to, pictures) for one in content]
    if isinstance(content, dict):
        return _for_format(content, to, pictures)
    return content


def _picture(node: dict[str, Any], to: str, pictures: Mapping[str, bytes]) -> dict[str, Any]:
    attributes, inlines, (name, _title) = node["c"]
    if to in ("md", "txt"):
        return {"t": "Emph", "c": words(f"[Picture: {text_of(inlines)}]")}
    return {"t": "Image", "c": [attributes, inlines, [data_address(name, pictures[name]), ""]]}


def _address_beside(node: dict[str, Any]) -> dict[str, Any]:
    _attributes, inlines, (address, _title) = node["c"]
    shown: Inlines = list(inlines)
    if text_of(inlines) != address.removeprefix("mailto:"):
        shown += words(f" ({address})")
    return {"t": "Span", "c": [NO_ATTRIBUTES, shown]}
