"""The Typst compiler, in a process of its own that is started before it is needed."""

from __future__ import annotations

import importlib.util
import json
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from workbook.errors import ToolError
from workbook.submission import typeset
from workbook.submission.running import Running

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.submission.running import Cancelled

STANDARDS = ("a-2a", "ua-1")
"""PDF/UA-1 for readers of every kind, PDF/A-2a for keeping."""
_SECONDS = 120.0


@dataclass(frozen=True)
class Fault:
    """What the compiler said, and the pictures that it could not read."""

    diagnostic: str
    broken: frozenset[str] = frozenset()


class Typesetter:
    """Compiles `main.typ` of a folder, as often as needed; to be used in a `with` block.

    The process loads the compiler while pandoc still reads the answers.

    Args:
        folder: where the source, the pictures and the result are.

    Raises:
        ToolError: the compiler is missing or cannot be started.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._where = _where()
        self._waiting: Running | None = self._start()

    def __enter__(self) -> Typesetter:
        return self

    def __exit__(self, *_: object) -> None:
        if self._waiting is not None:
            self._waiting.__exit__()

    def typeset(
        self, timestamp: int, pictures: Sequence[str] = (), cancelled: Cancelled | None = None
    ) -> Fault | None:
        """Compile the source as it now is; return None, or what went wrong.

        Args:
            timestamp: the date in the file, in seconds since 1970.
            pictures: the names of the pictures in the folder.
            cancelled: see `Running.finish`.

        Raises:
            ToolError: the compiler took too long.
            BuildCancelled: `cancelled` said yes.
        """
        fault_file = self._folder / typeset.FAULT
        fault_file.unlink(missing_ok=True)
        order = {"standards": STANDARDS, "timestamp": timestamp, "pictures": [*pictures]}
        with self._waiting or self._start() as running:
            self._waiting = None
            done = running.finish(json.dumps(order).encode(), timeout=_SECONDS, cancelled=cancelled)
        if done.status == 0:
            return None
        try:
            fault = json.loads(fault_file.read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return Fault("")  # The compiler took its whole process down.
        return Fault(fault["diagnostic"], frozenset(fault["broken"]))

    @property
    def result(self) -> Path:
        """Where the PDF is once it was compiled."""
        return self._folder / typeset.RESULT

    def _start(self) -> Running:
        program = str(Path(typeset.__file__).absolute())
        return Running(
            [sys.executable, "-I", "-S", program, self._where, str(self._folder)],
            tool="The Typst compiler",
            folder=self._folder,
            environment={"RUST_BACKTRACE": "0"},
        )


def _where() -> str:
    """Return the folder in which the compiler's package is installed."""
    found = importlib.util.find_spec("typst")
    if found is None or found.origin is None:
        raise ToolError("The Typst compiler is missing", "Install the package typst")
    return str(Path(found.origin).parent.parent)
