"""`start`: a new workbook on a micro-credential, or the worked example."""

from __future__ import annotations

import click

from workbook.cli.argument_text import PathOrText
from workbook.cli.common import json_option, store
from workbook.cli.faults import FINE
from workbook.cli.output import say, say_json
from workbook.errors import WorkbookError


@click.command("start")
@click.argument("credential", metavar="CREDENTIAL", type=PathOrText(), required=False)
@click.option(
    "--id", "wanted_id", metavar="ID", help="What the workbook is called; else the credential's id."
)
@click.option(
    "--example", is_flag=True, help="Start the worked example instead: a finished workbook to read."
)
@json_option
def start_command(credential: str | None, wanted_id: str | None, example: bool, as_json: bool) -> int:
    """Start a workbook on a micro-credential, and print its id.

    CREDENTIAL is an id from the catalogue, or the path of a file.
    """
    if example == (credential is not None):
        raise WorkbookError(
            "`workbook start` needs CREDENTIAL or --example, and not both",
            "`workbook catalogue` lists the micro-credentials",
        )
    if credential is None:
        from workbook.drafts.example import start_example

        workbook_id = start_example(store(), wanted_id)
    else:
        from workbook.credentials.catalogue import Catalogue

        home_store = store()
        entry = Catalogue.load(home_store.home).find(credential)
        workbook_id = home_store.start(entry.credential, entry.path, wanted_id)
    if as_json:
        say_json({"workbook": workbook_id})
    else:
        say(workbook_id)
    return FINE
