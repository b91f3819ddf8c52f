"""A thread that proofreads one text after the other; what was asked for last comes first."""

from __future__ import annotations

import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.findings.model import Finding, NotRun, Where

    Look = Callable[["Asked", threading.Event], "Looked | None"]

LOOK_AGAIN = 0.25
"""Seconds between two looks at whether an engine that is starting is ready."""


@dataclass(frozen=True)
class Looked:
    """What was found in a text.

    Attributes:
        place: where it stands.
        text: the text as it was looked at.
        findings: what was found in it, none of it marked as ignored.
        engines: the names of the engines that looked.
        not_run: which could not, and why.
        failed: the names of those among them that were asked and failed.
        thorough: whether all engines that were chosen have had their turn.
        partial: whether it is what was found so far, while the rest is still being read.
    """

    place: Where
    text: str
    findings: tuple[Finding, ...]
    engines: tuple[str, ...]
    not_run: tuple[NotRun, ...]
    failed: tuple[str, ...]
    thorough: bool
    partial: bool = False


@dataclass(frozen=True)
class Asked:
    """A text that is to be looked at, and where in it to begin."""

    place: Where
    text: str
    near: int = 0


class Worker:
    """A thread that looks at one text after the other; it begins with the first that is asked for.

    Args:
        name: the thread's name.
        look: looks at a text until it is told to stop.
        tell: is given what was found.
        is_ready: whether it can be begun with.
        prepare: what is done before the first text.
    """

    def __init__(
        self,
        name: str,
        look: Look,
        tell: Callable[[Looked], None],
        is_ready: Callable[[], bool] = lambda: True,
        prepare: Callable[[], None] = lambda: None,
    ) -> None:
        self._look = look
        self._tell = tell
        self._is_ready = is_ready
        self._prepare = prepare
        self._waiting: dict[str, Asked] = {}
        self._doing: Asked | None = None
        self._cancel = threading.Event()
        self._closed = False
        self._begun = False
        self._condition = threading.Condition()
        self._thread = threading.Thread(target=self._run, name=name, daemon=True)

    def ask(self, asked: Asked, *, soon: bool) -> None:
        """Have a text looked at; an empty one only ends what is being done for its place."""
        place = asked.place.id
        with self._condition:
            if self._closed:
                return
            self._waiting.pop(place, None)
            if self._doing is not None and (soon or self._doing.place.id == place):
                self._give_up(place)
            if asked.text.strip():
                fresh = {place: asked}
                self._waiting = {**fresh, **self._waiting} if soon else {**self._waiting, **fresh}
            self._condition.notify_all()
        if asked.text.strip():
            self.start()

    def start(self) -> None:
        """Begin the thread, where it has not begun."""
        with self._condition:
            if not self._closed and not self._begun:
                self._begun = True
                self._thread.start()

    def has(self, place: Where) -> bool:
        """Return whether a text of a place waits or is being looked at."""
        with self._condition:
            doing = self._doing is not None and self._doing.place.id == place.id
            return doing or place.id in self._waiting

    def close(self) -> None:
        """Give up everything."""
        with self._condition:
            self._closed = True
            self._waiting.clear()
            self._cancel.set()
            self._condition.notify_all()

    def join(self, seconds: float) -> None:
        """Wait for the thread's end, for some time at most."""
        if self._thread.is_alive():
            self._thread.join(seconds)

    def _give_up(self, place: str) -> None:
        """Give up what is being done for a place's sake; another place's text is taken up again later."""
        doing, self._doing = self._doing, None
        self._cancel.set()
        if doing is not None and doing.place.id != place:
            self._waiting.setdefault(doing.place.id, doing)

    def _run(self) -> None:
        self._prepare()
        while True:
            with self._condition:
                while not self._closed and not (self._waiting and self._is_ready()):
                    self._condition.wait(LOOK_AGAIN if self._waiting else None)
                if self._closed:
                    return
                self._doing = asked = self._waiting.pop(next(iter(self._waiting)))
                self._cancel = cancel = threading.Event()
            looked = self._look(asked, cancel)
            with self._condition:
                if self._cancel is cancel:
                    self._doing = None
                wanted = looked is not None and not self._closed
            if looked is not None and wanted:
                self._tell(looked)
