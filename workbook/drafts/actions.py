"""What a person does to a workbook, one function each; both doors call these."""

from __future__ import annotations

import difflib
from typing import TYPE_CHECKING

from workbook.credentials.places import PlaceKind, find_place
from workbook.drafts.levels import level_named, levels_of
from workbook.drafts.model import Draft
from workbook.errors import WorkbookError
from workbook.text import clean_draft, one_line

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.credentials.model import Prompt
    from workbook.drafts.history import Kind
    from workbook.drafts.store import OpenWorkbook


def answer(opened: OpenWorkbook, prompt_id: str, text: str) -> datetime:
    """Keep the answer to a prompt or sub-prompt, and return when it was saved.

    The text before it stays in the history.

    Raises:
        WorkbookError: no such prompt; the nearest is suggested.
        StorageError: the disk would not take it; nothing is changed.
    """
    place = find_place(opened.credential, prompt_id, PlaceKind.PROMPT, PlaceKind.SUB_PROMPT)
    saved_at = opened.workbook.saved_at = opened.file.save_answer(place.id, text)
    opened.workbook.put_draft("answer", place.id, Draft(clean_draft(text), saved_at))
    return saved_at


def letters_to_add(prompt: Prompt, text: str) -> str:
    """Return what puts the letters of a prompt's lettered questions behind its answer.

    Args:
        prompt: what is asked.
        text: the answer as it stands.
    """
    letters = "".join(f"{sub.label}. \n\n" for sub in prompt.subprompts)
    return f"\n\n{letters}" if letters and text.strip() else letters


def note(opened: OpenWorkbook, place_id: str, text: str) -> datetime:
    """Keep a note on a section, a prompt, a reference or a resource, and return when it was saved.

    The text before it stays in the history.

    Raises:
        WorkbookError: no such place.
        StorageError: the disk would not take it; nothing is changed.
    """
    place = find_place(opened.credential, place_id)
    saved_at = opened.workbook.saved_at = opened.file.save_note(place.id, text)
    opened.workbook.put_draft("note", place.id, Draft(clean_draft(text), saved_at))
    return saved_at


def restore(opened: OpenWorkbook, kind: Kind, place_id: str, number: int) -> str:
    """Put a version's text back as the answer or note, and return it.

    The text before it stays in the history, and what is put back is a new version of it.

    Raises:
        WorkbookError: no such place, or no such version.
        StorageError: the disk would not take it; nothing is changed.
    """
    kinds = (PlaceKind.PROMPT, PlaceKind.SUB_PROMPT) if kind == "answer" else ()
    place = find_place(opened.credential, place_id, *kinds)
    with opened.file.locked():
        text = opened.file.history.text(kind, place.id, number)
        saved_at = opened.file.save_draft(
            kind, place.id, text, f"restored from version {number}", before="before a restore"
        )
    opened.workbook.put_draft(kind, place.id, Draft(text, saved_at))
    opened.workbook.saved_at = saved_at
    return text


def mark_read(opened: OpenWorkbook, section: str, *, read: bool = True) -> datetime:
    """Mark a section as read, or with `read=False` as not read.

    Raises:
        WorkbookError: no such section.
    """
    place = find_place(opened.credential, section, PlaceKind.SECTION)
    saved_at = opened.workbook.saved_at = opened.file.marks.save_read(place.id, read=read)
    if read:
        opened.workbook.change("read", {place.id: saved_at})
    else:
        opened.workbook.change("read", drop=[place.id])
    return saved_at


def assess(opened: OpenWorkbook, criterion_id: str, level: str) -> str:
    """Keep the person's own level for a criterion, and return it as the rubric spells it.

    Args:
        opened: the workbook.
        criterion_id: a rubric's row or a line of a passing list.
        level: the level's name, in any case.

    Raises:
        WorkbookError: no such criterion, or no such level; the levels are named.
    """
    place = find_place(opened.credential, criterion_id, PlaceKind.CRITERION, PlaceKind.PASSING)
    levels = levels_of(opened.credential, place)
    found = level_named(levels, level)
    if found is None:
        near = difflib.get_close_matches(level, levels, n=1)
        raise WorkbookError(
            f"{place.id} has no level “{one_line(level)}”",
            f"Did you mean {near[0]}" if near else f"Its levels are {', '.join(levels)}",
        )
    opened.workbook.saved_at = opened.file.marks.save_level(place.id, found)
    opened.workbook.change("assessment", {place.id: found})
    return found


def unassess(opened: OpenWorkbook, criterion_id: str) -> None:
    """Take the person's own level for a criterion back."""
    place = find_place(opened.credential, criterion_id, PlaceKind.CRITERION, PlaceKind.PASSING)
    opened.workbook.saved_at = opened.file.marks.save_level(place.id, None)
    opened.workbook.change("assessment", drop=[place.id])


def decide(opened: OpenWorkbook, question: str, *, decided: bool, digest: str = "") -> None:
    """Tick, or untick, a question that only a person can answer.

    Args:
        opened: the workbook.
        question: the question's id.
        decided: whether it is to be ticked.
        digest: of the text that the tick is about, where it is about one.
    """
    saved_at = opened.file.marks.save_decided(question, decided=decided, digest=digest)
    opened.workbook.saved_at = saved_at
    opened.workbook.change("digests", {question: digest} if digest else {}, drop=[question])
    opened.workbook.change("decided", {question: saved_at} if decided else {}, drop=[question])
