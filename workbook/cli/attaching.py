"""`attach` and `detach`: the files and links to hand in."""

from __future__ import annotations

import click

from workbook.cli.argument_text import PathOrText
from workbook.cli.common import json_option, open_workbook
from workbook.cli.faults import FINE
from workbook.cli.output import say, say_json
from workbook.drafts.artifacts import attach, detach
from workbook.home import Home


@click.command("attach")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("artifact", metavar="ARTIFACT")
@click.argument("given", metavar="FILE-or-URL", type=PathOrText())
@json_option
def attach_command(workbook: str, artifact: str, given: str, as_json: bool) -> int:
    """Attach a file or a link to an artifact, as part-2.artifact-1, behind what is attached already.

    A file is copied into the workbook under a name that tells nothing of you. It takes the place of one
    there whose copy is gone.
    """
    opened = open_workbook(workbook)
    attachment = attach(opened, Home.from_environment(), artifact, given)
    place = artifact.strip().lower()
    if as_json:
        say_json(
            {
                "workbook": opened.workbook.id,
                "artifact": place,
                "number": attachment.number,
                "kind": attachment.kind,
                "stored_as": attachment.stored_as,
                "cleaned": list(attachment.cleaned),
                "findings": [],
            }
        )
    else:
        say(f"Attached to {place} as number {attachment.number}: {attachment.stored_as}")
    return FINE


@click.command("detach")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("artifact", metavar="ARTIFACT")
@click.argument("number", metavar="[N]", type=int, required=False)
@json_option
def detach_command(workbook: str, artifact: str, number: int | None, as_json: bool) -> int:
    """Take an attached file or link away; N says which, where there are several.

    The stored copy moves to the trash in the folder where everything is kept.
    """
    opened = open_workbook(workbook)
    attachment = detach(opened, Home.from_environment(), artifact, number)
    place = artifact.strip().lower()
    if as_json:
        say_json(
            {
                "workbook": opened.workbook.id,
                "artifact": place,
                "number": attachment.number,
                "kind": attachment.kind,
                "stored_as": attachment.stored_as,
            }
        )
    else:
        say(f"Taken away from {place}: {attachment.number}, {attachment.stored_as}")
    return FINE
