"""Backups made by hand: right ones, and such as nobody should send."""

from __future__ import annotations

import hashlib
import json
import zipfile
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

from .conftest import SMALL

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

MADE_AT = datetime(2031, 3, 4, 16, 12, tzinfo=UTC)
EARLIER, LATER = "2026-01-05T08:00:00+00:00", "2030-01-05T08:00:00+00:00"
NAME = "workbooks/small/artifacts/part-2.artifact-1.pdf"


def tables(**rows: list[dict[str, Any]]) -> bytes:
    """The file of a workbook on the small credential; the keywords are its tables, each a list of rows."""
    meta = {"schema": 1, "id": "small", "credential": "small", "created_at": EARLIER, "saved_at": EARLIER}
    numbered = {name: {str(i): row for i, row in enumerate(each, 1)} for name, each in rows.items()}
    return json.dumps({"workbook": {"1": meta}, **numbered}).encode()


def whole(**rows: list[dict[str, Any]]) -> dict[str, bytes]:
    """The files of a backup with that one workbook."""
    return {"workbooks/small/workbook.json": tables(**rows), "workbooks/small/credential.md": SMALL.encode()}


def attachment(stored_as: str = "part-2.artifact-1.pdf", **more: Any) -> dict[str, Any]:
    row = {"artifact": "part-2.artifact-1", "number": 1, "kind": "file", "stored_as": stored_as}
    return {**row, "attached_at": EARLIER, "size": 3, "cleaned": [], **more}


def manifest(files: Mapping[str, bytes], /, **more: Any) -> bytes:
    listed = [
        {"name": name, "sha256": hashlib.sha256(data).hexdigest(), "size": len(data)}
        for name, data in files.items()
    ]
    told = {"format": 1, "made_at": MADE_AT.isoformat(), "program": "0", "workbooks": [], "files": listed}
    return json.dumps({**told, **more}).encode()


def zipped(
    path: Path,
    files: Mapping[str, bytes],
    more: Sequence[tuple[zipfile.ZipInfo, bytes]] = (),
    listed: bytes | None = None,
) -> Path:
    """Write a backup.

    Args:
        path: the zip.
        files: its files by name, all in the manifest.
        more: entries that the manifest lists too, each with a header of its own.
        listed: the manifest, where it is not the right one; an empty one is left out.
    """
    told = {**files, **{entry.filename: data for entry, data in more}}
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in files.items():
            archive.writestr(name, data)
        for entry, data in more:
            archive.writestr(entry, data)
        listed = manifest(told) if listed is None else listed
        if listed:
            archive.writestr("manifest.json", listed)
    return path


def tree(folder: Path) -> dict[str, tuple[str, int]]:
    """Everything in a folder: the hash of each file, and the mode of each file and folder."""
    return {
        str(path.relative_to(folder)): (
            hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "",
            path.lstat().st_mode,
        )
        for path in folder.rglob("*")
    }


def after(moment: str, days: int) -> str:
    return (datetime.fromisoformat(moment) + timedelta(days=days)).isoformat()
