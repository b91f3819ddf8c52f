"""`copy`: an answer as plain text for a web form, what there is to hand in, and what was pasted."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbook.cli.common import PersonsPath, json_option, open_workbook
from workbook.cli.faults import FINE, notice
from workbook.cli.output import BOLD, say, say_exactly, say_json
from workbook.cli.page import plain, wrapped
from workbook.credentials.places import PlaceKind, find_place
from workbook.drafts.pasted import Pasted, tick_pasted
from workbook.drafts.pasted import pasted as pasted_state
from workbook.drafts.progress import prompt_state, question_title
from workbook.errors import WorkbookError
from workbook.prose.words import count_answer
from workbook.text import counted

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from workbook.credentials.model import Prompt
    from workbook.drafts.store import OpenWorkbook


@click.command("copy")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("prompt", metavar="[PROMPT]", required=False)
@click.option("-o", "--output", "output", metavar="PATH", type=PersonsPath(), help="Into a file instead.")
@click.option("--pasted/--not-pasted", default=None, help="Only tick that you pasted it, or untick it.")
@json_option
def copy_command(
    workbook: str, prompt: str | None, *, output: Path | None, pasted: bool | None, as_json: bool
) -> int:
    """Print an answer as plain text to paste into a web form, numbered as its question is.

    Without PROMPT it lists what there is to hand in: the answers, which of them you ticked as pasted
    and which you changed since, and where the attached files are.
    """
    opened = open_workbook(workbook)
    if prompt is None:
        if output is not None or pasted is not None:
            raise WorkbookError("--output and --pasted are about one answer", "Name its PROMPT")
        return _list(opened, as_json)
    place = find_place(opened.credential, prompt, PlaceKind.PROMPT, PlaceKind.SUB_PROMPT)
    if pasted is not None:
        asked = place.parent or place
        found = next(each for each in opened.credential.prompts if each.id == asked.id)
        return _tick(opened, found, pasted, as_json)
    from workbook.submission.pasting import answer_to_paste

    text = answer_to_paste(opened.credential, opened.workbook, place.id)
    if not text:
        notice(f"Nothing is written yet at {place.id}.")
    told: dict[str, Any] = {"workbook": opened.workbook.id, "prompt": place.id, "text": text}
    if output is not None:
        return _into_a_file(output, told, as_json)
    if as_json:
        say_json(told)
    elif text:
        say_exactly(f"{text}\n")
    return FINE


def _into_a_file(output: Path, told: dict[str, Any], as_json: bool) -> int:
    from workbook.submission.standing import put

    stood = put(output, f"{told['text']}\n".encode())
    if as_json:
        kept = str(stood.kept.absolute()) if stood.kept else None
        say_json({**told, "path": str(output.absolute()), "replaced": stood.replaced, "kept": kept})
        return FINE
    say(f"Written to {output.absolute()}")
    if stood.kept is not None:
        say(f"Another text was there; it is kept as {stood.kept.absolute()}")
    return FINE


def _tick(opened: OpenWorkbook, prompt: Prompt, pasted: bool, as_json: bool) -> int:
    tick_pasted(opened, prompt, pasted=pasted)
    if as_json:
        say_json({"workbook": opened.workbook.id, "prompt": prompt.id, "pasted": pasted})
    else:
        say(f"{prompt.id}: {'ticked as pasted' if pasted else 'not pasted'}")
    return FINE


def _list(opened: OpenWorkbook, as_json: bool) -> int:
    answers, files = list(_answers(opened)), list(_files(opened))
    if as_json:
        say_json({"workbook": opened.workbook.id, "answers": answers, "artifacts": files})
        return FINE
    say("Answers to copy", BOLD)
    for row in answers:
        words = counted(row["words"], "word", "words") if row["words"] else "not answered yet"
        state = Pasted.YES if row["pasted"] else Pasted.CHANGED if row["changed_since_pasted"] else None
        said = f"{words}, {state.value}" if state else words
        say(wrapped(f"{row['title']} ({row['prompt']}): {said}", "  ", "    "))
    if files:
        say()
        say("Files and links to hand in", BOLD)
        for row in files:
            # An address or a path is never broken: it is there to be copied.
            say(wrapped(f"{row['title']} ({row['artifact']}):", "  ", "    "))
            if row["where"] is None:
                say(
                    wrapped(f"{row['missing']} is gone from this workbook's folder. Attach it again.", "    ")
                )
            else:
                say(f"    {row['where']}")
    say()
    say(f"Copy one with `workbook copy {opened.workbook.id} PROMPT`.")
    return FINE


def _answers(opened: OpenWorkbook) -> Iterator[dict[str, Any]]:
    for part in opened.credential.parts:
        for prompt in part.prompts:
            state = pasted_state(opened.workbook, prompt)
            yield {
                "prompt": prompt.id,
                "title": question_title(part, prompt),
                "words": prompt_state(prompt, opened.workbook, count_answer)[1],
                "pasted": state is Pasted.YES,
                "changed_since_pasted": state is Pasted.CHANGED,
            }


def _files(opened: OpenWorkbook) -> Iterator[dict[str, Any]]:
    for part in opened.credential.parts:
        for artifact in part.artifacts:
            for attached in opened.workbook.attachments.get(artifact.id, []):
                row = {"artifact": artifact.id, "title": plain(artifact.title)}
                if opened.workbook.is_missing(attached):
                    yield {**row, "where": None, "missing": attached.stored_as}
                    continue
                path = opened.file.artifacts / attached.stored_as
                yield {**row, "where": attached.stored_as if attached.kind == "link" else str(path)}
