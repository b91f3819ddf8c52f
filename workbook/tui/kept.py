"""What the first screen shows: the workbooks with their progress, and the catalogue."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.credentials.catalogue import Catalogue
    from workbook.drafts.progress import Progress
    from workbook.drafts.store import OpenWorkbook, Store
    from workbook.home import Home

QUICK = 100_000
"""Bytes of workbooks up to which they are looked at before the first screen is drawn, and not after it."""


@dataclass(frozen=True)
class Kept:
    """What the first screen shows: workbooks with their progress, those it cannot read, the catalogue.

    Attributes:
        workbooks: the latest first; their progress is None where it was not asked for.
        unreadable: folders' names, and why each cannot be read.
        catalogue: what can be started.
    """

    workbooks: tuple[tuple[OpenWorkbook, Progress | None], ...]
    unreadable: tuple[tuple[str, str], ...]
    catalogue: Catalogue


def look(home: Home, store: Callable[[], Store], *, counted: bool = True) -> Kept:
    """Return what is kept.

    Args:
        home: where it is kept.
        store: gives the workbooks; it is not asked where there are none.
        counted: whether to count their progress, for which all that reads an answer is imported.
    """
    from workbook.credentials.catalogue import Catalogue

    workbooks, unreadable = (
        _look_at_workbooks(store(), counted=counted) if home.workbooks.is_dir() else ([], [])
    )
    return Kept(tuple(workbooks), tuple(unreadable), Catalogue.load(home))


def is_quick(home: Home) -> bool:
    """Return whether so little is kept that looking at it takes no longer than drawing the screen."""
    size = 0
    with contextlib.suppress(OSError):
        size = sum(path.stat().st_size for path in home.workbooks.glob("*/workbook.json"))
    return size <= QUICK


def _look_at_workbooks(
    store: Store, *, counted: bool
) -> tuple[list[tuple[OpenWorkbook, Progress | None]], list[tuple[str, str]]]:
    workbooks: list[tuple[OpenWorkbook, Progress | None]] = []
    unreadable: list[tuple[str, str]] = []
    for workbook_id in store.ids():
        try:
            opened = store.open(workbook_id)
        except WorkbookError as error:
            unreadable.append((workbook_id, str(error).replace(str(store.home.folder), store.home.shown)))
        else:
            workbooks.append((opened, _progress(opened) if counted else None))
    workbooks.sort(key=lambda pair: pair[0].workbook.saved_at, reverse=True)
    return workbooks, unreadable


def _progress(opened: OpenWorkbook) -> Progress:
    from workbook.drafts.progress import progress
    from workbook.prose.words import count_answer

    return progress(opened.credential, opened.workbook, count_answer)
