"""What another program, as a service that synchronises files, did to a workbook that is open here."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, get_args

from workbook.drafts.model import Draft, Table, texts_of
from workbook.drafts.stored_copies import look_again

if TYPE_CHECKING:
    from workbook.drafts.autosave import Autosave
    from workbook.drafts.model import Kind, Texts, Workbook
    from workbook.drafts.store import OpenWorkbook

_OURS = ("answers", "notes", "scroll")
"""What is taken text by text, or is this window's own."""
_MARKS = (*(table for table in get_args(Table) if table not in _OURS), "saved_at")
"""What of a workbook is taken as another program left it."""


@dataclass(frozen=True)
class Meanwhile:
    """What was found on the disk.

    Attributes:
        theirs: the workbook as another program left it.
        mine: the texts as they stood here when it was looked at.
        changed: which of them another program has changed.
        is_behind: whether the file does not hold what is the newest here, and is to be written again.
    """

    theirs: Workbook
    mine: Texts
    changed: tuple[tuple[Kind, str], ...]
    is_behind: bool = False

    def take(self, opened: OpenWorkbook, autosave: Autosave) -> list[tuple[Kind, str, str]]:
        """Work on with what the other program wrote, but for what has been typed here since.

        Returns:
            The kind, the place and the new text of each draft that is another one now.
        """
        present = texts_of(opened.workbook)
        taken: list[tuple[Kind, str, str]] = []
        for kind, place in self.changed:
            typed = present.get((kind, place), "") != self.mine.get((kind, place), "")
            if typed or autosave.unsaved(kind, place):
                continue
            text = texts_of(self.theirs).get((kind, place), "")
            opened.workbook.put_draft(kind, place, Draft(text, self.theirs.saved_at))
            opened.file.took(kind, place, text)
            taken.append((kind, place, text))
        # What was saved here since it was looked at is among it.
        present_marks = opened.file.known() or self.theirs
        for name in _MARKS:
            setattr(opened.workbook, name, getattr(present_marks, name))
        look_again(opened)
        return taken


def look_meanwhile(opened: OpenWorkbook, mine: Texts, autosave: Autosave) -> Meanwhile | None:
    """Return what another program left on the disk; what it wrote over here is kept in the history.

    None where it was this process's own saving that was seen at work.

    Args:
        opened: the workbook.
        mine: the texts as they stand here.
        autosave: knows which of them are not saved yet; those are kept by their saving.

    Raises:
        WorkbookError: the file cannot be read; nothing is changed.
        StorageError: the disk would not take the history.
    """
    with opened.file.locked():
        if not opened.file.changed_elsewhere:
            return None
        theirs = opened.file.peek()
        there = texts_of(theirs)
        changed = [
            key
            for key in opened.file.take_newer()
            if mine.get(key, "") != there.get(key, "") and not autosave.unsaved(*key)
        ]
        for kind, place in changed:
            if mine.get((kind, place)):
                opened.file.history.add(kind, place, mine[kind, place], "before another program's change")
        behind = opened.file.is_behind
    return Meanwhile(theirs, mine, tuple(changed), behind)
