"""Asking the server: plain text there, matches back, their places in code points."""

from __future__ import annotations

import http.client
import json
import re
import selectors
import time
import urllib.parse
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from workbook.proofreading.languagetool.guard.words import LOOPBACK
from workbook.proofreading.model import EngineFailed, Stopped

if TYPE_CHECKING:
    from collections.abc import Mapping

    from workbook.proofreading.model import Cancel

MOST_ANSWER = 64 * 1024 * 1024
"""The longest answer that is read, in bytes."""
SECONDS, LETTERS_A_SECOND = 10.0, 400.0
"""How long an answer may take: so many seconds, and one more for so many letters."""
_LOOK_EVERY = 0.1
_FORM = {"Content-Type": "application/x-www-form-urlencoded; charset=utf-8", "Connection": "close"}
_SURROGATE = re.compile("[\ud800-\udfff]")
_RUBBISH = "LanguageTool's answer could not be understood"
_MEND = "Try again; if it stays so, run `workbook languagetool install` anew"


class NoAnswer(Exception):  # noqa: N818 - told to the engine, which has the server started again
    """The server is gone, or does not answer in time."""


@dataclass(frozen=True)
class Match:
    """One thing that LanguageTool noticed.

    Attributes:
        start: where it begins, in code points of the text.
        end: where it ends, the end not included.
        rule: the rule's id.
        issue: the kind of the rule, as "misspelling".
        category: the id of the rule's category, as "TYPOS".
        message: what is wrong.
        suggestions: texts to put in its place, the best first.
    """

    start: int
    end: int
    rule: str
    issue: str
    category: str
    message: str
    suggestions: tuple[str, ...]


def check(port: int, text: str, language: str, cancel: Cancel, *, patience: float = 1.0) -> tuple[Match, ...]:
    """Have the server check a text.

    Args:
        port: where it answers on this machine.
        text: plain text; what is no Unicode in it is sent as a replacement character.
        language: a tag that it knows.
        cancel: is looked at while the answer is waited for.
        patience: by how much longer than usual its answer may take.

    Raises:
        NoAnswer: it is gone, or does not answer in time.
        EngineFailed: it answers with a fault or with rubbish.
        Stopped: it was cancelled; what the server still finds is thrown away.
    """
    sound = _SURROGATE.sub("\ufffd", text)
    body = urllib.parse.urlencode({"text": sound, "language": language}).encode("ascii")
    seconds = (SECONDS + len(text) / LETTERS_A_SECOND) * patience
    return _matches(_answer(port, "/v2/check", body, seconds, cancel), sound)


def languages(port: int, cancel: Cancel, *, patience: float = 1.0) -> frozenset[str]:
    """Return the tags of the languages that the server has, in small letters.

    Raises:
        NoAnswer: it is gone, or does not answer in time.
        EngineFailed: it answers with a fault or with rubbish.
        Stopped: it was cancelled.
    """
    found = _answer(port, "/v2/languages", b"", SECONDS * patience, cancel)
    try:
        return frozenset(str(row[key]).lower() for row in found for key in ("code", "longCode"))
    except (KeyError, TypeError) as error:
        raise EngineFailed(_RUBBISH, _MEND) from error


def _answer(port: int, path: str, body: bytes, seconds: float, cancel: Cancel) -> Any:
    """Return what the server answers. This is the only place where a text leaves the process."""
    deadline = time.monotonic() + seconds
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=seconds)
    try:
        connection.request("POST" if body else "GET", path, body or None, _FORM)
        _wait(connection, deadline, cancel)
        response = connection.getresponse()
        data = response.read(MOST_ANSWER + 1)
    except http.client.RemoteDisconnected as error:
        raise NoAnswer from error
    except http.client.HTTPException as error:
        raise EngineFailed(_RUBBISH, _MEND) from error
    except OSError as error:
        raise NoAnswer from error
    finally:
        connection.close()
    if response.status != http.client.OK:
        raise EngineFailed(f"LanguageTool answered with a fault ({_fault(response.status, data)})", _MEND)
    if len(data) > MOST_ANSWER:
        raise EngineFailed(_RUBBISH, _MEND)
    try:
        return json.loads(data)
    except ValueError as error:
        raise EngineFailed(_RUBBISH, _MEND) from error


def _wait(connection: http.client.HTTPConnection, deadline: float, cancel: Cancel) -> None:
    """Wait until the answer begins; the server sends it in one go when it is through with a text."""
    with selectors.DefaultSelector() as selector:
        selector.register(connection.sock, selectors.EVENT_READ)
        while not selector.select(_LOOK_EVERY):
            if cancel.is_set():
                raise Stopped
            if time.monotonic() > deadline:
                raise NoAnswer


def _fault(status: int, data: bytes) -> str:
    """Return what the server says of a fault, without the text that it may quote."""
    said = data[:200].decode("utf-8", "replace")
    return f"{status}, out of memory" if "OutOfMemory" in said else str(status)


def _matches(found: Any, text: str) -> tuple[Match, ...]:
    places = _Places(text)
    try:
        return tuple(_match(row, places) for row in found["matches"])
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise EngineFailed(_RUBBISH, _MEND) from error


def _match(row: Mapping[str, Any], places: _Places) -> Match:
    offset, length = row["offset"], row["length"]
    if not (isinstance(offset, int) and isinstance(length, int) and min(offset, length) >= 0):
        raise ValueError("no place")
    rule = row["rule"]
    start, end = places.before(offset), places.past(offset + length)
    if end > places.length:
        raise ValueError("a place past the end")
    return Match(
        start,
        end,
        str(rule["id"]),
        str(rule["issueType"]),
        str(rule["category"]["id"]),
        str(row["message"]),
        tuple(str(each["value"]) for each in row["replacements"]),
    )


class _Places:
    """Turns UTF-16 code units, in which Java counts, into code points."""

    def __init__(self, text: str) -> None:
        self.length = len(text)
        self._pairs: list[int] = []
        """Where the second halves of the characters of two units are."""
        if not text.isascii():
            wide = [place for place, letter in enumerate(text) if ord(letter) > 0xFFFF]
            self._pairs = [place + before + 1 for before, place in enumerate(wide)]

    def before(self, units: int) -> int:
        """Return a place in code points; inside of a character it is the character's beginning."""
        return units - bisect_right(self._pairs, units)

    def past(self, units: int) -> int:
        """Return a place in code points; inside of a character it is the character's end."""
        return units - bisect_left(self._pairs, units)
