"""What the command line writes: clean text that any terminal can show, and JSON."""

from __future__ import annotations

import json
import os
import re
import sys
from typing import Any, TextIO

from workbook.signs import in_text, register
from workbook.text import clean_document

BOLD, RED, YELLOW, GREEN = "1", "31", "33", "32"

_ESCAPED = re.compile(r"[\x7f-\x9f\u202a-\u202e\u2066-\u2069]")
# Embeddings, overrides and isolates of direction: one that is not ended would turn what stands behind it.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def at_a_terminal() -> bool:
    """Return whether there is a terminal at both ends, so that the app can open."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout))


def make_streams_safe() -> None:
    """Let no character end the program: what the terminal's encoding has not is written in a plain form."""
    errors = register()
    for stream in (sys.stdout, sys.stderr):
        if stream is not None and hasattr(stream, "reconfigure"):
            stream.reconfigure(errors=errors)


def say(text: str = "", style: str = "") -> None:
    """Write a piece of text and a line end to standard output.

    Args:
        text: one or several lines; terminal escapes and control characters in it are dropped.
        style: how it looks where colour is wanted, as `BOLD`; it never carries the meaning alone.
    """
    _write(sys.stdout, text, style)


def complain(text: str) -> None:
    """Write a sentence and a line end to standard error, on one line."""
    _write(sys.stderr, " ".join(_harmless(text).split()))


def say_exactly(text: str) -> None:
    """Write text to standard output as UTF-8 with nothing added, not even a line end."""
    if sys.stdout is None:
        return
    data = text.encode("utf-8", "replace")
    sys.stdout.flush()
    sys.stdout.buffer.write(data)
    sys.stdout.buffer.flush()


def say_json(value: Any) -> None:
    """Write a value as JSON; letters beyond ASCII are escaped only where the encoding lacks them."""
    if sys.stdout is None:
        return
    plain = not (sys.stdout.encoding or "").lower().replace("-", "").startswith("utf8")
    text = json.dumps(value, ensure_ascii=plain, indent=2)
    # JSON escapes C0 by itself; DEL, C1 and marks that turn the order round would reach the terminal.
    text = _ESCAPED.sub(lambda match: f"\\u{ord(match[0]):04x}", text)
    sys.stdout.write(text + "\n")


def is_coloured(stream: TextIO | None) -> bool:
    """Return whether a stream is a terminal that wants colour."""
    if stream is None or os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return stream.isatty()


def _harmless(text: str) -> str:
    """Return text without what could move a terminal's cursor or turn the order of our own words round."""
    return clean_document(text).translate(_TURNING)


def _write(stream: TextIO | None, text: str, style: str = "") -> None:
    if stream is None:
        return
    text = _harmless(text)
    if not (stream.encoding or "").lower().replace("-", "").startswith("utf8"):
        text = in_text(text)
    if style and text and is_coloured(stream):
        text = f"\x1b[{style}m{text}\x1b[0m"
    stream.write(text + "\n")
