"""One window writes; what another program does meanwhile is seen, and nothing of it or of ours is lost."""

from __future__ import annotations

import asyncio
import gc
import json
import shutil
import weakref

import pytest
from textual import messages
from textual.widgets import Static

from workbook.drafts.artifacts import attach
from workbook.drafts.autosave import Saving
from workbook.drafts.lock import WorkbookLock
from workbook.drafts.model import texts_of
from workbook.drafts.session import Session
from workbook.drafts.store import Store
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import StorageError, WorkbookError
from workbook.tui.app import WorkbookApp
from workbook.tui.meanwhile import look_meanwhile
from workbook.tui.screens import held
from workbook.tui.screens.confirm import ConfirmScreen
from workbook.tui.screens.workbook import WorkbookScreen
from workbook.tui.widgets.writing_page import WritingPage

PROMPT = "part-1.prompt-2"
OTHER = "part-1.prompt-1"
WORKBOOK = "goals-worth-reaching"
SAVED = "2031-03-03T16:12:00+00:00"
ANSWERS = [{"prompt": PROMPT, "text": "as it was", "saved_at": SAVED}]


@pytest.fixture
def writing(app, begin, monkeypatch):
    """The app, opening at the second question, looking often at what others do."""
    monkeypatch.setattr(held, "WATCH", 0.02)
    begin(WORKBOOK, answers=ANSWERS)
    app._workbook, app._at = WORKBOOK, PROMPT
    return app


@pytest.fixture
def change(home):
    """Change an answer as a program does that knows nothing of locks."""
    path = home.workbooks / WORKBOOK / "workbook.json"

    def change_one(prompt, text):
        data = json.loads(path.read_bytes())
        rows = data.setdefault("answers", {})
        row = next((row for row in rows.values() if row["prompt"] == prompt), None)
        if row is None:
            row = rows[str(len(rows) + 1)] = {"prompt": prompt}
        row.update(text=text, saved_at=SAVED)
        path.write_text(json.dumps(data))

    return change_one


async def until(pilot, there):
    """Wait until something is so; for what another thread or a timer brings about."""
    for _ in range(500):
        if there():
            return
        await pilot.pause()
        await asyncio.sleep(0.01)
    raise AssertionError("it did not become so")


def on_disk(home, prompt=PROMPT):
    return Store(home).open(WORKBOOK).workbook.answer_text(prompt)


def versions(home, prompt=PROMPT):
    history = WorkbookFile(home.workbooks / WORKBOOK).history
    return [history.text("answer", prompt, version.number) for version in history.versions("answer", prompt)]


async def test_what_another_program_writes_is_shown_and_ours_is_in_the_history(writing, home, change, settle):
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        editor = writing.screen.query_one(WritingPage).editor
        change(PROMPT, "from the other machine")
        change(OTHER, "and another answer")
        await until(pilot, lambda: editor.text == "from the other machine")
        await until(pilot, lambda: writing.screen.notice.sentences)
        assert "part-1.prompt-2" in writing.screen.notice.sentences[0]
        assert "history" in writing.screen.notice.sentences[0]
        assert writing.screen.opened.workbook.answer_text(OTHER) == "and another answer"
        assert versions(home) == ["as it was"]
        await pilot.press("ctrl+z")
        assert editor.text == "as it was"
        await pilot.press("ctrl+y")
        assert editor.text == "from the other machine"
        await pilot.press("end", "!", "ctrl+q")
    assert on_disk(home) == "from the other machine!"
    assert on_disk(home, OTHER) == "and another answer"


async def test_what_is_typed_at_the_same_time_stays_and_theirs_is_in_the_history(
    writing, home, change, settle, monkeypatch
):
    monkeypatch.setattr(held, "WATCH", 3600)
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert writing.screen.autosave.flush()  # so that no save of ours comes between
        change(PROMPT, "from the other machine")
        await pilot.press(*"mine ")
        assert writing.screen.autosave.flush()
        await settle(pilot)
        assert writing.screen.query_one(WritingPage).editor.text == "mine as it was"
        assert "Another program changed" in writing.screen.notice.sentences[0]
    assert on_disk(home) == "mine as it was"
    assert "from the other machine" in versions(home)


async def test_a_second_window_reads_says_so_and_writes_when_the_first_is_left(writing, home, settle):
    first = Session(WorkbookFile(home.workbooks / WORKBOOK))
    assert first.begin()
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = writing.screen
        assert screen.read_only
        assert screen.top_line.right.startswith("READ ONLY: open elsewhere (process ")
        assert any("only reads" in sentence for sentence in screen.notice.sentences)
        await pilot.press(*"not taken", "ctrl+s")
        await settle(pilot)
        assert screen.query_one(WritingPage).editor.text == "as it was"
        before = screen.opened.file.path.read_bytes()
        # The first one goes on writing, and is then left.
        first._file.save_answer(PROMPT, "written in the first window")
        assert screen.opened.file.path.read_bytes() != before
        first.close()
        await until(pilot, lambda: writing.screen is not screen and writing.screen.is_mounted)
        await settle(pilot)
        assert isinstance(writing.screen, WorkbookScreen)
        assert not writing.screen.read_only
        editor = writing.screen.query_one(WritingPage).editor
        assert editor.text == "written in the first window"
        assert writing.screen.autosave.state.saving is Saving.SAVED
        assert any("this one writes now" in sentence for sentence in writing.screen.notice.sentences)
        editor.focus()
        await pilot.press("end", "!", "ctrl+q")
    assert on_disk(home) == "written in the first window!"


async def test_while_it_is_open_others_are_refused_and_after_it_they_are_not(writing, home, settle):
    other = WorkbookFile(home.workbooks / WORKBOOK)
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        with pytest.raises(WorkbookError, match="is open in another window") as refused:
            other.save_answer(PROMPT, "over it")
        assert refused.value.exit_status == 2
        await pilot.press("ctrl+q")
    assert on_disk(home) == "as it was"
    other.save_answer(PROMPT, "after it")
    assert on_disk(home) == "after it"


async def test_leaving_a_step_keeps_a_version_and_looking_at_one_does_not(writing, home, settle):
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press("f3")
        await settle(pilot)
        await pilot.press("f2")
        await settle(pilot)
        await pilot.press(*"new ", "f3")
        await settle(pilot)
        await pilot.press("ctrl+q")
    assert "new as it was" in versions(home)
    assert len(versions(home)) == len(set(versions(home)))


async def test_a_line_under_the_top_says_what_ended_the_last_time_until_one_goes_on(app, home, begin, settle):
    begin(WORKBOOK, place=PROMPT)
    session = Session(WorkbookFile(home.workbooks / WORKBOOK))
    session.begin()
    session.ending("the terminal was closed")
    session.close()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = app.screen
        assert isinstance(screen, WorkbookScreen), "it opens by itself what was interrupted"
        assert screen.in_hand.id == PROMPT
        assert screen.notice.sentences == [
            "Last time the terminal was closed. All that you had typed is here."
        ]
        assert screen.notice.region.height == 1
        await pilot.press("f3")
        await settle(pilot)
        assert not screen.notice.display
        await pilot.press("ctrl+q")
    again = WorkbookApp(home)
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not isinstance(again.screen, WorkbookScreen)


@pytest.mark.parametrize("size", [(80, 24), (140, 40)])
async def test_a_long_notice_is_read_whole_and_taken_away_by_keys(writing, settle, size):
    async with writing.run_test(size=size) as pilot:
        await settle(pilot)
        screen = writing.screen
        focused = screen.focused
        screen.notice.say(" ".join(f"The {number}th thing is kept in a file." for number in range(30)))
        await settle(pilot)
        assert screen.notice.region.height == 3
        assert "shift+F1 shows all of it" in str(screen.notice.render())
        await pilot.press("f1")
        await settle(pilot)
        assert "shift+F1" in [key.key for key in writing.screen.keys]
        await pilot.press("escape", "shift+f1")
        await settle(pilot)
        shown = " ".join(str(line.render()) for line in writing.screen.query(".sentence").results(Static))
        assert "The 0th thing" in shown and "The 29th thing" in shown
        await pilot.press("escape")
        await settle(pilot)
        assert screen.notice.display
        await pilot.press("shift+f1", "enter")
        await settle(pilot)
        assert not screen.notice.display
        assert screen.focused is focused
        screen.notice.say("Short.")
        await settle(pilot)
        await pilot.press("shift+f1")
        await settle(pilot)
        assert not screen.notice.display


async def test_the_line_goes_at_a_click(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        writing.screen.notice.say("[red]Read[/red] me.")
        writing.screen.notice.say("[red]Read[/red] me.")
        await settle(pilot)
        assert str(writing.screen.notice.render()) == "[red]Read[/red] me."
        await pilot.click("#notice")
        assert not writing.screen.notice.display


async def test_text_in_the_editor_is_saved_where_no_message_told_of_it(writing, home, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = writing.screen.query_one(WritingPage).editor
        with editor.prevent(type(editor).Changed):
            editor.insert("typed last ", (0, 0))
        assert writing.screen.ending("the terminal was closed")
        assert on_disk(home) == "typed last as it was"


async def test_an_error_in_a_handler_ends_the_app_after_everything_is_saved(
    writing, home, settle, monkeypatch
):
    def broken(self):
        raise ZeroDivisionError("a fault")

    monkeypatch.setattr(WorkbookScreen, "action_drawer", broken)
    with pytest.raises(ZeroDivisionError):
        async with writing.run_test(size=(80, 24)) as pilot:
            await settle(pilot)
            await pilot.press(*"all of it ", "f4")
            await pilot.pause()
    assert on_disk(home) == "all of it as it was"
    session = Session(WorkbookFile(home.workbooks / WORKBOOK))
    writing.save_everything()
    session.begin()
    assert (
        session.before == "Last time a fault of the workbook's own ended it. All that you had typed is here."
    )


async def test_a_closed_tab_of_the_browser_saves_what_no_message_told_of(writing, home, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = writing.screen.query_one(WritingPage).editor
        with editor.prevent(type(editor).Changed):
            editor.insert("typed last ", (0, 0))
        writing.post_message(messages.ExitApp())
        await pilot.pause()
    assert on_disk(home) == "typed last as it was"
    writing.save_everything()
    session = Session(WorkbookFile(home.workbooks / WORKBOOK))
    session.begin()
    assert session.before == "Last time the browser's tab was closed. All that you had typed is here."


async def test_what_the_disk_does_not_take_at_the_end_is_kept_elsewhere_and_told(
    writing, home, settle, monkeypatch
):
    def full(*_, **__):
        raise StorageError("NOT SAVED: the disk is full (workbook.json)", "", "NOT SAVED: the disk is full")

    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        with monkeypatch.context() as patch:
            patch.setattr("workbook.drafts.storage.write_atomically", full)
            await pilot.press(*"lost? ")
            writing.screen.ending("the terminal was closed")
            await settle(pilot)
            assert writing.screen.top_line.right == "NOT SAVED: the disk is full"
            with pytest.raises(StorageError, match="What you typed last is kept in") as told:
                writing.save_everything()
            (path,) = home.folder.glob("goals-worth-reaching-not-saved-*/texts.md")
            assert str(path) in str(told.value)
            assert "lost? as it was" in path.read_text("utf-8")
    assert on_disk(home) == "lost? as it was", "it was taken at last"
    assert not path.exists()


async def test_our_own_saving_seen_at_work_is_no_change_of_another_program(writing, home, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = writing.screen
        before = texts_of(screen.opened.workbook)
        screen.opened.file.save_together({PROMPT: "saved here meanwhile"}, {})
        assert look_meanwhile(screen.opened, before, screen.autosave) is None
    history = WorkbookFile(home.workbooks / WORKBOOK).history
    assert [version.why for version in history.versions("answer", PROMPT)] == ["before a pause"]


LOSSES = {
    "gone with its copy": lambda path, before: [p.unlink() for p in path.parent.glob("workbook.json*")],
    "halved": lambda path, before: path.write_bytes(path.read_bytes()[:200]),
    "put back": lambda path, before: path.write_bytes(before),
}


@pytest.mark.parametrize("loss", LOSSES)
async def test_what_is_on_the_screen_stays_and_is_written_again(writing, home, settle, loss):
    path = home.workbooks / WORKBOOK / "workbook.json"
    before = path.read_bytes()
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = writing.screen
        editor = screen.query_one(WritingPage).editor
        await pilot.press(*"newest ")
        assert screen.autosave.flush()
        LOSSES[loss](path, before)
        await until(pilot, lambda: path.exists() and b"newest as it was" in path.read_bytes())
        await until(pilot, lambda: screen.autosave.state.saving is Saving.SAVED)
        assert editor.text == "newest as it was"
        assert screen.top_line.right.startswith("saved ")
        await until(pilot, lambda: screen.notice.sentences)
        assert not any("Another program changed" in sentence for sentence in screen.notice.sentences)
        # What a service puts back afterwards is an older one too; and one types meanwhile.
        await pilot.press(*"and ")
        path.write_bytes(before)
        await pilot.press(*"typed ")
        await until(pilot, lambda: b"newest and typed as it was" in path.read_bytes())
        assert editor.text == "newest and typed as it was"
        await pilot.press("ctrl+q")
    assert on_disk(home) == "newest and typed as it was"
    assert versions(home).count("as it was") == 1


async def test_while_its_folder_is_away_it_is_not_saved_and_after_it_all_is(writing, home, settle, tmp_path):
    folder = home.workbooks / WORKBOOK
    (tmp_path / "goal.pdf").write_bytes(b"%PDF-1.4")
    attach(Store(home).open(WORKBOOK), home, "part-2.artifact-1", str(tmp_path / "goal.pdf"))

    def attached():
        return next(entry.detail for entry in writing.screen.steps if entry.id == "part-2.artifacts")

    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        screen = writing.screen
        assert attached() == "1 of 2"
        folder.rename(folder.with_name("elsewhere"))
        await until(pilot, lambda: screen.top_line.right.startswith("NOT SAVED"))
        await pilot.press(*"typed ")
        await pilot.press("ctrl+q")
        await settle(pilot)
        assert isinstance(writing.screen, ConfirmScreen), "leaving is asked for"
        await pilot.press("enter")
        assert writing.screen is screen
        assert not folder.exists()
        await pilot.press("ctrl+q")
        await settle(pilot)
        assert isinstance(writing.screen, ConfirmScreen)
        folder.with_name("elsewhere").rename(folder)
        assert screen.autosave.flush()
        await until(pilot, lambda: screen.top_line.right.startswith("saved "))
        await settle(pilot)
        assert writing.screen is screen, "what the question says is so no more"
        assert attached() == "1 of 2"
        assert screen.query_one(WritingPage).editor.text == "typed as it was"
        await pilot.press("ctrl+q")
    assert on_disk(home) == "typed as it was"


@pytest.mark.parametrize("keys", [["ctrl+q", "ctrl+q"], ["ctrl+q", "right", "enter"]], ids=["again", "yes"])
async def test_one_can_leave_where_nothing_is_saved_and_it_comes_back(writing, home, settle, keys):
    folder = home.workbooks / WORKBOOK
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        folder.rename(folder.with_name("elsewhere"))
        await until(pilot, lambda: writing.screen.top_line.right.startswith("NOT SAVED"))
        await pilot.press(*"typed ", *keys)
        await settle(pilot)
        assert writing._exit
    with pytest.raises(StorageError, match=r"What you typed last is kept in .*texts\.md"):
        writing.save_everything()
    folder.with_name("elsewhere").rename(folder)
    later = WorkbookApp(home, WORKBOOK, PROMPT)
    async with later.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        assert later.screen.query_one(WritingPage).editor.text == "typed as it was"
        said = later.screen.notice.sentences
        assert any("it was kept elsewhere, and is here now" in sentence for sentence in said)
        assert not any("without warning" in sentence for sentence in said)
        await pilot.press("ctrl+q")
    assert on_disk(home) == "typed as it was"
    assert versions(home).count("as it was") == 1


async def test_who_goes_to_the_first_screen_unsaved_and_writes_on_later_keeps_the_newest(
    app, home, begin, settle
):
    begin(WORKBOOK, answers=ANSWERS)
    folder = home.workbooks / WORKBOOK
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.open_workbook(WORKBOOK, PROMPT)
        await settle(pilot)
        screen = app.screen
        folder.rename(folder.with_name("elsewhere"))
        await until(pilot, lambda: screen.top_line.right.startswith("NOT SAVED"))
        await pilot.press(*"first ", "escape", "escape", "right", "enter")
        await settle(pilot)
        assert not isinstance(app.screen, WorkbookScreen)
        assert any("-not-saved-" in sentence for sentence in app.screen.notice.sentences)
        folder.with_name("elsewhere").rename(folder)
        app.open_workbook(WORKBOOK, PROMPT)
        await settle(pilot)
        editor = app.screen.query_one(WritingPage).editor
        assert editor.text == "first as it was"
        editor.focus()
        await pilot.press("ctrl+end", *" then more", "ctrl+q")
        await settle(pilot)
    app.save_everything()
    assert on_disk(home) == "first as it was then more"


async def test_a_disk_that_takes_nothing_is_no_other_window(writing, home, settle, monkeypatch):
    def read_only(_lock):
        raise StorageError("NOT SAVED: the disk is read-only (x)", "", "NOT SAVED: the disk is read-only")

    with monkeypatch.context() as patch:
        patch.setattr(WorkbookLock, "take", read_only)
        async with writing.run_test(size=(100, 30)) as pilot:
            await settle(pilot)
            assert writing.screen.top_line.right == "READ ONLY: the disk is read-only"
            (said,) = writing.screen.notice.sentences
            assert said.startswith("This window only reads: the disk is read-only.")


async def test_what_was_lost_behind_the_help_is_written_again_before_one_leaves(writing, home, settle):
    path = home.workbooks / WORKBOOK / "workbook.json"
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await pilot.press(*"newest ")
        assert writing.screen.autosave.flush()
        await pilot.press("f1")
        await settle(pilot)
        for lost in path.parent.glob("workbook.json*"):
            lost.unlink()
        await pilot.press("ctrl+q")
    assert on_disk(home) == "newest as it was"


async def test_what_could_not_be_written_again_is_kept_elsewhere_at_the_end(writing, home, settle):
    folder = home.workbooks / WORKBOOK
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        shutil.rmtree(folder)
        await until(pilot, lambda: writing.screen.top_line.right.startswith("NOT SAVED"))
        writing.screen.ending("the terminal was closed")
        with pytest.raises(StorageError, match="What you typed last is kept in"):
            writing.save_everything()
    (path,) = home.folder.glob("goals-worth-reaching-not-saved-*/texts.md")
    assert "as it was" in path.read_text("utf-8")


async def test_a_second_version_and_another_machine_are_told_at_the_opening(writing, home, settle):
    folder = home.workbooks / WORKBOOK
    shutil.copy(folder / "workbook.json", folder / "workbook (1).json")
    note = {"process": 1, "machine": "school-pc", "since": "2031-03-04T10:00:00+00:00", "ended": ""}
    (folder / ".session.json").write_text(json.dumps(note))
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        said = writing.screen.notice.sentences
        assert any("still be open on school-pc (since 10:00 am)" in sentence for sentence in said)
        assert any("workbook (1).json" in s and f"workbook merge {WORKBOOK}" in s for s in said)
        assert not any("without warning" in sentence for sentence in said)


async def test_a_folder_that_lost_its_name_is_told_on_the_first_screen(app, home, begin, settle):
    begin(WORKBOOK)
    (home.workbooks / WORKBOOK).rename(home.workbooks / "My goals")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        await until(pilot, lambda: app.screen.notice.sentences)
        assert "`workbook merge my-goals`" in app.screen.notice.sentences[0]


async def test_a_look_that_fails_is_told_and_the_next_one_sees(writing, home, change, settle, monkeypatch):
    looks = []

    def failing(*given):
        looks.append(given)
        if len(looks) == 1:
            raise StorageError("the disk reports an error")
        return look_meanwhile(*given)

    monkeypatch.setattr(held, "look_meanwhile", failing)
    async with writing.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        editor = writing.screen.query_one(WritingPage).editor
        change(PROMPT, "from the other machine")
        await until(pilot, lambda: editor.text == "from the other machine")
        assert "the disk reports an error." in writing.screen.notice.sentences
    assert len(looks) >= 2


async def test_every_workbook_is_given_back_where_one_could_not_be_saved(
    app, home, begin, settle, monkeypatch
):
    begin(WORKBOOK)
    begin("one-page-one-idea")
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        app.open_workbook(WORKBOOK, PROMPT)
        await settle(pilot)
        app.open_workbook("one-page-one-idea")
        await settle(pilot)
        first, second = app._held
        monkeypatch.setattr(first.opened.file, "save_together", lambda *_: 1 // 0)
        first.autosave.put_answer(PROMPT, "not on the disk")
        with pytest.raises(StorageError, match="What you typed last is kept in"):
            app.save_everything()
        assert not first.session.writes
        assert not second.session.writes
    assert len(list(home.folder.glob("*-not-saved-*/texts.md"))) == 1


async def test_a_workbook_that_was_left_is_not_kept_until_the_end(app, begin, settle):
    begin(WORKBOOK, answers=ANSWERS)
    begin("one-page-one-idea")
    left = []
    async with app.run_test(size=(100, 30)) as pilot:
        await settle(pilot)
        for workbook in (WORKBOOK, "one-page-one-idea", WORKBOOK):
            app.open_workbook(workbook)
            await settle(pilot)
            left.append(weakref.ref(app.screen))
            await pilot.press("escape", "escape", "escape")
            await settle(pilot)
            assert not isinstance(app.screen, WorkbookScreen)
            assert app._held == []
        gc.collect()
        assert [screen for screen in left[:-1] if screen() is not None] == []
