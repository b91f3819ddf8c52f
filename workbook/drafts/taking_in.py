"""Taking a second version of a workbook in: what differs becomes versions, and the copy goes to the trash."""

from __future__ import annotations

import os
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.drafts.merging_versions import Kept, new_versions, version_texts
from workbook.drafts.model import now, texts_of
from workbook.drafts.second_versions import beside, folders, workbook_in
from workbook.drafts.storage import parse_tables
from workbook.drafts.version_rows import TABLE
from workbook.drafts.workbook_file import FILE_NAME as WORKBOOK
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import StorageError, WorkbookError
from workbook.files import ensure_folder, move, storage_error
from workbook.text import one_line, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.drafts.second_versions import SecondVersion
    from workbook.drafts.store import Store
    from workbook.home import Home


@dataclass(frozen=True)
class TakenIn:
    """What became of a second version.

    Attributes:
        workbook: the workbook's id.
        path: where it was.
        versions: how many texts of it are versions of the history now.
        moved_to: where it is now.
    """

    workbook: str
    path: Path
    versions: int
    moved_to: Path


def take_in(store: Store, name: str, wanted: Path | None = None) -> list[TakenIn]:
    """Take the second versions of a workbook in.

    A text that is nowhere in the workbook becomes a version of its history; what is there stays as it is.
    The copy is then moved to the trash; its attached files and marks stay in it. A folder that was only
    renamed is given a name that a workbook can have.

    Args:
        store: the workbooks.
        name: the workbook's id or a unique beginning of it; or the id that a renamed folder is to have.
        wanted: the one file or folder to be taken in; all of them where none is given.

    Raises:
        WorkbookError: there is no such workbook, or no such version, or it is open in another window.
        StorageError: the disk would not have it; the copy is where it was.
    """
    known = store.ids()
    outside = folders(store.home, known)
    lost = [each for each in outside if each.is_lost and each.workbook == name.strip().lower()]
    if lost and name.strip().lower() not in known:
        return [_give_name(store.home, lost[0])]
    workbook_id = store.resolve(name)
    file = WorkbookFile(store.home.workbooks / workbook_id)
    found = [*beside(file.folder), *(each for each in outside if each.workbook == workbook_id)]
    if wanted is not None:
        path = wanted.expanduser().absolute()
        found = [each for each in found if each.path.absolute() == path]
        if not found:
            raise WorkbookError(
                f"{one_line(str(wanted))} is no second version of {workbook_id}",
                "`workbook doctor` lists those that there are",
            )
    with file.locked():
        return [_taken(store.home, file, each) for each in found]


def _taken(home: Home, file: WorkbookFile, second: SecondVersion) -> TakenIn:
    path = second.path
    # A folder that was copied may have second versions in it, too.
    inside = [each.path for each in beside(path)] if path.is_dir() else []
    count = sum(_keep(file, each) for each in (*inside, path))
    return TakenIn(second.workbook, path, count, _to_trash(home, second))


def _keep(file: WorkbookFile, path: Path) -> int:
    """Keep the texts of a file or a folder that the workbook has nowhere, and return how many they were."""
    with tempfile.TemporaryDirectory(prefix="workbook-") as staged:
        _copy(path, Path(staged))
        versions = list(_differing(file, path.name, Path(staged)))
    if versions:
        with file.history.together():
            for kept in versions:
                version = file.history.add(kept.kind, kept.place, kept.text, kept.why, kept.saved_at)
                if version is not None and kept.name:
                    file.history.call(kept.kind, kept.place, version.number, kept.name)
    return len(versions)


def _differing(file: WorkbookFile, name: str, staged: Path) -> Iterator[Kept]:
    """Give the texts that the workbook has nowhere, those of the history first."""
    mine, theirs = file.load(), workbook_in(staged)
    if theirs is not None and theirs.credential_id != mine.credential_id:
        raise WorkbookError(
            f"{one_line(name)} answers another micro-credential, “{one_line(theirs.credential_id)}”",
            "It was left where it is",
        )
    known = version_texts(file.folder)
    for key, text in texts_of(mine).items():
        known.setdefault(key, set()).add(text)
    came, _ = new_versions(staged, known, name)
    present = texts_of(theirs) if theirs is not None else {}
    # As of now, for of what is old the history keeps only one a day.
    last = [
        Kept(kind, place, text, f"from the second version “{one_line(name)}”")
        for (kind, place), text in present.items()
        if text.strip() and text not in known.get((kind, place), ())
    ]
    same = {(kept.kind, kept.place, kept.text) for kept in last}
    yield from (kept for kept in came if (kept.kind, kept.place, kept.text) not in same)
    yield from last


def _copy(path: Path, staged: Path) -> None:
    """Lay the files of a second version out as they lie in a workbook's folder."""
    try:
        if path.is_dir():
            for inner in path.iterdir():
                if inner.name.startswith(("workbook.json", "history.json")) and inner.is_file():
                    shutil.copyfile(inner, staged / inner.name)
        else:
            is_history = TABLE in parse_tables(read_file(path), path)
            shutil.copyfile(path, staged / ("history.json" if is_history else WORKBOOK))
    except OSError as error:
        raise StorageError(f"{path} cannot be read ({error.strerror})", "Check who may read it") from error


def _to_trash(home: Home, second: SecondVersion) -> Path:
    folder = ensure_folder(home.trash / second.workbook)
    name = f"{now():%Y%m%d-%H%M%S}-{second.path.name}"
    again = 1
    while True:
        target = folder / (name if again == 1 else f"{again}-{name}")
        try:
            move(second.path, target)
        except FileExistsError:
            again += 1
        else:
            return target


def _give_name(home: Home, second: SecondVersion) -> TakenIn:
    target = home.workbooks / second.workbook
    try:
        if os.path.lexists(target):
            # A disk that knows no capitals: it is the same folder.
            second.path.rename(target)
        else:
            move(second.path, target)
    except OSError as error:
        raise storage_error(target, error) from error
    return TakenIn(second.workbook, second.path, 0, target)
