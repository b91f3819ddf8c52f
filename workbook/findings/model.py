"""A finding: one thing that a check noticed, and where."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import IntEnum
from typing import Any


class Severity(IntEnum):
    """How much a finding matters; the greater the graver."""

    INFO = 1
    WARNING = 2
    ERROR = 3

    @property
    def word(self) -> str:
        """The severity as the contract spells it."""
        return self.name.lower()


@dataclass(frozen=True)
class Where:
    """The place of a finding; what does not apply is None, and a workbook that there is none of empty."""

    workbook: str
    part: str | None = None
    prompt: str | None = None
    artifact: str | None = None
    section: str | None = None
    criterion: str | None = None
    file: str | None = None

    @property
    def id(self) -> str:
        """The id of the narrowest thing that is named; empty for the workbook alone."""
        return self.prompt or self.artifact or self.criterion or self.section or self.part or ""

    def as_json(self) -> dict[str, str]:
        """Return the keys that apply."""
        return {key: value for key, value in vars(self).items() if value}


@dataclass(frozen=True)
class Span:
    """A piece of a stored draft, in Unicode code points, the end not included."""

    start: int
    end: int


@dataclass(frozen=True)
class Source:
    """A rule of a proofreading engine, by the engine's own name of it."""

    engine: str
    rule: str


@dataclass(frozen=True)
class Finding:
    """One thing that a check noticed.

    Attributes:
        rule: the rule's name.
        severity: how much it matters.
        message: one sentence that a teacher understands.
        place: where.
        span: which piece of the draft, where it is about one.
        excerpt: the text of the span.
        suggestions: texts to put in its place.
        engine: the proofreading engine that found it, where one did.
        ignored: whether the person chose to ignore it.
        sentence: the sentence that it stands in; it keeps the id the same while other text changes.
        detail: what tells it from others of its rule in the same sentence.
        sources: which rules of which engines noticed it.
        also: other ids by which it is known: of the findings that were merged into it.
    """

    rule: str
    severity: Severity
    message: str
    place: Where
    span: Span | None = None
    excerpt: str = ""
    suggestions: tuple[str, ...] = ()
    engine: str | None = None
    ignored: bool = False
    sentence: str = ""
    detail: str = ""
    sources: tuple[Source, ...] = ()
    also: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        """A short id, the same as long as the rule, the place and the sentence are."""
        # What one engine calls grammar is spelling to another: merged or alone, it is the same finding.
        rule = "proofreading" if self.sources else self.rule
        parts = [rule, *(f"{k}={v}" for k, v in self.place.as_json().items()), self.sentence]
        named = "\x1f".join([*parts, self.detail] if self.detail else parts)
        return hashlib.blake2b(named.encode("utf-8", "replace"), digest_size=6).hexdigest()

    def as_json(self) -> dict[str, Any]:
        """Return the finding as the contract gives it."""
        return {
            "id": self.id,
            "rule": self.rule,
            "severity": self.severity.word,
            "message": self.message,
            "place": self.place.as_json(),
            "span": None if self.span is None else {"start": self.span.start, "end": self.span.end},
            "excerpt": self.excerpt,
            "suggestions": list(self.suggestions),
            "engine": self.engine,
            "ignored": self.ignored,
            **({"sources": [vars(source) for source in self.sources]} if self.sources else {}),
        }


@dataclass(frozen=True)
class NotRun:
    """A check that could not run, and why."""

    rule: str
    why: str


@dataclass(frozen=True)
class Report:
    """What the checks of one or several workbooks found, and which could not run."""

    findings: tuple[Finding, ...]
    not_run: tuple[NotRun, ...] = ()

    def with_more(self, more: Report) -> Report:
        """Return what this report and another one found, together."""
        return Report((*self.findings, *more.findings), (*self.not_run, *more.not_run))

    def counts(self) -> dict[str, int]:
        """Return how many findings that are not ignored have each severity."""
        return {
            severity.word: sum(f.severity is severity and not f.ignored for f in self.findings)
            for severity in sorted(Severity, reverse=True)
        }

    def at_least(self, severity: Severity) -> tuple[Finding, ...]:
        """Return the findings of that severity or graver, without the ignored ones."""
        return tuple(f for f in self.findings if f.severity >= severity and not f.ignored)
