"""Installing LanguageTool, whole or not at all, and taking it away.

With Maven it stands on the standard library alone: CI fetches the server before anything is installed.
"""

from __future__ import annotations

import contextlib
import errno
import json
import os
import shutil
from typing import TYPE_CHECKING

from workbook.errors import StorageError, ToolError, WorkbookError
from workbook.files import ensure_folder, move, settle, storage_error, write_atomically
from workbook.proofreading.languagetool import downloading, maven
from workbook.proofreading.languagetool.guard.lifetime import hold
from workbook.proofreading.languagetool.guard.words import Ask, line_of
from workbook.proofreading.languagetool.installed import (
    MANIFEST,
    SERVER_JAR,
    VERSION,
    Installed,
    languagetool_folder,
    manifest_of,
    verify,
)
from workbook.proofreading.languagetool.starting import connect
from workbook.proofreading.model import EngineFailed

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from workbook.home import Home
    from workbook.proofreading.model import Cancel

_TEMPORARY = ".installing-"
_LOCK = ".install.lock"
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_END_SECONDS = 10.0


def install(home: Home, say: Callable[[str], None], cancel: Cancel) -> Path:
    """Fetch LanguageTool, verify it and put it in its place; return the folder.

    A copy that is there and whole is left alone; one that is damaged is replaced.

    Args:
        home: where things are kept.
        say: is given a sentence now and then about how far it is.
        cancel: is looked at all the while; the next try goes on where this one stopped, as far as it can.

    Raises:
        Stopped: it was cancelled; nothing half done is left.
        ToolError: it could not be fetched, or is not what it should be.
        StorageError: the disk would not take it.
        WorkbookError: another process is installing it.
    """
    folder = ensure_folder(languagetool_folder(home), private=True)
    target = folder / f"LanguageTool-{VERSION}"
    with _alone(folder):
        _sweep(folder)
        if _is_whole(target):
            say(f"LanguageTool {VERSION} is installed already")
            return target
        temporary = folder / f"{_TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}"
        try:
            temporary.mkdir()
            _fetch(temporary, folder, say, cancel)
            _put_in_place(temporary, target)
        except StorageError:
            downloading.forget(folder)
            raise
        except OSError as error:
            downloading.forget(folder)
            raise _would_not_take(folder, error) from error
        finally:
            shutil.rmtree(temporary, ignore_errors=True)
        downloading.forget(folder)
    say(f"LanguageTool {VERSION} is installed")
    return target


def remove(home: Home) -> bool:
    """Take the installed LanguageTool away, and return whether there was one; its server is ended first.

    Raises:
        StorageError: it cannot be taken away.
        WorkbookError: another process is installing it.
    """
    folder = languagetool_folder(home)
    if not folder.is_dir():
        return False
    with _alone(folder):
        _sweep(folder)
        downloading.forget(folder)
        _end_server(home)
        target = folder / f"LanguageTool-{VERSION}"
        if not target.exists():
            return False
        try:
            # Under another name first: what is taken away only in part is not taken for a server.
            fading = folder / f"{_TEMPORARY}{os.getpid()}-{os.urandom(4).hex()}"
            target.rename(fading)
            shutil.rmtree(fading)
        except OSError as error:
            raise storage_error(target, error) from error
    return True


def _fetch(temporary: Path, folder: Path, say: Callable[[str], None], cancel: Cancel) -> None:
    """Bring a verified server into a folder, by the way that this machine has."""
    mvn = shutil.which("mvn")
    if mvn is not None:
        maven.fetch(mvn, temporary, say, cancel)
    else:
        downloading.fetch(temporary, folder, say, cancel)
    if not (temporary / SERVER_JAR).is_file():
        raise ToolError("What was fetched holds no LanguageTool server", "Try again")


def _put_in_place(temporary: Path, target: Path) -> None:
    write_atomically(temporary / MANIFEST, json.dumps(manifest_of(temporary), indent=1).encode())
    for path in temporary.rglob("*"):
        if path.is_file():
            _synchronise(path)
    settle(temporary)
    if target.exists():
        shutil.rmtree(target)
    move(temporary, target)


def _is_whole(target: Path) -> bool:
    if not (target / SERVER_JAR).is_file() or not (target / MANIFEST).is_file():
        return False
    try:
        verify(Installed(target, VERSION))
    except EngineFailed:
        return False
    return True


@contextlib.contextmanager
def _alone(folder: Path) -> Iterator[None]:
    try:
        lock = hold(folder / _LOCK)
    except OSError as error:
        raise storage_error(folder, error) from error
    if lock is None:
        raise WorkbookError("LanguageTool is just being installed by another window", "Wait for it")
    try:
        yield
    finally:
        os.close(lock)


def _sweep(folder: Path) -> None:
    """Take away what processes left that are dead; nobody else installs at the moment."""
    for path in folder.glob(f"{_TEMPORARY}*"):
        shutil.rmtree(path, ignore_errors=True)


def _would_not_take(folder: Path, error: OSError) -> StorageError:
    if error.errno in _FULL:
        return StorageError(
            "LanguageTool was not installed: the disk is full", "Make room for 100 MB and try again"
        )
    return StorageError(
        f"LanguageTool was not installed: {folder} cannot be written to ({error.strerror})",
        "Check who may write there",
    )


def _synchronise(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _end_server(home: Home) -> None:
    """Have the guard end, and wait until it has."""
    connection = connect(home, stays=False)
    if connection is None:
        return
    with connection, contextlib.suppress(OSError):
        connection.settimeout(_END_SECONDS)
        connection.sendall(line_of(Ask("end")))
        while connection.recv(4096):
            pass
