"""Whatever is typed where a command asks for a file: done, or one sentence and the exit status 2."""

from __future__ import annotations

import os
from pathlib import Path

import click
import pytest

from workbook.cli.common import PersonsPath
from workbook.cli.main import commands

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
WORKBOOK = "goals-worth-reaching"
QUESTION = "part-1.prompt-1"
DOORS = (
    ("attach", WORKBOOK, "part-2.artifact-1"),
    ("show",),
    ("start",),
    ("validate",),
    ("build", WORKBOOK, "--anyway", "-o"),
    ("copy", WORKBOOK, QUESTION, "-o"),
    ("backup", "-o"),
    ("restore",),
    ("merge", WORKBOOK),
    ("answer", WORKBOOK, QUESTION, "--file"),
    ("note", WORKBOOK, "research", "--file"),
    ("proofread",),
    ("check",),
    ("status",),
)


@pytest.mark.parametrize("door", DOORS, ids=lambda door: door[0])
def test_what_is_no_path_is_a_sentence(goals, door, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("loop").symlink_to("loop")
    Path("plain.txt").write_bytes(b"x")
    for given in (
        "~no-such-person/x.md",
        "x" * 300,
        "x" * 300 + ".md",
        "loop/x",
        "plain.txt/x",
        "a\0b",
    ):
        done = goals(*door, given)
        assert done.status == 2, (door, given, done)
        assert "Traceback" not in done.err
        assert len(done.err) < 450 or door[0] in ("check", "status", "proofread")
    assert not list(tmp_path.glob("~*"))


def test_no_command_takes_a_path_by_another_way():
    """Click's own path type knows no `~`, and lets through what no file can be called."""
    taken = []
    for name in commands.list_commands(click.Context(commands)):
        command = commands.get_command(click.Context(commands), name)
        every = command.commands.values() if isinstance(command, click.Group) else [command]
        taken += [(name, param.name, type(param.type)) for each in every for param in each.params]
    assert ("restore", "path", PersonsPath) in taken
    assert not [each for each in taken if issubclass(each[2], click.Path | click.File)]


def test_ones_own_folder_is_meant_by_a_tilde_that_no_shell_took(goals, tmp_path, monkeypatch):
    monkeypatch.setenv("HOME", str(tmp_path))
    (tmp_path / "mine.txt").write_text("Six readers now finish a chapter.", encoding="utf-8")
    assert goals("answer", WORKBOOK, QUESTION, "--file", "~/mine.txt").status == 0
    assert goals("proofread", "~/mine.txt").status == 0
    assert goals("attach", WORKBOOK, "part-2.artifact-1", "$HOME/mine.txt").status == 0
    assert goals("build", WORKBOOK, "--anyway", "-o", "~/made.txt").status == 0
    assert (tmp_path / "made.txt").exists()
    assert goals("backup", "-o", "~/b.zip").status == 0
    assert goals("restore", "~/b.zip").status == 0


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-be", "utf-32", "utf-8-sig"])
def test_a_text_with_its_byte_order_mark_is_read_by_every_door(goals, tmp_path, encoding):
    def written(name: str, text: str) -> str:
        mark = "\ufeff" if encoding == "utf-16-be" else ""
        (tmp_path / name).write_bytes((mark + text).encode(encoding))
        return str(tmp_path / name)

    answer = written("answer.md", "Zoë’s six readers\nfinish a chapter 👍.")
    assert goals("answer", WORKBOOK, QUESTION, "--file", answer).status == 0
    assert goals("answer", WORKBOOK, QUESTION, "--print").out == "Zoë’s six readers\nfinish a chapter 👍."
    assert goals("note", WORKBOOK, "research", "--file", answer).status == 0
    assert goals("note", WORKBOOK, "research", "--print").out == "Zoë’s six readers\nfinish a chapter 👍."
    assert "teh" in goals("proofread", written("wrong.txt", "I saw teh dog.")).out
    credential = written(
        "own.md", "---\nid: own\ntitle: Mine\n---\n# The Competency\nListen.\n# Part 1\n1. Why?\n"
    )
    assert goals("validate", credential).status == 0
    assert "Listen." in goals("show", credential).out
    assert goals("start", credential).out == "own\n"
    assert goals("status", "own").status == 0


def test_a_damaged_text_says_so(goals, tmp_path):
    (tmp_path / "cut.txt").write_bytes("one\ntwo".encode("utf-16")[:-1])
    done = goals("answer", WORKBOOK, QUESTION, "--file", str(tmp_path / "cut.txt"))
    assert done.status == 2
    assert "begins as UTF-16 text and is damaged in line 2" in done.err


def test_what_stood_where_a_document_is_built_is_told(goals, tmp_path):
    path = tmp_path / "out.txt"
    path.write_text("my own words", encoding="utf-8")
    first = goals("build", WORKBOOK, "--anyway", "-o", str(path), "--json").json
    assert (first["replaced"], first["kept"]) == (True, f"{path}.bak")
    assert (tmp_path / "out.txt.bak").read_text("utf-8") == "my own words"
    again = goals("build", WORKBOOK, "--anyway", "-o", str(path))
    assert (again.status, again.err) == (0, "")
    assert "took the place of the one that was built there" in again.out
    assert goals("build", WORKBOOK, "--anyway", "--to", "txt", "-o", os.devnull).status == 2


def test_a_folder_that_is_not_there_is_no_file(goals, tmp_path):
    done = goals("build", WORKBOOK, "--anyway", "-o", f"{tmp_path}/papers/")
    assert done.status == 2
    assert "There is no folder" in done.err
    (tmp_path / "papers").mkdir()
    assert goals("build", WORKBOOK, "--anyway", "--to", "txt", "-o", f"{tmp_path}/papers/").status == 0
    assert [path.name for path in (tmp_path / "papers").iterdir()] == [f"{WORKBOOK}.txt"]


def test_what_stood_where_an_answer_is_copied_to_is_kept(goals, tmp_path):
    goals("answer", WORKBOOK, QUESTION, text="Six readers.")
    path = tmp_path / "out.txt"
    path.write_text("my own words", encoding="utf-8")
    first = goals("copy", WORKBOOK, QUESTION, "-o", str(path))
    assert f"it is kept as {path}.bak" in first.out
    assert (tmp_path / "out.txt.bak").read_text("utf-8") == "my own words"
    again = goals("copy", WORKBOOK, QUESTION, "-o", str(path), "--json").json
    assert (again["replaced"], again["kept"]) == (True, None)
    assert path.read_text("utf-8") == "1. Six readers.\n"
