"""One run of the proofreading engines over several texts."""

from __future__ import annotations

import contextlib
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from workbook.cli.faults import notice
from workbook.cli.progress import Progress, interruptible
from workbook.drafts.model import Proofread, now
from workbook.errors import ToolError, WorkbookError
from workbook.findings.ignoring import marked
from workbook.findings.model import NotRun, Report
from workbook.findings.proofread_marks import digest
from workbook.preferences import language_of, load
from workbook.proofreading.cache import ParagraphCache
from workbook.proofreading.choosing import choose
from workbook.proofreading.known_words import KnownWords
from workbook.proofreading.proofreader import Proofreader

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from threading import Event

    from workbook.cli.proofread_texts import Subject, Text
    from workbook.findings.model import Finding
    from workbook.home import Home
    from workbook.preferences import EngineChoice, Preferences
    from workbook.proofreading.model import Engine
    from workbook.proofreading.proofreader import Outcome


_MOST_NAMED = 3


@dataclass(frozen=True)
class Wishes:
    """What was asked for.

    Attributes:
        engine: which engines.
        language: the language; None for the person's or the credential's.
        thorough: whether the quieter rules speak, too.
        is_kept: whether it is kept with a workbook that it was proofread.
    """

    engine: EngineChoice
    language: str | None
    thorough: bool
    is_kept: bool = True


@dataclass(frozen=True)
class Read:
    """A text that was read, and what was found in it."""

    subject: Subject
    text: Text
    findings: tuple[Finding, ...]


@dataclass
class Result:
    """What a run came to.

    Attributes:
        read: the texts, in the order in which they were read.
        engines: the engines that read a text or found something in it, by name, with what they are in words.
        not_run: which engines did not read a text, and why.
        wanting: why an engine that was asked for by name is missing or failed.
        unread: the texts that no engine read, by what they are called.
    """

    read: list[Read] = field(default_factory=list)
    engines: dict[str, str] = field(default_factory=dict)
    not_run: dict[NotRun, None] = field(default_factory=dict)
    wanting: list[str] = field(default_factory=list)
    unread: list[str] = field(default_factory=list)

    @property
    def faults(self) -> list[str]:
        """What keeps this from being what was asked for, as sentences without a full stop."""
        if not self.unread or self.wanting:
            return list(dict.fromkeys(why.rstrip(".") for why in self.wanting))
        more = len(self.unread) - _MOST_NAMED
        named = ", ".join(self.unread[:_MOST_NAMED]) + (f" and {more} more" if more > 0 else "")
        reasons = dict.fromkeys(missed.why.rstrip(".") for missed in self.not_run)
        return [f"Not proofread: {named}", *reasons]

    def raise_faults(self) -> None:
        """Do nothing where this is what was asked for.

        Raises:
            ToolError: an engine that was asked for by name is missing or failed, or a text was not read.
        """
        if self.faults:
            raise ToolError(". ".join(self.faults))

    @property
    def report(self) -> Report:
        """Everything that was found, as a report."""
        return Report(tuple(found for one in self.read for found in one.findings), tuple(self.not_run))

    @property
    def engine(self) -> str | None:
        """The engines' names in one, as "harper+languagetool"; None where none ran."""
        return "+".join(self.engines) or None

    @property
    def engines_in_words(self) -> str:
        """Who proofread, as "Harper and LanguageTool, on this machine"."""
        by_place: dict[str, list[str]] = {}
        for in_words in self.engines.values():
            name, _, place = in_words.partition(", ")
            by_place.setdefault(place, []).append(name)
        return "; ".join(f"{' and '.join(names)}, {place}" for place, names in by_place.items())


class Run:
    """Reads texts, one after another. What it holds is let go by `close`.

    Args:
        home: where things are kept.
        wishes: what was asked for.
        preferences: what the person prefers.
        given_up: says when it is no longer wanted.
        progress: is told how far it is.
        tell: is given a sentence about what could not be kept.
    """

    def __init__(
        self,
        home: Home,
        wishes: Wishes,
        preferences: Preferences,
        *,
        given_up: Event,
        progress: Progress,
        tell: Callable[[str], None],
    ) -> None:
        self._home = home
        self._wishes = wishes
        self._preferences = preferences
        self._given_up = given_up
        self._progress = progress
        self._tell = tell
        self._chosen = choose(wishes.engine, home)
        self._engines: list[Engine] = list(self._chosen.engines)
        self._is_whole = True
        self.result = Result()
        for name, why in self._chosen.missing:
            self._missed(NotRun(name, why))

    def close(self) -> None:
        """Let go of the engines."""
        self._chosen.close()

    def read(self, subject: Subject) -> None:
        """Read all texts of a subject, and keep with a workbook what was read.

        Raises:
            Stopped: it was given up.
            StorageError: the person's own words cannot be read.
        """
        opened = subject.opened
        language = language_of(self._preferences, subject.language, wanted=self._wishes.language)
        known = KnownWords.for_credential(self._home, opened.credential if opened else None)
        cache = ParagraphCache(opened.file.proofread_cache if opened else None)
        proofread: dict[str, Proofread] = {}
        try:
            for text in subject.texts:
                outcome = self._look(text, language, known, cache)
                workbook = opened.workbook if opened else None
                findings = marked(text.placed(outcome.findings), workbook, self._preferences.rules_off)
                self.result.read.append(Read(subject, text, findings))
                if outcome.engines and self._is_whole:
                    proofread[text.place.id] = Proofread(digest(text.draft), now(), outcome.engines)
        finally:
            cache.save()
        self._keep(subject, proofread)

    def _look(self, text: Text, language: str, known: KnownWords, cache: ParagraphCache) -> Outcome:
        proofreader = Proofreader(self._engines, known, cache, thorough=self._wishes.thorough)
        self._progress.tell(f"Proofreading {text.label}")

        def tell(done: int, total: int) -> None:
            self._progress.tell(f"Proofreading {text.label}", done, total)

        outcome = proofreader.look(text.markdown, text.place, language, self._given_up, tell)
        heard = {source.engine for finding in outcome.findings for source in finding.sources}
        heard.update(outcome.engines)
        self.result.engines.update(
            (engine.name, engine.in_words) for engine in self._engines if engine.name in heard
        )
        for missed in outcome.not_run:
            self.result.not_run[missed] = None
            if missed.rule in outcome.failed:
                self._failed(missed)
        if not heard:
            self.result.unread.append(text.label)
        return outcome

    def _failed(self, missed: NotRun) -> None:
        """Ask an engine that failed no more: each further text would wait for it in vain."""
        self._engines = [engine for engine in self._engines if engine.name != missed.rule]
        self._missed(missed)

    def _missed(self, missed: NotRun) -> None:
        """Take note of an engine that is missing or failed: no text counts as proofread without it."""
        self._is_whole = False
        self.result.not_run[missed] = None
        if self._wishes.engine != "auto":
            self.result.wanting.append(missed.why)

    def _keep(self, subject: Subject, proofread: dict[str, Proofread]) -> None:
        """Keep with a workbook which of its texts were proofread; what is kept already is left as it is."""
        if subject.opened is None or not self._wishes.is_kept:
            return
        kept = subject.opened.workbook.proofread
        fresh = {
            place: mark
            for place, mark in proofread.items()
            if place not in kept or (kept[place].digest, kept[place].engines) != (mark.digest, mark.engines)
        }
        if not fresh:
            return
        try:
            subject.opened.file.marks.save_proofread(fresh)
        except WorkbookError as error:
            self._tell(f"It was proofread, and that could not be kept: {error}")
        else:
            subject.opened.workbook.change("proofread", fresh)


def read_all(home: Home, wishes: Wishes, subjects: Iterable[Subject]) -> Result:
    """Proofread subjects one after another, with a line on how far it is; ctrl+c ends it in order.

    Raises:
        KeyboardInterrupt: it was given up.
        StorageError: the person's own words cannot be read.
    """
    progress = Progress(load(home).progress)
    with interruptible() as given_up, contextlib.ExitStack() as opened:
        opened.callback(progress.clear)
        run = Run(home, wishes, load(home), given_up=given_up, progress=progress, tell=notice)
        opened.callback(run.close)
        for subject in subjects:
            run.read(subject)
    return run.result
