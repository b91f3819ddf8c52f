"""One workbook's file: reading it, and changing one thing in it at a time."""

from __future__ import annotations

import contextlib
from functools import cached_property
from typing import TYPE_CHECKING

from tinydb.queries import where

from workbook.drafts.giving_way import CHANGED_ELSEWHERE, PUT_BACK, giving_way
from workbook.drafts.lock import WorkbookLock
from workbook.drafts.marks import Marks, drop_attachment, put_proofread, touch
from workbook.drafts.model import SCHEMA, Attachment, Resume, Workbook, now, texts_of
from workbook.drafts.newest import Newest
from workbook.drafts.records import (
    DRAFT_TABLES,
    attachment_row,
    checked_tables,
    moment_of,
    put_row,
    workbook_from_tables,
)
from workbook.drafts.tables_file import TablesFile
from workbook.text import clean_draft

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime
    from pathlib import Path

    from tinydb import TinyDB

    from workbook.drafts.history import History
    from workbook.drafts.model import Kind, Proofread, Texts

FILE_NAME = "workbook.json"
PROOFREAD_CACHE = "proofread.cache"
"""What the file is called, and the others that belong to it begin with, of what proofreading found."""


class WorkbookFile:
    """The file `workbook.json` in a workbook's folder.

    Every change takes the folder's lock, reads the file anew, changes the one thing and puts the
    whole file in place in one step: two processes that change different things lose nothing.

    Args:
        folder: the workbook's folder.
        tell: is given a sentence when something was mended on the way.
    """

    def __init__(self, folder: Path, tell: Callable[[str], None] | None = None) -> None:
        self.folder = folder
        self.path = folder / FILE_NAME
        self.lock = WorkbookLock(folder)
        self._tell = tell or (lambda _sentence: None)
        self._tables = TablesFile(self.path, checked_tables, self._tell)
        self._seen: Texts | None = None
        self._newest: Newest | None = None
        self.fit: Callable[[Workbook], Workbook] = lambda workbook: workbook
        """Leaves out of a workbook that was read what its credential has no place for."""

    @cached_property
    def history(self) -> History:
        """The versions of the answers and notes; its file is changed while the lock is held."""
        from workbook.drafts.history import History

        return History(self.folder, self._tell)

    @cached_property
    def marks(self) -> Marks:
        """What the person marked besides writing."""
        return Marks(self._changing)

    @property
    def proofread_cache(self) -> Path:
        """Where proofreading may keep what it found; it can be made anew at any time."""
        return self.folder / PROOFREAD_CACHE

    def locked(self) -> AbstractContextManager[None]:
        """Hold the workbook's lock, as `WorkbookLock.held`."""
        return self.lock.held()

    @property
    def changed_elsewhere(self) -> bool:
        """Whether another program changed the file since it was read or written here, or took it away."""
        return self._tables.changed_elsewhere

    @property
    def is_behind(self) -> bool:
        """Whether the file, when it was looked at last, did not hold what this process knows."""
        return self._tables.is_behind

    def hold(self, *, hold: bool = True) -> None:
        """Hold the workbook open to write, or no longer: an older file that comes back is known as such."""
        self._newest = Newest() if hold else None
        self._tables.hold(self._newest)

    def take_newer(self) -> list[tuple[Kind, str]]:
        """Return whose texts another program has changed since this was asked last."""
        return self._newest.take_newer() if self._newest is not None else []

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
        workbook = self.peek()
        self._seen = texts_of(workbook)
        return workbook

    def peek(self) -> Workbook:
        """Return the workbook as it stands on the disk, without taking it for what this process works on.

        Raises:
            WorkbookError: as by `load`.
        """
        # While it is held, what is read is measured by what was written last: no write may come between.
        with self.locked() if self._newest is not None else contextlib.nullcontext():
            tables = self._tables.read()
            self._tables.seen()
        return self.fit(workbook_from_tables(tables, str(self.path)))

    def known(self) -> Workbook | None:
        """Return the workbook as this process read or wrote it last, where it holds it; no file is read."""
        tables = self._tables.own
        return self.fit(workbook_from_tables(tables, str(self.path))) if tables is not None else None

    def known_texts(self) -> Texts:
        """Return the texts that this process read or wrote last, whatever the file holds now."""
        return dict(self._seen or {})

    def took(self, kind: Kind, place: str, text: str) -> None:
        """Take note that this process works on a text, its own or one that another program wrote."""
        if self._seen is not None:
            self._seen[kind, place] = text

    def create(self, workbook_id: str, credential_id: str) -> None:
        """Write a new, empty workbook.

        Raises:
            StorageError: the disk would not take it.
        """
        moment = now().isoformat()
        with self.locked(), self._tables.making() as database:
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
        """Keep an answer, as `save_draft` does."""
        return self.save_draft("answer", prompt, text)

    def save_note(self, place: str, text: str) -> datetime:
        """Keep a note, as `save_draft` does."""
        return self.save_draft("note", place, text)

    def save_draft(
        self, kind: Kind, place: str, text: str, why: str = "a command", *, before: str = "before a command"
    ) -> datetime:
        """Keep an answer or a note, and return when it was saved; a text of nothing is kept as such.

        The text before it stays in the history, and the new one is a version too.

        Args:
            kind: what it is.
            place: the prompt, or what the note is on.
            text: the text.
            why: what it comes from, in words, for the history.
            before: why the text before it is kept, in words.
        """
        text = clean_draft(text)
        with self.locked():
            with self._changing() as database:
                moment = now()
                self._put_draft(database, kind, place, text, moment=moment, why=before)
                if text.strip():
                    self.history.add(kind, place, text, why, moment)
                database.table("workbook").update({"saved_at": moment.isoformat()})
            self.took(kind, place, text)
        return moment

    def add_attachment(self, artifact: str, attachment: Attachment) -> datetime:
        """Keep an attachment behind the others of its artifact."""
        with self._changing() as database:
            database.table("attachments").insert(attachment_row(artifact, attachment))
            return touch(database)

    def replace_attachment(self, artifact: str, gone: Attachment, attachment: Attachment) -> datetime:
        """Keep an attachment in the place of another."""
        with self._changing() as database:
            drop_attachment(database, artifact, gone)
            database.table("attachments").insert(attachment_row(artifact, attachment))
            return touch(database)

    def remove_attachment(self, artifact: str, attachment: Attachment) -> datetime:
        """Take an attachment out of the list; its stored copy is the caller's affair."""
        with self._changing() as database:
            drop_attachment(database, artifact, attachment)
            return touch(database)

    def save_together(  # noqa: PLR0917 - one for each kind of thing that an app saves
        self,
        answers: Mapping[str, str],
        notes: Mapping[str, str],
        resume: Resume | None = None,
        scroll: Mapping[str, int] | None = None,
        versions: Mapping[tuple[Kind, str], str] | None = None,
        proofread: Mapping[str, Proofread] | None = None,
    ) -> datetime:
        """Keep several drafts and where the person stopped, in one write.

        What was written before a pause stays in the history, and what another program wrote meanwhile.

        Args:
            answers: texts by the id of the prompt or sub-prompt.
            notes: texts by place.
            resume: where she stopped; None leaves what is kept.
            scroll: how far down reading sections were read, in lines, by section.
            versions: the drafts whose text is to be a version from now on, and why, in words.
            proofread: what was proofread, by the answer's id.

        Returns:
            When the workbook was last changed; stopping somewhere else, or proofreading, is no change of it.
        """
        drafts: list[tuple[Kind, str, str]] = [
            ("answer", place, clean_draft(text)) for place, text in answers.items()
        ]
        drafts += [("note", place, clean_draft(text)) for place, text in notes.items()]
        with self.locked():
            with self._changing() as database:
                moment = now()
                for kind, place, text in drafts:
                    self._put_draft(database, kind, place, text, moment=moment)
                for section, line in (scroll or {}).items():
                    put_row(database.table("scroll"), "section", section, {"line": line})
                put_proofread(database, proofread or {})
                meta = database.table("workbook")
                if resume is not None:
                    meta.update({"resume": vars(resume)})
                if drafts:
                    meta.update({"saved_at": moment.isoformat()})
                saved_at = moment_of(meta.all()[0], "saved_at")
            for kind, place, text in drafts:
                self.took(kind, place, text)
            for (kind, place), why in (versions or {}).items():
                self._keep_present(kind, place, why)
        return saved_at

    def _put_draft(
        self, database: TinyDB, kind: Kind, place: str, text: str, *, moment: datetime, why: str = ""
    ) -> None:
        """Put a text in the place of the one before it, which becomes a version where it must not be lost."""
        name, key = DRAFT_TABLES[kind]
        table = database.table(name)
        rows = table.search(where(key) == place)
        seen = self._seen.get((kind, place), "") if self._seen is not None else None
        for gone in giving_way(rows, text, moment, why=why, seen=seen):
            if gone.why == CHANGED_ELSEWHERE:
                self._tell(f"Another program changed {place}; what it wrote is in the history.")
            self.history.add(kind, place, gone.text, gone.why, gone.saved_at)
        put_row(table, key, place, {"text": text, "saved_at": moment.isoformat()})

    def _keep_present(self, kind: Kind, place: str, why: str) -> None:
        name, key = DRAFT_TABLES[kind]
        for row in self._tables.read().get(name, {}).values():
            if row[key] == place and row["text"]:
                self.history.add(kind, place, row["text"], why, moment_of(row, "saved_at"))

    @contextlib.contextmanager
    def _changing(self) -> Iterator[TinyDB]:
        with self.locked():
            self._set_older_aside()
            with self._tables.changing() as database:
                yield database

    def _set_older_aside(self) -> None:
        """Keep in the history what is in a file that was put back, before it is written over."""
        if self._newest is None:
            return
        if self._tables.changed_elsewhere:
            self._tables.read()
        for older in self._newest.take_older():
            if not self.history.has(older.kind, older.place, older.text):
                self.history.add(older.kind, older.place, older.text, PUT_BACK)
