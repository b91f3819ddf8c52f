"""Credentials that were read before, kept on disk: reading Markdown anew takes most of a start."""

from __future__ import annotations

import contextlib
import hashlib
import re
from functools import cache, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from workbook import __version__
from workbook.errors import StorageError
from workbook.files import ensure_folder, write_atomically
from workbook.plain_files import read_plain
from workbook.text import clean_document, decode

if TYPE_CHECKING:
    import msgspec

    from workbook.credentials.model import Credential
    from workbook.home import Home

LARGEST_FILE = 256 * 1024
"""The largest credential file that is kept, in bytes; a larger one is read anew each time."""
LARGEST_ENTRY = 4 * LARGEST_FILE
"""The largest entry that is looked at, in bytes."""
_IN_MEMORY = 16
"""How many are not decoded again: a start opens a workbook twice, once before the terminal is taken."""
MOST_ENTRIES = 200
"""How many entries are kept; then the older half goes."""
# In JSON a control character other than tab and line feed stands as one of these escapes.
_ESCAPED_CONTROL = re.compile(r"(?<!\\)(?:\\\\)*\\(?:[bfr]|u00[01789])")
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


class CredentialCache:
    """Reads credential files, each of a content only once.

    An entry is named by all that its content comes from: the file's bytes and name, and the code that
    reads it. So none is ever stale. It is a convenience: what cannot be read or written is read from
    the file, and nobody is troubled with it.

    Args:
        home: where the entries are kept; where its folder is not there yet, nothing is.
    """

    def __init__(self, home: Home) -> None:
        self._home = home
        self._folder = home.cache / "credentials"

    def read(self, path: Path) -> Credential:
        """Return the credential that a file holds.

        Raises:
            WorkbookError: the file is missing or no credential, as `read_credential` has it.
            StorageError: the file cannot be read.
        """
        data = _small_file(path, LARGEST_FILE)
        if data is None:
            from workbook.credentials.reader import read_credential

            return read_credential(path)
        entry = self._folder / f"{_digest(path.stem, data)}.json"
        kept = _kept(entry)
        if kept is not None:
            return kept
        from workbook.credentials.reader import credential_in

        credential = credential_in(decode(data, path.name), path)
        self._keep(entry, credential)
        return credential

    def _keep(self, entry: Path, credential: Credential) -> None:
        import msgspec

        if not self._home.folder.is_dir():
            return
        try:
            data = msgspec.json.encode(credential)
        except ValueError:
            return
        if len(data) > LARGEST_ENTRY or _decoded(data) != credential:
            return
        # A disk that is full or read-only must keep nobody from reading.
        with contextlib.suppress(StorageError):
            ensure_folder(self._folder, private=True)
            write_atomically(entry, data, private=True)
            self._tidy()

    def _tidy(self) -> None:
        with contextlib.suppress(OSError):
            entries = sorted(self._folder.glob("*.json"), key=lambda entry: entry.stat().st_mtime)
            for entry in entries[: len(entries) // 2] if len(entries) > MOST_ENTRIES else []:
                entry.unlink(missing_ok=True)


def _small_file(path: Path, most: int) -> bytes | None:
    """Return the bytes of a plain file that is no larger than that, else None."""
    try:
        return read_plain(path, most)
    except OSError:
        return None


def _kept(entry: Path) -> Credential | None:
    """Return the credential in an entry; None where it is not there or cannot be trusted."""
    data = _small_file(entry, LARGEST_ENTRY)
    return _decoded(data) if data is not None else None


@lru_cache(maxsize=_IN_MEMORY)
def _decoded(data: bytes) -> Credential | None:
    """Return the credential in an entry's bytes; None where the reader could not have given it."""
    import msgspec

    try:
        text = data.decode()
        credential = _decoder().decode(data)
    except (msgspec.DecodeError, UnicodeDecodeError):
        return None
    if _ESCAPED_CONTROL.search(text) or clean_document(text) != text:
        return None
    return credential if _SLUG.fullmatch(credential.id) else None


@cache
def _decoder() -> msgspec.json.Decoder[Credential]:
    import msgspec

    from workbook.credentials.model import Credential

    return msgspec.json.Decoder(Credential)


def _digest(name: str, data: bytes) -> str:
    digest = hashlib.blake2b(_reading_code(), digest_size=20)
    digest.update(name.encode("utf-8", "surrogatepass") + b"\0" + data)
    return digest.hexdigest()


@cache
def _reading_code() -> bytes:
    """Return what tells this version of the code that reads from every other."""
    here = Path(__file__).parent
    with contextlib.suppress(OSError):
        files = [*here.rglob("*.py"), here.parent / "text.py"]
        states = sorted((file.name, file.stat().st_mtime_ns, file.stat().st_size) for file in files)
        return f"{__version__} {states}".encode()
    return __version__.encode()
