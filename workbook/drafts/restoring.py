"""Bringing a backup back: verified first, then each workbook in one step, and nothing replaced in silence."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.drafts.archive import Manifest, Skipped, verify
from workbook.drafts.archive_names import workbook_of
from workbook.drafts.holder import holder_of
from workbook.drafts.lock import OpenElsewhere
from workbook.drafts.merging import carry_out, plan_merge
from workbook.drafts.records import cleaned
from workbook.drafts.restoring_shared import restore_shared
from workbook.drafts.staged import check_staged, read_staged
from workbook.drafts.storage import dumped, parse_tables
from workbook.drafts.workbook_file import FILE_NAME, WorkbookFile
from workbook.errors import StorageError, WorkbookError
from workbook.files import ensure_folder, move, write_atomically
from workbook.processes import is_running
from workbook.text import one_line, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from workbook.drafts.model import Workbook
    from workbook.home import Home

_STAGING = re.compile(r"\.restoring-(\d+)-[0-9a-f]+")
_DAY = 24 * 60 * 60.0


@dataclass(frozen=True)
class Change:
    """What a restore did, or would do, to one thing: its name, and what, in words."""

    name: str
    what: str


@dataclass
class Restored:
    """What a restore did, or would do.

    Attributes:
        path: the backup.
        made_at: when it was made.
        workbooks: the ids of the workbooks that were put in place or brought together.
        files: how many files of the backup were taken in.
        changes: what became of each.
        skipped: what was left as it is, and why.
    """

    path: Path
    made_at: datetime
    workbooks: list[str] = field(default_factory=list)
    files: int = 0
    changes: list[Change] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)


def restore(
    home: Home, path: Path, *, dry_run: bool = False, tell: Callable[[str], None] | None = None
) -> Restored:
    """Bring a backup back.

    A workbook that is not there is put in its place; one that is there gets what it does not have, and a
    text that gives way to a newer one stays in its history. Ended at any moment, it leaves each workbook
    whole, and doing it again does the rest.

    Args:
        home: where things are kept.
        path: the backup.
        dry_run: whether only to say what would happen.
        tell: is given a sentence when something was mended on the way.

    Raises:
        WorkbookError: it is no backup, or a damaged or dangerous one, or every workbook in it is open
            in another window; nothing was changed.
        StorageError: the disk would not have it.
    """
    with _staging(home, dry_run) as folder:
        manifest = verify(path, folder)
        staged = _Staged(folder, one_line(path.name), manifest)
        restored = Restored(path, manifest.made_at)
        restoring = _Restoring(home, staged, restored, dry_run, tell or (lambda _sentence: None))
        restoring.workbooks()
        for found in restore_shared(home, folder, list(manifest.files), dry_run=dry_run):
            if isinstance(found, Skipped):
                restored.skipped.append(found)
            else:
                restored.changes.append(Change(*found))
        left = {skipped.name for skipped in restored.skipped}
        taken = {*restored.workbooks, ""}
        restored.files = sum(workbook_of(name) in taken and name not in left for name in manifest.files)
        return restored


class _Staged:
    """An unpacked backup, its workbooks read."""

    def __init__(self, folder: Path, name: str, manifest: Manifest) -> None:
        self.manifest = manifest
        self._folder = folder / "workbooks"
        self.workbooks: dict[str, Workbook | WorkbookError] = {}
        for workbook_id in manifest.workbooks:
            try:
                workbook = read_staged(self.folder(workbook_id))
            except StorageError:
                raise
            except WorkbookError as error:
                self.workbooks[workbook_id] = error
            else:
                check_staged(workbook, self.folder(workbook_id), name)
                self.workbooks[workbook_id] = workbook

    def folder(self, workbook_id: str) -> Path:
        """Return the unpacked folder of a workbook."""
        return self._folder / workbook_id


class _Restoring:
    def __init__(
        self, home: Home, staged: _Staged, restored: Restored, dry_run: bool, tell: Callable[[str], None]
    ) -> None:
        self._home = home
        self._staged = staged
        self._restored = restored
        self._dry_run = dry_run
        self._tell = tell

    def workbooks(self) -> None:
        """Put each workbook in place or bring it together with the one that is there."""
        opened: list[str] = []
        for workbook_id, theirs in self._staged.workbooks.items():
            try:
                if isinstance(theirs, WorkbookError):
                    raise theirs
                what = self._one(workbook_id, theirs)
            except StorageError:
                raise
            except WorkbookError as error:
                self._restored.skipped.append(Skipped(workbook_id, error.what))
                if isinstance(error, OpenElsewhere):
                    opened.append(workbook_id)
            else:
                self._restored.workbooks.append(workbook_id)
                self._restored.changes.append(Change(workbook_id, what))
        if opened and len(opened) == len(self._staged.workbooks):
            raise WorkbookError(
                f"Nothing was restored, for every workbook of the backup is open in another window: "
                f"{', '.join(opened)}",
                "Leave it there with ctrl+q and try again",
            )

    def _one(self, workbook_id: str, theirs: Workbook) -> str:
        """Bring one workbook back, and return what became of it."""
        folder = self._home.workbooks / workbook_id
        if not os.path.lexists(folder):
            return self._put_in_place(workbook_id, folder)
        file = WorkbookFile(folder, self._tell)
        with self._held(file):
            mine = file.load()
            if mine.credential_id != theirs.credential_id:
                raise WorkbookError(
                    f"the workbook that is there answers “{one_line(mine.credential_id)}”, "
                    f"and the one in the backup “{one_line(theirs.credential_id)}”"
                )
            plan = plan_merge(file, self._staged.folder(workbook_id), theirs, self._restored.made_at)
            if not self._dry_run:
                carry_out(file, plan, self._tell)
        self._restored.skipped += plan.skipped
        return plan.in_words

    def _put_in_place(self, workbook_id: str, folder: Path) -> str:
        if not self._dry_run:
            _clean_texts(self._staged.folder(workbook_id) / FILE_NAME)
            ensure_folder(self._home.folder, private=True)
            ensure_folder(self._home.workbooks)
            try:
                move(self._staged.folder(workbook_id), folder)
            except FileExistsError as error:
                raise WorkbookError("it was started at the same moment; restore again") from error
        return "put in place"

    @contextlib.contextmanager
    def _held(self, file: WorkbookFile) -> Iterator[None]:
        """Hold the workbook's lock; where nothing is to be changed, only see whether another has it."""
        if self._dry_run:
            holder = holder_of(file.folder)
            if holder is not None and holder.is_here:
                raise OpenElsewhere(file.folder.name, holder)
            yield
        else:
            with file.locked():
                yield


def _clean_texts(path: Path) -> None:
    """Let the texts in a file stand as they are stored here, by every other door."""
    before = read_file(path)
    after = dumped(cleaned(parse_tables(before, path)))
    if after != dumped(parse_tables(before, path)):
        write_atomically(path, after)


@contextlib.contextmanager
def _staging(home: Home, dry_run: bool) -> Iterator[Path]:
    """Give a folder to unpack into, which is gone afterwards."""
    if dry_run:
        with tempfile.TemporaryDirectory(prefix="workbook-") as elsewhere:
            yield Path(elsewhere)
        return
    is_new = not home.folder.exists()
    if is_new:
        ensure_folder(home.folder, private=True)
    _sweep(home.folder)
    folder = home.folder / f".restoring-{os.getpid()}-{os.urandom(6).hex()}"
    ensure_folder(folder, private=True)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        if is_new:
            # It stays where something was restored; else all is as it was.
            with contextlib.suppress(OSError):
                home.folder.rmdir()


def _sweep(folder: Path) -> None:
    """Take away what restores left that were ended in the middle."""
    for path in folder.iterdir():
        match = _STAGING.fullmatch(path.name)
        if match and not (is_running(int(match[1])) and time.time() - path.stat().st_mtime < _DAY):
            shutil.rmtree(path, ignore_errors=True)
