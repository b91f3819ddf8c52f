"""Bad usage: status 2 and one line that says how to mend it; the help; the version."""

from __future__ import annotations

import pytest

from workbook import __version__
from workbook.cli.main import GROUPS

COMMANDS = [name for _, commands in GROUPS for name, _, _ in commands]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        (["stat"], "There is no command “stat”. Did you mean status?"),
        (["chek", "x"], "There is no command “chek”. Did you mean check?"),
        (["zzz"], "There is no command “zzz”. `workbook --help` lists them."),
        (["status", "--jsn"], "`workbook status` has no option --jsn. Did you mean --json?"),
        (["answer", "x"], "`workbook answer` needs PROMPT. `workbook answer --help` tells more."),
        (["check"], "`workbook check` needs WORKBOOK…. `workbook check --help` tells more."),
        (["status", "nothing"], "There is no workbook “nothing”. `workbook start CREDENTIAL` starts one."),
        (["open", "--at", "part-1"], "--at is a place in a workbook. Name the workbook before it."),
        (["validate", "no.md"], "no.md is not there. Check the path."),
    ],
)
def test_one_line(cli, arguments, line):
    done = cli(*arguments)
    assert (done.status, done.err) == (2, f"{line}\n")


@pytest.mark.parametrize(
    "arguments",
    [
        ["start"],
        ["start", "goals-worth-reaching", "--example"],
        ["start", "goals-worth-reaching", "--id", "No Good!"],
        ["start", "goals-worth-reaching", "--id", "../x"],
        ["check", "x", "--fail-on", "sometimes"],
        ["build", "x", "--to", "rtf"],
        ["build", "x", "--part", "one"],
        ["status", "a", "b"],
        ["--nothing"],
        ["show", "x" * 5000],
    ],
)
def test_status_2(cli, arguments, tmp_path):
    done = cli(*arguments)
    assert (done.status, done.out) == (2, "")
    assert "fault of the workbook" not in done.err
    assert not (tmp_path / "home").exists()


def test_every_command_has_help_in_plain_words(cli):
    overview = cli("--help")
    assert overview.status == 0
    for title, _ in GROUPS:
        assert f"\n{title}:\n" in overview.out
    for name in COMMANDS:
        told = cli(name, "--help")
        assert told.status == 0
        assert told.out.startswith(f"Usage: workbook {name}")
        assert f"  {name} " in overview.out
        assert max(map(len, told.out.splitlines())) <= 80


def test_every_command_that_reports_has_json(cli):
    without = [name for name in COMMANDS if "--json" not in cli(name, "--help").out]
    assert without == ["open"]


def test_the_version(cli):
    assert cli("--version").out == f"workbook {__version__}\n"
