"""What a terminal sends, as the app's own parser reads it: no bytes end it, no text becomes keys."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from textual import events
from textual.drivers.linux_driver import LinuxDriver
from textual.keys import Keys

from workbook.tui.terminal_input import TerminalParser, read_with
from workbook.tui.typed import Typed, is_text, unmodified

PROSE = st.text(st.characters(exclude_categories=("Cc", "Cs")))


def read(*chunks):
    parser = TerminalParser(make_key=Typed)
    return [message for chunk in chunks for message in parser.feed(chunk)]


def keys(*chunks):
    return [(each.key, each.character) for each in read(*chunks) if isinstance(each, events.Key)]


def typed(*chunks):
    return "".join(each.character for each in read(*chunks) if isinstance(each, Typed) and each.is_printable)


@given(PROSE)
@example("10\u202f/km あ\u3000い is it\u00a0? \u2066\u200e\u200d\u2060\ue000\U0001fae9\U000e0067\ufe0f")
@example("e\u0301 क्षि \u0378 \xad \u2028")
def test_every_character_that_is_text_is_a_key_that_is_text(text):
    assert typed(text) == text
    assert typed(*text) == text


@given(PROSE.filter(bool), st.integers(1, 3))
def test_text_reported_by_the_kitty_protocol_is_that_text(text, modifiers):
    assert typed("".join(f"\x1b[{ord(each)};{modifiers};{ord(each)}u" for each in text)) == text
    assert typed(f"\x1b[0;;{':'.join(str(ord(each)) for each in text)}u") == text


@given(st.text(), st.lists(st.integers(0, 200), max_size=4))
@example("a\x1b[31mred\x1b[0m q\x1b", [2, 9])
@example("\x1b[200~\x1b[201", [3])
@example("", [])
def test_a_bracketed_paste_is_one_text_however_it_is_cut(text, cuts):
    text = text.replace("\x1b[201~", "")
    stream = f"a\x1b[200~{text}\x1b[201~b"
    places = [0, *sorted(min(cut, len(stream)) for cut in cuts), len(stream)]
    chunks = [stream[a:b] for a, b in pairwise(places) if a < b]
    messages = read(*chunks)
    assert [type(message) for message in messages] == [Typed, events.Paste, Typed]
    assert messages[1].text == text


def test_a_paste_whose_end_is_lost_ends_when_nothing_more_comes():
    parser = TerminalParser(make_key=Typed)
    assert list(parser.feed("\x1b[200~one")) == []
    assert [message for _ in range(40) for message in parser.tick()] == []
    assert list(parser.feed(" two")) == []
    assert [message.text for _ in range(60) for message in parser.tick()] == ["one two"]
    assert [message.key for message in parser.feed("q")] == ["q"]


_BYTES = st.sampled_from(
    ["\x1b", "[", "<", "?", "M", "m", ";", ":", "u", "~", "R", "1", "27", "57409", "99999999", "é"]
)


@given(st.lists(_BYTES, max_size=40).map("".join))
@example("\x1b[97:65;2:1u")
@example("\x1b[99999999u\x1b[0;;56320u\x1b[97;1:3u\x1b[:;:;:u")
def test_no_bytes_end_the_reader(data):
    read(data)


@pytest.mark.parametrize(
    ("sent", "key", "character"),
    [
        ("\x1b[13;2u", "shift+enter", None),
        ("\x1b[27;2;13~", "shift+enter", None),
        ("\x1b[13;65u", "enter", None),
        ("\x1b[57414u", "enter", "\r"),
        ("\x1b[3;2~", "shift+delete", None),
        ("\x1b[32;3;160u", "no_break_space", "\xa0"),
        ("\x1b[32;129u", "space", " "),
        ("\x1b[97;65u", "a", "a"),
        ("\x1b[97;65;65u", "A", "A"),
        ("\x1b[97:65;2u", "A", "A"),
        ("\x1b[97;2u", "A", "A"),
        ("\x1b[33;65u", "exclamation_mark", "!"),
        ("\x1b[57400;129u", "1", "1"),
        ("\x1b[57409u", "decimal", "."),
        ("\x1b[115;69u", "ctrl+s", None),
        ("\x1b[1;5F", "ctrl+end", None),
    ],
)
def test_keys_with_modifiers(sent, key, character):
    assert keys(sent) == [(key, character)]


def test_a_key_that_is_let_go_is_no_key():
    assert keys("\x1b[97;1:1u\x1b[97;1:3u") == [("a", "a")]
    assert Keys.Ignore not in [key for key, _ in keys("\x1b[97;1:3u")]


@pytest.mark.parametrize(
    ("chunks", "text"),
    [
        (["one\ttwo"], "one\ttwo"),
        (["\tWhen the term began\r\r\tBy the end\t12"], "\tWhen the term began\tBy the end\t12"),
        (["a word", "\t", "another"], "a wordanother"),
        (["a word\t"], "a word"),
        (["\tab"], "ab"),
        (["a\t\rb"], "ab"),
        (["a long word\t\x1bOR"], "a long word"),
    ],
)
def test_a_tab_amid_letters_is_text(chunks, text):
    assert typed(*chunks) == text


@pytest.mark.parametrize(
    "answer",
    [
        "\x1b[?62;22c",
        "\x1b[>0;276;0c",
        "\x1b]11;rgb:1e1e/1e1e/1e1e\x1b\\",
        "\x1bP>|xterm(390)\x07",
        "\x1b[9;9;9x",
    ],
)
def test_an_answer_that_nobody_asked_for_is_nothing(answer):
    assert keys(f"a{answer}bc and more than thirty-two letters") == keys(
        "abc and more than thirty-two letters"
    )


@pytest.mark.parametrize(
    ("sent", "names"),
    [
        ("\x1b\rab", ["enter", "a", "b"]),
        ("\x1bqab", ["alt+q", "a", "b"]),
        ("\x1b[[Aa\x1bOPb\x1b[3$c\x1b\x1bOQ", ["f1", "a", "f1", "b", "shift+delete", "c", "escape", "f2"]),
    ],
)
def test_keys_in_one_read_are_told_apart(sent, names):
    assert [key for key, _ in keys(sent)] == names


def test_line_ends_of_windows_are_one_key():
    assert keys("a\r\nb\n") == [("a", "a"), ("enter", "\r"), ("b", "b"), ("ctrl+j", "\n")]


@pytest.mark.parametrize(
    ("key", "bound", "means"),
    [
        ("shift+enter", (), "enter"),
        ("ctrl+shift+backspace", ("ctrl+backspace",), "ctrl+backspace"),
        ("alt+backspace", ("alt+backspace",), "alt+backspace"),
        ("ctrl+alt+delete", (), "delete"),
        ("ctrl+@", (), "space"),
        ("ctrl+j", (), "enter"),
        ("ctrl+j", ("ctrl+j",), "ctrl+j"),
        ("shift+tab", (), "shift+tab"),
        ("ctrl+s", (), "ctrl+s"),
    ],
)
def test_what_a_key_with_modifiers_stands_for(key, bound, means):
    assert unmodified(key, bound.__contains__) == means


@given(st.characters(categories=("Cc", "Cs")).filter(lambda character: character != "\x85"))
def test_control_characters_are_no_text(character):
    assert not is_text(character)


def test_bytes_that_are_no_utf8_do_not_end_the_reader():
    names = vars(__import__("textual.drivers.linux_driver", fromlist=["LinuxDriver"]))
    kept = {name: names[name] for name in ("XTermParser", "getincrementaldecoder")}
    try:
        assert read_with(LinuxDriver, Typed) is LinuxDriver
        decode = names["getincrementaldecoder"]("utf-8")().decode
        assert decode(b"caf\xe9 \xc3") + decode(b"\xa9") == "caf\ufffd é"
        assert isinstance(names["XTermParser"](False), TerminalParser)
    finally:
        names.update(kept)
