"""How far a workbook has come: the state of every step, and what is next."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from workbook.credentials.model import Credential, Length, Part, Prompt
    from workbook.drafts.model import Workbook


class State(Enum):
    """How far one step has come."""

    TODO = "todo"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True)
class Step:
    """One thing to do: a section to read, a prompt to answer, an artifact to attach, a row to assess.

    Attributes:
        id: its place.
        title: what it is called where it stands alone ("Part 1, question 2").
        section: the section that it belongs to.
        state: how far it has come.
        words: how many words are written; 0 where nothing is to be written.
    """

    id: str
    title: str
    section: str
    state: State
    words: int = 0


@dataclass(frozen=True)
class SectionProgress:
    """A section with the count of its steps; a part without steps counts as read when marked so."""

    id: str
    title: str
    state: State
    done: int
    total: int


@dataclass(frozen=True)
class Progress:
    """How far a workbook has come.

    Attributes:
        steps: everything that is to be done, in the credential's order.
        sections: the sections, in the credential's order.
        words: the words of all answers.
    """

    steps: tuple[Step, ...]
    sections: tuple[SectionProgress, ...]
    words: int

    @property
    def done(self) -> int:
        """How many steps are done."""
        return sum(step.state is State.DONE for step in self.steps)

    @property
    def total(self) -> int:
        """How many steps there are."""
        return len(self.steps)

    @property
    def next(self) -> Step | None:
        """The first step that is not done, or None."""
        return next((step for step in self.steps if step.state is not State.DONE), None)

    def section(self, section_id: str) -> SectionProgress:
        """Return the progress of one section.

        Raises:
            KeyError: there is no such section.
        """
        for section in self.sections:
            if section.id == section_id:
                return section
        raise KeyError(section_id)


def progress(credential: Credential, workbook: Workbook, count_words: Callable[[str], int]) -> Progress:
    """Return how far a workbook has come.

    An answer that is shorter than its length guide asks is `started`; nothing else of its length
    counts here, for a guide is a guide.

    Args:
        credential: what is asked.
        workbook: what is there.
        count_words: counts the words that a draft shows.
    """
    steps: list[Step] = []
    sections: list[SectionProgress] = []
    for section in credential.section_ids:
        part = credential.part(section)
        own = list(
            _part_steps(part, workbook, count_words) if part else _reading(credential, workbook, section)
        )
        if not own:
            own = list(_reading(credential, workbook, section))
        steps += own
        sections.append(_section(section, credential.section_title(section), own))
    words = sum(count_words(draft.text) for draft in workbook.answers.values())
    return Progress(tuple(steps), tuple(sections), words)


def prompt_state(prompt: Prompt, workbook: Workbook, count_words: Callable[[str], int]) -> tuple[State, int]:
    """Return how far the answer to a prompt has come, and its words."""
    whole = workbook.answer_text(prompt.id)
    parts = [(sub, workbook.answer_text(sub.id)) for sub in prompt.subprompts]
    words = count_words(whole) + sum(count_words(text) for _, text in parts)
    written = [text for text in (whole, *(text for _, text in parts)) if text.strip()]
    if not written:
        return State.TODO, 0
    if not whole.strip():
        complete = all(text.strip() and _long_enough(sub.length, count_words(text)) for sub, text in parts)
        complete = complete and _long_enough(prompt.length, words)
    elif prompt.either:
        # A link stands for the medium that has no words; any of the media satisfied is enough.
        complete = any(_long_enough(way.length, words) for way in prompt.either)
    else:
        complete = _long_enough(prompt.length, words)
    return (State.DONE if complete else State.STARTED), words


def question_title(part: Part, prompt: Prompt) -> str:
    """Return what a prompt is called where it stands alone, as "Part 1, question 2"."""
    return f"Part {part.number}, question {prompt.label}"


def _long_enough(length: Length | None, words: int) -> bool:
    if length is None or length.unit != "words" or length.scope != "prompt":
        return True
    return words >= (length.minimum or 0)


def _reading(credential: Credential, workbook: Workbook, section: str) -> Iterator[Step]:
    state = State.DONE if section in workbook.read else State.TODO
    if state is State.TODO and (section in workbook.scroll or workbook.note_text(section)):
        state = State.STARTED
    yield Step(section, credential.section_title(section), section, state)


def _part_steps(part: Part, workbook: Workbook, count_words: Callable[[str], int]) -> Iterator[Step]:
    for prompt in part.prompts:
        state, words = prompt_state(prompt, workbook, count_words)
        yield Step(prompt.id, question_title(part, prompt), part.id, state, words)
    for artifact in part.artifacts:
        state = _artifact_state(workbook, artifact.id)
        yield Step(artifact.id, f"Part {part.number}, {artifact.title}", part.id, state)
    for number, row in enumerate(part.rubric.rows if part.rubric else (), 1):
        assessed = State.DONE if row.id in workbook.assessment else State.TODO
        yield Step(row.id, f"Part {part.number}, criterion {number}", part.id, assessed)


def _artifact_state(workbook: Workbook, artifact: str) -> State:
    """Return how far an artifact has come; an attached file that is gone is not handed in."""
    if not workbook.handed_in(artifact):
        return State.TODO
    return State.STARTED if workbook.gone(artifact) else State.DONE


def _section(section: str, title: str, steps: list[Step]) -> SectionProgress:
    done = sum(step.state is State.DONE for step in steps)
    if done == len(steps):
        state = State.DONE
    elif done or any(step.state is State.STARTED for step in steps):
        state = State.STARTED
    else:
        state = State.TODO
    return SectionProgress(section, title, state, done, len(steps))
