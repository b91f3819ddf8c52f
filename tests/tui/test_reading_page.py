"""The reading step."""

from __future__ import annotations

import pytest
from textual.events import Key

from workbook.drafts.store import Store
from workbook.tui.widgets.reading_page import SourceCard
from workbook.tui.widgets.step_page import StepPage

WORKBOOK = "goals-worth-reaching"


@pytest.fixture
def reading(app, begin):
    """The app, opening at the research."""
    begin(WORKBOOK)
    app._workbook, app._at = WORKBOOK, "research"
    return app


def kept(app):
    """The workbook as it is on the disk."""
    return Store(app.home).open(WORKBOOK).workbook


async def test_a_section_is_marked_read_by_its_button_and_unmarked_again(reading, settle):
    async with reading.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        reading.screen.query_one("#read").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert "research" in kept(reading).read
        entry = next(e for e in reading.screen._entries if e.id == "research")
        assert entry.detail == "read"
        await pilot.press("enter")
        await settle(pilot)
        assert kept(reading).read == {}


async def test_a_note_is_written_beside_its_source(reading, settle):
    async with reading.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab")
        assert isinstance(reading.focused, SourceCard)
        await pilot.press("n", *"useful", "escape")
        assert isinstance(reading.focused, SourceCard)
        reading.screen.autosave.flush()
        await settle(pilot)
        assert kept(reading).note_text("research.1") == "useful"
        entry = next(e for e in reading.screen._entries if e.id == "research")
        assert entry.detail == "1 note"


async def test_what_is_typed_at_once_after_opening_a_note_is_the_notes(reading, settle):
    """All keys wait in the queue before the note has the focus; `r` alone would mark the section as read."""
    async with reading.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("tab")
        for letter in "naimed er":
            reading.post_message(Key({" ": "space"}.get(letter, letter), letter))
        await settle(pilot)
        reading.screen.autosave.flush()
        assert kept(reading).note_text("research.1") == "aimed er"
        assert kept(reading).read == {}


async def test_enter_on_a_source_opens_its_address_and_no_other(reading, settle, monkeypatch):
    opened = []
    monkeypatch.setattr(type(reading), "open_url", lambda _self, url, **_: opened.append(url))
    async with reading.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for card in reading.screen.query(SourceCard):
            card.focus()
            await pilot.press("enter")
        urls = [s.url for s in reading.screen.opened.credential.research if s.url]
        assert urls
        assert opened == urls


async def test_a_half_read_page_resumes_where_it_stopped(reading, home, settle):
    async with reading.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("pagedown")
        await pilot.pause(0.5)
        line = round(reading.screen.query_one("#text").scroll_y)
        assert line > 0
        await pilot.press("ctrl+q")
    again = type(reading)(home, WORKBOOK)
    async with again.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.pause(0.3)
        assert again.screen.query_one(StepPage).entry.id == "research"
        assert round(again.screen.query_one("#text").scroll_y) == line


async def test_a_place_inside_a_section_gets_the_focus(reading, settle):
    reading._at = "research.3"
    async with reading.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert reading.focused.source.id == "research.3"
