"""Asking the server: exact places, and a plain error for whatever is no answer."""

from __future__ import annotations

import http.server
import json
import threading
import time
import urllib.parse

import pytest
from hypothesis import given
from hypothesis import strategies as st
from languagetool import NEVER

from workbook.proofreading.languagetool import client
from workbook.proofreading.languagetool.client import NoAnswer, check
from workbook.proofreading.model import EngineFailed, Stopped


class _Handler(http.server.BaseHTTPRequestHandler):
    def log_message(self, *_):
        pass

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.asked.append(dict(urllib.parse.parse_qsl(body.decode("ascii"), keep_blank_values=True)))
        self.server.act(self)


@pytest.fixture
def web():
    """A web server that answers as a test says."""
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
    server.asked = []
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()

    def answering(act):
        server.act = act
        return server.server_address[1]

    answering.asked = server.asked
    yield answering
    server.shutdown()
    server.server_close()


def saying(data, status=200):
    def act(handler):
        handler.send_response(status)
        handler.send_header("Content-Length", str(len(data)))
        handler.end_headers()
        handler.wfile.write(data)

    return act


def row(offset, length, **more):
    rule = {"id": "RULE", "issueType": "misspelling", "category": {"id": "TYPOS"}}
    return {
        "offset": offset,
        "length": length,
        "message": "Look.",
        "replacements": [{"value": "a"}, {"value": "b"}],
        "rule": rule,
        **more,
    }


def matches(*rows):
    return json.dumps({"matches": rows}).encode()


def test_a_match_is_read(web):
    (match,) = check(web(saying(matches(row(2, 3)))), "a bcd", "en-US", NEVER)
    assert (match.start, match.end, match.suggestions) == (2, 5, ("a", "b"))
    assert (match.rule, match.issue, match.category) == ("RULE", "misspelling", "TYPOS")
    assert web.asked == [{"text": "a bcd", "language": "en-US"}]


def test_what_is_no_unicode_is_sent_as_a_replacement(web):
    assert check(web(saying(matches())), "a \ud800 \x00 &=+%", "en-US", NEVER) == ()
    assert web.asked[0]["text"] == "a \ufffd \x00 &=+%"


def utf_16(text):
    return len(text.encode("utf-16-le")) // 2


@given(before=st.text(max_size=20), marked=st.text(min_size=1, max_size=9), after=st.text(max_size=9))
def test_places_in_utf_16_become_places_in_code_points(before, marked, after):
    text = before + marked + after
    places = client._Places(text)
    start = places.before(utf_16(before))
    end = places.past(utf_16(before) + utf_16(marked))
    assert text[start:end] == marked


def test_a_place_inside_of_a_character_takes_in_all_of_it():
    places = client._Places("a\U0001f600\U0001f600b")
    assert [places.before(units) for units in range(7)] == [0, 1, 1, 2, 2, 3, 4]
    assert [places.past(units) for units in range(7)] == [0, 1, 2, 2, 3, 3, 4]


@pytest.mark.parametrize(
    "answer",
    [
        b"",
        b"<html>Please sign in to the hotel's network</html>",
        b"[]",
        b"{}",
        b"null",
        b'{"matches": 3}',
        b'{"matches": [{}]}',
        b'{"matches": [null]}',
        b"\xff\xfe",
        matches(row(-1, 2)),
        matches(row(0, 99)),
        matches(row("0", 1)),
        matches(row(0, 1, rule=None)),
        matches(row(0, 1, replacements=[None])),
    ],
)
def test_rubbish_is_told_as_such(web, answer):
    with pytest.raises(EngineFailed, match="could not be understood"):
        check(web(saying(answer)), "text", "en-US", NEVER)


def test_a_fault_of_the_server_is_told_without_the_text(web):
    secret = b"Error: Internal Error: 'Maria Lopez'"
    with pytest.raises(EngineFailed, match=r"answered with a fault \(500\)") as failed:
        check(web(saying(secret, 500)), "Maria Lopez", "en-US", NEVER)
    assert "Maria" not in str(failed.value)


def test_an_answer_without_end_is_cut_off(web, monkeypatch):
    monkeypatch.setattr(client, "MOST_ANSWER", 1000)
    with pytest.raises(EngineFailed, match="could not be understood"):
        check(web(saying(b" " * 1002)), "text", "en-US", NEVER)


def test_what_speaks_no_http_is_rubbish(web):
    with pytest.raises(EngineFailed, match="could not be understood"):
        check(web(lambda handler: handler.wfile.write(b"220 mail server ready\r\n")), "text", "en-US", NEVER)


def test_a_slow_server_is_not_waited_for_without_end(web):
    with pytest.raises(NoAnswer):
        check(web(lambda handler: time.sleep(1)), "text", "en-US", NEVER, patience=0.01)


def test_a_check_that_is_given_up_waits_for_no_answer(web):
    gone = threading.Event()
    with pytest.raises(Stopped):
        cancel = threading.Event()
        threading.Timer(0.2, cancel.set).start()
        check(web(lambda handler: gone.wait(30)), "text", "en-US", cancel)
    assert not gone.is_set()
    gone.set()


def test_a_server_that_hangs_up_gives_no_answer(web):
    with pytest.raises(NoAnswer):
        check(web(lambda handler: None), "text", "en-US", NEVER)


def test_a_server_that_is_not_there_gives_no_answer():
    with pytest.raises(NoAnswer):
        check(1, "text", "en-US", NEVER)


@pytest.mark.parametrize("name", ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "HTTPS_PROXY"])
def test_a_proxy_has_no_part_in_it(web, monkeypatch, name):
    monkeypatch.setenv(name, "http://127.0.0.1:1")
    assert check(web(saying(matches())), "text", "en-US", NEVER) == ()
