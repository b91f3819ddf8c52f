"""Where a LanguageTool server is on this machine, and whether it is whole."""

from __future__ import annotations

import hashlib
import json
import os
import re
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.errors import WorkbookError
from workbook.paths import is_plain_file, path_of
from workbook.plain_files import read_plain
from workbook.proofreading.model import EngineFailed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.home import Home

WORKBOOK_LANGUAGETOOL = "WORKBOOK_LANGUAGETOOL"
"""The environment's variable that names a folder with a server to use instead of the installed one."""
VERSION = "6.8"
"""The version that is installed."""
SERVER_JAR = "languagetool-server.jar"
MANIFEST = "manifest.json"
"""In the server's folder: which files belong to it, their sizes and digests."""
INSTALL = "Run `workbook languagetool install`"
_ANEW = "`workbook languagetool install` fetches it anew"
_NAME = re.compile(r"LanguageTool-(\d[\w.]*)")


@dataclass(frozen=True)
class Installed:
    """A LanguageTool server on this machine.

    Attributes:
        folder: the folder that holds its jar.
        version: its version, as "6.8".
        named: whether the environment names it; else we installed it.
    """

    folder: Path
    version: str
    named: bool = False

    @property
    def jar(self) -> Path:
        """The server's jar, which names all others."""
        return self.folder / SERVER_JAR


def languagetool_folder(home: Home) -> Path:
    """Return the folder for all that has to do with LanguageTool; it need not be there yet."""
    return home.folder / "languagetool"


def find(home: Home) -> Installed:
    """Return the server to use: the one that `WORKBOOK_LANGUAGETOOL` names, else the installed one.

    Raises:
        EngineFailed: there is none.
    """
    named = os.environ.get(WORKBOOK_LANGUAGETOOL)
    if named:
        return _named(named)
    folder = languagetool_folder(home) / f"LanguageTool-{VERSION}"
    if not is_plain_file(folder / SERVER_JAR):
        raise EngineFailed("LanguageTool is not installed", INSTALL)
    return Installed(folder, VERSION)


def is_installed(home: Home) -> bool:
    """Return whether there is a server to use; nothing of it is read, and no Java is started."""
    try:
        find(home)
    except EngineFailed:
        return False
    return True


def verify(installed: Installed) -> None:
    """Make sure that no file of a server was cut short or changed since it was installed.

    Raises:
        EngineFailed: one was, or cannot be read.
    """
    try:
        manifest = _manifest(installed.folder)
        if manifest is None:
            damaged = next(_broken_jars(installed.folder), None)
        else:
            damaged = next(_changed(installed.folder, manifest), None)
    except OSError as error:
        name = Path(str(error.filename or installed.folder)).name
        raise EngineFailed(f"LanguageTool's file {name} cannot be read ({error.strerror})", _ANEW) from error
    if damaged is not None:
        mend = f"Put a whole copy in {installed.folder}" if installed.named else _ANEW
        raise EngineFailed(f"LanguageTool's file {damaged} is damaged", mend)


def manifest_of(folder: Path) -> dict[str, Any]:
    """Return a manifest for the files of a server as they are now.

    Raises:
        OSError: one cannot be read.
    """
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.name != MANIFEST)
    return {
        "version": VERSION,
        "files": {
            path.relative_to(folder).as_posix(): {"size": path.stat().st_size, "sha256": sha256_of(path)}
            for path in files
        },
    }


def sha256_of(path: Path) -> str:
    """Return a file's digest, in hexadecimal digits.

    Raises:
        OSError: it cannot be read.
    """
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _named(given: str) -> Installed:
    try:
        named = path_of(given)
        inside = sorted(path for path in named.glob("LanguageTool-*") if path.is_dir())
    except (OSError, WorkbookError):
        named, inside = Path(given), []
    for folder in (named, *reversed(inside)):
        if is_plain_file(folder / SERVER_JAR):
            match = _NAME.fullmatch(folder.resolve().name)
            return Installed(folder.absolute(), match[1] if match else "of unknown version", named=True)
    raise EngineFailed(
        f"{WORKBOOK_LANGUAGETOOL} names {named}, where there is no {SERVER_JAR}",
        f"Set {WORKBOOK_LANGUAGETOOL} to a folder that holds a LanguageTool server, or do without it",
    )


def _manifest(folder: Path) -> dict[str, tuple[int, str]] | None:
    path = folder / MANIFEST
    if not path.exists():
        return None
    try:
        found: Any = json.loads(read_plain(path))
        files = found["files"]
        return {str(name): (row["size"], row["sha256"]) for name, row in files.items()}
    except (ValueError, KeyError, TypeError, AttributeError):
        return {MANIFEST: (-1, "")}  # The manifest itself is damaged: it fits no file.


def _changed(folder: Path, manifest: dict[str, tuple[int, str]]) -> Iterator[str]:
    for name, (size, _) in manifest.items():
        path = folder / name
        if not path.is_file() or path.stat().st_size != size:
            yield name
    for name, (_, digest) in manifest.items():
        if sha256_of(folder / name) != digest:
            yield name


def _broken_jars(folder: Path) -> Iterator[str]:
    for path in (folder / SERVER_JAR, *sorted(folder.glob("libs/*.jar"))):
        try:
            with zipfile.ZipFile(path) as jar:
                jar.namelist()
        except zipfile.BadZipFile:
            yield path.relative_to(folder).as_posix()
