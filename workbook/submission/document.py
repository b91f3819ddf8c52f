"""A credential and a workbook, as the document that reviewers read: what stands in it, in order.

Plain data, not yet typeset. The order is the credential's, whatever order things were written in.
Nothing here says who wrote it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from workbook.credentials.length_words import as_asked
from workbook.drafts.model import MET, NOT_YET
from workbook.errors import WorkbookError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from workbook.credentials.model import Credential, Part, Prompt
    from workbook.drafts.model import Attachment, Workbook

NOT_ASSESSED = "Not assessed"
_PASSING_WORDS = {MET: "Met", NOT_YET: "Not yet"}


@dataclass(frozen=True)
class Reply:
    """An answer under its number.

    Attributes:
        place: the id of the prompt or sub-prompt.
        label: what the credential calls it, as "Question 2" or "Question 2 (b)".
        prompt: the question, Markdown.
        lettered: the labels and texts of its sub-prompts, where they are answered together.
        either: in words, the ways to answer it, where there is a choice.
        answer: what the person wrote, Markdown; empty where she wrote nothing.
        replies: the sub-prompts' answers, where they were written one by one.
    """

    place: str
    label: str
    prompt: str
    answer: str
    lettered: tuple[tuple[str, str], ...] = ()
    either: str = ""
    replies: tuple[Reply, ...] = ()


@dataclass(frozen=True)
class HandedIn:
    """An artifact and what was handed in for it: neutral file names, and links."""

    title: str
    files: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(frozen=True)
class Assessed:
    """The person's own assessment: a table's header and, for each criterion, the level she chose."""

    header: tuple[str, str]
    rows: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Section:
    """One part of the document, under the credential's own heading."""

    heading: str
    replies: tuple[Reply, ...] = ()
    handed_in: tuple[HandedIn, ...] = ()
    assessed: tuple[Assessed, ...] = ()


@dataclass(frozen=True)
class Document:
    """The whole document, without an author."""

    title: str
    byline: str
    language: str
    sections: tuple[Section, ...]

    def replies(self) -> Iterator[Reply]:
        """Yield every answer in order, sub-prompts after their prompt."""
        for section in self.sections:
            for reply in section.replies:
                yield reply
                yield from reply.replies

    def texts(self) -> list[str]:
        """Return every Markdown text of the document once, in order."""
        found: dict[str, None] = {}
        for section in self.sections:
            for reply in section.replies:
                for one in (reply, *reply.replies):
                    found.update(dict.fromkeys((one.prompt, one.answer, *(text for _, text in one.lettered))))
            found.update(dict.fromkeys(item.title for item in section.handed_in))
            for assessed in section.assessed:
                found.update(dict.fromkeys(criterion for criterion, _ in assessed.rows))
        return [text for text in found if text.strip()]


def compose(credential: Credential, workbook: Workbook, parts: Sequence[int] | None = None) -> Document:
    """Return the document of a workbook.

    Args:
        credential: what was asked.
        workbook: what was written.
        parts: the numbers of the parts to print; all where None or empty.

    Raises:
        WorkbookError: the credential has no part of a number that was asked for.
    """
    wanted = set(parts or ())
    known = {part.number for part in credential.parts}
    if missing := sorted(wanted - known):
        raise WorkbookError(
            f"{credential.title} has no part {missing[0]}",
            f"Its parts are {', '.join(str(number) for number in sorted(known)) or 'none'}",
        )
    chosen = [part for part in credential.parts if not wanted or part.number in wanted]
    byline = " · ".join(filter(None, (credential.stack, credential.issuer)))
    sections = tuple(_section(credential, part, workbook) for part in chosen)
    return Document(credential.title, byline, credential.language, sections)


def _section(credential: Credential, part: Part, workbook: Workbook) -> Section:
    own = dict(credential.section_titles).get(part.id)
    usual = f"Part {part.number}: {part.title}" if part.title else f"Part {part.number}"
    return Section(
        heading=own or usual,
        replies=tuple(_reply(prompt, workbook) for prompt in part.prompts),
        handed_in=tuple(
            _handed_in(artifact.title, workbook.handed_in(artifact.id)) for artifact in part.artifacts
        ),
        assessed=tuple(_assessments(part, workbook)),
    )


def _reply(prompt: Prompt, workbook: Workbook) -> Reply:
    label = f"Question {prompt.label}"
    whole = workbook.answer_text(prompt.id)
    # Sub-prompts stand one by one as soon as one of them was written on its own.
    apart = any(workbook.answer_text(sub.id).strip() for sub in prompt.subprompts)
    return Reply(
        place=prompt.id,
        label=label,
        prompt=prompt.text,
        lettered=() if apart else tuple((sub.label, sub.text) for sub in prompt.subprompts),
        either=_either(prompt),
        answer=whole if whole.strip() else "",
        replies=tuple(
            Reply(sub.id, f"{label} ({sub.label})", sub.text, workbook.answer_text(sub.id).strip("\n"))
            for sub in prompt.subprompts
        )
        if apart
        else (),
    )


def _either(prompt: Prompt) -> str:
    """Return the ways to answer in words; empty where the question itself names them."""
    asked = prompt.text.casefold()
    if all(way.medium.casefold() in asked for way in prompt.either):
        return ""
    ways = [f"{way.medium} ({as_asked(way.length)})" if way.length else way.medium for way in prompt.either]
    return f"Answered by {' or '.join(ways)}."


def _handed_in(title: str, attached: Sequence[Attachment]) -> HandedIn:
    in_order = sorted(attached, key=lambda one: one.number)
    return HandedIn(
        title=title,
        files=tuple(one.stored_as for one in in_order if one.kind == "file"),
        links=tuple(one.stored_as for one in in_order if one.kind == "link"),
    )


def _assessments(part: Part, workbook: Workbook) -> Iterator[Assessed]:
    """Yield a table for the rubric and one for the passing list, where something was assessed."""
    level = workbook.assessment.get
    if part.rubric and any(level(row.id) for row in part.rubric.rows):
        rows = tuple((row.criterion, level(row.id) or NOT_ASSESSED) for row in part.rubric.rows)
        yield Assessed((part.rubric.header or "Criterion", "Level"), rows)
    if any(level(line.id) for line in part.passing):
        lines = tuple(
            (line.text, _PASSING_WORDS.get(level(line.id, ""), level(line.id) or NOT_ASSESSED))
            for line in part.passing
        )
        yield Assessed(("Passing criterion", "Met or not yet"), lines)
