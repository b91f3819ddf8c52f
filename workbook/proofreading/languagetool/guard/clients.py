"""Those who use the server: each keeps a connection to the guard open as long as it lives."""

from __future__ import annotations

import contextlib
import hmac
import socketserver
import threading
import time
from typing import TYPE_CHECKING, cast

from workbook.processes import is_running
from workbook.proofreading.languagetool.guard.words import (
    LINE,
    LOOPBACK,
    Ask,
    Hello,
    Told,
    line_of,
    read_line,
)

if TYPE_CHECKING:
    import socket
    from collections.abc import Callable

_PROOF_SECONDS = 5.0
"""How long one may take to say hello."""


class Clients(socketserver.ThreadingTCPServer):
    """Listens on a port of this machine for those who use the server.

    Args:
        token: what each must say to be let in.
        asked: is given what they ask for; called from any thread.
        is_awaited: says whether the process that started the guard has yet to hear how the server is.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, token: str, asked: Callable[[Ask], None], is_awaited: Callable[[], bool]) -> None:
        super().__init__((LOOPBACK, 0), _Client)
        self.token = token
        self.asked = asked
        self._is_awaited = is_awaited
        self._told = Told("starting")
        self._here: dict[socket.socket, int] = {}
        self._last_seen = time.monotonic()
        self._lock = threading.Lock()

    @property
    def port(self) -> int:
        """Where it listens."""
        return int(self.server_address[1])

    def listen(self) -> None:
        """Begin to let clients in, in threads of their own."""
        threading.Thread(target=self.serve_forever, args=(0.1,), daemon=True).start()

    def tell(self, told: Told) -> None:
        """Tell all of them, and each who comes later, how the server is."""
        with self._lock:
            self._told = told
            for connection in list(self._here):
                _send(connection, told)

    def come(self, connection: socket.socket, hello: Hello) -> bool:
        """Take in one who proved who they are, tell them how the server is, and return whether they may stay.

        A server that failed for good is told to whoever was there, and to the one who started it. Whoever
        comes after them wants another: they are let go without a word, and start one when this has ended.
        """
        with self._lock:
            if self._told.state == "failed" and not self._is_awaited():
                return False
            if hello.stays:
                self._here[connection] = hello.pid
                self._last_seen = time.monotonic()
            _send(connection, self._told)
            return True

    def go(self, connection: socket.socket) -> None:
        """Forget one whose connection ended."""
        with self._lock:
            if self._here.pop(connection, None) is not None:
                self._last_seen = time.monotonic()

    def alone_for(self) -> float:
        """Return for how many seconds nobody has been there."""
        with self._lock:
            # A child of a killed client may hold its connection open: its own process counts as well.
            for connection, process in list(self._here.items()):
                if not is_running(process):
                    del self._here[connection]
            if self._here:
                self._last_seen = time.monotonic()
            return time.monotonic() - self._last_seen

    def handle_error(self, request: object, client_address: object) -> None:
        """Let a connection that breaks end; the others have nothing to do with it."""


class _Client(socketserver.StreamRequestHandler):
    """One connection."""

    timeout = _PROOF_SECONDS

    def handle(self) -> None:
        clients = cast("Clients", self.server)
        try:
            hello = Hello(**read_line(self.rfile.readline(LINE)))
        except (ValueError, TypeError, OSError):
            return
        if not hmac.compare_digest(hello.token.encode(), clients.token.encode()):
            return
        self.connection.settimeout(None)
        if not clients.come(self.connection, hello):
            return
        try:
            while line := self.rfile.readline(LINE):
                clients.asked(Ask(**read_line(line)))
        except (ValueError, TypeError, OSError):
            return
        finally:
            clients.go(self.connection)


def _send(connection: socket.socket, told: Told) -> None:
    """Tell one; a client that is just going away is told nothing."""
    with contextlib.suppress(OSError):
        connection.sendall(line_of(told))
