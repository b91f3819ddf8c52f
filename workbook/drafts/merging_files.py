"""What is attached to a workbook in a backup, and its other files: which of them are not there yet."""

from __future__ import annotations

import hashlib
import os
from dataclasses import replace
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from workbook.errors import StorageError

if TYPE_CHECKING:
    from collections.abc import Collection

    from workbook.drafts.model import Attachment, Workbook

Added = tuple[str, "Attachment", Path | None]
"""An artifact, what is to be attached to it, and for a file where its bytes are."""


def gone_files(artifacts: Path, both: tuple[Workbook, Workbook]) -> frozenset[str]:
    """Return the stored names of what is attached here and in a backup alike, and whose file is gone here.

    Args:
        artifacts: the folder of the stored copies that are there.
        both: the workbook that is there, and the one in the backup.
    """
    mine, theirs = ({each for row in one.attachments.values() for each in row} for one in both)
    files = {each.stored_as for each in mine & theirs if each.kind == "file"}
    return frozenset(name for name in files if not os.path.lexists(artifacts / name))


def new_attachments(
    artifacts: Path, staged: Path, both: tuple[Workbook, Workbook], back: Collection[str]
) -> tuple[list[Added], list[str]]:
    """Return what is attached in a backup and not here, by address or bytes, numbered behind the rest.

    Args:
        artifacts: the folder of the stored copies that are there.
        staged: the unpacked folder of the workbook.
        both: the workbook that is there, and the one in the backup.
        back: the stored names of files that only have to be brought back.

    Returns:
        What is to be attached, and the names of the files that the backup should have and has not.

    Raises:
        StorageError: a stored copy cannot be read.
    """
    mine, theirs = both
    added: list[Added] = []
    missing: list[str] = []
    taken = {path.name for path in artifacts.iterdir()} if artifacts.is_dir() else set()
    for artifact, attachments in theirs.attachments.items():
        present = mine.attachments.get(artifact, ())
        known = {_mark(each, artifacts) for each in present}
        number = max((each.number for each in present), default=0)
        for each in attachments:
            mark = _mark(each, staged / "artifacts")
            if mark is None:
                missing.append(each.stored_as)
            elif each.stored_as not in back and mark not in known:
                known.add(mark)
                number += 1
                new = replace(each, number=number)
                source = staged / "artifacts" / each.stored_as if each.kind == "file" else None
                if source is not None:
                    name = _free(each.stored_as, taken, artifacts, mark)
                    new = replace(new, stored_as=name, size=source.stat().st_size)
                added.append((artifact, new, source))
    return added, missing


def new_files(folder: Path, staged: Path, back: Collection[str]) -> tuple[list[tuple[Path, Path]], list[str]]:
    """Return the other files that are not there, from where to where, and the names of those that differ.

    Args:
        folder: the workbook's folder.
        staged: its unpacked folder in the backup.
        back: the stored names of attached files that are to be brought back.

    Raises:
        StorageError: a file cannot be read.
    """
    copied: list[tuple[Path, Path]] = []
    different: list[str] = []
    for source in sorted(path for path in staged.rglob("*") if path.is_file()):
        inner = source.relative_to(staged).as_posix()
        if inner in ("workbook.json", "history.json"):
            continue
        if inner.startswith("artifacts/") and inner.removeprefix("artifacts/") not in back:
            continue
        target = folder / inner
        present = _hash(target)
        if present is None:
            copied.append((source, target))
        elif present != _hash(source):
            different.append(inner)
    return copied, different


def _mark(attachment: Attachment, folder: Path) -> str | None:
    """Return what tells an attachment from others: its address, or its file's hash; None without a file."""
    return attachment.stored_as if attachment.kind == "link" else _hash(folder / attachment.stored_as)


def _hash(path: Path) -> str | None:
    try:
        with path.open("rb") as stream:
            return hashlib.file_digest(stream, "sha256").hexdigest()
    except FileNotFoundError:
        return None
    except OSError as error:
        raise StorageError(f"{path} cannot be read ({error.strerror})", "Check who may read it") from error


def _free(wanted: str, taken: set[str], folder: Path, mark: str) -> str:
    """Return a name that no file has, or that of a file with these bytes, left by a restore that was ended.

    The name is taken from now on.
    """
    path, name, again = PurePath(wanted), wanted, 2
    while name in taken and _hash(folder / name) != mark:
        name, again = f"{path.stem}-copy-{again}{path.suffix}", again + 1
    taken.add(name)
    return name
