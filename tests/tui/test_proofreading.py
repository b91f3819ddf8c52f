"""Proofreading in the app: what is underlined, F7 through all of it, the panel, and taking it back."""

from __future__ import annotations

import asyncio
import json
import threading

import pytest
from textual import events
from tui.conftest import NOW
from tui.engines import FakeEngine, FakeServer
from tui.hands.bursts import bytes_of

from workbook import preferences
from workbook.drafts.lock import WorkbookLock
from workbook.drafts.model import Ignored
from workbook.drafts.records import ignored_row
from workbook.drafts.store import Store
from workbook.findings.ignoring import ignore
from workbook.findings.proofread_marks import digest
from workbook.proofreading.known_words import words
from workbook.tui import awaited
from workbook.tui.screens.set_aside import SetAsideList, SetAsideScreen
from workbook.tui.terminal_input import TerminalParser
from workbook.tui.typed import Typed
from workbook.tui.widgets.engine_rule import EngineRule
from workbook.tui.widgets.finding_panel import FindingCard, FindingPanel, FindingsList
from workbook.tui.widgets.rows import Rows
from workbook.tui.widgets.steps_list import StepsList
from workbook.tui.widgets.to_look_at import ToLookAt
from workbook.tui.widgets.writing_page import COUNT_AFTER, WritingPage

WORKBOOK, PROMPT, FIRST = "goals-worth-reaching", "part-1.prompt-2", "part-1.prompt-1"
SAVED = "2031-03-03T16:12:00+00:00"
TEXT = "We recieve there log.\n\nA very unique day, and PBIZ too."


@pytest.fixture
def harper(engines):
    """The quick engine."""
    engine = FakeEngine()
    engines.engines = (engine,)
    return engine


@pytest.fixture
def writing(app, begin, harper):
    """The app, opening at the second question, in which and in the first there is something to look at."""
    answers = [
        {"prompt": FIRST, "text": "They recieve it.", "saved_at": SAVED},
        {"prompt": PROMPT, "text": TEXT, "saved_at": SAVED},
    ]
    begin(WORKBOOK, answers=answers)
    app._workbook, app._at = WORKBOOK, PROMPT
    return app


def kept(app):
    """The workbook as it is on the disk."""
    app.screen_stack[1].autosave.flush()
    return Store(app.home).open(WORKBOOK).workbook


def page(app) -> WritingPage:
    return app.screen.query_one(WritingPage)


def panel(app) -> FindingPanel:
    return app.screen.query_one(FindingPanel)


def underlined(app):
    """The words that are underlined in the answer in hand."""
    return [located.finding.excerpt for located in page(app).editor.located()]


def shown(app) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


def to_the_end(app):
    """Put the cursor behind the last letter, where it hides none of what is drawn."""
    page(app).editor.move_cursor(page(app).editor.document.end)


def styles_of(app, words):
    """The styles of the cells of a text in the editor, as they are drawn."""
    editor = page(app).editor
    for y in range(editor.size.height):
        strip = editor.render_line(y)
        column = strip.text.find(words)
        if column >= 0:
            return [segment.style for segment in strip.crop(column, column + len(words))]
    raise AssertionError(f"{words!r} is not drawn")


async def test_what_is_found_is_underlined_each_kind_by_its_own_line(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        to_the_end(writing)
        assert underlined(writing) == ["recieve", "there log", "very unique", "PBIZ"]
        (spelling,) = styles_of(writing, "recieve")
        (grammar,) = styles_of(writing, "there log")
        (style,) = styles_of(writing, "very unique")
        assert (spelling.underline, spelling.underline2, spelling.italic) == (True, None, None)
        assert (grammar.underline2, style.italic, style.underline) == (True, True, True)
        assert not any(style.underline for style in styles_of(writing, "We "))


async def test_without_colours_the_kinds_are_told_apart_all_the_same(writing, looked, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    app = type(writing)(writing.home, WORKBOOK, PROMPT, writing._choose)
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        lines = {
            (style.underline, style.underline2, style.italic)
            for words in ("recieve", "there log", "very unique")
            for style in styles_of(app, words)
        }
        assert len(lines) == 3


async def test_the_line_below_tells_what_there_is_and_the_rule_who_has_looked(writing, looked):
    async with writing.run_test(size=(140, 40)) as pilot:
        await looked(pilot)
        assert "4 to look at: “recieve” · “there log” · “very unique” · “PBIZ”  F7 next" in shown(writing)
        assert "Harper, on this machine" in shown(writing)
        await pilot.resize_terminal(80, 24)
        await looked(pilot)
        assert "4 to look at · F7" in shown(writing)
        assert "Harper, on this machine" in shown(writing)


async def test_marks_survive_edits_above_undo_and_paste(writing, harper, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        harper.gate.clear()  # nothing new is found from here on
        editor = page(writing).editor
        editor.insert("One more line.\n", (0, 0))
        assert underlined(writing) == ["recieve", "there log", "very unique", "PBIZ"]
        editor.delete((1, 0), (2, 0))
        await pilot.pause()
        assert underlined(writing) == ["very unique", "PBIZ"]
        editor.undo()
        assert underlined(writing)[:2] == ["recieve", "there log"]
        editor.insert("We recieve there log.\n", editor.document.end)
        assert underlined(writing)[-1] == "PBIZ", "a line that is joined with another reads otherwise"
        editor.insert("\nWe recieve there log.", editor.document.end)
        assert underlined(writing)[-2:] == ["recieve", "there log"], "the same line reads the same"
        harper.gate.set()


async def test_marks_move_within_the_line_that_is_edited_and_the_one_under_the_edit_goes(
    writing, harper, looked
):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        harper.gate.clear()
        editor = page(writing).editor
        editor.insert("Here ", (0, 0))
        assert [each.start for each in editor.located()][:2] == [(0, 8), (0, 16)]
        editor.insert("x", (0, 10))
        assert underlined(writing)[:1] == ["there log"]
        assert editor.located()[0].start == (0, 17)
        editor.insert("\n", (0, 17))
        assert editor.located()[0].start == (1, 0)
        harper.gate.set()


async def test_a_mark_is_gone_when_its_word_is_mended_and_comes_when_one_is_made(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        page(writing).editor.replace("receive", (0, 3), (0, 10))
        await looked(pilot)
        assert underlined(writing) == ["there log", "very unique", "PBIZ"]
        to_the_end(writing)
        await pilot.press(*" recieve ")
        await looked(pilot)
        assert underlined(writing)[-1] == "recieve"


async def test_only_what_was_changed_is_looked_at_again(writing, harper, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        harper.looked.clear()
        to_the_end(writing)
        await pilot.press(*" More.")
        await looked(pilot)
        assert harper.looked == ["A very unique day, and PBIZ too. More."]


async def test_what_was_found_before_is_kept_beside_the_workbook(writing, harper, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("ctrl+q")
    harper.looked.clear()
    again = type(writing)(writing.home, WORKBOOK, PROMPT, writing._choose)
    async with again.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert underlined(again) == ["recieve", "there log", "very unique", "PBIZ"]
        assert harper.looked == []


async def test_f7_goes_through_all_and_on_to_the_next_answer_and_round_again(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        seen = []
        for _ in range(6):
            await pilot.press("f7")
            await looked(pilot)
            seen.append((page(writing).entry.id, panel(writing).finding.excerpt))
        mine = [(PROMPT, words) for words in ("recieve", "there log", "very unique", "PBIZ")]
        assert seen == [*mine, (FIRST, "recieve"), mine[0]]
        assert isinstance(writing.focused, FindingCard)
        await pilot.press("shift+f7")
        await looked(pilot)
        assert page(writing).entry.id == FIRST


async def test_f7_shows_the_finding_that_the_cursor_stands_in(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        page(writing).editor.move_cursor((2, 5))
        await pilot.press("f7")
        await looked(pilot)
        assert panel(writing).finding.excerpt == "very unique"
        assert page(writing).editor.cursor_location == (2, 2)


async def test_f7_on_another_step_goes_to_the_first_answer_after_it(writing, looked):
    writing._at = "part-1.prompt-4"
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7")
        await looked(pilot)
        assert page(writing).entry.id == FIRST


async def test_f7_with_nothing_to_look_at_says_so(app, begin, engines, looked):
    engines.engines = (FakeEngine(),)
    begin(WORKBOOK, answers=[{"prompt": PROMPT, "text": "All is well.", "saved_at": SAVED}])
    app._workbook, app._at = WORKBOOK, PROMPT
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert app.screen.query_one(ToLookAt).look.short() == "nothing to look at"
        await pilot.press("f7")
        await looked(pilot)
        assert not panel(app).is_shown
        assert [n.message for n in app._notifications] == ["There is nothing to look at in your answers."]


async def test_the_panel_says_what_is_wrong_and_a_number_takes_a_suggestion(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7")
        await looked(pilot)
        text = shown(writing)
        for words in ("Spelling  “recieve”", "may be misspelt.", "1 receive", "2 relieve", "i ignore here"):
            assert words in text
        await pilot.press("9")
        assert page(writing).editor.text == TEXT, "there is no ninth suggestion"
        await pilot.press("2")
        await looked(pilot)
        assert page(writing).editor.text == TEXT.replace("recieve", "relieve")
        assert page(writing).editor.cursor_location == (0, len("We relieve"))
        assert "“recieve” is now “relieve”." in shown(writing)
        assert kept(writing).answer_text(PROMPT) == TEXT.replace("recieve", "relieve")


async def test_a_suggestion_is_one_step_for_undo_also_right_after_typing(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press(*"Ah ", "f7")
        await looked(pilot)
        await pilot.press("1")
        await looked(pilot)
        await pilot.press("escape", *"!")
        editor = page(writing).editor
        assert editor.text.startswith("Ah We receive! there")
        editor.undo()
        assert editor.text.startswith("Ah We receive there")
        editor.undo()
        assert editor.text.startswith("Ah We recieve there")
        editor.undo()
        assert editor.text == TEXT


async def test_ctrl_z_in_the_panel_takes_a_suggestion_back(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "1")
        await looked(pilot)
        await pilot.press("ctrl+z")
        await looked(pilot)
        assert page(writing).editor.text == TEXT
        assert underlined(writing)[0] == "recieve"


async def test_a_suggestion_for_a_text_that_has_changed_is_not_put_in(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7")
        await looked(pilot)
        editor = page(writing).editor
        editor.document.replace_range((0, 3), (0, 5), "XX")  # as if it came from elsewhere, unseen
        await pilot.press("1")
        await looked(pilot)
        assert editor.text.startswith("We XXcieve there")
        assert any("has changed here" in n.message for n in writing._notifications)


async def test_ignoring_is_for_this_sentence_and_is_taken_back_by_one_key(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "i")
        await looked(pilot)
        assert underlined(writing) == ["there log", "very unique", "PBIZ"]
        assert "is ignored in this sentence" in shown(writing)
        (ignored,) = kept(writing).ignored.values()
        assert (ignored.excerpt, ignored.place) == ("recieve", PROMPT)
        await pilot.press("f7")
        await looked(pilot)
        assert panel(writing).finding.excerpt == "there log"
        await pilot.press("ctrl+z")
        await looked(pilot)
        assert underlined(writing)[0] == "recieve"
        assert not kept(writing).ignored
        page(writing).editor.insert("\n\nWe recieve more.", page(writing).editor.document.end)
        await looked(pilot)
        assert underlined(writing).count("recieve") == 2


async def test_what_is_ignored_stays_so_in_other_words_around_it_and_at_the_next_start(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "i")
        await looked(pilot)
        page(writing).editor.insert("A sentence before it. ", (0, 0))
        await looked(pilot)
        assert "recieve" not in underlined(writing)
        await pilot.press("ctrl+q")
    again = type(writing)(writing.home, WORKBOOK, PROMPT, writing._choose)
    async with again.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert "recieve" not in underlined(again)


async def test_a_word_of_ones_own_is_right_in_all_answers_until_it_is_taken_back(writing, looked):
    async with writing.run_test(size=(140, 40)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "w")
        await looked(pilot)
        assert words(writing.home) == ("recieve",)
        assert underlined(writing) == ["there log", "very unique", "PBIZ"]
        assert writing.screen.query_one(ToLookAt).look.elsewhere == 0
        await pilot.press("ctrl+z")
        await looked(pilot)
        assert words(writing.home) == ()
        assert underlined(writing)[0] == "recieve"
        assert writing.screen.query_one(ToLookAt).look.elsewhere == 1


async def test_what_is_no_spelling_cannot_become_a_word(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "f7")
        await looked(pilot)
        assert "add to my words" not in shown(writing)
        await pilot.press("w")
        await looked(pilot)
        assert words(writing.home) == ()


@pytest.mark.parametrize(("key", "everywhere"), [("r", False), ("R", True)])
async def test_a_rule_is_switched_off_here_or_everywhere_and_on_again(writing, looked, key, everywhere):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", key)
        await looked(pilot)
        assert underlined(writing) == ["there log", "very unique"]
        rules = ("harper:SpellCheck",)
        assert preferences.load(writing.home).rules_off == (rules if everywhere else ())
        assert tuple(kept(writing).rules_off) == (() if everywhere else rules)
        await pilot.press("ctrl+z")
        await looked(pilot)
        assert underlined(writing) == ["recieve", "there log", "very unique", "PBIZ"]
        assert not preferences.load(writing.home).rules_off
        assert not kept(writing).rules_off


async def test_escape_goes_back_to_writing_at_the_place(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "f7", "escape")
        await looked(pilot)
        assert writing.focused is page(writing).editor
        assert not panel(writing).is_shown
        await pilot.press("x")
        assert page(writing).editor.text.startswith("We recieve xthere log")


async def test_numbers_typed_in_the_text_are_text(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7")
        await looked(pilot)
        await pilot.click(page(writing).editor, offset=(3, 3))
        await looked(pilot)
        assert not panel(writing).is_shown
        await pilot.press("1", "i")
        assert "1i" in page(writing).editor.text


async def test_all_is_done_with_the_mouse(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await click(pilot, "to look at")
        await looked(pilot)
        assert panel(writing).finding.excerpt == "recieve"
        await click(pilot, "2 relieve")
        await looked(pilot)
        assert page(writing).editor.text.startswith("We relieve")
        await click(pilot, "ctrl+z undo")
        await looked(pilot)
        assert page(writing).editor.text == TEXT
        await click(pilot, "F7 next")
        await looked(pilot)
        await click(pilot, "ignore here")
        await looked(pilot)
        assert len(kept(writing).ignored) == 1
        await click(pilot, "l list")
        await looked(pilot)
        await click(pilot, "style")
        await looked(pilot)
        assert panel(writing).finding.excerpt == "very unique"
        await click(pilot, "Esc write")
        await looked(pilot)
        assert writing.focused is page(writing).editor


async def click(pilot, words):
    """Click on words wherever they stand on the screen."""
    for row, line in enumerate(shown(pilot.app).split("\n")):
        if words in line:
            assert await pilot.click(offset=(line.index(words) + 1, row))
            return
    raise AssertionError(f"{words!r} is not on the screen:\n{shown(pilot.app)}")


async def test_the_list_names_everything_with_its_kind_and_leads_there(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "l")
        await looked(pilot)
        assert isinstance(writing.focused, FindingsList)
        for words in ("spelling “recieve”", "grammar  “there log”", "style    “very unique”"):
            assert words in shown(writing)
        await pilot.press("down", "down", "enter")
        await looked(pilot)
        assert panel(writing).finding.excerpt == "very unique"
        await pilot.press("l")
        await looked(pilot)
        assert not writing.screen.query_one(FindingsList).display


async def test_wide_and_high_the_list_stands_there_unasked(writing, looked):
    async with writing.run_test(size=(140, 40)) as pilot:
        await looked(pilot)
        await pilot.press("f7")
        await looked(pilot)
        assert writing.screen.query_one(FindingsList).display
        assert isinstance(writing.focused, FindingCard)


async def test_the_finding_is_in_sight_above_the_panel(writing, harper, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        editor = page(writing).editor
        editor.insert("\n\n".join(["A line that is well."] * 30), (2, 0))
        await looked(pilot)
        await pilot.press("f7", "f7", "f7")
        await looked(pilot)
        assert panel(writing).finding.excerpt == "very unique"
        assert "very unique" in "\n".join(editor.render_line(y).text for y in range(editor.size.height))


# The engines


async def test_a_whole_answer_that_was_proofread_is_kept_as_such(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("ctrl+q")
    proofread = Store(writing.home).open(WORKBOOK).workbook.proofread
    assert proofread[PROMPT].digest == digest(TEXT)
    assert proofread[PROMPT].engines == ("harper",)


@pytest.fixture
def both(engines, harper):
    """Both engines; the second has to be started."""
    server = FakeServer()
    engines.engines = (harper, server)
    return server


DEEP = "We recieve it. And its important."


@pytest.fixture
def deep(app, begin, both):
    """The app with both engines, at an answer in which each finds something."""
    begin(WORKBOOK, answers=[{"prompt": PROMPT, "text": DEEP, "saved_at": SAVED}])
    app._workbook, app._at = WORKBOOK, PROMPT
    return app


async def test_the_quick_engine_does_not_wait_for_one_that_is_starting(deep, engines, both, looked):
    both.state = "starting"
    async with deep.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert engines.started
        assert underlined(deep) == ["recieve"]
        assert rule_words(deep) == "Harper, on this machine · LanguageTool is starting"
        assert not kept(deep).proofread
        both.state = "ready"
        await until(pilot, lambda: "its important" in underlined(deep))
        await looked(pilot)
        assert underlined(deep) == ["recieve", "its important"]
        assert rule_words(deep) == "Harper and LanguageTool, on this machine"
        assert set(kept(deep).proofread[PROMPT].engines) == {"harper", "languagetool"}
    assert both.looked


def rule_words(app) -> str:
    return app.screen.query_one(EngineRule).words


async def until(pilot, there):
    """Wait until something is so."""
    for _ in range(500):
        if there():
            return
        await pilot.pause(0.02)
    raise AssertionError("it did not come")


async def test_what_the_thorough_engine_found_stays_while_the_quick_one_looks_again(deep, both, looked):
    async with deep.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        both.gate.clear()
        page(deep).editor.insert("\n\nMore to recieve.", page(deep).editor.document.end)
        await until(pilot, lambda: underlined(deep).count("recieve") == 2)
        assert "its important" in underlined(deep)
        both.gate.set()


async def test_an_engine_that_fails_is_said_in_words_and_the_others_marks_stand(deep, both, looked):
    both.fails = "LanguageTool did not answer"
    async with deep.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert underlined(deep) == ["recieve"]
        assert rule_words(deep) == "Harper, on this machine · LanguageTool failed"
        assert "LanguageTool did not answer. Try again." in shown(deep)
        assert not kept(deep).proofread


async def test_an_engine_that_does_not_start_is_said_in_words(deep, both, looked):
    both.state, both.why, both.fails = "failed", "There is no Java on this machine", "There is no Java"
    async with deep.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await until(pilot, lambda: "There is no Java on this machine." in shown(deep))
        assert rule_words(deep) == "Harper, on this machine · LanguageTool failed"


async def test_a_fault_in_an_engine_is_said_and_ends_nothing(writing, harper, looked, monkeypatch):
    def broken(*_):
        raise ZeroDivisionError("broken")

    monkeypatch.setattr(harper, "speaks", broken)
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert writing.screen.query_one(ToLookAt).look.short() == "not proofread"
        assert "ZeroDivisionError" in shown(writing)
        await pilot.press(*"on")
        monkeypatch.undo()
        await looked(pilot)
        assert underlined(writing)


async def test_a_language_that_nobody_speaks_is_said(app, begin, harper, looked, home):
    preferences.change(home, language="cy-GB")
    begin(WORKBOOK, answers=[{"prompt": PROMPT, "text": "Bore da", "saved_at": SAVED}])
    app._workbook, app._at = WORKBOOK, PROMPT
    async with app.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert app.screen.query_one(ToLookAt).look.short() == "not proofread"
        assert "Harper does not know the language “cy-GB”" in shown(app)


async def test_what_was_asked_for_and_is_missing_is_said(writing, engines, looked):
    engines.missing = (("languagetool", "LanguageTool is not installed"),)
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert "LanguageTool is not installed." in shown(writing)


async def test_a_newer_check_takes_the_place_of_an_older_one(writing, harper, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        harper.gate.clear()
        editor = page(writing).editor
        editor.insert("Old. ", (0, 0))
        await pilot.pause(0.5)
        editor.insert("New. ", (0, 0))
        await pilot.pause(0.5)
        harper.looked.clear()
        harper.gate.set()
        await looked(pilot)
        assert harper.looked == ["New. Old. We recieve there log."]


async def test_leaving_while_an_engine_hangs_takes_no_time_and_leaves_no_thread(writing, harper, looked):
    # Apps that other tests took away without leaving them have threads of their own.
    others = set(threading.enumerate())
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        harper.gate.clear()
        page(writing).editor.insert("More. ", (0, 0))
        await pilot.pause(0.5)
        await pilot.press("ctrl+q")
    threads = [each for each in set(threading.enumerate()) - others if "proofreading" in each.name]
    for thread in threads:
        thread.join(30)
    assert not any(thread.is_alive() for thread in threads)


# A window that only reads


async def test_a_window_that_only_reads_shows_marks_and_refuses_in_words(writing, home, looked):
    lock = WorkbookLock(home.workbooks / WORKBOOK)
    assert lock.take()
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        assert underlined(writing)[0] == "recieve"
        await pilot.press("f7")
        await looked(pilot)
        for key in ("1", "i", "r"):
            await pilot.press(key)
            await looked(pilot)
        assert page(writing).editor.text == TEXT
        assert [n.message for n in writing._notifications] == [
            "This window only reads: that can be done in the window that writes."
        ] * 3
    lock.give_back()
    workbook = Store(home).open(WORKBOOK).workbook
    assert not workbook.ignored
    assert not workbook.rules_off
    assert not workbook.proofread


async def test_what_another_program_set_aside_meanwhile_is_so_here_too(writing, home, looked):
    """As when a service that synchronises files brings what was done on another machine."""
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        finding = page(writing).editor.located()[0].finding
        assert writing.screen.autosave.flush()
        path = home.workbooks / WORKBOOK / "workbook.json"
        tables = json.loads(path.read_text("utf-8"))
        theirs = Ignored(finding.id, (), finding.rule, finding.message, finding.excerpt, "", PROMPT, NOW)
        tables["ignored"] = {"1": {"finding": finding.id, **ignored_row(theirs)}}
        path.write_text(json.dumps(tables), "utf-8")
        await until(pilot, lambda: "recieve" not in underlined(writing))


# What was set aside


async def set_all_aside(pilot, looked):
    for keys in (("f7", "i"), ("f7", "r"), ("f7", "R"), ("f7", "w")):
        await pilot.press(*keys)
        await looked(pilot)


async def test_everything_set_aside_is_listed_and_each_is_taken_back(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await set_all_aside(pilot, looked)
        assert underlined(writing) == []
        await pilot.press("s")
        await looked(pilot)
        assert isinstance(writing.screen, SetAsideScreen)
        text = shown(writing)
        for words_there in (
            "“recieve”",
            "Part 1, question 2",
            "Possessive, a rule of Harper",
            "Unique, a rule of Harper",
            "PBIZ",
        ):
            assert words_there in text
        for left in (3, 2, 1, 0):
            await pilot.press("enter")
            await looked(pilot)
            assert len(deeds(writing)) == left
        assert "You have set nothing aside." in shown(writing)
        await pilot.press("escape")
        await looked(pilot)
        assert underlined(writing) == ["recieve", "there log", "very unique", "PBIZ"]
    workbook = Store(writing.home).open(WORKBOOK).workbook
    assert (workbook.ignored, workbook.rules_off) == ({}, {})
    assert words(writing.home) == ()


def deeds(app):
    """The rows of the list that can be taken back."""
    return [option for option in app.screen.query_one(SetAsideList).options if not option.disabled]


async def test_what_was_taken_back_is_set_aside_again_by_one_key(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await set_all_aside(pilot, looked)
        await pilot.press("s")
        await looked(pilot)
        await pilot.press("t", "t")
        await looked(pilot)
        assert len(deeds(writing)) == 2
        await pilot.press("ctrl+z", "ctrl+z")
        await looked(pilot)
        assert len(deeds(writing)) == 4
        await pilot.press("escape")
        await looked(pilot)
        assert underlined(writing) == []


async def test_the_screen_is_reached_from_the_palette_and_from_help(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f1")
        await looked(pilot)
        await pilot.click("#set-aside")
        await looked(pilot)
        assert isinstance(writing.screen, SetAsideScreen)
        assert "You have set nothing aside." in shown(writing)
        await pilot.press("escape", "ctrl+p", *"set aside")
        await looked(pilot)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(writing.screen, SetAsideScreen))


async def test_rows_are_taken_back_with_the_mouse(writing, looked):
    async with writing.run_test(size=(140, 40)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "i")
        await looked(pilot)
        await click(pilot, "s set aside")
        await looked(pilot)
        assert isinstance(writing.screen.query_one(SetAsideList), Rows)
        await click(pilot, "“recieve”")
        await looked(pilot)
        assert deeds(writing) == []


async def test_help_in_the_panel_tells_its_keys(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "f1")
        await looked(pilot)
        told = {key.key: key.does for key in writing.screen.keys}
        assert {"1–9", "i", "w", "r", "R", "l", "s", "ctrl+z", "Esc", "F7", "shift+F7"} <= set(told)
        assert told["i"].startswith("Never mind this")


# F7 before anything was found


@pytest.fixture
def shut(harper, monkeypatch):
    """The quick engine, which looks at nothing until its gate is opened; the keys do not wait for long."""
    monkeypatch.setattr(awaited, "KEYS_WAIT", 0.05)
    harper.gate.clear()
    yield harper
    harper.gate.set()


async def test_too_early_waits_says_so_and_goes_there_then(writing, shut, looked, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await settle(pilot)
        await pilot.pause()
        assert "proofreading, then going there…" in shown(writing)
        assert not panel(writing).is_shown and page(writing).editor.has_focus
        shut.gate.set()
        await looked(pilot)
        assert panel(writing).is_shown
        assert panel(writing).finding.excerpt == "recieve"
        assert "1 of 4" in shown(writing)


async def test_too_early_on_another_step_goes_to_the_first_answer_with_something(
    writing, shut, looked, settle
):
    async with writing.run_test(size=(80, 24)) as pilot:
        await writing.screen.show_place("competency")
        await pilot.press("f7")
        await settle(pilot)
        shut.gate.set()
        await looked(pilot)
        assert writing.screen.in_hand.id == FIRST and panel(writing).finding.excerpt == "recieve"


@pytest.mark.parametrize("keys", [["x"], ["f3"], ["f1"]])
async def test_who_goes_on_meanwhile_is_led_nowhere(writing, shut, looked, settle, keys):
    async with writing.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7", *keys)
        await settle(pilot)
        # The line tells of it once the keys rest.
        async with asyncio.timeout(60):
            while "then going there" in shown(writing):
                await pilot.pause(COUNT_AFTER)
        shut.gate.set()
        await looked(pilot)
        workbook = writing.screen_stack[1]
        assert not any(each.is_shown for each in workbook.query(FindingPanel))
        assert not workbook.walk.is_awaited


async def test_too_early_with_nothing_wrong_says_that_there_is_nothing(app, begin, shut, looked, settle):
    begin(WORKBOOK, answers=[{"prompt": PROMPT, "text": "All is well.", "saved_at": SAVED}])
    app._workbook, app._at = WORKBOOK, PROMPT
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f7")
        await settle(pilot)
        shut.gate.set()
        await looked(pilot)
        assert [n.message for n in app._notifications] == ["There is nothing to look at in your answers."]


# F7 right after typing


@pytest.fixture
def typing(app, begin, harper):
    """The app, opening at an empty answer."""
    begin(WORKBOOK, place=PROMPT)
    app._workbook, app._at = WORKBOOK, PROMPT
    return app


def write(pilot, *acts):
    """Send some acts in one write."""
    parser = TerminalParser(make_key=Typed)
    for act in acts:
        for event in parser.feed(bytes_of(act)):
            pilot.app._driver.process_message(event)


TYPED = (*"We recieve it. A very unique day. ",)
DONE = "We receive it. A very unique day. "
BURSTS = {
    "a suggestion": ((*TYPED, "f7", "1"), DONE, True, 0),
    "two findings": ((*TYPED, "f7", "1", *"more ", "f7", "i", "x"), DONE, True, 1),
    "the one before": ((*TYPED, "shift+f7", "1"), "We recieve it. A unique day. ", True, 0),
    "nothing wrong": ((*"All is well.", "f7", *" 1"), "All is well. 1", False, 0),
}


@pytest.mark.parametrize("name", BURSTS)
async def test_f7_right_after_typing_waits_for_the_look_and_the_next_keys_wait_too(
    typing, looked, settle, name
):
    keys, text, is_shown, ignored = BURSTS[name]
    async with typing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        write(pilot, *keys)
        await looked(pilot)
        assert page(typing).editor.text == text
        assert panel(typing).is_shown == is_shown
        assert len(kept(typing).ignored) == ignored
        told = [n.message for n in typing._notifications]
        assert told == ([] if is_shown else ["There is nothing to look at in your answers."])


async def test_keys_while_the_engine_is_at_work_wait_for_it_and_go_to_the_panel(typing, harper, settle):
    async with typing.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        harper.gate.clear()
        await pilot.press(*"We recieve. ")
        write(pilot, "f7", "1")
        await until(pilot_at_once(), lambda: "then going there" in shown(typing))
        harper.gate.set()
        await settle(pilot)
        assert page(typing).editor.text == "We receive. "
        assert panel(typing).is_shown


def pilot_at_once():
    """A pilot that gives way and does not wait until the app is at rest: it is not, and that is the point."""

    class AtOnce:
        pause = staticmethod(asyncio.sleep)

    return AtOnce()


async def test_f7_in_another_answer_waits_for_what_was_typed_before_it(writing, looked, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        to_the_end(writing)
        await pilot.press(*" We recieve. ", "f3")
        write(pilot, "shift+f7", "1")
        await looked(pilot)
        assert writing.screen.in_hand.id == PROMPT
        assert page(writing).editor.text == f"{TEXT} We receive. "


async def test_where_there_is_something_already_a_look_that_hangs_is_not_waited_for_twice(
    writing, harper, looked, settle, monkeypatch
):
    monkeypatch.setattr(awaited, "KEYS_WAIT", 0.05)
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        harper.gate.clear()
        page(writing).editor.insert("Here. ", (0, 0))
        page(writing).editor.move_cursor((0, 0))
        seen = []
        for _ in range(2):
            await pilot.press("f7")
            seen.append(panel(writing).finding.excerpt)
            monkeypatch.setattr(awaited, "KEYS_WAIT", 3600)
        assert seen == ["recieve", "there log"]
        harper.gate.set()


async def test_the_thorough_engine_is_waited_for_too_where_it_is_there(deep, both, looked, settle):
    both.gate.clear()
    async with deep.run_test(size=(80, 24)) as pilot:
        await until(pilot, lambda: underlined(deep) == ["recieve"])
        write(pilot, "f7", "f7")
        await until(pilot_at_once(), lambda: "then going there" in shown(deep))
        both.gate.set()
        await settle(pilot)
        assert panel(deep).finding.excerpt == "its important"
        await looked(pilot)


# The panel tells what is so


async def test_what_was_taken_back_from_the_list_is_there_again(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        for key in ("i", "r", "R", "w", "o"):
            await pilot.press("f7", key)
            await looked(pilot)
            assert panel(writing).finding is None
            await pilot.press("s")
            await looked(pilot)
            await pilot.press("enter", "escape")
            await looked(pilot)
            assert panel(writing).finding.excerpt == "recieve", key
            assert "Harper · 1 of 4" in shown(writing)
            assert isinstance(writing.focused, FindingCard)
            await pilot.press("escape")
            page(writing).editor.move_cursor((0, 0))


async def test_the_count_in_the_panel_is_that_of_what_there_is(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "i", "f7")
        await looked(pilot)
        assert panel(writing).finding.excerpt == "there log" and "Harper · 1 of 3" in shown(writing)
        await pilot.press("s")
        await looked(pilot)
        await pilot.press("enter", "escape")
        await looked(pilot)
        assert panel(writing).finding.excerpt == "there log" and "Harper · 2 of 4" in shown(writing)


async def test_what_another_program_sets_aside_while_it_is_in_hand_is_said(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7")
        await looked(pilot)
        ignore(writing.screen.opened, (panel(writing).finding,))
        writing.screen.proofreading.judge()
        await looked(pilot)
        assert "“recieve” is set aside." in shown(writing)


# The list of steps and the panel


@pytest.mark.parametrize("how", ["f7", "shift+f7", "f4", "tab", "shift+tab", "click", "the line below"])
async def test_the_list_of_steps_lies_over_no_page_that_has_the_focus(writing, looked, how):
    async with writing.run_test(size=(100, 30)) as pilot:
        await looked(pilot)
        await pilot.press("f5")
        steps = writing.screen.query_one(StepsList)
        assert steps.display and steps.has_focus
        if how == "click":
            await pilot.click("#editor", offset=(60, 2))
        elif how == "the line below":
            await pilot.click(ToLookAt)
        else:
            await pilot.press(how)
        await looked(pilot)
        assert not steps.has_focus
        assert not steps.display
        await pilot.press("f5")
        assert steps.display and steps.has_focus


async def test_the_list_of_steps_stays_while_what_lies_over_it_has_the_focus(writing, looked):
    async with writing.run_test(size=(100, 30)) as pilot:
        await looked(pilot)
        await pilot.press("f5", "f1", "escape")
        steps = writing.screen.query_one(StepsList)
        assert steps.display and steps.has_focus
        writing.app_focus = False
        await pilot.pause()
        writing.app_focus = True
        await pilot.pause()
        assert steps.display and steps.has_focus


async def test_wide_the_list_of_steps_stands_beside_the_page_always(writing, looked):
    async with writing.run_test(size=(140, 40)) as pilot:
        await looked(pilot)
        await pilot.press("f5", "f7")
        await looked(pilot)
        assert writing.screen.query_one(StepsList).display


# Passages in another language


async def test_a_paragraph_is_left_alone_undone_and_listed(writing, looked):
    async with writing.run_test(size=(140, 40)) as pilot:
        await looked(pilot)
        await pilot.press("f7", "o")
        await looked(pilot)
        assert underlined(writing) == ["very unique", "PBIZ"]
        assert "“We recieve there log.” is in another language, and left alone." in shown(writing)
        (kept_passage,) = kept(writing).ignored.values()
        assert (kept_passage.place, kept_passage.excerpt) == (PROMPT, "We recieve there log.")
        await pilot.press("ctrl+z")
        await looked(pilot)
        assert underlined(writing) == ["recieve", "there log", "very unique", "PBIZ"]
        assert not kept(writing).ignored
        assert page(writing).editor.text == TEXT


async def test_marked_words_are_left_alone_and_taken_back_from_the_list(writing, looked):
    async with writing.run_test(size=(140, 40)) as pilot:
        await looked(pilot)
        page(writing).editor.move_cursor((2, 0))
        page(writing).editor.move_cursor((2, 17), select=True)
        await pilot.press("shift+f8")
        await looked(pilot)
        assert underlined(writing) == ["recieve", "there log", "PBIZ"]
        writing.screen.action_set_aside()
        await looked(pilot)
        assert "“A very unique day” In another language, left alone." in " ".join(shown(writing).split())
        await pilot.press("enter", "escape")
        await looked(pilot)
        assert underlined(writing) == ["recieve", "there log", "very unique", "PBIZ"]


async def test_with_nothing_marked_it_is_said_what_to_do(writing, looked):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("shift+f8")
        await looked(pilot)
        assert [n.message for n in writing._notifications] == [
            "Mark the words that are in another language first, or go to one with F7."
        ]


@pytest.mark.parametrize("paced", [True, False], ids=["paced", "at once"])
async def test_what_is_pasted_over_the_panel_is_written_on(writing, looked, settle, paced):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        await pilot.press("f7")
        await settle(pilot)
        before = page(writing).editor.text
        assert page(writing).panel.has_focus_within
        at = page(writing).editor.selection.end
        writing._driver.process_message(events.Paste("pasted words"))
        if paced:
            await settle(pilot)
        writing._driver.process_message(events.Key("x", "x"))
        await settle(pilot)
        editor = page(writing).editor
        index = editor.document.get_index_from_location(at)
        assert editor.text == f"{before[:index]}pasted wordsx{before[index:]}"
        assert not page(writing).panel.is_shown
        assert not writing._notifications


async def test_a_paste_that_nothing_takes_is_told(writing, looked, settle):
    async with writing.run_test(size=(80, 24)) as pilot:
        await looked(pilot)
        before = page(writing).editor.text
        await pilot.press("f5")
        writing._driver.process_message(events.Paste("pasted words"))
        await settle(pilot)
        (told,) = writing._notifications
        assert told.message.startswith("Nothing took what you pasted.")
        assert page(writing).editor.text == before
