"""The stored copies of attached files: which of them are not there any more."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError
from workbook.paths import is_plain_file

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook.drafts.model import Workbook
    from workbook.drafts.store import OpenWorkbook, Store


def missing(folder: Path, workbook: Workbook) -> frozenset[str]:
    """Return the stored names of attached files that are gone, or cannot be read.

    Args:
        folder: the folder of the stored copies.
        workbook: says what is attached.
    """
    attached = [each for row in workbook.attachments.values() for each in row if each.kind == "file"]
    return frozenset(each.stored_as for each in attached if not _is_there(folder / each.stored_as))


def look_again(opened: OpenWorkbook) -> bool:
    """Look anew which attached files are there; another program may have taken or brought some.

    Returns:
        Whether others are there than before.
    """
    before, opened.workbook.missing = opened.workbook.missing, missing(opened.file.artifacts, opened.workbook)
    return opened.workbook.missing != before


def missing_anywhere(store: Store) -> Iterator[str]:
    """Give the attached files that are gone, of every workbook that can be read, in words."""
    for workbook_id in store.ids():
        try:
            workbook = store.open(workbook_id).workbook
        except WorkbookError:
            continue
        for artifact in workbook.attachments:
            yield from (f"{workbook_id}: {each.stored_as} of {artifact}" for each in workbook.gone(artifact))


def _is_there(path: Path) -> bool:
    return is_plain_file(path) and os.access(path, os.R_OK)
