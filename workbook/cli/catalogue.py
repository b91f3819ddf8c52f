"""`catalogue` and `show`: the micro-credentials there are, and what one asks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.cli.argument_text import PathOrText
from workbook.cli.common import json_option
from workbook.cli.faults import FINE, notice
from workbook.cli.outline import place_lines, whole
from workbook.cli.output import BOLD, say, say_json
from workbook.cli.page import wrapped
from workbook.credentials.as_json import credential_json, plain_number
from workbook.credentials.catalogue import Catalogue
from workbook.home import Home
from workbook.text import counted

if TYPE_CHECKING:
    from workbook.cli.outline import Lines
    from workbook.credentials.catalogue import Entry


@click.command("catalogue")
@click.option("--role", metavar="ROLE", help="Only those for a role: teacher, paraeducator, pre-service …")
@click.option("--no-students", is_flag=True, help="Only those that can be earned without students.")
@click.option("--search", metavar="TEXT", default="", help="Only those that have all these words.")
@json_option
def catalogue_command(role: str | None, no_students: bool, search: str, as_json: bool) -> int:
    """List the micro-credentials: the bundled ones, and your own."""
    catalogue = Catalogue.load(Home.from_environment())
    entries = catalogue.search(search, role, no_students)
    for broken in catalogue.broken:
        notice(f"{broken.path} is left out: {broken.error}")
    if as_json:
        say_json({"credentials": [_entry_json(entry) for entry in entries]})
        return FINE
    for entry in entries:
        _tell_entry(entry)
    if entries:
        first = entries[0].credential.id
        say(wrapped(f"Read one with `workbook show {first}`, start it with `workbook start {first}`."))
    else:
        say(
            wrapped(f"No micro-credential fits. Roles that fit some: {', '.join(catalogue.roles) or 'none'}.")
        )
    return FINE


@click.command("show")
@click.argument("credential", metavar="CREDENTIAL", type=PathOrText())
@click.option("--section", metavar="PLACE", help="Only one place, as part-1 or part-1.prompt-2.")
@json_option
def show_command(credential: str, section: str | None, as_json: bool) -> int:
    """Print a micro-credential: what it asks, in its own order, with the ids to type.

    CREDENTIAL is an id from the catalogue, or the path of a file.
    """
    found = Catalogue.load(Home.from_environment()).find(credential).credential
    lines = place_lines(found, section) if section else whole(found)
    if as_json:
        told = credential_json(found)
        if section:
            told["section"] = {"id": section.strip().lower(), "text": "\n\n".join(text for text, _ in lines)}
        say_json(told)
        return FINE
    tell_lines(lines)
    return FINE


def tell_lines(lines: Lines) -> None:
    """Print blocks of text, a blank line between them, headings in bold."""
    for number, (text, heading) in enumerate(lines):
        if number:
            say()
        say(wrapped(text) if heading else text, BOLD if heading else "")


def _tell_entry(entry: Entry) -> None:
    credential = entry.credential
    say(wrapped(credential.title), BOLD)
    hours = credential.hours
    said = [
        ", ".join(credential.audience) or "everyone",
        "needs students" if credential.needs_students else "needs no students",
        "earned as a team" if credential.team else "",
        f"about {counted(int(hours), 'hour', 'hours') if hours == int(hours) else f'{hours} hours'}"
        if hours
        else "",
        f"series {credential.stack}" if credential.stack else "",
        "your own file" if entry.source == "own" else "",
    ]
    say(wrapped(f"  {credential.id}: {'; '.join(words for words in said if words)}", "  "))
    say()


def _entry_json(entry: Entry) -> dict[str, object]:
    credential = entry.credential
    return {
        "id": credential.id,
        "title": credential.title,
        "stack": credential.stack,
        "issuer": credential.issuer,
        "audience": list(credential.audience),
        "needs_students": credential.needs_students,
        "team": credential.team,
        "hours": plain_number(credential.hours),
        "source": entry.source,
        "path": str(entry.path),
    }
