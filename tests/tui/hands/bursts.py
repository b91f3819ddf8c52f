"""Two apps side by side: one is given keys one by one, the other the same keys in one write."""

from __future__ import annotations

import asyncio
import difflib
import random
import shutil
import time
from dataclasses import dataclass

from textual.widgets import Input, TextArea
from tui.hands.player import ESCAPE, HANGS, KEYS, Player
from tui.hands.shapes import start

from workbook.home import Home

GOALS = "goals-worth-reaching"
NOT_PRESSED = {
    "ctrl+q": "it ends the app: the walk leaves it",
    "f8": "there is no terminal to lend to an editor",
    "f9": "the document takes seconds, and no key waits for it",
    "ctrl+c": "Textual says how to quit, in a message that passes",
}
"""Keys that are bound, and that are not pressed here, each with the reason."""
TEXT = "{text}"
PASTE = "{paste}"
CLICK = "{click}"
WHEEL = "{wheel}"
_OTHERS = {
    TEXT: "Six of my readers, ",
    PASTE: "\x1b[200~pasted words\nand more\x1b[201~",
    CLICK: "\x1b[<0;20;8M\x1b[<0;20;8m",
    WHEEL: "\x1b[<65;20;8M\x1b[<65;20;8M",
}
_CAME_TRUE = 0.05
"""Seconds between two looks at whether two screens have come to be the same."""


@dataclass(frozen=True)
class Setup:
    """Where a burst begins.

    Attributes:
        name: what stands there.
        at: the place that the workbook is opened at; the first screen where none is named.
        keys: what is pressed then.
        edits: whether the keys that only edit a text are pressed here too; they are the same everywhere.
    """

    name: str
    at: str | None = None
    keys: tuple[str, ...] = ()
    edits: bool = False


SETUPS = (
    Setup("the first screen"),
    Setup("the search", keys=("slash",), edits=True),
    Setup("a micro-credential's page", keys=("n", "enter")),
    Setup("the question whether to delete", keys=("delete",)),
    Setup("the guide", keys=("g",)),
    Setup("a page of the guide", keys=("g", "enter")),
    Setup("a section to read", "method"),
    Setup("a source", "research.1"),
    Setup("the note on a source", "research.1", ("n",)),
    Setup("an answer", "part-1.prompt-1"),
    Setup("a written answer", "part-1.prompt-2", edits=True),
    Setup("the help", "part-1.prompt-2", ("f1",)),
    Setup("the palette", "part-1.prompt-2", ("ctrl+p",)),
    Setup("the drawer", "part-1.prompt-2", ("f4",)),
    Setup("the list of steps", "part-1.prompt-2", ("f5",)),
    Setup("what was found", "part-1.prompt-2", ("f7",)),
    Setup("what was set aside", "part-1.prompt-2", ("f7", "i", "s")),
    Setup("the history", "part-1.prompt-2", ("f6",)),
    Setup("the artifacts", "part-2.artifact-1"),
    Setup("attaching", "part-2.artifact-1", ("enter",)),
    Setup("the question whether to take away", "part-2.artifact-2", ("delete",)),
    Setup("the assessment", "part-2.criterion-1"),
    Setup("Ready?", "ready"),
    Setup("handing in", "submitting"),
)


def bytes_of(act):
    """Return what a terminal sends for an act; None where it has no way to send it."""
    if act in _OTHERS:
        return _OTHERS[act]
    if act == "escape":
        return ESCAPE
    if act in KEYS:
        return KEYS[act]
    if act.startswith("ctrl+") and len(act) == 6 and act[5].islower():
        return chr(ord(act[5]) - 96)
    return act if len(act) == 1 else None


def acts_of(player, *, edits=True):
    """Return each key that does something where an app stands; also text, a paste and the mouse."""
    keys = [
        key
        for key, bound in player.app.screen.active_bindings.items()
        if bytes_of(key)
        and key not in NOT_PRESSED
        and (edits or not isinstance(bound.node, TextArea | Input))
    ]
    return [*dict.fromkeys([*keys, "enter", "tab", "escape"]), *_OTHERS]


class Pair:
    """Two apps on homes that are the same.

    Args:
        folder: where the homes are made.
        prepare: puts into a home what both begin with.
        size: of the terminals.
    """

    def __init__(self, folder, prepare, size=(80, 24)):
        self._folder, self._size = folder, size
        self._model = Home(folder / "model" / "workbook")
        start(self._model, GOALS)
        prepare(self._model)

    def homes(self):
        """Return two new homes, as the model is."""
        made = []
        for name in ("paced", "burst"):
            place = self._folder / name
            shutil.rmtree(place, ignore_errors=True)
            shutil.copytree(self._model.folder, place / "workbook")
            made.append(Home(place / "workbook"))
        return made

    async def wrong(self, setup, bursts):
        """Return in what two apps differ after each of some bursts from a setup: one by one and at once.

        They are begun anew only where a burst has led away from where the setup stands.
        """
        told, left = [], list(bursts)
        while left:
            paced_home, burst_home = self.homes()
            opened = GOALS if setup.at else None
            async with (
                Player(paced_home, self._size, opened, setup.at) as paced,
                Player(burst_home, self._size, opened, setup.at) as burst,
            ):
                for player in (paced, burst):
                    await one_by_one(player, setup.keys)
                here = paced.where
                while left and paced.where == here and not told:
                    acts = left.pop(0)
                    await one_by_one(paced, acts)
                    burst.write(*map(bytes_of, acts))
                    await burst.rest()
                    if wrong := await _difference(paced, burst):
                        told.append(f"{setup.name} ({here}): {acts} at once: {wrong}")
            if told:
                break
        return "\n".join(told)

    async def acts(self, setup):
        """Return what can be done where a setup leads to."""
        home, _ = self.homes()
        async with Player(home, self._size, GOALS if setup.at else None, setup.at) as player:
            await one_by_one(player, setup.keys)
            return acts_of(player, edits=setup.edits)


def bursts_of(acts, seed, size):
    """Return bursts of a size in which each act stands once, and no two clicks: two are a double click."""
    rng = random.Random(seed)
    mixed = rng.sample(acts, len(acts))
    return [mixed[at : at + size] for at in range(0, len(mixed), size)]


def pairs_of(acts):
    """Return every pair of acts but two clicks: two are a double click, when they come soon enough."""
    return [(a, b) for a in acts for b in acts if not a == b == CLICK]


async def one_by_one(player, acts):
    """Do some acts, each when the one before is done."""
    for act in acts:
        player.write(bytes_of(act))
        await player.rest()


async def _difference(paced, burst):
    """Return in what two apps differ once all is saved and counted."""
    for player in (paced, burst):
        if player.app.fault is not None:
            raise player.app.fault
        with player.app._context():
            for screen in player.screens():
                screen.collect()
                screen.autosave.flush(HANGS)
        await player.rest()
    until = time.monotonic() + HANGS / 6
    while (wrong := _unlike(paced, burst)) and time.monotonic() < until:
        await asyncio.sleep(_CAME_TRUE)
    return wrong


def _unlike(paced, burst):
    for name, look in {
        "the place": lambda player: player.where,
        "the focus": lambda player: player.focus,
        "the screen": _drawn,
        "the disk": lambda player: player.disk(),
    }.items():
        one, other = look(paced), look(burst)
        if one != other:
            return f"{name}:\n{_told_apart(one, other)}"
    return ""


def _told_apart(one, other):
    """Return in what two looks differ, of screens and files the lines alone."""
    lines = [text.split("\n") if isinstance(text, str) else [repr(text)] for text in (one, other)]
    return "\n".join(difflib.unified_diff(*lines, "one by one", "at once", n=0, lineterm=""))


def _drawn(player):
    player.app.clear_notifications()
    where = player.home.folder.parent.name
    return "\n".join(player.picture).replace(f"/{where}/", "/…/")
