"""Finding the person's guard, or starting one."""

from __future__ import annotations

import contextlib
import os
import socket
import subprocess
import sys
import time
from pathlib import Path
from typing import IO, TYPE_CHECKING

from workbook.files import ensure_folder
from workbook.plain_files import read_plain
from workbook.proofreading.languagetool.guard.words import (
    LOOPBACK,
    RECORD,
    Hello,
    Order,
    Record,
    line_of,
    read_line,
)
from workbook.proofreading.languagetool.installed import find, languagetool_folder, verify
from workbook.proofreading.languagetool.java import find_java
from workbook.proofreading.model import EngineFailed

if TYPE_CHECKING:
    from workbook.home import Home

_PACKAGE = Path(__file__).parent
RULES = _PACKAGE / "rules"
"""The folder of our own rules, which stands first on the class path."""
SETTINGS = _PACKAGE / "server.properties"
_GUARD = "workbook.proofreading.languagetool.guard"
_GUARD_SECONDS = 20.0
"""How long the guard may take until it listens."""
_HELLO_SECONDS = 5.0
_TAKEN = 9
_HEAP, _YOUNG = "272m", "40m"
"""With all else that Java holds, the process stays under 400 MB (`benchmarks/languagetool_memory.py`).

Most of it is for the rules, which stay; what a check needs for a moment is little. With a larger part for
that, a second kind of English has Java collect its garbage most of the time.
"""


def reach(home: Home) -> socket.socket:
    """Return a connection to the person's guard, which is started where there is none.

    Raises:
        EngineFailed: LanguageTool is missing or damaged, there is no Java for it, or no guard came up.
        StorageError: the folder cannot be written to.
    """
    connection = connect(home, stays=True)
    if connection is not None:
        return connection
    installed = find(home)
    verify(installed)
    java = find_java()
    folder = ensure_folder(languagetool_folder(home), private=True)
    order = Order(command_line(java.path, installed.jar), str(folder))
    deadline = time.monotonic() + _GUARD_SECONDS
    while time.monotonic() < deadline:
        connection = _started(home, order, deadline)
        if connection is not None:
            return connection
        time.sleep(0.1)  # Another guard is at work: about to listen, or about to end.
    raise EngineFailed("The program that looks after LanguageTool did not start in time", "Try again")


def connect(home: Home, *, stays: bool) -> socket.socket | None:
    """Return a connection to the guard that is there, or None.

    Args:
        home: where things are kept.
        stays: whether the server is to be kept as long as the connection.
    """
    record = _record(home)
    if record is None:
        return None
    try:
        connection = socket.create_connection((LOOPBACK, record.port), _HELLO_SECONDS)
    except OSError:
        return None
    try:
        connection.sendall(line_of(Hello(record.token, os.getpid(), stays)))
        # Whatever else listens there by now does not answer; nothing is taken from the line yet.
        answers = bool(connection.recv(1, socket.MSG_PEEK))
        connection.settimeout(None)
    except OSError:
        answers = False
    if not answers:
        connection.close()
        return None
    return connection


def command_line(java: str, jar: Path) -> list[str]:
    """Return the command that starts the server, up to the arguments that name the port."""
    return [
        java,
        f"-Xmx{_HEAP}",
        f"-Xmn{_YOUNG}",
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        "-XX:+ExitOnOutOfMemoryError",
        "-XX:-UsePerfData",
        # The same on every machine, whatever its language is.
        "-Dfile.encoding=UTF-8",
        "-Duser.language=en",
        "-Duser.country=US",
        "-Dsun.net.httpserver.nodelay=true",
        "-cp",
        os.pathsep.join((str(RULES), str(jar))),
        "org.languagetool.server.HTTPServer",
        "--config",
        str(SETTINGS),
    ]


def _record(home: Home) -> Record | None:
    try:
        return Record(**read_line(read_plain(languagetool_folder(home) / RECORD)))
    except (OSError, ValueError, TypeError):
        return None


def _started(home: Home, order: Order, deadline: float) -> socket.socket | None:
    """Start a guard and return a connection to it; None where another one is at work."""
    process = _spawn(order)
    assert process.stdin is not None  # noqa: S101 - it was asked for
    assert process.stdout is not None  # noqa: S101 - it was asked for
    # While this process holds the guard's standard input, the guard waits for it.
    with process.stdin, process.stdout:
        while process.poll() is None and time.monotonic() < deadline:
            connection = connect(home, stays=True)
            if connection is not None:
                return connection
            time.sleep(0.02)
        if process.returncode == _TAKEN:
            return connect(home, stays=True)
        raise EngineFailed(f"LanguageTool could not be started ({_reason(process.stdout)})", "Try again")


def _spawn(order: Order) -> subprocess.Popen[bytes]:
    """Start a guard: a process of its own that no signal of the terminal reaches."""
    path = os.pathsep.join(filter(None, (str(_PACKAGE.parents[2]), os.environ.get("PYTHONPATH"))))
    try:
        process = subprocess.Popen(
            [sys.executable, "-S", "-P", "-m", _GUARD],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            cwd=order.folder,
            env={**os.environ, "PYTHONPATH": path},
            start_new_session=True,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
            bufsize=0,
        )
    except OSError as error:
        raise EngineFailed(f"LanguageTool could not be started ({error.strerror})", "Try again") from error
    assert process.stdin is not None  # noqa: S101 - it was asked for
    with contextlib.suppress(OSError):  # A guard that is gone already says why below.
        process.stdin.write(line_of(order))
    return process


def _reason(output: IO[bytes]) -> str:
    """Return the last line that a guard wrote."""
    lines = output.read(100_000).decode("utf-8", "replace").split("\n")
    return next((line.strip() for line in reversed(lines) if line.strip()), "no reason was given")
