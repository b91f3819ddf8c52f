"""A random walk through the app: events that depend on a seed alone, played, looked at and made short."""

from __future__ import annotations

import random
import shutil
import string
import tempfile
import traceback
from pathlib import Path

from textual.widgets import TextArea
from tui.hands.player import ESCAPE, KEYS, Frozen, Player
from tui.hands.shapes import BUNDLED, SHAPES, start

from workbook.home import Home
from workbook.tui.widgets.editor import Editor

LETTERS = "nsrgicwltRhdey/123456789 "
WORDS = (
    "students recieve PBIZ very unique there log IEP evidence Its the learners naïve résumé 5th-grade “quoted” "
    "don’t — … e\u0301 क्षि 👩🏽‍🏫 漢字 ʻokina שלום"
).split()
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
SIZES = ((80, 24), (140, 40), (60, 16), (50, 12), (110, 30), (109, 30), (20, 5), (1, 1), (200, 20))
CONTROL = "acdefgklnoprtuvwxyz"
MOVES = "up down left right home end pageup pagedown ctrl+left ctrl+right ctrl+home ctrl+end".split()
EDITS = (
    "backspace delete enter enter space shift+left shift+right shift+up shift+down shift+home shift+end "
    "ctrl+delete alt+backspace"
).split()
FUNCTIONS = "f1 f2 f3 f3 f3 f4 f5 f6 f7 f7 shift+f7 f10".split()
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
    "leave": 0.7,
}
WRITING = {"words": 40, "move": 15, "edit": 15, "undo": 9, "paste": 8, "storm": 3, "size": 2, "function": 2}
PLACES = ("part-1.prompt-1", "part-1.prompt-2", "research", "part-2.artifacts", "part-1.assessment", "ready")


class Failed(AssertionError):
    """What went wrong, in a sentence; the walk's events lead to it."""


def walk_of(seed, count):
    """Return how a walk begins, and its events."""
    rng = random.Random(seed)
    shape = rng.choice([*SHAPES, *BUNDLED])
    begins = {
        "shape": shape,
        "size": rng.choice(SIZES[:5]),
        "opened": rng.random() < 0.8,
        "places": rng.sample(PLACES, 2),
    }
    made = []
    while len(made) < count:
        weights = WRITING if rng.random() < 0.4 else ANYWHERE
        made += [_event(rng, weights) for _ in range(rng.choice((8, 20, 40)))]
    return begins, made[:count]


def _event(rng, weights):
    kind = rng.choices(list(weights), list(weights.values()))[0]
    part = lambda: round(rng.random(), 3)  # noqa: E731 - of the width or the height
    match kind:
        case "words":
            ends = rng.choice(["", " ", ". ", "\r"])
            return ["text", " ".join(rng.choice(WORDS) for _ in range(rng.randint(1, 4))) + ends]
        case "function":
            return ["key", rng.choice(FUNCTIONS)]
        case "build":
            return ["key", "f9"]
        case "move":
            return ["key", rng.choice(MOVES)]
        case "edit":
            return ["key", rng.choice(EDITS)]
        case "control":
            return ["control", rng.choice(CONTROL)]
        case "undo":
            return ["control", rng.choice("zzyxcvkuwda")]
        case "letter":
            return ["text", rng.choice(LETTERS)]
        case "click":
            return ["click", part(), round(rng.random() ** rng.choice([1, 1, 0.2]), 3), rng.choice([1, 1, 2])]
        case "wheel":
            return ["wheel", rng.choice([64, 65]), part(), part(), rng.randint(1, 6)]
        case "drag":
            return ["drag", part(), part(), part(), part()]
        case "paste":
            return ["paste", rng.randrange(len(PASTES))]
        case "size":
            return ["size", *rng.choice(SIZES)]
        case "storm":
            return ["storm", rng.choice(["zzzz", "zy", "zzyy", "zyz"]), rng.randint(3, 12)]
        case "odd":
            return ["key", rng.choice(["focus-in", "focus-out", "unknown"])]
        case "leave":
            return ["leave"]
        case _:
            return ["key", rng.choice(["enter", "escape", "tab", "shift+tab", "space", "escape"])]


def pieces_of(event, size):
    """Return what a terminal of a size sends for an event."""
    kind, *rest = event
    columns, rows = size

    def at(x, y):
        return 1 + int(x * (columns - 1)), 1 + int(y * (rows - 1))

    match kind:
        case "text":
            return [rest[0]]
        case "key":
            return [ESCAPE if rest[0] == "escape" else KEYS[rest[0]]]
        case "control":
            return [chr(ord(rest[0]) - 96)]
        case "storm":
            return ["".join(chr(ord(letter) - 96) for letter in rest[0]) * rest[1]]
        case "click":
            x, y = at(*rest[:2])
            return [f"\x1b[<0;{x};{y}M\x1b[<0;{x};{y}m" * rest[2]]
        case "wheel":
            x, y = at(*rest[1:3])
            return [f"\x1b[<{rest[0]};{x};{y}M" * rest[3]]
        case "drag":
            (a, b), (c, d) = at(*rest[:2]), at(*rest[2:])
            held = f"\x1b[<32;{(a + c) // 2};{(b + d) // 2}M\x1b[<32;{c};{d}M"
            return [f"\x1b[<0;{a};{b}M{held}\x1b[<0;{c};{d}m"]
        case "paste":
            return [f"\x1b[200~{PASTES[rest[0]]}\x1b[201~"]
    raise ValueError(f"{event} is no input")


class _Walk:
    """One walk, in a home of its own."""

    def __init__(self, begins, folder):
        self.home = Home(folder / "workbook")
        self.begins = begins
        self.workbook = start(self.home, begins["shape"])
        self.size = tuple(begins["size"])
        self.expected = None

    def player(self, opened=True):
        """Return an app that opens the workbook where one stopped."""
        if not opened:
            return Player(self.home, self.size)
        return Player(self.home, self.size, self.workbook)

    async def play(self, made):
        """Play the events; the app is begun again whenever it was left."""
        made = [*made, ["leave"]]
        opened = self.begins["opened"]
        while made:
            async with self.player(opened) as player:
                while made and not player.ended:
                    await self.one(player, made.pop(0), len(made))
                self.size, opened = player.size, True

    async def one(self, player, event, left):
        """Play one event, and look whether all is as it should be."""
        if event[0] == "size":
            player.resize(*event[1:])
        elif event[0] == "leave":
            await self.saved(player)
            player.write("\x11")
        elif event[0] == "text":
            await self.typed(player, event[1])
            return
        else:
            player.write(*pieces_of(event, player.size))
        await player.rest()
        self.no_fault(player)
        if left % 40 == 0 and not player.ended:
            await self.saved(player)

    async def typed(self, player, text):
        """Type; where an editor has the focus, what it then holds is what was typed into it."""
        editor = player.app.focused
        plain = isinstance(editor, Editor) and not editor.read_only and "\r" not in text
        if plain:
            before, (start, end) = editor.text, sorted(editor.selection)
            at = [_index(editor, place) for place in (start, end)]
        player.write(text)
        await player.rest()
        self.no_fault(player)
        if plain and editor.text != before[: at[0]] + text + before[at[1] :]:
            raise Failed(f"{text!r} was typed into {before[-60:]!r} at {at}, and it is {editor.text[-90:]!r}")

    async def saved(self, player):
        """What is on the screen is on the disk, and what the screen says of it is so."""
        for screen in player.screens():
            screen.collect()
            screen.autosave.flush(60)
        await player.rest()
        self.no_fault(player)
        if wrong := player.untrue():
            raise Failed(wrong)

    @staticmethod
    def no_fault(player):
        """The app goes on."""
        if player.app.fault is not None:
            raise Failed(f"the app ended: {player.app.fault!r}") from player.app.fault


def _index(editor: TextArea, location):
    return editor.document.get_index_from_location(location)


async def failure_of(begins, made):
    """Play a walk, and return what went wrong in it; an empty text where nothing did."""
    folder = Path(tempfile.mkdtemp(prefix="workbook-walk-"))
    try:
        await _Walk(begins, folder).play(list(made))
    except (Failed, Frozen) as error:
        return str(error)
    except Exception as error:
        return f"{type(error).__name__}: {error}\n{''.join(traceback.format_exception(error)[-3:])}"
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    return ""


def kind_of(failure):
    """Return what two failures have in common that are one."""
    return failure.rstrip(string.digits)[:24]


async def shortened(begins, made, failure, tries=60):
    """Return fewer events that fail in the same way, found by taking away ever smaller pieces."""
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
