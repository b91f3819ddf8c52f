"""The length guides: a guide is advice, a cap is a limit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from workbook.checks.registry import Subject, rule
from workbook.credentials.length_words import in_words
from workbook.drafts.progress import question_title
from workbook.findings.model import Finding, Severity, Where
from workbook.prose.words import count_answer
from workbook.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from workbook.credentials.model import Length, Part, Prompt


@rule("length")
def length(subject: Subject) -> Iterator[Finding]:
    """Answers keep to their length guides."""
    for part in subject.credential.parts:
        for prompt in part.prompts:
            yield from _prompt(subject, part, prompt)
        yield from _shared(subject, part)


@dataclass(frozen=True)
class _Miss:
    severity: Severity
    words: str


def _prompt(subject: Subject, part: Part, prompt: Prompt) -> Iterator[Finding]:
    written = _written(subject, prompt)
    title = question_title(part, prompt)
    total = sum(written.values())
    miss = _miss_of_prompt(prompt, total) if total else None
    if miss:
        yield _finding(Where(subject.workbook.id, part=part.id, prompt=prompt.id), title, miss)
    for sub in prompt.subprompts:
        miss = _miss(sub.length, written[sub.id]) if written[sub.id] else None
        if miss:
            place = Where(subject.workbook.id, part=part.id, prompt=sub.id)
            yield _finding(place, f"{title}, {sub.label},", miss)


def _miss_of_prompt(prompt: Prompt, words: int) -> _Miss | None:
    """Return how a prompt's words miss its guide; of a choice, any way that asks for words will do."""
    if not prompt.either:
        shared = prompt.length is not None and prompt.length.scope == "part"
        return None if shared else _miss(prompt.length, words)
    worded = [way.length for way in prompt.either if way.length and way.length.unit == "words"]
    misses = [_miss(guide, words) for guide in worded]
    return misses[0] if misses and all(misses) else None


def _shared(subject: Subject, part: Part) -> Iterator[Finding]:
    """A limit that a part's prompts share; its place is the part alone."""
    total = sum(sum(_written(subject, prompt).values()) for prompt in part.prompts)
    shared = part.length if part.length and part.length.scope == "part" else None
    all_begun = all(any(_written(subject, prompt).values()) for prompt in part.prompts)
    miss = _miss(shared, total) if total else None
    if miss is None or (shared and total < (shared.minimum or 0) and not all_begun):
        return
    yield _finding(Where(subject.workbook.id, part=part.id), f"Part {part.number}", miss)


def _written(subject: Subject, prompt: Prompt) -> dict[str, int]:
    """Return the words of each answer to a prompt, by its id; an answer that is only a link has none."""
    ids = [prompt.id, *(sub.id for sub in prompt.subprompts)]
    texts = {place: subject.workbook.answer_text(place) for place in ids}
    return {place: count_answer(text) for place, text in texts.items()}


def _miss(guide: Length | None, words: int) -> _Miss | None:
    """Return how a count misses its guide, or None."""
    if guide is None or guide.unit != "words":
        return None
    written = counted(words, "word", "words")
    if guide.maximum is not None and words > guide.maximum:
        over = words - guide.maximum
        if guide.kind == "cap":
            return _Miss(Severity.ERROR, f"is {written}, {over} past the limit of {guide.maximum}")
        return _Miss(Severity.WARNING, f"is {written}, {over} more than the {guide.maximum} suggested")
    if guide.minimum is not None and words < guide.minimum:
        asked = in_words(replace(guide, kind="guide", scope="prompt")).removesuffix(" words")
        said = f"is {written} where {asked} are suggested: add details that elaborate, explain or justify"
        return _Miss(Severity.WARNING, said)
    return None


def _finding(place: Where, title: str, miss: _Miss) -> Finding:
    return Finding("length", miss.severity, f"{title} {miss.words}.", place)
