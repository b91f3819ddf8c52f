"""Writing a text in the person's own editor, on a temporary file in the workbook's folder."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from workbook.errors import ToolError, WorkbookError
from workbook.files import storage_error, write_atomically
from workbook.text import clean_draft, decode, one_line, read_file

_USUAL = ("nano", "vim", "vi")


def edited(folder: Path, name: str, text: str) -> str:
    """Return a text as the person left it in her editor.

    Args:
        folder: where the temporary file stands; it is taken away when all went well.
        name: what the file is named after, as a prompt's id.
        text: what the editor begins with.

    Raises:
        WorkbookError: there is no editor to start, or what was saved is empty or not UTF-8.
        ToolError: the editor could not be started or failed; the file is kept.
        StorageError: the disk would not take the temporary file.
    """
    command = _command()
    path = _temporary(folder, name, text)
    try:
        status = subprocess.run([*command, str(path)], check=False).returncode
    except OSError as error:
        path.unlink(missing_ok=True)
        raise ToolError(
            f"The editor “{command[0]}” could not be started ({error.strerror})",
            "Set VISUAL or EDITOR to an editor that is installed",
        ) from error
    if status:
        raise ToolError(
            f"The editor “{command[0]}” ended with a fault ({status}), and nothing was changed",
            f"What you wrote is kept in {path}",
        )
    written = decode(read_file(path), str(path))
    if text.strip() and not clean_draft(written).strip():
        path.unlink(missing_ok=True)
        raise WorkbookError(
            "The editor left nothing, and what was written before is kept",
            "To empty it, give an empty file with --file",
        )
    return written


def discard(folder: Path, name: str) -> None:
    """Take the temporary files of a place away, once what they hold is stored."""
    for path in folder.glob(f"editing-{name}-*.md"):
        with contextlib.suppress(OSError):
            path.unlink()


def _command() -> list[str]:
    named = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    if named:
        try:
            words = shlex.split(named, posix=os.name != "nt")
        except ValueError as error:
            raise WorkbookError(
                f"The editor “{one_line(named)}” cannot be read as a command", "Set VISUAL or EDITOR anew"
            ) from error
        return words
    if sys.stdin is not None and sys.stdin.isatty():
        for editor in _USUAL:
            if shutil.which(editor):
                return [editor]
    raise WorkbookError(
        "No text was given, and there is no editor to write it in",
        "Name a file with --file, pipe the text in, or set EDITOR",
    )


def _temporary(folder: Path, name: str, text: str) -> Path:
    path = Path()
    try:
        descriptor, made = tempfile.mkstemp(prefix=f"editing-{name}-", suffix=".md", dir=folder)
        os.close(descriptor)
        path = Path(made)
        write_atomically(path, text.encode("utf-8", "replace"), private=True)
    except OSError as error:
        raise storage_error(folder, error) from error
    except WorkbookError:
        path.unlink(missing_ok=True)
        raise
    return path
