"""The rows of a workbook's file and the dataclasses they become: validation at the edge."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any, Literal, TypeVar, cast

from tinydb.queries import where

from workbook.clock import local
from workbook.drafts.model import (
    SCHEMA,
    Attachment,
    Draft,
    Ignored,
    Kind,
    Proofread,
    Resume,
    Workbook,
)
from workbook.drafts.storage import DamagedFile, Tables
from workbook.errors import WorkbookError
from workbook.text import clean_draft, one_line

if TYPE_CHECKING:
    from tinydb.table import Table

DRAFT_TABLES: dict[Kind, tuple[str, str]] = {"answer": ("answers", "prompt"), "note": ("notes", "place")}
"""The table of each kind of draft, and the key of its rows."""

Row = Mapping[str, Any]
LONG_AGO = datetime(1970, 1, 1, tzinfo=UTC)
"""What stands in the place of a time that no clock shows: years in which dates cannot be reckoned with."""
_YEARS = range(1970, 2200)
_FAR = 1_000_000
"""A row, column or line behind which nobody can have stopped."""
_Value = TypeVar("_Value")

MIGRATIONS: dict[int, Callable[[Tables], Tables]] = {}
"""How to lift a file by one schema version: from the version that is the key to the next."""


def migrate(tables: Tables, path: str) -> Tables:
    """Return tables in the present schema.

    A file without a version is of the first schema; rows and keys that a newer minor version added
    are kept untouched.

    Raises:
        WorkbookError: the file is of a newer schema than this program knows.
        DamagedFile: the version is no number.
    """
    version = _meta(tables, path).get("schema", 1)
    if not isinstance(version, int) or version < 1:
        raise DamagedFile(f"{path} is damaged (its schema version is {version!r})")
    if version > SCHEMA:
        raise WorkbookError(
            f"{path} was written by a newer version of the workbook (schema {version}, not {SCHEMA})",
            "Update the workbook; the file is left as it is",
        )
    while version < SCHEMA:
        tables = MIGRATIONS[version](tables)
        version += 1
    return tables


def workbook_from_tables(tables: Tables, path: str) -> Workbook:
    """Return the workbook that a file's tables hold.

    Raises:
        WorkbookError: a newer schema.
        DamagedFile: a row is not what it should be.
    """
    tables = migrate(tables, path)
    try:
        meta = _meta(tables, path)
        return Workbook(
            id=_text(meta, "id"),
            credential_id=_text(meta, "credential"),
            created_at=moment_of(meta, "created_at"),
            saved_at=moment_of(meta, "saved_at"),
            answers=_by(tables, "answers", "prompt", _draft),
            notes=_by(tables, "notes", "place", _draft),
            read=_by(tables, "read", "section", lambda row: moment_of(row, "at")),
            attachments=_attachments(_rows(tables, "attachments")),
            assessment=_by(tables, "assessment", "criterion", lambda row: _text(row, "level")),
            decided=_by(tables, "decided", "question", lambda row: moment_of(row, "at")),
            digests=_digests(tables),
            ignored=_by(tables, "ignored", "finding", _ignored),
            rules_off=_by(tables, "rules_off", "rule", lambda row: moment_of(row, "at")),
            proofread=_by(tables, "proofread", "place", _proofread),
            scroll=_by(tables, "scroll", "section", lambda row: min(_count(row, "line"), _FAR)),
            resume=_resume(meta.get("resume") or {}),
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise DamagedFile(f"{path} is damaged ({error})") from error


def checked_tables(tables: Tables, path: str) -> Tables:
    """Return tables in the present schema, after seeing that they hold a workbook.

    Raises:
        WorkbookError: a newer schema.
        DamagedFile: they hold none.
    """
    tables = cleaned(migrate(tables, path))
    workbook_from_tables(tables, path)
    return tables


def cleaned(tables: Tables) -> Tables:
    """Return tables whose texts are as they are stored here, wherever they come from."""
    for table, _ in DRAFT_TABLES.values():
        for row in tables.get(table, {}).values():
            if isinstance(row.get("text"), str):
                row["text"] = clean_draft(row["text"])
    return tables


def put_row(table: Table, key: str, name: str, values: Mapping[str, Any]) -> None:
    """Change the row whose key has this name; add one where there is none."""
    if not table.update(values, where(key) == name):
        table.insert({key: name, **values})


def moment_of(row: Row, key: str) -> datetime:
    """Return the time in a row, in this machine's zone where it names none; `LONG_AGO` for one out of reach.

    Raises:
        KeyError, TypeError, ValueError: there is none, or it is no time.
    """
    moment = datetime.fromisoformat(_text(row, key))
    if moment.year not in _YEARS:
        return LONG_AGO
    return moment if moment.tzinfo else local(moment)


def attachment_row(artifact: str, attachment: Attachment) -> dict[str, Any]:
    """Return the row that keeps an attachment."""
    return {
        "artifact": artifact,
        "number": attachment.number,
        "kind": attachment.kind,
        "stored_as": attachment.stored_as,
        "attached_at": attachment.attached_at.isoformat(),
        "size": attachment.size,
        "cleaned": list(attachment.cleaned),
    }


def decided_row(at: datetime, digest: str) -> dict[str, str]:
    """Return the row that keeps a tick, without the id of its question."""
    return {"at": at.isoformat(), "digest": digest}


def ignored_row(ignored: Ignored) -> dict[str, Any]:
    """Return the row that keeps an ignored finding, without its id."""
    return {
        "also": list(ignored.also),
        "rule": ignored.rule,
        "message": ignored.message,
        "excerpt": ignored.excerpt,
        "sentence": ignored.sentence,
        "place": ignored.place,
        "at": ignored.at.isoformat(),
    }


def proofread_row(proofread: Proofread) -> dict[str, Any]:
    """Return the row that keeps that an answer was proofread, without the answer's id."""
    return {
        "digest": proofread.digest,
        "at": proofread.at.isoformat(),
        "engines": list(proofread.engines),
    }


def _meta(tables: Tables, path: str) -> Row:
    rows = list(_rows(tables, "workbook"))
    if len(rows) != 1:
        raise DamagedFile(f"{path} is damaged (it does not say what workbook it is)")
    return rows[0]


def _rows(tables: Tables, table: str) -> Iterable[Row]:
    return tables.get(table, {}).values()


def _by(tables: Tables, table: str, key: str, read: Callable[[Row], _Value]) -> dict[str, _Value]:
    return {_text(row, key): read(row) for row in _rows(tables, table)}


def _text(row: Row, key: str) -> str:
    value = row[key]
    if not isinstance(value, str):
        raise TypeError(f"{key} is not text")
    return value


def _count(row: Row, key: str) -> int:
    value = row[key]
    if not isinstance(value, int) or value < 0:
        raise TypeError(f"{key} is not a count")
    return value


def _resume(kept: Row) -> Resume:
    row, column, scroll = (max(0, min(int(kept.get(key, 0)), _FAR)) for key in ("row", "column", "scroll"))
    return Resume(str(kept.get("place", "")), row, column, scroll)


def _draft(row: Row) -> Draft:
    return Draft(_text(row, "text"), moment_of(row, "saved_at"))


def _digests(tables: Tables) -> dict[str, str]:
    kept = [row for row in _rows(tables, "decided") if row.get("digest")]
    return {_text(row, "question"): _text(row, "digest") for row in kept}


def _texts(row: Row, key: str) -> tuple[str, ...]:
    values = row[key]
    if not isinstance(values, list) or not all(isinstance(value, str) for value in values):
        raise TypeError(f"{key} is no list of texts")
    return tuple(values)


def _ignored(row: Row) -> Ignored:
    return Ignored(
        id=_text(row, "finding"),
        also=_texts(row, "also"),
        rule=one_line(_text(row, "rule")),
        message=one_line(_text(row, "message")),
        excerpt=one_line(_text(row, "excerpt")),
        sentence=one_line(_text(row, "sentence")),
        place=one_line(_text(row, "place")),
        at=moment_of(row, "at"),
    )


def _proofread(row: Row) -> Proofread:
    return Proofread(_text(row, "digest"), moment_of(row, "at"), _texts(row, "engines"))


def _attachments(rows: Iterable[Row]) -> dict[str, tuple[Attachment, ...]]:
    found: dict[str, list[Attachment]] = {}
    for row in rows:
        kind = _text(row, "kind")
        if kind not in ("file", "link"):
            raise ValueError(f"an attachment is of the kind {kind!r}")
        found.setdefault(_text(row, "artifact"), []).append(
            Attachment(
                number=_count(row, "number"),
                kind=cast("Literal['file', 'link']", kind),
                stored_as=_text(row, "stored_as"),
                attached_at=moment_of(row, "attached_at"),
                size=_count(row, "size"),
                cleaned=tuple(one_line(str(item)) for item in row.get("cleaned", ())),
            )
        )
    return {
        artifact: tuple(sorted(attachments, key=lambda attachment: attachment.number))
        for artifact, attachments in found.items()
    }
