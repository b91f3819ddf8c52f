"""Keys in one write to a real terminal do what the same keys do with a pause after each."""

from __future__ import annotations

import contextlib
import os
import re
import subprocess
import sys
from dataclasses import dataclass

import pytest
from e2e.terminal import KEYS
from tui.hands.shapes import start

from workbook.drafts import actions
from workbook.drafts.store import Store
from workbook.home import Home

GOALS = "goals-worth-reaching"
F6, F7 = "\x1b[17~", "\x1b[18~"


@dataclass(frozen=True)
class Scene:
    """Keys, and what they must have come to.

    Attributes:
        name: what is done.
        at: the place that the workbook is opened at; the first screen where none is named.
        keys: names of keys, and texts.
        shown: what stands on the screen at the end.
        kept: what is kept then: the kind, the place and the text.
    """

    name: str
    at: str | None
    keys: tuple[str, ...]
    shown: str
    kept: tuple[str, str, str]


PASTED = "\x1b[200~pasted in one go\x1b[201~"
NEXT = "part-1.prompt-3"
SCENES = (
    Scene(
        "the next step and a sentence",
        "part-1.prompt-2",
        ("f3", "Nothing of it is lost."),
        "Nothing of it is lost.",
        ("answer", NEXT, "Nothing of it is lost."),
    ),
    Scene(
        "the next step and a paste",
        "part-1.prompt-2",
        ("f3", PASTED, " and on"),
        "pasted in one go and on",
        ("answer", NEXT, "pasted in one go and on"),
    ),
    Scene(
        "a note on a source, with letters that are commands",
        "research.1",
        ("n", "rnrn is read"),
        "rnrn is read",
        ("note", "research.1", "rnrn is read"),
    ),
    Scene(
        "back to the text from the list of steps, and on",
        "part-1.prompt-2",
        ("f5", "down", "enter", "Chosen from the list."),
        "Chosen from the list.",
        ("answer", NEXT, "Chosen from the list."),
    ),
    Scene(
        "the drawer and the note in it",
        "part-1.prompt-2",
        ("f4", "tab", "for me alone", "f3", "for all"),
        "for all",
        ("answer", NEXT, "for all"),
    ),
    Scene(
        "the help, the palette and a click",
        "part-1.prompt-2",
        ("f1", "f1", "ctrl+p", "step after", "enter", "\x1b[<0;10;6M\x1b[<0;10;6m", "By the palette."),
        "By the palette.",
        ("answer", NEXT, "By the palette."),
    ),
    Scene(
        "what was found is set aside, then another step",
        "part-1.prompt-2",
        (F7, "i", "f3", "written on"),
        "written on",
        ("answer", NEXT, "written on"),
    ),
    Scene(
        "an earlier version is taken back",
        "part-1.prompt-2",
        (F6, "down", "r", "end", " Again."),
        "Again.",
        ("answer", "part-1.prompt-2", "We recieve them. Again."),
    ),
    Scene(
        "from the first screen into an answer",
        None,
        ("enter", "f3", "f3", "f3", "f3", "From the beginning."),
        "From the beginning.",
        ("answer", "part-1.prompt-1", "From the beginning."),
    ),
)


@pytest.fixture
def homes(tmp_path):
    """Two homes that are the same: an answer with something to look at, and an earlier version of it."""
    made = []
    for name in ("one", "two"):
        home = Home(tmp_path / name / "home")
        start(home, GOALS)
        opened = Store(home).open(GOALS)
        actions.answer(opened, "part-1.prompt-2", "We recieve them.")
        actions.answer(opened, "part-1.prompt-2", "We recieve them now.")
        made.append(home)
    return made


@contextlib.contextmanager
def two_busy_loops():
    """Keep two processors busy, for a minute and a half at most."""
    loop = "import time; until = time.monotonic() + 90\nwhile time.monotonic() < until: pass"
    running = [subprocess.Popen([sys.executable, "-c", loop]) for _ in range(2)]
    try:
        yield
    finally:
        for each in running:
            each.kill()
            each.wait()


def opened(terminal, home, scene):
    """Open the app where a scene begins, and wait until it is there to be used."""
    arguments = ("open", GOALS, "--at", scene.at) if scene.at else ()
    app = terminal(*arguments, home=home.folder)
    app.wait_for("Goals Worth Reaching", "F1")
    app.settle()
    if F7 in scene.keys:
        app.wait_for("1 to look at")
    return app


def came_of(app, scene, home):
    """Wait until what was done is saved, and return the screen, and the workbook without its times."""
    app.wait_for(scene.shown, "saved")
    app.settle()
    app.press("ctrl+s")
    app.wait_for("saved", gone=("saving",))
    app.settle()
    kind, place, text = scene.kept
    kept = Store(home).open(GOALS).workbook
    assert (kept.answer_text if kind == "answer" else kept.note_text)(place) == text
    screen = re.sub(r"saved \d+:\d\d [ap]m", "saved", app.text)
    drafts = [{name: draft.text for name, draft in each.items()} for each in (kept.answers, kept.notes)]
    return screen, drafts, sorted(kept.read), sorted(kept.ignored), kept.resume, app.screen.cursor.y


@pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)
def test_keys_in_one_write_do_what_they_do_one_by_one(terminal, homes, scene):
    paced, burst = (opened(terminal, home, scene) for home in homes)
    for key in scene.keys:
        paced.child.send(KEYS.get(key, key))
        paced.settle()
    burst.child.send("".join(KEYS.get(key, key) for key in scene.keys))
    assert came_of(burst, scene, homes[1]) == came_of(paced, scene, homes[0])


@pytest.mark.skipif(not hasattr(os, "setpriority"), reason="there is no niceness here")
@pytest.mark.parametrize("scene", [SCENES[0], SCENES[2]], ids=lambda scene: scene.name)
def test_so_they_do_on_a_machine_that_is_busy(terminal, homes, scene):
    app = opened(terminal, homes[0], scene)
    os.setpriority(os.PRIO_PROCESS, app.child.pid, 19)
    with two_busy_loops():
        app.child.send("".join(KEYS.get(key, key) for key in scene.keys))
        app.wait_for(scene.shown)
    came_of(app, scene, homes[0])
