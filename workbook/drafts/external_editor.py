"""Writing a text in the person's own editor, on a file in the workbook's folder that outlives any failure."""

from __future__ import annotations

import contextlib
import os
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.clock import local
from workbook.drafts.editor_process import editor_command, named, run_editor
from workbook.drafts.kept_edits import (
    file_to_take_up,
    has_new_words,
    has_rescued_words,
    in_use,
    name_begin,
    same,
    take_away,
)
from workbook.errors import ToolError, WorkbookError
from workbook.files import storage_error, write_atomically
from workbook.locks import Timeout
from workbook.text import clean_draft, decode, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook.drafts.history import Kind
    from workbook.drafts.model import Draft
    from workbook.drafts.store import OpenWorkbook

WHY = "before the external editor"
"""Why the text before is a version of the history, in words."""
AT_ONCE = 1.0
"""Seconds; an editor that comes back sooner with nothing written has most likely a window of its own."""


class Editing:
    """One text on its way through the person's editor. Its file stays until `finish`, whatever happens.

    Args:
        path: the editing file.
        stored: the text that is stored.
        taken_up: when the words that the file holds already were written; None where it begins with the
            stored text.
    """

    def __init__(self, path: Path, stored: str, taken_up: datetime | None) -> None:
        self.path = path
        self.stored = stored
        self.taken_up = taken_up
        self._began = read_file(path)
        self._at_first = self._written()

    @property
    def kept(self) -> str:
        """What to say of the file after a failure; empty where it holds nothing that would be missed."""
        if not has_new_words(self.path, self.stored):
            return ""
        return f"What you wrote is kept in {self.path}, and the editor begins with it next time"

    def write(self, told: Callable[[], bool] = lambda: False) -> str:
        """Let the person write, and return the text as she left it; it may be empty.

        Where it differs from the stored one by nothing but a line end behind it, the stored one is returned.

        Args:
            told: whether this process was told to end already; then the editor is not opened.

        Raises:
            WorkbookError: there is no editor to start, it came back at once with nothing written, or what it
                wrote is not UTF-8.
            ToolError: the editor could not be started or failed.
        """
        started = time.monotonic()
        try:
            command = editor_command()
            status = run_editor(command, self.path, told)
        except WorkbookError:
            if not self.kept:
                take_away(self.path)
            raise
        if status is None:
            raise ToolError(
                f"The editor {named(command)} is open still, and nothing was changed",
                f"What you save in it is kept in {self.path}, and is taken up next time",
            )
        if status:
            how = f"ended with a fault ({status})" if status > 0 else f"was ended by a signal ({-status})"
            raise ToolError(f"The editor {named(command)} {how}, and nothing was changed", self.kept)
        text = self._read()
        if same(text, self.stored):
            if time.monotonic() - started < AT_ONCE and self._written() == self._at_first:
                raise self._came_back_at_once(command)
            return self.stored
        return text

    def finish(self) -> None:
        """Take the file away: its text is stored.

        It stays where the editor wrote nothing and still keeps words of its own beside it, as vim does.
        """
        if not (has_rescued_words(self.path) and self._written() == self._at_first):
            take_away(self.path)

    def refuse(self) -> None:
        """Leave an emptied file out of account; the words with which the editor began are kept on."""
        if self.taken_up is None:
            take_away(self.path)
        else:
            self._put_back()

    def _read(self) -> str:
        try:
            return clean_draft(decode(read_file(self.path), str(self.path)))
        except WorkbookError as error:
            if self.path.exists():
                mend = f"Save it as UTF-8. {self.kept}" if self.kept else "Save it as UTF-8"
                raise type(error)(f"{error.what}, and nothing was changed", mend) from error
            if self.taken_up is not None:
                self._put_back()
            raise WorkbookError(
                "The editor took its file away, and nothing was changed", self.kept
            ) from error

    def _written(self) -> tuple[int, int] | None:
        """Return what changes with each writing of the file; None where it is gone."""
        try:
            status = self.path.stat()
        except OSError:
            return None
        return status.st_ino, status.st_mtime_ns

    def _put_back(self) -> None:
        write_atomically(self.path, self._began, private=True)

    def _came_back_at_once(self, command: list[str]) -> WorkbookError:
        return WorkbookError(
            f"The editor {named(command)} came back at once, and nothing was changed",
            "If it has a window of its own, set VISUAL to a command that waits, as `code --wait`. "
            f"What you save in that window is kept in {self.path}, and is taken up next time",
        )


@contextlib.contextmanager
def editing(opened: OpenWorkbook, kind: Kind, place: str) -> Iterator[Editing]:
    """Make or take up the file for an answer or a note, and hold it against other processes.

    The stored text is kept as a version first.

    Args:
        opened: the workbook, as it is stored.
        kind: whether an answer or a note is written.
        place: the prompt's id, or the note's place.

    Raises:
        WorkbookError: another process has the workbook open to write.
        StorageError: the disk would not take the version or the file.
    """
    workbook, folder = opened.workbook, opened.file.folder
    stored = (workbook.answers if kind == "answer" else workbook.notes).get(place)
    text = stored.text if stored else ""
    _keep_version(opened, kind, place, stored)
    with contextlib.ExitStack() as held:
        path = file_to_take_up(folder, workbook, kind, place)
        if path is not None:
            try:
                held.enter_context(in_use(path))
            except Timeout:
                path = None  # another process was quicker
        if path is None:
            path = _new_file(folder, name_begin(kind, place, text), text)
            held.enter_context(in_use(path))
        yield Editing(path, text, _written_at(path) if has_new_words(path, text) else None)


def _keep_version(opened: OpenWorkbook, kind: Kind, place: str, stored: Draft | None) -> None:
    with opened.file.locked():
        if stored is not None and stored.text.strip():
            opened.file.history.add(kind, place, stored.text, WHY, stored.saved_at)


def _new_file(folder: Path, begin: str, text: str) -> Path:
    path = Path()
    try:
        descriptor, made = tempfile.mkstemp(prefix=begin, suffix=".md", dir=folder)
        os.close(descriptor)
        path = Path(made)
        write_atomically(path, text.encode("utf-8", "replace"), private=True)
    except OSError as error:
        raise storage_error(folder, error) from error
    except WorkbookError:
        path.unlink(missing_ok=True)
        raise
    return path


def _written_at(path: Path) -> datetime:
    return local(datetime.fromtimestamp(path.stat().st_mtime, UTC)).replace(microsecond=0)
