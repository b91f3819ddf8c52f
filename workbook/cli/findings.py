"""What the checks found, as text and as JSON; for `check`, and for a `build` that is refused."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from workbook.cli.common import counted
from workbook.cli.page import wrapped

if TYPE_CHECKING:
    from workbook.findings.model import Finding, Report


def report_json(report: Report) -> dict[str, Any]:
    """Return a report as the contract gives it."""
    return {
        "findings": [finding.as_json() for finding in report.findings],
        "counts": report.counts(),
        "engine": None,
        "not_run": [{"rule": missed.rule, "why": missed.why} for missed in report.not_run],
    }


def finding_line(finding: Finding) -> str:
    """Return one finding as a wrapped paragraph: how grave, where, what, and the rule."""
    place = f", {finding.place.id}" if finding.place.id else ""
    excerpt = f" “{finding.excerpt}”" if finding.excerpt else ""
    return wrapped(f"{finding.severity.word}{place}: {finding.message}{excerpt} [{finding.rule}]", "", "  ")


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
