"""The person's own words: a text file, one word a line, that she may also edit herself."""

from __future__ import annotations

import contextlib
import re
from typing import TYPE_CHECKING

from workbook.errors import StorageError, WorkbookError
from workbook.files import ensure_folder, storage_error, write_atomically
from workbook.plain_files import read_plain
from workbook.text import encoding_of, one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from pathlib import Path

    from workbook.home import Home

LONGEST = 100
"""How many letters a word may have at most."""
_SECONDS = 10.0
_NO_WORD = re.compile(r"[\s\x00-\x1f\x7f-\x9f\ud800-\udfff\ufeff\ufffd]")


def words(home: Home) -> tuple[str, ...]:
    """Return the person's words, in order of adding, each once; lines that hold no word are passed over.

    Args:
        home: where things are kept.

    Raises:
        StorageError: the file is there and cannot be read.
    """
    found = (_word_of(line) for line in _lines(home.dictionary))
    return tuple(dict.fromkeys(word for word in found if word))


def add_words(home: Home, added: Iterable[str]) -> tuple[str, ...]:
    """Add words to the person's own, and return those that were not among them.

    Args:
        home: where things are kept.
        added: the words.

    Raises:
        WorkbookError: one of them is no word; then none is added.
        StorageError: the disk would not have it.
    """
    asked = [checked(word) for word in added]
    with _held(home):
        lines = _lines(home.dictionary)
        known = {_word_of(line) for line in lines}
        fresh = tuple(dict.fromkeys(word for word in asked if word not in known))
        if fresh:
            _write(home.dictionary, [*lines, *fresh])
    return fresh


def remove_words(home: Home, removed: Iterable[str]) -> tuple[str, ...]:
    """Take words away from the person's own, and return those that were among them.

    Args:
        home: where things are kept.
        removed: the words, written as they were added.

    Raises:
        StorageError: the disk would not have it.
    """
    asked = {word.strip() for word in removed} - {""}
    with _held(home):
        lines = _lines(home.dictionary)
        gone = dict.fromkeys(word for line in lines if (word := _word_of(line)) in asked)
        if gone:
            _write(home.dictionary, [line for line in lines if _word_of(line) not in asked])
    return tuple(gone)


def checked(word: str) -> str:
    """Return a word as it is kept.

    Raises:
        WorkbookError: it is no single word.
    """
    word = word.strip()
    if not word or len(word) > LONGEST or _NO_WORD.search(word) or not any(map(str.isalnum, word)):
        shown = one_line(word)[:LONGEST]
        raise WorkbookError(f"“{shown}” is not one word", "Add words one by one, without spaces in them")
    if word.startswith("#"):
        raise WorkbookError(f"“{one_line(word)}” begins with a #", "Add the word without it")
    return word


def _word_of(line: str) -> str:
    """Return the word of a line of the file; empty for a comment and for what is no word."""
    word = line.strip().removeprefix("\ufeff").strip()
    is_word = not word.startswith("#") and len(word) <= LONGEST and not _NO_WORD.search(word)
    return word if is_word else ""


def _lines(path: Path) -> list[str]:
    try:
        data = read_plain(path)
        encoding = encoding_of(data)
        # Bytes that are no UTF-8 are kept as they are, for whoever put them there.
        lines = data.decode(encoding, "surrogateescape" if encoding == "utf-8" else "replace").split("\n")
    except FileNotFoundError:
        return []
    except OSError as error:
        raise StorageError(
            f"Your own words cannot be read ({path}: {error.strerror})", "Check who may read the file"
        ) from error
    return lines[:-1] if lines[-1] == "" else lines


def _write(path: Path, lines: Iterable[str]) -> None:
    text = "".join(f"{line}\n" for line in lines)
    # A word may be a pupil's name: the file is for its owner alone.
    write_atomically(path, text.encode("utf-8", "surrogateescape"), keep_backup=True, private=True)


@contextlib.contextmanager
def _held(home: Home) -> Iterator[None]:
    """Keep other processes from changing the words meanwhile."""
    from workbook.locks import LockFile, Timeout

    ensure_folder(home.folder)
    lock = LockFile(home.dictionary.with_name(home.dictionary.name + ".lock"), _SECONDS)
    try:
        with lock:
            yield
    except Timeout as error:
        raise WorkbookError("Another window is changing your own words", "Try again in a moment") from error
    except OSError as error:
        raise storage_error(home.dictionary, error) from error
