"""What a terminal sends, read so that no bytes end the app and no text is taken for keys.

Textual's parser reads keys; this one stands before it and takes out what that one mistakes:

- a bracketed paste is text from its beginning to its end, or until nothing has come of it for five seconds.
  Textual goes on looking for keys at each escape character in it, gives what follows as keys, and has all
  keys part of a paste whose end is lost;
- a tab amid letters that come in one read is text: a paste, where the terminal does not bracket it;
- a sequence that Textual does not know, as a terminal's late answer to what another program asked it, is
  nothing. Textual waits for more and then gives it, with what was typed behind it, as letters;
- reports by the Kitty keyboard protocol (https://sw.kovidgoyal.net/kitty/keyboard-protocol/) may have
  alternate keys, kinds of event, numbers that are no characters, and more text than Textual expects;
- bytes that are no UTF-8 are shown as U+FFFD.
"""

from __future__ import annotations

import codecs
import re
import sys
from functools import partial
from typing import TYPE_CHECKING

from textual import events
from textual._parser import ParseTimeout
from textual._xterm_parser import BRACKETED_PASTE_END, BRACKETED_PASTE_START, XTermParser
from textual.keys import Keys

if TYPE_CHECKING:
    from collections.abc import Callable, Generator, Iterable, Iterator

    from textual.driver import Driver
    from textual.message import Message

    MakeKey = Callable[..., events.Key]
    """Makes a key from its name, its character and `in_text`."""

_MANY = 8
"""Characters in one read from which a tab at the edge of a line is part of a paste: hands are slower."""
_PATIENCE = 50
"""Looks in a row at which nothing has come of a paste, after which it is taken to have no end."""
_RUN = re.compile(r"[^\x00-\x08\x0b\x0c\x0e-\x1f\x7f]+")
_EDGES = "\t\r\n"
# Of ECMA-48: a control sequence, with what the Linux console and the oldest mouse reports put in its place; a
# single shift; Alt with a key.
_SEQUENCE = re.compile(r"\x1b(?:\[\[[A-E]|\[M...|\[[0-?]*[ -/]*[@-~]|O.|[^\[O\x1b])", re.DOTALL)
_ANSWER = re.compile(r"\x1b(?:\]\d+;|P[\d+>!|$])[^\x1b\x07]*(?:\x07|\x1b\\)")
"""A terminal's answer by a string of its own: its colours, its name."""
_REPORT = re.compile(r"\x1b\[([\d:]*)(?:;([\d:]*))?(?:;([\d:]*))?([u~ABCDEFHPQRS])")
_LONG_REPORT = re.compile(r"\x1b\[([\d:]*;[\d:]*);(\d+(?::\d+){3,})u")
_RELEASED = "3"
"""The kind of event of a key that is let go."""
_OTHER_KEYS = "27"
"""The first number of a report by xterm's modifyOtherKeys, whose third is the key's."""
# Textual has names for the keys of the keypad, but not what they type.
_KEYPAD = {57409: ".", 57410: "/", 57411: "*", 57412: "-", 57413: "+", 57415: "=", 57416: ","}
_LOCKS = 0b11000000
"""The bits of Caps Lock and Num Lock among the modifiers."""
_SHIFT = 1
"""The bit of Shift."""


class TerminalParser(XTermParser):
    """Reads keys, pastes and the mouse from what a terminal sends.

    Args:
        debug: whether Textual keeps a log of it.
        make_key: makes the keys.
    """

    def __init__(self, debug: bool = False, *, make_key: MakeKey) -> None:
        self._make_key = make_key
        self._in_text = False
        self._pasted: str | None = None
        self._quiet = 0
        self._before = ""
        super().__init__(debug)

    def feed(self, data: str) -> Iterable[Message]:
        """Read what came at once, and yield what it means; nothing at all is the end."""
        self._quiet = 0
        if not data:
            yield from super().feed(data)
        while data:
            data = yield from (self._read_keys(data) if self._pasted is None else self._read_paste(data))

    def tick(self) -> Iterable[Message]:
        """Look whether something is left that nothing more comes for; drivers call it ten times a second."""
        self._quiet += 1
        if self._pasted is not None and self._quiet > _PATIENCE:
            yield from self._read_paste(BRACKETED_PASTE_END)
        yield from super().tick()

    def _read_keys(self, data: str) -> Generator[Message, None, str]:
        """Read keys up to where a paste begins; return what is left."""
        seen = self._before + data
        begins = seen.find(BRACKETED_PASTE_START)
        rest = ""
        if begins >= 0:
            cut = begins + len(BRACKETED_PASTE_START) - len(self._before)
            data, rest, seen, self._pasted = data[:cut], data[cut:], "", ""
        self._before = seen[1 - len(BRACKETED_PASTE_START) :]
        data = data.replace("\r\n", "\r")
        if "\x1b" not in data:
            yield from self._read_text(data)
            return rest
        data = _LONG_REPORT.sub(_one_by_one, _ANSWER.sub("", data))
        done = 0
        for sequence in _SEQUENCE.finditer(data):
            yield from self._read_text(data[done : sequence.start()])
            yield from super().feed(sequence[0])
            yield from self._ended(is_known=sequence[0][1] != "[")
            done = sequence.end()
        yield from self._read_text(data[done:])
        return rest

    def _read_text(self, text: str) -> Iterator[Message]:
        for piece, self._in_text in _pieces(text):
            yield from super().feed(piece)
        self._in_text = False

    def _ended(self, *, is_known: bool) -> Iterator[Message]:
        """End a whole sequence where Textual still waits for more; give nothing for what is not known."""
        if self._awaiting.timeout is None:
            return
        self._timeout_time = None
        self._awaiting = self._gen.throw(ParseTimeout())
        if is_known:
            yield from self._tokens
        self._tokens.clear()

    def _read_paste(self, data: str) -> Generator[Message, None, str]:
        """Read a paste up to its end; return what is left."""
        pasted = self._pasted or ""
        looked = max(0, len(pasted) + 1 - len(BRACKETED_PASTE_END))
        pasted += data
        ends = pasted.find(BRACKETED_PASTE_END, looked)
        if ends < 0:
            self._pasted = pasted
            return ""
        self._pasted = None
        # Textual's own has seen the beginning and waits for the end, with nothing in between.
        for message in super().feed(BRACKETED_PASTE_END):
            if not isinstance(message, events.Paste):
                yield message
        yield events.Paste(pasted[:ends])
        return pasted[ends + len(BRACKETED_PASTE_END) :]

    def _sequence_to_key_events(self, sequence: str, alt: bool = False) -> Iterable[events.Key]:
        for event in super()._sequence_to_key_events(sequence, alt):
            yield self._make_key(event.key, event.character, in_text=self._in_text)

    # Textual's own keeps what it has read; what is done here costs less than to ask.
    def _parse_extended_key(self, sequence: str) -> list[events.Key] | None:  # type: ignore[override]
        if len(sequence) < 3 or (match := _REPORT.fullmatch(sequence)) is None:
            return None
        key, modifiers, text, end = match.groups(default="")
        code, _, shifted = key.partition(":")
        modifiers, _, kind = modifiers.partition(":")
        if code == _OTHER_KEYS and end == "~" and text:
            code, text, end = text, "", "u"
        text = ":".join(number for number in text.split(":") if _is_character(number))
        if kind == _RELEASED or (code and not _is_character(code)):
            return [events.Key(Keys.Ignore, sequence)]
        held = max(0, int(modifiers or "1") - 1) & ~_LOCKS
        if not text and end == "u" and held <= _SHIFT:
            text = _typed_by(int(code or "1"), shifted.partition(":")[0] if held else code)
        return super()._parse_extended_key(f"\x1b[{code};{modifiers};{text}{end}")


def _pieces(data: str) -> Iterator[tuple[str, bool]]:
    """Yield what was read in pieces, each with whether it is a tab that is text."""
    done = 0
    if "\t" in data:
        for run in _RUN.finditer(data):
            for at in (at for at, character in enumerate(run[0]) if character == "\t"):
                if _is_text_tab(run[0], at):
                    place = run.start() + at
                    if place > done:
                        yield data[done:place], False
                    yield "\t", True
                    done = place + 1
    if done < len(data):
        yield data[done:], False


def _is_text_tab(run: str, at: int) -> bool:
    """Return whether a tab in a run of letters is one of them, and no key that moves the focus."""
    if not run[at:].strip(_EDGES):
        return False
    amid = at > 0 and run[at - 1] not in _EDGES and run[at + 1] not in _EDGES
    return amid or len(run.strip(_EDGES)) >= _MANY


def _one_by_one(report: re.Match[str]) -> str:
    """Return a report of a long text as reports of its characters; Textual reads none of over 32 bytes."""
    return "".join(f"\x1b[{report[1]};{number}u" for number in report[2].split(":"))


def _is_character(number: str) -> bool:
    return number.isascii() and number.isdecimal() and len(number) <= 7 and _is_scalar(int(number))


def _is_scalar(code: int) -> bool:
    return code < 0xD800 or 0xDFFF < code <= sys.maxunicode


def _typed_by(code: int, shifted: str) -> str:
    """Return the number of the character of a key that is reported without it; nothing for other keys.

    Args:
        code: the key's number.
        shifted: the number of what it gives with Shift where that is held; nothing where it was not told.
    """
    if code in _KEYPAD:
        return str(ord(_KEYPAD[code]))
    if code < 32 or code == 127 or 57344 <= code <= 63743:
        return ""
    return shifted if _is_character(shifted) else str(ord(chr(code).upper()[:1]))


def read_with(driver: type[Driver], make_key: MakeKey) -> type[Driver]:
    """Have a driver read with our parser, and return it.

    Textual gives its drivers no way to be told of a parser: each names it in its own module.

    Args:
        driver: the driver.
        make_key: makes the keys.
    """
    parser = partial(TerminalParser, make_key=make_key)
    for name in (driver.__module__, "textual.drivers.win32"):
        names = vars(sys.modules[name]) if name in sys.modules else {}
        if "XTermParser" in names:
            names["XTermParser"] = parser
        if "getincrementaldecoder" in names:
            names["getincrementaldecoder"] = _forgiving_decoder
    return driver


def _forgiving_decoder(encoding: str) -> Callable[[], codecs.IncrementalDecoder]:
    return partial(codecs.getincrementaldecoder(encoding), errors="replace")
