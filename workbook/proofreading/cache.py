"""What was noticed in paragraphs that were read before, kept on disk beside the workbook."""

from __future__ import annotations

import hashlib
import threading
from typing import TYPE_CHECKING, Any

from workbook.errors import StorageError
from workbook.files import write_atomically
from workbook.plain_files import read_plain
from workbook.proofreading.model import Noticed

if TYPE_CHECKING:
    from pathlib import Path

MOST_PARAGRAPHS = 4000
"""How many paragraphs are kept, an engine's results each; those used last."""
MOST_BYTES = 4_000_000
"""How large the file may grow, and how large a file is read at all."""
_FORM = 1
_CATEGORIES = ("grammar", "spelling", "style")
_Row = list[Any]


class ParagraphCache:
    """What the engines noticed, by paragraph, engine, its version and language. Any thread may use it.

    It is a convenience: one that cannot be read or written is begun anew, and nobody is troubled with
    it. It holds words of the draft, so the file is for its owner alone.

    Args:
        path: the file; None keeps it in memory alone.
    """

    def __init__(self, path: Path | None = None) -> None:
        self._path = path
        self._guard = threading.Lock()
        self._rows: dict[str, list[_Row]] = {}
        self._is_changed = False
        if path is not None:
            self._rows = _read(path)

    def find(self, text: str, engine: str, version: str, language: str) -> tuple[Noticed, ...] | None:
        """Return what an engine noticed in a text; None where it has not read it.

        Args:
            text: a plain text.
            engine: the engine's name.
            version: the engine's version.
            language: the language that it was read in.
        """
        key = _key(text, engine, version, language)
        with self._guard:
            rows = self._rows.pop(key, None)
            if rows is None:
                return None
            self._rows[key] = rows
        try:
            return tuple(_noticed(row, engine, len(text)) for row in rows)
        except (TypeError, ValueError):
            with self._guard:
                self._rows.pop(key, None)
            return None

    def keep(self, text: str, engine: str, version: str, language: str, noticed: tuple[Noticed, ...]) -> None:
        """Keep what an engine noticed in a text; what was not used for longest makes room.

        Args:
            text: the plain text.
            engine: the engine's name.
            version: the engine's version.
            language: the language that it was read in.
            noticed: what was noticed.
        """
        rows = [
            [one.start, one.end, one.category, one.rule, one.message, list(one.suggestions), one.quiet]
            for one in noticed
        ]
        with self._guard:
            self._rows[_key(text, engine, version, language)] = rows
            self._is_changed = True
            while len(self._rows) > MOST_PARAGRAPHS:
                del self._rows[next(iter(self._rows))]

    def save(self) -> None:
        """Write it to its file, whole or not at all; where the disk would not have it, it is left unsaved."""
        with self._guard:
            if self._path is None or not self._is_changed:
                return
            rows, self._is_changed = dict(self._rows), False
        try:
            write_atomically(self._path, _encoded(rows), private=True)
        except StorageError:
            with self._guard:
                self._is_changed = True


def _encoded(rows: dict[str, list[_Row]]) -> bytes:
    """Return the file's bytes: what was used last, as much as is allowed."""
    import orjson

    lines: list[bytes] = []
    total = 0
    for key, value in reversed(rows.items()):
        try:
            line = orjson.dumps([key, value])
        except TypeError:
            continue  # A half of a character, which no file can hold.
        total += len(line) + 1
        if total > MOST_BYTES - 100:
            break
        lines.append(line)
    return b"\n".join([orjson.dumps({"form": _FORM}), *reversed(lines)]) + b"\n"


def _read(path: Path) -> dict[str, list[_Row]]:
    """Return what a file holds; nothing where it is not there, not ours, or damaged."""
    import orjson

    try:
        if not path.is_file() or path.stat().st_size > MOST_BYTES:
            return {}
        head, *lines = read_plain(path).splitlines()
        if orjson.loads(head) != {"form": _FORM}:
            return {}
        pairs = [orjson.loads(line) for line in lines[-MOST_PARAGRAPHS:]]
        return {key: rows for key, rows in pairs if isinstance(key, str) and isinstance(rows, list)}
    except (OSError, ValueError, TypeError):
        return {}


def _key(text: str, engine: str, version: str, language: str) -> str:
    named = "\x1f".join((engine, version, language, text))
    return hashlib.blake2b(named.encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def _noticed(row: _Row, engine: str, length: int) -> Noticed:
    """Return what a row of the file says.

    Raises:
        TypeError, ValueError: it is none of ours.
    """
    start, end, category, rule, message, suggestions, quiet = row
    if not 0 <= start <= end <= length or category not in _CATEGORIES:
        raise ValueError("the row names no place in the text")
    texts = (rule, message, *suggestions)
    if not all(isinstance(text, str) for text in texts):
        raise TypeError("the row's texts are none")
    return Noticed(start, end, category, rule, message, tuple(suggestions), engine, bool(quiet))
