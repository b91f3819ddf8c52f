"""However the app is ended, everything typed is on the disk before, and the status tells what ended it."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import threading
from typing import TYPE_CHECKING

from workbook.errors import StorageError
from workbook.tui.background import WorksInBackground

if TYPE_CHECKING:
    from workbook.tui.screens.held import HeldDesk

_SIGNALS = {
    "SIGTERM": "the workbook was told to end",
    "SIGHUP": "the terminal was closed",
    "SIGINT": "the workbook was interrupted",
}
A_FAULT = "a fault of the workbook's own ended it"
A_CLOSED_TAB = "the browser's tab was closed"
_LAST_KEYS = 0.1
"""Seconds in which keys that came before a signal may still reach their editor."""
_TO_HAND_ON = 2.0
"""Seconds in which keys that came before a signal, and that wait for one before them, are handled."""
_TO_SAVE = 20.0
"""Seconds after which a process that was told to end does end, even where a disk still holds it."""
_TO_LEAVE = 1.0
"""Seconds, once all is saved, to put the terminal back; a terminal that is gone would hold it for ever."""


class EndsCleanly(WorksInBackground):
    """An app whose workbooks are saved whatever ends it."""

    def __init__(self) -> None:
        super().__init__()
        self._held: list[HeldDesk] = []
        self._signal = 0
        self.told_to_end = False
        """Whether a signal to end came; known at once, also while the app's loop is kept waiting."""

    @property
    def fault(self) -> Exception | None:
        """What ended the app against its will."""
        return self._exception

    def hold(self, screen: HeldDesk) -> None:
        """Have a screen's workbook saved whatever ends the app."""
        self._held.append(screen)

    def let_go(self, screen: HeldDesk) -> None:
        """Take note that a screen is gone and that all of its workbook is on the disk."""
        if screen in self._held:
            self._held.remove(screen)

    def save_everything(self) -> None:
        """Save what is left in every workbook that was opened, and give them back.

        Raises:
            StorageError: the disk would not take it; the error tells where it is kept in its stead.
        """
        unsaved = [screen for screen in self._held if screen.close()]
        if not unsaved:
            return
        from workbook.drafts.rescue import COMES_BACK

        paths = [str(screen.autosave.rescue.keep()) for screen in unsaved]
        why = unsaved[0].autosave.state.why
        raise StorageError(f"{why}. What you typed last is kept in {', '.join(paths)}", COMES_BACK)

    def watch_signals(self) -> None:
        """Let no signal end the app before everything is saved."""
        loop = asyncio.get_running_loop()
        for name, how in _SIGNALS.items():
            number = getattr(signal, name, None)
            if number is not None and os.name != "nt":
                loop.add_signal_handler(number, self._signalled, number, how)
                # The loop is woken all the same: only what was called in the meantime did nothing.
                signal.signal(number, self._note)

    def _note(self, _number: int, _frame: object) -> None:
        self.told_to_end = True

    def _signalled(self, number: int, how: str) -> None:
        if self._signal:
            return
        self._signal = number
        self._end_within(_TO_SAVE)
        self._end_all(how)
        self.set_timer(_LAST_KEYS, lambda: self._leave(how))

    async def _leave(self, how: str) -> None:
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(self.gate.rest(), _TO_HAND_ON)
        self._end_all(how)
        self._end_within(_TO_LEAVE)
        self.exit(return_code=128 + self._signal)

    def _end_within(self, seconds: float) -> None:
        last = threading.Timer(seconds, os._exit, (128 + self._signal,))
        last.daemon = True
        last.start()

    def _end_all(self, how: str) -> None:
        for screen in self._held:
            if screen.is_running:
                screen.ending(how)

    def _handle_exception(self, error: Exception) -> None:
        """Save everything while the editors still stand."""
        if self._exception is None:
            self._end_all(A_FAULT)
        super()._handle_exception(error)

    def _fatal_error(self) -> None:
        """Leave the screen; whoever runs the app records the fault, in place of Textual's printing it."""
        self._close_messages_no_wait()

    def on_exit_app(self) -> None:
        """Save everything when the browser's tab is closed; a person's own leaving has done so already."""
        if not self._exit:
            self._end_all(A_CLOSED_TAB)
