"""Which of two texts is the newest: what this process knows, or what it finds in the file.

A service that synchronises files may put an older copy of a workbook's file back, or one that another machine
wrote. Each text is looked at by itself: an older one never takes the place of a newer one, and is set aside.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.drafts.records import DRAFT_TABLES, moment_of
from workbook.drafts.storage import dumped

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

    from workbook.drafts.model import Kind
    from workbook.drafts.records import Row
    from workbook.drafts.storage import Tables

Key = tuple["Kind", str]
"""A kind of draft and its place."""


@dataclass(frozen=True)
class Older:
    """A text that was found in the file and is older than the one that this process knows."""

    kind: Kind
    place: str
    text: str
    saved_at: datetime


class Newest:
    """What one process has read and written of a workbook since it holds it."""

    def __init__(self) -> None:
        self._texts: set[tuple[Key, int]] = set()
        self._files: set[int] = set()
        self._older: dict[Older, None] = {}
        self._newer: dict[Key, None] = {}

    def know(self, tables: Tables) -> None:
        """Take note of tables that this process has read or written: they are older than those to come."""
        self._files.add(hash(dumped(tables)))
        for key, row in _drafts(tables):
            self._texts.add((key, hash(row["text"])))

    def settle(self, own: Tables, theirs: Tables) -> tuple[Tables, bool]:
        """Return the newest of both, text by text and the rest as a whole, and whether the file lacks any.

        Args:
            own: the tables that this process read or wrote last.
            theirs: what it finds in the file.
        """
        came_back = hash(dumped(theirs)) in self._files
        is_behind = came_back or _saved_at(theirs) < _saved_at(own)
        settled = dict(own if is_behind else theirs)
        rows: dict[Key, Row] = {}
        for key, row in _drafts(own):
            if key in rows:
                self._set_aside(key, rows[key], row["text"])
            rows[key] = row
        there = {key for key, _ in _drafts(theirs)}
        is_behind = is_behind or any(row["text"] and key not in there for key, row in rows.items())
        for key, row in _drafts(theirs):
            own_text = rows[key]["text"] if key in rows else ""
            if row["text"] == own_text:
                continue
            if came_back or self._is_older(key, row, rows.get(key)):
                self._set_aside(key, row, own_text)
                is_behind = True
            else:
                self._newer[key] = None
                rows[key] = row
        for kind, (table, _) in DRAFT_TABLES.items():
            kept = [row for key, row in rows.items() if key[0] == kind]
            settled[table] = {str(number): dict(row) for number, row in enumerate(kept, 1)}
        settled["workbook"] = {"1": _meta(own, theirs)}
        return settled, is_behind

    def take_older(self) -> list[Older]:
        """Return the older texts that were found since this was asked last."""
        found, self._older = list(self._older), {}
        return found

    def take_newer(self) -> list[Key]:
        """Return whose texts another program has changed since this was asked last."""
        found, self._newer = list(self._newer), {}
        return found

    def _is_older(self, key: Key, row: Row, own: Row | None) -> bool:
        if own is None:
            return False
        theirs, ours = moment_of(row, "saved_at"), moment_of(own, "saved_at")
        # Times are kept to the second, in which several texts of ours may have been saved.
        return theirs < ours or (theirs == ours and (key, hash(row["text"])) in self._texts)

    def _set_aside(self, key: Key, row: Row, own_text: str) -> None:
        if row["text"].strip() and row["text"] != own_text:
            self._older[Older(*key, row["text"], moment_of(row, "saved_at"))] = None


def _meta(own: Tables, theirs: Tables) -> dict[str, Any]:
    """Return what is kept of the workbook itself: of the one saved later, but where one stopped here."""
    mine, other = (next(iter(tables["workbook"].values())) for tables in (own, theirs))
    latest = other if moment_of(other, "saved_at") > moment_of(mine, "saved_at") else mine
    return {**latest, **({"resume": mine["resume"]} if "resume" in mine else {})}


def _drafts(tables: Tables) -> Iterator[tuple[Key, Row]]:
    for kind, (table, key) in DRAFT_TABLES.items():
        for row in tables.get(table, {}).values():
            yield (kind, row[key]), row


def _saved_at(tables: Tables) -> datetime:
    return moment_of(next(iter(tables["workbook"].values())), "saved_at")
