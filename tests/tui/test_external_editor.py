"""F8: the text in hand goes through the person's own editor and comes back, in one step of undo."""

from __future__ import annotations

import asyncio
import os
import signal
import stat

import pytest
from textual.drivers.headless_driver import HeadlessDriver
from textual.widgets import Button

from workbook.drafts.external_editor import editing
from workbook.drafts.store import Store
from workbook.tui.external_editing import kept_edit_sentence
from workbook.tui.screens.confirm import ConfirmScreen
from workbook.tui.screens.workbook import WorkbookScreen
from workbook.tui.widgets.gauge import Gauge
from workbook.tui.widgets.writing_page import WritingPage

PROMPT = "part-1.prompt-2"
WORKBOOK = "goals-worth-reaching"
SAVED = "2031-03-03T16:12:00+00:00"
BEFORE = "one two\nthree four"

pytestmark = pytest.mark.skipif(os.name == "nt", reason="the editors are shell scripts")


@pytest.fixture
def writing(app, begin):
    """The app, opening at the second question, of which something is written."""
    begin(
        WORKBOOK,
        answers=[{"prompt": PROMPT, "text": BEFORE, "saved_at": SAVED}],
        notes=[{"place": PROMPT, "text": "my note", "saved_at": SAVED}],
    )
    app._workbook, app._at = WORKBOOK, PROMPT
    return app


@pytest.fixture
def lent(monkeypatch):
    """A terminal that can be lent to an editor, as the real ones can."""
    monkeypatch.setattr(HeadlessDriver, "can_suspend", True)


@pytest.fixture
def editor(tmp_path, monkeypatch, lent):
    """Make a shell script the person's editor; the file that it is to write is `$1`."""
    monkeypatch.delenv("VISUAL", raising=False)

    def set_editor(script):
        path = tmp_path / "editor.sh"
        path.write_text(f"#!/bin/sh\n{script}\n")
        path.chmod(path.stat().st_mode | stat.S_IXUSR)
        monkeypatch.setenv("EDITOR", str(path))

    return set_editor


def stored(app):
    """The workbook as it is on the disk."""
    return Store(app.home).open(WORKBOOK).workbook


def files(app):
    return list((app.home.workbooks / WORKBOOK).glob("editing-*.md"))


def told(app):
    """What the passing messages say."""
    return " ".join(notification.message for notification in app._notifications)


def to_the_end(app):
    editor = app.screen.query_one(WritingPage).editor
    editor.move_cursor(editor.document.end)


async def test_the_text_comes_back_in_one_step_that_undo_and_redo_walk(writing, settle, editor):
    editor('printf "ONE" > "$1"')
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = writing.screen.query_one(WritingPage)
        to_the_end(writing)
        await pilot.press(*"!", "f8")
        await settle(pilot)
        assert page.editor.text == "ONE"
        assert stored(writing).answer_text(PROMPT) == "ONE"
        assert files(writing) == []
        await pilot.press("ctrl+z")
        assert page.editor.text == f"{BEFORE}!"
        await pilot.press("ctrl+z")
        assert page.editor.text == BEFORE
        await pilot.press("ctrl+y", "ctrl+y")
        assert page.editor.text == "ONE"


async def test_a_single_letter_is_a_step_of_its_own_too(writing, settle, editor):
    editor('printf "a" > "$1"')
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = writing.screen.query_one(WritingPage)
        to_the_end(writing)
        await pilot.press("backspace", "f8")
        await settle(pilot)
        await pilot.press("backspace")
        for left in ("a", BEFORE[:-1], BEFORE):
            await pilot.press("ctrl+z")
            assert page.editor.text == left


async def test_what_was_typed_the_moment_before_is_in_the_file_and_in_the_history(writing, settle, editor):
    editor('cp "$1" "$0.seen"; printf "after" > "$1"')
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        to_the_end(writing)
        await pilot.press(*" five", "f8")
        await settle(pilot)
        seen = f"{os.environ['EDITOR']}.seen"
        with open(seen, encoding="utf-8") as file:  # noqa: PTH123
            assert file.read() == f"{BEFORE} five"
        history = writing.screen.opened.file.history
        texts = {
            version.why: history.text("answer", PROMPT, version.number)
            for version in history.versions("answer", PROMPT)
        }
        assert texts["before the external editor"] == f"{BEFORE} five"


async def test_the_cursor_stays_about_where_it_was_and_the_words_are_counted(writing, settle, editor):
    editor('printf "zero\none two\nthree four five" > "$1"')
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = writing.screen.query_one(WritingPage)
        page.editor.move_cursor((1, 5))
        await pilot.press("f8")
        await settle(pilot)
        await pilot.pause(0.4)
        assert page.editor.cursor_location == (1, 5)
        assert writing.screen.query_one(Gauge).measure.words == 6
        assert writing.focused is page.editor


async def test_in_the_note_f8_edits_the_note(writing, settle, editor):
    editor('grep -q "my note" "$1" && printf "a better note" > "$1"')
    async with writing.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        note = writing.screen.query_one("#note")
        note.focus()
        await pilot.press("f8")
        await settle(pilot)
        assert note.text == "a better note"
        assert writing.focused is note
        assert stored(writing).note_text(PROMPT) == "a better note"
        assert stored(writing).answer_text(PROMPT) == BEFORE


async def test_an_editor_that_fails_is_told_its_words_are_kept_and_f8_opens_them_again(
    writing, settle, editor
):
    editor('printf "half a thought" > "$1"; exit 7')
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = writing.screen.query_one(WritingPage)
        await pilot.press("f8")
        await settle(pilot)
        assert page.editor.text == BEFORE
        assert "ended with a fault (7), and nothing was changed" in told(writing)
        sentence = "Text from your editor for Part 1 question 2 was kept: F8 there opens it again."
        assert sentence in writing.screen.notice.sentences
        editor('printf "%s" ", and the rest" >> "$1"')
        await pilot.press("f8")
        await settle(pilot)
        assert page.editor.text == "half a thought, and the rest"
        assert "Your editor began with what was kept from it" in told(writing)
        assert sentence not in writing.screen.notice.sentences
        assert files(writing) == []


async def test_an_emptied_file_asks_and_leaving_it_is_the_first_answer(writing, settle, editor):
    editor(': > "$1"')
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = writing.screen.query_one(WritingPage)
        await pilot.press("f8")
        await settle(pilot)
        assert isinstance(writing.screen, ConfirmScreen)
        assert writing.screen._question == "Replace your answer of 4 words by nothing?"
        assert page.editor.text == BEFORE
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(writing.screen, WorkbookScreen)
        assert page.editor.text == stored(writing).answer_text(PROMPT) == BEFORE
        assert files(writing) == []


async def test_an_emptied_file_replaces_the_text_where_that_is_wanted_and_undo_brings_it_back(
    writing, settle, editor
):
    editor('printf "\n\n" > "$1"')
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = writing.screen.query_one(WritingPage)
        await pilot.press("f8")
        await settle(pilot)
        writing.screen.query_one("#yes", Button).press()
        await settle(pilot)
        assert page.editor.text == stored(writing).answer_text(PROMPT) == ""
        assert files(writing) == []
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert page.editor.text == BEFORE


@pytest.mark.parametrize(
    ("script", "sentence"),
    [
        ("exit 0", "came back at once"),
        (r"""printf '\377' > "$1" """, "is not UTF-8 text (line 1"),
        ('rm "$1"', "took its file away"),
        ('printf half > "$1"; kill -9 $$', "was ended by a signal (9)"),
    ],
)
async def test_whatever_the_editor_does_the_text_here_stays_and_a_sentence_says_why(
    writing, settle, editor, script, sentence
):
    editor(script)
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f8")
        await settle(pilot)
        assert sentence in told(writing)
        assert writing.screen.query_one(WritingPage).editor.text == BEFORE
        assert stored(writing).answer_text(PROMPT) == BEFORE


async def test_no_editor_to_be_had_is_told(writing, settle, lent, monkeypatch):
    for name in ("VISUAL", "EDITOR"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", "")
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f8")
        await settle(pilot)
        assert "There is no editor to write in. Set VISUAL or EDITOR" in told(writing)
        assert files(writing) == []


async def test_a_note_on_a_source_can_be_written_outside_too(writing, settle, editor):
    writing._at = "research.1"
    editor('printf "a note on a source" > "$1"')
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not writing.screen.check_action("editor", ())
        await pilot.press("n")
        assert writing.screen.check_action("editor", ())
        await pilot.press("f8")
        await settle(pilot)
        assert stored(writing).note_text("research.1") == "a note on a source"


async def test_where_the_terminal_cannot_be_lent_as_in_a_browser_the_key_is_not_offered(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not writing.screen.check_action("editor", ())
        assert "editor" not in [command.action for command in writing.screen.all_commands()]


async def test_where_the_terminal_can_be_lent_it_is_offered_on_writing_steps_alone(writing, settle, lent):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert "editor" in [command.action for command in writing.screen.all_commands()]
        writing.screen.session.writes = False
        assert not writing.screen.check_action("editor", ()), "a window that only reads has nothing to write"
        writing.screen.session.writes = True
        await pilot.press("f5", "home", "enter")
        await settle(pilot)
        assert writing.screen.in_hand.id == "competency"
        assert "editor" not in [command.action for command in writing.screen.all_commands()]


def test_what_is_kept_is_said_in_one_sentence(writing):
    opened = Store(writing.home).open(WORKBOOK)
    assert kept_edit_sentence(opened) == ""
    for kind, place in (("answer", PROMPT), ("note", PROMPT), ("answer", "part-1.prompt-3.b")):
        with editing(opened, kind, place) as edit:
            edit.path.write_text("kept")
            os.utime(edit.path, (1_900_000_000 + len(place), 1_900_000_000 + len(place)))
    sentence = kept_edit_sentence(opened)
    assert sentence.startswith("Text from your editor for Part 1 question 3.b and ")
    assert "Part 1 question 2 and " in sentence
    assert "your note on Part 1 question 2 " in sentence
    assert sentence.endswith(" was kept: F8 there opens it again.")


async def test_a_signal_to_end_is_known_while_the_editor_is_being_opened(writing, settle, monkeypatch):
    before = {number: signal.getsignal(number) for number in (signal.SIGHUP, signal.SIGTERM, signal.SIGINT)}
    heard = []
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        monkeypatch.setattr(writing, "_signalled", lambda number, _how: heard.append(number))
        writing.watch_signals()
        try:
            assert not writing.told_to_end
            signal.raise_signal(signal.SIGHUP)
            assert (writing.told_to_end, heard) == (True, [])
            await pilot.pause()
            assert heard == [signal.SIGHUP]
        finally:
            for number in before:
                asyncio.get_running_loop().remove_signal_handler(number)
    for number, handler in before.items():
        signal.signal(number, handler)
