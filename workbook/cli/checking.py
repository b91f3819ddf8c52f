"""`check`: every rule, over one workbook or several."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.checks.registry import Subject, choose, rules, run
from workbook.cli.common import json_option, store
from workbook.cli.faults import FINDINGS, FINE
from workbook.cli.findings import counts_line, finding_line, not_run_lines, report_json
from workbook.cli.output import BOLD, RED, YELLOW, say, say_json
from workbook.findings.model import NotRun, Report, Severity

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.drafts.store import OpenWorkbook

LINK_RULES = ("link-unreachable", "link-needs-sign-in", "link-private")
_STYLES = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: ""}


@click.command("check")
@click.argument("workbooks", metavar="WORKBOOK…", nargs=-1, required=True)
@click.option("--rule", "names", metavar="RULE", multiple=True, help="Only this rule; may be given again.")
@click.option("--links", is_flag=True, help="Also try whether the links open.")
@click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="From which severity on the exit status is 1.",
)
@json_option
def check_command(
    workbooks: tuple[str, ...], names: tuple[str, ...], links: bool, fail_on: str, as_json: bool
) -> int:
    """Check one workbook or several against what is asked."""
    chosen = choose(names)
    home_store = store()
    ids = dict.fromkeys(home_store.resolve(name) for name in workbooks)
    opened = [home_store.open(workbook_id) for workbook_id in ids]
    reports = [run(Subject(one.workbook, one.credential), chosen) for one in opened]
    together = _joined(reports, _links_not_run() if links else ())
    if as_json:
        say_json(report_json(together))
    else:
        _tell(opened, reports, together)
    if fail_on == "never":
        return FINE
    return FINDINGS if together.at_least(Severity[fail_on.upper()]) else FINE


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
            say(finding_line(finding), _STYLES[finding.severity])
        say(counts_line(report))
    for line in not_run_lines(together):
        say(line)
    if len(reports) > 1:
        say(f"Together: {counts_line(together)}")
