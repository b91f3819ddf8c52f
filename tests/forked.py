"""Commands in processes of their own that need not load the program each time: a server forks them off."""

from __future__ import annotations

import functools
import gc
import multiprocessing
import os
import pkgutil
import sys
import tempfile
import time
from dataclasses import dataclass
from importlib import import_module
from multiprocessing import forkserver
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from multiprocessing.context import ForkServerContext

LONGEST = 120
"""Seconds that a command may take."""
MOST_PIPED = 65536
"""Bytes that a pipe holds on Linux while nobody reads it."""
IS_THERE = "forkserver" in multiprocessing.get_all_start_methods()


def load() -> None:
    """Load what commands load, once for all of them."""
    package = import_module("workbook")
    for module in pkgutil.walk_packages(package.__path__, "workbook."):
        if not module.name.startswith("workbook.tui") and not module.name.endswith("__main__"):
            import_module(module.name)
    import_module("workbook.__main__")
    gc.freeze()


@dataclass(frozen=True)
class Call:
    """A command as a shell calls it that is not in a terminal.

    Attributes:
        arguments: what stands behind `workbook`.
        folder: where it runs.
        variables: its whole environment.
        data: what is piped into it; without it standard input is empty and no pipe.
    """

    arguments: tuple[str, ...]
    folder: Path
    variables: dict[str, str]
    data: bytes | None


def run(call: Call) -> tuple[int | None, bytes, bytes]:
    """Run a command; return its exit status, and what it wrote on standard output and standard error."""
    with tempfile.TemporaryDirectory() as kept:
        out, err = Path(kept, "out"), Path(kept, "err")
        process = _started().Process(target=_command, args=(call, out, err))
        process.start()
        process.join(LONGEST)
        if process.is_alive():
            process.kill()
            raise TimeoutError(call.arguments)
        status = process.exitcode
        process.close()
        return status, out.read_bytes(), err.read_bytes()


@functools.cache
def _started() -> ForkServerContext:
    """Start the server, which stays as long as this process does."""
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload(["forked_load"])
    here = Path(__file__).parent
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PYTHONPATH", os.pathsep.join(map(str, (here, here.parent))))
        forkserver.ensure_running()
    return context


def _command(call: Call, out: Path, err: Path) -> None:
    """Be the command: in a new process, with the streams and the environment of one."""
    os.chdir(call.folder)
    os.environ.clear()
    os.environ.update(call.variables)
    time.tzset()
    if call.data is None:
        source = os.open(os.devnull, os.O_RDONLY)
    else:
        source, end = os.pipe()
        os.write(end, call.data)
        os.close(end)
    writing = os.O_WRONLY | os.O_CREAT
    for descriptor, stream in enumerate((source, os.open(out, writing), os.open(err, writing))):
        if stream != descriptor:
            os.dup2(stream, descriptor)
            os.close(stream)
    # As Python opens them in the locale C.UTF-8 (PEP 540).
    sys.stdin = sys.__stdin__ = os.fdopen(0, "r", encoding="utf-8", errors="surrogateescape")
    sys.stdout = sys.__stdout__ = os.fdopen(1, "w", encoding="utf-8", errors="surrogateescape")
    sys.stderr = sys.__stderr__ = os.fdopen(2, "w", 1, encoding="utf-8", errors="backslashreplace")
    sys.argv = ["workbook", *call.arguments]
    import_module("workbook.__main__").main()
