"""Pictures in a draft: only those of the workbook's own folder of artifacts ever reach the document."""

from __future__ import annotations

import base64
from pathlib import Path
from urllib.parse import unquote

from workbook.plain_files import read_plain

_LARGEST = 20 * 1024 * 1024
_KINDS = {
    b"\x89PNG\r\n\x1a\n": ("png", "image/png"),
    b"\xff\xd8\xff": ("jpg", "image/jpeg"),
    b"GIF87a": ("gif", "image/gif"),
    b"GIF89a": ("gif", "image/gif"),
}


class Shelf:
    """Takes pictures from the folder of artifacts, and gives each a neutral name.

    Args:
        folder: the folder of artifacts; None where there is none, so that no picture is taken.
    """

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder.resolve() if folder is not None and folder.is_dir() else None
        self._names: dict[Path, str] = {}
        self.pictures: dict[str, bytes] = {}

    def take(self, address: str) -> str | None:
        """Return the neutral name of a picture that may be shown, else None.

        Args:
            address: what the draft says; a path within the folder of artifacts, or one that begins
                with that folder's own name.
        """
        path = self._resolve(address)
        if path is None:
            return None
        if path not in self._names:
            data = _read(path)
            kind = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), None)
            if kind is None or (kind[0] == "png" and data[12:16] != b"IHDR"):
                return None
            name = f"picture-{len(self._names) + 1}.{kind[0]}"
            self._names[path] = name
            self.pictures[name] = data
        return self._names[path]

    def _resolve(self, address: str) -> Path | None:
        """Return the real path where it lies within the folder, whatever links are on the way."""
        folder = self._folder
        wanted = unquote(address).strip()
        if folder is None or not wanted or "\0" in wanted or "\\" in wanted or ":" in wanted:
            return None
        relative = Path(wanted)
        if relative.is_absolute():
            return None
        for candidate in (folder / relative, folder.parent / relative):
            try:
                real = candidate.resolve(strict=True)
            except (OSError, RuntimeError, ValueError):
                continue
            if real.is_relative_to(folder) and real != folder:
                return real
        return None


def data_address(name: str, data: bytes) -> str:
    """Return a picture as an address that holds the picture itself."""
    kind = next((kind for magic, kind in _KINDS.items() if data.startswith(magic)), (name, "image/png"))
    return f"data:{kind[1]};base64,{base64.b64encode(data).decode('ascii')}"


def _read(path: Path) -> bytes:
    """Return a plain file's bytes; empty where it is too large or no plain file, or cannot be read."""
    try:
        return read_plain(path, _LARGEST)
    except OSError:
        return b""
