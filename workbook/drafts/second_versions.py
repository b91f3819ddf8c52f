"""Second versions of a workbook that stand beside it: conflict copies of services, folders copied by hand.

Services name them in many ways: "workbook (school-pc's conflicted copy 2026-11-28).json" (Dropbox),
"workbook-SCHOOL-PC.json" (OneDrive), "workbook (1).json" (Google Drive), "workbook (conflicted copy …).json"
(Nextcloud), "workbook.sync-conflict-20261128-101500-ABCDEF.json" (Syncthing). So they are known by what is in
them, and not by their names.
"""

from __future__ import annotations

import contextlib
import os
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.drafts.archive_names import ID
from workbook.drafts.history_file import FILE_NAME as HISTORY
from workbook.drafts.records import cleaned, workbook_from_tables
from workbook.drafts.storage import parse_tables
from workbook.drafts.version_rows import TABLE
from workbook.drafts.workbook_file import FILE_NAME as WORKBOOK
from workbook.errors import WorkbookError
from workbook.files import BACKUP
from workbook.locks import MARKER
from workbook.text import fold, one_line, read_file

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Iterator
    from pathlib import Path

    from workbook.drafts.model import Workbook
    from workbook.home import Home

_OURS = re.compile(r"(?:workbook|history)(?:\.damaged-\d+)?\.json")
_MAY_BE = re.compile(r"workbook|history|\.json", re.IGNORECASE)
_NO_VERSION = (BACKUP, MARKER, ".lock", "~", ".tmp", ".md")
_MOST_BYTES = 64 * 1024**2


@dataclass(frozen=True)
class SecondVersion:
    """A second version of a workbook, or a workbook that has lost its name.

    Attributes:
        workbook: the id of the workbook that it is a version of, or that it is to be.
        path: the file, or the folder.
        is_lost: whether there is no workbook of that id: a folder that was renamed by hand.
    """

    workbook: str
    path: Path
    is_lost: bool = False


def beside(folder: Path) -> list[SecondVersion]:
    """Return the second versions in a workbook's own folder, by name; none where it cannot be listed."""
    return [SecondVersion(folder.name, path) for path in _listed(folder) if _is_version(path)]


def folders(home: Home, known: Collection[str]) -> list[SecondVersion]:
    """Return the folders beside the workbooks that hold one and are in no list, for their names are no ids.

    Args:
        home: where things are kept.
        known: the ids of the workbooks.
    """
    found = []
    for path in _listed(home.workbooks):
        if path.name in known or re.fullmatch(ID, path.name) or not path.is_dir():
            continue
        workbook = workbook_in(path)
        if workbook is not None:
            id_ = _id_of(path.name, workbook, known)
            found.append(SecondVersion(id_, path, is_lost=id_ not in known))
    return found


def workbook_in(folder: Path) -> Workbook | None:
    """Return the workbook in a folder, or in its last good copy; None where there is none to be read."""
    for name in (WORKBOOK, WORKBOOK + BACKUP):
        with contextlib.suppress(WorkbookError):
            return workbook_from_tables(cleaned(parse_tables(read_file(folder / name), folder / name)), name)
    return None


def sentences(found: Iterable[SecondVersion], *, first: str = "") -> Iterator[str]:
    """Say of second versions where they are, and what to do: a sentence for each workbook and each folder.

    Args:
        found: the second versions.
        first: what is to be done before, with a comma and a space behind it.
    """
    of: dict[str, list[Path]] = {}
    for each in found:
        path = one_line(str(each.path))
        if each.is_lost:
            yield (
                f"The folder {path} holds a workbook, but no workbook can have its name: "
                f"{first}`workbook merge {each.workbook}` lists it as {each.workbook}."
            )
        else:
            of.setdefault(each.workbook, []).append(each.path)
    for workbook, paths in of.items():
        there = "There is a second version" if len(paths) == 1 else f"There are {len(paths)} other versions"
        yield (
            f"{there} of {workbook}: {', '.join(one_line(str(path)) for path in paths)}. "
            f"Yours is as you left it; {first}`workbook merge {workbook}` puts what differs into its history."
        )


def _is_version(path: Path) -> bool:
    name = path.name
    if (
        _OURS.fullmatch(name)
        or not _MAY_BE.search(name)
        or name.startswith(".")
        or name.endswith(_NO_VERSION)
    ):
        return False
    try:
        if not path.is_file() or path.is_symlink() or path.stat().st_size > _MOST_BYTES:
            return False
        tables = parse_tables(read_file(path), path)
        if TABLE in tables and HISTORY.split(".", maxsplit=1)[0] in tables:
            return True
        workbook_from_tables(tables, name)
    except (OSError, WorkbookError):
        return False
    return True


def _id_of(name: str, workbook: Workbook, known: Collection[str]) -> str:
    """Return the id that a folder's name was made from, or that it can have."""
    named = re.sub(r"[^a-z0-9]+", "-", fold(name)).strip("-")[:80].strip("-")
    # "Copy of X", "X - Copy", "X (1)" and the like: what was copied says its own name.
    for candidate in (workbook.id, named):
        if candidate in known:
            return candidate
    if re.fullmatch(ID, named):
        return named
    return workbook.id if re.fullmatch(ID, workbook.id) else "workbook"


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir(), key=lambda path: os.fsencode(path.name)) if folder.is_dir() else []
    except OSError:
        return []  # Whoever reads the workbooks says why the folder cannot be.
