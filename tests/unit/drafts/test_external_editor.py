"""Writing in one's own editor: whatever it does, the words are in the workbook or in a file beside it."""

from __future__ import annotations

import os
import shutil
import signal
import stat
import subprocess
import sys
import time
from typing import TYPE_CHECKING

import pytest

from workbook.drafts.actions import answer, note
from workbook.drafts.external_editor import editing
from workbook.drafts.holder import Holder, write_holder
from workbook.drafts.kept_edits import in_use, kept_edits
from workbook.drafts.lock import OpenElsewhere
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import ToolError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.drafts.store import OpenWorkbook

PROMPT = "part-1.prompt-1"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the editors are shell scripts")


@pytest.fixture
def editor(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[[str], None]:
    """Make a shell script the person's editor; the file that it is to write is `$1`."""
    monkeypatch.delenv("VISUAL", raising=False)

    def set_editor(script: str) -> None:
        path = tmp_path / "my editor.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(0o755)
        monkeypatch.setenv("EDITOR", f"'{path}'")

    return set_editor


@pytest.fixture
def written(started: OpenWorkbook) -> OpenWorkbook:
    """A workbook with an answer of a line."""
    answer(started, PROMPT, "before")
    return started


def write(opened: OpenWorkbook, kind="answer", place: str = PROMPT) -> str:
    """Write in the editor and store what came back, as a door does."""
    with editing(opened, kind, place) as edit:
        text = edit.write()
        (answer if kind == "answer" else note)(opened, place, text)
        edit.finish()
    return text


def files(opened: OpenWorkbook) -> list[Path]:
    return sorted(path for path in opened.file.folder.iterdir() if "editing-" in path.name)


def stored(opened: OpenWorkbook, place: str = PROMPT) -> str:
    return opened.file.peek().answer_text(place)


def texts_kept(opened: OpenWorkbook) -> list[str]:
    return [edit.path.read_text() for edit in kept_edits(opened.file.folder)]


def opened_again(opened: OpenWorkbook) -> OpenWorkbook:
    file = WorkbookFile(opened.file.folder)
    return type(opened)(file.load(), opened.credential, file)


def test_the_editor_begins_with_what_is_stored_and_its_text_takes_its_place(written, editor):
    editor('grep -q before "$1" && printf "after" > "$1"')
    assert write(written) == "after"
    assert stored(written) == "after"
    assert files(written) == []


def test_line_ends_of_every_kind_are_line_ends_by_the_editor_too(written, editor):
    editor("printf 'One.\\013Two.\\014Three.\\302\\205Four.\\342\\200\\250Five.\\r\\nSix.' > \"$1\"")
    assert write(written) == "One.\nTwo.\nThree.\nFour.\nFive.\nSix."
    assert stored(written) == "One.\nTwo.\nThree.\nFour.\nFive.\nSix."


def test_the_text_before_is_a_version_before_the_editor_is_opened(written, editor):
    answer(written, PROMPT, "short-lived")
    answer(written, PROMPT, "the last one")
    editor("exit 1")
    with pytest.raises(ToolError):
        write(written)
    versions = written.file.history.versions("answer", PROMPT)
    assert written.file.history.text("answer", PROMPT, versions[-1].number) == "the last one"


def test_what_another_program_stored_without_a_version_becomes_one_before_the_editor(written, editor):
    written.file.save_together({PROMPT: "typed in the app"}, {})
    opened = opened_again(written)
    editor('printf "after" > "$1"')
    write(opened)
    kept = {
        version.why: opened.file.history.text("answer", PROMPT, version.number)
        for version in opened.file.history.versions("answer", PROMPT)
    }
    assert kept["before the external editor"] == "typed in the app"


def test_its_file_lies_in_the_workbooks_folder_for_the_owner_alone(written):
    with editing(written, "answer", PROMPT) as edit:
        assert edit.path.parent == written.file.folder
        assert edit.path.name.startswith("editing-answer-part-1.prompt-1-")
        assert stat.S_IMODE(edit.path.stat().st_mode) == 0o600


def test_a_text_that_cannot_be_stored_is_kept_and_taken_up_next_time(written, editor):
    editor('printf "long thoughts" > "$1"')
    with pytest.raises(RuntimeError), editing(written, "answer", PROMPT) as edit:
        edit.write()
        raise RuntimeError("the disk is full")
    assert texts_kept(written) == ["long thoughts"]
    editor('grep -q "long thoughts" "$1" && printf "%s" ", and more" >> "$1"')
    with editing(written, "answer", PROMPT) as edit:
        assert edit.taken_up is not None
        assert edit.write() == "long thoughts, and more"
        edit.finish()
    assert files(written) == []


def test_an_editor_that_fails_changes_nothing_and_its_file_is_named(written, editor):
    editor('printf "half a thought" > "$1"; exit 7')
    with pytest.raises(ToolError, match=r"fault \(7\), and nothing was changed") as failed:
        write(written)
    [kept] = kept_edits(written.file.folder)
    assert str(kept.path) in str(failed.value)
    assert (kept.kind, kept.place, kept.path.read_text()) == ("answer", PROMPT, "half a thought")
    assert stored(written) == "before"


def test_an_editor_that_fails_with_nothing_written_keeps_nothing(written, editor):
    editor("exit 1")
    with pytest.raises(ToolError) as failed:
        write(written)
    assert "kept" not in str(failed.value)
    assert kept_edits(written.file.folder) == []


def test_an_editor_that_is_killed_keeps_what_it_wrote(written, editor):
    editor('printf "half" > "$1"; kill -9 $$')
    with pytest.raises(ToolError, match=r"was ended by a signal \(9\), and nothing was changed. What you wr"):
        write(written)
    assert texts_kept(written) == ["half"]


def test_keys_that_interrupt_are_the_editors_affair(written, editor):
    before = signal.getsignal(signal.SIGINT)
    # Only once the editor waits: a moment after its start the keys would still reach this process.
    editor(f'sleep 0.3; kill -INT {os.getpid()}; printf "after" > "$1"')
    assert write(written) == "after"
    assert signal.getsignal(signal.SIGINT) is before


def test_an_editor_inherits_no_deafness_to_interrupts(written, editor):
    heard = f"{sys.executable} -c 'import signal; print(signal.getsignal(signal.SIGINT))'"
    editor(f'{heard} > "$1"')
    assert "default_int_handler" in write(written)


def test_an_editor_that_cannot_be_started_leaves_nothing(written, monkeypatch):
    monkeypatch.setenv("VISUAL", "no-such-editor-here --wait")
    with pytest.raises(ToolError, match="“no-such-editor-here” could not be started"):
        write(written)
    assert files(written) == []
    monkeypatch.setenv("VISUAL", "an 'unclosed quote")
    with pytest.raises(WorkbookError, match="cannot be read as a command"):
        write(written)
    assert files(written) == []


def test_text_that_is_no_utf8_is_kept_with_its_line_named_and_can_be_mended(written, editor):
    editor(r"""printf 'fine\ncaf\351\n' > "$1" """)
    with pytest.raises(
        WorkbookError, match=r"line 2 holds the byte 0xe9\), and nothing was changed"
    ) as failed:
        write(written)
    assert stored(written) == "before"
    assert str(files(written)[0]) in str(failed.value)
    editor(r"""printf 'fine\ncaf\303\251' > "$1" """)
    assert write(written) == "fine\ncafé"
    assert files(written) == []


def test_line_ends_of_windows_and_a_byte_order_mark_go(written, editor):
    editor(r"""printf '\357\273\277one\r\ntwo\rthree' > "$1" """)
    assert write(written) == "one\ntwo\nthree"
    assert stored(written) == "one\ntwo\nthree"


def test_a_line_end_that_the_editor_adds_by_itself_is_no_change(written, editor):
    editor(r"""printf 'before\n' > "$1" """)
    assert write(written) == "before"


def test_an_editor_that_saves_by_renaming_works(written, editor):
    editor('printf "after" > "$1.new" && mv "$1.new" "$1"')
    assert write(written) == "after"
    assert files(written) == []


def test_the_copy_that_an_editor_makes_of_its_file_goes_too(written, editor):
    editor('cp "$1" "$1~"; printf "after" > "$1"')
    write(written)
    assert files(written) == []


def test_an_emptied_file_can_be_refused_and_nothing_is_left(written, editor):
    editor(': > "$1"')
    with editing(written, "answer", PROMPT) as edit:
        assert edit.write() == ""
        edit.refuse()
    assert files(written) == []


def test_refusing_an_emptied_file_keeps_the_words_with_which_the_editor_began(written, editor):
    editor('printf "kept words" > "$1"; exit 1')
    with pytest.raises(ToolError):
        write(written)
    editor(': > "$1"')
    with editing(written, "answer", PROMPT) as edit:
        assert edit.write() == ""
        edit.refuse()
    assert texts_kept(written) == ["kept words"]


def test_a_file_that_the_editor_took_away_changes_nothing(written, editor):
    editor('rm "$1"')
    with pytest.raises(WorkbookError, match="took its file away, and nothing was changed"):
        write(written)
    assert (stored(written), files(written)) == ("before", [])


def test_a_file_with_kept_words_that_the_editor_took_away_is_put_back(written, editor):
    editor('printf "kept words" > "$1"; exit 1')
    with pytest.raises(ToolError):
        write(written)
    editor('rm "$1"')
    with pytest.raises(WorkbookError, match="What you wrote is kept in"):
        write(written)
    assert texts_kept(written) == ["kept words"]


# An editor with a window of its own, which comes back at once


def test_an_editor_that_comes_back_at_once_is_said_and_what_its_window_saves_is_taken_up(written, editor):
    editor("exit 0")
    with pytest.raises(
        WorkbookError, match=r"came back at once, and nothing was changed.*code --wait"
    ) as told:
        write(written)
    [path] = files(written)
    assert str(path) in str(told.value)
    assert kept_edits(written.file.folder) == [], "nothing is offered while nothing was written"
    path.write_text("from the window")
    assert texts_kept(written) == ["from the window"]
    assert write(written) == "from the window"
    assert (stored(written), files(written)) == ("from the window", [])


def test_the_same_file_is_opened_again_while_its_window_has_written_nothing(written, editor):
    editor("exit 0")
    for _ in range(3):
        with pytest.raises(WorkbookError, match="at once"):
            write(written)
    assert len(files(written)) == 1


def test_a_file_with_an_older_text_is_not_begun_with(written, editor):
    editor("exit 0")
    with pytest.raises(WorkbookError, match="at once"):
        write(written)
    answer(written, PROMPT, "newer")
    editor('cat "$1" > "$0.seen"; printf "newest" > "$1"')
    write(written)
    seen = os.environ["EDITOR"].strip("'") + ".seen"
    with open(seen, encoding="utf-8") as file:  # noqa: PTH123
        assert file.read() == "newer"


def test_an_editor_that_saved_the_same_text_did_not_come_back_at_once(written, editor):
    editor('printf "before" > "$1"')
    assert write(written) == "before"
    assert files(written) == []


# What is found at the next start


@pytest.fixture
def left(written: OpenWorkbook) -> Path:
    """A file that a process left which was killed while the editor was open."""
    with editing(written, "answer", PROMPT) as edit:
        edit.path.write_text("left behind")
    return edit.path


def test_kept_edits_are_found_newest_first_with_their_kind_place_and_time(written, left):
    with editing(written, "note", "research.2") as edit:
        edit.path.write_text("a note")
    os.utime(left, (1_900_000_000, 1_900_000_000))
    os.utime(edit.path, (1_900_000_060, 1_900_000_060))
    found = kept_edits(written.file.folder, written.workbook)
    assert [(one.kind, one.place, one.path) for one in found] == [
        ("note", "research.2", edit.path),
        ("answer", PROMPT, left),
    ]
    assert found[1].saved_at.timestamp() == 1_900_000_000
    assert found[1].saved_at.tzinfo is not None


def test_a_file_whose_text_is_stored_is_taken_away(written, left):
    answer(written, PROMPT, "left behind")
    assert kept_edits(written.file.folder) == []
    assert files(written) == []


def test_a_file_to_which_nothing_was_written_is_never_offered_and_goes_after_a_day(written):
    with editing(written, "answer", PROMPT) as edit:
        pass
    answer(written, PROMPT, "newer")
    assert kept_edits(written.file.folder) == []
    assert files(written) == [edit.path]
    long_ago = time.time() - 25 * 60 * 60
    os.utime(edit.path, (long_ago, long_ago))
    assert kept_edits(written.file.folder) == []
    assert files(written) == []


def test_a_file_on_which_someone_writes_is_neither_offered_nor_taken_up(written, left):
    with in_use(left):
        assert kept_edits(written.file.folder) == []
        with editing(written, "answer", PROMPT) as edit:
            assert edit.path != left
            assert edit.path.read_text() == "before"
    assert [one.path for one in kept_edits(written.file.folder)] == [left]


def test_a_file_is_offered_once_the_process_that_wrote_on_it_was_killed(written, left):
    script = (
        "import sys, time; from pathlib import Path; from workbook.drafts.kept_edits import in_use\n"
        "with in_use(Path(sys.argv[1])): print('held', flush=True); time.sleep(600)"
    )
    with subprocess.Popen([sys.executable, "-c", script, left], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"held\n"
        while_it_lives = kept_edits(written.file.folder)
        process.kill()
    assert while_it_lives == []
    assert texts_kept(written) == ["left behind"]


def test_a_link_in_the_folder_is_no_kept_edit(written, left, tmp_path):
    elsewhere = tmp_path / "elsewhere.md"
    left.rename(elsewhere)
    left.symlink_to(elsewhere)
    assert kept_edits(written.file.folder) == []
    assert elsewhere.read_text() == "left behind"


@pytest.mark.parametrize("name", ["{}.save", "{}.save.1", "#{}#"])
def test_what_nano_and_emacs_rescue_when_they_are_ended_is_a_kept_edit(written, left, name):
    left.rename(left.with_name(name.format(left.name)))
    assert texts_kept(written) == ["left behind"]


def test_what_vim_rescues_when_it_is_ended_keeps_its_file(written):
    with editing(written, "answer", PROMPT) as edit:
        pass
    swap = edit.path.with_name(f".{edit.path.name}.swp")
    swap.write_bytes(b"b0VIM 9.0")
    assert [one.path for one in kept_edits(written.file.folder)] == [edit.path]
    with editing(written, "answer", PROMPT) as again:
        again.finish()
        assert files(written)[0] == swap, "nothing was written: vim's own words stay"
        again.path.write_text("recovered")
        again.finish()
    assert files(written) == []


def test_where_another_process_writes_the_editor_is_not_even_opened(written, editor, tmp_path):
    editor(f'touch "{tmp_path}/opened"')
    other = WorkbookFile(written.file.folder)
    write_holder(written.file.folder, Holder.this())
    with other.locked(), pytest.raises(OpenElsewhere):
        write(written)
    assert not (tmp_path / "opened").exists()
    assert files(written) == []


# Editors as people have them


@pytest.mark.skipif(shutil.which("vim") is None, reason="vim is not installed")
@pytest.mark.parametrize("way", ["no", "yes", "auto"])
def test_vim_works_whether_it_saves_by_renaming_or_not(written, monkeypatch, way):
    monkeypatch.setenv(
        "VISUAL",
        f"vim -N -u NONE -es --cmd 'set backup writebackup backupcopy={way}' -c 's/before/after/' -c wq",
    )
    assert write(written) == "after\n"
    assert files(written) == []


@pytest.mark.skipif(shutil.which("ed") is None, reason="ed is not installed")
def test_an_editor_that_complains_and_writes_nothing_stores_nothing(written, monkeypatch, tmp_path):
    script = tmp_path / "commands"
    script.write_text("no such command\n")
    monkeypatch.setenv("VISUAL", f"sh -c 'ed -s \"$1\" < {script} > /dev/null 2>&1' sh")
    with pytest.raises(ToolError):
        write(written)
    assert stored(written) == "before"
