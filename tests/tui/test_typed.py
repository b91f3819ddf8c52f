"""What is typed and pasted arrives in every editor and in every field of one line, as it was typed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from textual import events
from textual.widgets import Button, OptionList

from workbook.text import clean_draft
from workbook.tui.terminal_input import TerminalParser
from workbook.tui.typed import TakesTyping, Typed
from workbook.tui.widgets.editor import Editor
from workbook.tui.widgets.field import Field

if TYPE_CHECKING:
    from textual.app import ComposeResult

FAMILY = "\U0001f469\U0001f3fd\u200d\U0001f3eb"
FLAG = "\U0001f1fa\U0001f1f8"
ACUTE = "e\u0301"
CONJUNCT = "\u0915\u094d\u0937\u093f"
NASTY = (FAMILY, FLAG, ACUTE, CONJUNCT)


class Desk(TakesTyping):
    """An editor, a field, a button and a list."""

    CSS = "Editor { height: 8; } Field { height: 3; } OptionList { height: 4; } * { color: red; }"

    def __init__(self, text=""):
        super().__init__()
        self.done = []
        self._text = text

    def get_css_variables(self):
        ours = ("accent", "on-accent", "rule", "foreground", "quiet", "error", "warning", "background")
        return {**super().get_css_variables(), **dict.fromkeys(ours, "#123456")}

    def compose(self) -> ComposeResult:
        yield Editor(self._text, "place")
        yield Field(id="field")
        yield Button("press")
        yield OptionList("one", "two")

    def on_button_pressed(self):
        self.done.append("pressed")

    def on_option_list_option_selected(self):
        self.done.append("chosen")

    def on_input_submitted(self):
        self.done.append("submitted")

    @property
    def editor(self):
        return self.query_one(Editor)

    @property
    def field(self):
        return self.query_one(Field)

    async def send(self, pilot, *chunks):
        """Send what a terminal sends, each chunk read at once, through the parser."""
        parser = TerminalParser(make_key=Typed)
        for chunk in chunks:
            for message in parser.feed(chunk):
                message.set_sender(self)
                self.post_message(message)
        await pilot.pause()

    async def press(self, pilot, *keys):
        """Send keys one after the other, each when the one before has done what it does."""
        for key in keys:
            await self.send(pilot, key)


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.text(st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=80), st.booleans())
@example(
    "Twelve of\xa0them: 10\u202fkm あ\u3000い \u2066\u200f\u200c\u200d\u2060\ue000\U0001fae9\U000e0067", True
)
@example("e\u0301 \U0001fae9 \u0378\ufe0f\U000e0067क्षि", False)
async def test_what_is_typed_key_by_key_is_the_text(text, kitty):
    text = text.lstrip("\ufeff")
    sent = [f"\x1b[{ord(each)};;{ord(each)}u" if kitty else each for each in text]
    app = Desk()
    async with app.run_test(size=(40, 20)) as pilot:
        await app.send(pilot, *sent)
        assert app.editor.text == text
        app.field.focus()
        await app.send(pilot, *sent)
        assert app.field.value == text


@pytest.mark.parametrize(
    ("sent", "text"),
    [
        *((f"first line\x1b[13;{held}usecond line", "first line\nsecond line") for held in (2, 3, 5, 6, 65)),
        ("first line\x1b\rsecond line", "first line\nsecond line"),
        ("first line\nsecond line\r\nthird", "first line\nsecond line\nthird"),
        ("word\x1b[127;2u", "wor"),
        ("two words\x1b[127;5u", "two "),
        ("two words\x1b[127;3u", "two "),
        ("\x1b[H\x1b[3;2~", ""),
        ("word\x1b[H\x1b[3;2~", "ord"),
        ("two words\x1b[H\x1b[3;5~", " words"),
        ("one\x1b[32;3;160utwo", "one\xa0two"),
        ("one\x1b[32;2utwo\x1b[32;5uthree\x00four", "one two three four"),
        ("\x1b[57400u\x1b[57409;129u\x1b[57414u\x1b[97;65u", "1.\na"),
        ("one\ttwo", "one\ttwo"),
        ("\tWhen the term began\r\r\tBy the end", "\tWhen the term began\n\n\tBy the end"),
        ("The goal\x85was\u2028set", "The goal\nwas\nset"),
    ],
)
async def test_keys_in_the_editor(sent, text):
    app = Desk()
    async with app.run_test() as pilot:
        await app.send(pilot, sent)
        assert app.editor.text == text


@pytest.mark.parametrize(
    ("sent", "value"),
    [
        ("word\x1b[127;2u", "wor"),
        ("two words\x1b[127;5u", "two "),
        ("word\x1b[1;5H\x1b[3;2~", "ord"),
        ("one\x1b[32;2utwo\x1b[32;3;160uthree", "one two\xa0three"),
        ("one\ttwo", "one two"),
        ("\x1b[200~two\r\nlines\n\x1b[201~!", "two lines!"),
        ("\x1b[200~\x1b]0;title\x07a\x1b[31mred\x0b\x1b[0m\x00\x07b\x1b[201~", "ared b"),
        (f"{FAMILY}{FLAG}{ACUTE}{CONJUNCT}" + "\x7f" * 3, FAMILY),
        (f"{FAMILY}{FLAG}\x1b[D\x1b[D\x1b[3~", FLAG),
        (f"a{FAMILY}b\x1b[D\x1b[1;2D\x7f", "ab"),
        ("a" * 20 + "\x1b[200~" + "b" * 3000 + "\x1b[201~", "a" * 20 + "b" * 3000),
    ],
)
async def test_keys_in_a_field(sent, value):
    app = Desk()
    async with app.run_test() as pilot:
        app.field.focus()
        await app.send(pilot, sent)
        assert app.field.value == value
        assert app.done == []


async def test_what_is_too_long_for_a_field_is_cut_between_characters():
    app = Desk()
    async with app.run_test() as pilot:
        app.field.max_length = 6
        app.field.focus()
        await app.send(pilot, f"abc\x1b[200~{FAMILY} and more\x1b[201~")
        assert app.field.value == "abc"
        await app.send(pilot, "\x1b[200~defghij\x1b[201~k")
        assert app.field.value == "abcdef"


async def test_enter_with_modifiers_presses_chooses_and_takes():
    app = Desk()
    async with app.run_test() as pilot:
        app.field.focus()
        await app.send(pilot, "\x1b[13;2u")
        app.query_one(Button).focus()
        await app.send(pilot, "\x1b[13;5u")
        app.query_one(OptionList).focus()
        await app.send(pilot, "\x1b[13;3u")
        assert app.done == ["submitted", "pressed", "chosen"]


async def test_a_paste_where_nothing_is_written_is_nothing():
    app = Desk()
    async with app.run_test() as pilot:
        for widget in (app.query_one(Button), app.query_one(OptionList)):
            widget.focus()
            await app.send(pilot, "\x1b[200~q\r\x1b[13;2u\x1b\r\t\x1b[201~")
            assert (app.focused, app.done) == (widget, [])


async def test_a_single_tab_leaves_the_editor_and_one_amid_letters_moves_on_in_a_list():
    app = Desk()
    async with app.run_test() as pilot:
        await app.send(pilot, "word", "\t")
        assert (app.focused, app.editor.text) == (app.field, "word")
        app.query_one(OptionList).focus()
        await app.send(pilot, "one\ttwo")
        assert app.focused is app.editor


@pytest.mark.parametrize("size", [(80, 24), (12, 24)])
async def test_one_key_goes_over_one_character(size):
    app = Desk()
    async with app.run_test(size=size) as pilot:
        editor = app.editor
        for one in (*NASTY, "\U0001f468\u200d\U0001f469\u200d\U0001f467", "\u1100\u1161\u11a8"):
            editor.text = f"a{one}b {one}\n{one * 3}"
            editor.move_cursor((0, 1))
            await app.press(pilot, "\x1b[C")
            assert editor.cursor_location == (0, 1 + len(one))
            await app.press(pilot, "\x1b[D", "\x1b[1;2C")
            assert editor.selected_text == one
            await app.press(pilot, "\x1b[D", "\x1b[B")
            assert editor.cursor_location[1] % len(one) == 0
            await app.press(pilot, "\x1b[1;5H", "\x1b[C", "\x1b[3~", "\x1b[F", "\x7f")
            assert editor.document.get_line(0) == "ab "
            await app.press(pilot, "\x1b[1;5F", "\x7f", "\x1b[1;2D", "x")
            assert editor.text == f"ab \n{one}x"
            await app.press(pilot, "\x1b[1;5F", "\x1b[D", "\x1b[D")
            # A terminal draws it as one character only where nothing stands between its code points.
            drawn = [segment.text for y in range(3) for segment in editor.render_line(y)]
            assert sum(text.count(one) for text in drawn) == 1


async def test_a_click_and_a_stale_place_land_between_characters():
    app = Desk(f"{FAMILY}{FLAG}{ACUTE}x\nlast")
    async with app.run_test() as pilot:
        columns = []
        for cell in range(7):
            await pilot.click(Editor, offset=(cell, 0))
            columns.append(app.editor.cursor_location[1])
        assert columns == [0, 0, 4, 4, 6, 8, 9]
        app.editor.move_cursor((0, 2))
        assert app.editor.cursor_location == (0, 0)
        app.field.value = f"{FAMILY}{FLAG}{ACUTE}x"
        for cell, index in enumerate([0, 0, 4, 4, 6, 8, 9]):
            await pilot.click(Field, offset=(cell + 3, 1))
            assert app.field.cursor_position == index


async def test_the_ends_of_the_text_and_words_with_marks():
    app = Desk("one don’t\ncafe\u0301s two")
    async with app.run_test() as pilot:
        editor = app.editor
        await app.send(pilot, "\x1b[1;5F")
        assert editor.cursor_location == (1, 10)
        await app.send(pilot, "\x1b[1;6H")
        assert editor.selected_text == editor.text
        await app.send(pilot, "\x1b[1;5F\x1b[1;5D\x1b[1;5D")
        assert editor.cursor_location == (1, 0)
        await app.send(pilot, "\x1b[1;5C")
        assert editor.cursor_location == (1, 6)
        await app.send(pilot, "\x1b[1;5H\x1b[F\x1b[127;5u")
        assert editor.document.get_line(0) == "one "


@settings(max_examples=6, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(max_size=60), min_size=1, max_size=4))
@example(["a\r\nb\rc\vd\fe\x85f\u2028g\u2029h\x1ci", "\ufeff", "\ufeffx"])
@example([f"{'word ' * 80}\n" * 400, "w" * 3000])
async def test_what_is_pasted_is_what_is_stored(texts):
    app = Desk()
    async with app.run_test() as pilot:
        for text in texts:
            app.editor.move_cursor((0, 0))
            app.post_message(events.Paste(text))
            await pilot.pause()
            assert app.editor.text == clean_draft(app.editor.text)
            assert app.editor.text.split("\n") == app.editor.document.lines
        for _ in texts:
            app.editor.undo()
        assert app.editor.text == ""


async def test_a_byte_order_mark_does_not_come_to_stand_at_the_beginning():
    app = Desk("a\ufeffb")
    async with app.run_test() as pilot:
        await pilot.press("delete")
        assert app.editor.text == "b"
        await pilot.press("ctrl+z")
        assert app.editor.text == "a\ufeffb"


async def test_another_text_is_one_step_to_undo_even_where_it_is_empty():
    app = Desk("first")
    async with app.run_test() as pilot:
        await app.press(pilot, "\x1b[1;5F", "\x7f", "\x7f")
        app.editor.put_text("")
        await app.press(pilot, "x", "\x1a", "\x1a")
        assert app.editor.text == "fir"
        await app.press(pilot, "\x1a")
        assert app.editor.text == "first"


async def test_nothing_put_in_takes_nothing_away():
    app = Desk("marked")
    async with app.run_test() as pilot:
        app.editor.select_all()
        await app.press(pilot, "\x16", "\x1b[200~\x07\x1b[201~")
        assert app.editor.text == "marked"
        app.field.focus()
        app.field.value = "marked"
        app.field.select_all()
        await app.press(pilot, "\x16", "\x18\x16", "\x1b[200~\n\x1b[201~")
        assert app.field.value == "marked"
