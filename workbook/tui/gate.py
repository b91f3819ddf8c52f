"""The input gate: the next key, paste or click is handled when the one before has wholly been.

Textual forwards each key to whatever has the focus when the key is read, and a key that bubbles up to a
binding comes to it behind all keys read meanwhile: what is typed right after a key that moves the focus goes
to the page that is being taken away. Here an event waits until nothing that the one before has set going
is left to be done: messages, mounts, focus, layout, and what it does on another thread for the screen.
"""

from __future__ import annotations

import asyncio
import contextlib
import time
from collections import deque
from enum import IntEnum
from typing import TYPE_CHECKING

from textual import events
from textual.app import App
from textual.widgets import Input, TextArea

from workbook.tui.timers import TimersFire

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable, Iterator, Mapping

    from textual.actions import ActionParseResult
    from textual.dom import DOMNode

PATIENCE = 10.0
"""Seconds after which the next event is handled although the one before is not done: a disk may hang."""
_BETWEEN_LOOKS = 0.004
"""Seconds between two looks at whether work on another thread is done."""
_LIGHT = (events.MouseMove, events.MouseScrollDown, events.MouseScrollUp)
"""Events that move no focus: among themselves they need not wait for each other."""


class _After(IntEnum):
    """What may still be going on because of the events handled so far."""

    NOTHING = 0
    TEXT = 1
    """Letters are on their way to the editor that has the focus."""
    COMMAND = 2
    """Anything: the focus, the page and the screen may be changing."""


class InputGate:
    """Hands input events to an app one after the other.

    Args:
        app: the app.
        dispatch: handles an event as Textual does.
    """

    def __init__(self, app: App[None], dispatch: Callable[[events.Event], Awaitable[None]]) -> None:
        self._app = app
        self._dispatch = dispatch
        self._waiting: deque[events.Event] = deque()
        self._task: asyncio.Task[None] | None = None
        self._settling = asyncio.Lock()
        self._acting = 0
        self._work: list[Callable[[], bool]] = []
        # The first screen is coming up: what is typed ahead waits for it.
        self._after = _After.COMMAND

    async def take(self, event: events.Event) -> None:
        """Handle an event at once where nothing goes on that could concern it; else let it wait."""
        if self._task is None and self._passes(event):
            self._after = _After.TEXT
            await self._dispatch(event)
            return
        self._enqueue(event)
        if self._task is None:
            self._task = asyncio.create_task(self._hand_on(), name="input gate")

    def hold_for(self, is_done: Callable[[], bool], *, letters: bool = True) -> None:
        """Let what comes next wait until some work elsewhere is done; without `letters`, commands alone."""
        if letters:
            self._after = _After.COMMAND
        self._work.append(is_done)

    async def act(self, action: Awaitable[bool]) -> bool:
        """Run an action; what comes next waits for its end."""
        self._acting += 1
        try:
            return await action
        finally:
            self._acting -= 1

    async def rest(self) -> None:
        """Wait until all events that have come are handled, and what they have set going is done."""
        while True:
            await self._settle()
            if self._task is None:
                return
            await asyncio.wait({self._task})

    def _passes(self, event: events.Event) -> bool:
        """Return whether an event need not wait for what the ones before have set going."""
        return self._after is not _After.COMMAND and not self._app._exit and self._is_light(event)

    def _is_light(self, event: events.Event) -> bool:
        """Return whether an event is a letter for what has the focus, or moves no focus."""
        if isinstance(event, _LIGHT):
            return True
        writes = bool(self._app.screen_stack) and isinstance(self._app.focused, (TextArea, Input))
        return writes and isinstance(event, events.Key) and event.is_printable

    def _enqueue(self, event: events.Event) -> None:
        last = self._waiting[-1] if self._waiting else None
        if type(event) is type(last) is events.MouseMove:
            self._waiting.pop()  # where the mouse was on its way is of no use to anyone
        self._waiting.append(event)

    async def _hand_on(self) -> None:
        try:
            while self._waiting:
                if not self._passes(self._waiting[0]):
                    await self._settle()
                    self._after = _After.NOTHING
                event = self._waiting.popleft()
                if self._app._exit:
                    continue  # the app is being left, and its screens are going
                self._after = _After.TEXT if self._is_light(event) else _After.COMMAND
                await self._dispatch(event)
        except Exception as error:  # noqa: BLE001 - a fault at a key ends the app as one in its own task does
            self._app._handle_exception(error)
        finally:
            self._task = None

    async def _settle(self) -> None:
        """Wait until nothing is going on any more; one task at a time: each would see the other at work."""
        async with self._settling:
            await self._settle_alone()

    async def _settle_alone(self) -> None:
        until = time.monotonic() + PATIENCE
        while self._app.is_running and not self._app._exit and time.monotonic() < until:
            await self._nothing_runnable(until)
            self._work = [is_done for is_done in self._work if not is_done()]
            if self._work or self._acting or not self._is_up or self._is_to_be_resized:
                await asyncio.sleep(_BETWEEN_LOOKS)
            elif self._is_to_be_laid_out():
                await self._laid_out(until)
            elif self._app.animator._animations:
                # Scrolling by a page goes on from where the scrolling before has come to.
                await self._in_time(self._app.animator.wait_for_idle(), until)
            else:
                return

    async def _nothing_runnable(self, until: float) -> None:
        """Give way until this is the only task that could go on: no message is left in any queue.

        Each queue of messages wakes its task through the loop, so one look at what is ready to run tells
        of all of them; to ask each of some hundred widgets would cost more than handling the key.
        """
        ready = asyncio.get_running_loop()._ready  # type: ignore[attr-defined]
        await asyncio.sleep(0)
        while ready and time.monotonic() < until:
            await asyncio.sleep(0)

    @property
    def _is_up(self) -> bool:
        """Whether the screen in front has come up; what it is made of may wait for a thread meanwhile."""
        return bool(self._app.screen_stack) and self._app.screen.is_mounted

    @property
    def _is_to_be_resized(self) -> bool:
        """Whether the terminal has a new size that the screen has not: Textual waits for the last of many."""
        return self._app._resize_event is not None

    def _is_to_be_laid_out(self) -> bool:
        """Return whether the screen is to be laid out or scrolled, or something waits for it to be drawn.

        Until then a click falls on what stood at its place before.
        """
        screen = self._app.screen
        return bool(screen._layout_required or screen._scroll_required or screen._callbacks)

    async def _laid_out(self, until: float) -> None:
        drawn = asyncio.Event()
        if self._app.call_after_refresh(drawn.set):
            await self._in_time(drawn.wait(), until)

    @staticmethod
    async def _in_time(happens: Awaitable[object], until: float) -> None:
        """Wait for something, but for no longer than until a moment."""
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(happens, max(0.0, until - time.monotonic()))


class Gated(TimersFire, App[None]):
    """An app that handles one input event after the other."""

    def __init__(self) -> None:
        super().__init__()
        self.gate = InputGate(self, super().on_event)
        """What lets one key, paste or click after the other in."""

    async def on_event(self, event: events.Event) -> None:
        """Let input through the gate; all else, and what bubbles up again, is handled as it comes."""
        if isinstance(event, (events.InputEvent, events.Paste)) and not event.is_forwarded:
            await self.gate.take(event)
        else:
            await super().on_event(event)

    async def run_action(
        self,
        action: str | ActionParseResult,
        default_namespace: DOMNode | None = None,
        namespaces: Mapping[str, DOMNode] | None = None,
    ) -> bool:
        """Run an action; the gate stays closed until it has ended."""
        return await self.gate.act(super().run_action(action, default_namespace, namespaces))


def hold_keys(node: DOMNode, is_done: Callable[[], bool], *, letters: bool = True) -> None:
    """Let the next key wait until something is done that the gate cannot see, as what goes on in a thread.

    Args:
        node: a widget or screen of the app.
        is_done: tells whether it is done.
        letters: whether letters wait too, or only what acts on what comes of it.
    """
    if isinstance(node.app, Gated):
        node.app.gate.hold_for(is_done, letters=letters)


@contextlib.contextmanager
def holding_keys(node: DOMNode) -> Iterator[None]:
    """Let the next key wait until the end of a `with`."""
    ended: list[bool] = []
    hold_keys(node, lambda: bool(ended))
    try:
        yield
    finally:
        ended.append(True)
