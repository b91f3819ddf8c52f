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
from typing import TYPE_CHECKING

from workbook.errors import ToolError, WorkbookError
from workbook.files import storage_error, write_atomically
from workbook.text import clean_draft, decode, one_line, read_file

if TYPE_CHECKING:
    from collections.abc import Iterator

_USUAL = ("nano", "vim", "vi")


@contextlib.contextmanager
def edited(folder: Path, name: str, text: str) -> Iterator[str]:
    """Give a text as the person left it in her editor, to be stored in the body of the `with`.

    The temporary file is taken away once the body is through; whatever fails, it is kept.

    Args:
        folder: where the temporary file stands.
        name: what the file is named after, as a prompt's id.
        text: what the editor begins with.

    Raises:
        WorkbookError: there is no editor to start, or what was saved is empty or not UTF-8.
        ToolError: the editor could not be started or failed.
        StorageError: the disk would not take the temporary file.
    """
    path = _temporary(folder, name, text)
    written = _written(path)
    try:
        yield written
    except WorkbookError as error:
        kept = _kept(path)
        raise type(error)(error.what, f"{error.mend}. {kept}" if error.mend else kept) from error
    path.unlink(missing_ok=True)


def _written(path: Path) -> str:
    """Let the person write in the file, and return what she left there."""
    try:
        command = _command()
        status = subprocess.run([*command, str(path)], check=False).returncode
    except WorkbookError:
        path.unlink(missing_ok=True)
        raise
    except OSError as error:
        path.unlink(missing_ok=True)
        raise ToolError(
            f"The editor “{command[0]}” could not be started ({error.strerror})",
            "Set VISUAL or EDITOR to an editor that is installed",
        ) from error
    if status:
        raise ToolError(
            f"The editor “{command[0]}” ended with a fault ({status}), and nothing was changed", _kept(path)
        )
    written = decode(read_file(path), str(path))
    if not clean_draft(written).strip():
        path.unlink(missing_ok=True)
        raise WorkbookError(
            "The editor left an empty text, and nothing was changed",
            "To store an empty text, give an empty file with --file",
        )
    return written


def _kept(path: Path) -> str:
    return f"What you wrote is kept in {path}"


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
