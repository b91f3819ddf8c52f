"""What was written since it was last proofread."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.checks.registry import Subject, rule
from workbook.drafts.progress import question_title
from workbook.findings.model import Finding, Severity, Where
from workbook.findings.proofread_marks import digest
from workbook.prose.words import count_answer

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.credentials.model import Part, Prompt


@rule("unproofread")
def unproofread(subject: Subject) -> Iterator[Finding]:
    """Every answer was proofread as it stands."""
    for part in subject.credential.parts:
        for prompt in part.prompts:
            for place, title in _answers(part, prompt):
                said = _said(subject, place)
                if said:
                    where = Where(subject.workbook.id, part=part.id, prompt=place)
                    yield Finding("unproofread", Severity.INFO, f"{title} {said}.", where)


def _answers(part: Part, prompt: Prompt) -> Iterator[tuple[str, str]]:
    """Yield where an answer may stand, and what it is called."""
    title = question_title(part, prompt)
    yield prompt.id, title
    for sub in prompt.subprompts:
        yield sub.id, f"{title}, {sub.label},"


def _said(subject: Subject, place: str) -> str:
    """Return what there is to say of an answer; empty where it is as it was proofread, or has no words."""
    text = subject.workbook.answer_text(place)
    mark = subject.workbook.proofread.get(place)
    if mark is not None and mark.digest == digest(text):
        return ""
    if not count_answer(text):
        return ""
    return "has not been proofread yet" if mark is None else "was changed since it was last proofread"
