"""`ready`: what two reviewers will ask, as it was checked, and what only the person can say."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbook.checks.readiness import Verdict, readiness
from workbook.cli.checking import whole_report
from workbook.cli.common import json_option, open_workbook
from workbook.cli.faults import FINE
from workbook.cli.findings import finding_line, not_run_lines
from workbook.cli.output import BOLD, say, say_json
from workbook.cli.page import wrapped
from workbook.credentials.places import suggestion
from workbook.drafts.actions import decide
from workbook.errors import WorkbookError
from workbook.guide import success_questions, tips
from workbook.text import one_line

if TYPE_CHECKING:
    from workbook.checks.readiness import Line, Readiness
    from workbook.drafts.store import OpenWorkbook

_FOLDED = 3
"""How many findings of a line are told before the rest is counted."""


@click.command("ready")
@click.argument("workbook", metavar="WORKBOOK")
@click.option(
    "--tick", "ticked", metavar="LINE", multiple=True, help="Say yes to a line that only you can say."
)
@click.option("--untick", "unticked", metavar="LINE", multiple=True, help="Take that back.")
@json_option
def ready_command(workbook: str, *, ticked: tuple[str, ...], unticked: tuple[str, ...], as_json: bool) -> int:
    """Look your work over as two reviewers will: what was checked, and what only you can say.

    A line is named by the word in brackets behind it. `workbook check` and `workbook proofread` tell
    more of what there is to look at again.
    """
    opened = open_workbook(workbook)
    wanted = [(_line(name), yes) for names, yes in ((ticked, True), (unticked, False)) for name in names]
    report = whole_report(opened)
    lines = {line.id: line for line in _lines(readiness(opened.workbook, report))}
    for name, yes in wanted:
        if lines[name].verdict not in (Verdict.YOU_DECIDE, Verdict.YOU_SAID_SO):
            raise WorkbookError(
                f"“{name}” is no line to tick: it is looked at for you", "Mend what was found, if anything"
            )
        decide(opened, name, decided=yes)
    ready = readiness(opened.workbook, report)
    if as_json:
        say_json(_as_json(opened, ready) | {"not_run": [vars(missed) for missed in report.not_run]})
        return FINE
    say(wrapped(ready.headline), BOLD)
    if wanted:
        for line in _lines(ready):
            if line.id in dict(wanted):
                _tell(line)
        return FINE
    for heading, shown in (
        ("What reviewers are told to expect", ready.tips),
        ("Only you can say", ready.questions),
    ):
        say()
        say(heading, BOLD)
        for line in shown:
            _tell(line)
    for missed in not_run_lines(report):
        say(missed)
    return FINE


def _lines(ready: Readiness) -> tuple[Line, ...]:
    return (*ready.tips, *ready.questions)


def _line(name: str) -> str:
    known = [*(tip.id for tip in tips()), *(question.id for question in success_questions())]
    wanted = name.strip().lower()
    begun = [each for each in known if wanted and each.startswith(wanted)]
    if wanted in known or len(begun) == 1:
        return wanted if wanted in known else begun[0]
    mend = f"It may be {' or '.join(begun)}" if begun else suggestion(wanted, known)
    raise WorkbookError(f"There is no line “{one_line(name)}”", mend or "`workbook ready` lists them")


def _tell(line: Line) -> None:
    verdict = line.verdict.value
    said = line.detail if line.detail.startswith(verdict) else ", ".join(filter(None, (verdict, line.detail)))
    say(wrapped(f"{line.text} ({line.id}): {said}", "  ", "    "))
    # One that would be folded alone is shown instead of the line that says so.
    shown = len(line.findings) if len(line.findings) == _FOLDED + 1 else _FOLDED
    for finding in line.findings[:shown]:
        say("\n".join(f"    {row}" for row in finding_line(finding).splitlines()))
    if len(line.findings) > shown:
        say(f"    and {len(line.findings) - shown} more")


def _as_json(opened: OpenWorkbook, ready: Readiness) -> dict[str, Any]:
    def rows(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
        return [
            {
                "id": line.id,
                "text": line.text,
                "verdict": line.verdict.value,
                "detail": line.detail,
                "findings": [finding.as_json() for finding in line.findings],
            }
            for line in lines
        ]

    told = {"workbook": opened.workbook.id, "headline": ready.headline}
    return told | {"tips": rows(ready.tips), "questions": rows(ready.questions)}
