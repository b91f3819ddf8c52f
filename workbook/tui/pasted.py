"""What a person pastes for a file: terminals give a dropped file quoted, escaped or as an address."""

from __future__ import annotations

import os
import shlex
from urllib.parse import urlsplit
from urllib.request import url2pathname

from workbook.errors import WorkbookError
from workbook.paths import found, path_of


def understood(given: str) -> str:
    """Return the path or the link that is meant, without what a terminal put around it."""
    text = given.strip()
    if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
        # 'it'\''s.pdf' is one quoted word to a shell; a Windows path in quotes is not.
        text = _one_word(text) or text[1:-1]
    if text.lower().startswith("file://"):
        return _path_of(text)
    if os.sep == "/" and "\\" in text and not _is_path(text):
        return _one_word(text) or text
    return text


def _is_path(text: str) -> bool:
    """Return whether something is there under the very name."""
    try:
        return found(path_of(text)) is not None
    except WorkbookError:
        return False


def _one_word(text: str) -> str:
    if os.sep != "/":
        return ""
    try:
        words = shlex.split(text)
    except ValueError:
        return ""
    return words[0] if len(words) == 1 else ""


def _path_of(address: str) -> str:
    try:
        return url2pathname(urlsplit(address).path)
    except ValueError:
        return address
