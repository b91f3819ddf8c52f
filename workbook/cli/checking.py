"""`check`: every rule, over one workbook or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.checks.registry import Subject, choose, rules, run
from workbook.cli.common import json_option, store
from workbook.cli.findings import (
    STYLES,
    counts_line,
    fail_on_option,
    finding_line,
    not_run_lines,
    report_json,
    status_of,
)
from workbook.cli.output import BOLD, say, say_json
from workbook.findings.model import NotRun, Report

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.cli.proofread_run import Result
    from workbook.drafts.store import OpenWorkbook
    from workbook.home import Home

ENGINE_RULES = ("grammar", "spelling", "style")
LINK_RULES = ("link-unreachable", "link-needs-sign-in", "link-private")


@click.command("check")
@click.argument("workbooks", metavar="WORKBOOK…", nargs=-1, required=True)
@click.option("--rule", "names", metavar="RULE", multiple=True, help="Only this rule; may be given again.")
@click.option("--links", is_flag=True, help="Also try whether the links open.")
@fail_on_option
@json_option
def check_command(
    workbooks: tuple[str, ...], names: tuple[str, ...], links: bool, fail_on: str, as_json: bool
) -> int:
    """Check one workbook or several against what is asked.

    Spelling, grammar and style are checked by `workbook proofread`; here only where they are named as
    RULE.
    """
    own = [name for name in names if name not in ENGINE_RULES]
    chosen = choose(own) if own or not names else ()
    home_store = store()
    ids = dict.fromkeys(home_store.resolve(name) for name in workbooks)
    opened = [home_store.open(workbook_id) for workbook_id in ids]
    reports = [run(Subject(one.workbook, one.credential), chosen) for one in opened]
    result = _proofread(opened, home_store.home) if len(own) < len(names) else None
    if result is not None:
        reports = [
            _with_engines(report, result, one, names) for report, one in zip(reports, opened, strict=True)
        ]
    together = _joined(reports, _links_not_run() if links else ())
    if as_json:
        say_json(report_json(together, result.engine if result else None))
    else:
        _tell(opened, reports, together)
    if result is not None:
        result.raise_faults()
    return status_of(together, fail_on)


def whole_report(opened: OpenWorkbook) -> Report:
    """Return what every rule and the engines that the person prefers find in a workbook.

    Raises:
        KeyboardInterrupt: it was given up.
    """
    from workbook.home import Home

    report = run(Subject(opened.workbook, opened.credential))
    return _with_engines(report, _proofread([opened], Home.from_environment()), opened, ENGINE_RULES)


def _proofread(opened: Sequence[OpenWorkbook], home: Home) -> Result:
    """Ask the engines that the person prefers; that is not kept, for she sees but some of what they found."""
    from workbook.cli.faults import notice
    from workbook.cli.proofread_run import Wishes, read_all
    from workbook.cli.proofread_texts import workbook_subject
    from workbook.preferences import load

    preferences = load(home, notice)
    wishes = Wishes(preferences.engine, None, preferences.thorough, is_kept=False)
    return read_all(home, wishes, [workbook_subject(one) for one in opened])


def _with_engines(report: Report, result: Result, opened: OpenWorkbook, names: Sequence[str]) -> Report:
    """Return a report with what the engines found in a workbook, of the rules that are named."""
    found = tuple(
        finding
        for finding in result.report.findings
        if finding.place.workbook == opened.workbook.id and finding.rule in names
    )
    return Report((*report.findings, *found), (*report.not_run, *result.not_run))


def _links_not_run() -> tuple[NotRun, ...]:
    known = {rule.name for rule in rules()}
    why = "this release does not open links; open each in a private browser window"
    return tuple(NotRun(name, why) for name in LINK_RULES if name not in known)


def _joined(reports: Sequence[Report], more: tuple[NotRun, ...]) -> Report:
    findings = tuple(finding for report in reports for finding in report.findings)
    not_run = dict.fromkeys(missed for report in reports for missed in report.not_run)
    return Report(findings, (*not_run, *more))


def _tell(opened: Sequence[OpenWorkbook], reports: Sequence[Report], together: Report) -> None:
    for number, (one, report) in enumerate(zip(opened, reports, strict=True)):
        if number:
            say()
        say(f"{one.credential.title} ({one.workbook.id})", BOLD)
        shown = sorted(
            (finding for finding in report.findings if not finding.ignored),
            key=lambda finding: -finding.severity,
        )
        for finding in shown:
            say(finding_line(finding), STYLES[finding.severity])
        say(counts_line(report))
    for line in not_run_lines(together):
        say(line)
    if len(reports) > 1:
        say(f"Together: {counts_line(together)}")
