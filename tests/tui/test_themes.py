"""The themes: contrast, the choice that is kept, and Textual's own."""

from __future__ import annotations

import pytest
from textual.color import Color
from textual.theme import BUILTIN_THEMES

from workbook.tui.app import WorkbookApp
from workbook.tui.preferences import load_theme, save_theme
from workbook.tui.themes import PAPER, SLATE, variables

GROUNDS = ("background", "surface", "panel")
TEXTS = ("foreground", "heading", "quiet", "accent", "success", "warning", "error")


def luminance(colour: Color) -> float:
    """Relative luminance, by the formula of WCAG 2."""
    parts = [
        c / 255 / 12.92 if c / 255 <= 0.03928 else ((c / 255 + 0.055) / 1.055) ** 2.4 for c in colour.rgb
    ]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def contrast(one: str, other: str) -> float:
    """Contrast, by the formula of WCAG 2."""
    a, b = (luminance(Color.parse(colour)) for colour in (one, other))
    return (max(a, b) + 0.05) / (min(a, b) + 0.05)


def of(theme) -> dict[str, str]:
    return variables(theme, {**theme.to_color_system().generate(), **theme.variables})


@pytest.mark.parametrize("theme", [PAPER, SLATE], ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_our_text_has_a_contrast_of_seven(theme, text, ground):
    colours = of(theme)
    assert contrast(colours[text], colours[ground]) >= 7


@pytest.mark.parametrize("theme", [PAPER, SLATE], ids=lambda theme: theme.name)
def test_what_has_the_focus_and_the_footer_have_it_too(theme):
    colours = of(theme)
    assert contrast(colours["on-accent"], colours["accent"]) >= 7
    assert contrast(colours["footer-key-foreground"], colours["panel"]) >= 7
    assert contrast(colours["footer-description-foreground"], colours["panel"]) >= 7
    assert contrast(colours["foreground"], colours["rule"]) >= 4.5, "marked text in the editor"


@pytest.mark.parametrize("name", [name for name, theme in BUILTIN_THEMES.items() if not theme.ansi])
def test_textuals_own_themes_can_be_read(name):
    colours = of(BUILTIN_THEMES[name])
    for ground in GROUNDS:
        for text in TEXTS:
            assert contrast(colours[text], colours[ground]) >= 4.4, f"{text} on {ground}"


async def test_every_theme_can_be_chosen(app, begin, settle):
    begin()
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("enter")
        await settle(pilot)
        for name in app.available_themes:
            app.theme = name
            await pilot.pause()
        assert app.theme == name


async def test_the_choice_is_kept_and_other_preferences_stay(app, home, settle):
    home.folder.mkdir(parents=True)
    home.preferences.write_text('engine = "harper"\ntheme = "paper"\n', "utf-8")
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        await pilot.press("ctrl+p", *"theme", "enter")
        await settle(pilot)
        await pilot.press(*"slate", "enter")
        await settle(pilot)
        assert app.theme == "slate"
    assert load_theme(home) == "slate"
    assert 'engine = "harper"' in home.preferences.read_text("utf-8")
    assert WorkbookApp(home).theme == "slate"


@pytest.mark.parametrize("text", ["", "theme = 3", 'theme = "no such"', "theme = [", "\0"])
def test_a_damaged_choice_is_paper(home, text):
    home.folder.mkdir(parents=True)
    home.preferences.write_text(text, "utf-8")
    assert load_theme(home) == "paper"
    save_theme(home, "slate")


async def test_a_disk_that_will_not_take_the_choice_stops_nothing(app, home, settle):
    home.preferences.mkdir(parents=True)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        app.theme = "slate"
        await settle(pilot)
        assert "NOT SAVED" in " ".join(note.message for note in app._notifications)
        assert app.screen.is_mounted


async def test_without_colour_everything_is_still_told(home, begin, settle, monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    begin()
    app = WorkbookApp(home)
    async with app.run_test(size=(80, 24)) as pilot:
        await settle(pilot)
        assert app.no_color
        text = "\n".join(strip.text for strip in app.screen._compositor.render_strips())
        assert "▌ Goals Worth Reaching" in text, "the row in hand has a bar"
