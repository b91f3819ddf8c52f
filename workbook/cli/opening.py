"""`open`: the app, at the place where one stopped or at another."""

from __future__ import annotations

import sys

import click

from workbook.cli.common import open_workbook
from workbook.credentials.places import find_place
from workbook.errors import WorkbookError
from workbook.home import Home


@click.command("open")
@click.argument("workbook", metavar="[WORKBOOK]", required=False)
@click.option("--at", metavar="PLACE", help="Where to open it, as part-1.prompt-2; else where you stopped.")
def open_command(workbook: str | None, at: str | None) -> int:
    """Open the app in the terminal, with the cursor where you stopped writing."""
    return open_app(workbook, at)


def open_app(workbook: str | None, at: str | None) -> int:
    """Run the app until the person leaves it, and return the exit status.

    Raises:
        WorkbookError: there is no terminal, no such workbook or no such place.
    """
    if at is not None and workbook is None:
        raise WorkbookError("--at is a place in a workbook", "Name the workbook before it")
    if workbook is not None:
        opened = open_workbook(workbook)
        workbook = opened.workbook.id
        at = find_place(opened.credential, at).id if at is not None else None
    if not all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        raise WorkbookError(
            "The app needs a terminal, and here is none",
            "Every step can be done by plain commands: `workbook --help` lists them",
        )
    from workbook.tui.app import run

    return run(Home.from_environment(), workbook, at)
