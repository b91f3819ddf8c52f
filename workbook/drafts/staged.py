"""A workbook of a backup, unpacked and not yet in its place: nothing in it is believed unseen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from workbook.drafts.archive_entries import refused
from workbook.drafts.fitting import is_place, is_usable
from workbook.drafts.records import cleaned, workbook_from_tables
from workbook.drafts.storage import parse_tables
from workbook.drafts.workbook_file import FILE_NAME
from workbook.errors import WorkbookError
from workbook.text import one_line, read_file

if TYPE_CHECKING:
    from workbook.drafts.model import Workbook


def read_staged(folder: Path) -> Workbook:
    """Return the workbook in an unpacked folder.

    Raises:
        WorkbookError: it is not there, damaged, or of a newer schema.
    """
    name = f"workbooks/{folder.name}/{FILE_NAME}"
    if not (folder / FILE_NAME).is_file():
        raise WorkbookError(f"{name} is not in the backup")
    return workbook_from_tables(cleaned(parse_tables(read_file(folder / FILE_NAME), Path(name))), name)


def check_staged(workbook: Workbook, folder: Path, backup: str) -> None:
    """Look at everything in a workbook that is later taken for a name or an address.

    Args:
        workbook: the workbook.
        folder: its unpacked folder.
        backup: what the backup is called in an error.

    Raises:
        WorkbookError: something in it leads out of its folder, or is none of what it should be.
    """
    places = (
        *workbook.answers,
        *workbook.notes,
        *workbook.read,
        *workbook.attachments,
        *workbook.assessment,
        *workbook.decided,
        *workbook.scroll,
    )
    wrong = next((place for place in places if not is_place(place)), None)
    if wrong is not None:
        raise refused(f"{backup} has in “{folder.name}” the place “{one_line(wrong)}”, which no workbook has")
    for attachment in (each for attached in workbook.attachments.values() for each in attached):
        if not is_usable(attachment):
            raise refused(
                f"{backup} has in “{folder.name}” the attachment “{one_line(attachment.stored_as)}”, "
                "which leads out of its folder"
            )
