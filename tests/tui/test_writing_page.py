"""The writing step: what is typed is kept, counted and found again."""

from __future__ import annotations

import pytest

from workbook.drafts.autosave import Saving
from workbook.drafts.store import Store
from workbook.errors import StorageError
from workbook.tui.screens.workbook import WorkbookScreen
from workbook.tui.widgets.drawer import Drawer
from workbook.tui.widgets.gauge import Gauge
from workbook.tui.widgets.prompt_view import PromptView
from workbook.tui.widgets.rows import Rows
from workbook.tui.widgets.step_page import StepPage
from workbook.tui.widgets.writing_page import WritingPage

PROMPT = "part-1.prompt-2"
WORKBOOK = "goals-worth-reaching"


@pytest.fixture
def writing(app, begin):
    """The app, opening at the second question."""
    begin(WORKBOOK)
    app._workbook, app._at = WORKBOOK, PROMPT
    return app


def kept(app):
    """The workbook as it is on the disk."""
    return Store(app.home).open(WORKBOOK).workbook


async def test_what_is_typed_is_on_the_disk_without_anything_being_pressed(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Six readers")
        screen = writing.screen
        assert isinstance(screen, WorkbookScreen)
        assert screen.autosave.state.saving is Saving.PENDING
        assert screen.autosave.flush()
        await settle(pilot)
        assert kept(writing).answer_text(PROMPT) == "Six readers"
        assert screen.top_line.right.startswith("saved ")


async def test_it_opens_where_one_stopped_to_the_cursor(writing, home, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"one two", "left", "left")
        await pilot.press("ctrl+q")
    again = type(writing)(home, WORKBOOK)
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        page = again.screen.query_one(StepPage)
        assert page.entry.id == PROMPT
        assert again.focused is page.editor
        assert page.editor.cursor_location == (0, 5)


async def test_ctrl_q_right_after_a_key_keeps_the_key(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"last", "ctrl+q")
    assert kept(writing).answer_text(PROMPT) == "last"


async def test_going_to_the_next_step_keeps_the_text_and_marks_the_step(writing, settle):
    async with writing.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        await pilot.press(*"a start", "f3")
        await settle(pilot)
        assert writing.screen.in_hand.id == "part-1.prompt-3"
        entry = next(e for e in writing.screen._entries if e.id == PROMPT)
        assert (entry.detail, entry.state.value) == ("2", "started")
        await pilot.press("f2")
        await settle(pilot)
        assert writing.screen.query_one(WritingPage).editor.text == "a start"


async def test_a_disk_that_takes_nothing_is_said_and_the_text_is_saved_later(writing, settle, monkeypatch):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        screen = writing.screen

        def full(*_):
            raise StorageError("NOT SAVED: the disk is full", "Make room")

        with monkeypatch.context() as broken:
            broken.setattr(type(screen.autosave._file), "save_together", full)
            await pilot.press(*"kept")
            assert not screen.autosave.flush()
            await settle(pilot)
            assert screen.top_line.right == "NOT SAVED: the disk is full"
            await pilot.press("ctrl+q")
            assert writing.is_running
        assert screen.autosave.flush()
        await settle(pilot)
        assert screen.top_line.right.startswith("saved ")
        assert kept(writing).answer_text(PROMPT) == "kept"


async def test_the_gauge_counts_what_markdown_shows(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        writing.screen.query_one(WritingPage).editor.insert("**Two** [words](https://example.org/a) here")
        await pilot.pause(0.4)
        assert writing.screen.query_one(Gauge).measure.words == 3


async def test_the_question_is_folded_while_one_writes_and_opens_with_shift_tab(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        prompt = writing.screen.query_one(PromptView)
        assert prompt.folded
        assert prompt.size.height == 1
        await pilot.press("shift+tab")
        await pilot.pause()
        assert writing.focused is prompt
        assert not prompt.folded
        assert prompt.size.height > 2


async def test_wide_the_question_stays_whole(writing, settle):
    async with writing.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert not writing.screen.query_one(PromptView).folded


async def test_the_drawer_assesses_notes_and_cites(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        drawer = writing.screen.query_one(Drawer)
        assert not drawer.display
        await pilot.press("f4")
        await pilot.pause()
        assert drawer.display
        await pilot.press("enter")
        await settle(pilot)
        assert kept(writing).assessment == {"part-1.passing-1": "met"}
        await pilot.press("enter")
        await settle(pilot)
        assert kept(writing).assessment == {"part-1.passing-1": "not-yet"}
        await pilot.press("tab", *"my note", "tab", "enter")
        await settle(pilot)
        assert writing.screen.query_one(WritingPage).editor.text == "(Doran, 1981)"
        writing.screen.autosave.flush()
        assert kept(writing).note_text(PROMPT) == "my note"


async def test_letters_are_put_in_for_a_lettered_question(writing, settle):
    writing._at = "part-1.prompt-3"
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f10")
        assert writing.screen.query_one(WritingPage).editor.text == "a. \n\nb. \n\n"


async def test_the_steps_open_over_the_page_and_lead_anywhere(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        steps = writing.screen.query_one("#steps", Rows)
        assert not steps.display
        await pilot.press("f5")
        await pilot.pause()
        assert steps.display
        assert steps.has_focus
        await pilot.press("home", "enter")
        await settle(pilot)
        assert writing.screen.in_hand.id == "competency"
        assert not steps.display


async def test_escape_goes_up_from_the_editor_to_the_steps_to_the_first_screen(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"text", "escape")
        assert writing.focused.id == "steps"
        await pilot.press("escape")
        await settle(pilot)
        assert not isinstance(writing.screen, WorkbookScreen)
    assert kept(writing).answer_text(PROMPT) == "text"


async def test_undo_after_a_paste_of_many_lines_does_not_crash(writing, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        editor = writing.screen.query_one(WritingPage).editor
        editor.insert("\n".join(f"line {number}" for number in range(200)))
        await pilot.pause()
        await pilot.press("ctrl+z")
        await pilot.pause()
        assert editor.text == ""


async def test_sub_prompts_answered_one_by_one_have_their_own_steps(app, begin, settle):
    saved = "2031-03-03T16:12:00+00:00"
    begin(WORKBOOK, answers=[{"prompt": "part-1.prompt-3.a", "text": "Mine.", "saved_at": saved}])
    app._workbook, app._at = WORKBOOK, "part-1.prompt-3.b"
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert app.screen.in_hand.id == "part-1.prompt-3.b"
        await pilot.press(*"b too")
        app.screen.autosave.flush()
    workbook = kept(app)
    assert workbook.answer_text("part-1.prompt-3.a") == "Mine."
    assert workbook.answer_text("part-1.prompt-3.b") == "b too"


async def test_the_first_frame_has_the_text_and_the_cursor(app, begin, settle, first_frames):
    """Whoever opens an answer goes on writing as soon as they see it."""
    begin(
        WORKBOOK,
        answers=[{"prompt": PROMPT, "text": "Six readers.", "saved_at": "2031-03-03T16:12:00+00:00"}],
    )
    app._workbook, app._at = WORKBOOK, PROMPT
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (frame,) = [each for each in first_frames if each.screen == "WorkbookScreen"]
        assert "Six readers." in frame.text
        assert frame.focus == "editor"


async def test_each_step_is_drawn_with_its_focus_at_once(writing, settle, monkeypatch):
    async with writing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        seen = []
        draw = WorkbookScreen._compositor_refresh

        def drawing(screen):
            if not writing._batch_count:
                seen.append((screen.in_hand.id, screen.focused is not None and screen.focused.has_focus))
            draw(screen)

        monkeypatch.setattr(WorkbookScreen, "_compositor_refresh", drawing)
        for _ in range(len(writing.screen.steps)):
            await pilot.press("f2")
        for _ in range(len(writing.screen.steps)):
            await pilot.press("f3")
        await settle(pilot)
        assert {entry for entry, _ in seen} > {PROMPT}
        assert [entry for entry, has_focus in seen if not has_focus] == []
