"""What is written: no escapes from outside, no colour where none is wanted, JSON that any encoding takes."""

from __future__ import annotations

import io
import json
import sys

import pytest

from workbook.cli import output


class Stream(io.TextIOWrapper):
    def __init__(self, encoding, *, terminal=False):
        self.bytes = io.BytesIO()
        self.terminal = terminal
        super().__init__(self.bytes, encoding=encoding, errors="replace", newline="\n", write_through=True)

    def isatty(self):
        return self.terminal


@pytest.fixture
def stream(monkeypatch):
    def make(encoding="utf-8", **options):
        made = Stream(encoding, **options)
        monkeypatch.setattr(sys, "stdout", made)
        return made

    monkeypatch.delenv("NO_COLOR", raising=False)
    monkeypatch.setenv("TERM", "xterm")
    return make


def test_escapes_are_dropped_and_lines_kept(stream):
    out = stream()
    output.say("a\x1b[31mb\x9b1mc\x07\nd\te")
    assert out.bytes.getvalue() == b"ab1mc\nd\te\n"


def test_ascii_gets_marks_that_it_has(stream):
    out = stream("ascii")
    output.say("“150–250” – don’t… é")
    assert out.bytes.getvalue() == b'"150-250" - don\'t... ?\n'


def test_styles_only_on_terminals_that_want_them(stream, monkeypatch):
    out = stream(terminal=True)
    output.say("title", output.BOLD)
    assert out.bytes.getvalue() == b"\x1b[1mtitle\x1b[0m\n"
    monkeypatch.setenv("NO_COLOR", "1")
    output.say("plain", output.BOLD)
    monkeypatch.delenv("NO_COLOR")
    monkeypatch.setenv("TERM", "dumb")
    output.say("plain", output.BOLD)
    assert out.bytes.getvalue().endswith(b"\nplain\nplain\n")
    pipe = stream()
    output.say("plain", output.BOLD)
    assert pipe.bytes.getvalue() == b"plain\n"


@pytest.mark.parametrize("encoding", ["utf-8", "ascii", "latin-1", "cp1252"])
def test_json_is_whole_in_every_encoding(stream, encoding):
    out = stream(encoding)
    value = {"text": "é 漢 👩 \x1b[31m \x7f \x9b \u2028"}
    output.say_json(value)
    written = out.bytes.getvalue()
    assert json.loads(written.decode(encoding)) == value
    assert not set(written) & {0x1B, 0x7F, 0x9B}


def test_nothing_fails_where_a_stream_is_closed(monkeypatch):
    monkeypatch.setattr(sys, "stdout", None)
    monkeypatch.setattr(sys, "stderr", None)
    output.make_streams_safe()
    output.say("x")
    output.say_json({})
    output.say_exactly("x")
    output.complain("x")


def test_marks_that_turn_the_order_round_do_not_reach_what_stands_behind(stream):
    out = stream()
    output.say("a\u202ecba\u2067\u2066b\u200f (id)")
    assert out.bytes.getvalue().decode() == "acbab\u200f (id)\n"
    output.say_json({"title": "a\u202eb\u2069"})
    assert json.loads(out.bytes.getvalue().decode().split("\n", 1)[1]) == {"title": "a\u202eb\u2069"}
    assert not set("\u202e\u2069") & set(out.bytes.getvalue().decode())
