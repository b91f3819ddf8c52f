"""Every artifact that is asked for wants a file or a link."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.checks.registry import Subject, rule
from workbook.findings.model import Finding, Severity, Where

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("artifact-missing")
def artifact_missing(subject: Subject) -> Iterator[Finding]:
    """Every artifact is attached."""
    for part in subject.credential.parts:
        for artifact in part.artifacts:
            if not subject.workbook.attachments.get(artifact.id):
                yield Finding(
                    "artifact-missing",
                    Severity.ERROR,
                    f"Nothing is attached yet for “{artifact.title}”.",
                    Where(subject.workbook.id, part=part.id, artifact=artifact.id),
                )
