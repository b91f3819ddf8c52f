"""Artifacts: what their headings say of format and length."""

from __future__ import annotations

import re

from workbook.credentials.lengths import find_length, length_in
from workbook.credentials.model import Artifact

_FORMATS = {
    "pdf": "pdf", "docx": "docx", "doc": "doc",
    "word document": "docx", "word file": "docx", "microsoft word": "docx",
    "odt": "odt", "rtf": "rtf", "txt": "txt",
    "jpg": "jpg", "jpeg": "jpg", "png": "png", "gif": "gif", "heic": "heic", "webp": "webp", "svg": "svg",
    "pptx": "pptx", "ppt": "ppt", "powerpoint": "pptx", "xlsx": "xlsx", "xls": "xls", "excel": "xlsx",
    "csv": "csv", "mp4": "mp4", "mov": "mov", "mp3": "mp3", "m4a": "m4a", "wav": "wav", "webm": "webm",
    "html": "html", "md": "md", "zip": "zip",
}  # fmt: skip
_FORMAT = re.compile(r"(?<![\w/])\.?(" + "|".join(_FORMATS) + r")s?\b", re.IGNORECASE)
# In a sentence only the abbreviations in capitals count: "a word about …" names no format.
_IN_BODY = re.compile(r"\b(PDF|DOCX|JPE?G|PNG|GIF|PPTX|XLSX|MP4|MP3|MOV)s?\b")
_BRACKET = re.compile(r"\s*\(([^()]{1,200})\)\s*[.:]?$")


def read_artifact(artifact_id: str, title: str, body: str) -> Artifact:
    """Return an artifact from its heading and its text.

    A bracket behind the title that gives a format or a length is its `wording` and leaves the title;
    where there is none, the body's own words are read, and stay where they are.

    Args:
        artifact_id: its id.
        title: its heading, without "Artifact 1:".
        body: what to hand in.
    """
    bracket = _BRACKET.search(title)
    wording = bracket[1].strip() if bracket else ""
    formats = formats_in(wording)
    length = length_in(wording) if wording else None
    if bracket is None or (not formats and length is None):
        body_formats = dict.fromkeys(_FORMATS[name.lower()] for name in _IN_BODY.findall(body))
        return Artifact(artifact_id, title, body, find_length(body)[0], tuple(body_formats))
    return Artifact(artifact_id, title[: bracket.start()].strip(), body, length, formats, wording)


def says_what(wording: str) -> bool:
    """Return whether some words give a format or a length."""
    return bool(formats_in(wording) or length_in(wording))


def formats_in(wording: str) -> tuple[str, ...]:
    """Return the extensions that some words name, in their order ("PDF or DOCX")."""
    return tuple(dict.fromkeys(_FORMATS[name.lower()] for name in _FORMAT.findall(wording)))
