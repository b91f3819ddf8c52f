"""`open`: the app, at the place where one stopped or at another."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.cli.open_at import open_at

if TYPE_CHECKING:
    from workbook.cli.open_at import OpenApp


@click.command("open")
@click.argument("workbook", metavar="[WORKBOOK]", required=False)
@click.option("--at", metavar="PLACE", help="Where to open it, as part-1.prompt-2; else where you stopped.")
@click.pass_obj
def open_command(open_app: OpenApp, workbook: str | None, at: str | None) -> int:
    """Open the app in the terminal, with the cursor where you stopped writing."""
    return open_at(open_app, workbook, at)
