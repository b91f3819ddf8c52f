"""All the workbooks that a person has: listing them, finding one, starting one."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.credentials.places import suggestion
from workbook.credentials.reader import read_credential
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import WorkbookError
from workbook.files import ensure_folder, write_atomically
from workbook.text import one_line, read_file

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.credentials.model import Credential
    from workbook.drafts.model import Workbook
    from workbook.home import Home

_ID = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
CREDENTIAL_COPY = "credential.md"
"""The credential as it was when the workbook was started: an answer keeps the question it was given to."""


@dataclass(frozen=True)
class OpenWorkbook:
    """A workbook with its credential and its file."""

    workbook: Workbook
    credential: Credential
    file: WorkbookFile


class Store:
    """The workbooks under a home.

    Args:
        home: where things are kept.
        tell: is given a sentence when something was mended on the way.
    """

    def __init__(self, home: Home, tell: Callable[[str], None] | None = None) -> None:
        self.home = home
        self._tell = tell or (lambda _sentence: None)

    def ids(self) -> list[str]:
        """Return the ids of the workbooks, in alphabetical order.

        Raises:
            StorageError: the folder cannot be listed.
        """
        folder = self.home.workbooks
        if not folder.is_dir():
            return []
        return sorted(path.name for path in folder.iterdir() if path.is_dir() and _ID.fullmatch(path.name))

    def resolve(self, name: str) -> str:
        """Return the id that a name means: the id itself, or a unique beginning of one.

        Raises:
            WorkbookError: no workbook is called so, or several begin so.
        """
        wanted = name.strip().lower()
        known = self.ids()
        if wanted in known:
            return wanted
        begun = [known_id for known_id in known if wanted and known_id.startswith(wanted)]
        if len(begun) == 1:
            return begun[0]
        if begun:
            raise WorkbookError(
                f"Several workbooks begin with “{one_line(name)}”: {', '.join(begun)}",
                "Write more of the name",
            )
        mend = suggestion(wanted, known) or (
            f"You have {', '.join(known)}" if known else "`workbook start CREDENTIAL` starts one"
        )
        raise WorkbookError(f"There is no workbook “{one_line(name)}”", mend)

    def open(self, name: str) -> OpenWorkbook:
        """Return a workbook by its id or a unique beginning of it.

        Raises:
            WorkbookError: there is none, or it cannot be read.
        """
        workbook_id = self.resolve(name)
        file = WorkbookFile(self.home.workbooks / workbook_id, self._tell)
        workbook = file.load()
        # The folder's name is what the person types; a folder that was copied or renamed counts as such.
        workbook.id = workbook_id
        return OpenWorkbook(workbook, read_credential(file.folder / CREDENTIAL_COPY), file)

    def start(self, credential: Credential, source: Path, wanted_id: str | None = None) -> str:
        """Start a workbook and return its id.

        Args:
            credential: what it answers.
            source: the credential's file, of which the workbook keeps a copy.
            wanted_id: the id; where none is given the credential's, or `-2`, `-3` … behind it.

        Raises:
            WorkbookError: the wanted id is taken, or is no id.
            StorageError: the disk would not take it.
        """
        taken = set(self.ids())
        if wanted_id is not None:
            workbook_id = wanted_id.strip().lower()
            if not _ID.fullmatch(workbook_id):
                raise WorkbookError(
                    f"“{one_line(wanted_id)}” cannot be a workbook's id",
                    "Use small letters, digits and hyphens, at most 80",
                )
            if workbook_id in taken:
                raise WorkbookError(f"There is a workbook “{workbook_id}” already", "Choose another id")
        else:
            workbook_id = _free_id(credential.id, taken)
        ensure_folder(self.home.folder, private=True)
        folder = ensure_folder(self.home.workbooks / workbook_id)
        write_atomically(folder / CREDENTIAL_COPY, read_file(source))
        WorkbookFile(folder).create(workbook_id, credential.id)
        return workbook_id


def _free_id(wanted: str, taken: set[str]) -> str:
    base = wanted[:76]
    if base not in taken:
        return base
    number = 2
    while f"{base}-{number}" in taken:
        number += 1
    return f"{base}-{number}"
