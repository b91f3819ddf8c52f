"""What there is of LanguageTool on this machine."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.proofreading.languagetool.installed import find
from workbook.proofreading.languagetool.java import find_java
from workbook.proofreading.languagetool.starting import connect
from workbook.proofreading.model import EngineFailed

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.home import Home


@dataclass(frozen=True)
class Status:
    """What there is.

    Attributes:
        installed: whether there is a server to start.
        version: its version.
        path: its folder.
        java: the version of the Java that it would run on; None where there is none that will do.
        running: whether it runs just now, for an app or a command.
        why: why there is no server, and how to mend that; empty where there is one.
    """

    installed: bool
    version: str | None
    path: Path | None
    java: str | None
    running: bool
    why: str = ""


def status(home: Home) -> Status:
    """Return what there is; nothing is started but Java, for a moment, to tell its version."""
    why = ""
    try:
        installed = find(home)
        version, path = installed.version, installed.folder
    except EngineFailed as absent:
        version, path, why = None, None, str(absent)
    try:
        java = find_java().version
    except EngineFailed:
        java = None
    connection = connect(home, stays=False)
    if connection is not None:
        connection.close()
    return Status(path is not None, version, path, java, connection is not None, why)
