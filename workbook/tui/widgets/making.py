"""Making the PDF off the app's own thread: the checks, and the document."""

from __future__ import annotations

import copy
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.drafts.autosave import Autosave
    from workbook.drafts.store import OpenWorkbook
    from workbook.submission.build import BuildResult


@dataclass(frozen=True)
class Made:
    """It was made."""

    result: BuildResult


@dataclass(frozen=True)
class Refused:
    """It was not made, for the checks found errors."""

    errors: int


@dataclass(frozen=True)
class Failed:
    """It could not be made."""

    why: str


@dataclass(frozen=True)
class Stopped:
    """The person stopped it."""


Outcome = Made | Refused | Failed | Stopped


class Making:
    """One making of the document.

    Args:
        opened: the workbook; what is in it at this moment is what is made.
        autosave: keeps what was typed; the last key is on the disk before anything else is done.
        anyway: whether to make it although there are errors.
    """

    def __init__(self, opened: OpenWorkbook, autosave: Autosave, *, anyway: bool) -> None:
        self._opened = opened
        self._workbook = copy.copy(opened.workbook)
        self._autosave = autosave
        self._anyway = anyway
        self._stopped = threading.Event()

    def stop(self) -> None:
        """Have it stopped; nothing is written then."""
        self._stopped.set()

    def run(self, tell: Callable[[str], None]) -> Outcome:
        """Make the document, and return what came of it.

        Args:
            tell: is told what is being done.
        """
        from workbook.submission.running import BuildCancelled

        try:
            return self._run(tell)
        except BuildCancelled:
            return Stopped()
        except WorkbookError as error:
            return Failed(str(error))

    def _run(self, tell: Callable[[str], None]) -> Outcome:
        from workbook.drafts.stored_copies import missing
        from workbook.submission.build import build, default_name

        self._workbook.missing = missing(self._opened.file.artifacts, self._workbook)
        tell("Saving what you typed")
        if not self._autosave.flush():
            return Failed(f"Nothing was made, for your text is not saved: {self._autosave.state.why}.")
        if not self._anyway and (errors := self._errors(tell)):
            return Refused(errors)
        target = self._opened.file.folder / "submissions" / default_name(self._opened.credential)
        credential, artifacts = self._opened.credential, self._opened.file.artifacts
        stopped = self._stopped.is_set
        result = build(
            self._workbook,
            credential,
            artifacts,
            target=target,
            progress=lambda what, _share: tell(what),
            cancelled=stopped,
        )
        return Made(result)

    def _errors(self, tell: Callable[[str], None]) -> int:
        from workbook.checks import registry
        from workbook.findings.model import Severity

        tell("Looking it over")
        report = registry.run(registry.Subject(self._workbook, self._opened.credential))
        return len(report.at_least(Severity.ERROR))
