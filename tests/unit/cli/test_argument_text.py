"""What is no text in UTF-8 is refused wherever a command takes text, and taken wherever it takes a path."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest

from workbook.cli.argument_text import PathOrText
from workbook.cli.common import PersonsPath
from workbook.cli.main import commands
from workbook.cli.open_at import plainly_asked
from workbook.cli.output import make_streams_safe

WORKBOOK = "goals-worth-reaching"
HALF = os.fsdecode(b"x\xff") if os.name != "nt" else "x\udcff"


def parameters():
    """Every option and argument of every command, with the words that the command is called by."""
    context = click.Context(commands)
    for name in commands.list_commands(context):
        command = commands.get_command(context, name)
        below = command.commands if isinstance(command, click.Group) else {}
        for words, each in [((name,), command), *(((name, inner), c) for inner, c in below.items())]:
            yield from ((words, each, parameter) for parameter in each.params)


TEXTS = [
    pytest.param(words, command, parameter, id=f"{'-'.join(words)}-{parameter.name}")
    for words, command, parameter in parameters()
    if not isinstance(parameter.type, (PersonsPath, PathOrText, click.Choice))
    and parameter.type is not click.INT
    and not getattr(parameter, "is_flag", False)
]


def called(words, command, wanted):
    """The words of a call in which one parameter has what is no text, and the others something."""
    arguments = [each for each in command.params if isinstance(each, click.Argument)]
    given = [HALF if each is wanted else "1" for each in arguments]
    if isinstance(wanted, click.Option):
        given = [*given, wanted.opts[-1], *["1"] * (wanted.nargs - 1), HALF]
    return [*words, *given]


@pytest.mark.parametrize(("words", "command", "parameter"), TEXTS)
def test_what_is_no_text_is_a_sentence(cli, words, command, parameter):
    done = cli(*called(words, command, parameter))
    assert (done.status, done.out) == (2, "")
    assert "“x?” is no text in UTF-8. Type it again" in done.err


def test_there_are_many_of_them():
    assert len(TEXTS) > 40
    assert {"history-name", "rules-off-given", "answer-prompt", "ready-ticked"} < {each.id for each in TEXTS}


def test_a_version_has_no_name_that_is_no_text(goals):
    make_streams_safe()
    goals("answer", WORKBOOK, "part-1.prompt-1", text="One.")
    assert goals("history", WORKBOOK, "part-1.prompt-1", "--name", "1", HALF).status == 2
    assert goals("rules", "off", f"harper:{HALF}").status == 2
    for arguments in ((HALF,), (f"--{HALF}",), ("words", HALF), ("copy", WORKBOOK, "--pasted", "x", HALF)):
        assert goals(*arguments).status == 2


def test_the_app_is_not_opened_past_the_parser():
    assert plainly_asked(["open", HALF]) is None
    assert plainly_asked(["open", WORKBOOK, "--at", HALF]) is None
    assert plainly_asked(["open", WORKBOOK]) == (WORKBOOK, None)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
def test_a_path_may_be_any_bytes(goals, tmp_path):
    make_streams_safe()
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    try:
        folder.mkdir()
    except OSError:
        pytest.skip("this disk has names in UTF-8 alone")
    for name, data in (("plan.pdf", "%PDF-1.4"), ("text.md", "A fine tehst.")):
        (folder / name).write_text(data)
    answer = ("answer", WORKBOOK, "part-1.prompt-1", "--file", str(folder / "text.md"))
    assert goals(*answer).status == 0
    assert goals("attach", WORKBOOK, "part-2.artifact-1", str(folder / "plan.pdf")).status == 0
    proofread = ("proofread", str(folder / "text.md"), "--engine", "harper")
    assert goals(*proofread).status == 0
    assert goals(*proofread, "--json").json["findings"]
    assert goals("backup", "-o", str(folder / "b.zip")).status == 0
    assert goals("restore", str(folder / "b.zip"), "--dry-run").status == 0
    (folder / "own.md").write_text("# Part 1: Questions\n1. Why?\n")
    for door in ("validate", "show", "start"):
        assert "UTF-8" not in goals(door, str(folder / "own.md")).err
