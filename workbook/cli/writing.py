"""`answer` and `note`: the person's own words, from a file, a pipe or her editor."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from typing import TYPE_CHECKING

import click

from workbook.cli.common import (
    PersonsPath,
    json_option,
    moment_in_words,
    open_workbook,
    standard_input,
    text_of,
)
from workbook.cli.faults import FINE, notice
from workbook.cli.output import say, say_exactly, say_json
from workbook.credentials.length_words import in_words
from workbook.credentials.model import Prompt, SubPrompt
from workbook.credentials.places import PlaceKind, find_place
from workbook.drafts.actions import answer, letters_to_add, note
from workbook.errors import WorkbookError
from workbook.prose.words import count_answer
from workbook.text import clean_draft, counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime
    from pathlib import Path

    from workbook.credentials.places import Place
    from workbook.drafts.history import Kind
    from workbook.drafts.model import Draft
    from workbook.drafts.store import OpenWorkbook

_FILE = click.option("--file", "file", metavar="F", type=PersonsPath(), help="Take it from a file.")
_PRINT = click.option("--print", "show", is_flag=True, help="Print what is stored, with nothing added.")


@click.command("answer")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("prompt", metavar="PROMPT")
@_FILE
@_PRINT
@click.option("--letters", is_flag=True, help="Only put in the letters of its lettered questions.")
@json_option
def answer_command(
    workbook: str, prompt: str, *, file: Path | None, show: bool, letters: bool, as_json: bool
) -> int:
    """Write the answer to a question, as part-1.prompt-2, or to a lettered one, as part-1.prompt-2.b.

    The text comes from --file (`-` is standard input), else from a pipe, else from your editor
    ($VISUAL or $EDITOR), which begins with what was kept from it before. It takes the place of what is
    stored; that stays in the history.
    """
    _refuse_both(file, show, letters)
    opened = open_workbook(workbook)
    place = find_place(opened.credential, prompt, PlaceKind.PROMPT, PlaceKind.SUB_PROMPT)
    stored = opened.workbook.answers.get(place.id)
    told: dict[str, object] = {"workbook": opened.workbook.id, "prompt": place.id}
    if show:
        return _print(told, stored, as_json)
    if letters:
        text = _lettered(place, stored.text if stored else "")
        return _saved(told, place, text, answer(opened, place.id, text), as_json)
    with _given(opened, "answer", place, file) as text:
        saved_at = answer(opened, place.id, text)
    return _saved(told, place, text, saved_at, as_json)


@click.command("note")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("place", metavar="PLACE")
@_FILE
@_PRINT
@json_option
def note_command(workbook: str, place: str, file: Path | None, show: bool, as_json: bool) -> int:
    """Keep a note, for yourself alone, on a section or a source, as research or research.2.

    The text comes from --file (`-` is standard input), else from a pipe, else from your editor
    ($VISUAL or $EDITOR), which begins with what was kept from it before. It takes the place of the note
    before it; that stays in the history.
    """
    _refuse_both(file, show)
    opened = open_workbook(workbook)
    found = find_place(opened.credential, place)
    stored = opened.workbook.notes.get(found.id)
    told: dict[str, object] = {"workbook": opened.workbook.id, "place": found.id}
    if show:
        return _print(told, stored, as_json)
    with _given(opened, "note", found, file) as text:
        saved_at = note(opened, found.id, text)
    return _saved(told, found, text, saved_at, as_json)


def _refuse_both(file: Path | None, show: bool, letters: bool = False) -> None:
    if file is not None and show:
        raise WorkbookError("--file stores a text and --print prints one", "Give one of the two")
    if letters and (file is not None or show):
        raise WorkbookError("--letters goes with neither --file nor --print", "Give it alone")


def _lettered(place: Place, text: str) -> str:
    """Return an answer with the letters of the lettered questions behind it, ready to be answered."""
    letters = letters_to_add(place.thing, text) if isinstance(place.thing, Prompt) else ""
    if not letters:
        raise WorkbookError(f"{place.id} has no lettered questions", "`workbook show` tells which have some")
    return text + letters


def _given(
    opened: OpenWorkbook, kind: Kind, place: Place, file: Path | None
) -> contextlib.AbstractContextManager[str]:
    """Return the text to be stored: from the file, else the pipe, else the editor."""
    if file is not None:
        return contextlib.nullcontext(text_of(file))
    if _is_piped():
        return contextlib.nullcontext(standard_input())
    return _edited(opened, kind, place)


@contextlib.contextmanager
def _edited(opened: OpenWorkbook, kind: Kind, place: Place) -> Iterator[str]:
    """Give the text as the person left it in her editor; its file stays until the body has stored it.

    Raises:
        WorkbookError: what was saved is empty or no text, or the body failed; the file is named.
        ToolError: the editor could not be started or failed.
    """
    from workbook.drafts.editor_process import NoEditor
    from workbook.drafts.external_editor import editing

    with editing(opened, kind, place.id) as edit:
        if edit.taken_up is not None:
            notice(f"The editor began with what was kept from it on {moment_in_words(edit.taken_up)}.")
        try:
            text = edit.write()
        except NoEditor as error:
            raise WorkbookError(
                "No text was given, and there is no editor to write it in",
                "Name a file with --file, pipe the text in, or set EDITOR",
            ) from error
        if not text.strip() and not _may_empty(kind, edit.stored):
            edit.refuse()
            raise WorkbookError(
                "The editor left an empty text, and nothing was changed",
                "To store an empty text, give an empty file with --file",
            )
        try:
            yield text
        except WorkbookError as error:
            parts = [part for part in (error.mend, edit.kept) if part]
            raise type(error)(error.what, ". ".join(parts)) from error
        edit.finish()


def _may_empty(kind: Kind, stored: str) -> bool:
    """Ask whether a text is to be replaced by nothing; without a terminal, or a text, it is not."""
    words = count_answer(stored)
    if not stored.strip() or not all(stream and stream.isatty() for stream in (sys.stdin, sys.stderr)):
        return False
    question = f"Replace your {kind} of {counted(words, 'word', 'words')} by nothing?"
    return click.confirm(question, default=False, err=True)


def _is_piped() -> bool:
    """Return whether standard input is a pipe, a file or a socket: no terminal, and not `/dev/null`."""
    if sys.stdin is None:
        return False
    try:
        mode = os.fstat(sys.stdin.fileno()).st_mode
    except (OSError, ValueError):
        return False
    return stat.S_ISFIFO(mode) or stat.S_ISREG(mode) or stat.S_ISSOCK(mode)


def _print(told: dict[str, object], stored: Draft | None, as_json: bool) -> int:
    text = stored.text if stored else ""
    if as_json:
        saved = stored.saved_at.isoformat() if stored else None
        say_json({**told, "text": text, "words": count_answer(text), "saved_at": saved})
    else:
        say_exactly(clean_draft(text))
    return FINE


def _saved(told: dict[str, object], place: Place, text: str, saved_at: datetime, as_json: bool) -> int:
    words = count_answer(clean_draft(text))
    if as_json:
        say_json({**told, "words": words, "saved_at": saved_at.isoformat()})
        return FINE
    guide = in_words(place.thing.length) if isinstance(place.thing, Prompt | SubPrompt) else ""
    say(f"Saved {place.id}: {counted(words, 'word', 'words')}{f' (asked: {guide})' if guide else ''}.")
    return FINE
