"""The time in which an app has a workbook open to write, from its opening to its end, whatever ends it."""

from __future__ import annotations

import contextlib
from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.drafts.holder import (
    Holder,
    forget_holder,
    holder_of,
    read_holder,
    write_holder,
)
from workbook.drafts.rescue import bring_back, kept_sentences
from workbook.errors import StorageError, WorkbookError
from workbook.files import sweep
from workbook.home import SESSION_NOTE
from workbook.text import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.drafts.workbook_file import WorkbookFile


class Session:
    """An app's hold on a workbook.

    Args:
        file: the workbook's file.
    """

    def __init__(self, file: WorkbookFile) -> None:
        self._file = file
        self._holder = Holder.this()
        self.writes = False
        """Whether this process is the one that may write."""
        self.why_not = ""
        """Why this process may not write, in words."""
        self.reads_only = ""
        """What is to be said where this process may not write, in a sentence or two."""
        self.writes_now = ""
        """What is to be said when it may at last, and of what came back then."""
        self.before = ""
        """What is to be known at the opening, as what ended the session before against its will."""

    def begin(self) -> bool:
        """Take the workbook where it is to be had, and return whether this process may write now."""
        if self.writes:
            return True
        try:
            taken = self._file.lock.take()
        except StorageError as error:
            self.why_not = error.short.removeprefix("NOT SAVED: ")
            self.reads_only = f"This window only reads: {self.why_not}. It writes as soon as that is mended."
            self.writes_now = "The disk takes it again; this window writes now."
            self.before = self.before or " ".join(kept_sentences(self._file.folder))
            return False
        if not taken:
            holder = holder_of(self._file.folder)
            by = holder.in_words if holder else "another process"
            self.why_not = f"open elsewhere ({by})"
            self.reads_only = "This window only reads; it can write as soon as the other one is left."
            self.writes_now = "The other window was left; this one writes now."
            self.before = f"{self._file.lock.way_out}." if holder is None else ""
            return False
        self.writes, self.why_not = True, ""
        self._file.hold()
        brought = self._bring_back()
        self.before = brought or told_of(read_holder(self._file.folder))
        self.writes_now = f"{self.writes_now} {brought}".rstrip()
        for folder in (self._file.folder, self._file.artifacts):
            sweep(folder)
        # A disk that takes nothing more must not keep a person from reading and writing on in memory.
        with contextlib.suppress(StorageError):
            write_holder(self._file.folder, self._holder)
        return True

    def _bring_back(self) -> str:
        try:
            return bring_back(self._file)
        except WorkbookError:
            return ""  # whoever reads the workbook says why it cannot be read

    def ending(self, how: str) -> None:
        """Write down what is ending this session against its will, to be told at the next start."""
        if self.writes:
            with contextlib.suppress(StorageError):
                write_holder(self._file.folder, replace(self._holder, ended=how))
            self._holder = replace(self._holder, ended=how)

    def close(self) -> None:
        """Give the workbook back; what `ending` wrote stays to be told."""
        if not self.writes:
            return
        self.writes = False
        self._file.hold(hold=False)
        # The note of another machine that came meanwhile is that machine's.
        if not self._holder.ended and read_holder(self._file.folder) == self._holder:
            forget_holder(self._file.folder)
        self._file.lock.give_back()


def told_of(holder: Holder | None) -> str:
    """Return what is to be said of a session that was ended against its will."""
    if holder is None:
        return ""
    if not holder.is_here and not holder.ended:
        return open_elsewhere(holder)
    if holder.ended:
        return f"Last time {holder.ended}. All that you had typed is here."
    return (
        "Last time the workbook was ended without warning. What you had typed until the last second is here."
    )


def open_elsewhere(holder: Holder | None) -> str:
    """Return what is to be said of another machine that has, or had, the workbook open; empty for none.

    Its note came with the other files, by a service that synchronises them: whether it still is so cannot be
    known.
    """
    if holder is None or holder.is_here or holder.ended:
        return ""
    return (
        f"It may still be open on {one_line(holder.machine)} (since {holder.since_in_words}). "
        "Leave it there with ctrl+q before you write here, so that no text is written twice."
    )


def interrupted(workbooks: Path) -> list[str]:
    """Return the ids of the workbooks whose last session was ended against its will.

    Args:
        workbooks: the folder with one folder a workbook.
    """
    found: list[str] = []
    with contextlib.suppress(OSError):
        for note in sorted(workbooks.glob(f"*/{SESSION_NOTE}"), key=_changed, reverse=True):
            holder = read_holder(note.parent)
            if holder is not None and (holder.ended or not holder.lives):
                found.append(note.parent.name)
    return found


def _changed(path: Path) -> float:
    return path.stat().st_mtime
