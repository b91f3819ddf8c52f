"""Pictures of every screen, looked at by a person and then kept; a change in one is a change to look at."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from textual.widgets import Button
from tui.engines import FakeEngine

from workbook.credentials.catalogue import Catalogue
from workbook.drafts.lock import WorkbookLock
from workbook.drafts.workbook_file import WorkbookFile
from workbook.tui.preferences import save_theme
from workbook.tui.screens.credential import CredentialScreen
from workbook.tui.screens.guide import GuideScreen

NARROW, WIDE = (80, 24), (140, 40)
SAVED = "2031-03-03T16:12:00+00:00"
ANSWER = (
    "When the term began, six of my readers could tell what a story was about, and none could say how they "
    "knew. Student A read 41 words a minute in September, two pages at a time, and stopped at each "
    "long word.\n\nI had two kinds of evidence: a short reading of the same page on three mornings, and "
    "what she told me about books that her grandmother reads to her."
)
BEGUN = {
    "answers": [
        {"prompt": "part-1.prompt-1", "text": f"{ANSWER} " * 3, "saved_at": SAVED},
        {"prompt": "part-1.prompt-2", "text": ANSWER, "saved_at": SAVED},
    ],
    "notes": [{"place": "research.2", "text": "Specific goals beat “do your best”.", "saved_at": SAVED}],
    "read": [{"section": "competency", "at": SAVED}, {"section": "method", "at": SAVED}],
    "assessment": [
        {"criterion": "part-1.passing-1", "level": "met"},
        {"criterion": "part-2.criterion-1", "level": "Proficient"},
        {"criterion": "part-2.criterion-2", "level": "Basic"},
    ],
}


@pytest.fixture
def compare(snap_compare, app, home, settle, looked):
    """Compare a picture of the app after some steps with the one that is kept."""

    def compare_one(size, *presses, show=None, theme="paper", at=None):
        home.folder.mkdir(parents=True, exist_ok=True)
        save_theme(home, theme)
        app.theme = theme

        async def before(pilot):
            await settle(pilot)
            if show is not None:
                app.push_screen(show())
                await settle(pilot)
            if at is not None:
                app.open_workbook("goals-worth-reaching", at)
                await looked(pilot)
            for key in presses:
                await pilot.press(key)
                await looked(pilot)
            await looked(pilot)
            for button in app.screen.query(Button):
                button.remove_class("-active")

        return snap_compare(app, terminal_size=size, run_before=before)

    return compare_one


@pytest.fixture
def begun(begin):
    """Two workbooks, one well begun and one hardly."""
    begin("one-page-one-idea", saved="2031-01-07T09:05:00+00:00")
    begin(saved=SAVED, place="part-1.prompt-2", **BEGUN)


both = pytest.mark.parametrize("size", [NARROW, WIDE], ids=["80x24", "140x40"])


@both
def test_home_at_the_first_start(compare, size):
    assert compare(size)


@both
def test_home_with_workbooks(compare, begun, size):
    assert compare(size)


def test_home_with_workbooks_in_slate(compare, begun):
    assert compare(NARROW, theme="slate")


def test_home_with_one_that_cannot_be_read(compare, begun, home):
    folder = home.workbooks / "planned-together"
    folder.mkdir()
    assert compare(NARROW)


@both
def test_credential(compare, home, size):
    assert compare(size, show=lambda: CredentialScreen(found(home), []))


def test_credential_begun_in_slate(compare, home, begun):
    assert compare(
        NARROW, show=lambda: CredentialScreen(found(home), ["goals-worth-reaching"]), theme="slate"
    )


def found(home):
    return Catalogue.load(home).find("goals-worth-reaching")


@both
def test_reading(compare, begun, size):
    assert compare(size, at="competency")


def test_reading_a_source_with_a_note(compare, begun):
    assert compare(NARROW, at="research.2")


@both
def test_writing(compare, begun, size):
    assert compare(size, at="part-1.prompt-2")


def test_writing_in_slate(compare, begun):
    assert compare(WIDE, at="part-1.prompt-2", theme="slate")


def test_writing_an_empty_answer_with_letters(compare, begun):
    assert compare(NARROW, at="part-1.prompt-3")


def test_writing_with_the_drawer_open(compare, begun):
    assert compare(NARROW, "f4", at="part-1.prompt-2")


def test_writing_with_the_steps_open(compare, begun):
    assert compare(NARROW, "f5", at="part-1.prompt-2")


@both
@pytest.mark.parametrize("place", ["part-2.artifacts", "part-2.assessment", "ready", "submitting"])
def test_the_steps_after_writing(compare, begun, size, place):
    assert compare(size, at=place)


@both
def test_guide(compare, size):
    assert compare(size, show=GuideScreen)


def test_guide_at_a_page_in_slate(compare):
    assert compare(NARROW, show=lambda: GuideScreen("06-smart-goal"), theme="slate")


@both
def test_help(compare, begun, size):
    assert compare(size, "f1", at="part-1.prompt-2")


def test_palette(compare, begun):
    assert compare(NARROW, "ctrl+p", at="part-1.prompt-2")


def test_too_small(compare, begun):
    assert compare((56, 12), at="part-1.prompt-2")


def kept_versions(home):
    """Give the second question a history of three versions, one of them named."""
    history = WorkbookFile(home.workbooks / "goals-worth-reaching").history
    moment = datetime.fromisoformat(SAVED)
    for number, words in enumerate((20, 45, 60)):
        text = " ".join(ANSWER.split()[:words])
        saved_at = moment + timedelta(hours=number)
        history.add("answer", "part-1.prompt-2", text, "left the step", saved_at)
    history.call("answer", "part-1.prompt-2", 2, "before the conference")


@both
def test_history(compare, begun, home, size):
    kept_versions(home)
    assert compare(size, "f6", "down", at="part-1.prompt-2")


def test_history_in_slate(compare, begun, home):
    kept_versions(home)
    assert compare(NARROW, "f6", at="part-1.prompt-2", theme="slate")


def test_a_window_that_only_reads(compare, begun, home):
    lock = WorkbookLock(home.workbooks / "goals-worth-reaching")
    assert lock.take()
    assert compare(NARROW, at="part-1.prompt-2")
    lock.give_back()


def test_before_a_workbook_is_deleted(compare, begun):
    assert compare(NARROW, "delete")


MISTAKEN = (
    "When the term began, six of my readers could recieve a book. We looked at there log together, which "
    "was a very unique way to begin, and they read on.\n\nPBIZ was part of our mornings."
)


@pytest.fixture
def mistaken(begin, engines):
    """A workbook with something to look at, and an engine that finds it."""
    engines.engines = (FakeEngine(),)
    answers = [
        {"prompt": f"part-1.prompt-{number}", "text": MISTAKEN, "saved_at": SAVED} for number in (2, 4)
    ]
    begin(saved=SAVED, place="part-1.prompt-2", **{**BEGUN, "answers": answers})


themes = pytest.mark.parametrize("theme", ["paper", "slate"])


@both
@themes
def test_what_proofreading_underlines(compare, mistaken, size, theme):
    assert compare(size, at="part-1.prompt-2", theme=theme)


@both
@themes
def test_the_panel_of_a_finding(compare, mistaken, size, theme):
    assert compare(size, "f7", "f7", at="part-1.prompt-2", theme=theme)


def test_the_panel_after_something_was_done(compare, mistaken):
    assert compare(NARROW, "f7", "1", at="part-1.prompt-2")


def test_the_list_of_findings(compare, mistaken):
    assert compare(NARROW, "f7", "l", "down", at="part-1.prompt-2")


ASIDE = ("f7", "i", "f7", "r", "f7", "R", "f7", "w", "s")


@both
@themes
def test_what_was_set_aside(compare, mistaken, size, theme):
    assert compare(size, *ASIDE, at="part-1.prompt-2", theme=theme)


def test_nothing_was_set_aside(compare, mistaken):
    assert compare(NARROW, "f7", "s", at="part-1.prompt-2")
