"""`merge`: what a second version of a workbook says goes into its history."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.cli.common import PersonsPath, json_option, store
from workbook.cli.faults import FINE
from workbook.cli.output import say, say_json
from workbook.text import counted

if TYPE_CHECKING:
    from pathlib import Path


@click.command("merge")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("path", metavar="[FILE]", type=PersonsPath(), required=False)
@json_option
def merge_command(workbook: str, path: Path | None, as_json: bool) -> int:
    """Put what a second version of a workbook says into its history, and the copy into the trash.

    A second version is what a service that synchronises files leaves beside a workbook where it was written
    on two machines, or a folder that was copied. Without FILE all of them are taken. What you have written
    stays as it is; `workbook history` shows what came, and takes it up. Nothing is erased.
    """
    from workbook.drafts.taking_in import take_in

    taken = take_in(store(), workbook, path)
    if as_json:
        rows = [
            {"path": str(each.path), "versions": each.versions, "moved_to": str(each.moved_to)}
            for each in taken
        ]
        say_json({"workbook": taken[0].workbook if taken else store().resolve(workbook), "merged": rows})
        return FINE
    if not taken:
        say("There is no second version of it.")
    for each in taken:
        if each.moved_to.parent.name == "workbooks":
            say(f"{each.path.name} is the workbook {each.workbook} again.")
            continue
        came = counted(each.versions, "text that differs is", "texts that differ are")
        what = f"{came} in the history of {each.workbook} now" if each.versions else "no text in it differs"
        say(f"{each.path.name}: {what}. It was moved to {each.moved_to}")
    return FINE
