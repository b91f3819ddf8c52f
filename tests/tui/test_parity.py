"""The plain way is whole: whatever the app can do has a command of the command line, or has none by nature.

The app's commands are those that are declared in `tui/commands.py`. Each has here the invocation that does
the same, which is looked up in the real command line (the command, its options, as many arguments as it
takes), or the reason why there is none. A new command of the app fails here until it is named.
"""

from __future__ import annotations

import shlex

import click
import pytest

from workbook.cli.main import GROUPS
from workbook.cli.main import commands as command_line
from workbook.preferences import OWN_THEMES
from workbook.tui import commands
from workbook.tui.commands import Command
from workbook.tui.themes import PAPER, SLATE

PLAIN: dict[str, tuple[str, ...]] = {
    "HELP": ("workbook --help", "workbook answer --help", "workbook guide 04-word-count"),
    "PALETTE": ("workbook --help",),
    "GUIDE": ("workbook guide",),
    "TURN_TO": ("workbook guide 4-resources",),
    "FIND": ("workbook guide --search WORDS",),
    "OPEN": ("workbook status W", "workbook show C"),
    "NEW": ("workbook catalogue",),
    "SEARCH": ("workbook catalogue --search TEXT --role ROLE --no-students",),
    "START": ("workbook start C",),
    "DELETE": ("workbook delete W --yes", "workbook undelete W"),
    "CRITERIA": ("workbook show C --section part-1", "workbook note W research.1 --print"),
    "GO_TO": ("workbook status W",),
    "HISTORY": ("workbook history W P", "workbook history W P --note"),
    "WHOLE": (
        "workbook history W P --show 1",
        "workbook history W P --diff 1",
        "workbook history W P --diff 1 2",
    ),
    "RESTORE": ("workbook history W P --restore 1",),
    "NAME_IT": ("workbook history W P --name 1 NAME",),
    "PROOFREAD": ("workbook proofread W",),
    "ALL_FINDINGS": ("workbook proofread W", "workbook check W"),
    "TAKE": ("workbook take W FINDING 2",),
    "IGNORE": ("workbook ignore W FINDING",),
    "ADD_WORD": ("workbook words add WORD",),
    "OTHER_LANGUAGE": ("workbook ignore W --place P --language es",),
    "OTHER_LANGUAGE_MARKED": ("workbook ignore W --place P --text WORDS --language es",),
    "RULE_OFF": ("workbook rules off RULE --workbook W",),
    "RULE_OFF_FOR_ME": ("workbook rules off RULE",),
    "TAKE_BACK_LAST": (
        "workbook unignore W FINDING",
        "workbook words remove WORD",
        "workbook rules on RULE --workbook W",
        "workbook history W P --restore 1",
    ),
    "SET_ASIDE": ("workbook unignore W --list", "workbook rules list --workbook W", "workbook words list"),
    "PUT_BACK": ("workbook unignore W FINDING", "workbook words remove WORD", "workbook rules on RULE"),
    "SET_ASIDE_AGAIN": ("workbook ignore W FINDING", "workbook words add WORD", "workbook rules off RULE"),
    "EDITOR": ("workbook answer W P", "workbook note W P"),
    "BUILD": ("workbook build W",),
    "READ": ("workbook read W research", "workbook read W research --undo"),
    "NOTE": ("workbook note W research.1",),
    "OPEN_LINK": ("workbook show C --section resources.1",),
    "COPY": ("workbook copy W P",),
    "KEEP_FILE": ("workbook copy W P -o FILE",),
    "LETTERS": ("workbook answer W P --letters",),
    "ATTACH": ("workbook attach W A FILE",),
    "TAKE_AWAY": ("workbook detach W A 1",),
    "CHOOSE": ("workbook assess W K LEVEL", "workbook assess W K --undo"),
    "GO_THERE": ("workbook ready W --tick LINE", "workbook ready W --untick LINE"),
    "LOOK_AGAIN": ("workbook ready W", "workbook check W"),
}
"""By the name of a command of the app: what does the same on the command line."""

BY_NATURE = {
    "QUIT": "each command ends by itself, and has saved",
    "LEAVE": "as quit",
    "UP": "moving about: a place is named by its id",
    "CLOSE": "moving about",
    "NOTICE": "each command says on standard error all that there is to be said, before it ends",
    "BACK": "moving about",
    "ON": "moving about; `status` names what is next",
    "PREVIOUS_FINDING": "moving about; `proofread` tells all of them in order",
    "WRITE_ON": "moving about",
    "SAVE": "each command saves what it is given before it ends",
    "STOP": "ctrl+c stops what takes a while",
}
"""By the name of a command of the app that has none on the command line: why."""

BESIDE = {
    "the theme, in the palette": "workbook prefer theme slate",
    "the five questions of fit, on a micro-credential's page": "workbook guide fit",
    "the box `pasted`": "workbook copy W P --pasted",
    "the box `pasted`, emptied": "workbook copy W P --not-pasted",
    "what there is to hand in, with the files' paths": "workbook copy W",
    "the button `Make it anyway`": "workbook build W --anyway",
    "the button `Open it`: its path": "workbook build W -o PATH",
    "the list of what is attached": "workbook status W",
    "opening at a place": "workbook open W --at P",
}
"""What the app's screens offer beside the commands, and what does the same on the command line."""


def declared() -> dict[str, Command]:
    """Return every command of the app, by its name."""
    return {name: value for name, value in vars(commands).items() if isinstance(value, Command)}


def test_every_command_of_the_app_is_named_here_once():
    assert set(declared()) == PLAIN.keys() | BY_NATURE.keys()
    assert not PLAIN.keys() & BY_NATURE.keys()


@pytest.mark.parametrize(
    "line", sorted({line for lines in PLAIN.values() for line in lines} | {*BESIDE.values()})
)
def test_the_command_line_has_it(line):
    program, *arguments = shlex.split(line)
    assert program == "workbook"
    command: click.Command = command_line
    context = click.Context(command, info_name=program)
    while isinstance(command, click.Group) and arguments and not arguments[0].startswith("-"):
        name, found, arguments = command.resolve_command(context, arguments)
        assert found is not None, line
        command, context = found, click.Context(found, context, info_name=name)
    known = {
        option: each for each in command.get_params(context) for option in (*each.opts, *each.secondary_opts)
    }
    given = [word for word in arguments if word.startswith("-")]
    assert set(given) <= known.keys(), line
    if "--help" not in given:
        # Read as the command line reads it: too few arguments or too many are refused.
        command.make_context(context.info_name, list(arguments), parent=context.parent)


def test_each_command_is_told_of_in_the_help():
    told = {name for _, rows in GROUPS for name, _, _ in rows}
    used = {shlex.split(line)[1] for lines in PLAIN.values() for line in lines} - {"--help"}
    assert used <= told


def test_both_doors_know_our_own_themes():
    assert (PAPER.name, SLATE.name) == OWN_THEMES
