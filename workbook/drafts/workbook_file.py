"""One workbook's file: reading it, and changing one thing in it at a time."""

from __future__ import annotations

import contextlib
import os
import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

from filelock import FileLock, Timeout
from tinydb import TinyDB
from tinydb.queries import where

from workbook.drafts.model import SCHEMA, Attachment, Resume, Workbook, now
from workbook.drafts.records import attachment_row, migrate, workbook_from_tables
from workbook.drafts.storage import AtomicStorage, DamagedFile, Tables, parse_tables
from workbook.errors import WorkbookError
from workbook.files import storage_error, write_atomically
from workbook.text import clean_draft, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

    from tinydb.table import Table

FILE_NAME = "workbook.json"
_LOCK_SECONDS = 10.0


class WorkbookFile:
    """The file `workbook.json` in a workbook's folder.

    Every change takes the folder's lock, reads the file anew, changes the one thing and puts the
    whole file in place in one step: two processes that change different things lose nothing.

    Args:
        folder: the workbook's folder.
        tell: is given a sentence when the file was damaged and its last good copy was used.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None] | None = None) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self._tell = tell or (lambda _sentence: None)

    @property
    def _backup(self) -> Path:
        return self.path.with_name(FILE_NAME + ".bak")

    @property
    def artifacts(self) -> Path:
        """The folder of the stored copies of attached files."""
        return self.folder / "artifacts"

    def load(self) -> Workbook:
        """Return the workbook; from its last good copy where the file itself is damaged.

        Raises:
            WorkbookError: there is no such file, it is of a newer schema, or neither it nor its
                last good copy can be read. Nothing is changed by it.
        """
        try:
            return self._load(self.path)
        except DamagedFile as damage:
            try:
                workbook = self._load(self._backup)
            except WorkbookError:
                raise self._unreadable(damage) from damage
            self._tell(f"{damage.what}. Its last good copy is used instead.")
            return workbook

    def create(self, workbook_id: str, credential_id: str) -> None:
        """Write a new, empty workbook.

        Raises:
            StorageError: the disk would not take it.
        """
        moment = now().isoformat()
        with self._locked(), self._database({}) as database:
            database.table("workbook").insert(
                {
                    "schema": SCHEMA,
                    "id": workbook_id,
                    "credential": credential_id,
                    "created_at": moment,
                    "saved_at": moment,
                }
            )

    def save_answer(self, prompt: str, text: str) -> datetime:
        """Keep an answer and return when it was saved; a text of nothing is kept as such."""
        return self._save_draft("answers", "prompt", prompt, text)

    def save_note(self, place: str, text: str) -> datetime:
        """Keep a note and return when it was saved."""
        return self._save_draft("notes", "place", place, text)

    def save_read(self, section: str, *, read: bool) -> datetime:
        """Mark a section as read, or as not read."""
        return self._set("read", "section", section, {"at": now().isoformat()} if read else None)

    def save_level(self, criterion: str, level: str | None) -> datetime:
        """Keep the person's own level for a criterion; None takes it back."""
        return self._set("assessment", "criterion", criterion, {"level": level} if level else None)

    def save_decided(self, question: str, *, decided: bool) -> datetime:
        """Tick, or untick, a question that only a person can answer."""
        return self._set("decided", "question", question, {"at": now().isoformat()} if decided else None)

    def add_attachment(self, artifact: str, attachment: Attachment) -> datetime:
        """Keep an attachment behind the others of its artifact."""
        with self._changing() as database:
            database.table("attachments").insert(attachment_row(artifact, attachment))
            return self._touch(database)

    def remove_attachment(self, artifact: str, number: int) -> datetime:
        """Take an attachment out of the list; its stored copy is the caller's affair."""
        with self._changing() as database:
            database.table("attachments").remove(
                (where("artifact") == artifact) & (where("number") == number)
            )
            return self._touch(database)

    def save_together(
        self,
        answers: Mapping[str, str],
        notes: Mapping[str, str],
        resume: Resume | None = None,
        scroll: Mapping[str, int] | None = None,
    ) -> datetime:
        """Keep several drafts and where the person stopped, in one write.

        Args:
            answers: texts by the id of the prompt or sub-prompt.
            notes: texts by place.
            resume: where she stopped; None leaves what is kept.
            scroll: how far down reading sections were read, in lines, by section.

        Returns:
            When the workbook was last changed; stopping somewhere else is no change of it.
        """
        with self._changing() as database:
            moment = now()
            for table, key, drafts in (("answers", "prompt", answers), ("notes", "place", notes)):
                for name, text in drafts.items():
                    kept = {"text": clean_draft(text), "saved_at": moment.isoformat()}
                    _put(database.table(table), key, name, kept)
            for section, line in (scroll or {}).items():
                _put(database.table("scroll"), "section", section, {"line": line})
            meta = database.table("workbook")
            if resume is not None:
                meta.update({"resume": vars(resume)})
            if answers or notes:
                meta.update({"saved_at": moment.isoformat()})
            return datetime.fromisoformat(meta.all()[0]["saved_at"])

    def _save_draft(self, table: str, key: str, place: str, text: str) -> datetime:
        return self._set(table, key, place, {"text": clean_draft(text), "saved_at": now().isoformat()})

    def _set(self, table: str, key: str, name: str, values: dict[str, Any] | None) -> datetime:
        with self._changing() as database:
            if values is None:
                database.table(table).remove(where(key) == name)
            else:
                _put(database.table(table), key, name, values)
            return self._touch(database)

    def _touch(self, database: TinyDB) -> datetime:
        moment = now()
        database.table("workbook").update({"saved_at": moment.isoformat()})
        return moment

    def _load(self, path: Path) -> Workbook:
        return workbook_from_tables(parse_tables(read_file(path), path), str(path))

    @contextlib.contextmanager
    def _changing(self) -> Iterator[TinyDB]:
        with self._locked(), self._database(self._tables_to_change()) as database:
            yield database

    @contextlib.contextmanager
    def _database(self, tables: Tables) -> Iterator[TinyDB]:
        storage = AtomicStorage(self.path)
        database = TinyDB(storage=lambda: storage)
        with storage.together(tables):
            yield database

    @contextlib.contextmanager
    def _locked(self) -> Iterator[None]:
        lock = FileLock(str(self.folder / ".lock"), timeout=_LOCK_SECONDS)
        try:
            lock.acquire()
        except Timeout as error:
            raise WorkbookError(
                f"Another program is changing the workbook in {self.folder}", "Try again in a moment"
            ) from error
        except OSError as error:
            raise storage_error(self.folder, error) from error
        try:
            yield
        finally:
            lock.release()

    def _tables_to_change(self) -> Tables:
        """Return the file's tables; a damaged file is put aside first, and its last good copy taken."""
        try:
            return self._readable(self.path)
        except DamagedFile as damage:
            try:
                tables = self._readable(self._backup)
            except WorkbookError:
                raise self._unreadable(damage) from damage
        aside = _free_name(self.folder)
        try:
            # A copy, so that at no moment there is no file under the name.
            os.link(self.path, aside)
        except OSError as error:
            raise storage_error(aside, error) from error
        write_atomically(self.path, read_file(self._backup))
        self._tell(f"The workbook's file was damaged; it is kept as {aside}, and its last good copy is used.")
        return tables

    def _readable(self, path: Path) -> Tables:
        tables = migrate(parse_tables(read_file(path), path), str(path))
        workbook_from_tables(tables, str(path))
        return tables

    def _unreadable(self, damage: DamagedFile) -> DamagedFile:
        return DamagedFile(damage.what, f"It is left as it is; your other files are in {self.folder}")


def _put(table: Table, key: str, name: str, values: dict[str, Any]) -> None:
    if not table.update(values, where(key) == name):
        table.insert({key: name, **values})


def _free_name(folder: Path) -> Path:
    """Return an unused name for a damaged file, numbered."""
    numbers = [
        int(match[1])
        for path in folder.iterdir()
        if (match := re.fullmatch(r"workbook\.damaged-(\d+)\.json", path.name))
    ]
    return folder / f"workbook.damaged-{max(numbers, default=0) + 1}.json"
