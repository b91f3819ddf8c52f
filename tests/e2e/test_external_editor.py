"""F8 in a real terminal: the editor has it for a while, and whatever ends it or the app, no word is lost."""

from __future__ import annotations

import os
import shutil
import signal
import time

import pytest

from workbook.drafts.store import Store
from workbook.home import Home

if os.name == "nt":
    pytest.skip("a pseudo-terminal is POSIX's affair", allow_module_level=True)

WORKBOOK = "goals-worth-reaching"
PROMPT = "part-1.prompt-2"
F8 = "\x1b[19~"
KEPT = "Text from your editor for Part 1 question 2 was kept"


@pytest.fixture
def home(tmp_path):
    """A home with one workbook started."""
    from workbook.credentials.reader import read_credential
    from workbook.home import content_folder

    home = Home(tmp_path / "home")
    source = content_folder() / "credentials" / f"{WORKBOOK}.md"
    Store(home).start(read_credential(source), source)
    return home


@pytest.fixture
def script(tmp_path):
    """Write a shell script that is an editor; the file that it is to write is `$1`."""

    def write(text, name="editor.sh"):
        path = tmp_path / name
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return str(path)

    return write


@pytest.fixture
def app(terminal, home):
    """Open the app at a question, with an editor."""

    def start(editor):
        one = terminal(
            "open", WORKBOOK, "--at", PROMPT, home=home.folder, environment={"VISUAL": "", "EDITOR": editor}
        )
        one.wait_for("question 2 of")
        return one

    return start


def stored(home):
    return Store(home).open(WORKBOOK).workbook.answer_text(PROMPT)


def files(home):
    return list((home.workbooks / WORKBOOK).glob("editing-*.md"))


def wait_until(there):
    until = time.monotonic() + 45
    while not there():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


def test_what_the_editor_saves_comes_back_and_undo_steps_back_over_it(app, home, script):
    one = app(script('cat "$1"; echo " is in the editor"; sleep 0.5; printf "Written outside." > "$1"'))
    one.press("Typed in the app")
    one.wait_for("Typed in the app")
    one.press(F8)
    one.wait_for("Typed in the app is in the editor")
    one.wait_for("Written outside.", "question 2 of", gone=["Typed in the app"])
    wait_until(lambda: stored(home) == "Written outside.")
    one.press("\x1a")  # ctrl+z
    one.wait_for("Typed in the app", gone=["Written outside."])
    one.press("ctrl+q")
    assert one.wait_for_end() == 0
    assert stored(home) == "Typed in the app"
    assert files(home) == []


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed")
def test_vim_has_the_terminal_and_gives_it_back(app, home):
    one = app("vim -N -u NONE -T ansi --cmd 'set backupcopy=no'")
    one.press("first")
    one.wait_for("first")
    one.press(F8)
    one.wait_for("first", "~", gone=["question 2 of"])
    one.press("A", " and second", "escape", ":wq", "enter")
    one.wait_for("first and second", "question 2 of")
    one.press("escape", "ctrl+q")
    assert one.wait_for_end() == 0
    assert stored(home) == "first and second\n"
    assert files(home) == []


def test_keys_that_interrupt_end_neither_the_editor_that_heeds_them_nor_the_app(app, home, script):
    one = app(script("trap 'printf stopped > \"$1\"; exit 0' INT; echo ready; while :; do sleep 0.1; done"))
    one.press(F8)
    one.wait_for("ready")
    one.press("\x03")
    one.wait_for("stopped", "question 2 of")
    one.press("ctrl+q")
    assert one.wait_for_end() == 0
    assert stored(home) == "stopped"


def waiting(script, tmp_path):
    """Return an editor that has saved half a thought, and waits for ever."""
    return script(
        f"echo $$ > '{tmp_path}/process'; printf 'half a thought' > \"$1\"; echo waiting; "
        "while :; do sleep 0.1; done",
        "waiting.sh",
    )


def end_editor(tmp_path):
    os.kill(int((tmp_path / "process").read_text()), signal.SIGKILL)


def test_an_editor_that_is_killed_leaves_its_words_to_be_opened_with_f8_again(app, home, script, tmp_path):
    one = app(waiting(script, tmp_path))
    one.press(F8)
    one.wait_for("waiting")
    end_editor(tmp_path)
    one.wait_for(KEPT)  # what passes in a moment is asserted where no screen can miss it
    assert stored(home) == ""
    one.press("ctrl+q")
    assert one.wait_for_end() == 0
    assert [path.read_text() for path in files(home)] == ["half a thought"]


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM, signal.SIGHUP])
def test_an_app_that_is_ended_meanwhile_leaves_the_words_which_f8_opens_at_the_next_start(
    app, home, script, tmp_path, how
):
    one = app(waiting(script, tmp_path))
    one.press("Before. ")
    one.wait_for("Before.")
    one.press(F8)
    one.wait_for("waiting")
    one.child.kill(how)
    one.wait_for_end()  # what tells it to end is passed on to the editor, and ends it too
    if how is signal.SIGKILL:
        end_editor(tmp_path)
    assert stored(home) == "Before. "
    assert [path.read_text() for path in files(home)] == ["half a thought"]
    again = app(script('printf "%s" ", and the rest" >> "$1"; sleep 0.3'))
    again.press(F8)
    again.wait_for("half a thought, and the rest")
    again.press("ctrl+q")
    assert again.wait_for_end() == 0
    assert stored(home) == "half a thought, and the rest"
    assert files(home) == []


def test_a_terminal_that_is_closed_meanwhile_loses_nothing_and_ends_the_app(app, home, script, tmp_path):
    one = app(waiting(script, tmp_path))
    one.press("Before. ")
    one.wait_for("Before.")
    one.press(F8)
    one.wait_for("waiting")
    child = one.child.ptyproc
    child.fileobj.close()
    child.closed = True
    wait_until(lambda: not child.isalive())
    assert stored(home) == "Before. "
    assert [path.read_text() for path in files(home)] == ["half a thought"]


def test_an_editor_that_will_not_end_does_not_keep_the_app_from_ending(app, home, script, tmp_path):
    one = app(
        script(
            f"trap '' TERM HUP; echo deaf; "
            f"while [ ! -e '{tmp_path}/go' ]; do sleep 0.1; done; printf late > \"$1\"; : > '{tmp_path}/done'"
        )
    )
    one.press(F8)
    one.wait_for("deaf")
    one.child.kill(signal.SIGTERM)
    one.wait_for_end()
    (tmp_path / "go").touch()
    wait_until((tmp_path / "done").exists)
    assert [path.read_text() for path in files(home)] == ["late"], (
        "what it saves later is offered at the next start"
    )
