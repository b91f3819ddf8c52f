"""From what a person typed or pasted to a path: the one way in, for every door."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

from workbook.errors import WorkbookError
from workbook.text import one_line

_HOMES = ("$HOME", "${HOME}")
_LONGEST_SHOWN = 160
_LAST_SHOWN = 40
_WHY = {
    errno.ENAMETOOLONG: ("is too long for the name of a file", "Check that it is a path"),
    errno.ELOOP: ("leads in a circle: a link in it leads back to itself", "Name the file itself"),
    errno.EACCES: ("is in a folder that you may not enter", "Check who may enter it"),
    errno.EPERM: ("is in a folder that you may not enter", "Check who may enter it"),
}


def path_of(given: str) -> Path:
    """Return the path that a person means; it need not be there.

    `~`, `~name` and `$HOME` at its beginning become the folder that they name, unless a file is called so.

    Args:
        given: whatever was typed, pasted or found in the environment.

    Raises:
        WorkbookError: it is empty, or no file can be called so; the sentence says why.
    """
    if not given.strip():
        raise WorkbookError("No file is named", "Give its path")
    if "\0" in given:
        raise WorkbookError(f"{shown(given)} holds a character that no file's name has", "Check the path")
    if given.startswith(("~", *_HOMES)) and not _is_there(Path(given)):
        path = Path(expanded(given))
        _refuse_homeless(given, path)
    else:
        path = Path(given)
    found(path)
    return path


def expanded(text: str) -> str:
    """Return a text with the folder that `~`, `~name` or `$HOME` at its beginning names, if it names one."""
    for name in _HOMES:
        rest = text.removeprefix(name)
        if rest != text and rest[:1] in ("", "/", os.sep):
            text = f"~{rest}"
    try:
        return os.path.expanduser(text)  # noqa: PTH111 - Path's raises where nobody is called so
    except ValueError:
        return text


def found(path: Path) -> os.stat_result | None:
    """Return what stands at a path, links followed; None where nothing is there.

    Raises:
        WorkbookError: there can be nothing, or it may not be looked at; the sentence says why.
    """
    try:
        return path.stat()
    except (FileNotFoundError, NotADirectoryError):
        return None
    except OSError as error:
        usual = (f"cannot be used ({(error.strerror or 'unknown fault').lower()})", "Check the path")
        why, mend = _WHY.get(error.errno or 0, usual)
        raise WorkbookError(f"{shown(str(path))} {why}", mend) from error
    except ValueError as error:
        # A NUL, or half a character: the system has no such names.
        raise WorkbookError(
            f"{shown(str(path))} holds a character that no file's name has", "Check the path"
        ) from error


def plain_file(path: Path, mend: str = "Check the path") -> os.stat_result:
    """Return the status of a file that is to be read to its end: no folder, no device, no pipe.

    Args:
        path: the file.
        mend: what the person can do where it is none.

    Raises:
        WorkbookError: it is not there, or no plain file.
    """
    status = found(path)
    if status is None:
        raise WorkbookError(f"{shown(str(path))} is not there", mend)
    if not stat.S_ISREG(status.st_mode):
        raise WorkbookError(f"{shown(str(path))} is {kind_of(status.st_mode)}, not a file", mend)
    return status


def is_plain_file(path: Path) -> bool:
    """Return whether a plain file is there; never raises."""
    try:
        status = found(path)
    except WorkbookError:
        return False
    return status is not None and stat.S_ISREG(status.st_mode)


def kind_of(mode: int) -> str:
    """Return what something is that is no plain file, in words, by its mode."""
    if stat.S_ISDIR(mode):
        return "a folder"
    if stat.S_ISCHR(mode) or stat.S_ISBLK(mode):
        return "a device"
    if stat.S_ISFIFO(mode):
        return "a pipe"
    return "a socket" if stat.S_ISSOCK(mode) else "something else"


def shown(given: str) -> str:
    """Return what was given for a sentence: on one line, prose shortened and in quotation marks."""
    line = one_line(given.encode("utf-8", "replace").decode())
    if len(line) > _LONGEST_SHOWN:
        line = f"{line[: _LONGEST_SHOWN - _LAST_SHOWN]}…{line[-_LAST_SHOWN:]}"
    return f"“{line}”" if " " in line or not line else line


def _refuse_homeless(given: str, path: Path) -> None:
    """Raise a WorkbookError where a path begins with the folder of a person who has none."""
    name = Path(given).parts[0]
    is_anothers = name.startswith("~") and name != "~"
    if not str(path).startswith("~") and not (is_anothers and not _is_there(Path(expanded(name)))):
        return
    raise WorkbookError(
        f"{shown(given)} is not there, for this machine has no folder {shown(name)}",
        "Write the whole path, or ./ before a name that begins with ~",
    )


def _is_there(path: Path) -> bool:
    try:
        return found(path) is not None
    except WorkbookError:
        return False
