"""The credential: what a micro-credential asks, as plain data.

Every text in it is Markdown. Ids are stable: they come from the order of things in the file, as the
contract gives them (`part-1.prompt-2.b`, `part-2.artifact-1`, `part-2.criterion-1`,
`part-1.passing-1`, `research.2`, `resources.1`).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Unit = Literal["words", "minutes", "pages"]
Kind = Literal["guide", "cap"]
Scope = Literal["prompt", "part"]


@dataclass(frozen=True)
class Length:
    """A length guide: how long something should be, or may be at most.

    Attributes:
        minimum: the least, in units; None where none is said.
        maximum: the most, in units; None where none is said.
        unit: what is counted.
        kind: a `guide` (outside its range is a warning) or a `cap` (past it is an error).
        scope: whether it holds for this prompt or artifact, or for the whole part together.
        wording: the words it was read from, without brackets.
    """

    minimum: int | None
    maximum: int | None
    unit: Unit = "words"
    kind: Kind = "guide"
    scope: Scope = "prompt"
    wording: str = ""


@dataclass(frozen=True)
class Alternative:
    """One of several ways to answer: a medium ("video", "text", "audio" …) with its own length."""

    medium: str
    length: Length | None = None


@dataclass(frozen=True)
class SubPrompt:
    """A lettered or numbered question inside a prompt; `label` is what it is called ("a", "ii")."""

    id: str
    label: str
    text: str
    length: Length | None = None


@dataclass(frozen=True)
class Prompt:
    """One question to answer.

    Attributes:
        id: its stable id, as `part-1.prompt-2`.
        label: what the credential calls it ("2"); bulleted prompts are counted from 1.
        text: the question, without the words that give its length.
        length: its length guide.
        either: the ways to answer it, where there is a choice ("either a video or a text").
        subprompts: its lettered questions, in order.
        bulleted: whether the file has it as a bullet, without a number.
    """

    id: str
    label: str
    text: str
    length: Length | None = None
    either: tuple[Alternative, ...] = ()
    subprompts: tuple[SubPrompt, ...] = ()
    bulleted: bool = False


@dataclass(frozen=True)
class Artifact:
    """One file or link to hand in; `formats` are extensions without a dot, empty where none is said."""

    id: str
    title: str
    body: str = ""
    length: Length | None = None
    formats: tuple[str, ...] = ()
    wording: str = ""
    """What stood in the brackets behind the title ("PDF, 1 page")."""


@dataclass(frozen=True)
class PassingLine:
    """One line of a passing list: a criterion that is met or not yet."""

    id: str
    text: str


@dataclass(frozen=True)
class RubricRow:
    """One criterion of a rubric, with a description for each level in the table's order."""

    id: str
    criterion: str
    descriptors: tuple[str, ...]


@dataclass(frozen=True)
class Rubric:
    """A rubric: the names of its levels in the table's order, those that pass, and its rows."""

    levels: tuple[str, ...]
    passing_levels: tuple[str, ...]
    rows: tuple[RubricRow, ...]
    header: str = "Criterion"
    """What the table calls its first column."""


@dataclass(frozen=True)
class Part:
    """A numbered piece of the submission."""

    id: str
    number: int
    title: str
    instructions: str = ""
    length: Length | None = None
    prompts: tuple[Prompt, ...] = ()
    artifacts: tuple[Artifact, ...] = ()
    passing: tuple[PassingLine, ...] = ()
    rubric: Rubric | None = None


@dataclass(frozen=True)
class Component:
    """A named method component."""

    title: str
    body: str


@dataclass(frozen=True)
class Source:
    """A reference (`research.N`) or a resource (`resources.N`); `url` is its first link, or None."""

    id: str
    text: str
    url: str | None = None


@dataclass(frozen=True)
class Placement:
    """Text that the reader could not place better: kept in its section, never dropped.

    Attributes:
        section: the id of the section it stands in; empty for what stands before any heading.
        text: the text.
        line: where it stands in the file, counted from 1; not part of what makes two equal.
    """

    section: str
    text: str
    line: int = field(default=0, compare=False)


@dataclass(frozen=True)
class Credential:
    """A micro-credential.

    Attributes:
        section_ids: the sections that the file has, in its order: `competency`, `method`,
            `research`, `resources`, `part-1` …, `submitting`.
        section_titles: the sections' headings as the file words them, by id.
        research_text: what stands in the research section beside its references.
        resources_text: what stands in the resources section beside its resources.
        left_over: what could not be placed better; shown with its section.
    """

    id: str
    title: str
    stack: str | None = None
    issuer: str | None = None
    license: str | None = None
    audience: tuple[str, ...] = ()
    needs_students: bool = True
    team: bool = False
    hours: float | None = None
    language: str = "en-US"
    passing_levels: tuple[str, ...] = ()
    competency: str = ""
    key_method: str = ""
    method_components: tuple[Component, ...] = ()
    research: tuple[Source, ...] = ()
    research_text: str = ""
    resources: tuple[Source, ...] = ()
    resources_text: str = ""
    parts: tuple[Part, ...] = ()
    submitting: str = ""
    section_ids: tuple[str, ...] = ()
    section_titles: tuple[tuple[str, str], ...] = ()
    left_over: tuple[Placement, ...] = ()

    def part(self, part_id: str) -> Part | None:
        """Return the part of that id, or None."""
        return next((part for part in self.parts if part.id == part_id), None)

    def section_title(self, section_id: str) -> str:
        """Return a section's heading in the file's own words, else the usual one."""
        return dict(self.section_titles).get(section_id) or USUAL_TITLES.get(section_id, section_id)

    @property
    def prompts(self) -> tuple[Prompt, ...]:
        """Every prompt of every part, in order."""
        return tuple(prompt for part in self.parts for prompt in part.prompts)


USUAL_TITLES = {
    "competency": "The Competency",
    "method": "Key Method & Components",
    "research": "Supporting Research",
    "resources": "Resources",
    "submitting": "Submitting",
}
"""What a reading section is called where the file has no heading for it."""

READING_SECTIONS = tuple(USUAL_TITLES)
"""The sections that are read and not written, by id."""
