"""Proofreading in a real terminal, by Harper itself: a mistake is marked, looked at, mended and saved."""

from __future__ import annotations

import os
import shutil
import time

import pytest

from workbook.drafts.store import Store
from workbook.home import Home

if os.name == "nt":
    pytest.skip("a pseudo-terminal is POSIX's affair", allow_module_level=True)

WORKBOOK = "goals-worth-reaching"
PROMPT = "part-1.prompt-2"
F7 = "\x1b[18~"
CTRL_Z = "\x1a"
HARPER = "Harper, on this machine"


@pytest.fixture
def home(tmp_path):
    """A home with one workbook started, in which Harper alone proofreads."""
    from workbook import preferences
    from workbook.credentials.reader import read_credential
    from workbook.home import content_folder

    home = Home(tmp_path / "home")
    source = content_folder() / "credentials" / f"{WORKBOOK}.md"
    Store(home).start(read_credential(source), source)
    preferences.change(home, engine="harper")
    return home


@pytest.fixture
def app(terminal, home):
    """Open the app at a question."""

    def start(**options):
        one = terminal("open", WORKBOOK, "--at", PROMPT, home=home.folder, **options)
        one.wait_for("question 2 of")
        return one

    return start


def stored(home):
    return Store(home).open(WORKBOOK).workbook


def wait_until(there):
    until = time.monotonic() + 45
    while not there():
        assert time.monotonic() < until, "it did not come"
        time.sleep(0.05)


def is_underlined(one, words):
    """Return whether each cell of a text on the screen is underlined."""
    for row, line in enumerate(one.screen.display):
        column = line.find(words)
        if column >= 0:
            return all(one.screen.buffer[row][column + i].underscore for i in range(len(words)))
    return False


@pytest.mark.parametrize("size", [(80, 24), (140, 40)], ids=["80x24", "140x40"])
def test_a_mistake_is_marked_looked_at_mended_and_saved(app, home, size):
    one = app(size=size)
    one.press("We recieve books.")
    one.wait_for("1 to look at", HARPER)
    one.wait_until(lambda: is_underlined(one, "recieve"), "it was not underlined")
    assert not is_underlined(one, "books")
    one.press(F7)
    one.wait_for("Spelling", "“recieve”", "1 receive", "i ignore here")
    one.press("1")
    one.wait_for("We receive books.", "“recieve” is now “receive”.")
    wait_until(lambda: stored(home).answer_text(PROMPT) == "We receive books.")
    one.press(CTRL_Z)
    one.wait_for("We recieve books.")
    one.press(F7, "1", "escape", "ctrl+q")
    assert one.wait_for_end() == 0
    workbook = stored(home)
    assert workbook.answer_text(PROMPT) == "We receive books."


def test_without_colours_it_is_underlined_all_the_same(app):
    one = app(environment={"NO_COLOR": "1"})
    one.press("We recieve books.")
    one.wait_for("1 to look at")
    one.wait_until(lambda: is_underlined(one, "recieve"), "it was not underlined")


def test_what_is_set_aside_is_so_at_the_next_start_and_is_taken_back(app, home):
    one = app()
    one.press("We recieve books.")
    one.wait_for("1 to look at")
    one.press(F7)
    one.wait_for("i ignore here")
    one.press("i")
    one.wait_for("is ignored in this sentence")
    one.press("escape", "ctrl+q")
    assert one.wait_for_end() == 0
    assert len(stored(home).ignored) == 1
    assert stored(home).proofread[PROMPT].engines == ("harper",)
    again = app()
    again.wait_for("nothing to look at")
    again.press("\x10")  # ctrl+p
    again.settle()
    again.press("set aside")
    again.wait_for("What you set aside")
    again.settle()
    again.press("enter")
    again.wait_for("IGNORED IN THIS WORKBOOK", "“recieve”")
    again.press("enter")
    again.wait_for("You have set nothing aside.")
    again.press("escape")
    again.wait_for("1 to look at")
    again.press("ctrl+q")
    assert again.wait_for_end() == 0
    assert not stored(home).ignored


def test_the_workbooks_folder_has_what_was_found_for_its_owner_alone(app, home):
    one = app()
    one.press("We recieve books.")
    one.wait_for("1 to look at")
    one.press("ctrl+q")
    assert one.wait_for_end() == 0
    cache = home.workbooks / WORKBOOK / "proofread.cache"
    assert cache.stat().st_mode & 0o077 == 0
    shutil.rmtree(home.workbooks / WORKBOOK)
