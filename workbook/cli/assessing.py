"""`assess`: the level that the person sees in her own work."""

from __future__ import annotations

import click

from workbook.cli.common import json_option, open_workbook
from workbook.cli.faults import FINE
from workbook.cli.output import say, say_json
from workbook.drafts.actions import assess, unassess
from workbook.errors import WorkbookError


@click.command("assess")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("criterion", metavar="CRITERION")
@click.argument("level", metavar="[LEVEL]", required=False)
@click.option("--undo", is_flag=True, help="Take your own level back instead.")
@json_option
def assess_command(workbook: str, criterion: str, level: str | None, undo: bool, as_json: bool) -> int:
    """Say which level you see in your own work.

    CRITERION is a row of the rubric, as part-2.criterion-1, and LEVEL its name in any case; or a
    line of a passing list, as part-1.passing-1, and LEVEL met or not-yet.
    """
    if (level is None) != undo:
        raise WorkbookError(
            "`workbook assess` needs LEVEL or --undo, and not both", "`workbook show` tells the levels"
        )
    opened = open_workbook(workbook)
    found = assess(opened, criterion, level) if level is not None else None
    if found is None:
        unassess(opened, criterion)
    place = criterion.strip().lower()
    if as_json:
        say_json({"workbook": opened.workbook.id, "criterion": place, "level": found})
    else:
        say(f"{place}: {found or 'not assessed'}")
    return FINE
