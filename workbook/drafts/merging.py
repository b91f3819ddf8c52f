"""Bringing a workbook of a backup together with the one that is there: nothing that is there is lost."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, TypeVar

from workbook.drafts.archive import Skipped
from workbook.drafts.marks import put_proofread, touch
from workbook.drafts.merging_files import gone_files, new_attachments, new_files
from workbook.drafts.merging_versions import Kept, new_versions, version_texts
from workbook.drafts.model import now
from workbook.drafts.records import (
    DRAFT_TABLES,
    attachment_row,
    checked_tables,
    decided_row,
    ignored_row,
    put_row,
)
from workbook.drafts.tables_file import TablesFile
from workbook.files import copy_atomically, ensure_folder
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from datetime import datetime
    from pathlib import Path

    from workbook.drafts.history import Kind
    from workbook.drafts.merging_versions import VersionTexts
    from workbook.drafts.model import Attachment, Draft, Ignored, Proofread, Workbook
    from workbook.drafts.workbook_file import WorkbookFile

_Value = TypeVar("_Value")


@dataclass
class Plan:
    """What a workbook gets from the one in the backup.

    Attributes:
        texts: the answers and notes that become the present text.
        versions: what is kept in the history.
        read: the sections that become read, and when they were.
        levels: the levels of criteria that have none.
        decided: the questions that become ticked.
        digests: what tells the texts that these ticks are about from any other.
        ignored: the findings that become ignored.
        rules_off: the rules of proofreading engines that are switched off, and when they were.
        proofread: what was proofread of answers whose text is that of the backup.
        attachments: the artifact, the attachment, and for a file its copy in the backup.
        files: what is copied, from where to where.
        skipped: what is left as it is.
    """

    texts: dict[tuple[Kind, str], Draft] = field(default_factory=dict)
    versions: list[Kept] = field(default_factory=list)
    read: dict[str, datetime] = field(default_factory=dict)
    levels: dict[str, str] = field(default_factory=dict)
    decided: dict[str, datetime] = field(default_factory=dict)
    digests: Mapping[str, str] = field(default_factory=dict)
    ignored: dict[str, Ignored] = field(default_factory=dict)
    rules_off: dict[str, datetime] = field(default_factory=dict)
    proofread: dict[str, Proofread] = field(default_factory=dict)
    attachments: list[tuple[str, Attachment, Path | None]] = field(default_factory=list)
    files: list[tuple[Path, Path]] = field(default_factory=list)
    skipped: list[Skipped] = field(default_factory=list)

    @property
    def in_words(self) -> str:
        """What changes, as "2 answers, 1 attachment"; "nothing new" where nothing does."""
        kinds = [kind for kind, _ in self.texts]
        counts = (
            (kinds.count("answer"), "answer", "answers"),
            (kinds.count("note"), "note", "notes"),
            (len(self.versions), "version for the history", "versions for the history"),
            (self._marks, "mark", "marks"),
            (len(self.attachments), "attachment", "attachments"),
            (len(self.files), "file", "files"),
        )
        said = [f"{count} {one if count == 1 else many}" for count, one, many in counts if count]
        return ", ".join(said) or "nothing new"

    @property
    def changes_the_file(self) -> bool:
        """Whether anything in the workbook's own file changes."""
        return bool(self.texts or self.attachments or self._marks)

    @property
    def _marks(self) -> int:
        kinds = (self.read, self.levels, self.decided, self.ignored, self.rules_off, self.proofread)
        return sum(len(marks) for marks in kinds)


def plan_merge(file: WorkbookFile, staged: Path, theirs: Workbook, moment: datetime) -> Plan:
    """Say what a workbook gets from a backup, and change nothing.

    Args:
        file: the workbook that is there.
        staged: the unpacked folder of the same workbook in the backup.
        theirs: the workbook in it.
        moment: when the backup was made.

    Raises:
        WorkbookError: the workbook that is there cannot be read, or answers another credential.
    """
    mine, plan = file.load(), Plan()
    date = f"{moment.day} {moment:%B} {moment.year}"
    name = f"workbooks/{staged.name}"
    texts = version_texts(file.folder)
    plan.versions, skipped = new_versions(staged, texts, name)
    plan.skipped += skipped
    _drafts(plan, "answer", (mine.answers, theirs.answers), texts, date)
    _drafts(plan, "note", (mine.notes, theirs.notes), texts, date)
    plan.read = _absent(mine.read, theirs.read)
    plan.levels = {key: one_line(level) for key, level in _absent(mine.assessment, theirs.assessment).items()}
    plan.decided, plan.digests = _absent(mine.decided, theirs.decided), theirs.digests
    plan.ignored = _absent(mine.ignored, theirs.ignored)
    off = _absent(mine.rules_off, theirs.rules_off)
    plan.rules_off = {rule: at for rule, at in off.items() if rule and rule == one_line(rule)}
    plan.proofread = dict(_proofread(plan, mine, theirs))
    back = gone_files(file.artifacts, (mine, theirs))
    plan.attachments, missing = new_attachments(file.artifacts, staged, (mine, theirs), back)
    plan.files, others = new_files(file.folder, staged, back)
    plan.skipped += [Skipped(f"{name}/artifacts/{each}", "it is not in the backup") for each in missing]
    plan.skipped += [Skipped(f"{name}/{each}", "yours is another, and is kept") for each in others]
    return plan


def carry_out(file: WorkbookFile, plan: Plan, tell: Callable[[str], None]) -> None:
    """Do what was planned; the caller holds the workbook's lock since before the planning.

    First come the files and the history, and then in one write what points to them: ended at any moment,
    it leaves the workbook as it was or as it is to be, and doing it again does the rest.

    Raises:
        StorageError: the disk would not take it.
    """
    for _, attachment, source in plan.attachments:
        if source is not None:
            copy_atomically(source, ensure_folder(file.artifacts) / attachment.stored_as)
    for source, target in plan.files:
        ensure_folder(target.parent)
        copy_atomically(source, target)
    if plan.versions:
        with file.history.together():
            for kept in plan.versions:
                version = file.history.add(kept.kind, kept.place, kept.text, kept.why, kept.saved_at)
                if version is not None and kept.name:
                    file.history.call(kept.kind, kept.place, version.number, kept.name)
    if plan.changes_the_file:
        _write(file.path, plan, tell)


def _write(path: Path, plan: Plan, tell: Callable[[str], None]) -> None:
    moment = now()
    with TablesFile(path, checked_tables, tell).changing() as database:
        for (kind, place), draft in plan.texts.items():
            table, key = DRAFT_TABLES[kind]
            saved_at = min(draft.saved_at, moment).isoformat()
            put_row(database.table(table), key, place, {"text": draft.text, "saved_at": saved_at})
        for section, at in plan.read.items():
            put_row(database.table("read"), "section", section, {"at": at.isoformat()})
        for criterion, level in plan.levels.items():
            put_row(database.table("assessment"), "criterion", criterion, {"level": level})
        for question, at in plan.decided.items():
            row = decided_row(at, plan.digests.get(question, ""))
            put_row(database.table("decided"), "question", question, row)
        for finding, ignored in plan.ignored.items():
            put_row(database.table("ignored"), "finding", finding, ignored_row(ignored))
        for rule, at in plan.rules_off.items():
            put_row(database.table("rules_off"), "rule", rule, {"at": at.isoformat()})
        put_proofread(database, plan.proofread)
        for artifact, attachment, _ in plan.attachments:
            database.table("attachments").insert(attachment_row(artifact, attachment))
        touch(database)


def _drafts(
    plan: Plan,
    kind: Kind,
    both: tuple[Mapping[str, Draft], Mapping[str, Draft]],
    texts: VersionTexts,
    date: str,
) -> None:
    """Plan for the answers or the notes: of two texts the newer is the present one, the other is kept."""
    mine, theirs = both
    for place, draft in theirs.items():
        text, own = draft.text, mine.get(place)
        present = own.text if own else ""
        if text == present or not text.strip():
            continue
        if own is None or not present.strip():
            plan.texts[kind, place] = draft
        elif draft.saved_at > own.saved_at:
            plan.texts[kind, place] = draft
            plan.versions.append(Kept(kind, place, present, f"before a restore from the backup of {date}"))
        elif text not in texts.get((kind, place), ()):
            _keep_as_of_now(plan, Kept(kind, place, text, f"from the backup of {date}"))


def _keep_as_of_now(plan: Plan, kept: Kept) -> None:
    """Keep a text that gave way: as of now, for of what is old the history keeps only one a day."""
    place = (kept.kind, kept.place, kept.text)
    same = [other for other in plan.versions if (other.kind, other.place, other.text) == place]
    name = next((other.name for other in same if other.name), "")
    plan.versions = [other for other in plan.versions if other not in same]
    plan.versions.append(replace(kept, name=name))


def _proofread(plan: Plan, mine: Workbook, theirs: Workbook) -> Iterator[tuple[str, Proofread]]:
    """Give what was proofread of the texts that are those of the backup, where it was so later than here."""
    for place, mark in theirs.proofread.items():
        own = mine.proofread.get(place)
        same = mine.answer_text(place) == theirs.answer_text(place)
        if ("answer", place) in plan.texts or (same and (own is None or own.at < mark.at)):
            yield place, mark


def _absent(mine: Mapping[str, _Value], theirs: Mapping[str, _Value]) -> dict[str, _Value]:
    return {key: value for key, value in theirs.items() if key not in mine}
