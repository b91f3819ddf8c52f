"""The lines of the readiness page, and what each is for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.content import Content
from textual.widgets.option_list import Option

from workbook.checks.readiness import Verdict
from workbook.text import one_line
from workbook.tui.marks import has_unicode
from workbook.tui.widgets.lines import MarkedLine
from workbook.tui.widgets.tick import tick_box

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

    from workbook.checks.readiness import Line, Readiness
    from workbook.findings.model import Finding, Report

FOLDED = 3
"""How many findings of a line are shown before the rest is folded."""
COLUMN = 62
"""In which cell the details begin where there is room."""

_STYLES = {Verdict.FINE: "$success", Verdict.LOOK_AGAIN: "$warning", Verdict.NOT_CHECKED: "$warning"}


@dataclass(frozen=True)
class Purpose:
    """What Enter does on a line.

    Attributes:
        finding: goes to where this was found.
        tick: ticks, or unticks, this.
        unfold: shows the other findings of this line.
        keep: the id of the line to be in hand after unfolding.
    """

    finding: Finding | None = None
    tick: str = ""
    unfold: str = ""
    keep: str = ""


def ready_rows(
    ready: Readiness, report: Report, unfolded: Collection[str], names: Mapping[str, str]
) -> tuple[list[Option], dict[str, Purpose]]:
    """Return the lines and, by their ids, what each is for.

    Args:
        ready: what is known of a workbook.
        report: what the checks found.
        unfolded: the ids of the lines of which all findings are shown.
        names: what each question is called, by its id, as "question 2".
    """
    rows = [_heading("What reviewers are told to expect")]
    purposes: dict[str, Purpose] = {}
    for line in ready.tips:
        _add(rows, purposes, line, f"tip.{line.id}", unfolded=f"tip.{line.id}" in unfolded, names=names)
    rows += [_blank(), _heading("Only you can say")]
    for line in ready.questions:
        _add(rows, purposes, line, f"question.{line.id}", unfolded=False, names=names)
    told = " ".join(line.detail for line in ready.tips if line.verdict is Verdict.NOT_CHECKED)
    missed = [one for one in report.not_run if one.why not in told]
    if missed:
        rows += [_blank(), _heading("Could not be checked")]
        rows += [
            Option(
                MarkedLine(
                    Content.styled(" ?  ", "$warning"),
                    Content(one.rule),
                    Content(f"not checked: {one.why}"),
                    32,
                ),
                id=f"missed.{number}",
            )
            for number, one in enumerate(missed)
        ]
    return rows, purposes


def _add(
    rows: list[Option],
    purposes: dict[str, Purpose],
    line: Line,
    row: str,
    *,
    unfolded: bool,
    names: Mapping[str, str],
) -> None:
    style = _STYLES.get(line.verdict, "")
    words = Content.styled(line.text, style if line.verdict is not Verdict.FINE else "")
    detail = Content.styled(_detail(line), "$quiet")
    mark = Content.styled(f" {_mark(line.verdict)}  ", style)
    rows.append(Option(MarkedLine(mark, words, detail, COLUMN), id=row))
    if line.verdict in (Verdict.YOU_DECIDE, Verdict.YOU_SAID_SO):
        purposes[row] = Purpose(tick=line.id)
    if not line.findings:
        return
    purposes[row] = Purpose(finding=line.findings[0])
    # One that would be folded alone is shown instead of the line that says so.
    shown = len(line.findings) if unfolded or len(line.findings) == FOLDED + 1 else FOLDED
    for number, finding in enumerate(line.findings):
        name = f"{row}.{number}"
        if number < shown:
            rows.append(Option(MarkedLine(Content("      "), Content(_said(finding, names))), id=name))
            purposes[name] = Purpose(finding=finding)
    if len(line.findings) > shown:
        name = f"{row}.more"
        more = Content.styled(f"and {len(line.findings) - shown} more: Enter shows them", "$quiet")
        rows.append(Option(MarkedLine(Content("      "), more), id=name))
        purposes[name] = Purpose(unfold=row, keep=f"{row}.{shown}")


def _said(finding: Finding, names: Mapping[str, str]) -> str:
    """Return what is said of a finding; of one of proofreading's, the question and the words."""
    name = names.get(finding.place.prompt or "")
    return f"{name}: “{one_line(finding.excerpt)}”" if name and finding.sources else finding.message


def _detail(line: Line) -> str:
    """Return the verdict and its reason, in words."""
    if line.verdict is Verdict.LOOK_AGAIN:
        return f"look again ({len(line.findings)})"
    if line.verdict is Verdict.YOU_DECIDE:
        return "you decide"
    return line.detail or line.verdict.value


def _mark(verdict: Verdict) -> str:
    marks = {Verdict.FINE: "✓", Verdict.LOOK_AGAIN: "→", Verdict.NOT_CHECKED: "?"}
    plain = {Verdict.FINE: "x", Verdict.LOOK_AGAIN: ">", Verdict.NOT_CHECKED: "?"}
    known = (marks if has_unicode() else plain).get(verdict)
    return known or tick_box(verdict is Verdict.YOU_SAID_SO)


def _heading(words: str) -> Option:
    return Option(Content.styled(words, "bold $heading"), disabled=True)


def _blank() -> Option:
    return Option(Content(""), disabled=True)
