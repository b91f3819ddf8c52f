"""What is on its way to the disk."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from workbook.drafts.model import Kind, Proofread, Resume


@dataclass
class Unsaved:
    """What was put to be saved since the last save.

    Attributes:
        answers: texts by the id of the prompt or sub-prompt.
        notes: texts by place.
        scroll: how far down reading sections were read, in lines, by section.
        versions: the drafts whose text is to be a version, and why, in words.
        proofread: what was proofread, by the answer's id.
        resume: where the person stopped.
        again: whether the file is to be written again, since it does not hold what was saved.
    """

    answers: dict[str, str] = field(default_factory=dict)
    notes: dict[str, str] = field(default_factory=dict)
    scroll: dict[str, int] = field(default_factory=dict)
    versions: dict[tuple[Kind, str], str] = field(default_factory=dict)
    proofread: dict[str, Proofread] = field(default_factory=dict)
    resume: Resume | None = None
    again: bool = False

    def __bool__(self) -> bool:
        """Return whether there is anything that wants to be saved for its own sake."""
        return bool(self.drafts or self.versions or self.scroll or self.resume is not None)

    @property
    def drafts(self) -> bool:
        """Whether there is a text among it that the disk does not have."""
        return bool(self.answers or self.notes or self.again)

    def older(self, older: Unsaved) -> None:
        """Take over what an older set has and this one has not."""
        self.answers = {**older.answers, **self.answers}
        self.notes = {**older.notes, **self.notes}
        self.scroll = {**older.scroll, **self.scroll}
        self.versions = {**older.versions, **self.versions}
        self.proofread = {**older.proofread, **self.proofread}
        self.resume = self.resume or older.resume
        self.again = self.again or older.again
