"""A random walk through the app: events that depend on a seed alone, played, looked at and made short."""

from __future__ import annotations

import asyncio
import random
import shutil
import string
import tempfile
import time
import traceback
from pathlib import Path

from tui.hands.player import ESCAPE, HANGS, KEYS, FrozenError, Player
from tui.hands.shapes import BUNDLED, SHAPES, start

from workbook.drafts.store import Store
from workbook.home import Home
from workbook.tui.widgets.editor import Editor
from workbook.tui.widgets.writing_page import COUNT_AFTER

LETTERS = "nsrgicwltRhdey/123456789 "
WORDS = (
    "students",
    "recieve",
    "PBIZ",
    "very",
    "unique",
    "there",
    "log",
    "IEP",
    "evidence",
    "Its",
    "the",
    "learners",
    "naïve",
    "résumé",
    "5th-grade",
    "“quoted”",
    "don’t",
    "—",
    "…",
    "é",
    "क्षि",
    "\U0001f469\U0001f3fd\u200d\U0001f3eb",
    "漢字",
    "ʻokina",
    "שלום",
)
PASTES = (
    "plain words, pasted in one go. ",
    "one\ntwo\n\nthree\r\nfour\rfive\n",
    "\t\ttabs\tand\ttabs",
    "a" * 900,
    "word " * 300,
    "line\n" * 120,
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x1b[2J\x1b[H",
    "nul\x00bell\x07del\x7fback\x08",
    "emoji 👩🏽‍🏫 🇺🇸 ❤️ e\u0301 क्षि",
    "rtl \u202eevil\u202c שלום مرحبا",
    "zero\u200b\u200d\ufeffwidth",
    "",
    "\n",
    "[link](https://example.org) **bold** `code` <b>x</b> [/red] [bold]",
    "| a | b |\n|---|---|\n| 1 | 2 |\n",
    "> quote\n\n1. one\n2. two\n",
    "\ud7ff\ue000\U0010ffff",
    "/etc/passwd",
    "~/Documents/a b.pdf",
    "~nobody/x.pdf",
    "file:///etc/hostname",
    "'quoted path.pdf'",
    "https://example.org/" + "x" * 300,
    "%s %d {0} {x} $HOME `id` $(id) ../../..",
)
SIZES = ((80, 24), (140, 40), (60, 16), (50, 12), (110, 30), (109, 30), (20, 5), (1, 1))
CONTROL = "acdefgklnoprtuvwxyz"
MOVES = (
    "up",
    "down",
    "left",
    "right",
    "home",
    "end",
    "pageup",
    "pagedown",
    "ctrl+left",
    "ctrl+right",
    "ctrl+home",
    "ctrl+end",
)
EDITS = (
    "backspace",
    "delete",
    "enter",
    "enter",
    "space",
    "shift+left",
    "shift+right",
    "shift+up",
    "shift+down",
    "shift+home",
    "shift+end",
    "ctrl+delete",
    "alt+backspace",
)
FUNCTIONS = (
    "f1",
    "f2",
    "f3",
    "f3",
    "f3",
    "f4",
    "f5",
    "f6",
    "f7",
    "f7",
    "shift+f7",
    "f10",
)
ANYWHERE = {
    "words": 20,
    "function": 16,
    "move": 12,
    "edit": 9,
    "control": 8,
    "letter": 12,
    "click": 10,
    "wheel": 3,
    "drag": 2,
    "paste": 4,
    "size": 3,
    "storm": 2,
    "odd": 1,
    "dialog": 12,
    "build": 0.1,
    "leave": 0.6,
}
WRITING = {"words": 40, "move": 15, "edit": 15, "undo": 9, "paste": 8, "storm": 3, "size": 2, "function": 2}
AT_ONCE = 4
"""How many events that need no look of their own come in one write at most."""


class FailedError(AssertionError):
    """What went wrong, in a sentence; the walk's events lead to it."""


def walk_of(seed, count):
    """Return how a walk begins, and its events."""
    rng = random.Random(seed)
    shape = rng.choice([*SHAPES, *BUNDLED])
    begins = {
        "shape": shape,
        "size": rng.choice(SIZES[:5]),
        "opened": rng.random() < 0.8,
    }
    made = []
    while len(made) < count:
        weights = WRITING if rng.random() < 0.4 else ANYWHERE
        made += [_event(rng, weights) for _ in range(rng.choice((8, 20, 40)))]
    return begins, made[:count]


def _part(rng):
    """Return a part of the width or the height."""
    return round(rng.random(), 3)


def _low(rng):
    """Return a part of the height: mostly anywhere, now and then near the top."""
    return round(rng.random() ** rng.choice([1, 1, 0.2]), 3)


_MAKERS = {
    "words": lambda rng: [
        "text",
        " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 2))) + rng.choice(["", " ", ". ", "\r"]),
    ],
    "function": lambda rng: ["key", rng.choice(FUNCTIONS)],
    "build": lambda rng: ["key", "f9"],
    "move": lambda rng: ["key", rng.choice(MOVES)],
    "edit": lambda rng: ["key", rng.choice(EDITS)],
    "control": lambda rng: ["control", rng.choice(CONTROL)],
    "undo": lambda rng: ["control", rng.choice("zzyxcvkuwda")],
    "letter": lambda rng: ["text", rng.choice(LETTERS)],
    "click": lambda rng: ["click", _part(rng), _low(rng), rng.choice([1, 1, 2])],
    "wheel": lambda rng: ["wheel", rng.choice([64, 65]), _part(rng), _part(rng), rng.randint(1, 6)],
    "drag": lambda rng: ["drag", _part(rng), _part(rng), _part(rng), _part(rng)],
    "paste": lambda rng: ["paste", rng.randrange(len(PASTES))],
    "size": lambda rng: ["size", *rng.choice(SIZES)],
    "storm": lambda rng: ["storm", rng.choice(["zzzz", "zy", "zzyy", "zyz"]), rng.randint(3, 12)],
    "odd": lambda rng: ["key", rng.choice(["focus-in", "focus-out", "unknown"])],
    "dialog": lambda rng: ["key", rng.choice(["enter", "escape", "tab", "shift+tab", "space", "escape"])],
    "leave": lambda rng: ["leave"],
}


def _event(rng, weights):
    kind = rng.choices(list(weights), list(weights.values()))[0]
    return _MAKERS[kind](rng)


def _controls(letters):
    return "".join(chr(ord(letter) - 96) for letter in letters)


def _click(size, x, y, times):
    column, row = _at(size, x, y)
    return f"\x1b[<0;{column};{row}M\x1b[<0;{column};{row}m" * times


def _wheel(size, button, x, y, turns):
    column, row = _at(size, x, y)
    return f"\x1b[<{button};{column};{row}M" * turns


def _drag(size, *places):
    (a, b), (c, d) = _at(size, *places[:2]), _at(size, *places[2:])
    held = f"\x1b[<32;{(a + c) // 2};{(b + d) // 2}M\x1b[<32;{c};{d}M"
    return f"\x1b[<0;{a};{b}M{held}\x1b[<0;{c};{d}m"


def _at(size, x, y):
    return 1 + int(x * (size[0] - 1)), 1 + int(y * (size[1] - 1))


_SENT = {
    "text": lambda _size, text: text,
    "key": lambda _size, name: ESCAPE if name == "escape" else KEYS[name],
    "control": lambda _size, letter: _controls(letter),
    "storm": lambda _size, letters, times: _controls(letters) * times,
    "click": _click,
    "wheel": _wheel,
    "drag": _drag,
    "paste": lambda _size, number: f"\x1b[200~{PASTES[number]}\x1b[201~",
}


def sent(event, size):
    """Return what a terminal of a size sends for an event."""
    kind, *rest = event
    return _SENT[kind](size, *rest)


class _Walk:
    """One walk, in a home of its own.

    Args:
        begins: how it begins, as `walk_of` has it.
        folder: where its home is made.
        hangs: seconds after which an app that has not come to rest counts as frozen.
    """

    def __init__(self, begins, folder, hangs):
        self.home = Home(folder / "workbook")
        self.workbook = start(self.home, begins["shape"])
        self.size, self.opened = tuple(begins["size"]), begins["opened"]
        self.hangs = hangs

    async def play(self, made):
        """Play the events; the app is begun again whenever it was left."""
        made = [*made, ["leave"]]
        while made:
            workbook = self.workbook if self.opened else None
            async with Player(self.home, self.size, workbook, hangs=self.hangs) as player:
                texts = {}
                while made and not player.ended:
                    texts = await self.some(player, made)
                self.size, self.opened = player.size, True
            self.kept(texts)

    async def some(self, player, made):
        """Play the next event, or a few at once, and look whether all is as it should be.

        Returns:
            The texts that must be on the disk when the app has ended, by what they are and their place.
        """
        event = made.pop(0)
        if event[0] == "leave":
            return await self.left(player)
        if event[0] == "text":
            await self.typed(player, event[1])
        else:
            await self.given(player, event, made)
        self.no_fault(player)
        if len(made) % 60 == 0 and not player.ended:
            await self.saved(player)
        return player.texts()

    async def given(self, player, event, made):
        """Send an event, with those after it that need no look of their own, in one write."""
        if event[0] == "size":
            player.resize(*event[1:])
        else:
            burst = [sent(event, player.size)]
            while made and len(burst) < AT_ONCE and made[0][0] in _SENT and made[0][0] != "text":
                burst.append(sent(made.pop(0), player.size))
            player.write(*burst)
        await player.rest()

    async def typed(self, player, text):
        """Type; where an editor has the focus, what it then holds is what was typed into it."""
        editor, wanted = _with_typed(player.app.focused, text)
        player.write(text)
        await player.rest()
        if editor is not None and editor.text != wanted:
            raise FailedError(f"{text!r} was typed, {wanted[-90:]!r} wanted, and it is {editor.text[-90:]!r}")

    async def left(self, player):
        """Type and leave in one write; what was typed must be kept, and nothing be asked."""
        text = "typed last"
        texts = player.texts()
        editor, wanted = _with_typed(player.app.focused, text)
        if editor is not None:
            written = player.screens()[-1].opened.workbook.id
            texts[written, editor.kind, editor.place] = wanted
        player.write(text, "\x11")
        await player.rest()
        self.no_fault(player)
        if not player.ended:
            raise FailedError(f"ctrl+q does not end it at {player.where}")
        return texts

    def kept(self, texts):
        """All that stood in the app when it was left is on the disk."""
        store = Store(self.home)
        there = {workbook: store.open(workbook).workbook for workbook, _kind, _place in texts}
        for (workbook, kind, place), text in texts.items():
            drafts = there[workbook]
            kept = drafts.answer_text(place) if kind == "answer" else drafts.note_text(place)
            if kept != text:
                raise FailedError(
                    f"the {kind} {place} of {workbook} was {text[-90:]!r}, and {kept[-90:]!r} is kept"
                )

    async def saved(self, player):
        """What is on the screen is on the disk, and what the screen says of it is so."""
        for screen in player.screens():
            screen.collect()
            screen.autosave.flush(HANGS)
        await player.rest()
        self.no_fault(player)
        # Words are counted once the keys rest.
        wrong, until = "", time.monotonic() + HANGS
        while not player.ended and (wrong := player.untrue()) and time.monotonic() < until:
            await asyncio.sleep(COUNT_AFTER)
        if wrong:
            raise FailedError(wrong)

    @staticmethod
    def no_fault(player):
        """The app goes on."""
        if player.app.fault is not None:
            raise FailedError(f"the app ended: {player.app.fault!r}") from player.app.fault


def _with_typed(editor, text):
    """Return the editor that has the focus, and its text once something is typed; None elsewhere."""
    if not isinstance(editor, Editor) or editor.read_only or "\r" in text:
        return None, ""
    start, end = (editor.document.get_index_from_location(place) for place in sorted(editor.selection))
    return editor, editor.text[:start] + text + editor.text[end:]


async def failure_of(begins, made, hangs=HANGS):
    """Play a walk, and return what went wrong in it; an empty text where nothing did."""
    folder = Path(tempfile.mkdtemp(prefix="workbook-walk-"))
    try:
        await _Walk(begins, folder, hangs).play(list(made))
    except (FailedError, FrozenError) as error:
        return str(error)
    except Exception as error:  # noqa: BLE001 - whatever ends the app is what is looked for
        return f"{type(error).__name__}: {error}\n{''.join(traceback.format_exception(error)[-3:])}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ""


def kind_of(failure):
    """Return what two failures have in common that are one."""
    return failure.rstrip(string.digits)[:24]


async def shortened(begins, made, failure, tries=40):
    """Return fewer events that fail in the same way, found by taking away ever smaller pieces.

    Where they do not fail again, as what hangs on the machine's load, all of them are returned.
    """
    if kind_of(await failure_of(begins, made)) != kind_of(failure):
        return made
    size = max(len(made) // 2, 1)
    while size and tries > 0:
        at = 0
        while at < len(made) and tries > 0:
            fewer = made[:at] + made[at + size :]
            tries -= 1
            if kind_of(await failure_of(begins, fewer)) == kind_of(failure):
                made = fewer
            else:
                at += size
        size //= 2
    return made
