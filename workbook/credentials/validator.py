"""Validating a credential file: every mistake with its line and a way to mend it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from workbook.credentials.mistakes import Mistake
from workbook.credentials.reader import parse_credential, read_text
from workbook.credentials.structure import check_structure
from workbook.errors import WorkbookError
from workbook.paths import path_of, plain_file

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_LINE = re.compile(r"\bline (\d+)\b")


@dataclass(frozen=True)
class FileReport:
    """What validating a file found.

    Attributes:
        path: the file.
        ok: whether a credential can be made of it without losing any of its meaning; remarks
            alone leave it true.
        mistakes: everything found, by line.
        credential_id: the id that it gives, where it can be read.
        refused: why there is no file to validate, where there is none.
    """

    path: Path
    ok: bool
    mistakes: tuple[Mistake, ...] = ()
    credential_id: str | None = None
    refused: WorkbookError | None = None


def validate_file(given: Path | str, taken: Mapping[str, Path] | None = None) -> FileReport:
    """Return what is wrong with a credential file. Never raises: what cannot be read is a mistake too.

    Args:
        given: the file, as a path or as a person typed it.
        taken: the ids of other credentials with their files; giving one of them again is a mistake.
    """
    path = Path(given)
    try:
        path = path_of(str(given))
        plain_file(path)
    except WorkbookError as error:
        return FileReport(path, ok=False, mistakes=(_unusable(error),), refused=error)
    try:
        text = read_text(path)
    except WorkbookError as error:
        return FileReport(path, ok=False, mistakes=(_unusable(error),))
    reading = parse_credential(text, fallback_id=path.stem)
    mistakes = [*reading.mistakes, *(check_structure(reading) if reading.unusable is None else ())]
    credential_id = reading.credential.id if reading.credential and reading.unusable is None else None
    other = (taken or {}).get(credential_id or "")
    if other is not None and other.absolute() != path.absolute():
        mend = "Give it another id"
        message = f"The id “{credential_id}” is taken by {other.name}"
        mistakes.append(Mistake(reading.lines.get("id", 1), message, mend))
    mistakes.sort(key=lambda mistake: mistake.line)
    ok = all(mistake.severity == "remark" for mistake in mistakes)
    return FileReport(path, ok, tuple(mistakes), credential_id)


def _unusable(error: WorkbookError) -> Mistake:
    line = _LINE.search(error.what)
    return Mistake(int(line[1]) if line else 1, error.what, error.mend, "unusable")


def validate_files(paths: Iterable[Path | str], taken: Mapping[str, Path] | None = None) -> list[FileReport]:
    """Return the report of each file; an id that two of them give is a mistake of the later one.

    Args:
        paths: the files, as paths or as a person typed them.
        taken: the ids of other credentials with their files.
    """
    known = dict(taken or {})
    reports = []
    for path in paths:
        report = validate_file(path, known)
        reports.append(report)
        if report.credential_id:
            known.setdefault(report.credential_id, report.path)
    return reports


def report_json(report: FileReport) -> dict[str, Any]:
    """Return a report with the contract's keys (`validate`), and each mistake's severity."""
    return {
        "path": str(report.path),
        "ok": report.ok,
        "mistakes": [
            {
                "line": mistake.line,
                "message": mistake.message,
                "mend": mistake.mend,
                "severity": mistake.severity,
            }
            for mistake in report.mistakes
        ],
    }
