"""What proofreading adds to the question whether a workbook is ready: what is left to look at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.findings.model import NotRun, Report
from workbook.findings.proofread_marks import digest

if TYPE_CHECKING:
    from workbook.drafts.model import Workbook
    from workbook.tui.proofreading_desk import Proofreading

_WHY = {
    "working": "proofreading is still under way",
    "failed": "no proofreading engine could read all of it",
    "off": "there is no proofreading engine",
}
_RULE = "grammar"


def proofreading_report(proofreading: Proofreading, workbook: Workbook) -> Report:
    """Return what is left to look at in all answers.

    Of an answer that was proofread at another time, and of which it is not known now what was left, it
    says that it could not be checked. One that was never proofread as it stands has a rule of its own.

    Args:
        proofreading: knows what was found.
        workbook: the workbook.
    """
    places = [where.id for where in proofreading.places()]
    findings = tuple(finding for place in places for finding in proofreading.to_look_at(place))
    unknown = dict.fromkeys(
        NotRun(_RULE, _WHY[state])
        for place in places
        for state in (proofreading.state(place),)
        if state in _WHY and _was_proofread(workbook, place)
    )
    return Report(findings, tuple(unknown))


def _was_proofread(workbook: Workbook, place: str) -> bool:
    """Return whether an answer was proofread as it stands, now or at another time."""
    mark = workbook.proofread.get(place)
    return mark is not None and mark.digest == digest(workbook.answer_text(place))
