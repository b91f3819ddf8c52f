"""What the checks found, as text and as JSON; for `check`, and for a `build` that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbook.cli.faults import FINDINGS, FINE
from workbook.cli.output import RED, YELLOW
from workbook.cli.page import wrapped
from workbook.findings.model import Severity
from workbook.text import counted

if TYPE_CHECKING:
    from collections.abc import Callable

    from workbook.findings.model import Finding, Report

_ENOUGH = 6
STYLES = {Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.INFO: ""}
"""How a finding of each severity looks where colour is wanted."""
fail_on_option: Callable[[Callable[..., int]], Callable[..., int]] = click.option(
    "--fail-on",
    type=click.Choice(["error", "warning", "info", "never"]),
    default="error",
    show_default=True,
    help="From which severity on the exit status is 1.",
)
"""Gives a command `--fail-on`."""


def status_of(report: Report, fail_on: str) -> int:
    """Return the exit status that a report has, where it is to fail from a severity on."""
    if fail_on == "never":
        return FINE
    return FINDINGS if report.at_least(Severity[fail_on.upper()]) else FINE


def report_json(report: Report, engine: str | None = None) -> dict[str, Any]:
    """Return a report as the contract gives it, with the name of the engine that proofread, where one did."""
    return {
        "findings": [finding.as_json() for finding in report.findings],
        "counts": report.counts(),
        "engine": engine,
        "not_run": [{"rule": missed.rule, "why": missed.why} for missed in report.not_run],
    }


def finding_line(finding: Finding) -> str:
    """Return one finding as a wrapped paragraph: how grave, where, what, the rule, and the id."""
    place = f", {finding.place.id}" if finding.place.id else ""
    excerpt = f" “{finding.excerpt}”" if finding.excerpt else ""
    said = f"{finding.severity.word}{place}: {finding.message}{excerpt} [{finding.rule}]"
    return wrapped(f"{said} {short_id(finding.id)}", "", "  ")


def short_id(finding_id: str) -> str:
    """Return as much of a finding's id as people need to name it."""
    return finding_id[:_ENOUGH]


def counts_line(report: Report) -> str:
    """Return how many findings there are, in words."""
    counts = report.counts()
    if not any(counts.values()):
        return "Nothing was found."
    said = [
        counted(counts["error"], "error", "errors"),
        counted(counts["warning"], "warning", "warnings"),
        f"{counts['info']} for information",
    ]
    return f"{', '.join(said)}."


def not_run_lines(report: Report) -> list[str]:
    """Return a line for each check that could not run."""
    return [wrapped(f"Not checked: {missed.rule} ({missed.why})", "", "  ") for missed in report.not_run]
