"""The person's one server, as one app or command sees it: a connection to its guard, kept open."""

from __future__ import annotations

import contextlib
import socket
import threading
import time
from typing import TYPE_CHECKING, Literal

from workbook.errors import WorkbookError
from workbook.proofreading.languagetool.guard.words import LINE, Ask, Told, line_of, read_line
from workbook.proofreading.languagetool.installed import is_installed
from workbook.proofreading.languagetool.starting import reach
from workbook.proofreading.model import EngineFailed, Stopped

if TYPE_CHECKING:
    from workbook.home import Home
    from workbook.proofreading.model import Cancel

State = Literal["absent", "stopped", "starting", "ready", "failed"]
READY_SECONDS = 120.0
"""How long one waits for the server at most; the guard itself gives up before."""
AGAIN = "Try again, or proofread with Harper"
_LOOK_EVERY = 0.1
_STARTS = 2


class SharedServer:
    """The server, started when it is first wanted and shared with all who have the same home.

    Args:
        home: where things are kept.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._changed = threading.Condition()
        self._told: Told | None = None
        self._fault: WorkbookError | None = None
        self._connection: socket.socket | None = None
        self._round = 0
        """Which `start` is the present one: what is left of an earlier one says nothing any more."""
        self._is_starting = False

    @property
    def state(self) -> State:
        """How far it is."""
        with self._changed:
            if self._fault is not None:
                return "failed" if is_installed(self._home) else "absent"
            if self._told is not None:
                return self._told.state
            if self._is_starting:
                return "starting"
        return "stopped" if is_installed(self._home) else "absent"

    @property
    def fault(self) -> WorkbookError | None:
        """Why it failed, if it did."""
        with self._changed:
            return self._fault

    def start(self) -> None:
        """Begin to reach the server, in a thread of its own; one that is there or coming is left alone."""
        with self._changed:
            if self._is_starting or self._connection is not None:
                return
            self._round += 1
            self._is_starting, self._fault, self._told = True, None, None
            keeping = threading.Thread(
                target=self._keep, args=(self._round,), name="languagetool", daemon=True
            )
        keeping.start()

    def wait(self, cancel: Cancel, after: Told | None = None) -> Told:
        """Start the server where it is not there yet, wait until it is ready, and return how it is.

        Args:
            cancel: is looked at while waiting.
            after: how it was when it was last seen: another start of it is waited for.

        Raises:
            EngineFailed: it failed, or was not ready in time.
            Stopped: it was cancelled.
        """
        deadline = time.monotonic() + READY_SECONDS
        starts = 0
        while time.monotonic() < deadline:
            if cancel.is_set():
                raise Stopped
            with self._changed:
                if self._fault is not None:
                    raise EngineFailed(self._fault.what, self._fault.mend)
                told = self._told
                if told is not None and told.state == "ready" and told != after:
                    return told
                is_coming = self._is_starting or self._connection is not None
                if is_coming:
                    self._changed.wait(_LOOK_EVERY)
            if not is_coming:
                # Not started yet; or the guard is gone, and with it the server: once that may happen.
                if starts == _STARTS:
                    break
                self.start()
                starts += 1
        raise EngineFailed("LanguageTool was not ready in time", AGAIN)

    def ask_for_restart(self, number: int) -> None:
        """Tell the guard that the server does not answer any more.

        Args:
            number: the start of Java that this was seen of.
        """
        with self._changed:
            connection = self._connection
        if connection is not None:
            with contextlib.suppress(OSError):  # The guard is gone: the reader of the connection says so.
                connection.sendall(line_of(Ask("restart", number)))

    def close(self) -> None:
        """Let go of the server; it ends when nobody else uses it."""
        with self._changed:
            self._round += 1
            connection, self._connection = self._connection, None
            self._told, self._fault, self._is_starting = None, None, False
            self._changed.notify_all()
        if connection is not None:
            _end(connection)

    def _keep(self, number: int) -> None:
        """Reach the guard, and follow what it tells until it or this round ends."""
        try:
            connection = reach(self._home)
        except WorkbookError as fault:
            self._set(number, fault=fault)
            return
        with self._changed:
            if self._round != number:
                _end(connection)
                return
            self._connection, self._is_starting = connection, False
            self._told = Told("starting")
        self._follow(connection, number)

    def _follow(self, connection: socket.socket, number: int) -> None:
        with connection.makefile("rb") as lines, contextlib.suppress(OSError, ValueError, TypeError):
            while line := lines.readline(LINE):
                told = Told(**read_line(line))
                if told.state == "failed":
                    self._set(number, fault=EngineFailed(told.why, AGAIN))
                else:
                    self._set(number, told=told)
        with self._changed:
            if self._round == number and self._fault is None:
                # The guard itself is gone: with the next wish it is started anew.
                self._told, self._connection = None, None
                self._changed.notify_all()
        _end(connection)

    def _set(self, number: int, told: Told | None = None, fault: WorkbookError | None = None) -> None:
        with self._changed:
            if self._round != number:
                return
            self._told, self._fault = told, fault
            if fault is not None:
                self._is_starting, self._connection = False, None
            self._changed.notify_all()


def _end(connection: socket.socket) -> None:
    with contextlib.suppress(OSError):
        connection.shutdown(socket.SHUT_RDWR)
    connection.close()
