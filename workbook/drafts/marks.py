"""What a person marks in a workbook besides writing: read, assessed, decided, ignored; one write each."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tinydb.queries import where

from workbook.drafts.model import now
from workbook.drafts.records import decided_row, ignored_row, proofread_row, put_row

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from contextlib import AbstractContextManager
    from datetime import datetime

    from tinydb import TinyDB

    from workbook.drafts.model import Attachment, Ignored, Proofread


class Marks:
    """The marks in a workbook's file.

    Args:
        changing: gives the file's tables to be changed, while the workbook's lock is held.
    """

    def __init__(self, changing: Callable[[], AbstractContextManager[TinyDB]]) -> None:
        self._changing = changing

    def save_read(self, section: str, *, read: bool) -> datetime:
        """Mark a section as read, or as not read."""
        return self._set("read", "section", section, {"at": now().isoformat()} if read else None)

    def save_level(self, criterion: str, level: str | None) -> datetime:
        """Keep the person's own level for a criterion; None takes it back."""
        return self._set("assessment", "criterion", criterion, {"level": level} if level else None)

    def save_decided(self, question: str, *, decided: bool, digest: str = "") -> datetime:
        """Tick, or untick, a question that only a person can answer; the digest is of what it is about."""
        return self._set("decided", "question", question, decided_row(now(), digest) if decided else None)

    def save_rules(self, rules: Iterable[str], *, off: bool) -> datetime:
        """Switch rules of proofreading engines off for this workbook, or on again."""
        names = list(rules)
        with self._changing() as database:
            table = database.table("rules_off")
            table.remove(where("rule").one_of(names))
            if off:
                at = now().isoformat()
                table.insert_multiple({"rule": name, "at": at} for name in dict.fromkeys(names))
            return touch(database)

    def save_ignored(self, ignored: Iterable[Ignored]) -> datetime:
        """Keep findings as ignored."""
        with self._changing() as database:
            for each in ignored:
                put_row(database.table("ignored"), "finding", each.id, ignored_row(each))
            return touch(database)

    def take_back_ignored(self, ids: Collection[str]) -> datetime:
        """Keep findings as ignored no longer, by the ids that they are kept under."""
        with self._changing() as database:
            database.table("ignored").remove(where("finding").one_of(list(ids)))
            return touch(database)

    def save_proofread(self, marks: Mapping[str, Proofread]) -> None:
        """Keep that answers were proofread, by the answers' ids; the workbook is as old as before."""
        with self._changing() as database:
            put_proofread(database, marks)

    def _set(self, table: str, key: str, name: str, values: dict[str, Any] | None) -> datetime:
        with self._changing() as database:
            if values is None:
                database.table(table).remove(where(key) == name)
            else:
                put_row(database.table(table), key, name, values)
            return touch(database)


def put_proofread(database: TinyDB, marks: Mapping[str, Proofread]) -> None:
    """Put the rows that say what was proofread into a workbook's tables."""
    for place, mark in marks.items():
        put_row(database.table("proofread"), "place", place, proofread_row(mark))


def drop_attachment(database: TinyDB, artifact: str, attachment: Attachment) -> None:
    """Take the row of an attachment out of a workbook's tables."""
    database.table("attachments").remove(
        (where("artifact") == artifact)
        & (where("number") == attachment.number)
        & (where("stored_as") == attachment.stored_as)
    )


def touch(database: TinyDB) -> datetime:
    """Make a workbook one that was changed just now, and return when that is."""
    moment = now()
    database.table("workbook").update({"saved_at": moment.isoformat()})
    return moment
