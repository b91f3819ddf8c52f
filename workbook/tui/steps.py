"""The steps of a workbook as the app walks through them."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING

from workbook.credentials.places import PlaceKind, find_place
from workbook.drafts.progress import State

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.credentials.model import Credential, Part, Prompt
    from workbook.drafts.model import Workbook
    from workbook.drafts.progress import Progress

READY = "ready"
SUBMIT = "submitting"


class StepKind(Enum):
    """What is done in a step."""

    READING = auto()
    PART = auto()
    WRITING = auto()
    ARTIFACTS = auto()
    ASSESSMENT = auto()
    READY = auto()
    SUBMIT = auto()


@dataclass(frozen=True)
class StepEntry:
    """One line in the list of steps.

    Attributes:
        id: the place, or for what has no place of its own `PART.artifacts`, `PART.assessment`, `ready`.
        kind: what is done there; a part itself is only a heading over its steps.
        section: the section it belongs to.
        label: what it is called in the list.
        detail: how far it has come, in a word or a count.
        state: the same, for its mark.
        depth: how far it is indented.
        crumb: what it is called in the top line, without its section.
    """

    id: str
    kind: StepKind
    section: str
    label: str
    detail: str
    state: State
    depth: int = 0
    crumb: str = ""


_SHORT = {"competency": "Competency", "method": "Method", "research": "Research", "resources": "Resources"}


def entries(credential: Credential, workbook: Workbook, progress: Progress) -> list[StepEntry]:
    """Return every step, in the order in which they are walked."""
    found: list[StepEntry] = []
    for section in credential.section_ids:
        part = credential.part(section)
        if part is not None:
            found += _part(part, workbook, progress)
        elif section != SUBMIT:
            found.append(_reading(section, workbook, progress))
    everything = progress.next is None
    found.append(StepEntry(READY, StepKind.READY, READY, "Ready?", "", State.TODO, crumb="Ready?"))
    submitting = State.DONE if everything and SUBMIT in workbook.read else State.TODO
    found.append(StepEntry(SUBMIT, StepKind.SUBMIT, SUBMIT, "Submit", "", submitting, crumb="Submit"))
    return found


def walked(all_entries: Sequence[StepEntry]) -> list[StepEntry]:
    """Return the steps without the headings of parts."""
    return [entry for entry in all_entries if entry.kind is not StepKind.PART]


def shown(all_entries: Sequence[StepEntry], in_hand: StepEntry) -> list[StepEntry]:
    """Return what the list shows: the steps inside a part only for the part in hand."""
    return [entry for entry in all_entries if entry.depth == 0 or entry.section == in_hand.section]


def position_of(entry: StepEntry, steps: Sequence[StepEntry]) -> int:
    """Return where a step stands among the walked ones; for one that has gone, where its section begins.

    The lettered questions of a prompt are steps only as long as one of them has an answer of its own.
    """
    by_id = {step.id: number for number, step in enumerate(steps)}
    if entry.id in by_id:
        return by_id[entry.id]
    return next((number for number, step in enumerate(steps) if step.section == entry.section), 0)


def step_of_place(credential: Credential, place_id: str, all_entries: Sequence[StepEntry]) -> StepEntry:
    """Return the step in which a place stands.

    Raises:
        WorkbookError: the credential has no such place.
    """
    by_id = {entry.id: entry for entry in walked(all_entries)}
    if place_id in by_id:
        return by_id[place_id]
    place = find_place(credential, place_id)
    candidates = {
        PlaceKind.SOURCE: place.section,
        PlaceKind.SUB_PROMPT: place.parent.id if place.parent else "",
        PlaceKind.ARTIFACT: f"{place.section}.artifacts",
        PlaceKind.CRITERION: f"{place.section}.assessment",
        PlaceKind.PASSING: f"{place.section}.assessment",
    }
    wanted = candidates.get(place.kind, place.id)
    if wanted in by_id:
        return by_id[wanted]
    return next(entry for entry in walked(all_entries) if entry.section == place.section)


def _reading(section: str, workbook: Workbook, progress: Progress) -> StepEntry:
    state = progress.section(section).state
    notes = sum(
        1 for place, draft in workbook.notes.items() if _within(place, section) and draft.text.strip()
    )
    if notes:
        detail = f"{notes} note{'s' if notes > 1 else ''}"
    else:
        detail = {State.DONE: "read", State.STARTED: "started", State.TODO: ""}[state]
    return StepEntry(
        section, StepKind.READING, section, _SHORT[section], detail, state, crumb=_SHORT[section]
    )


def _within(place: str, section: str) -> bool:
    return place == section or place.startswith(f"{section}.")


def _part(part: Part, workbook: Workbook, progress: Progress) -> Iterator[StepEntry]:
    of_part = progress.section(part.id)
    states = {step.id: step for step in progress.steps}
    count = f"{of_part.done} of {of_part.total}"
    yield StepEntry(part.id, StepKind.PART, part.id, f"Part {part.number}", count, of_part.state)
    for number, prompt in enumerate(part.prompts, 1):
        step = states[prompt.id]
        crumb = f"question {number} of {len(part.prompts)}"
        words = str(step.words) if step.words else ""
        yield StepEntry(
            prompt.id, StepKind.WRITING, part.id, f"question {prompt.label}", words, step.state, 1, crumb
        )
        yield from _one_by_one(part, prompt, workbook, crumb)
    if part.artifacts:
        wanted = [artifact.id for artifact in part.artifacts]
        there = {artifact for artifact in wanted if states[artifact].state is State.DONE}
        yield _counted(part, "artifacts", StepKind.ARTIFACTS, wanted, there)
    criteria = [row.id for row in part.rubric.rows] if part.rubric else []
    criteria += [line.id for line in part.passing]
    if criteria:
        yield _counted(part, "assessment", StepKind.ASSESSMENT, criteria, set(workbook.assessment))
    if not (part.prompts or part.artifacts or criteria):
        crumb = "instructions"
        yield StepEntry(
            f"{part.id}.assessment", StepKind.ASSESSMENT, part.id, crumb, "", of_part.state, 1, crumb
        )


def _one_by_one(part: Part, prompt: Prompt, workbook: Workbook, crumb: str) -> Iterator[StepEntry]:
    """Yield the lettered questions of a prompt, where the person writes them one by one."""
    if not any(sub.id in workbook.answers for sub in prompt.subprompts):
        return
    for sub in prompt.subprompts:
        written = bool(workbook.answer_text(sub.id).strip())
        state = State.DONE if written else State.TODO
        label = f"{prompt.label}.{sub.label}"
        yield StepEntry(sub.id, StepKind.WRITING, part.id, label, "", state, 2, f"{crumb}, {sub.label}")


def _counted(part: Part, name: str, kind: StepKind, wanted: list[str], there: set[str]) -> StepEntry:
    done = len(there.intersection(wanted))
    state = State.DONE if done == len(wanted) else State.STARTED if done else State.TODO
    label = {"assessment": "my assessment"}.get(name, name)
    return StepEntry(f"{part.id}.{name}", kind, part.id, label, f"{done} of {len(wanted)}", state, 1, label)
