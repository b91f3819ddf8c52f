"""What `open` does, without the parser of commands: whoever opens an answer waits for all that is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from workbook.cli.faults import notice
from workbook.cli.output import at_a_terminal
from workbook.errors import WorkbookError
from workbook.text import is_text

OpenApp = Callable[[str | None, str | None], int]
"""Opens the app at a workbook and a place in it, or where one stopped; returns its exit status."""


def plainly_asked(arguments: Sequence[str]) -> tuple[str | None, str | None] | None:
    """Return the workbook and the place where the app is to be opened.

    None where it is not, or where the arguments want the parser of commands: options in another form,
    mistakes, the help.
    """
    if any((given.startswith("-") and given != "--at") or not is_text(given) for given in arguments):
        return None
    match list(arguments):
        case []:
            return None, None
        case ["open", name] if name != "--at":
            return name, None
        case ["open", name, "--at", place] if "--at" not in (name, place):
            return name, place
    return None


def open_at(open_app: OpenApp, workbook: str | None, at: str | None) -> int:
    """Open the app, at a workbook and a place in it where they are named, and return its exit status.

    Raises:
        WorkbookError: there is no such workbook or place, or no terminal.
    """
    if at is not None and workbook is None:
        raise WorkbookError("--at is a place in a workbook", "Name the workbook before it")
    if workbook is not None:
        from workbook.credentials.places import find_place
        from workbook.drafts.store import Store
        from workbook.home import Home

        opened = Store(Home.from_environment(), notice).open(workbook)
        workbook = opened.workbook.id
        at = find_place(opened.credential, at).id if at is not None else None
    if not at_a_terminal():
        raise WorkbookError(
            "The app needs a terminal, and here is none",
            "Every step can be done by plain commands: `workbook --help` lists them",
        )
    return open_app(workbook, at)
