"""The names that a backup may hold: those of the layout of a home, and none that leads anywhere else."""

from __future__ import annotations

import re
import unicodedata

from workbook.patterns import late

MANIFEST = "manifest.json"
"""The entry that lists all the others."""
ID = r"[a-z0-9][a-z0-9-]{0,79}"
_NAME = r"[^/.][^/]*"
_IN_A_WORKBOOK = (
    r"workbook\.json",
    r"history\.json",
    r"credential\.md",
    # Damaged files that were put aside, and the files that an external editor left: words may be in them.
    r"(?:workbook|history)\.damaged-[0-9]{1,6}\.json",
    r"#?editing-(?:answer|note)-[A-Za-z0-9._-]{1,200}\.md(?:#|\.save(?:\.[0-9]{1,3})?)?",
    rf"artifacts/{_NAME}",
    rf"submissions/{_NAME}(?:/{_NAME})?",
)
_LAYOUT = late(
    "|".join(
        (
            r"config\.toml",
            r"dictionary\.txt",
            rf"catalogue/{_NAME}",
            r"private/(?:names|original-names)\.json",
            rf"workbooks/(?P<id>{ID})/(?P<rest>{'|'.join(_IN_A_WORKBOOK)})",
        )
    )
)
_PRIVATE = late(r"private/|workbooks/[^/]+/(?:history\.|#?editing-)")
_DEVICES = late(r"(?:CON|PRN|AUX|NUL|COM[0-9¹²³]|LPT[0-9¹²³]|CONIN\$|CONOUT\$|CLOCK\$)", re.IGNORECASE)
_LONGEST = 255
# Line and paragraph separators, and the marks that turn the order of letters round.
_MISLEADING = frozenset(
    "\u2028\u2029\u200e\u200f\u061c\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
)


def wrong_with(name: str) -> str:
    """Return what is wrong with a name in words that follow "which"; empty for a name of the layout.

    Args:
        name: the name of an entry, or of a file relative to the home, with `/` between its pieces.
    """
    if any(unicodedata.category(c) in ("Cc", "Cs") or c in _MISLEADING for c in name):
        return "has characters in its name that cannot be seen"
    if "\\" in name:
        return "has a backslash in its name"
    if name.startswith("/") or ":" in name:
        return "names a place on a disk and not one in the backup"
    wrong = next(filter(None, map(_wrong_with_piece, name.split("/"))), "")
    return wrong or ("" if _LAYOUT().fullmatch(name) else "is none of the workbook's own files")


def _wrong_with_piece(piece: str) -> str:
    if piece in ("", ".", ".."):
        return "leads out of its folder"
    if _DEVICES().fullmatch(piece.split(".", maxsplit=1)[0].rstrip()):
        return "has the name of a device on Windows"
    if piece != piece.strip() or piece.endswith("."):
        return "has a space or a full stop at an end of its name"
    return "has a name too long for a file" if len(piece.encode()) > _LONGEST else ""


def folded(name: str) -> str:
    """Return a name as a disk sees it that knows no capitals and writes accents in its own way."""
    return unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())


def workbook_of(name: str) -> str:
    """Return the id of the workbook that a file belongs to; empty where it belongs to none."""
    match = _LAYOUT().fullmatch(name)
    return (match["id"] or "") if match else ""


def is_private(name: str) -> bool:
    """Return whether only the owner may read a file."""
    return _PRIVATE().match(name) is not None
