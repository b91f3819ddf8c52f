"""A credential, and a workbook on it, made of plain data."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest

from workbook.checks.registry import Subject, choose, run
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
from workbook.drafts.model import Attachment, Draft, Workbook, now

if TYPE_CHECKING:
    from workbook.findings.model import Finding

GUIDE = Length(10, 20)
CAP = Length(None, 15, kind="cap")
OVERVIEW = Part(
    "part-1",
    1,
    "Overview",
    prompts=(
        Prompt("part-1.prompt-1", "1", "Why?", GUIDE),
        Prompt(
            "part-1.prompt-2",
            "2",
            "How?",
            subprompts=(
                SubPrompt("part-1.prompt-2.a", "a", "First?", CAP),
                SubPrompt("part-1.prompt-2.b", "b", "Then?"),
            ),
        ),
    ),
    passing=(PassingLine("part-1.passing-1", "It is said."),),
)
ARTIFACTS = Part(
    "part-2",
    2,
    "Artifacts",
    artifacts=(Artifact("part-2.artifact-1", "A plan"),),
    rubric=Rubric(
        ("Exemplary", "Proficient", "Basic"),
        ("Exemplary", "Proficient"),
        (RubricRow("part-2.criterion-1", "Clear", ("a", "b", "c")),),
    ),
)


def prompt(**options) -> Part:
    """A part of one prompt."""
    return Part("part-1", 1, "Only", prompts=(Prompt("part-1.prompt-1", "1", "Why?", **options),))


def either(*lengths: Length | None) -> tuple[Alternative, ...]:
    return tuple(
        Alternative(medium, guide) for medium, guide in zip(("text", "audio"), lengths, strict=False)
    )


@dataclass
class Desk:
    """A workbook that a test fills, and what a rule finds in it."""

    credential: Credential
    workbook: Workbook = field(default_factory=lambda: Workbook("mine", "c", now(), now()))

    def write(self, **words: int | str) -> Desk:
        """Answer prompts: `p1=20` twenty words, `p2_a="text"` a text."""
        for name, given in words.items():
            place = "part-1.prompt-" + name.removeprefix("p").replace("_", ".")
            text = given if isinstance(given, str) else "word " * given
            self.workbook.put_draft("answer", place, Draft(text, now()))
        return self

    def attach(self, artifact: str) -> None:
        self.workbook.change("attachments", {artifact: (Attachment(1, "link", "https://e.org", now()),)})

    def find(self, rule: str) -> list[Finding]:
        return list(run(Subject(self.workbook, self.credential), choose([rule])).findings)

    def told(self, rule: str) -> list[tuple[str, str]]:
        """Return the place and severity of each finding."""
        return [(found.place.id, found.severity.word) for found in self.find(rule)]


@pytest.fixture
def desk():
    """A desk for some parts; without any, for one of everything."""

    def make(*parts: Part, sections: tuple[str, ...] = ()) -> Desk:
        given = parts or (OVERVIEW, ARTIFACTS)
        ids = (*sections, *(part.id for part in given))
        return Desk(Credential("c", "C", parts=given, section_ids=ids))

    return make
