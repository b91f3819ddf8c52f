"""The command in a real terminal: colour, width, the editor, and the app behind the bare command."""

from __future__ import annotations

import os
import shutil
import signal
import sys
import time
from typing import TYPE_CHECKING, Any

import pytest

pexpect = pytest.importorskip("pexpect")
if os.name == "nt":
    pytest.skip("a pseudo-terminal is POSIX's affair", allow_module_level=True)

if TYPE_CHECKING:
    from collections.abc import Callable
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


def stored(workbook: CommandLine) -> str:
    return workbook.fine("answer", "goals", "part-1.prompt-1", "--print").out


def kept_files(workbook: CommandLine) -> list[Path]:
    return list(workbook.file().parent.glob("editing-*.md"))


@pytest.mark.parametrize(
    ("key", "left", "status"), [("y", "", 0), ("\r", "two words", 2), ("n", "two words", 2)]
)
def test_an_emptied_file_asks_at_a_terminal_before_it_replaces_a_text(
    started: CommandLine, tmp_path: Path, key: str, left: str, status: int
) -> None:
    started.fine("answer", "goals", "part-1.prompt-1", text="two words")
    child = in_terminal(started, "answer", "goals", "part-1.prompt-1", VISUAL=editor(tmp_path, ': > "$2"'))
    child.expect_exact("Replace your answer of 2 words by nothing? [y/N]")
    child.sendline(key.strip())
    child.expect(pexpect.EOF)
    child.close()
    assert (child.exitstatus, stored(started)) == (status, left)
    assert kept_files(started) == []


def test_nothing_is_asked_where_there_was_nothing(started: CommandLine, tmp_path: Path) -> None:
    shown = output(started, "answer", "goals", "part-1.prompt-1", VISUAL=editor(tmp_path, 'echo > "$2"'))
    assert "Replace" not in shown
    assert "nothing was changed" in shown


def test_kept_words_are_named_by_status_and_begun_with_by_the_next_answer(
    started: CommandLine, tmp_path: Path
) -> None:
    broken = {"EDITOR": editor(tmp_path, 'printf "half a thought" > "$2"; exit 7')}
    started("answer", "goals", "part-1.prompt-1", variables=broken)
    started("note", "goals", "research.2", variables=broken)
    told = started.fine("status", "goals").out
    assert "Kept from your editor: part-1.prompt-1, " in told
    assert "Type: workbook answer goals-worth-reaching part-1.prompt-1\n" in told
    assert "Kept from your editor: a note on research.2, " in told
    listed = started.fine("status", "goals", "--json").json["kept_edits"]
    assert {(one["kind"], one["place"]) for one in listed} == {
        ("answer", "part-1.prompt-1"),
        ("note", "research.2"),
    }
    whole = {"EDITOR": editor(tmp_path, 'printf "%s" ", and the rest" >> "$2"')}
    done = started("answer", "goals", "part-1.prompt-1", variables=whole)
    assert done.status == 0
    assert done.err.count("\n") == 1
    assert done.err.startswith("The editor began with what was kept from it on ")
    assert stored(started) == "half a thought, and the rest"
    assert "Kept from your editor: part-1" not in started.fine("status", "goals").out


def test_an_editor_that_comes_back_at_once_is_a_mistake_that_loses_nothing(
    started: CommandLine, tmp_path: Path
) -> None:
    window = {"EDITOR": editor(tmp_path, "exit 0")}
    done = started("answer", "goals", "part-1.prompt-1", variables=window)
    [path] = kept_files(started)
    assert (done.status, done.err.count("\n")) == (2, 1)
    assert "code --wait" in done.err
    assert str(path) in done.err
    assert "Kept from" not in started.fine("status", "goals").out
    path.write_text("from the window")
    assert started("answer", "goals", "part-1.prompt-1", variables=window).status == 0
    assert (stored(started), kept_files(started)) == ("from the window", [])


def test_a_text_that_is_no_utf8_is_a_mistake_that_loses_nothing(started: CommandLine, tmp_path: Path) -> None:
    latin = {"EDITOR": editor(tmp_path, r"""printf 'caf\351' > "$2" """)}
    done = started("answer", "goals", "part-1.prompt-1", variables=latin)
    assert (done.status, done.err.count("\n"), stored(started)) == (2, 1, "")
    assert "line 1" in done.err
    assert [path.read_bytes() for path in kept_files(started)] == [b"caf\xe9"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_what_the_editor_saves_after_the_command_was_ended_is_begun_with_next_time(
    started: CommandLine, tmp_path: Path, how: signal.Signals
) -> None:
    go, there = tmp_path / "go", tmp_path / "there"
    patient = editor(
        tmp_path,
        f"trap '' HUP TERM; while [ ! -e '{go}' ]; do sleep 0.1; done; printf saved > \"$2\"; : > '{there}'",
    )
    child = in_terminal(started, "answer", "goals", "part-1.prompt-1", VISUAL=patient)
    wait_until(lambda: kept_files(started))
    assert "Kept from" not in started.fine("status", "goals").out, "it is being edited"
    child.kill(how)
    wait_until(lambda: not child.isalive())
    go.touch()
    wait_until(there.exists)
    assert "Kept from your editor: part-1.prompt-1" in started.fine("status", "goals").out
    assert started("answer", "goals", "part-1.prompt-1", variables={"EDITOR": "true"}).status == 0
    assert stored(started) == "saved"


def test_ctrl_c_in_the_editor_does_not_end_the_command(started: CommandLine, tmp_path: Path) -> None:
    deaf = editor(
        tmp_path, "trap 'printf stopped > \"$2\"; exit 0' INT; echo ready; while :; do sleep 0.1; done"
    )
    child = in_terminal(started, "answer", "goals", "part-1.prompt-1", VISUAL=deaf)
    child.expect("ready")
    child.sendintr()
    child.expect("Saved part-1.prompt-1: 1 word")
    child.expect(pexpect.EOF)
    assert stored(started) == "stopped"


@pytest.mark.parametrize(
    ("name", "keys"),
    [("vim", ["ccwritten in vim\x1b", ":wq\r"]), ("nano", ["written in nano", "\x0f", "\r", "\x18"])],
)
def test_editors_as_people_have_them(started: CommandLine, name: str, keys: list[str]) -> None:
    if shutil.which(name) is None:
        pytest.skip(f"{name} is not installed")
    child = in_terminal(
        started,
        "answer",
        "goals",
        "part-1.prompt-1",
        VISUAL="",
        EDITOR={"vim": "vim -u NONE"}.get(name, name),
    )
    child.expect("editing-answer")
    for key in keys:
        child.send(key)
        time.sleep(0.2)
    child.expect("Saved part-1.prompt-1: 3 words")
    child.expect(pexpect.EOF)
    assert stored(started) == f"written in {name}\n"
    assert kept_files(started) == []


def wait_until(there: Callable[[], object]) -> None:
    until = time.monotonic() + 45
    while not there():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


@pytest.mark.skipif(shutil.which("sh") is None, reason="needs a shell")
def test_the_bare_command_opens_the_app_in_a_terminal(started: CommandLine) -> None:
    child = in_terminal(started)
    child.expect("\x1b\\[\\?1049h")  # the other screen: a full-screen program has begun
    child.expect("Goals Worth Reaching")
    child.send("\x11")  # ctrl+q
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
