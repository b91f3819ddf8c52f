"""The history: the versions of a text, what has changed since, and taking one back."""

from __future__ import annotations

from datetime import timedelta

import pytest
from textual.widgets import Input

from workbook.drafts.store import Store
from workbook.errors import WorkbookError
from workbook.prose.differences import differences
from workbook.tui import marks
from workbook.tui.screens.history import HistoryScreen
from workbook.tui.screens.workbook import WorkbookScreen
from workbook.tui.widgets.changes import changes
from workbook.tui.widgets.gauge import Gauge
from workbook.tui.widgets.rows import Rows
from workbook.tui.widgets.writing_page import WritingPage

from .conftest import NOW

PROMPT = "part-1.prompt-2"
WORKBOOK = "goals-worth-reaching"
SAVED = "2031-03-04T15:50:00+00:00"
OLDEST, OLDER, PRESENT = "The old dog sat.", "The new dog sat.", "The new dog sat down."
WIDE, NARROW = (140, 40), (80, 24)
both = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])


@pytest.fixture
def writing(app, begin):
    """The app, opening at an answer that has two versions, and a note that has one."""
    begin(
        WORKBOOK,
        answers=[{"prompt": PROMPT, "text": PRESENT, "saved_at": SAVED}],
        notes=[{"place": PROMPT, "text": "My note.", "saved_at": SAVED}],
    )
    file = Store(app.home).open(WORKBOOK).file
    with file.locked():
        file.history.add("answer", PROMPT, OLDEST, "left the step", NOW - timedelta(days=40))
        file.history.add("answer", PROMPT, OLDER, "before a pause", NOW - timedelta(hours=1))
        file.history.add("note", PROMPT, "An older note.", "left the step", NOW - timedelta(hours=2))
    app._workbook, app._at = WORKBOOK, PROMPT
    return app


def shown(app):
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def kept(app):
    return Store(app.home).open(WORKBOOK)


def texts(app, kind="answer"):
    """The texts of all versions on the disk, the oldest first."""
    history = kept(app).file.history
    return [history.text(kind, PROMPT, version.number) for version in history.versions(kind, PROMPT)]


async def open_history(app, pilot, settle):
    await settle(pilot)
    await pilot.press("f6")
    await show_changes(pilot, settle)
    assert isinstance(app.screen, HistoryScreen)


async def show_changes(pilot, settle):
    """Wait until the version in hand was compared."""
    await settle(pilot)
    await pilot.pause(0.1)
    await settle(pilot)


@both
async def test_it_lists_the_versions_newest_first_with_time_words_and_why(writing, settle, size):
    async with writing.run_test(size=size) as pilot:
        await open_history(writing, pilot, settle)
        seen = shown(writing)
        said = ["today 3:12 pm", "4 words", "before a pause", "23 January, 4:12 pm", "left the step"]
        places = [seen.index(words) for words in said]
        assert places[0] < places[3]
        assert writing.focused.id == "versions"
        assert "history" in seen.splitlines()[0]


@both
async def test_it_shows_the_words_that_changed_since_the_version_in_hand(writing, settle, size):
    async with writing.run_test(size=size) as pilot:
        await open_history(writing, pilot, settle)
        assert "The new dog [−sat.] [+sat down.]" in shown(writing)
        await pilot.press("down")
        await show_changes(pilot, settle)
        assert "The [−old] [+new] dog [−sat.] [+sat down.]" in shown(writing)
        await pilot.press("up")
        await show_changes(pilot, settle)
        assert "The new dog [−sat.] [+sat down.]" in shown(writing)


async def test_a_terminal_without_unicode_reads_it_too(monkeypatch):
    monkeypatch.setattr("workbook.tui.widgets.changes.has_unicode", lambda: False)
    assert changes(differences("one two\n", "one\ntwo\n")).plain == "one[- ][+(new line)]\ntwo\n"
    assert changes(differences("one two", "one")).plain == "one [-two]"


@pytest.mark.parametrize(
    ("old", "new", "seen"),
    [
        ("First.\n\nLast.", "First.\n\nMiddle.\n\nLast.", "First.\n\n[+Middle.]\n\nLast."),
        ("One two.", "One\ntwo.", "One[− ][+¶]\ntwo."),
        ("One\ntwo.", "One two.", "One[−¶][+ ]two."),
        ("The [bold] word", "The [red] word", "The [−[bold]] [+[red]] word"),
        ("same", "same", "same"),
        ("", "All new.", "[+All new.]"),
    ],
)
def test_changes_stand_between_signs(old, new, seen):
    assert marks.has_unicode()
    assert changes(differences(old, new)).plain == seen


def test_what_is_far_from_a_change_is_left_out_unless_the_whole_is_wanted():
    many = " ".join(f"w{n}" for n in range(100))
    pieces = differences(f"{many} old {many} old {many}", f"{many} new {many} new {many}")
    seen = changes(pieces).plain
    assert seen.startswith("… 80 words …")
    assert "w80 w81" in seen
    assert "w99 [−old] [+new] w0 w1" in seen
    assert "… 60 words …" in seen
    assert seen.endswith("… 80 words …")
    assert changes(pieces, whole=True).plain == f"{many} [−old] [+new] {many} [−old] [+new] {many}"


def test_added_and_removed_are_told_apart_by_signs_and_by_lines():
    content = changes(differences("old", "new"))
    styles = {content.plain[span.start : span.end]: str(span.style) for span in content.spans}
    assert styles == {"[−old]": "$error strike", "[+new]": "$success underline"}


@pytest.mark.parametrize("key", ["enter", "r"])
async def test_taking_a_version_back_makes_it_the_text_and_loses_nothing(writing, settle, key):
    async with writing.run_test(size=NARROW) as pilot:
        await open_history(writing, pilot, settle)
        await pilot.press("end", key)
        await settle(pilot)
        assert isinstance(writing.screen, WorkbookScreen)
        editor = writing.screen.query_one(WritingPage).editor
        assert editor.text == OLDEST
        assert writing.focused is editor
        assert writing.screen.autosave.flush()
        assert kept(writing).workbook.answer_text(PROMPT) == OLDEST
        assert texts(writing) == [OLDEST, OLDER, PRESENT, OLDEST]
        versions = kept(writing).file.history.versions("answer", PROMPT)
        assert [version.why for version in versions][2:] == ["before a restore", "restored from version 1"]


@pytest.mark.parametrize("key", ["enter", "r"])
async def test_each_key_that_takes_a_version_back_is_named(writing, settle, key):
    async with writing.run_test(size=NARROW) as pilot:
        await open_history(writing, pilot, settle)
        assert "Enter, r take back" in shown(writing).splitlines()[-1]
        await pilot.press("f1")
        await settle(pilot)
        assert {k.key: k.does for k in writing.screen.keys}["Enter, r"].startswith("Make this version your")
        await pilot.press("escape", "end", key)
        await settle(pilot)
        assert writing.screen.query_one(WritingPage).editor.text == OLDEST


async def test_undo_steps_back_over_it_and_redo_forth(writing, settle):
    async with writing.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("end", *" Then")
        await open_history(writing, pilot, settle)
        await pilot.press("end", "r")
        await settle(pilot)
        editor = writing.screen.query_one(WritingPage).editor
        assert editor.text == OLDEST
        await pilot.press("ctrl+z")
        assert editor.text == f"{PRESENT} Then"
        await pilot.press("ctrl+z")
        assert editor.text == PRESENT
        await pilot.press("ctrl+y", "ctrl+y")
        assert editor.text == OLDEST
        await pilot.press("ctrl+z")
        assert writing.screen.autosave.flush()
        assert kept(writing).workbook.answer_text(PROMPT) == f"{PRESENT} Then"
        assert texts(writing)[-2:] == [f"{PRESENT} Then", OLDEST]


async def test_the_words_are_counted_anew_after_it(writing, settle):
    async with writing.run_test(size=NARROW) as pilot:
        await open_history(writing, pilot, settle)
        await pilot.press("r")
        await settle(pilot)
        await pilot.pause(0.4)
        assert writing.screen.query_one(Gauge)._measure.words == 4


async def test_what_was_just_typed_is_compared_and_kept(writing, settle):
    async with writing.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press(*"So ")
        await open_history(writing, pilot, settle)
        assert "[+So] The new dog" in shown(writing)
        await pilot.press("r")
        await settle(pilot)
        assert writing.screen.autosave.flush()
        assert f"So {PRESENT}" in texts(writing)


async def test_the_note_has_the_focus_and_the_history_is_the_notes(writing, settle):
    async with writing.run_test(size=WIDE) as pilot:
        await settle(pilot)
        writing.screen.query_one("#note").focus()
        await open_history(writing, pilot, settle)
        assert "history of your note" in shown(writing).splitlines()[0]
        assert "[−An older] [+My] note." in shown(writing)
        await pilot.press("r")
        await settle(pilot)
        assert writing.focused.id == "note"
        assert writing.focused.text == "An older note."
        assert writing.screen.query_one(WritingPage).editor.text == PRESENT
        assert writing.screen.autosave.flush()
        assert kept(writing).workbook.note_text(PROMPT) == "An older note."
        assert texts(writing, "note") == ["An older note.", "My note.", "An older note."]


async def test_a_version_is_given_a_name(writing, settle):
    async with writing.run_test(size=NARROW) as pilot:
        await open_history(writing, pilot, settle)
        await pilot.press("end", "n")
        await settle(pilot)
        assert "a name for this version" in shown(writing)
        await pilot.press(*"Draft r 1", "enter")
        await show_changes(pilot, settle)
        assert "“Draft r 1”" in shown(writing)
        assert writing.focused.id == "versions"
        assert writing.screen.query_one("#versions", Rows).row_id == "1"
        named = [v.name for v in kept(writing).file.history.versions("answer", PROMPT)]
        assert named == ["Draft r 1", ""]
        await pilot.press("n")
        assert writing.screen.query_one("#name", Input).value == "Draft r 1"


async def test_escape_leaves_the_name_then_the_screen(writing, settle):
    async with writing.run_test(size=NARROW) as pilot:
        await open_history(writing, pilot, settle)
        await pilot.press("n", *"no", "escape")
        await settle(pilot)
        assert isinstance(writing.screen, HistoryScreen)
        assert "“no”" not in shown(writing)
        await pilot.press("escape")
        assert isinstance(writing.screen, WorkbookScreen)
        assert writing.focused is writing.screen.query_one(WritingPage).editor


async def test_f6_closes_it_too(writing, settle):
    async with writing.run_test(size=NARROW) as pilot:
        await open_history(writing, pilot, settle)
        await pilot.press("f6")
        assert isinstance(writing.screen, WorkbookScreen)


async def test_a_text_in_hand_offers_its_history(writing, settle):
    async with writing.run_test(size=NARROW) as pilot:
        await settle(pilot)
        assert "history" in [command.action for command in writing.screen.all_commands()]


@both
async def test_without_a_version_it_says_when_they_come(writing, settle, size):
    writing._at = "part-1.prompt-1"
    async with writing.run_test(size=size) as pilot:
        await open_history(writing, pilot, settle)
        assert "No version is kept yet." in shown(writing)
        assert "take back" not in shown(writing)
        await pilot.press("r", "n", "w")
        await settle(pilot)
        assert isinstance(writing.screen, HistoryScreen)


async def test_a_damaged_version_is_told_and_the_others_are_shown(writing, settle):
    path = kept(writing).file.folder / "history.json"
    good = '"base": null,\n      "text": "'
    before, after = path.read_text("utf-8").split(good, 1)
    path.write_text(f"{before}{good}AAAA{after}", "utf-8")
    async with writing.run_test(size=NARROW) as pilot:
        await open_history(writing, pilot, settle)
        await pilot.press("down")
        await show_changes(pilot, settle)
        assert any("is damaged and cannot be read" in n.message for n in writing._notifications)
        assert isinstance(writing.screen, HistoryScreen)
        await pilot.press("r")
        await settle(pilot)
        assert isinstance(writing.screen, HistoryScreen)
        assert kept(writing).workbook.answer_text(PROMPT) == PRESENT


async def test_a_window_that_only_reads_shows_it_and_takes_nothing_back(writing, settle, monkeypatch):
    # Nobody else holds this workbook: the look whether it may be taken over would find that it may.
    monkeypatch.setattr(WorkbookScreen, "_watch", lambda _screen: None)
    async with writing.run_test(size=NARROW) as pilot:
        await open_history(writing, pilot, settle)
        monkeypatch.setattr(WorkbookScreen, "read_only", property(lambda _screen: True))
        assert "The new dog [−sat.] [+sat down.]" in shown(writing)
        for key in ("r", "n"):
            await pilot.press(key)
            await settle(pilot)
            assert isinstance(writing.screen, HistoryScreen)
            assert any("This window only reads" in n.message for n in writing._notifications)
        assert not writing.screen.has_class("-naming")


async def test_a_disk_that_takes_nothing_leaves_the_text_as_it_is(writing, settle, monkeypatch):
    async with writing.run_test(size=NARROW) as pilot:
        await settle(pilot)
        with monkeypatch.context() as patch:

            def full(*arguments, **more):
                raise WorkbookError("NOT SAVED: the disk is full")

            await pilot.press(*"So ")
            await settle(pilot)
            patch.setattr("workbook.drafts.storage.write_atomically", full)
            await pilot.press(*"it ")
            await open_history(writing, pilot, settle)
            await pilot.press("r")
            await settle(pilot)
            assert isinstance(writing.screen, HistoryScreen)
            assert any("the disk is full" in n.message for n in writing._notifications)
        await pilot.press("escape")
        assert writing.screen.query_one(WritingPage).editor.text == f"So it {PRESENT}"


async def test_elsewhere_than_at_a_text_there_is_no_history(writing, settle):
    writing._at = "ready"
    async with writing.run_test(size=NARROW) as pilot:
        await settle(pilot)
        await pilot.press("f6")
        await settle(pilot)
        assert isinstance(writing.screen, WorkbookScreen)
        assert "history" not in [command.action for command in writing.screen.all_commands()]


async def test_growing_and_shrinking_keeps_the_version_in_hand(writing, settle):
    async with writing.run_test(size=WIDE) as pilot:
        await open_history(writing, pilot, settle)
        await pilot.press("down")
        await show_changes(pilot, settle)
        await pilot.resize_terminal(*NARROW)
        await settle(pilot)
        assert writing.screen.query_one("#versions", Rows).row_id == "1"
        assert "The [−old] [+new] dog" in shown(writing)
