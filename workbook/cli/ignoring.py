"""`ignore` and `unignore`: single findings that are set aside, and taken back."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbook.checks.registry import Subject, run
from workbook.cli.common import json_option, moment_in_words, open_workbook
from workbook.cli.faults import FINE, notice
from workbook.cli.findings import short_id
from workbook.cli.output import say, say_json
from workbook.cli.page import wrapped
from workbook.cli.proofread_run import Wishes, read_all
from workbook.cli.proofread_texts import workbook_subject
from workbook.cli.proofreading import engine_options
from workbook.credentials.places import PlaceKind, find_place
from workbook.errors import WorkbookError
from workbook.findings.ignoring import ignore, ignore_again, take_back
from workbook.findings.other_language import passage
from workbook.home import Home
from workbook.preferences import load
from workbook.text import one_line

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from workbook.drafts.model import Ignored
    from workbook.drafts.store import OpenWorkbook
    from workbook.findings.model import Finding
    from workbook.preferences import EngineChoice

_Known = TypeVar("_Known")


@click.command("ignore")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("findings", metavar="[FINDING…]", nargs=-1)
@click.option("--place", metavar="PLACE", help="The answer with a passage that is in another language.")
@click.option("--text", metavar="WORDS", help="The passage's words as they stand there; else all of it.")
@engine_options
@json_option
def ignore_command(
    workbook: str,
    findings: tuple[str, ...],
    *,
    place: str | None,
    text: str | None,
    engine: EngineChoice | None,
    language: str | None,
    as_json: bool,
) -> int:
    """Set findings of `check` or `proofread` aside, by their ids or a beginning that no other has.

    They are shown as ignored and count no more, as long as the sentence that they stand in stays the
    same. With --place, a passage of an answer is left alone by proofreading: it is in another language,
    which --language may name. `workbook unignore` takes either back.
    """
    if bool(findings) == bool(place) or (text is not None and not place):
        raise WorkbookError(
            "`workbook ignore` needs either FINDING or --place",
            "`workbook proofread WORKBOOK` tells the ids; --text goes with --place",
        )
    opened = open_workbook(workbook)
    if place:
        fresh = _passage(opened, place, text, language or "")
        rows = [opened.workbook.ignored.get(fresh.id, fresh)]
        before = [row for row in rows if row.id in opened.workbook.ignored]
        ignore_again(opened, [row for row in rows if row not in before])
    else:
        found = _found(opened, findings, engine, language)
        before = _kept(opened, found)
        ignore(opened, [one for one in found if not _kept(opened, [one])])
        rows = _kept(opened, found)
    if as_json:
        say_json({"workbook": opened.workbook.id, "ignored": [_row_json(row) for row in rows]})
        return FINE
    for row in rows:
        say(_line("Ignored already: " if row in before else "Ignored from now on: ", row))
    return FINE


def _found(
    opened: OpenWorkbook, findings: tuple[str, ...], engine: EngineChoice | None, language: str | None
) -> list[Finding]:
    """Return the findings that are named; the engines are asked where the checks do not know one."""
    known = _checked(opened)
    if not all(wanted.strip().lower() in known for wanted in findings):
        known |= found_by_engines(opened, engine, language)
    return [named(wanted, known, opened.workbook.id) for wanted in findings]


def _passage(opened: OpenWorkbook, place: str, words: str | None, language: str) -> Ignored:
    """Return what is kept of a passage of an answer.

    Raises:
        WorkbookError: there is no such answer, or the words do not stand in it.
    """
    found = find_place(opened.credential, place, PlaceKind.PROMPT, PlaceKind.SUB_PROMPT)
    draft = opened.workbook.answer_text(found.id)
    start, end = 0, len(draft)
    if words is not None:
        # Where its lines break does not matter.
        pattern = r"\s+".join(map(re.escape, words.split()))
        match = re.search(pattern, draft) if pattern else None
        if match is None:
            raise WorkbookError(
                f"“{one_line(words)}” does not stand in {found.id}",
                f"`workbook answer {opened.workbook.id} {found.id} --print` shows what does",
            )
        start, end = match.span()
    return passage(draft, found.id, start, end, language)


@click.command("unignore")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("findings", metavar="[FINDING…]", nargs=-1)
@click.option("--list", "list_all", is_flag=True, help="List what is ignored, and change nothing.")
@click.option("--all", "take_all", is_flag=True, help="Take everything back.")
@json_option
def unignore_command(
    workbook: str, findings: tuple[str, ...], *, list_all: bool, take_all: bool, as_json: bool
) -> int:
    """Let findings that were ignored count again, by their ids or a beginning that no other has."""
    if [bool(findings), list_all, take_all].count(True) != 1:
        raise WorkbookError(
            "`workbook unignore` needs FINDING, --list or --all, and not two of them",
            "`workbook unignore WORKBOOK --list` lists what is ignored",
        )
    opened = open_workbook(workbook)
    kept = opened.workbook.ignored
    known = {each: row for row in kept.values() for each in (*row.also, row.id)}
    chosen = tuple(kept.values())
    if findings:
        chosen = tuple(dict.fromkeys(named(wanted, known, opened.workbook.id) for wanted in findings))
    if not list_all:
        take_back(opened, [row.id for row in chosen])
    if as_json:
        told = "ignored" if list_all else "taken_back"
        say_json({"workbook": opened.workbook.id, told: [_row_json(row) for row in chosen]})
        return FINE
    if not chosen:
        say("Nothing is ignored in this workbook.")
    for row in chosen:
        say(_line("" if list_all else "Counts again: ", row))
    return FINE


def _checked(opened: OpenWorkbook) -> dict[str, Finding]:
    """Return what the checks find, by id."""
    return _by_id(run(Subject(opened.workbook, opened.credential)).findings)


def found_by_engines(
    opened: OpenWorkbook, engine: EngineChoice | None, language: str | None
) -> dict[str, Finding]:
    """Return what the engines find, by id; nothing is kept of their having read it, for nobody saw it.

    Raises:
        KeyboardInterrupt: it was given up.
    """
    home = Home.from_environment()
    wishes = Wishes(engine or load(home).engine, language, thorough=True, is_kept=False)
    result = read_all(home, wishes, [workbook_subject(opened)])
    for missed in result.not_run:
        notice(f"Not proofread by {missed.rule}: {missed.why.rstrip('.')}.")
    return _by_id(result.report.findings)


def _kept(opened: OpenWorkbook, findings: Iterable[Finding]) -> list[Ignored]:
    """Return what is kept of findings that are ignored, alone or merged with others."""
    ids = {each for found in findings for each in (found.id, *found.also)}
    return [row for row in opened.workbook.ignored.values() if not ids.isdisjoint((row.id, *row.also))]


def _by_id(findings: Iterable[Finding]) -> dict[str, Finding]:
    found = tuple(findings)
    merged = {each: finding for finding in found for each in finding.also}
    return merged | {finding.id: finding for finding in found}


def named(wanted: str, known: Mapping[str, _Known], workbook: str) -> _Known:
    """Return what an id, or a beginning that no other has, means.

    Raises:
        WorkbookError: it means nothing, or several.
    """
    name = wanted.strip().lower()
    if name in known:
        return known[name]
    begun = {each: found for each, found in known.items() if name and each.startswith(name)}
    different = {id(found): found for found in begun.values()}
    if len(different) == 1:
        return next(iter(different.values()))
    if different:
        raise WorkbookError(
            f"Several findings begin with “{one_line(wanted)}”: {', '.join(sorted(begun))}",
            "Write more of the id",
        )
    raise WorkbookError(
        f"There is no finding “{one_line(wanted)}” in {workbook}",
        f"`workbook check {workbook}` and `workbook proofread {workbook}` tell the ids",
    )


def _row_json(row: Ignored) -> dict[str, Any]:
    return {
        "id": row.id,
        "rule": row.rule,
        "message": row.message,
        "excerpt": row.excerpt,
        "sentence": row.sentence,
        "place": row.place,
        "at": row.at.isoformat(),
    }


def _line(first: str, row: Ignored) -> str:
    place = f", {row.place}" if row.place else ""
    excerpt = f" “{row.excerpt}”" if row.excerpt else ""
    at = moment_in_words(row.at)
    return wrapped(f"{first}{short_id(row.id)}{place}: {row.message}{excerpt} [{row.rule}], {at}", "", "  ")
