"""A small credential and workbook, and ways to read back what was built of them."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Protocol

from workbook.credentials.model import (
    Alternative,
    Artifact,
    Credential,
    Length,
    Part,
    PassingLine,
    Prompt,
    Rubric,
    RubricRow,
    SubPrompt,
)
from workbook.drafts.model import Attachment, Draft, Workbook

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.submission.build import BuildResult

SAVED = datetime(2026, 11, 2, 9, 30, tzinfo=UTC)
ONE, TWO, THREE = "part-1.prompt-1", "part-1.prompt-2", "part-3.prompt-1"


def credential() -> Credential:
    """A credential with every kind of thing that a document shows."""
    first = Part(
        id="part-1",
        number=1,
        title="Overview",
        instructions="Instructions that are not printed.",
        prompts=(
            Prompt(ONE, "1", "What did *you* know?"),
            Prompt(
                TWO,
                "2",
                "Explain the goal.",
                subprompts=(
                    SubPrompt(f"{TWO}.a", "a", "Its qualities."),
                    SubPrompt(f"{TWO}.b", "b", "Its measure."),
                ),
            ),
        ),
        passing=(
            PassingLine("part-1.passing-1", "A strength is named."),
            PassingLine("part-1.passing-2", "Both agree."),
        ),
    )
    second = Part(
        id="part-2",
        number=2,
        title="Artifacts",
        artifacts=(Artifact("part-2.artifact-1", "A SMART goal"), Artifact("part-2.artifact-2", "A record")),
        rubric=Rubric(
            ("Proficient", "Basic"),
            ("Proficient",),
            (
                RubricRow("part-2.criterion-1", "The goal", ("x", "y")),
                RubricRow("part-2.criterion-2", "The checks", ("x", "y")),
            ),
        ),
    )
    ways = (
        Alternative("video", Length(None, 4, "minutes", "cap", wording="4-minute limit")),
        Alternative("text"),
    )
    third = Part(
        id="part-3", number=3, title="Reflection", prompts=(Prompt(THREE, "1", "What changed?", either=ways),)
    )
    return Credential(
        id="a-goal",
        title="A Goal Worth Reaching",
        stack="Planning",
        issuer="Practice set",
        parts=(first, second, third),
        section_titles=(("part-1", "Part 1: Overview Questions"), ("part-3", "Part 3. Reflection")),
    )


def workbook(**answers: str) -> Workbook:
    """A workbook with answers by a short name: `one`, `two`, `two_a`, `two_b`, `three`."""
    places = {"one": ONE, "two": TWO, "two_a": f"{TWO}.a", "two_b": f"{TWO}.b", "three": THREE}
    made = Workbook("mine", "a-goal", SAVED, SAVED)
    for name, text in answers.items():
        made.change("answers", {places[name]: Draft(text, SAVED)})
    return made


def attached(number: int, name: str) -> Attachment:
    """An attached file, or a link where the name is an address."""
    return Attachment(number, "link" if "://" in name else "file", name, SAVED)


class Builder(Protocol):
    """Builds a workbook with the fixture's credential, folder and target."""

    def __call__(self, made: Workbook, **options: object) -> BuildResult: ...


def pdf_text(path: Path) -> str:
    """Return the text of a PDF, pages one after the other, with single spaces."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    try:
        pages = [page.get_textpage().get_text_range() for page in document]
    finally:
        document.close()
    return " ".join(" ".join(pages).replace("\ufffe", "-").split())


def assert_accessible(path: Path) -> None:
    """Fail with the rules that a PDF breaks."""
    import page

    report = page.validate_pdf(str(path), profile="ua1")
    assert report.is_compliant, [(failure.rule_id, failure.message) for failure in report.failures][:5]
