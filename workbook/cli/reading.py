"""`read`: print a section and mark it read."""

from __future__ import annotations

import click

from workbook.cli.catalogue import tell_lines
from workbook.cli.common import json_option, open_workbook
from workbook.cli.faults import FINE
from workbook.cli.outline import section_lines
from workbook.cli.output import say, say_json
from workbook.credentials.places import PlaceKind, find_place
from workbook.drafts.actions import mark_read


@click.command("read")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("place", metavar="PLACE")
@click.option("--undo", is_flag=True, help="Mark it as not read instead.")
@json_option
def read_command(workbook: str, place: str, undo: bool, as_json: bool) -> int:
    """Print a section and mark it as read.

    PLACE is competency, method, research, resources, submitting, or a part as part-1.
    """
    opened = open_workbook(workbook)
    section = find_place(opened.credential, place, PlaceKind.SECTION).id
    lines = section_lines(opened.credential, section)
    saved_at = mark_read(opened, section, read=not undo)
    if as_json:
        say_json(
            {
                "workbook": opened.workbook.id,
                "place": section,
                "read": not undo,
                "text": "\n\n".join(text for text, _ in lines),
                "saved_at": saved_at.isoformat(),
            }
        )
    elif undo:
        say(f"{section} is marked as not read.")
    else:
        tell_lines(lines)
        say()
        say(f"{section} is marked as read.")
    return FINE
