"""The passing lists and rubrics as the person's own checklist."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.checks.registry import Subject, rule
from workbook.drafts.model import MET
from workbook.findings.model import Finding, Severity, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.credentials.model import Part


@rule("criterion-unassessed")
def criterion_unassessed(subject: Subject) -> Iterator[Finding]:
    """Every criterion is assessed by the person herself."""
    for part in subject.credential.parts:
        for criterion, text, _ in _criteria(part):
            if criterion not in subject.workbook.assessment:
                yield _finding(subject, part, "criterion-unassessed", criterion, f"Not assessed yet: {text}")


@rule("criterion-below-passing")
def criterion_below_passing(subject: Subject) -> Iterator[Finding]:
    """Every criterion is at a level that passes, as the person herself sees it."""
    for part in subject.credential.parts:
        for criterion, text, passing in _criteria(part):
            level = subject.workbook.assessment.get(criterion)
            if level is not None and level not in passing:
                said = f"You put it at “{level}”, which does not pass yet: {text}"
                yield _finding(subject, part, "criterion-below-passing", criterion, said)


def _criteria(part: Part) -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Yield each criterion's id, its text, and the levels that pass."""
    if part.rubric:
        for row in part.rubric.rows:
            yield row.id, row.criterion, part.rubric.passing_levels
    for line in part.passing:
        yield line.id, line.text, (MET,)


def _finding(subject: Subject, part: Part, rule_name: str, criterion: str, message: str) -> Finding:
    place = Where(subject.workbook.id, part=part.id, criterion=criterion)
    return Finding(rule_name, Severity.WARNING, message, place)
