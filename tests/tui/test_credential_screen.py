"""The page of a micro-credential."""

from __future__ import annotations

import pytest
from textual.widgets import Button

from workbook.credentials.catalogue import Catalogue
from workbook.credentials.model import Alternative, Artifact, Credential, Length, Part, Prompt, SubPrompt
from workbook.errors import StorageError
from workbook.guide import fit_questions
from workbook.tui.asks import facts, handed_in
from workbook.tui.screens.credential import CredentialScreen
from workbook.tui.screens.home import HomeScreen
from workbook.tui.screens.workbook import WorkbookScreen

WHOLE = (100, 120)
"""A window in which the whole page is seen."""


def shown(app) -> str:
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def show(app, pilot, settle, credential="goals-worth-reaching", begun=()):
    await settle(pilot)
    app.push_screen(CredentialScreen(Catalogue.load(app.home).find(credential), list(begun)))
    await settle(pilot)


async def test_it_says_what_is_asked(app, settle):
    async with app.run_test(size=WHOLE) as pilot:
        await show(app, pilot, settle)
        text = " ".join(shown(app).split())
        for wanted in (
            "Goals Worth Reaching",
            "Purposeful Planning",
            "about 10 hours",
            "teachers, paraeducators and specialists",
            "you need students",
            "You set one goal with a learner",
            "Part 1: Overview Questions",
            "4 questions, about 750–1,150 words in all",
            "A SMART goal (PDF, 1 page)",
            "A progress record (PDF, 1–2 pages)",
            "a rubric of 4 criteria",
            "2 questions, about 400–600 words in all",
            *fit_questions(),
        ):
            assert wanted in text


async def test_every_bundled_one_has_its_page(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        for entry in Catalogue.load(app.home).entries:
            await app.push_screen(CredentialScreen(entry, []))
            await settle(pilot)
            assert entry.credential.title in shown(app)
            assert app.focused.id == "start"
            await pilot.press("escape")


@pytest.mark.parametrize("size", [(60, 16), (80, 24), (140, 40)])
async def test_start_has_the_focus_and_is_in_sight(app, settle, size):
    async with app.run_test(size=size) as pilot:
        await show(app, pilot, settle)
        assert app.focused.id == "start"
        assert "Start" in "\n".join(shown(app).split("\n")[1:-1])
        await pilot.press("down", "pagedown")
        await settle(pilot)
        assert app.screen.query_one("#about").scroll_y > 0 or size[1] >= 40


@pytest.mark.parametrize("how", ["enter", "s", "click"])
async def test_start_makes_a_workbook_and_opens_it_over_the_first_screen(app, home, settle, how):
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, settle)
        await (pilot.click("#start") if how == "click" else pilot.press(how))
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)
        assert app.store.ids() == ["goals-worth-reaching"]
        assert [type(screen) for screen in app.screen_stack][-2:] == [HomeScreen, WorkbookScreen]
        await pilot.press("f5", "escape")
        await settle(pilot)
        assert isinstance(app.screen, HomeScreen)


async def test_pressing_twice_starts_one(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, settle)
        app.screen.action_start()
        app.screen.action_start()
        await settle(pilot)
        assert app.store.ids() == ["goals-worth-reaching"]


async def test_go_on_with_yours(app, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, settle, begun=["goals-worth-reaching"])
        labels = [str(button.label) for button in app.screen.query(Button)]
        assert labels == ["Go on with yours", "Start another"]
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)
        assert app.store.ids() == ["goals-worth-reaching"]


async def test_start_another_beside_several(app, begin, settle):
    begin()
    begin(workbook="goals-worth-reaching-2")
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, settle, begun=["goals-worth-reaching", "goals-worth-reaching-2"])
        labels = [str(button.label) for button in app.screen.query(Button)]
        assert labels == [
            "Go on with goals-worth-reaching",
            "Go on with goals-worth-reaching-2",
            "Start another",
        ]
        assert all(button.region.right <= 80 for button in app.screen.query(Button))
        await pilot.press("s")
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)
        assert len(app.store.ids()) == 3


async def test_a_full_disk_is_told_and_start_can_be_pressed_again(app, settle, monkeypatch):
    async with app.run_test(size=(80, 24)) as pilot:
        await show(app, pilot, settle)

        def full(*_args):
            raise StorageError("NOT SAVED: the disk is full")

        with monkeypatch.context() as patched:
            patched.setattr(app.store, "start", full)
            await pilot.press("enter")
            await settle(pilot)
        assert isinstance(app.screen, CredentialScreen)
        assert any("the disk is full" in note.message for note in app._notifications)
        await pilot.press("s")
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)


def cap(least: int | None, most: int, wording: str = "") -> Length:
    return Length(least, most, kind="cap", wording=wording)


def part(*prompts: Prompt, **rest) -> Part:
    return Part("part-1", 1, "Overview", prompts=prompts, **rest)


@pytest.mark.parametrize(
    ("asked", "said"),
    [
        (part(Prompt("p", "1", "Why?")), ["1 question"]),
        (part(Prompt("p", "1", "Why?", Length(150, 250))), ["1 question, 150–250 words"]),
        (part(Prompt("p", "1", "Why?"), Prompt("q", "2", "How?", Length(1, 5))), ["2 questions"]),
        (
            part(Prompt("p", "1", "?"), length=cap(None, 500, "500-word limit in total")),
            ["1 question, 500-word limit in total"],
        ),
        (
            part(Prompt("p", "1", "?", subprompts=(SubPrompt("a", "a", "?", cap(None, 300)),))),
            ["1 question, at most 300 words"],
        ),
        (
            part(
                Prompt("p", "1", "?", either=(Alternative("video", Length(None, 4, "minutes")),)),
                artifacts=(Artifact("a", "A *plan*", formats=("pdf", "docx")),),
            ),
            ["1 question", "A plan (PDF or DOCX)"],
        ),
        (
            part(
                Prompt("p", "1", "?", cap(100, 200)),
                Prompt("q", "2", "?", cap(5, 60)),
            ),
            ["2 questions, 105–260 words at most in all"],
        ),
        (
            part(Prompt("p", "1", "?", Length(500, 500)), Prompt("q", "2", "?", Length(490, 510))),
            ["2 questions, about 1,000 words in all"],
        ),
        (part(), ["Nothing to write or attach; read what it says"]),
    ],
)
def test_what_a_part_wants_in_words(asked, said):
    assert handed_in(asked) == said


def test_the_facts_leave_out_what_is_not_said():
    credential = Credential("x", "X", needs_students=False)
    assert facts(credential) == [("For", "everyone"), ("Students", "you need no students")]
    team = Credential("x", "X", team=True, hours=1, audience=("coach",))
    assert facts(team)[0] == ("Time", "about 1 hour")
    assert facts(team)[-1][0] == "Team"
