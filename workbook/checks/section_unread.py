"""The sections that are there to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.checks.registry import Subject, rule
from workbook.findings.model import Finding, Severity, Where

if TYPE_CHECKING:
    from collections.abc import Iterator


@rule("section-unread")
def section_unread(subject: Subject) -> Iterator[Finding]:
    """Every reading section is marked read."""
    credential = subject.credential
    for section in credential.section_ids:
        if credential.part(section) is None and section not in subject.workbook.read:
            yield Finding(
                "section-unread",
                Severity.INFO,
                f"“{credential.section_title(section)}” is not marked as read.",
                Where(subject.workbook.id, section=section),
            )
