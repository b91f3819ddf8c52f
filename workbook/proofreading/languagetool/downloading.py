"""Fetching LanguageTool as language_tool_python does: its address, its digest, its safe unpacking.

Its own function can be neither cancelled nor resumed, writes to the terminal, and wants Java at once.
"""

from __future__ import annotations

import hashlib
import http
import zipfile
from typing import TYPE_CHECKING, Any, BinaryIO

from workbook.errors import ToolError
from workbook.proofreading.languagetool.installed import VERSION
from workbook.proofreading.model import Stopped

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.proofreading.model import Cancel

_PIECE = 64 * 1024
_TELL_EVERY = 4_000_000
_SECONDS = 60.0
"""How long the server may say nothing."""
_MEND = "Check the connection to the internet and try again; what was fetched is kept"


def fetch(target: Path, folder: Path, say: Callable[[str], None], cancel: Cancel) -> None:
    """Fetch the server with all languages, compare it with its digest and unpack it.

    Args:
        target: a folder that is there and empty.
        folder: keeps what was fetched before, for the next try to go on.
        say: is given how far it is.
        cancel: is looked at all the while.

    Raises:
        Stopped: it was cancelled.
        ToolError: it could not be fetched, or is not what it should be.
        OSError: the disk would not take it.
    """
    from language_tool_python import download_lt
    from language_tool_python.exceptions import PathError
    from language_tool_python.safe_zip import SafeZipExtractor

    # It means the environment's LTP_DOWNLOAD_HOST_NEW_RELEASES as well.
    address = download_lt.LocalLanguageTool.from_version_name(VERSION).download_url
    archive = _partial(folder)
    _download(address, archive, download_lt.MAX_DOWNLOAD_BYTES, say, cancel)
    say("Comparing it with what it should be")
    if _digest(archive, cancel) != download_lt.EXPECTED_DOWNLOAD_SHA256[VERSION]:
        archive.unlink()
        raise ToolError("What was fetched is not LanguageTool as its makers published it", "Try again")
    say("Unpacking it")
    try:
        with zipfile.ZipFile(archive) as packed:
            SafeZipExtractor().extractall(packed, target / "unpacked", work_dir=target)
    except (zipfile.BadZipFile, PathError) as error:
        archive.unlink()
        raise ToolError("What was fetched cannot be unpacked", "Try again") from error
    if cancel.is_set():
        raise Stopped
    _lift(target)


def forget(folder: Path) -> None:
    """Take away what an earlier try fetched."""
    _partial(folder).unlink(missing_ok=True)


def _partial(folder: Path) -> Path:
    return folder / f".download-{VERSION}.zip"


def _download(address: str, archive: Path, most: int, say: Callable[[str], None], cancel: Cancel) -> None:
    """Fetch what is still missing of a file."""
    import requests

    had = archive.stat().st_size if archive.exists() else 0
    headers = {"Accept-Encoding": "identity", **({"Range": f"bytes={had}-"} if had else {})}
    try:
        with requests.get(address, headers=headers, stream=True, timeout=_SECONDS) as answer:
            if answer.status_code == http.HTTPStatus.REQUESTED_RANGE_NOT_SATISFIABLE:
                return  # All of it was fetched before; its digest shows whether that is right.
            if answer.status_code not in (http.HTTPStatus.OK, http.HTTPStatus.PARTIAL_CONTENT):
                raise ToolError(
                    f"LanguageTool could not be fetched (the server says {answer.status_code})", _MEND
                )
            goes_on = answer.status_code == http.HTTPStatus.PARTIAL_CONTENT
            with archive.open("ab" if goes_on else "wb") as file:
                _take(answer, file, most, say, cancel)
    except requests.RequestException as error:
        raise ToolError(f"LanguageTool could not be fetched from {address}", _MEND) from error


def _take(answer: Any, file: BinaryIO, most: int, say: Callable[[str], None], cancel: Cancel) -> None:
    have = file.tell()
    told = have
    whole = have + int(answer.headers.get("Content-Length") or 0)
    for piece in answer.iter_content(_PIECE):
        if cancel.is_set():
            raise Stopped
        file.write(piece)
        have += len(piece)
        if have > most:
            raise ToolError("What is fetched is far larger than LanguageTool", "Try again later")
        if have - told >= _TELL_EVERY:
            told = have
            say(f"Fetched {have / 1e6:.0f} of {max(whole, have) / 1e6:.0f} MB")
    if have < whole:
        raise ToolError("The connection broke off while LanguageTool was fetched", _MEND)


def _digest(archive: Path, cancel: Cancel) -> str:
    digest = hashlib.sha256()
    with archive.open("rb") as file:
        while piece := file.read(_PIECE):
            if cancel.is_set():
                raise Stopped
            digest.update(piece)
    return digest.hexdigest()


def _lift(target: Path) -> None:
    """Move what is inside the archive's one folder up to where it belongs."""
    unpacked = target / "unpacked"
    inside = [path for path in unpacked.iterdir() if path.is_dir()]
    if len(inside) != 1:
        raise ToolError("What was fetched holds no LanguageTool server", "Try again")
    for path in list(inside[0].iterdir()):
        path.rename(target / path.name)
    inside[0].rmdir()
    unpacked.rmdir()
