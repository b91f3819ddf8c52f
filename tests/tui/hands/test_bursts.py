"""A burst of keys does what the same keys do one by one, on every screen."""

from __future__ import annotations

import os

import pytest
from textual.document._history import EditHistory
from tui.hands.bursts import GOALS, SETUPS, Pair, bursts_of, pairs_of

from workbook.drafts import actions
from workbook.drafts.artifacts import attach
from workbook.drafts.store import Store

EVERY = os.environ.get("WORKBOOK_HANDS") == "every"
"""Whether every pair of keys is tried, which takes an hour; else each key is, amid others."""


AT_ONCE = 12
"""How many keys come in one write."""


@pytest.fixture
def pair(tmp_path, monkeypatch):
    """Two homes with an answer that has something to look at, an earlier version of it, a link and a note."""
    # What is undone in one step hangs on the seconds between two keys.
    monkeypatch.setattr(EditHistory, "_get_time", lambda _history: 0.0)
    # The first screen shows where the files are: from here, and short enough for one row.
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))

    def prepare(home):
        opened = Store(home).open(GOALS)
        actions.answer(opened, "part-1.prompt-2", "We recieve them.")
        actions.answer(
            opened, "part-1.prompt-2", "We recieve them now.\n\nThis is very unique, and PBIZ too."
        )
        actions.note(opened, "research.2", "Specific goals.")
        attach(opened, home, "part-2.artifact-2", "https://example.org/goal")

    return Pair(tmp_path, prepare)


@pytest.mark.parametrize("setup", SETUPS, ids=lambda setup: setup.name)
async def test_keys_at_once_do_what_they_do_one_by_one(pair, setup):
    acts = await pair.acts(setup)
    assert len(acts) > 4
    bursts = pairs_of(acts) if EVERY else bursts_of(acts, setup.name, AT_ONCE)
    assert not await pair.wrong(setup, bursts)


SCROLLING = ("up", "down", "pageup", "pagedown", "home", "end")


@pytest.mark.parametrize(
    "setup",
    [each for each in SETUPS if each.name in ("the help", "a page of the guide", "a section to read")],
    ids=lambda setup: setup.name,
)
async def test_each_scrolling_begins_where_the_one_before_has_come_to(pair, setup):
    bursts = [(a, b, c) for a in ("home", "end") for b in SCROLLING for c in ("pageup", "pagedown", "up")]
    assert not await pair.wrong(setup, bursts)


@pytest.mark.parametrize(
    ("name", "bursts"),
    [
        ("the note on a source", [("{wheel}", "{click}")]),
        ("a source", [("{wheel}", "{click}"), ("end", "{click}"), ("pageup", "{click}")]),
        ("the artifacts", [("down", "shift+tab"), ("{wheel}", "{click}")]),
        ("the assessment", [("tab", "{click}"), ("{wheel}", "{click}"), ("end", "{click}")]),
    ],
)
async def test_a_key_or_click_comes_when_what_was_scrolled_stands_there(pair, name, bursts):
    setup = next(each for each in SETUPS if each.name == name)
    for burst in bursts:
        assert not await pair.wrong(setup, [burst])
