"""Fetching LanguageTool's jars with Maven's client."""

from __future__ import annotations

import contextlib
import os
import queue
import re
import signal
import subprocess
import threading
import time
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import StorageError, ToolError
from workbook.proofreading.languagetool.installed import SERVER_JAR, VERSION, sha256_of
from workbook.proofreading.model import Stopped
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.proofreading.model import Cancel

_PACKAGE = Path(__file__).parent
PINNED = _PACKAGE / f"jars-{VERSION}.sha256"
"""The digest of each jar that belongs to the server."""
_GOAL = "org.apache.maven.plugins:maven-dependency-plugin:3.8.1:copy-dependencies"
_FETCHED = re.compile(r"Downloaded from [^(]*\(([\d.]+) (B|kB|MB)")
_BYTES = {"B": 1, "kB": 1000, "MB": 1000_000}
_SILENT_SECONDS = 300.0
"""How long Maven may say nothing before it is given up."""
_LOOK_EVERY = 0.1
_TELL_EVERY = 0.5
_END_SECONDS = 5.0
_MEND = "Check the connection to the internet and try again; what was fetched is kept by Maven"


def fetch(mvn: str, target: Path, say: Callable[[str], None], cancel: Cancel) -> None:
    """Fetch the server's jars into a folder and compare each with its pinned digest.

    What Maven fetched before, also in a try that was cancelled, it does not fetch again.

    Args:
        mvn: Maven's client.
        target: a folder that is there and empty.
        say: is given how far it is.
        cancel: is looked at all the while.

    Raises:
        Stopped: it was cancelled, and Maven with all its processes was ended.
        ToolError: Maven failed, or a jar is not the one that it should be.
        StorageError: the disk is full.
    """
    say(f"Fetching LanguageTool {VERSION} (about 47 MB) with Maven")
    libraries = target / "libs"
    command = [mvn, "-B", "-C", "-f", str(_PACKAGE / "pom.xml"), f"-Dlt.version={VERSION}", _GOAL]
    command += ["-DincludeScope=runtime", "-Dmdep.stripVersion=true", f"-DoutputDirectory={libraries}"]
    with _Maven(command, target) as running:
        _follow(running, say, cancel)
    (libraries / SERVER_JAR).rename(target / SERVER_JAR)
    say("Comparing it with what it should be")
    compare(target)


def compare(folder: Path) -> None:
    """Make sure that a folder holds the pinned jars and no others.

    Raises:
        ToolError: one is missing, changed or not known.
        OSError: one cannot be read.
    """
    lines = [line.split() for line in PINNED.read_text("ascii").splitlines()]
    pinned = {name: digest for digest, name in lines}
    there = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*.jar")}
    for name in sorted({*pinned, *there}):
        if name not in there or name not in pinned or sha256_of(there[name]) != pinned[name]:
            raise ToolError(
                f"Maven fetched another {name} than the one that belongs to LanguageTool {VERSION}",
                "Look at the mirrors in Maven's settings, and try again",
            )


class _Maven:
    """Maven's process with all that it starts; it is ended with the `with` block at the latest."""

    def __init__(self, command: list[str], folder: Path) -> None:
        try:
            self.process = subprocess.Popen(
                command,
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                cwd=folder,
                start_new_session=True,
            )
        except OSError as error:
            raise ToolError(f"Maven could not be started ({error.strerror})", "Install Maven anew") from error
        self.lines: queue.SimpleQueue[str | None] = queue.SimpleQueue()
        threading.Thread(target=self._listen, daemon=True).start()

    def __enter__(self) -> _Maven:
        return self

    def __exit__(self, *_: object) -> None:
        if self.process.poll() is None:
            self._end(soft=True)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.process.wait(_END_SECONDS)
        self._end(soft=False)
        self.process.wait()

    def _listen(self) -> None:
        assert self.process.stdout is not None  # noqa: S101 - it was asked for
        for line in self.process.stdout:
            self.lines.put(line.decode("utf-8", "replace"))
        self.lines.put(None)

    def _end(self, *, soft: bool) -> None:
        """End the whole group: `mvn` is a script that starts Java."""
        if os.name == "nt":
            tree = ["taskkill", "/T", "/F", "/PID", str(self.process.pid)]
            subprocess.run(tree, capture_output=True, check=False)
            return
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(self.process.pid, signal.SIGTERM if soft else signal.SIGKILL)


def _follow(maven: _Maven, say: Callable[[str], None], cancel: Cancel) -> None:
    """Wait for Maven's end, and tell how far it is."""
    fault, size, told = "", 0.0, 0.0
    while (line := _next_line(maven, cancel)) is not None:
        if "No space left" in line or "File too large" in line:
            raise StorageError(
                "LanguageTool was not installed: the disk is full", "Make room for 100 MB and try again"
            )
        if "[ERROR]" in line and not fault:
            fault = one_line(line.replace("[ERROR]", ""))[:300]
        match = _FETCHED.search(line)
        if match:
            size += float(match[1]) * _BYTES[match[2]]
            if time.monotonic() - told > _TELL_EVERY:
                told = time.monotonic()
                say(f"Fetched {size / 1e6:.1f} MB so far")
    if maven.process.wait():
        raise ToolError(f"Maven could not fetch LanguageTool ({fault or 'it does not say why'})", _MEND)


def _next_line(maven: _Maven, cancel: Cancel) -> str | None:
    """Wait for what Maven says next; None at its end."""
    deadline = time.monotonic() + _SILENT_SECONDS
    while time.monotonic() < deadline:
        if cancel.is_set():
            raise Stopped
        with contextlib.suppress(queue.Empty):
            return maven.lines.get(timeout=_LOOK_EVERY)
    raise ToolError("Maven fetched nothing more", _MEND)
