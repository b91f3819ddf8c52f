"""`answer` and `note`: the person's own words, from a file, a pipe or her editor."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from workbook.cli.common import counted, json_option, open_workbook, standard_input, text_of
from workbook.cli.faults import FINE
from workbook.cli.outline import length_in_words
from workbook.cli.output import say, say_exactly, say_json
from workbook.credentials.model import Prompt, SubPrompt
from workbook.credentials.places import PlaceKind, find_place
from workbook.drafts.actions import answer, note
from workbook.errors import WorkbookError
from workbook.prose.words import count_words
from workbook.text import clean_draft

if TYPE_CHECKING:
    from datetime import datetime

    from workbook.credentials.places import Place
    from workbook.drafts.model import Draft
    from workbook.drafts.store import OpenWorkbook

_FILE = click.option(
    "--file", "file", metavar="F", type=click.Path(path_type=Path), help="Take it from a file."
)
_PRINT = click.option("--print", "show", is_flag=True, help="Print what is stored, with nothing added.")


@click.command("answer")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("prompt", metavar="PROMPT")
@_FILE
@_PRINT
@json_option
def answer_command(workbook: str, prompt: str, file: Path | None, show: bool, as_json: bool) -> int:
    """Write the answer to a question, as part-1.prompt-2, or to a lettered one, as part-1.prompt-2.b.

    The text comes from --file (`-` is standard input), else from a pipe, else from your editor
    ($VISUAL or $EDITOR). It takes the place of what is stored.
    """
    _refuse_both(file, show)
    opened = open_workbook(workbook)
    place = find_place(opened.credential, prompt, PlaceKind.PROMPT, PlaceKind.SUB_PROMPT)
    stored = opened.workbook.answers.get(place.id)
    told: dict[str, object] = {"workbook": opened.workbook.id, "prompt": place.id}
    if show:
        return _print(told, stored, as_json)
    with _given(opened, place, opened.workbook.answer_text(place.id), file) as text:
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
    ($VISUAL or $EDITOR). It takes the place of the note before it.
    """
    _refuse_both(file, show)
    opened = open_workbook(workbook)
    found = find_place(opened.credential, place)
    stored = opened.workbook.notes.get(found.id)
    told: dict[str, object] = {"workbook": opened.workbook.id, "place": found.id}
    if show:
        return _print(told, stored, as_json)
    with _given(opened, found, opened.workbook.note_text(found.id), file) as text:
        saved_at = note(opened, found.id, text)
    return _saved(told, found, text, saved_at, as_json)


def _refuse_both(file: Path | None, show: bool) -> None:
    if file is not None and show:
        raise WorkbookError("--file stores a text and --print prints one", "Give one of the two")


def _given(
    opened: OpenWorkbook, place: Place, stored: str, file: Path | None
) -> contextlib.AbstractContextManager[str]:
    """Return the text to be stored: from the file, else the pipe, else the editor."""
    if file is not None:
        return contextlib.nullcontext(text_of(file))
    if _is_piped():
        return contextlib.nullcontext(standard_input())
    from workbook.cli.external_editor import edited

    return edited(opened.file.folder, place.id, stored)


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
        say_json({**told, "text": text, "words": count_words(text), "saved_at": saved})
    else:
        say_exactly(clean_draft(text))
    return FINE


def _saved(told: dict[str, object], place: Place, text: str, saved_at: datetime, as_json: bool) -> int:
    words = count_words(clean_draft(text))
    if as_json:
        say_json({**told, "words": words, "saved_at": saved_at.isoformat()})
        return FINE
    guide = length_in_words(place.thing.length) if isinstance(place.thing, Prompt | SubPrompt) else ""
    say(f"Saved {place.id}: {counted(words, 'word', 'words')}{f' (asked: {guide})' if guide else ''}.")
    return FINE
