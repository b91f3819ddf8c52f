"""The person's editor as a process: which one it is, and lending it the terminal."""

from __future__ import annotations

import contextlib
import os
import shlex
import shutil
import signal
import subprocess
import sys
import threading
from typing import TYPE_CHECKING, Any

from workbook.errors import ToolError, WorkbookError
from workbook.paths import expanded
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

_A_MOMENT = 0.5
"""Seconds between two looks at whether this process was told to end."""
_GRACE = 2.0
"""Seconds that an editor has to end in, once this process was told to end."""
_USUAL = ("notepad",) if os.name == "nt" else ("nano", "vim", "vi")


class NoEditor(WorkbookError):  # noqa: N818 - a member of the WorkbookError family, named for what it is
    """No editor is named, and none of the usual ones is there."""


def editor_command() -> list[str]:
    """Return the person's editor, as the words of a command; a usual one where she named none.

    Raises:
        NoEditor: there is none.
        WorkbookError: what she named cannot be read as a command.
    """
    wanted = os.environ.get("VISUAL", "").strip() or os.environ.get("EDITOR", "").strip()
    if wanted:
        try:
            words = shlex.split(wanted, posix=os.name != "nt")
        except ValueError as error:
            raise WorkbookError(
                f"The editor “{one_line(wanted)}” cannot be read as a command", "Set VISUAL or EDITOR anew"
            ) from error
        return [expanded(word.strip('"') if os.name == "nt" else word) for word in words]
    if sys.__stdin__ is not None and sys.__stdin__.isatty():
        for editor in _USUAL:
            if shutil.which(editor):
                return [editor]
    raise NoEditor("There is no editor to write in", "Set VISUAL or EDITOR to one")


def named(command: list[str]) -> str:
    """Return an editor's name for a message."""
    return f"“{one_line(command[0])}”"


def run_editor(command: list[str], path: Path, told: Callable[[], bool] = lambda: False) -> int | None:
    """Lend the terminal to the editor, and wait for its end.

    Args:
        command: the editor, as words.
        path: the file that it is to open.
        told: whether this process was told to end already; then the editor is not started.

    Returns:
        Its exit status; where a signal ended it, minus the signal's number; None where this process was
        told to end, and the editor goes on.

    Raises:
        ToolError: it could not be started.
        WorkbookError: this process is ending.
    """
    if threading.current_thread() is not threading.main_thread():
        return _started(command, path).wait()
    lent = _Lent()
    ends = [number for number in _named("SIGTERM", "SIGHUP") if callable(signal.getsignal(number))]
    # Before the start, so that no moment is left in which they would end this process; the editor inherits
    # what is ignored, and no handler.
    with _handled(_named("SIGINT", "SIGQUIT"), _leave_it), _handled(ends, lent.pass_on):
        # Asked once what comes from now on is passed on: between the two no signal is lost.
        if told():
            raise WorkbookError("The workbook is ending, and the editor was not opened")
        lent.begin(_started(command, path))
        return lent.wait()


class _Lent:
    """The time for which the editor has the terminal.

    What tells this process to end is passed on to the editor, and waited for no longer than it needs; then
    this process ends in its own way. The keys that interrupt, as ctrl+c, are the editor's affair alone.
    """

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._told = 0

    def begin(self, process: subprocess.Popen[bytes]) -> None:
        """Take the editor that was started."""
        self._process = process
        if self._told:
            process.send_signal(self._told)

    def pass_on(self, number: int, _frame: object) -> None:
        """Tell the editor that it is to end."""
        self._told = number
        if self._process is not None:
            self._process.send_signal(number)

    def wait(self) -> int | None:
        """Return the editor's exit status; None where it goes on although it was told to end."""
        assert self._process is not None  # noqa: S101 - `begin` comes first
        while not self._told:
            # Not for ever at once: a signal that the system gives to another thread wakes this one not.
            with contextlib.suppress(subprocess.TimeoutExpired):
                return self._process.wait(_A_MOMENT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            return self._process.wait(_GRACE)
        return None


def _leave_it(_number: int, _frame: object) -> None:
    """Leave a key that interrupts to the editor."""


def _started(command: list[str], path: Path) -> subprocess.Popen[bytes]:
    try:
        return subprocess.Popen([*command, str(path)])
    except OSError as error:
        raise ToolError(
            f"The editor {named(command)} could not be started ({error.strerror})",
            "Set VISUAL or EDITOR to an editor that is installed",
        ) from error


def _named(*names: str) -> list[int]:
    """Return those of the signals that this platform has."""
    return [getattr(signal, name) for name in names if hasattr(signal, name)]


@contextlib.contextmanager
def _handled(numbers: list[int], handler: Any) -> Iterator[None]:
    before: dict[int, Any] = {}
    try:
        for number in numbers:
            before[number] = signal.signal(number, handler)
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, signal.SIG_DFL if earlier is None else earlier)
