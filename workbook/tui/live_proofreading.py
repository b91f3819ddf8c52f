"""Proofreading on threads of its own: at once by what is quick, then by all engines; never waited for."""

from __future__ import annotations

import contextlib
import sys
import threading
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol, runtime_checkable

from workbook.errors import StorageError, WorkbookError
from workbook.findings.model import Finding, NotRun, Where
from workbook.proofreading.model import EngineFailed, Stopped
from workbook.tui.proofreading_worker import Asked, Looked, Worker

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from workbook.credentials.model import Credential
    from workbook.home import Home
    from workbook.proofreading.cache import ParagraphCache
    from workbook.proofreading.known_words import KnownWords
    from workbook.proofreading.model import Engine
    from workbook.proofreading.proofreader import Outcome, Proofreader
    from workbook.tui.proofreading_worker import Look

_TO_STOP = 0.5
"""Seconds that closing waits for a check that was told to stop."""
_SWITCH = 0.001
"""Seconds for which a thread that proofreads may hold up a key; Python's own setting is five times that."""
_OUR_FAULT = "a fault of the workbook's own"

EngineState = Literal["absent", "stopped", "starting", "ready", "failed"]


@runtime_checkable
class Starts(Protocol):
    """An engine that has to be started, and takes its time over it."""

    @property
    def state(self) -> EngineState:
        """How far it has come."""
        ...

    @property
    def why(self) -> str:
        """Why it is not there or failed, as a sentence."""
        ...


@runtime_checkable
class Prepares(Protocol):
    """An engine whose first check takes longer, and that can be made ready for it."""

    def prepare(self, language: str) -> None:
        """Load what a first check would wait for."""
        ...


@dataclass(frozen=True)
class Settings:
    """What proofreading of a workbook depends on, besides the engines.

    Attributes:
        home: where things are kept.
        credential: what the workbook answers; its authors are known words.
        cache: the file of what was found before.
        language: the language's tag.
        thorough: whether the quieter rules speak too.
        keeps: whether what is found is written to that file.
    """

    home: Home
    credential: Credential
    cache: Path
    language: str
    thorough: bool = False
    keeps: bool = True


class LiveProofreading:
    """Proofreads texts in the background: what was asked for last comes first.

    Args:
        engines: the engines that were chosen; those that must be started are waited for, and not started.
        settings: what else it depends on.
        tell: is given what was found, on a thread of this one's own.
    """

    def __init__(
        self, engines: tuple[Engine, ...], settings: Settings, tell: Callable[[Looked], None]
    ) -> None:
        sys.setswitchinterval(_SWITCH)
        self._engines = engines
        self._tell = tell
        self._starting = tuple(engine for engine in engines if isinstance(engine, Starts))
        quick = tuple(engine for engine in engines if not isinstance(engine, Starts))
        self._tools = _Tools(settings)
        self._thorough = Worker("proofreading", self._look_with(engines), tell, self._is_ready)
        if quick:
            self._quick = Worker("quick proofreading", self._look_with(quick), tell, prepare=self._prepare)
        else:
            self._quick = self._thorough
        if not self._starting:
            self._thorough = self._quick

    @property
    def starting(self) -> tuple[Starts, ...]:
        """The engines that have to be started."""
        return self._starting

    @property
    def engines(self) -> tuple[Engine, ...]:
        """The engines that were chosen."""
        return self._engines

    def prepare(self) -> None:
        """Make the quick engines ready, off this thread, for the first text that comes."""
        self._quick.start()

    def _prepare(self) -> None:
        language = self._tools.settings.language
        for engine in self._engines:
            # What fails here fails again at the first check, and is told then.
            with contextlib.suppress(EngineFailed):
                if isinstance(engine, Prepares) and engine.speaks(language):
                    engine.prepare(language)

    def look(self, place: Where, text: str, *, near: int = 0, soon: bool = True) -> None:
        """Have a text looked at; a check of an older text at the same place is given up.

        Args:
            place: where the text stands.
            text: the text.
            near: where in it to begin.
            soon: whether it goes before all that waits.
        """
        if not self._engines:
            return
        for worker in dict.fromkeys((self._quick, self._thorough)):
            worker.ask(Asked(place, text, near), soon=soon)

    def is_looking(self, place: Where) -> bool:
        """Return whether something is still to come for a place from an engine that is there."""
        return self._quick.has(place) or (self._is_ready() and self._thorough.has(place))

    def words_changed(self) -> None:
        """Take note that the person's own words are others now; what is to be looked at anew is not known."""
        self._tools.forget_words()

    def keep(self) -> None:
        """Keep on the disk what was found, so that it need not be found again."""
        self._tools.save()

    def close(self) -> None:
        """Give up what is being done, and keep what was found; the engines are left as they are."""
        workers = dict.fromkeys((self._quick, self._thorough))
        for worker in workers:
            worker.close()
        for worker in workers:
            worker.join(_TO_STOP if worker is self._quick else 0.0)
        self._tools.save()

    def _is_ready(self) -> bool:
        return all(engine.state != "starting" for engine in self._starting)

    def _look_with(self, engines: tuple[Engine, ...]) -> Look:
        thorough = len(engines) == len(self._engines)

        def look(asked: Asked, cancel: threading.Event) -> Looked | None:
            place, text = asked.place, asked.text

            def early(findings: tuple[Finding, ...]) -> None:
                if not cancel.is_set():
                    self._tell(Looked(place, text, findings, (), (), (), thorough=False, partial=True))

            try:
                found = self._tools.look(engines, asked, cancel, early)
            except Stopped:
                return None
            except WorkbookError as error:
                why = str(error)
            except Exception as error:  # noqa: BLE001 - the thread goes on, and the fault is told
                why = f"{_OUR_FAULT} ({type(error).__name__}: {error})"
            else:
                results = found.findings, found.engines, found.not_run, found.failed
                return Looked(place, text, *results, thorough=thorough)
            return Looked(place, text, (), (), (NotRun("", why),), ("",), thorough=thorough)

        return look


class _Tools:
    """What the checks share: the known words and the cache; made when first needed, off the app's thread."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self._lock = threading.Lock()
        self._known: KnownWords | None = None
        self._cache: ParagraphCache | None = None
        self._proofreaders: dict[tuple[tuple[str, ...], bool], Proofreader] = {}

    def look(
        self,
        engines: tuple[Engine, ...],
        asked: Asked,
        cancel: threading.Event,
        early: Callable[[tuple[Finding, ...]], None],
    ) -> Outcome:
        """Look at a text; what was found so far is told early."""
        proofreader, language = self._proofreader(engines), self.settings.language
        return proofreader.look(asked.text, asked.place, language, cancel, near=asked.near, early=early)

    def forget_words(self) -> None:
        """Read the known words anew before the next check."""
        with self._lock:
            self._known = None
            self._proofreaders.clear()

    def save(self) -> None:
        """Keep the cache; what cannot be kept is found again the next time, and loses nothing."""
        cache = self._cache
        if cache is not None and self.settings.keeps:
            with contextlib.suppress(StorageError):
                cache.save()

    def _proofreader(self, engines: tuple[Engine, ...]) -> Proofreader:
        """Return the proofreader of some engines: the same one as long as the same words are known."""
        from workbook.proofreading.cache import ParagraphCache
        from workbook.proofreading.known_words import KnownWords
        from workbook.proofreading.proofreader import Proofreader

        settings = self.settings
        with self._lock:
            if self._known is None:
                self._known = KnownWords.for_credential(settings.home, settings.credential)
            if self._cache is None:
                self._cache = ParagraphCache(settings.cache)
            key = tuple(engine.name for engine in engines), settings.thorough
            if key not in self._proofreaders:
                self._proofreaders[key] = Proofreader(
                    engines, self._known, self._cache, thorough=settings.thorough
                )
            return self._proofreaders[key]
