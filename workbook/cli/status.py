"""`status`: how far a workbook has come, what is next, and the command that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from workbook.cli.common import json_option, moment_in_words, open_workbook, store
from workbook.cli.faults import FINE
from workbook.cli.output import BOLD, say, say_json
from workbook.cli.page import plain, wrapped
from workbook.credentials.places import PlaceKind, find_place
from workbook.drafts.holder import read_holder
from workbook.drafts.kept_edits import kept_edits
from workbook.drafts.progress import State, progress
from workbook.drafts.rescue import kept_sentences
from workbook.drafts.second_versions import sentences
from workbook.drafts.session import open_elsewhere
from workbook.errors import WorkbookError
from workbook.prose.words import count_answer
from workbook.text import counted

if TYPE_CHECKING:
    from workbook.drafts.progress import Progress, SectionProgress, Step
    from workbook.drafts.store import OpenWorkbook

_GONE = " (gone from the workbook's folder; attach it again)"
_STATES = {State.TODO: "to do", State.STARTED: "started", State.DONE: "done"}


@click.command("status")
@click.argument("workbook", metavar="WORKBOOK", required=False)
@json_option
def status_command(workbook: str | None, as_json: bool) -> int:
    """Print how far you have come, and what to do next; of all workbooks where none is named."""
    return tell_status(workbook, as_json=as_json)


def tell_status(name: str | None, *, as_json: bool) -> int:
    """Print the status of one workbook, or of all, and return the exit status."""
    if name is not None:
        opened = open_workbook(name)
        come = progress(opened.credential, opened.workbook, count_answer)
        if as_json:
            say_json({**_as_json(opened, come), **_others_json(opened.workbook.id)})
        else:
            _tell_one(opened, come)
            _tell_others(opened.workbook.id)
        return FINE
    known, broken = _open_all()
    if as_json:
        rows = [
            _as_json(opened, progress(opened.credential, opened.workbook, count_answer)) for opened in known
        ]
        unreadable = [{"workbook": broken_id, "why": str(error)} for broken_id, error in broken]
        say_json({"workbooks": rows, "unreadable": unreadable, **_others_json(None)})
    else:
        _tell_all(known, broken)
        _tell_others(None)
    return FINE


def _tell_others(workbook_id: str | None) -> None:
    """Say where other versions of the workbook are, or of all, and which machine may have it open still."""
    home_store = store()
    for sentence in sentences(home_store.second_versions(workbook_id)):
        say()
        say(wrapped(sentence))
    for known_id in home_store.ids() if workbook_id is None else [workbook_id]:
        if sentence := open_elsewhere(read_holder(home_store.home.workbooks / known_id)):
            say()
            say(wrapped(f"{known_id}: {sentence}"))


def _others_json(workbook_id: str | None) -> dict[str, Any]:
    """Return the same for other programs; nothing where there is nothing."""
    found = store().second_versions(workbook_id)
    rows = [{"workbook": each.workbook, "path": str(each.path), "renamed": each.is_lost} for each in found]
    return {"second_versions": rows} if rows else {}


def next_command(opened: OpenWorkbook, step: Step | None) -> str:
    """Return the command that does a step; where none is left, the one that checks."""
    name = opened.workbook.id
    if step is None:
        return f"workbook check {name}"
    kind = find_place(opened.credential, step.id).kind
    if kind is PlaceKind.PROMPT:
        return f"workbook answer {name} {step.id}"
    if kind is PlaceKind.ARTIFACT:
        return f"workbook attach {name} {step.id} FILE-or-URL"
    if kind is PlaceKind.CRITERION:
        return f"workbook assess {name} {step.id} LEVEL"
    return f"workbook read {name} {step.id}"


def _open_all() -> tuple[list[OpenWorkbook], list[tuple[str, WorkbookError]]]:
    """Return every workbook, the one last saved first, and those that cannot be read."""
    opened: list[OpenWorkbook] = []
    broken: list[tuple[str, WorkbookError]] = []
    home_store = store()
    for workbook_id in home_store.ids():
        try:
            opened.append(home_store.open(workbook_id))
        except WorkbookError as error:
            broken.append((workbook_id, error))
    opened.sort(key=lambda one: one.workbook.saved_at, reverse=True)
    return opened, broken


def _as_json(opened: OpenWorkbook, come: Progress) -> dict[str, Any]:
    step = come.next
    told: dict[str, Any] = {
        "workbook": opened.workbook.id,
        "credential": opened.workbook.credential_id,
        "title": opened.credential.title,
        "progress": {"done": come.done, "total": come.total},
        "next": {"id": step.id, "title": step.title} if step else None,
        "sections": [
            {"id": section.id, "title": section.title, "state": section.state.value}
            for section in come.sections
        ],
        "words": come.words,
        "saved_at": opened.workbook.saved_at.isoformat(),
    }
    attached = opened.workbook.attachments
    gone = [(artifact, each) for artifact in attached for each in opened.workbook.gone(artifact)]
    if gone:
        told["missing"] = [
            {"artifact": artifact, "number": each.number, "stored_as": each.stored_as}
            for artifact, each in gone
        ]
    kept = kept_edits(opened.file.folder, opened.workbook)
    if kept:
        told["kept_edits"] = [
            {**vars(edit), "path": str(edit.path), "saved_at": edit.saved_at.isoformat()} for edit in kept
        ]
    return told


def _tell_all(known: list[OpenWorkbook], broken: list[tuple[str, WorkbookError]]) -> None:
    if not known and not broken:
        say(wrapped("You have no workbook yet."))
        say(wrapped("`workbook catalogue` lists the micro-credentials, `workbook start ID` starts one."))
    for opened in known:
        _tell_heading(opened, progress(opened.credential, opened.workbook, count_answer))
        say()
    for broken_id, error in broken:
        say(f"{broken_id}: cannot be read", BOLD)
        say(wrapped(str(error), "  "))
        say()
    if known:
        say(wrapped(f"`workbook status {known[0].workbook.id}` tells more of one."))


def _tell_heading(opened: OpenWorkbook, come: Progress) -> None:
    say(wrapped(opened.credential.title), BOLD)
    say(f"Workbook: {opened.workbook.id}")
    say(f"Progress: {come.done} of {come.total} done, {counted(come.words, 'word', 'words')}")
    say(f"Saved: {moment_in_words(opened.workbook.saved_at)}")
    say(wrapped(f"Next: {plain(come.next.title)}" if come.next else "Next: everything is done; check it"))
    # A command is never wrapped: it is there to be copied.
    say(f"Type: {next_command(opened, come.next)}")


def _tell_one(opened: OpenWorkbook, come: Progress) -> None:
    _tell_heading(opened, come)
    for sentence in kept_sentences(opened.file.folder):
        say(wrapped(sentence))
    for edit in kept_edits(opened.file.folder, opened.workbook):
        on = "" if edit.kind == "answer" else "a note on "
        say(wrapped(f"Kept from your editor: {on}{edit.place}, {moment_in_words(edit.saved_at)}"))
        say(f"Type: workbook {edit.kind} {opened.workbook.id} {edit.place}")
    for section in come.sections:
        say()
        _tell_section(opened, section, [step for step in come.steps if step.section == section.id])


def _tell_section(opened: OpenWorkbook, section: SectionProgress, steps: list[Step]) -> None:
    state = _STATES[section.state]
    if section.total > 1:
        state += f", {section.done} of {section.total}"
    say(wrapped(f"{plain(section.title)} ({section.id}): {state}"), BOLD)
    for step in steps:
        if step.id == section.id:
            continue
        words = f", {counted(step.words, 'word', 'words')}" if step.words else ""
        say(wrapped(f"{step.id}: {_STATES[step.state]}{words}{_more(opened, step)}", "  ", "    "))
    for place in opened.workbook.notes:
        if place.split(".")[0] == section.id and opened.workbook.note_text(place).strip():
            say(f"  Note on {place}")


def _more(opened: OpenWorkbook, step: Step) -> str:
    """Return what is attached to an artifact, or the level that a criterion was given."""
    level = opened.workbook.assessment.get(step.id)
    if level:
        return f", {plain(level)}"
    attached = opened.workbook.attachments.get(step.id, ())
    return "".join(
        f", {each.number}: {each.stored_as}{_GONE if opened.workbook.is_missing(each) else ''}"
        for each in attached
    )
