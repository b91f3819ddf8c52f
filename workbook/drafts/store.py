"""All the workbooks that a person has: listing them, finding one, starting one."""

from __future__ import annotations

import itertools
import re
import shutil
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook.credentials.cache import CredentialCache
from workbook.credentials.places import suggestion
from workbook.drafts.fitting import fit
from workbook.drafts.session import Session
from workbook.drafts.stored_copies import missing
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import StorageError, WorkbookError
from workbook.files import ensure_folder, storage_error, write_atomically
from workbook.text import one_line, read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from pathlib import Path

    from workbook.credentials.model import Credential
    from workbook.drafts.model import Workbook
    from workbook.drafts.second_versions import SecondVersion
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

    def __init__(
        self,
        home: Home,
        tell: Callable[[str], None] | None = None,
    ) -> None:
        self.home = home
        self._tell = tell or (lambda _sentence: None)

    def ids(self) -> list[str]:
        """Return the ids of the workbooks, in alphabetical order.

        Raises:
            StorageError: the folder cannot be listed.
        """
        folder = self.home.workbooks
        try:
            if not folder.is_dir():
                return []
            return sorted(
                path.name for path in folder.iterdir() if path.is_dir() and _ID.fullmatch(path.name)
            )
        except OSError as error:
            raise StorageError(
                f"{folder} cannot be read ({error.strerror})", "Check who may read it"
            ) from error

    def second_versions(self, workbook_id: str | None = None) -> list[SecondVersion]:
        """Return the second versions of a workbook, or of all workbooks, and folders that lost their name."""
        from workbook.drafts.second_versions import beside, folders

        known = self.ids()
        inside = [known_id for known_id in known if workbook_id in (None, known_id)]
        outside = [each for each in folders(self.home, known) if workbook_id in (None, each.workbook)]
        return [*outside, *(each for known_id in inside for each in beside(self.home.workbooks / known_id))]

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
        return self._opened(self._file(name))

    def _file(self, name: str) -> WorkbookFile:
        return WorkbookFile(self.home.workbooks / self.resolve(name), self._tell)

    def _opened(self, file: WorkbookFile) -> OpenWorkbook:
        workbook = file.load()
        credential = CredentialCache(self.home).read(file.folder / CREDENTIAL_COPY)

        def fitted(found: Workbook) -> Workbook:
            # The folder's name is what the person types; a folder that was copied or renamed counts as such.
            found = replace(found, id=file.folder.name)
            found = fit(found, credential, str(file.path), self._tell)
            return replace(found, missing=missing(file.artifacts, found))

        file.fit = fitted
        return OpenWorkbook(fitted(workbook), credential, file)

    def open_to_write(self, name: str) -> tuple[OpenWorkbook, Session]:
        """Return a workbook, and this process's hold on it for as long as the session is not closed.

        Where another process has it, or its folder cannot be written to, the session does not write.

        Raises:
            WorkbookError: there is no such workbook, or it cannot be read.
        """
        file = self._file(name)
        session = Session(file)
        session.begin()
        try:
            return self._opened(file), session
        except BaseException:
            session.close()
            raise

    def start(
        self,
        credential: Credential,
        source: Path,
        wanted_id: str | None = None,
        *,
        usual_id: str | None = None,
    ) -> str:
        """Start a workbook and return its id. What fails on the way leaves nothing behind.

        Args:
            credential: what it answers.
            source: the credential's file, of which the workbook keeps a copy.
            wanted_id: the id; where none is given the usual one, or `-2`, `-3` … behind it.
            usual_id: the usual id, where it is not the credential's.

        Raises:
            WorkbookError: the wanted id is taken, or is no id.
            StorageError: the disk would not take it.
        """
        wanted = wanted_id.strip().lower() if wanted_id is not None else None
        if wanted is not None and not _ID.fullmatch(wanted):
            raise WorkbookError(
                f"“{one_line(wanted_id or '')}” cannot be a workbook's id",
                "Use small letters, digits and hyphens, at most 80",
            )
        data = read_file(source)
        ensure_folder(self.home.folder, private=True)
        ensure_folder(self.home.workbooks)
        folder = self._claim([wanted] if wanted is not None else _ids(usual_id or credential.id))
        try:
            write_atomically(folder / CREDENTIAL_COPY, data)
            WorkbookFile(folder).create(folder.name, credential.id)
        except BaseException:
            shutil.rmtree(folder, ignore_errors=True)
            raise
        return folder.name

    def _claim(self, candidates: Iterable[str]) -> Path:
        """Make the folder of the first id that nobody has, also where two processes start at once."""
        taken = ""
        for taken in candidates:
            folder = self.home.workbooks / taken
            try:
                folder.mkdir()
            except FileExistsError:
                continue
            except OSError as error:
                raise storage_error(folder, error) from error
            return folder
        raise WorkbookError(f"There is a workbook “{taken}” already", "Choose another id")


def _ids(base: str) -> Iterator[str]:
    base = base[:76]
    yield base
    for number in itertools.count(2):
        yield f"{base}-{number}"
