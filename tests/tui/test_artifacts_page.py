"""The artifacts of a part: attaching files and links, and taking them away."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from textual.widgets import Button, Input, Static

from workbook.credentials.model import Artifact
from workbook.drafts.artifacts import attach
from workbook.drafts.store import Store
from workbook.findings.model import Finding, Report, Severity, Where
from workbook.tui.pasted import understood
from workbook.tui.screens.attach import AttachScreen
from workbook.tui.screens.confirm import ConfirmScreen
from workbook.tui.sizes import file_size
from workbook.tui.widgets.artifact_card import ArtifactCard, AttachedRow, asked_for
from workbook.tui.widgets.artifacts_page import ArtifactsPage
from workbook.tui.widgets.file_tree import FileTree

WORKBOOK = "goals-worth-reaching"
GOAL, RECORD = "part-2.artifact-1", "part-2.artifact-2"


@pytest.fixture
def attaching(app, begin):
    """The app, opening at the artifacts."""
    begin(WORKBOOK)
    app._workbook, app._at = WORKBOOK, "part-2.artifacts"
    return app


@pytest.fixture
def goal_sheet(tmp_path):
    """A file of the person's own, with a space in its name."""
    path = tmp_path / "my goal sheet.pdf"
    path.write_bytes(b"%PDF-1.7 pretended")
    return path


def kept(app, artifact=GOAL):
    """What is attached on the disk."""
    return Store(app.home).open(WORKBOOK).workbook.attachments.get(artifact, [])


def card(app, artifact=GOAL):
    return next(c for c in app.screen.query(ArtifactCard) if c.artifact.id == artifact)


async def until(pilot, true):
    """Wait for something; the tree of files has a worker that never ends, so one cannot wait for all."""
    for _ in range(2000):
        await pilot.pause()
        if true():
            return
    raise AssertionError("it never came true")


def told(app):
    return app.screen.query_one("#told", Static)


async def give(pilot, given):
    """Paste into the line and press Enter."""
    pilot.app.screen.query_one("#given", Input).value = given
    await pilot.press("enter")


@pytest.mark.parametrize("around", ["{}", "'{}'", '"{}"', "{} ", " {}\n"])
async def test_a_pasted_path_is_attached_however_the_terminal_quotes_it(
    attaching, settle, goal_sheet, around
):
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        assert isinstance(attaching.screen, AttachScreen)
        await give(pilot, around.format(goal_sheet))
        await settle(pilot)
        assert isinstance(attaching.focused, ArtifactCard)
        (attachment,) = kept(attaching)
        assert attachment.stored_as == "part-2.artifact-1.pdf"
        stored = attaching.home.workbooks / WORKBOOK / "artifacts" / attachment.stored_as
        assert stored.read_bytes() == goal_sheet.read_bytes()
        shown = str(card(attaching).query_one(AttachedRow).query_one(Static).render())
        assert "part-2.artifact-1.pdf · 18 bytes" in shown
        entry = next(e for e in attaching.screen._entries if e.id == "part-2.artifacts")
        assert entry.detail == "1 of 2"


async def test_a_link_is_attached(attaching, settle):
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await give(pilot, "https://example.org/goal ")
        await settle(pilot)
        (attachment,) = kept(attaching)
        assert (attachment.kind, attachment.stored_as) == ("link", "https://example.org/goal")


async def test_a_bad_path_is_told_where_one_stands_and_can_be_mended(attaching, settle, goal_sheet):
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await give(pilot, "/nowhere/[bold]goal.pdf")
        await until(pilot, lambda: told(attaching).has_class("wrong"))
        assert "/nowhere/[bold]goal.pdf is not there" in str(told(attaching).render())
        assert attaching.screen.query_one("#given", Input).value == "/nowhere/[bold]goal.pdf"
        assert kept(attaching) == []
        await give(pilot, str(goal_sheet))
        await settle(pilot)
        assert len(kept(attaching)) == 1


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
async def test_whatever_is_pasted_for_a_path_is_told_and_ends_nothing(attaching, settle, tmp_path):
    (tmp_path / "loop").symlink_to("loop")
    nasty = (
        "~maria/x.pdf",
        "Dear reviewers, attached is my plan for the spring term, as we agreed. " * 60,
        "x" * 300,
        f"{tmp_path}/loop/x.pdf",
        "file:///a%00b.pdf",
        "file:///a%0Ab.pdf",
        "file://[",
        "a\0b",
        "'it\\''s.pdf'",
        "https://[",
        str(tmp_path),
        "/dev/null",
    )
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        for text in nasty:
            attaching.screen._tell("")
            await give(pilot, text)
            await until(pilot, lambda: told(attaching).has_class("wrong"))
            assert len(str(told(attaching).render())) < 400
        assert kept(attaching) == []


async def test_nothing_given_is_told_and_escape_goes_back(attaching, settle):
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter", "enter")
        assert "first" in str(told(attaching).render())
        await pilot.press("escape")
        await settle(pilot)
        assert isinstance(attaching.focused, ArtifactCard)
        assert kept(attaching) == []


async def test_a_file_is_chosen_from_ones_own_and_hidden_ones_are_left_out(attaching, settle, goal_sheet):
    (goal_sheet.parent / ".hidden.pdf").write_text("x")
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click(card(attaching).query_one(".attach", Button))
        await pilot.pause()
        tree = attaching.screen.query_one(FileTree)
        await until(pilot, lambda: tree.root.children)
        names = [str(node.label) for node in tree.root.children]
        assert "my goal sheet.pdf" in names
        assert ".hidden.pdf" not in names
        tree.focus()
        await pilot.press(*["down"] * (names.index("my goal sheet.pdf") + 1), "enter")
        await settle(pilot)
        assert [a.stored_as for a in kept(attaching)] == ["part-2.artifact-1.pdf"]


async def test_taking_away_asks_once_and_keeps_everything_on_no(attaching, settle, goal_sheet):
    attach(Store(attaching.home).open(WORKBOOK), attaching.home, GOAL, str(goal_sheet))
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        card(attaching).focus()
        await pilot.press("delete")
        assert isinstance(attaching.screen, ConfirmScreen)
        assert attaching.focused.id == "no"
        await pilot.press("escape")
        await settle(pilot)
        assert len(kept(attaching)) == 1
        await pilot.press("delete", "right", "enter")
        await settle(pilot)
        assert kept(attaching) == []
        (trashed,) = (attaching.home.folder / "trash" / WORKBOOK).iterdir()
        assert trashed.read_bytes() == goal_sheet.read_bytes()
        assert "Nothing attached yet" in str(card(attaching).query_one(".nothing", Static).render())
        assert attaching.focused is card(attaching)


async def test_of_several_the_one_whose_button_is_clicked_is_taken_away(attaching, settle, goal_sheet):
    opened = Store(attaching.home).open(WORKBOOK)
    attach(opened, attaching.home, GOAL, str(goal_sheet))
    attach(opened, attaching.home, GOAL, "https://example.org/second")
    async with attaching.run_test(size=(80, 40)) as pilot:
        await settle(pilot)
        card(attaching).focus()
        await pilot.press("delete")
        assert not isinstance(attaching.screen, ConfirmScreen)
        await pilot.click(card(attaching).query(AttachedRow).last().query_one(Button))
        await pilot.pause()
        await pilot.click("#yes")
        await settle(pilot)
        assert [a.stored_as for a in kept(attaching)] == ["part-2.artifact-1.pdf"]


async def test_what_was_found_stands_with_its_artifact(attaching, settle):
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        finding = Finding(
            "artifact-not-pdf", Severity.WARNING, "It is no [PDF].", Where(WORKBOOK, artifact=GOAL)
        )
        page = attaching.screen.query_one(ArtifactsPage)
        page._checked(Report((finding,)))
        await pilot.pause()
        assert "look again: It is no [PDF]." in str(card(attaching).query_one(".found", Static).render())
        assert not card(attaching, RECORD).query_one(".found").display


async def test_going_to_an_artifact_brings_it_to_the_top(app, begin, settle):
    begin("one-page-one-idea")
    app._workbook, app._at = "one-page-one-idea", "part-2.artifact-2"
    async with app.run_test(size=(80, 17)) as pilot:
        await settle(pilot)
        wanted = card(app, "part-2.artifact-2")
        assert app.focused is wanted
        assert wanted.region.y == app.screen.query_one("#text").region.y


def test_what_is_asked_for_is_said_in_words():
    assert asked_for(Artifact("a", "A", wording="PDF, 1 page")) == "PDF, 1 page"
    assert asked_for(Artifact("a", "A", formats=("jpg", "png"))) == "JPG or PNG"
    assert asked_for(Artifact("a", "A")).startswith("PDF")


@pytest.mark.skipif(os.sep != "/", reason="how a shell quotes is how POSIX does")
def test_quotes_escapes_and_file_addresses_are_understood(tmp_path):
    odd = tmp_path / "it's here.pdf"
    odd.write_text("x")
    quoted = str(odd).replace("'", "'\\''")
    assert understood(f"'{quoted}' ") == str(odd)
    assert understood(str(odd).replace(" ", "\\ ").replace("'", "\\'")) == str(odd)
    assert understood(odd.as_uri()) == str(odd)
    assert understood("https://example.org/a%20b ") == "https://example.org/a%20b"
    slashed = tmp_path / "back\\slash.pdf"
    slashed.write_text("x")
    assert understood(str(slashed)) == str(Path(slashed))


def test_sizes_are_said_in_words():
    assert [file_size(n) for n in (1, 412, 214_000, 3_200_000)] == ["1 byte", "412 bytes", "214 KB", "3.2 MB"]


async def test_a_file_that_is_gone_is_told_and_can_be_attached_again(attaching, settle, goal_sheet):
    opened = Store(attaching.home).open(WORKBOOK)
    stored = opened.file.artifacts / attach(opened, attaching.home, GOAL, str(goal_sheet)).stored_as
    async with attaching.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        entry = next(e for e in attaching.screen._entries if e.id == "part-2.artifacts")
        assert entry.detail == "1 of 2"
        stored.unlink()
        await pilot.press("f2", "f3")
        await settle(pilot)
        entry = next(e for e in attaching.screen._entries if e.id == "part-2.artifacts")
        assert entry.detail == "0 of 2"
        said = str(card(attaching).query_one(AttachedRow).query_one(Static).render())
        assert "gone from the workbook's folder; attach it again" in said
        assert "✓" not in said
        assert attaching.focused is card(attaching)
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(attaching.screen, AttachScreen))
        await give(pilot, str(goal_sheet))
        await settle(pilot)
        said = str(card(attaching).query_one(AttachedRow).query_one(Static).render())
        assert "✓" in said
        assert stored.exists()
        assert len(kept(attaching)) == 1
