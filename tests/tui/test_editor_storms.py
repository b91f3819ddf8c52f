"""All that keys do in the editor and in a field, in any order, on any text, in any window: it holds."""

from __future__ import annotations

import asyncio

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from textual import events
from tui.test_typed import NASTY, Desk

from workbook.text import clean_draft

TEXTS = (
    "",
    "\n",
    "a\n",
    "\n\n\n",
    "one line",
    f"{' '.join(NASTY)}\n{''.join(NASTY)}",
    "あ\u3000い" * 30,
    "w" * 300,
    "a\tb\t\tあ\tc\n\t",
    "(one [two {three}\n])\n",
    "\u0301\u200d\n\u200d",
    "\ufeff\r\n\v\x1b[31m\x85\u2028",
    "word " * 90 + "\nlast",
)
LETTERS = ("x", " ", "\n", "\t", "\u0301", "\u200d", "あ", "(", "]", *NASTY)
SHARED = (HealthCheck.function_scoped_fixture, HealthCheck.too_slow)
"""One app serves all the examples: each begins with a text of its own."""
SIZES = ((1, 1), (2, 5), (20, 5), (300, 20))


def steps(*more):
    """Lists of what is done: a name and what it is done with."""
    each = st.one_of(
        st.tuples(st.just("action"), st.integers(0, 99)),
        st.tuples(st.just("type"), st.sampled_from(LETTERS)),
        st.tuples(st.just("paste"), st.sampled_from(TEXTS)),
        *more,
    )
    return st.lists(each, max_size=40)


PLACES = st.tuples(st.integers(0, 40), st.integers(0, 40))
EDITOR_STEPS = steps(
    st.tuples(st.just("put"), st.sampled_from(TEXTS)),
    st.tuples(st.just("move"), PLACES),
    st.tuples(st.just("mark"), st.just("")),
    st.tuples(st.just("insert"), PLACES),
    st.tuples(st.just("cut"), st.tuples(PLACES, PLACES)),
    st.tuples(st.sampled_from(["undo", "redo"]), st.integers(0, 9)),
)


@pytest.fixture(params=SIZES, ids=str)
def running(request):
    """A desk in a window of a size, and a function that runs a coroutine where it runs."""
    with asyncio.Runner() as runner:
        desk = Desk()
        opened = desk.run_test(size=request.param)
        pilot = runner.run(opened.__aenter__())
        try:
            yield desk, pilot, runner.run
        finally:
            runner.run(opened.__aexit__(None, None, None))


def actions_of(widget):
    """All that keys do in a widget, in order."""
    return sorted({one.action for bound in widget._bindings.key_to_bindings.values() for one in bound})


DOES = {
    "type": lambda editor, text: editor._replace_via_keyboard(text, *editor.selection),
    "put": lambda editor, text: editor.put_text(text),
    "move": lambda editor, place: editor.move_cursor(place, select=place[0] % 3 == 0),
    "mark": lambda editor, _: editor.select_all(),
    "insert": lambda editor, place: editor.insert("put in\n", place),
    "cut": lambda editor, stretch: editor.delete(*stretch),
    "undo": lambda editor, times: [editor.undo() for _ in range(times)],
    "redo": lambda editor, times: [editor.redo() for _ in range(times)],
}


async def do(editor, step, given_with):
    """Do one thing to the editor."""
    if step == "action":
        actions = actions_of(editor)
        await editor.run_action(actions[given_with % len(actions)])
    elif step == "paste":
        await editor._on_paste(events.Paste(given_with))
    else:
        DOES[step](editor, given_with)


def assert_sound(editor):
    """The cursor is within the text, the text is what is stored of it, and it is wrapped as it stands."""
    lines, wrapped = editor.document.lines, editor.wrapped_document
    assert all(row < len(lines) and column <= len(lines[row]) for row, column in editor.selection)
    assert editor.text == clean_draft(editor.text) == "\n".join(lines)
    anew = type(wrapped)(editor.document, wrapped._width, wrapped._tab_width)
    assert wrapped._offset_to_line_info == anew._offset_to_line_info
    assert wrapped._wrap_offsets == anew._wrap_offsets


@settings(max_examples=20, deadline=None, suppress_health_check=SHARED)
@given(data=st.data())
def test_the_editor_holds(running, data):
    desk, pilot, run = running
    text = data.draw(st.sampled_from(TEXTS), "text")
    done = data.draw(EDITOR_STEPS, "steps")
    read_only = data.draw(st.booleans(), "read only")

    async def storm():
        editor = desk.editor
        editor.read_only = False
        editor.text = text
        editor.read_only = read_only
        before = editor.text
        for number, (step, given_with) in enumerate(done):
            await do(editor, step, given_with)
            assert_sound(editor)
            for y in range(editor.size.height):
                editor.render_line(y)
            if number % 8 == 0:
                await pilot.pause()
        while editor.history.undo_stack:
            editor.undo()
            assert_sound(editor)
        assert editor.text == before
        await pilot.pause()
        assert desk._exception is None

    run(storm())


@settings(max_examples=10, deadline=None, suppress_health_check=SHARED)
@given(done=steps(st.tuples(st.just("move"), st.integers(-3, 40))))
def test_a_field_holds(running, done):
    desk, pilot, run = running

    async def storm():
        field = desk.field
        field.value = ""
        actions = actions_of(field)
        for step, given_with in done:
            if step == "action":
                await field.run_action(actions[given_with % len(actions)])
            elif step == "move":
                field.cursor_position = given_with
            else:
                field.replace(given_with, *field.selection)
            assert not set(field.value) & set("\n\t\r\v\x1b\x85\u2028")
            assert all(0 <= place <= len(field.value) for place in field.selection)
            field.render_line(0)
        await pilot.pause()
        assert desk._exception is None

    run(storm())


async def test_typing_and_undoing_while_the_window_is_dragged():
    desk = Desk("word " * 200 + "\n" + f"あ{NASTY[0]}\t" * 40)
    lines, word = "\x1b[200~" + "line\r" * 60 + "\x1b[201~", "\x1b[200~" + "w" * 400 + "\x1b[201~"
    async with desk.run_test(size=(80, 24)) as pilot:
        for size in (*SIZES, (0, 1), (80, 24)):
            await pilot.resize_terminal(*size)
            await desk.press(pilot, f"\x1b[1;5Fあ\r{lines}", "\x1a\x1a")
            desk.field.focus()
            await desk.press(pilot, f"あ{NASTY[0]}{word}\x7f")
            desk.editor.focus()
        assert_sound(desk.editor)


@pytest.mark.parametrize("text", ["one", "one\ntwo", "one\n"])
async def test_a_last_line_is_cut_and_comes_back(text):
    desk = Desk(text)
    async with desk.run_test() as pilot:
        await desk.press(pilot, "\x1b[1;5F", "\x18")
        assert desk.editor.text == text.rpartition("\n")[0] + "\n" * ("\n" in text)
        cut = desk.clipboard
        await desk.press(pilot, "\x18", "\x18")
        assert desk.clipboard == cut
        await desk.press(pilot, "\x1a")
        assert desk.editor.text == text
