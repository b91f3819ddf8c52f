"""One start of the Java server: its process, its port and its last words."""

from __future__ import annotations

import collections
import contextlib
import ctypes
import http.client
import os
import signal
import socket
import subprocess
import sys
import threading
import urllib.parse
from typing import TYPE_CHECKING

from workbook.proofreading.languagetool.guard.words import LOOPBACK, WARM_LANGUAGE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

WARMING = "This are a short text for to warm up. She have went home, becuase it was late."
"""What is checked once before anyone else is served: LanguageTool loads its rules with the first check."""
_DIE_WITH_PARENT = 1
"""PR_SET_PDEATHSIG of Linux's prctl."""
_UNWANTED = ("JAVA_TOOL_OPTIONS", "_JAVA_OPTIONS", "JDK_JAVA_OPTIONS", "CLASSPATH")
"""Variables that would change what the command line says of memory, network and class path."""


class JavaServer:
    """LanguageTool's server in a Java process that dies with this process.

    It must be started by a thread that lives as long as the process: Linux ends it with that thread.

    Args:
        command: Java and its arguments up to those that name the port.
        port: where it is to listen.

    Raises:
        OSError: it cannot be started.
    """

    def __init__(self, command: Sequence[str], port: int) -> None:
        self.port = port
        self._lines: collections.deque[str] = collections.deque(maxlen=40)
        environment = {name: value for name, value in os.environ.items() if name not in _UNWANTED}
        self._process = subprocess.Popen(
            [*command, "--port", str(port)],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            # Fewer pools of C's memory: less is held that nobody uses.
            env={**environment, "MALLOC_ARENA_MAX": "2"},
            # What is run between fork and exec takes no lock that another thread could hold.
            preexec_fn=_die_with(os.getpid()) if sys.platform == "linux" else None,  # noqa: PLW1509
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        threading.Thread(target=self._listen, daemon=True).start()

    @property
    def pid(self) -> int:
        """The number of its process."""
        return self._process.pid

    def is_alive(self) -> bool:
        """Return whether the process lives."""
        return self._process.poll() is None

    def end(self) -> None:
        """Kill the process, and wait until it is gone."""
        with contextlib.suppress(OSError):
            self._process.kill()
        self._process.wait()

    def is_port_taken(self) -> bool:
        """Return whether it ended because another program has its port."""
        return any("in use" in line or "BindException" in line for line in self._lines)

    def last_words(self) -> str:
        """Return why it ended, as far as can be told, a clause of a sentence."""
        if any("OutOfMemoryError" in line for line in self._lines):
            return "it ran out of memory"
        if self._process.returncode is not None and self._process.returncode < 0:
            return f"it was killed by signal {-self._process.returncode}"
        said = next((line for line in self._lines if line.strip()), "")
        return f"Java said “{said.strip()[:200]}”" if said else f"exit status {self._process.returncode}"

    def answers(self) -> bool:
        """Return whether it answers already."""
        try:
            return _request(self.port, "GET", "/v2/languages", b"", 2.0) == http.client.OK
        except (OSError, http.client.HTTPException):
            return False

    def warm(self, seconds: float, done: Callable[[bool], None]) -> None:
        """Have it check a short text, in a thread; whether it could is told to `done`."""

        def check() -> None:
            body = urllib.parse.urlencode({"text": WARMING, "language": WARM_LANGUAGE}).encode()
            try:
                fine = _request(self.port, "POST", "/v2/check", body, seconds) == http.client.OK
            except (OSError, http.client.HTTPException):
                fine = False
            done(fine)

        threading.Thread(target=check, daemon=True).start()

    def _listen(self) -> None:
        """Keep what Java says last, in memory alone: it may quote what was checked."""
        assert self._process.stdout is not None  # noqa: S101 - it was asked for
        for line in self._process.stdout:
            self._lines.append(line.decode("utf-8", "replace")[:500])


def free_port() -> int:
    """Return a port of this machine that was free a moment ago."""
    with socket.socket() as probe:
        probe.bind((LOOPBACK, 0))
        return int(probe.getsockname()[1])


def _request(port: int, method: str, path: str, body: bytes, seconds: float) -> int:
    connection = http.client.HTTPConnection(LOOPBACK, port, timeout=seconds)
    try:
        connection.request(method, path, body or None, {"Content-Type": "application/x-www-form-urlencoded"})
        response = connection.getresponse()
        response.read()
        return response.status
    finally:
        connection.close()


def _die_with(parent: int) -> Callable[[], None]:
    library = ctypes.CDLL(None, use_errno=True)  # Loaded here: after the fork it might wait for ever.

    def die() -> None:
        library.prctl(_DIE_WITH_PARENT, signal.SIGKILL)
        if os.getppid() != parent:
            os._exit(1)

    return die
