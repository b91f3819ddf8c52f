"""`build`: the document to hand in, once the checks let it pass."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

import click

from workbook.checks.registry import Subject, run
from workbook.cli.common import PersonsPath, json_option, open_workbook
from workbook.cli.faults import FINDINGS, FINE, notice
from workbook.cli.findings import finding_line, report_json
from workbook.cli.output import say, say_json
from workbook.errors import WorkbookError
from workbook.findings.model import Report, Severity
from workbook.text import counted

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from workbook.drafts.store import OpenWorkbook
    from workbook.submission.build import BuildResult

FORMATS = ("pdf", "docx", "html", "md", "txt")


@click.command("build")
@click.argument("workbook", metavar="WORKBOOK")
@click.option("--to", "to", type=click.Choice(FORMATS), help="The format; else as -o ends, else pdf.")
@click.option(
    "--part", "parts", metavar="N", type=int, multiple=True, help="Only this part; may be repeated."
)
@click.option("-o", "--output", "output", metavar="PATH", type=PersonsPath(), help="Where to.")
@click.option("--anyway", is_flag=True, help="Build it although the checks found errors.")
@json_option
def build_command(
    workbook: str,
    *,
    to: str | None,
    parts: tuple[int, ...],
    output: Path | None,
    anyway: bool,
    as_json: bool,
) -> int:
    """Make the document to hand in: anonymous, in the order of the questions.

    The checks run first; where they find errors nothing is built, and they are listed. Without -o
    the document is kept with the workbook, and its path is printed. A document that was built there
    before is replaced; any other file is kept beside it.
    """
    opened = open_workbook(workbook)
    _refuse_unknown(opened, parts)
    to = to or _format_of(output)
    report = _report(opened, parts)
    if report.at_least(Severity.ERROR) and not anyway:
        _tell_refused(report, to, as_json)
        return FINDINGS
    from workbook.submission.build import build, default_name

    target = output or _usual_path(opened, default_name(opened.credential, to), parts)
    result = build(
        opened.workbook, opened.credential, opened.file.artifacts, target=target, to=to, parts=parts or None
    )
    for remark in result.remarks:
        notice(remark)
    _tell_built(result, as_json)
    return FINE


def _refuse_unknown(opened: OpenWorkbook, parts: tuple[int, ...]) -> None:
    known = [part.number for part in opened.credential.parts]
    for number in parts:
        if number not in known:
            has = ", ".join(str(one) for one in known) or "none"
            raise WorkbookError(f"{opened.credential.title} has no part {number}", f"Its parts are {has}")


def _format_of(output: Path | None) -> str:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return ending if ending in FORMATS else "pdf"


def _report(opened: OpenWorkbook, parts: Sequence[int]) -> Report:
    """Return what the checks found; of the parts that are built, where only some are."""
    report = run(Subject(opened.workbook, opened.credential))
    if not parts:
        return report
    wanted = {part.id for part in opened.credential.parts if part.number in parts}
    found = (one for one in report.findings if one.place.part is None or one.place.part in wanted)
    return replace(report, findings=tuple(found))


def _usual_path(opened: OpenWorkbook, name: str, parts: Sequence[int]) -> Path:
    """Return where a document is kept: with its workbook, under a name that tells nothing of the person."""
    path = opened.file.folder / "submissions" / name
    if parts:
        path = path.with_stem(f"{path.stem}-part-{'-'.join(str(part) for part in sorted(set(parts)))}")
    return path


def _tell_refused(report: Report, to: str, as_json: bool) -> None:
    errors = report.at_least(Severity.ERROR)
    if as_json:
        nothing: dict[str, Any] = {"path": None, "format": to, "pages": None, "bytes": None, "sha256": None}
        say_json({**nothing, **report_json(report)})
        return
    many = counted(len(errors), "error", "errors")
    say(f"Not built: the checks found {many}. `--anyway` builds it nevertheless.")
    for finding in errors:
        say(finding_line(finding))


def _tell_built(result: BuildResult, as_json: bool) -> None:
    if as_json:
        say_json(
            {
                "path": str(result.path.absolute()),
                "format": result.format,
                "pages": result.pages,
                "bytes": result.bytes,
                "sha256": result.sha256,
                "remarks": list(result.remarks),
                "replaced": result.replaced,
                "kept": str(result.kept.absolute()) if result.kept else None,
            }
        )
        return
    pages = f"{counted(result.pages, 'page', 'pages')}, " if result.pages else ""
    say(f"Built {result.path.absolute()} ({pages}{max(1, round(result.bytes / 1000))} KB)")
    if result.kept is not None:
        say(f"Another file was there; it is kept as {result.kept.absolute()}")
    elif result.replaced:
        say("It took the place of the one that was built there before.")
