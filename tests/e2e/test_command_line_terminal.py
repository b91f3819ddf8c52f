"""The command in a real terminal: colour, width, the editor, and the app behind the bare command."""

from __future__ import annotations

import os
import shutil
import sys
from typing import TYPE_CHECKING, Any

import pytest

pexpect = pytest.importorskip("pexpect")
if os.name == "nt":
    pytest.skip("a pseudo-terminal is POSIX's affair", allow_module_level=True)

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import CommandLine


def in_terminal(workbook: CommandLine, *arguments: str, columns: int = 80, **variables: str) -> Any:
    return pexpect.spawn(
        sys.executable,
        ["-m", "workbook", *arguments],
        env=workbook.variables(TERM="xterm-256color", **variables),
        dimensions=(24, columns),
        encoding="utf-8",
        timeout=60,
    )


def output(workbook: CommandLine, *arguments: str, columns: int = 80, **variables: str) -> str:
    child = in_terminal(workbook, *arguments, columns=columns, **variables)
    child.expect(pexpect.EOF)
    child.close()
    return str(child.before)


def editor(folder: Path, script: str) -> str:
    path = folder / "an editor.sh"
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)
    return f"'{path}' --wait"


def test_colour_is_for_terminals_that_want_it(started: CommandLine) -> None:
    assert "\x1b[1m" in output(started, "status")
    assert "\x1b" not in output(started, "status", NO_COLOR="1")
    assert "\x1b" not in started.fine("status").out


@pytest.mark.parametrize("columns", [40, 80, 132])
def test_text_is_wrapped_at_the_width_and_at_80(started: CommandLine, columns: int) -> None:
    shown = output(started, "show", "goals-worth-reaching", columns=columns, NO_COLOR="1").splitlines()
    words = [line for line in shown if "http" not in line]
    assert len(words) > 50
    assert max(map(len, words)) <= min(columns, 80)
    assert max(map(len, words)) > min(columns, 80) - 8


def test_an_answer_is_written_in_the_editor(started: CommandLine, tmp_path: Path) -> None:
    started.fine("answer", "goals", "part-1.prompt-1", text="before")
    command = editor(tmp_path, 'grep -q before "$2" && printf "after" > "$2"')
    assert "Saved part-1.prompt-1: 1 word" in output(
        started, "answer", "goals", "part-1.prompt-1", VISUAL=command
    )
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").out == "after"
    assert list(started.file().parent.glob("editing-*")) == []
    note = editor(tmp_path, 'printf "a note" > "$2"')
    output(started, "note", "goals", "research.1", EDITOR=note, VISUAL="")
    assert started.fine("note", "goals", "research.1", "--print").out == "a note"


def test_an_editor_that_fails_keeps_its_file_and_changes_nothing(
    started: CommandLine, tmp_path: Path
) -> None:
    started.fine("answer", "goals", "part-1.prompt-1", text="before")
    command = editor(tmp_path, 'printf "half a thought" > "$2"; exit 7')
    done = started("answer", "goals", "part-1.prompt-1", variables={"EDITOR": command})
    kept = list(started.file().parent.glob("editing-*"))
    assert done.status == 3
    assert done.err.count("\n") == 1
    assert [path.read_text() for path in kept] == ["half a thought"]
    assert str(kept[0]) in done.err
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").out == "before"
    started.fine("answer", "goals", "part-1.prompt-1", text="another time")
    assert [path.read_text() for path in kept] == ["half a thought"], "a later answer takes no kept file away"


def test_an_emptied_file_replaces_nothing(started: CommandLine, tmp_path: Path) -> None:
    started.fine("answer", "goals", "part-1.prompt-1", text="before")
    done = started("answer", "goals", "part-1.prompt-1", variables={"EDITOR": editor(tmp_path, ': > "$2"')})
    assert done.status == 2
    assert "nothing was changed" in done.err
    assert started.fine("answer", "goals", "part-1.prompt-1", "--print").out == "before"


def test_an_editor_that_is_not_there(started: CommandLine) -> None:
    done = started("answer", "goals", "part-1.prompt-1", variables={"EDITOR": "no-such-editor-here"})
    assert done.status == 3
    assert done.err.count("\n") == 1
    assert list(started.file().parent.glob("editing-*")) == []


def test_a_disk_that_fills_while_one_writes_keeps_the_words(started: CommandLine, tmp_path: Path) -> None:
    """The workbook's file goes away under the editor: the answer cannot be stored, its text is kept."""
    command = editor(tmp_path, f'printf "long thoughts" > "$2"; rm "{started.file()}"*')
    done = started("answer", "goals", "part-1.prompt-1", variables={"EDITOR": command})
    kept = list(started.file().parent.glob("editing-*"))
    assert done.status in (2, 3)
    assert [path.read_text() for path in kept] == ["long thoughts"]
    assert str(kept[0]) in done.err


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_the_bare_command_opens_the_app_in_a_terminal(started: CommandLine) -> None:
    child = in_terminal(started)
    child.expect("\x1b\\[\\?1049h")  # the other screen: a full-screen program has begun
    child.expect("Goals Worth Reaching")
    child.send("\x11")  # ctrl+q
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
