"""What the tests of the app share: a home in a temporary folder, workbooks in it, and a stable terminal."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import shutil
import sys
import time
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
import textual.app
import textual.pilot
from textual._context import active_app
from textual._wait import SLEEP_GRANULARITY, wait_for_idle
from textual.pilot import Pilot
from textual.widgets import Input, TextArea
from textual.worker import WorkerFailed
from tui.engines import Planted

from workbook.drafts import model
from workbook.home import WORKBOOK_HOME, Home, content_folder
from workbook.tui import marks, memory
from workbook.tui.app import WorkbookApp
from workbook.tui.gate import Gated
from workbook.tui.screens.desk import Desk

if TYPE_CHECKING:
    from pathlib import Path

    from textual.dom import DOMNode

NOW = datetime(2031, 3, 4, 16, 12, tzinfo=UTC)
"""The moment at which every test of the app takes place."""

Settle = Callable[[Pilot[None]], Awaitable[None]]
Begin = Callable[..., str]


def pytest_configure(config: pytest.Config) -> None:
    """Pictures are looked at by a person before they are kept: never write them where nobody looks."""
    if os.environ.get("CI") and config.getoption("update_snapshots", default=False):
        raise pytest.UsageError("Pictures of the app are not updated in CI: look at them, then commit them.")


@pytest.fixture(autouse=True)
def stable_terminal() -> Iterator[None]:
    """The same terminal, time zone and moment on every machine; cursors that do not blink."""
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv("NO_COLOR", raising=False)
        patch.setenv("TERM", "xterm-256color")
        patch.setenv("COLORTERM", "truecolor")
        patch.setenv("TZ", "UTC")
        _read_environment_anew()
        patch.setattr(TextArea.cursor_blink, "_default", False)
        patch.setattr(Input.cursor_blink, "_default", False)
        real = model.now
        for module in modules_with_now(real):
            patch.setattr(module, "now", standing_still)
        # A round of the collector through all that pytest holds takes longer than the test does.
        patch.setattr(memory, "settle", lambda: None)
        for module in (textual.app, textual.pilot):
            patch.setattr(module, "wait_for_idle", at_rest)
        yield
    # What was imported meanwhile would stand still for the tests that come after.
    for module in modules_with_now(standing_still):
        module.now = real
    _read_environment_anew()


async def at_rest(least: float = SLEEP_GRANULARITY, longest: float = 1) -> None:
    """Wait until the app that runs has come to rest.

    Textual's own way looks at the processor's time, fifty times a second and twice for each key: where
    another thread works it waits a second, and where the app waits for one it does not wait at all.
    """
    app = active_app.get(None)
    if isinstance(app, Gated):
        await asyncio.sleep(0)
        await app.gate.rest()
    else:
        await wait_for_idle(least, longest)


def standing_still() -> datetime:
    """Return the moment at which these tests happen."""
    return NOW


def modules_with_now(now: Callable[[], datetime]) -> list[Any]:
    """Return the program's modules that know the present moment by this function."""
    ours = [module for name, module in list(sys.modules.items()) if name.startswith("workbook.")]
    return [module for module in ours if getattr(module, "now", None) is now]


def _read_environment_anew() -> None:
    if hasattr(time, "tzset"):
        time.tzset()
    marks.has_unicode.cache_clear()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Home:
    """An empty home, which the app shows as `~/workbook`."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    monkeypatch.setenv(WORKBOOK_HOME, str(tmp_path / "workbook"))
    return Home.from_environment()


@pytest.fixture
def engines() -> Planted:
    """The engines that proofread in the test: none, where it does not put some there."""
    return Planted()


@pytest.fixture
def app(home: Home, engines: Planted) -> WorkbookApp:
    """The app on that home, not yet running."""
    return WorkbookApp(home, engines=lambda: engines)


@dataclass(frozen=True)
class Frame:
    """What a screen looks like when it is first drawn; `focus` is the id of what shows that it has it."""

    screen: str
    text: str
    focus: str | None


@pytest.fixture
def first_frames(monkeypatch: pytest.MonkeyPatch) -> list[Frame]:
    """The first frame of every screen that is drawn."""
    frames: list[Frame] = []
    draw = Desk._compositor_refresh

    def drawing(screen: Desk) -> None:
        before = screen.was_drawn
        draw(screen)
        if screen.was_drawn and not before:
            text = "\n".join(strip.text for strip in screen._compositor.render_strips())
            focused = screen.focused if screen.focused is not None and screen.focused.has_focus else None
            frames.append(Frame(type(screen).__name__, text, focused and focused.id))

    monkeypatch.setattr(Desk, "_compositor_refresh", drawing)
    return frames


@pytest.fixture
def begin(home: Home) -> Begin:
    """Begin a workbook by writing its files, with the dates that are asked for.

    The keywords are the tables of `workbook.json`, each a list of rows.
    """

    def begin_one(
        credential: str = "goals-worth-reaching",
        workbook: str = "",
        saved: str = "2031-03-03T16:12:00+00:00",
        place: str = "",
        source: Path | None = None,
        **tables: list[dict[str, Any]],
    ) -> str:
        workbook = workbook or credential
        folder = home.workbooks / workbook
        folder.mkdir(parents=True)
        shutil.copy(source or content_folder() / "credentials" / f"{credential}.md", folder / "credential.md")
        meta = {
            "schema": 1,
            "id": workbook,
            "credential": credential,
            "created_at": saved,
            "saved_at": saved,
            "resume": {"place": place, "row": 0, "column": 0, "scroll": 0},
        }
        numbered = {name: {str(i): row for i, row in enumerate(rows, 1)} for name, rows in tables.items()}
        text = json.dumps({"workbook": {"1": meta}, **numbered})
        (folder / "workbook.json").write_text(text, "utf-8")
        return workbook

    return begin_one


def is_due_soon(node: DOMNode) -> bool:
    """Return whether something is to be done once on a node within a second: no more keys are waited for."""
    timers = [timer for timer in node._timers if timer._repeat == 0 and timer._interval < 1]
    return any(timer._task is not None and not timer._task.done() for timer in timers)


@pytest.fixture
def settle() -> Settle:
    """Wait until what the app does in the background is done and shown."""

    async def wait(pilot: Pilot[None]) -> None:
        # What is done in the background may ask for more to be done, a few times over.
        for _ in range(6):
            await pilot.app.gate.rest()
            # What failed is shown, or ends the app: either way the test sees it.
            with contextlib.suppress(WorkerFailed):
                await pilot.app.workers.wait_for_complete()
        await pilot.app.gate.rest()

    return wait


@pytest.fixture
def looked(settle: Settle) -> Settle:
    """Wait until all that is to be proofread has been, and is shown."""

    async def wait(pilot: Pilot[None]) -> None:
        await pilot.pause()
        # What was typed or chosen is looked at when the keys rest.
        while any(map(is_due_soon, pilot.app.screen.walk_children(with_self=True))):
            await pilot.pause(0.02)
        await settle(pilot)
        for _ in range(400):
            proofreading = getattr(pilot.app.screen, "proofreading", None)
            if proofreading is None or not proofreading.is_looking:
                break
            await pilot.pause(0.02)
        await settle(pilot)

    return wait
