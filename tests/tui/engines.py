"""Engines for the tests of the app: they find planted words, and the rest of proofreading is the real one."""

from __future__ import annotations

import re
import threading
from dataclasses import dataclass, field

from workbook.proofreading.model import EngineFailed, Noticed, Stopped

MISTAKES = {
    "recieve": ("spelling", "SpellCheck", "“recieve” may be misspelt.", ("receive", "relieve")),
    "PBIZ": ("spelling", "SpellCheck", "“PBIZ” may be misspelt.", ()),
    "there log": ("grammar", "Possessive", "A possessive pronoun is wanted here.", ("their log",)),
    "very unique": ("style", "Unique", "“unique” needs no “very”.", ("unique",)),
}
DEEPER = {
    "recieve": ("spelling", "MORFOLOGIK_RULE", "Possible spelling mistake found.", ("receive",)),
    "its important": ("grammar", "ITS_IT_S", "Did you mean “it’s”?", ("it’s important",)),
}


@dataclass
class FakeEngine:
    """An engine that finds planted mistakes.

    Attributes:
        name: its name.
        mistakes: what it finds, and what it says of it.
        looked: the texts that it was asked about.
        fails: what it fails with; it does its work where this is empty.
        gate: closed, it looks at nothing.
    """

    name: str = "harper"
    mistakes: dict = field(default_factory=lambda: dict(MISTAKES))
    looked: list = field(default_factory=list)
    fails: str = ""
    version: str = "1"
    gate: threading.Event = field(default_factory=threading.Event)

    def __post_init__(self):
        self.gate.set()

    @property
    def in_words(self):
        return {"harper": "Harper", "languagetool": "LanguageTool"}[self.name] + ", on this machine"

    def speaks(self, language):
        return language.startswith("en")

    def look(self, texts, language, cancel):
        while not self.gate.wait(0.01):
            if cancel.is_set():
                raise Stopped
        if self.fails:
            raise EngineFailed(self.fails, "Try again")
        self.looked += texts
        return [tuple(self._noticed(text)) for text in texts]

    def _noticed(self, text):
        for words, (category, rule, message, suggestions) in self.mistakes.items():
            for match in re.finditer(re.escape(words), text):
                yield Noticed(*match.span(), category, rule, message, suggestions, self.name)


@dataclass
class FakeServer(FakeEngine):
    """An engine that has to be started: its state is what the test says."""

    name: str = "languagetool"
    mistakes: dict = field(default_factory=lambda: dict(DEEPER))
    state: str = "ready"
    why: str = ""


@dataclass
class Planted:
    """The engines of an app, as `choosing.Chosen` has them."""

    engines: tuple = ()
    missing: tuple = ()
    started: bool = False
    closed: bool = False

    def start(self):
        self.started = True

    def close(self):
        self.closed = True
