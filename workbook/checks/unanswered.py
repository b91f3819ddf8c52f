"""Every question wants an answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.checks.registry import Subject, rule
from workbook.drafts.progress import question_title
from workbook.findings.model import Finding, Severity, Where

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.credentials.model import Part, Prompt


@rule("unanswered")
def unanswered(subject: Subject) -> Iterator[Finding]:
    """Every question is answered."""
    for part in subject.credential.parts:
        for prompt in part.prompts:
            for place_id, title in _empty(subject, part, prompt):
                yield Finding(
                    "unanswered",
                    Severity.ERROR,
                    f"{title} has no answer yet.",
                    Where(subject.workbook.id, part=part.id, prompt=place_id),
                )


def _empty(subject: Subject, part: Part, prompt: Prompt) -> Iterator[tuple[str, str]]:
    """Yield what is unanswered: the prompt, or some of its sub-prompts where those are written one by one."""
    workbook = subject.workbook
    title = question_title(part, prompt)
    if workbook.answer_text(prompt.id).strip():
        return
    missing = [sub for sub in prompt.subprompts if not workbook.answer_text(sub.id).strip()]
    if len(missing) == len(prompt.subprompts):
        yield prompt.id, title
        return
    for sub in missing:
        yield sub.id, f"{title}, {sub.label},"
