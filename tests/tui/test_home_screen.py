"""The first screen."""

from __future__ import annotations

import pytest
from textual.widgets import Input, Static

from workbook.tui import kept
from workbook.tui.app import WorkbookApp
from workbook.tui.screens.credential import CredentialScreen
from workbook.tui.screens.workbook import WorkbookScreen
from workbook.tui.widgets.rows import Rows


def titles(app, which: str = "#credentials") -> list[str]:
    """The rows of a list, by id, without the lines between them."""
    return [option.id for option in app.screen.query_one(which, Rows).options if option.id]


def shown(app) -> str:
    """The text on the screen."""
    return "\n".join(strip.text for strip in app.screen._compositor.render_strips())


async def test_the_first_start_says_what_it_is_and_where_the_files_are(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.screen.query_one("#welcome").display
        assert not app.screen.query_one("#workbooks").display
        text = " ".join(shown(app).split())
        assert "~/workbook" in text
        assert "nothing is sent anywhere" in text
        assert "CHOOSE A MICRO-CREDENTIAL" in text
        assert app.focused.id == "credentials"
        assert len(titles(app)) == 6


async def test_the_workbook_worked_on_last_comes_first_and_has_the_focus(app, begin, settle):
    begin("one-page-one-idea", saved="2031-01-01T08:00:00+00:00")
    begin("goals-worth-reaching", saved="2031-03-03T16:12:00+00:00")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert titles(app, "#workbooks") == ["goals-worth-reaching", "one-page-one-idea"]
        assert app.focused.id == "workbooks"
        assert "yesterday 4:12 pm" in shown(app)
        assert "1 January" in shown(app)
        await pilot.press("down")
        assert app.screen.query_one("#workbooks", Rows).row_id == "one-page-one-idea"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)


async def test_the_first_frame_has_both_lists_and_the_rest_follows(app, begin, settle, first_frames):
    """Nobody waits for the counting of words before they see what to choose from."""
    begin("goals-worth-reaching", saved="2031-03-03T16:12:00+00:00")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        (frame,) = first_frames
        assert frame.focus == "workbooks"
        assert frame.text.count("Goals Worth Reaching") == 2
        assert "yesterday 4:12 pm" in frame.text
        assert " done" not in frame.text
        assert "0 of 17 done · 0 words · yesterday 4:12 pm" in shown(app)
        assert app.focused.id == "workbooks"


async def test_enter_opens_the_page_of_a_micro_credential(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CredentialScreen)


async def test_the_mouse_opens_too(app, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click("#credentials", offset=(5, 1))
        await settle(pilot)
        assert isinstance(app.screen, CredentialScreen)
        await pilot.press("escape")
        await pilot.click("#workbooks", offset=(5, 0))
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)


async def test_the_search_finds_by_words_and_leads_to_what_it_found(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"ethic")
        assert app.focused.id == "search"
        assert titles(app) == ["an-ethical-footing"]
        await pilot.press("enter")
        assert app.focused.id == "credentials"
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, CredentialScreen)


async def test_a_search_that_finds_nothing_says_so_and_escape_takes_it_back(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("slash", *"zebra", "enter")
        assert titles(app) == []
        assert "Nothing fits" in shown(app)
        assert app.focused.id == "search"
        await pilot.press("escape")
        assert app.screen.query_one("#search", Input).value == ""
        assert len(titles(app)) == 6
        assert app.focused.id == "credentials"


async def test_the_filters_leave_what_fits(app, settle):
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.click("#no-students")
        without = titles(app)
        assert 0 < len(without) < 6
        await pilot.click("#role")
        assert set(titles(app)) <= set(without)


async def test_more_workbooks_than_fit_leave_the_catalogue_in_sight(app, begin, settle):
    for number in range(15):
        begin(workbook=f"goals-{number}", saved=f"2031-01-{number + 1:02}T08:00:00+00:00")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.screen.query_one("#credentials").size.height >= 4
        await pilot.press("end")
        assert app.screen.query_one("#workbooks", Rows).row_id == "goals-0"


async def test_a_workbook_that_cannot_be_read_is_shown_with_the_others(app, begin, home, settle):
    begin("one-page-one-idea")
    begin()
    (home.workbooks / "goals-worth-reaching" / "workbook.json").write_text("{", "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert titles(app, "#workbooks") == ["one-page-one-idea", "goals-worth-reaching"]
        assert "cannot be read" in shown(app)
        await pilot.press("down", "enter")
        await settle(pilot)
        assert app.screen.query_one("#workbooks")


async def test_a_long_title_keeps_its_row_to_one_line(app, home, settle):
    home.catalogue.mkdir(parents=True)
    long = "A very long title " * 12
    (home.catalogue / "long.md").write_text(
        f"---\nid: long\ntitle: {long}\nhours: 3\n---\n# The Competency\n\nYou write.\n\n"
        "# Part 1: Overview Questions\n\n1. Why? (100 words)\n",
        "utf-8",
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        row = next(line for line in shown(app).splitlines() if "A very long" in line)
        assert "…" in row
        assert row.rstrip().endswith("3")


async def test_markup_in_a_title_is_shown_as_it_is(app, home, begin, settle):
    home.catalogue.mkdir(parents=True)
    title = "[red]Loud[/] [@click=app.bell]bell[/]"
    path = home.catalogue / "loud.md"
    path.write_text(
        f'---\nid: loud\ntitle: "{title}"\nstack: "[b]s[/b]"\n---\n'
        "# The Competency\n\nYou [red]write[/red].\n\n"
        "# Part 1: Overview Questions\n\n1. [blink]Why[/blink]? (100 words)\n",
        "utf-8",
    )
    begin("loud", source=path)
    async with app.run_test(size=(140, 40)) as pilot:
        await settle(pilot)
        assert shown(app).count(title) == 2
        app.screen.query_one("#credentials", Rows).choose("loud")
        await pilot.press("n", "enter")
        await settle(pilot)
        assert isinstance(app.screen, CredentialScreen)
        assert shown(app).count(title) == 2
        assert "[red]write[/red]" in shown(app)
        await pilot.press("enter")
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)
        assert title in shown(app)


async def test_tab_reaches_everything_and_escape_stays(app, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        reached = {app.focused.id}
        for _ in range(5):
            await pilot.press("tab")
            reached.add(app.focused.id)
        assert reached == {"workbooks", "role", "no-students", "search", "credentials"}
        await pilot.press("escape")
        assert app.screen.query_one("#continue", Static)


async def test_it_is_made_when_one_comes_back_from_a_workbook_that_was_opened_at_once(
    home, begin, settle, engines
):
    begin("one-page-one-idea", saved="2031-01-01T08:00:00+00:00")
    begin("goals-worth-reaching", saved="2031-03-03T16:12:00+00:00", place="part-1.prompt-2")
    app = WorkbookApp(home, "goals-worth-reaching", engines=lambda: engines)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert isinstance(app.screen, WorkbookScreen)
        assert not app.screen_stack[0].query(Rows)
        await pilot.press("escape", "escape")
        await settle(pilot)
        assert titles(app, "#workbooks") == ["goals-worth-reaching", "one-page-one-idea"]
        assert len(titles(app)) == 6
        assert app.focused.id == "workbooks"
        assert "CONTINUE" in shown(app)


@pytest.mark.parametrize("most", [-1, 100_000], ids=["after the first drawing", "before it"])
async def test_however_much_there_is_to_look_at_all_of_it_is_shown(app, begin, settle, monkeypatch, most):
    monkeypatch.setattr(kept, "QUICK", most)
    begin("one-page-one-idea", saved="2031-01-01T08:00:00+00:00")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert titles(app, "#workbooks") == ["one-page-one-idea"]
        assert len(titles(app)) == 6
        assert app.focused.id == "workbooks"
