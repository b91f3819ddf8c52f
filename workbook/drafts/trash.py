"""Taking a workbook away, and bringing it back: it goes to the trash, which the program never empties."""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING

from workbook.clock import local
from workbook.drafts.archive_names import ID
from workbook.drafts.model import now
from workbook.drafts.workbook_file import FILE_NAME, PROOFREAD_CACHE, WorkbookFile
from workbook.errors import StorageError, WorkbookError
from workbook.files import BACKUP, ensure_folder, move
from workbook.text import one_line

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.drafts.store import Store
    from workbook.home import Home

_NAME = re.compile(rf"(?P<id>{ID})--(?P<moment>\d{{8}}-\d{{6}})(?:-(?P<again>\d+))?")
_MOMENT = "%Y%m%d-%H%M%S"


@dataclass(frozen=True)
class Discarded:
    """A workbook in the trash.

    Attributes:
        workbook: the id that it had.
        path: its folder in the trash.
        discarded_at: when it was taken away.
    """

    workbook: str
    path: Path
    discarded_at: datetime


def discard(store: Store, name: str) -> Discarded:
    """Move a workbook to the trash.

    Args:
        store: the workbooks.
        name: its id, or a unique beginning of it; it may be one that cannot be read.

    Raises:
        WorkbookError: there is none, or another process has it open.
        StorageError: the disk would not have it; the workbook is where it was.
    """
    workbook_id = store.resolve(name)
    folder = store.home.workbooks / workbook_id
    trash = ensure_folder(store.home.trash)
    moment = now()
    stamp, again = f"{workbook_id}--{moment:{_MOMENT}}", 1
    with contextlib.ExitStack() as held:
        held.enter_context(WorkbookFile(folder).locked())
        # It can be made anew, and nobody looks for her words in it; where it stays, it goes along.
        with contextlib.suppress(OSError):
            for cache in folder.glob(f"{PROOFREAD_CACHE}*"):
                cache.unlink()
        if os.name == "nt":
            held.close()  # Windows moves no folder with an open file in it, and the lock is one.
        while True:
            target = trash / (stamp if again == 1 else f"{stamp}-{again}")
            try:
                move(folder, target)
            except FileExistsError:
                again += 1
            else:
                return Discarded(workbook_id, target, moment)


def discarded(home: Home) -> list[Discarded]:
    """Return the workbooks in the trash, the latest first.

    Raises:
        StorageError: the trash cannot be listed.
    """
    try:
        paths = list(home.trash.iterdir()) if home.trash.is_dir() else []
    except OSError as error:
        raise StorageError(
            f"{home.trash} cannot be read ({error.strerror})", "Check who may read it"
        ) from error
    found = []
    for path in paths:
        match = _NAME.fullmatch(path.name)
        # What was detached from a workbook is there too, in a folder of the workbook's name.
        if match and any((path / name).is_file() for name in (FILE_NAME, FILE_NAME + BACKUP)):
            try:
                moment = local(datetime.strptime(match["moment"], _MOMENT))  # noqa: DTZ007 - local() gives it its zone
            except (ValueError, OverflowError):
                continue
            found.append((moment, int(match["again"] or 1), Discarded(match["id"], path, moment)))
    return [each for _, _, each in sorted(found, key=lambda row: row[:2], reverse=True)]


def bring_back(store: Store, name: str, wanted_id: str | None = None) -> tuple[str, Discarded]:
    """Bring a workbook back from the trash, and return its id and what it was there.

    Args:
        store: the workbooks.
        name: the id that it had, for the latest of that id; or the name of its folder in the trash.
        wanted_id: the id that it gets, where its own is not wanted.

    Raises:
        WorkbookError: there is none, or its id is taken, or the wanted one is none.
        StorageError: the disk would not have it; it is still in the trash.
    """
    wanted = name.strip().lower()
    all_of_them = discarded(store.home)
    found = next((each for each in all_of_them if wanted in (each.workbook, each.path.name)), None)
    if found is None:
        known = ", ".join(dict.fromkeys(each.workbook for each in all_of_them))
        raise WorkbookError(
            f"There is no workbook “{one_line(name)}” in the trash",
            f"There are {known}" if known else "It is empty",
        )
    workbook_id = found.workbook if wanted_id is None else wanted_id.strip().lower()
    if not re.fullmatch(ID, workbook_id):
        raise WorkbookError(
            f"“{one_line(workbook_id)}” cannot be a workbook's id",
            "Use small letters, digits and hyphens, at most 80",
        )
    ensure_folder(store.home.workbooks)
    try:
        move(found.path, store.home.workbooks / workbook_id)
    except FileExistsError as error:
        raise WorkbookError(
            f"There is a workbook “{workbook_id}” already", "Bring this one back under another id with --id"
        ) from error
    return workbook_id, found
