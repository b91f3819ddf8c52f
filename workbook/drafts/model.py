"""The workbook: one person's work on one credential, as plain data."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from datetime import UTC, datetime
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, get_args

from workbook.clock import local

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

Kind = Literal["answer", "note"]
"""What a piece of the person's own writing is."""
Texts = dict[tuple[Kind, str], str]
"""The texts of a workbook, by kind and place."""

Table = Literal[
    "answers",
    "notes",
    "read",
    "attachments",
    "assessment",
    "decided",
    "digests",
    "ignored",
    "rules_off",
    "proofread",
    "scroll",
]
"""What of a workbook is kept by name."""
_NOTHING: Mapping[str, Any] = MappingProxyType({})
_CHANGING = threading.Lock()

SCHEMA = 1
"""The version of the workbook file that this program writes."""

MET = "met"
NOT_YET = "not-yet"
PASSING_LIST_LEVELS = (MET, NOT_YET)
"""The two levels of a line of a passing list."""


def now() -> datetime:
    """Return the present moment, to the second, in this machine's zone."""
    return local(datetime.now(UTC)).replace(microsecond=0)


@dataclass(frozen=True)
class Draft:
    """A piece of the person's own writing: an answer or a note.

    Attributes:
        text: Markdown, as she typed it.
        saved_at: when it was last changed.
    """

    text: str
    saved_at: datetime


@dataclass(frozen=True)
class Attachment:
    """One file or link handed in for an artifact.

    Attributes:
        number: its number within the artifact, from 1.
        kind: `file` or `link`.
        stored_as: the neutral name of the stored copy; for a link, its address.
        attached_at: when.
        size: bytes of the stored copy; 0 for a link.
        cleaned: what was removed from the copy.
    """

    number: int
    kind: Literal["file", "link"]
    stored_as: str
    attached_at: datetime
    size: int = 0
    cleaned: tuple[str, ...] = ()


@dataclass(frozen=True)
class Ignored:
    """A finding that the person chose to ignore, with what she needs to know it by in a list.

    Attributes:
        id: its id.
        also: the other ids by which it is known.
        rule: its rule, as the contract names it.
        message: what it said.
        excerpt: the words that it was about.
        sentence: the sentence that it stood in.
        place: the id of the place that it was in; empty for the workbook alone.
        at: when she chose so.
    """

    id: str
    also: tuple[str, ...]
    rule: str
    message: str
    excerpt: str
    sentence: str
    place: str
    at: datetime


@dataclass(frozen=True)
class Proofread:
    """That an answer was proofread from beginning to end.

    Attributes:
        digest: of the text that was proofread.
        at: when.
        engines: the names of the engines that did it.
    """

    digest: str
    at: datetime
    engines: tuple[str, ...]


@dataclass(frozen=True)
class Resume:
    """Where the person stopped: the place, and in an editor the cursor (row and column from 0)."""

    place: str = ""
    row: int = 0
    column: int = 0
    scroll: int = 0


@dataclass
class Workbook:
    """One person's work on one credential.

    What is kept by name is never changed in place: `change` puts a new mapping in the place of the old
    one, so that a thread which iterates over one sees it to its end, whatever other threads do.

    Attributes:
        id: its name, and its folder's.
        credential_id: the credential that it answers.
        created_at: when it was started.
        saved_at: when anything in it was last saved.
        answers: by the id of the prompt, or of a sub-prompt that is written on its own.
        notes: by place.
        read: when each reading section was marked read, by section.
        attachments: by the id of the artifact, in order.
        assessment: the person's own level for each criterion, by its id.
        decided: when each question that only a person can answer was ticked, by the question's id.
        digests: what tells the text that such a tick is about from any other, by the question's id.
        ignored: the findings that she chose to ignore, by their ids.
        rules_off: when each rule of a proofreading engine was switched off for this workbook, by the
            engine's and the rule's name, as "harper:LongSentences".
        proofread: what was proofread of each answer last, by the answer's id.
        scroll: how far down each reading section was read, in lines, by section.
        resume: where she stopped.
        missing: the stored names of attached files that were not there, or could not be read, when the
            workbook's folder was looked at last.
    """

    id: str
    credential_id: str
    created_at: datetime
    saved_at: datetime
    answers: Mapping[str, Draft] = field(default_factory=dict)
    notes: Mapping[str, Draft] = field(default_factory=dict)
    read: Mapping[str, datetime] = field(default_factory=dict)
    attachments: Mapping[str, tuple[Attachment, ...]] = field(default_factory=dict)
    assessment: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, datetime] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    ignored: Mapping[str, Ignored] = field(default_factory=dict)
    rules_off: Mapping[str, datetime] = field(default_factory=dict)
    proofread: Mapping[str, Proofread] = field(default_factory=dict)
    scroll: Mapping[str, int] = field(default_factory=dict)
    resume: Resume = Resume()
    missing: frozenset[str] = frozenset()

    def __post_init__(self) -> None:
        """See to it that nothing is changed in place."""
        for table in get_args(Table):
            setattr(self, table, MappingProxyType(dict(getattr(self, table))))

    def change(self, table: Table, put: Mapping[str, Any] = _NOTHING, drop: Collection[str] = ()) -> None:
        """Put rows into what is kept by name, or take rows out, in one step; any thread may do so.

        Args:
            table: what is changed.
            put: the rows that are new or other ones, by their names.
            drop: the names of the rows that go.
        """
        with _CHANGING:
            kept = {name: row for name, row in getattr(self, table).items() if name not in drop}
            setattr(self, table, MappingProxyType({**kept, **put}))

    def put_draft(self, kind: Kind, place: str, draft: Draft) -> None:
        """Take a text as the present one."""
        self.change("answers" if kind == "answer" else "notes", {place: draft})

    def answer_text(self, prompt_id: str) -> str:
        """Return what is written for a prompt or sub-prompt; empty where nothing is."""
        draft = self.answers.get(prompt_id)
        return draft.text if draft else ""

    def note_text(self, place: str) -> str:
        """Return the note on a place; empty where there is none."""
        draft = self.notes.get(place)
        return draft.text if draft else ""

    def is_missing(self, attachment: Attachment) -> bool:
        """Return whether an attachment is a file that is gone; a link has none."""
        return attachment.kind == "file" and attachment.stored_as in self.missing

    def handed_in(self, artifact: str) -> tuple[Attachment, ...]:
        """Return what is attached to an artifact and there."""
        return tuple(each for each in self.attachments.get(artifact, ()) if not self.is_missing(each))

    def gone(self, artifact: str) -> tuple[Attachment, ...]:
        """Return what is attached to an artifact and whose file is gone."""
        return tuple(each for each in self.attachments.get(artifact, ()) if self.is_missing(each))


def texts_of(workbook: Workbook) -> Texts:
    """Return the texts of a workbook, by kind and place."""
    found: Texts = {("answer", place): draft.text for place, draft in workbook.answers.items()}
    found.update({("note", place): draft.text for place, draft in workbook.notes.items()})
    return found
