"""`open`: the app, at the place where one stopped or at another."""

from __future__ import annotations

from collections.abc import Callable

import click

from workbook.cli.common import open_workbook
from workbook.cli.output import at_a_terminal
from workbook.credentials.places import find_place
from workbook.errors import WorkbookError

OpenApp = Callable[[str | None, str | None], int]
"""Opens the app at a workbook and a place in it, or where one stopped; returns its exit status."""


@click.command("open")
@click.argument("workbook", metavar="[WORKBOOK]", required=False)
@click.option("--at", metavar="PLACE", help="Where to open it, as part-1.prompt-2; else where you stopped.")
@click.pass_obj
def open_command(open_app: OpenApp, workbook: str | None, at: str | None) -> int:
    """Open the app in the terminal, with the cursor where you stopped writing."""
    if at is not None and workbook is None:
        raise WorkbookError("--at is a place in a workbook", "Name the workbook before it")
    if workbook is not None:
        opened = open_workbook(workbook)
        workbook = opened.workbook.id
        at = find_place(opened.credential, at).id if at is not None else None
    if not at_a_terminal():
        raise WorkbookError(
            "The app needs a terminal, and here is none",
            "Every step can be done by plain commands: `workbook --help` lists them",
        )
    return open_app(workbook, at)
