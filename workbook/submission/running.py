"""Running another program so that it ends: a time-out, a way to stop it, and no message lost."""

from __future__ import annotations

import contextlib
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


class Running:
    """A program that was started, and is ended with the `with` block at the latest.

    Args:
        command: the program and its arguments.
        tool: what to call it in an error.
        folder: where it runs.
        environment: variables to set beside the present ones.

    Raises:
        ToolError: it cannot be started.
    """

    def __init__(
        self,
        command: Sequence[str],
        *,
        tool: str,
        folder: Path,
        environment: Mapping[str, str] | None = None,
    ) -> None:
        self._tool = tool
        try:
            self._process = subprocess.Popen(
                list(command),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.PIPE,
                cwd=folder,
                env={**os.environ, **(environment or {})},
            )
        except OSError as error:
            reason = error.strerror or "unknown reason"
            mend = "Install the workbook again"
            raise ToolError(f"{tool} could not be started ({reason})", mend) from error

    def __enter__(self) -> Running:
        return self

    def __exit__(self, *_: object) -> None:
        if self._process.poll() is None:
            self._process.kill()
        # Closes the pipes and takes the exit status, so that nothing is left behind.
        with contextlib.suppress(OSError, ValueError):
            self._process.communicate()

    def finish(self, data: bytes = b"", *, timeout: float, cancelled: Cancelled | None = None) -> Finished:
        """Give the program its standard input and wait for its end.

        Args:
            data: its standard input, after which it is closed.
            timeout: after how many seconds it is killed.
            cancelled: asked every few hundredths of a second; the program is killed when it says yes.

        Raises:
            ToolError: the program took too long.
            BuildCancelled: `cancelled` said yes.
        """
        deadline = time.monotonic() + timeout
        pending: bytes | None = data
        while True:
            if cancelled is not None and cancelled():
                raise BuildCancelled
            left = deadline - time.monotonic()
            if left <= 0:
                mend = "Shorten the longest answer, or build one part"
                raise ToolError(f"{self._tool} took too long and was stopped", mend)
            try:
                patience = min(left, _LOOK_EVERY) if cancelled is not None else left
                output, errors = self._process.communicate(pending, timeout=patience)
            except subprocess.TimeoutExpired:
                pending = None  # communicate() keeps what it was given and goes on where it was.
            else:
                return Finished(self._process.returncode, output, errors.decode("utf-8", "replace"))
