"""Making the PDF off the app's own thread: the checks, the document, and a look at its beginning."""

from __future__ import annotations

import copy
import re
import tempfile
import textwrap
import threading
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.drafts.autosave import Autosave
    from workbook.drafts.store import OpenWorkbook
    from workbook.submission.build import BuildResult

PREVIEW_LINES = 20
"""How much of the document's beginning is shown as text."""
PREVIEW_WIDTH = 70


@dataclass(frozen=True)
class Made:
    """The document, and its first lines as text."""

    result: BuildResult
    beginning: str


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
        from workbook.submission.build import build, default_name

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
        tell("Reading its first page")
        with tempfile.TemporaryDirectory(prefix="workbook-") as folder:
            text = build(self._workbook, credential, artifacts, target=Path(folder), to="txt")
            return Made(result, _beginning(text.path.read_text("utf-8")))

    def _errors(self, tell: Callable[[str], None]) -> int:
        from workbook.checks import registry
        from workbook.findings.model import Severity

        tell("Looking it over")
        report = registry.run(registry.Subject(self._workbook, self._opened.credential))
        return len(report.at_least(Severity.ERROR))


def _beginning(text: str) -> str:
    """Return the first lines of a text; paragraphs are wrapped anew, lists are left as they are."""
    lines: list[str] = []
    for paragraph in re.split(r"\n[ \t]*\n+", text.strip("\n")):
        lines += [*_wrapped(paragraph.strip("\n").split("\n")), ""]
        if len(lines) > PREVIEW_LINES:
            return "\n".join([*lines[:PREVIEW_LINES], "…"])
    return "\n".join(lines).strip()


def _wrapped(rows: list[str]) -> list[str]:
    indents = {len(row) - len(row.lstrip()) for row in rows}
    if len(indents) > 1 or rows[0].lstrip().startswith("-"):
        return rows
    indent = " " * indents.pop()
    return textwrap.wrap(
        " ".join(row.strip() for row in rows),
        PREVIEW_WIDTH,
        initial_indent=indent,
        subsequent_indent=indent,
    )
