"""Bringing the Java server up, watching it, and starting it once more when it dies or hangs."""

from __future__ import annotations

import contextlib
import queue
import time
from typing import TYPE_CHECKING

from workbook.proofreading.languagetool.guard.javaserver import JavaServer, free_port
from workbook.proofreading.languagetool.guard.words import Told

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.proofreading.languagetool.guard.words import Ask, Order

STARTS = 2
"""How often Java is started: once, and once more when it died or hung."""
_PORTS = 5
"""How many ports are tried where others take them."""
_LOOK_EVERY = 0.1


class Ended(Exception):  # noqa: N818 - no error: nobody uses the server any more
    """The guard is to end."""


class Failed(Exception):  # noqa: N818 - told to the clients in words
    """Java did not come up, or was lost."""


class Supervisor:
    """Keeps one Java server.

    Args:
        order: what is to be started, and how long it may take.
        tell: is given each change.
        is_wanted: says whether anyone still uses the server.
        asked: what the clients ask for.
    """

    def __init__(
        self,
        order: Order,
        tell: Callable[[Told], None],
        is_wanted: Callable[[], bool],
        asked: queue.SimpleQueue[Ask],
    ) -> None:
        self._order = order
        self._tell = tell
        self._is_wanted = is_wanted
        self._asked = asked
        self._java: JavaServer | None = None

    def run(self) -> None:
        """Keep the server until nobody wants it, or until it failed for good; then Java is gone."""
        why = ""
        try:
            for number in range(1, STARTS + 1):
                self._tell(Told("starting", number))
                try:
                    java = self._bring_up()
                    self._tell(Told("ready", number, java.port, java.pid))
                    self._watch(java, number)
                except Failed as failed:
                    why = str(failed)
                finally:
                    self._end_java()
            self._tell(Told("failed", STARTS, why=f"LanguageTool was started {STARTS} times: {why}"))
        except Ended:
            return
        finally:
            self._end_java()

    def _bring_up(self) -> JavaServer:
        """Start Java and wait until it answers and has its rules loaded."""
        for _ in range(_PORTS):
            try:
                self._java = java = JavaServer(self._order.command, free_port())
            except OSError as error:
                raise Failed(f"Java could not be started ({error.strerror})") from error
            if self._answers(java):
                self._warm(java)
                return java
            self._end_java()
        raise Failed("other programs took its port each time")

    def _answers(self, java: JavaServer) -> bool:
        """Wait until Java answers; return False where it ended because its port is taken."""
        deadline = time.monotonic() + self._order.start_seconds
        while time.monotonic() < deadline:
            if not java.is_alive():
                time.sleep(_LOOK_EVERY)  # Its last words may still be on their way.
                if java.is_port_taken():
                    return False
                raise Failed(java.last_words())
            if java.answers() and java.is_alive():
                return True
            self._pause()
        raise Failed(f"it did not answer within {self._order.start_seconds:.0f} seconds")

    def _warm(self, java: JavaServer) -> None:
        done: queue.SimpleQueue[bool] = queue.SimpleQueue()
        java.warm(self._order.warm_seconds, done.put)
        while done.empty():
            if not java.is_alive():
                raise Failed(java.last_words())
            self._pause()
        if not done.get():
            raise Failed("it could not do its first check")

    def _watch(self, java: JavaServer, number: int) -> None:
        """Return by an exception alone: when Java died, hangs, or nobody wants it."""
        while java.is_alive():
            ask = self._pause()
            if ask is not None and ask.what == "restart" and ask.number == number:
                time.sleep(_LOOK_EVERY)  # One that is just dying is dead by then, and says why.
                if java.is_alive():
                    raise Failed("it did not answer any more")
        raise Failed(java.last_words())

    def _pause(self) -> Ask | None:
        """Wait a moment, or until a client asks for something.

        Raises:
            Ended: the guard is to end.
        """
        ask = None
        with contextlib.suppress(queue.Empty):
            ask = self._asked.get(timeout=_LOOK_EVERY)
        if not self._is_wanted() or (ask is not None and ask.what == "end"):
            raise Ended
        return ask

    def _end_java(self) -> None:
        if self._java is not None:
            self._java.end()
            self._java = None
