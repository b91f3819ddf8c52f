"""`validate`: the mistakes in credential files, by line."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.cli.argument_text import PathOrText
from workbook.cli.common import json_option
from workbook.cli.faults import FINDINGS, FINE
from workbook.cli.output import BOLD, say, say_json
from workbook.cli.page import wrapped
from workbook.credentials.validator import report_json, validate_files

if TYPE_CHECKING:
    from workbook.credentials.validator import FileReport


@click.command("validate")
@click.argument("files", metavar="FILE…", type=PathOrText(), nargs=-1, required=True)
@json_option
def validate_command(files: tuple[str, ...], as_json: bool) -> int:
    """Find the mistakes in credential files, each with its line and a way to mend it.

    The exit status is 1 where a file has mistakes, and 2 where one is not there.
    """
    reports = validate_files(files)
    status = FINE if all(report.ok for report in reports) else FINDINGS
    if as_json:
        say_json({"files": [report_json(report) for report in reports]})
    else:
        _tell(reports)
    for report in reports:
        if report.refused is not None:
            raise report.refused
    return status


def _tell(reports: list[FileReport]) -> None:
    for report in reports:
        say(f"{report.path}: {'fine' if report.ok else 'has mistakes'}", BOLD)
        for mistake in report.mistakes:
            mend = f" {mistake.mend}." if mistake.mend else ""
            say(wrapped(f"line {mistake.line}: {mistake.message}.{mend}", "  ", "    "))
