"""Whatever ends a command becomes an exit status and, where it is no success, one line."""

from __future__ import annotations

import contextlib
import errno
import os
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.cli.output import complain
from workbook.errors import WorkbookError
from workbook.files import write_atomically
from workbook.home import Home

if TYPE_CHECKING:
    from collections.abc import Callable

FINE, FINDINGS, MISTAKE, FAULT, INTERRUPTED = 0, 1, 2, 3, 130

_notices: list[str] = []


def notice(sentence: str) -> None:
    """Keep a sentence about something that was mended on the way, to be said at the end."""
    if sentence not in _notices:
        _notices.append(sentence)


def guarded(work: Callable[[], int]) -> int:
    """Do a command's work and return the exit status; no exception leaves it.

    On a status of 2 or 3 standard error gets exactly one line.
    """
    try:
        status, line = work(), ""
        if sys.stdout is not None:
            sys.stdout.flush()
    except KeyboardInterrupt:
        status, line = INTERRUPTED, "Stopped; what was saved before is kept."
    except Exception as error:  # noqa: BLE001 - here every fault becomes a sentence
        status, line = _told(error)
    if line:
        complain(" ".join([line, *_notices]))
    else:
        for sentence in _notices:
            complain(sentence)
    _notices.clear()
    _close()
    return status


def _told(error: Exception) -> tuple[int, str]:
    """Return the exit status for an error, and what to say of it; nothing for a reader that went away."""
    if isinstance(error, WorkbookError):
        return error.exit_status, str(error)
    if isinstance(error, BrokenPipeError):
        return FINE, ""
    if isinstance(error, OSError) and error.errno is not None:
        return _of_the_machine(error)
    return FAULT, _record(error)


def _of_the_machine(error: OSError) -> tuple[int, str]:
    """Return the exit status and the sentence for what the machine would not do."""
    reason = (error.strerror or "unknown fault").lower()
    if error.errno == errno.ENAMETOOLONG:
        return MISTAKE, "A name that was given is too long for a file. Check the path."
    if error.filename is None:
        return FAULT, f"The output could not be written ({reason}). Write it somewhere else."
    return FAULT, f"{error.filename} cannot be used ({reason}). Check the path and who may use it."


def _record(error: Exception) -> str:
    """Write a fault's traceback to a log, and return the sentence that says where it is."""
    what = f"A fault of the workbook's own stopped this ({type(error).__name__})"
    written = "".join(traceback.format_exception(error))
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    try:
        logs = Home.from_environment().logs
        logs.mkdir(parents=True, exist_ok=True)
        path = logs / f"fault-{stamp}-{os.getpid()}.log"
        write_atomically(path, written.encode("utf-8", "replace"), private=True)
    except (OSError, WorkbookError, RuntimeError) as failure:
        last = traceback.extract_tb(error.__traceback__)[-1:]
        place = "".join(f" in {Path(frame.filename).name}, line {frame.lineno}" for frame in last)
        why = failure.what if isinstance(failure, WorkbookError) else str(failure)
        return f"{what}{place}: {error}. No log of it could be written ({why})."
    return f"{what}. What happened is written in {path}; please pass that file on to the makers."


def _close() -> None:
    """Flush what is left; a reader that went away must not make the interpreter complain at its end."""
    for stream in (sys.stdout, sys.stderr):
        if stream is None:
            continue
        try:
            stream.flush()
        except (OSError, ValueError):
            with contextlib.suppress(OSError, ValueError):
                nowhere = os.open(os.devnull, os.O_WRONLY)
                os.dup2(nowhere, stream.fileno())
