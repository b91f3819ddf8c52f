"""`rules`: rules of the proofreading engines that are switched off, and on again."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.cli.common import json_option, moment_in_words, open_workbook
from workbook.cli.faults import FINE, notice
from workbook.cli.output import say, say_json
from workbook.cli.subcommands import SubCommands, is_alone
from workbook.findings.ignoring import checked_rule, switch_off, switch_on
from workbook.home import Home
from workbook.preferences import load
from workbook.preferences import switch_off as switch_off_everywhere
from workbook.preferences import switch_on as switch_on_everywhere

if TYPE_CHECKING:
    from workbook.drafts.store import OpenWorkbook

_RULES = click.argument("given", metavar="RULE…", nargs=-1, required=True)
_WORKBOOK = click.option(
    "--workbook", "workbook", metavar="WORKBOOK", help="In this workbook alone; else wherever you write."
)


@click.group("rules", cls=SubCommands, invoke_without_command=True)
@json_option
@click.pass_context
def rules_command(context: click.Context, *, as_json: bool) -> int | None:
    """Switch rules of the proofreading engines off and on, as harper:LongSentences; alone it lists them.

    `workbook proofread` tells the rule of each finding.
    """
    return _list(None, as_json=as_json) if is_alone(context, as_json=as_json) else None


@rules_command.command("off")
@_RULES
@_WORKBOOK
@json_option
def off_command(given: tuple[str, ...], workbook: str | None, as_json: bool) -> int:
    """Switch rules off: what they notice is set aside."""
    for name in given:
        checked_rule(name)
    opened = open_workbook(workbook) if workbook is not None else None
    if opened is not None:
        switch_off(opened, *given)
    else:
        switch_off_everywhere(Home.from_environment(), *given)
    return _switched(opened, given, "Off", as_json=as_json)


@rules_command.command("on")
@_RULES
@_WORKBOOK
@json_option
def on_command(given: tuple[str, ...], workbook: str | None, as_json: bool) -> int:
    """Switch rules on again; one that is on stays on."""
    opened = open_workbook(workbook) if workbook is not None else None
    if opened is not None:
        switch_on(opened, *given)
    else:
        switch_on_everywhere(Home.from_environment(), *given)
    return _switched(opened, given, "On", as_json=as_json)


@rules_command.command("list")
@_WORKBOOK
@json_option
def list_command(workbook: str | None, as_json: bool) -> int:
    """List the rules that are switched off."""
    return _list(open_workbook(workbook) if workbook is not None else None, as_json=as_json)


def _switched(opened: OpenWorkbook | None, given: tuple[str, ...], state: str, *, as_json: bool) -> int:
    if as_json:
        return _list(opened, as_json=True)
    where = f"in {opened.workbook.id}" if opened else "wherever you write"
    say(f"{state} {where}: {', '.join(given)}.")
    return FINE


def _list(opened: OpenWorkbook | None, *, as_json: bool) -> int:
    everywhere = load(Home.from_environment(), notice).rules_off
    here = opened.workbook.rules_off if opened else {}
    if as_json:
        told: dict[str, object] = {"rules_off": list(everywhere)}
        if opened is not None:
            told |= {"workbook": opened.workbook.id, "rules_off_here": list(here)}
        say_json(told)
        return FINE
    for rule in everywhere:
        say(f"{rule}: off wherever you write")
    for rule, at in here.items():
        say(f"{rule}: off in this workbook, since {moment_in_words(at)}")
    if not everywhere and not here:
        say("No rule is switched off.")
    return FINE
