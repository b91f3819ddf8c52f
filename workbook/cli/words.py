"""`words`: the person's own words, which no engine calls misspelt."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.cli.common import json_option
from workbook.cli.faults import FINE
from workbook.cli.output import say, say_json
from workbook.cli.subcommands import SubCommands, is_alone
from workbook.home import Home
from workbook.proofreading.known_words import add_words, remove_words, words
from workbook.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterable

_WORDS = click.argument("given", metavar="WORD…", nargs=-1, required=True)


@click.group("words", cls=SubCommands, invoke_without_command=True)
@json_option
@click.pass_context
def words_command(context: click.Context, *, as_json: bool) -> int | None:
    """Keep words of your own that are right, whatever a dictionary says; alone it lists them.

    A word in small letters is known with capitals, too; one with a capital only so.
    """
    return _list(as_json=as_json) if is_alone(context, as_json=as_json) else None


@words_command.command("add")
@_WORDS
@json_option
def add_command(given: tuple[str, ...], as_json: bool) -> int:
    """Add words to your own."""
    home = Home.from_environment()
    added = add_words(home, given)
    if as_json:
        say_json({"added": list(added), "words": list(words(home))})
    else:
        _tell("Added", added, len(set(given)) - len(added), "there already")
    return FINE


@words_command.command("remove")
@_WORDS
@json_option
def remove_command(given: tuple[str, ...], as_json: bool) -> int:
    """Take words away from your own."""
    home = Home.from_environment()
    removed = remove_words(home, given)
    if as_json:
        say_json({"removed": list(removed), "words": list(words(home))})
    else:
        _tell("Taken away", removed, len(set(given)) - len(removed), "not among your own")
    return FINE


@words_command.command("list")
@json_option
def list_command(as_json: bool) -> int:
    """List your own words, in the order in which you added them."""
    return _list(as_json=as_json)


def _list(*, as_json: bool) -> int:
    known = words(Home.from_environment())
    if as_json:
        say_json({"words": list(known)})
        return FINE
    for word in known:
        say(word)
    if not known:
        say("You have no words of your own yet; `workbook words add WORD` adds one.")
    return FINE


def _tell(what: str, changed: Iterable[str], others: int, why: str) -> None:
    said = ", ".join(f"“{word}”" for word in changed) or "nothing"
    rest = f" ({counted(others, 'word', 'words')} {why})" if others > 0 else ""
    say(f"{what}: {said}{rest}.")
