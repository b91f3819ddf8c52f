"""`languagetool`: the larger proofreading engine, fetched, taken away, and what there is of it."""

from __future__ import annotations

import contextlib
from typing import Any

import click

from workbook.cli.common import json_option
from workbook.cli.faults import FINE, notice
from workbook.cli.output import say, say_json
from workbook.cli.page import wrapped
from workbook.cli.progress import Progress, interruptible
from workbook.cli.subcommands import SubCommands, is_alone
from workbook.home import Home
from workbook.preferences import load


@click.group("languagetool", cls=SubCommands, invoke_without_command=True)
@json_option
@click.pass_context
def languagetool_command(context: click.Context, *, as_json: bool) -> int | None:
    """Look after LanguageTool, which finds more than Harper alone and runs on this machine as well.

    Nothing that you write is sent anywhere: the workbook starts a server of its own, for itself alone.
    Without a command it tells what there is.
    """
    return _status(as_json=as_json) if is_alone(context, as_json=as_json) else None


@languagetool_command.command("install")
@json_option
def install_command(as_json: bool) -> int:
    """Fetch LanguageTool into the folder where everything is kept: some 50 to 250 MB.

    It can be given up with ctrl+c; the next try goes on from there where it can.
    """
    from workbook.proofreading.languagetool.installing import install
    from workbook.proofreading.languagetool.java import find_java
    from workbook.proofreading.model import EngineFailed

    home = Home.from_environment()
    progress = Progress(load(home).progress)
    with interruptible() as given_up, contextlib.ExitStack() as shown:
        shown.callback(progress.clear)
        install(home, progress.tell, given_up)
    try:
        find_java()
    except EngineFailed as missing:
        notice(f"LanguageTool cannot start yet: {missing}")
    return _status(as_json=as_json)


@languagetool_command.command("remove")
@json_option
def remove_command(as_json: bool) -> int:
    """Take the installed LanguageTool away; proofreading goes on with Harper."""
    from workbook.proofreading.languagetool.installing import remove

    removed = remove(Home.from_environment())
    if as_json:
        say_json({"removed": removed})
    else:
        say("LanguageTool was taken away." if removed else "LanguageTool is not installed.")
    return FINE


@languagetool_command.command("status")
@json_option
def status_command(as_json: bool) -> int:
    """Tell whether LanguageTool is installed, on what Java it runs, and whether it runs now."""
    return _status(as_json=as_json)


def _status(*, as_json: bool) -> int:
    from workbook.proofreading.languagetool.status import status

    found = status(Home.from_environment())
    if as_json:
        told: dict[str, Any] = {
            "installed": found.installed,
            "version": found.version,
            "path": str(found.path) if found.path else None,
            "java": found.java,
            "running": found.running,
        }
        say_json(told)
        return FINE
    if not found.installed:
        say(wrapped(found.why))
    else:
        say(wrapped(f"LanguageTool {found.version} is installed in {found.path}"))
    say(f"It would run on Java {found.java}." if found.java else "There is no Java 17 or later to run it on.")
    say(
        "It is running now." if found.running else "It is not running; it starts when something is proofread."
    )
    return FINE
