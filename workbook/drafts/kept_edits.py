"""The files on which a text is written in the person's own editor, and those that hold words still."""

from __future__ import annotations

import contextlib
import hashlib
import re
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from workbook.clock import local
from workbook.errors import WorkbookError
from workbook.files import storage_error
from workbook.locks import LockFile, Timeout
from workbook.text import clean_draft, decode, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Literal

    from workbook.drafts.history import Kind
    from workbook.drafts.model import Workbook

# `.md.save` is where nano, and `#….md#` where emacs, puts the words when it is ended by a signal.
_NAME = re.compile(
    r"#?editing-(?P<kind>answer|note)-(?P<place>[a-z0-9.-]+)-(?P<began>[0-9a-f]{8})[a-z0-9_]{8}\.md"
    r"(?:#|\.save(?:\.\d+)?)?"
)
_DAY = 24 * 60 * 60.0


@dataclass(frozen=True)
class KeptEdit:
    """Words that are in a file of the editor's and nowhere else.

    Attributes:
        kind: whether they are of an answer or of a note.
        place: the prompt's id, or the note's place.
        path: the file.
        saved_at: when the editor last wrote it.
    """

    kind: Kind
    place: str
    path: Path
    saved_at: datetime


def name_begin(kind: Kind, place: str, text: str) -> str:
    """Return how the name of an editing file begins: what it is of, and a mark of what it begins with."""
    return f"editing-{kind}-{place}-{_mark(text)}"


def kept_edits(folder: Path, workbook: Workbook | None = None) -> list[KeptEdit]:
    """Return what editors left in a workbook's folder and is stored nowhere else, the newest first.

    A file on which someone writes at this moment is not among them. One that holds nothing new is taken
    away; but for a day it stays, while nothing was written to it at all, since a window of the editor's may
    still have it open.

    Args:
        folder: the workbook's folder.
        workbook: the workbook as it is stored; it is read where it is not given.

    Raises:
        WorkbookError: the workbook cannot be read.
    """
    found = list(_editing_files(folder))
    if not found:
        return []
    workbook = workbook or _stored(folder)
    kept: list[KeptEdit] = []
    for match, path in found:
        if is_in_use(path):
            continue
        edit = _edit(match, path)
        if edit is None:
            continue
        state = _state(path, match["began"], stored_text(workbook, edit.kind, edit.place))
        if state == "new":
            kept.append(edit)
        elif state == "stored" or time.time() - edit.saved_at.timestamp() > _DAY:
            take_away(path)
    return sorted(kept, key=lambda edit: (edit.saved_at, edit.path.name), reverse=True)


def file_to_take_up(folder: Path, workbook: Workbook, kind: Kind, place: str) -> Path | None:
    """Return the file with which the editor should begin for a place; None where there is none.

    That is the newest kept edit, else a file with the stored text that a window may have open.
    """
    for edit in kept_edits(folder, workbook):
        if (edit.kind, edit.place) == (kind, place):
            return edit.path
    begin = name_begin(kind, place, stored_text(workbook, kind, place))
    for match, path in _editing_files(folder):
        if path.name.startswith(begin) and path.suffix == ".md" and not is_in_use(path):
            del match
            return path
    return None


def stored_text(workbook: Workbook, kind: Kind, place: str) -> str:
    """Return the stored text of an answer or a note."""
    return workbook.answer_text(place) if kind == "answer" else workbook.note_text(place)


def same(one: str, other: str) -> bool:
    """Return whether two texts are the same but for line ends behind them, which editors add."""
    return one.rstrip("\n") == other.rstrip("\n")


def has_new_words(path: Path, stored: str) -> bool:
    """Return whether an editing file holds what is stored nowhere else."""
    match = _NAME.fullmatch(path.name)
    return match is not None and _state(path, match["began"], stored) == "new"


def has_rescued_words(path: Path) -> bool:
    """Return whether vim, ended by a signal, keeps words beside the file, to offer them when it opens it."""
    return any(_swap_files(path))


@contextlib.contextmanager
def in_use(path: Path) -> Iterator[None]:
    """Say to other processes that someone writes on an editing file.

    Raises:
        Timeout: another process says so already.
        StorageError: the folder cannot be written to.
    """
    lock = LockFile(_lock_path(path))
    try:
        lock.acquire()
    except OSError as error:
        if isinstance(error, Timeout):
            raise
        raise storage_error(path.parent, error) from error
    try:
        yield
    finally:
        _remove(_lock_path(path))
        lock.release()


def is_in_use(path: Path) -> bool:
    """Return whether a living process writes on an editing file."""
    if not _lock_path(path).exists():
        return False
    lock = LockFile(_lock_path(path))
    try:
        lock.acquire()
    except OSError:  # also the time-out: whoever may not even open the lock is not to touch the file
        return True
    lock.release()
    return False


def take_away(path: Path) -> None:
    """Take away an editing file, and what the editor left beside it."""
    for leftover in (path, path.with_name(path.name + "~"), *_swap_files(path), _lock_path(path)):
        _remove(leftover)


def _stored(folder: Path) -> Workbook:
    from workbook.drafts.workbook_file import WorkbookFile

    return WorkbookFile(folder).load()


def _editing_files(folder: Path) -> Iterator[tuple[re.Match[str], Path]]:
    with contextlib.suppress(OSError):  # a folder that cannot be listed is told by whoever reads the workbook
        for path in sorted(folder.iterdir()):
            match = _NAME.fullmatch(path.name)
            if match and path.is_file() and not path.is_symlink():
                yield match, path


def _edit(match: re.Match[str], path: Path) -> KeptEdit | None:
    try:
        moment = local(datetime.fromtimestamp(path.stat().st_mtime, UTC)).replace(microsecond=0)
    except (OSError, OverflowError, ValueError):
        return None  # it went away while one looked
    kind: Kind = "answer" if match["kind"] == "answer" else "note"
    return KeptEdit(kind, match["place"], path, moment)


def _state(path: Path, began: str, stored: str) -> Literal["new", "stored", "untouched"]:
    """Return whether a file holds new words, or the stored ones, or what the editor began with."""
    try:
        text = clean_draft(decode(read_file(path), path.name))
    except WorkbookError:
        return "new"  # its words may be mended yet
    if has_rescued_words(path):
        return "new"
    if not text.strip():
        return "untouched"
    if _mark(text) == began:
        return "untouched"
    return "stored" if same(text, stored) else "new"


def _mark(text: str) -> str:
    return hashlib.sha256(text.rstrip("\n").encode("utf-8", "replace")).hexdigest()[:8]


def _swap_files(path: Path) -> list[Path]:
    return list(path.parent.glob(f".{path.name}.sw?"))


def _lock_path(path: Path) -> Path:
    return path.with_name(path.name + ".lock")


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):  # it is in nobody's way, and the next look tries again
        path.unlink()
