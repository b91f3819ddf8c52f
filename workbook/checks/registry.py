"""The registry of rules: each rule family registers its own, and one function runs them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.credentials.places import suggestion
from workbook.errors import WorkbookError
from workbook.findings.ignoring import marked
from workbook.findings.model import Finding, NotRun, Report
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from workbook.credentials.model import Credential
    from workbook.drafts.model import Workbook


@dataclass(frozen=True)
class Subject:
    """What is checked: a workbook and the credential that it answers."""

    workbook: Workbook
    credential: Credential


class CouldNotRun(Exception):  # noqa: N818 - not an error of the person's or ours: a check's own word
    """Raised by a rule that could not look; its text says why."""


@dataclass(frozen=True)
class Rule:
    """A rule: its name in the contract, what it is about, and the function that looks."""

    name: str
    about: str
    look: Callable[[Subject], Iterable[Finding]]


_RULES: dict[str, Rule] = {}


def rule(
    name: str,
) -> Callable[[Callable[[Subject], Iterable[Finding]]], Callable[[Subject], Iterable[Finding]]]:
    """Register a function as the rule of that name; its docstring's first line says what it is about."""

    def register(look: Callable[[Subject], Iterable[Finding]]) -> Callable[[Subject], Iterable[Finding]]:
        if name in _RULES:
            raise ValueError(f"two rules are called {name}")
        _RULES[name] = Rule(name, (look.__doc__ or name).splitlines()[0], look)
        return look

    return register


def rules() -> tuple[Rule, ...]:
    """Return every rule there is, in the order in which they report."""
    from workbook.checks import artifacts, criteria, length, section_unread, unanswered, unproofread

    order = (unanswered, length, artifacts, criteria, section_unread, unproofread)
    positions = {module.__name__: position for position, module in enumerate(order)}
    return tuple(sorted(_RULES.values(), key=lambda known: positions[known.look.__module__]))


def choose(names: Sequence[str]) -> tuple[Rule, ...]:
    """Return the rules of those names; every rule where none is named.

    Raises:
        WorkbookError: a name is no rule's; the nearest is suggested.
    """
    known = {found.name: found for found in rules()}
    for name in names:
        if name not in known:
            raise WorkbookError(
                f"There is no rule “{one_line(name)}”",
                suggestion(name, known) or f"The rules are {', '.join(known)}",
            )
    return tuple(found for found in known.values() if not names or found.name in names)


def run(subject: Subject, chosen: Iterable[Rule] | None = None) -> Report:
    """Run rules over a workbook.

    A rule that could not look says so in the report's `not_run`; it never counts as passed. What the
    person chose to ignore is marked as such.
    """
    findings: list[Finding] = []
    not_run: list[NotRun] = []
    for one in rules() if chosen is None else chosen:
        try:
            findings.extend(one.look(subject))
        except CouldNotRun as why:
            not_run.append(NotRun(one.name, str(why)))
    return Report(marked(findings, subject.workbook), tuple(not_run))
