"""LanguageTool as a proofreading engine."""

from __future__ import annotations

import hashlib
import threading
from concurrent.futures import ThreadPoolExecutor
from functools import cached_property
from typing import TYPE_CHECKING, Literal

from workbook.languages import is_english, normal
from workbook.proofreading.languagetool import client
from workbook.proofreading.languagetool.guard.words import WARM_LANGUAGE
from workbook.proofreading.languagetool.installed import find
from workbook.proofreading.languagetool.shared_server import AGAIN, SharedServer
from workbook.proofreading.languagetool.starting import RULES, SETTINGS
from workbook.proofreading.model import EngineFailed, Noticed, Stopped
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from workbook.home import Home
    from workbook.proofreading.languagetool.client import Match
    from workbook.proofreading.languagetool.guard.words import Told
    from workbook.proofreading.languagetool.shared_server import State
    from workbook.proofreading.model import Cancel, Category

NAME = "languagetool"
AT_ONCE = 2
"""How many texts the server is asked about at a time."""
_FIRST = 6.0
"""How many times as long the first text in a language may take, for which its rules are loaded."""
_ENGLISH = frozenset({"en-US", "en-GB", "en-AU", "en-CA", "en-NZ", "en-ZA"})
_STYLE = frozenset({"style", "typographical", "register", "whitespace", "formatting", "locale-violation"})
_SPELLING_CATEGORIES = frozenset({"TYPOS", "COMPOUNDING"})
_STYLE_CATEGORIES = frozenset({"STYLE", "REDUNDANCY", "PLAIN_ENGLISH", "TYPOGRAPHY", "CREATIVE_WRITING"})


class LanguageTool:
    """LanguageTool, on a server of the person's own on this machine.

    Args:
        home: where things are kept.
        patience: by how much longer than usual the server may take to answer.
    """

    def __init__(self, home: Home, *, patience: float = 1.0) -> None:
        self._home = home
        self._patience = patience
        self._server = SharedServer(home)
        self._turns = threading.BoundedSemaphore(AT_ONCE)
        self._spoken: dict[tuple[int, str], bool] = {}
        self._warm: set[tuple[int, str]] = set()
        """Which languages which start of Java has its rules of already."""

    @property
    def name(self) -> str:
        """Its name, as the contract has it."""
        return NAME

    @property
    def in_words(self) -> str:
        """What it is and where it runs."""
        return "LanguageTool, on this machine"

    @cached_property
    def version(self) -> str:
        """Its version and that of our rules and settings."""
        ours = hashlib.blake2b(digest_size=6)
        for path in (SETTINGS, *sorted(RULES.rglob("*.xml"))):
            ours.update(path.read_bytes())
        return f"{find(self._home).version}+{ours.hexdigest()}"

    @property
    def state(self) -> State:
        """How far the server is."""
        return self._server.state

    @property
    def why(self) -> str:
        """Why it is absent or failed, and how to mend that; empty where it is neither."""
        fault = self._server.fault
        if fault is not None:
            return str(fault)
        try:
            find(self._home)
        except EngineFailed as absent:
            return str(absent)
        return ""

    def start(self) -> None:
        """Begin to start the server, and return at once; after a failure, try anew."""
        self._server.start()

    def close(self) -> None:
        """Let go of the server; it ends when nobody else uses it."""
        self._server.close()

    def server(self) -> Told:
        """Wait until the server is ready, and return its port and its process: for those who measure it.

        Raises:
            EngineFailed: LanguageTool is missing or failed.
        """
        return self._server.wait(_NEVER)

    def speaks(self, language: str) -> bool:
        """Return whether it can proofread a language; for any but English the server is asked.

        Raises:
            EngineFailed: it is missing, or that cannot be told.
        """
        tag = _known(language)
        if tag in _ENGLISH:
            find(self._home)
            return True
        told = self._server.wait(_NEVER)
        key = (told.java, tag)
        if key not in self._spoken:
            self._spoken[key] = self._tries(told, tag)
        return self._spoken[key]

    def look(self, texts: Sequence[str], language: str, cancel: Cancel) -> list[tuple[Noticed, ...]]:
        """Proofread plain texts, each a paragraph by itself.

        Args:
            texts: plain paragraphs; they may hold any character.
            language: a tag that it speaks.
            cancel: is looked at all the while.

        Raises:
            EngineFailed: LanguageTool is missing or failed.
            Stopped: it was cancelled.
        """
        tag = _known(language)
        either = _Either(cancel)

        def look(text: str) -> tuple[Noticed, ...]:
            return self._look_at(text, tag, either)

        if len(texts) < 2:
            return [look(text) for text in texts]
        self._server.wait(cancel)
        with ThreadPoolExecutor(AT_ONCE, "languagetool") as workers:
            try:
                return list(workers.map(look, texts))
            except BaseException:
                either.stop()
                raise

    def _look_at(self, text: str, tag: str, cancel: Cancel) -> tuple[Noticed, ...]:
        if cancel.is_set():
            raise Stopped
        if not text.strip():
            return ()
        return tuple(_noticed(match) for match in self._check(text, tag, cancel))

    def _check(self, text: str, tag: str, cancel: Cancel) -> tuple[Match, ...]:
        """Check one text; a server that died or hangs is started again once by its guard."""
        with self._turns:
            told = self._server.wait(cancel)
            try:
                return self._answer(told, text, tag, cancel)
            except client.NoAnswer:
                self._server.ask_for_restart(told.number)
            told = self._server.wait(cancel, after=told)
            try:
                return self._answer(told, text, tag, cancel)
            except client.NoAnswer as fault:
                self._server.ask_for_restart(told.number)
                raise EngineFailed(
                    "LanguageTool did not answer, and was started again in vain", AGAIN
                ) from fault

    def _answer(self, told: Told, text: str, tag: str, cancel: Cancel) -> tuple[Match, ...]:
        key = (told.java, tag)
        patience = self._patience * (1 if key in self._warm or tag == WARM_LANGUAGE else _FIRST)
        matches = client.check(told.port, text, tag, cancel, patience=patience)
        self._warm.add(key)
        return matches

    def _tries(self, told: Told, tag: str) -> bool:
        """Return whether the server has a language and can check a text in it."""
        try:
            if tag.lower() not in client.languages(told.port, _NEVER, patience=self._patience):
                return False
            self._answer(told, "1.", tag, _NEVER)
        except client.NoAnswer as fault:
            raise EngineFailed("LanguageTool did not answer", AGAIN) from fault
        except EngineFailed:
            return False  # It knows the language's name, and has no dictionary of it.
        return True


class _Either:
    """Says that a check is given up when the person says so, or when a part of it failed."""

    def __init__(self, cancel: Cancel) -> None:
        self._cancel = cancel
        self._stopped = False

    def stop(self) -> None:
        self._stopped = True

    def is_set(self) -> bool:
        return self._stopped or self._cancel.is_set()


_NEVER = threading.Event()


def _known(language: str) -> str:
    """Return a tag as the server knows it.

    English needs a country for its spelling: without one it is the United States', and that of a country
    which LanguageTool does not know is written as in Great Britain.
    """
    tag = normal(language)
    return "en-GB" if is_english(tag) and tag not in _ENGLISH else tag


def _noticed(match: Match) -> Noticed:
    return Noticed(
        match.start,
        match.end,
        _category(match),
        match.rule,
        one_line(match.message),
        match.suggestions,
        NAME,
    )


def _category(match: Match) -> Category:
    # A wrong article or a confused word is a “misspelling” to LanguageTool as well.
    if match.issue == "misspelling" and match.category in _SPELLING_CATEGORIES:
        return "spelling"
    if match.issue in _STYLE or match.category in _STYLE_CATEGORIES:
        return "style"
    return "grammar"


if TYPE_CHECKING:
    from workbook.proofreading.model import Engine

    _IS_AN_ENGINE: Callable[[Home], Engine] = LanguageTool
    _State = Literal["absent", "stopped", "starting", "ready", "failed"]
