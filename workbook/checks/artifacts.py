"""Every artifact that is asked for wants a file or a link."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from workbook.checks.registry import Subject, rule
from workbook.findings.model import Finding, Severity, Where

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("artifact-missing")
def artifact_missing(subject: Subject) -> Iterator[Finding]:
    """Every artifact is attached, and its file is there."""
    for part in subject.credential.parts:
        for artifact in part.artifacts:
            where = Where(subject.workbook.id, part=part.id, artifact=artifact.id)
            if not subject.workbook.attachments.get(artifact.id):
                said = f"Nothing is attached yet for “{artifact.title}”."
                yield Finding("artifact-missing", Severity.ERROR, said, where)
            for gone in subject.workbook.gone(artifact.id):
                said = (
                    f"The file of “{artifact.title}” is gone from the workbook's folder, or cannot be read: "
                    "attach it again."
                )
                place = replace(where, file=gone.stored_as)
                yield Finding("artifact-missing", Severity.ERROR, said, place)
