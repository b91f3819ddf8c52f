"""Running another program so that it ends: a time-out, a way to stop it, and no message lost."""

from __future__ import annotations

import os
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.errors import ToolError, WorkbookError

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

Cancelled = Callable[[], bool]
"""Asked now and then whether the person wants to stop."""

_LOOK_EVERY = 0.05


class BuildCancelled(WorkbookError):  # noqa: N818 - no error: the person wished it
    """The person stopped the build; nothing was written."""

    def __init__(self) -> None:
        super().__init__("The build was stopped and nothing was written")


@dataclass(frozen=True)
class Finished:
    """What a program left: its exit status, standard output and standard error."""

    status: int
    output: bytes
    errors: str


def run(
    command: Sequence[str],
    *,
    tool: str,
    timeout: float,
    folder: Path,
    data: bytes = b"",
    environment: Mapping[str, str] | None = None,
    cancelled: Cancelled | None = None,
) -> Finished:
    """Run a program to its end.

    Args:
        command: the program and its arguments.
        tool: what to call it in an error.
        timeout: after how many seconds it is killed.
        folder: where it runs.
        data: its standard input.
        environment: variables to set beside the present ones.
        cancelled: asked every few hundredths of a second; the program is killed when it says yes.

    Raises:
        ToolError: the program is missing, cannot be started, or took too long.
        BuildCancelled: `cancelled` said yes.
    """
    try:
        process = subprocess.Popen(
            list(command),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=folder,
            env={**os.environ, **(environment or {})},
        )
    except OSError as error:
        reason = error.strerror or "unknown reason"
        raise ToolError(f"{tool} could not be started ({reason})", "Install the workbook again") from error
    deadline = time.monotonic() + timeout
    with process:
        try:
            return _wait(process, data, deadline, tool, cancelled)
        finally:
            if process.poll() is None:
                process.kill()


def _wait(
    process: subprocess.Popen[bytes], data: bytes, deadline: float, tool: str, cancelled: Cancelled | None
) -> Finished:
    pending: bytes | None = data
    while True:
        if cancelled is not None and cancelled():
            raise BuildCancelled
        left = deadline - time.monotonic()
        if left <= 0:
            mend = "Shorten the longest answer, or build one part"
            raise ToolError(f"{tool} took too long and was stopped", mend)
        try:
            patience = min(left, _LOOK_EVERY) if cancelled is not None else left
            output, errors = process.communicate(pending, timeout=patience)
        except subprocess.TimeoutExpired:
            pending = None  # communicate() keeps what it was given and goes on where it was.
        else:
            return Finished(process.returncode, output, errors.decode("utf-8", "replace"))
