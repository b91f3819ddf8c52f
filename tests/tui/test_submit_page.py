"""The last step: making the PDF, copying answers, and remembering what was pasted."""

from __future__ import annotations

import threading
from pathlib import Path

import pypdfium2
import pytest
from textual.widgets import Button, Static

from workbook.drafts.actions import answer
from workbook.drafts.artifacts import attach
from workbook.drafts.pasted import Pasted, pasted, tick_pasted
from workbook.drafts.store import Store
from workbook.errors import ToolError
from workbook.submission import build as building
from workbook.submission.running import BuildCancelled
from workbook.tui.widgets.builder import Builder
from workbook.tui.widgets.hand_in import HandInRow
from workbook.tui.widgets.tick import Tick

WORKBOOK = "goals-worth-reaching"
WHEN = "2031-03-03T16:12:00+00:00"
ANSWER = "1. A *small* goal, see [the page](https://example.org).\n\n2. Another."


@pytest.fixture
def submitting(app, begin):
    """The app, opening at the last step, with one answer written."""
    begin(WORKBOOK, answers=[{"prompt": "part-1.prompt-2", "text": ANSWER, "saved_at": WHEN}])
    app._workbook, app._at = WORKBOOK, "submitting"
    return app


def kept(app):
    """The workbook as it is on the disk."""
    return Store(app.home).open(WORKBOOK).workbook


def came(app):
    return str(app.screen.query_one("#came", Static).render())


def pdf(app):
    return app.home.workbooks / WORKBOOK / "submissions" / f"{WORKBOOK}.pdf"


def hand_in(app, place="part-1.prompt-2"):
    return next(row for row in app.screen.query(HandInRow) if row.place == place)


async def test_errors_are_told_and_lead_to_the_readiness_page(submitting, settle):
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("f9")
        await settle(pilot)
        assert "reviewers would stop at" in came(submitting)
        assert not pdf(submitting).exists()
        assert submitting.focused.id == "make"
        await pilot.press("tab", "enter")
        await settle(pilot)
        assert submitting.screen.in_hand.id == "ready"


async def test_the_pdf_is_made_anyway_with_the_last_key_in_it(submitting, settle):
    submitting._at = "part-1.prompt-1"
    pdf(submitting).parent.mkdir(exist_ok=True)
    pdf(submitting).write_bytes(b"another document")
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(*"Zebra", "f9")
        await settle(pilot)
        assert kept(submitting).answer_text("part-1.prompt-1") == "Zebra"
        await pilot.click("#anyway")
        await settle(pilot)
        assert "Made · " in came(submitting)
        assert str(pdf(submitting)) in came(submitting).replace("\n", "")
        assert f"Another file was there; it is kept as {pdf(submitting).name}.bak." in came(submitting)
        assert pdf(submitting).with_name(f"{pdf(submitting).name}.bak").read_bytes() == b"another document"
        document = pypdfium2.PdfDocument(pdf(submitting))
        pages = "1 page " if len(document) == 1 else f"{len(document)} pages"
        assert pages in came(submitting)
        text = "".join(page.get_textpage().get_text_range() for page in document)
        document.close()
        assert "Zebra" in text
        assert "Question 1" in str(submitting.screen.query_one("#beginning", Static).render())


async def test_a_failing_tool_is_one_sentence(submitting, settle, monkeypatch):
    def fail(*_, **__):
        raise ToolError("Typst is [missing]", "Install the workbook again")

    monkeypatch.setattr(building, "build", fail)
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        submitting.screen.query_one(Builder).begin(anyway=True)
        await settle(pilot)
        assert came(submitting) == "Typst is [missing]. Install the workbook again."
        assert not submitting.screen.query_one(Builder).is_busy


@pytest.mark.parametrize("by", ["key", "mouse"])
async def test_the_making_is_stopped(submitting, settle, monkeypatch, by):
    begun = threading.Event()

    def slow(*_, cancelled, progress, **__):
        progress("Setting the pages", 0.4)
        begun.set()
        while not cancelled():
            threading.Event().wait(0.01)
        raise BuildCancelled

    monkeypatch.setattr(building, "build", slow)
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        submitting.screen.query_one(Builder).begin(anyway=True)
        while not begun.is_set():
            await pilot.pause()
        await pilot.pause()
        assert "Setting the pages…" in str(submitting.screen.query_one("#what", Static).render())
        if by == "key":
            await pilot.press("escape")
        else:
            submitting.screen.query_one("#stop").scroll_visible(animate=False)
            await pilot.pause()
            await pilot.click("#stop")
        await settle(pilot)
        assert came(submitting) == "Stopped; nothing was written."
        assert submitting.screen.in_hand.id == "submitting"
        assert submitting.focused.id == "make"


async def test_leaving_the_page_stops_the_making(submitting, settle, monkeypatch):
    ended = threading.Event()

    def slow(*_, cancelled, **__):
        while not cancelled():
            threading.Event().wait(0.01)
        ended.set()
        raise BuildCancelled

    monkeypatch.setattr(building, "build", slow)
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        submitting.screen.query_one(Builder).begin(anyway=True)
        await pilot.press("f2")
        await settle(pilot)
        assert ended.is_set()


async def test_where_nothing_arrives_an_answer_is_kept_as_a_file(submitting, settle, monkeypatch):
    monkeypatch.setenv("TMUX", "/tmp/tmux-0/default,1,0")
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = hand_in(submitting)
        row.query_one(Button).focus()
        await pilot.press("c")
        assert "handed to tmux to copy; if nothing arrives, f" in str(row.query_one(".what", Static).render())
        await pilot.press("f")
        await settle(pilot)
        said = str(row.query_one(".what", Static).render())
        path = Path(said.partition("kept in ")[2])
        assert path.read_text("utf-8").startswith("2.\n1. A small goal")
        await pilot.press("up", "f")
        empty = hand_in(submitting, "part-1.prompt-1")
        assert "nothing to keep yet" in str(empty.query_one(".what", Static).render())


async def test_an_answer_is_copied_as_plain_text_by_key_and_by_mouse(submitting, settle, monkeypatch):
    monkeypatch.delenv("TMUX", raising=False)
    wanted = "2.\n1. A small goal, see the page (https://example.org).\n\n2. Another."
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = hand_in(submitting)
        row.query_one(Button).focus()
        await pilot.press("c")
        assert submitting.clipboard.splitlines() == wanted.splitlines()
        said = str(row.query_one(".what", Static).render())
        assert "handed to your terminal to copy" in said
        assert "copied" not in said
        submitting.copy_to_clipboard("")
        await pilot.click(row.query_one(Button))
        assert submitting.clipboard.splitlines() == wanted.splitlines()
        empty = hand_in(submitting, "part-1.prompt-1")
        await pilot.press("up", "c")
        assert "nothing to copy yet" in str(empty.query_one(".what", Static).render())


@pytest.mark.parametrize("key", ["c", "f"])
async def test_with_no_answer_in_hand_it_is_said_what_to_do(submitting, settle, key):
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press(key)
        assert [n.message for n in submitting._notifications] == [
            "No answer is in hand. Press Tab until one is; then c copies it, and f makes a file of it."
        ]
        submitting.clear_notifications()
        while not in_hand(submitting):
            await pilot.press("tab")
        await pilot.press(key)
        await settle(pilot)
        assert not submitting._notifications
        await pilot.press("f2", key)
        await settle(pilot)
        assert not submitting._notifications


def in_hand(app):
    """The row of what is in hand."""
    return [row for row in app.screen.query(HandInRow) if row.has_focus_within]


async def test_what_was_pasted_is_remembered(submitting, settle):
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        tick = hand_in(submitting).query_one(Tick)
        tick.focus()
        await pilot.press("space")
        await settle(pilot)
        assert "pasted.part-1.prompt-2" in kept(submitting).decided
        await pilot.press("down", "space")
        await settle(pilot)
        assert "pasted.part-1.prompt-3" in kept(submitting).decided
        await pilot.click(tick)
        await settle(pilot)
        assert "pasted.part-1.prompt-2" not in kept(submitting).decided


async def test_what_was_changed_since_it_was_pasted_is_told_until_it_is_pasted_again(submitting, settle):
    opened = Store(submitting.home).open(WORKBOOK)
    prompt = next(each for each in opened.credential.prompts if each.id == "part-1.prompt-2")
    tick_pasted(opened, prompt, pasted=True)
    answer(opened, prompt.id, "Another answer.")
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = hand_in(submitting)
        tick = row.query_one(Tick)
        assert not tick.ticked
        assert "changed since you pasted it" in str(row.query_one(".what", Static).render())
        tick.focus()
        await pilot.press("space")
        await settle(pilot)
        assert tick.ticked
        assert "changed since" not in str(row.query_one(".what", Static).render())
        assert pasted(kept(submitting), prompt) is Pasted.YES


async def test_a_file_that_is_gone_has_no_path_to_copy(submitting, settle, tmp_path):
    (tmp_path / "goal.pdf").write_bytes(b"%PDF-1.7")
    opened = Store(submitting.home).open(WORKBOOK)
    stored = attach(opened, submitting.home, "part-2.artifact-1", str(tmp_path / "goal.pdf")).stored_as
    (opened.file.artifacts / stored).unlink()
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = hand_in(submitting, "part-2.artifact-1")
        row.query_one(Button).focus()
        await pilot.press("c")
        said = str(row.query_one(".what", Static).render())
        assert "gone from the workbook's folder; attach it again" in said
        assert submitting.clipboard == ""


async def test_the_text_is_marked_read(submitting, settle):
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        submitting.screen.query_one("#read").focus()
        await pilot.press("enter")
        await settle(pilot)
        assert "submitting" in kept(submitting).read


async def test_there_is_nothing_to_mark_read_where_the_credential_says_nothing(app, begin, settle, tmp_path):
    source = tmp_path / "short.md"
    source.write_text("---\nid: short\ntitle: Short\n---\n# The Competency\nC.\n# Part 1\n1. Why?\n", "utf-8")
    begin("short", source=source)
    app._workbook, app._at = "short", "submitting"
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert not app.screen.query("#read")


async def test_the_paths_of_what_is_attached_are_there_to_copy(submitting, settle):
    attach(
        Store(submitting.home).open(WORKBOOK), submitting.home, "part-2.artifact-1", "https://example.org/g"
    )
    async with submitting.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        hand_in(submitting, "part-2.artifact-1").query_one(Button).focus()
        await pilot.press("c")
        assert submitting.clipboard == "https://example.org/g"
