"""Signs beyond ASCII where a terminal has none: each has a plain form, and nothing of ours becomes a "?".

Both doors write through this: the command line by the streams' error handler, the app by its driver.
"""

from __future__ import annotations

import codecs
import unicodedata

ERRORS = "workbook.plain"
"""The name of the error handler under which a stream writes plain forms; see `register`."""

_SAME_WIDTH = {
    "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "‘": "'", "’": "'", "‚": "'", "ʼ": "'", "ʻ": "'",
    "‐": "-", "‑": "-", "‒": "-", "–": "-", "—": "-", "―": "-", "−": "-", "·": "-", "•": "-", "×": "x",
    "…": "~", "→": ">", "←": "<", "↑": "^", "↓": "v", "▸": ">", "▶": ">", "►": ">", "▾": "v", "▼": "v",
    "▲": "^", "△": "^", "◀": "<", "◂": "<", "✓": "x", "✔": "x", "✗": "x", "✘": "x", "●": "*", "○": "o",
    "◐": "-", "☑": "x", "☒": "x", "☐": "o", "¶": "/", "§": "$", "°": "o", "≈": "~", "\u00a0": " ",
    "⁄": "/", "\u2002": " ", "\u2003": " ", "\u2009": " ", "\u202f": " ",
}  # fmt: skip
_LONGER = {"…": "...", "→": "->", "←": "<-", "☑": "[x]", "☒": "[x]", "☐": "[ ]"}


def _drawn(code: int) -> str:
    """Return what stands for a line or a block that frames and bars are drawn of."""
    name = unicodedata.name(chr(code), "")
    if code >= 0x2580:
        if "SHADE" in name or "FULL" in name:
            return "#"
        return "|" if "LEFT" in name or "RIGHT" in name else ("_" if "LOWER" in name else "-")
    across = any(way in name for way in ("HORIZONTAL", "LEFT", "RIGHT"))
    down = any(way in name for way in ("VERTICAL", " UP", " DOWN"))
    if across and down:
        return "+"
    return ("=" if "HEAVY" in name or "DOUBLE" in name else "-") if across else "|" if down else "+"


_CELLS = str.maketrans(_SAME_WIDTH) | {code: _drawn(code) for code in range(0x2500, 0x25A0)}
_TEXT = {**_CELLS, **str.maketrans(_LONGER)}


def in_text(text: str) -> str:
    """Return text with the plain form of each sign that has one, as "..." for an ellipsis."""
    return text.translate(_TEXT)


def in_cells(text: str, encoding: str) -> str:
    """Return what is drawn on a full screen, with signs in plain forms; nothing changes its place.

    Args:
        text: what goes to the terminal, its escapes among it.
        encoding: what the terminal takes; a letter that it lacks loses its accent, or is a question mark.
    """
    if text.isascii():
        return text
    text = text.translate(_CELLS)
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return "".join(one if one.isascii() else _letter(one, encoding, cells=True) for one in text)
    return text


def register() -> str:
    """Have streams know the error handler that writes plain forms, and return its name."""
    codecs.register_error(ERRORS, _plain)
    return ERRORS


def _plain(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    lacking = error.object[error.start : error.end]
    return "".join(_letter(one, error.encoding) for one in lacking), error.end


def _letter(one: str, encoding: str, *, cells: bool = False) -> str:
    """Return what stands for a character that an encoding may lack: its sign, its letter, or "?"."""
    plain = one.translate(_CELLS if cells else _TEXT)
    if _has(encoding, plain):
        return plain
    if unicodedata.combining(one) or unicodedata.category(one) == "Cf":
        return ""
    apart = unicodedata.normalize("NFKD", one)
    bare = "".join(c for c in apart if not unicodedata.combining(c)).translate(_CELLS)
    if bare and _has(encoding, bare) and not (cells and len(bare) > 1):
        return bare
    return "??" if cells and unicodedata.east_asian_width(one) in ("W", "F") else "?"


def _has(encoding: str, text: str) -> bool:
    try:
        text.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True
