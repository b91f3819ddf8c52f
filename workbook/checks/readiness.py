"""Readiness: what two reviewers will ask, each with what the checks have to say of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from workbook.checks.registry import rules
from workbook.guide import success_questions, tips

if TYPE_CHECKING:
    from workbook.drafts.model import Workbook
    from workbook.findings.model import Finding, Report
    from workbook.guide import Tip


class Verdict(Enum):
    """What can be said of one line, in the words that are shown."""

    FINE = "fine"
    LOOK_AGAIN = "look again"
    NOT_CHECKED = "not checked"
    YOU_DECIDE = "you decide"
    YOU_SAID_SO = "you said so"


@dataclass(frozen=True)
class Line:
    """One line of the readiness page.

    Attributes:
        id: its id, under which a tick is kept.
        text: the statement.
        verdict: what can be said of it.
        detail: why, in a few words.
        findings: what the checks noticed, gravest first.
    """

    id: str
    text: str
    verdict: Verdict
    detail: str = ""
    findings: tuple[Finding, ...] = ()

    @property
    def settled(self) -> bool:
        """Whether nothing is left to do about it."""
        return self.verdict in (Verdict.FINE, Verdict.YOU_SAID_SO)


@dataclass(frozen=True)
class Readiness:
    """The readiness of a workbook: the quick tips, and what only the person can say."""

    tips: tuple[Line, ...]
    questions: tuple[Line, ...]

    @property
    def headline(self) -> str:
        """One sentence that never says "all done" while anything is open or was not checked."""
        again = sum(line.verdict is Verdict.LOOK_AGAIN for line in self.tips)
        unchecked = sum(line.verdict is Verdict.NOT_CHECKED for line in self.tips)
        yours = sum(line.verdict is Verdict.YOU_DECIDE for line in (*self.tips, *self.questions))
        told = [
            _count(again, "thing to look at again", "things to look at again"),
            _count(unchecked, "that could not be checked", "that could not be checked"),
            _count(yours, "that only you can decide", "that only you can decide"),
        ]
        told = [words for words in told if words]
        if not told:
            return "Nothing is left that we can see. Read it once more as a stranger would."
        joined = told[0] if len(told) == 1 else ", ".join(told[:-1]) + " and " + told[-1]
        return joined[0].upper() + joined[1:] + "."


def readiness(workbook: Workbook, report: Report) -> Readiness:
    """Return what can be said of a workbook's readiness.

    Args:
        workbook: the workbook, with what the person ticked by hand.
        report: what every rule found in it.
    """
    return Readiness(
        tuple(_tip(tip, workbook, report) for tip in tips()),
        tuple(_by_hand(question.id, question.question, "", workbook) for question in success_questions()),
    )


def _tip(tip: Tip, workbook: Workbook, report: Report) -> Line:
    findings = sorted(
        (found for found in report.findings if found.rule in tip.rules and not found.ignored),
        key=lambda found: -found.severity,
    )
    if findings:
        count = _count(len(findings), "finding", "findings")
        return Line(tip.id, tip.tip, Verdict.LOOK_AGAIN, count, tuple(findings))
    failed = [missed for missed in report.not_run if missed.rule in tip.rules]
    if failed:
        return Line(tip.id, tip.tip, Verdict.NOT_CHECKED, f"not checked: {failed[0].why}")
    present = {known.name for known in rules()}
    if not present.intersection(tip.rules):
        return _by_hand(tip.id, tip.tip, "look it over yourself", workbook)
    return Line(tip.id, tip.tip, Verdict.FINE, "checked")


def _by_hand(line_id: str, text: str, detail: str, workbook: Workbook) -> Line:
    ticked = workbook.decided.get(line_id)
    if ticked:
        return Line(line_id, text, Verdict.YOU_SAID_SO, f"you said so on {ticked.day} {ticked:%B}")
    return Line(line_id, text, Verdict.YOU_DECIDE, detail)


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}" if number else ""
