"""Hands on the app: keys, text, pastes, the mouse and new sizes, as the bytes that a terminal sends."""

from __future__ import annotations

import asyncio
from contextlib import AsyncExitStack

from textual import events
from textual.geometry import Region, Size
from textual.widgets import Input, OptionList, TextArea
from tui.engines import FakeEngine, Planted

from workbook.drafts.model import texts_of
from workbook.drafts.progress import progress
from workbook.drafts.store import Store
from workbook.errors import WorkbookError
from workbook.prose.words import count_answer
from workbook.tui.app import WorkbookApp
from workbook.tui.screens.held import HeldDesk
from workbook.tui.screens.workbook import WorkbookScreen
from workbook.tui.steps import entries
from workbook.tui.terminal_input import TerminalParser
from workbook.tui.typed import Typed
from workbook.tui.widgets.editor import Editor

KEYS = {
    "up": "\x1b[A",
    "down": "\x1b[B",
    "right": "\x1b[C",
    "left": "\x1b[D",
    "enter": "\r",
    "tab": "\t",
    "shift+tab": "\x1b[Z",
    "pageup": "\x1b[5~",
    "pagedown": "\x1b[6~",
    "home": "\x1b[H",
    "end": "\x1b[F",
    "backspace": "\x7f",
    "delete": "\x1b[3~",
    "space": " ",
    "slash": "/",
    "f1": "\x1bOP",
    "f2": "\x1bOQ",
    "f3": "\x1bOR",
    "f4": "\x1bOS",
    "f5": "\x1b[15~",
    "f6": "\x1b[17~",
    "f7": "\x1b[18~",
    "shift+f7": "\x1b[18;2~",
    "f8": "\x1b[19~",
    "f9": "\x1b[20~",
    "f10": "\x1b[21~",
    "ctrl+left": "\x1b[1;5D",
    "ctrl+right": "\x1b[1;5C",
    "ctrl+home": "\x1b[1;5H",
    "ctrl+end": "\x1b[1;5F",
    "shift+left": "\x1b[1;2D",
    "shift+right": "\x1b[1;2C",
    "shift+up": "\x1b[1;2A",
    "shift+down": "\x1b[1;2B",
    "shift+home": "\x1b[1;2H",
    "shift+end": "\x1b[1;2F",
    "ctrl+delete": "\x1b[3;5~",
    "alt+backspace": "\x1b\x7f",
    "focus-out": "\x1b[O",
    "focus-in": "\x1b[I",
    "unknown": "\x1b[999;9z",
}
"""The bytes of the keys that have a name; Ctrl with a letter, and a letter, are themselves."""
ESCAPE = object()
"""An Esc, which a terminal tells from the beginning of another key by the pause after it."""
HANGS = 60.0
"""Seconds after which an app that has not come to rest counts as frozen."""


class FrozenError(AssertionError):
    """The app does not come to rest."""


class Player:
    """An app in a terminal without a picture, and what is on its disk.

    Args:
        home: where its workbooks are.
        size: columns and rows.
        workbook: the workbook to open; the first screen where none is named.
        at: the place to open it at.
        hangs: seconds after which it counts as frozen where it has not come to rest.
    """

    def __init__(self, home, size=(80, 24), workbook=None, at=None, hangs=HANGS):
        self.home, self.size, self.hangs = home, size, hangs
        engines = Planted((FakeEngine(),))
        self.app = WorkbookApp(home, workbook, at, engines=lambda: engines)
        self.app.open_url = lambda *_arguments, **_more: None
        self._stack = AsyncExitStack()
        self._parser = TerminalParser(make_key=Typed)

    async def __aenter__(self):
        await self._stack.enter_async_context(self.app.run_test(size=self.size))
        await self.rest()
        return self

    async def __aexit__(self, *reason):
        await self._stack.aclose()

    def write(self, *pieces):
        """Send pieces of input in one go: each a text, or `ESCAPE`."""
        for piece in pieces:
            if piece is ESCAPE:
                self._send(events.Key("escape", "\x1b"))
            else:
                for event in self._parser.feed(piece):
                    self._send(event)

    def _send(self, event):
        if self.app._driver is not None:
            self.app._driver.process_message(event)

    def resize(self, columns, rows):
        """Give the terminal another size."""
        self.size = (columns, rows)
        self.app._driver._size = Size(columns, rows)
        self.app.post_message(events.Resize(Size(columns, rows), Size(columns, rows)))

    async def rest(self):
        """Wait until the app has come to rest: all input is handled, and nothing goes on because of it."""
        await asyncio.sleep(0)
        try:
            async with asyncio.timeout(self.hangs):
                await self.app.gate.rest()
        except TimeoutError:
            raise FrozenError(f"no rest after {self.hangs:g} s at {self.where}") from None

    @property
    def where(self):
        """The screen, the step and what has the focus, in words."""
        if not self.app.screen_stack:
            return "no screen"
        screen, focused = self.app.screen, self.app.focused
        step = screen.in_hand.id if isinstance(screen, WorkbookScreen) else ""
        return f"{type(screen).__name__} {step} {_named(focused)}".strip()

    @property
    def ended(self):
        """Whether the app was left."""
        return self.app._exit

    @property
    def picture(self):
        """What is drawn: the rows of the screen as text, without messages that pass."""
        screen = self.app.screen
        # Beside another app, this one is not the one that Textual takes to be there.
        with self.app._context():
            screen._on_timer_update()
        strips = screen._compositor.render_strips(self.app.size)
        if not screen.is_modal:
            return [strip.text.rstrip() for strip in strips]
        # What lies beneath a dialog is drawn with it or stays from before.
        window = Region.from_union([child.region for child in screen.children if child.display])
        rows = strips[max(0, window.y) : window.bottom]
        return [strip.crop(max(0, window.x), window.right).text.rstrip() for strip in rows]

    @property
    def focus(self):
        """What has the focus, and where in it the cursor stands."""
        focused = self.app.focused
        if isinstance(focused, TextArea):
            return _named(focused), focused.text, focused.selection
        if isinstance(focused, Input):
            return _named(focused), focused.value, focused.cursor_position
        if isinstance(focused, OptionList):
            return _named(focused), focused.highlighted
        return (_named(focused),)

    def disk(self):
        """Return each workbook as it stands on the disk, without its times."""
        store = Store(self.home)
        return {name: self._told(store.open(name).workbook) for name in store.ids()}

    @staticmethod
    def _told(workbook):
        told = vars(workbook).copy()
        for name in ("created_at", "saved_at"):
            del told[name]
        for name in ("answers", "notes"):
            told[name] = {place: draft.text for place, draft in told[name].items() if draft.text}
        for name in ("read", "decided", "rules_off", "ignored", "proofread"):
            told[name] = sorted(told[name])
        told["attachments"] = {a: [f.stored_as for f in files] for a, files in told["attachments"].items()}
        told.pop("proofread")
        return told

    def screens(self):
        """Return the screens on workbooks, the top one last."""
        return [screen for screen in self.app.screen_stack if isinstance(screen, HeldDesk)]

    def texts(self):
        """Return the texts that stand in the workbooks on the screen, by workbook, kind and place."""
        texts = {}
        for screen in self.screens():
            workbook = screen.opened.workbook
            texts |= {(workbook.id, *where): text for where, text in texts_of(workbook).items()}
            texts |= {(workbook.id, each.kind, each.place): each.text for each in screen.query(Editor)}
        return texts

    def untrue(self):
        """Return what the screen says that is not so, or an empty text; everything must have been saved."""
        for screen in self.screens():
            try:
                there = Store(self.home).open(screen.opened.workbook.id)
            except WorkbookError as error:
                return f"{screen.opened.workbook.id} cannot be read: {error}"
            for place, draft in screen.opened.workbook.answers.items():
                if there.workbook.answer_text(place) != draft.text:
                    return f"{place} is not on the disk as it is on the screen"
            for editor in screen.query(Editor):
                drafts = there.workbook.answers if editor.kind == "answer" else there.workbook.notes
                kept = drafts[editor.place].text if editor.place in drafts else ""
                if kept != editor.text:
                    return f"the {editor.kind} {editor.place} is {kept!r} and stands there as {editor.text!r}"
            if not screen.read_only and not screen.top_line.right.startswith("saved"):
                return f"all is saved and the top line says {screen.top_line.right!r}"
            done = progress(there.credential, there.workbook, count_answer)
            if isinstance(screen, WorkbookScreen) and [
                (entry.id, entry.detail, entry.state) for entry in screen.steps
            ] != [
                (entry.id, entry.detail, entry.state)
                for entry in entries(there.credential, there.workbook, done)
            ]:
                return "the list of steps tells another progress than the disk"
        return ""


def _named(widget):
    return type(widget).__name__ + (f"#{widget.id}" if widget is not None and widget.id else "")
