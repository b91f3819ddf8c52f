"""The guard's own process: it takes an order on its standard input and ends when nobody needs it."""

from __future__ import annotations

import contextlib
import os
import queue
import secrets
import signal
import sys
import threading
from pathlib import Path
from typing import IO, TYPE_CHECKING

from workbook.errors import StorageError
from workbook.files import write_atomically
from workbook.proofreading.languagetool.guard.clients import Clients
from workbook.proofreading.languagetool.guard.lifetime import hold
from workbook.proofreading.languagetool.guard.supervisor import Supervisor
from workbook.proofreading.languagetool.guard.words import LOCK, RECORD, Order, Record, line_of, read_line

if TYPE_CHECKING:
    from workbook.proofreading.languagetool.guard.words import Ask

GRACE = 1.5
"""For how many seconds nobody need be there before the guard ends; a next command comes in time."""
LISTEN = 5.0
"""For how many seconds a guard whose server failed waits for its starter to come and hear of it."""
TAKEN = 9
"""The exit status of a guard that found another at work."""
FAILED = 1
"""The exit status of a guard that could not begin."""


class _Starter:
    """The process that started the guard: as long as it holds the pipe, the guard waits for it."""

    def __init__(self, pipe: IO[bytes]) -> None:
        self._pipe = pipe
        self._gone = threading.Event()
        threading.Thread(target=self._wait, daemon=True).start()

    def is_there(self) -> bool:
        return not self._gone.is_set()

    def wait_until_gone(self, seconds: float) -> None:
        self._gone.wait(seconds)

    def _wait(self) -> None:
        with contextlib.suppress(OSError):
            while self._pipe.read(1024):
                pass
        self._gone.set()


def main() -> int:
    """Run the guard; return its exit status."""
    # Without a buffer: what waits for the end of the pipe must not find it read already.
    pipe = open(sys.stdin.fileno(), "rb", buffering=0, closefd=False)  # noqa: SIM115 - it stays open
    order = Order(**read_line(pipe.readline()))
    folder = Path(order.folder)
    try:
        lock = hold(folder / LOCK)
    except OSError as error:
        return _refuse(f"{folder / LOCK} cannot be locked ({error.strerror})")
    if lock is None:
        return TAKEN
    starter = _Starter(pipe)
    asked: queue.SimpleQueue[Ask] = queue.SimpleQueue()
    clients = Clients(secrets.token_hex(16), asked.put, starter.is_there)
    clients.listen()
    record = folder / RECORD
    try:
        write_atomically(record, line_of(Record(clients.port, clients.token, os.getpid())), private=True)
    except StorageError as error:
        return _refuse(error.what)
    try:
        Supervisor(
            order, clients.tell, lambda: starter.is_there() or clients.alone_for() < GRACE, asked
        ).run()
        # Java may have failed before the one who wants it has come to hear why.
        starter.wait_until_gone(LISTEN)
    finally:
        # In this order: whoever comes now finds nobody, and begins anew when the lock is free.
        record.unlink(missing_ok=True)
        clients.shutdown()
        clients.server_close()
    return 0


def _refuse(why: str) -> int:
    sys.stdout.write(why)
    sys.stdout.flush()
    return FAILED


def _quiet_signals() -> None:
    """Live on when the terminal closes or is interrupted; end in good order when asked to."""
    for name in ("SIGINT", "SIGHUP", "SIGPIPE"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), signal.SIG_IGN)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))


if __name__ == "__main__":
    _quiet_signals()
    sys.exit(main())
