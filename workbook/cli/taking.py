"""`take`: a suggestion of the proofreading, put into the answer."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from workbook.cli.common import json_option, open_workbook
from workbook.cli.faults import FINE
from workbook.cli.ignoring import found_by_engines, named
from workbook.cli.output import say, say_json
from workbook.cli.page import wrapped
from workbook.cli.proofreading import engine_options
from workbook.drafts.actions import answer
from workbook.errors import WorkbookError
from workbook.text import one_line

if TYPE_CHECKING:
    from workbook.findings.model import Finding
    from workbook.preferences import EngineChoice


@click.command("take")
@click.argument("workbook", metavar="WORKBOOK")
@click.argument("finding", metavar="FINDING")
@click.argument("number", metavar="[N]", type=int, default=1)
@engine_options
@json_option
def take_command(
    workbook: str,
    finding: str,
    number: int,
    *,
    engine: EngineChoice | None,
    language: str | None,
    as_json: bool,
) -> int:
    """Put suggestion N, the first where none is given, of a finding of `proofread` into your answer.

    FINDING is its id or a beginning that no other has. The text before it stays in the history.
    """
    opened = open_workbook(workbook)
    found = named(finding, found_by_engines(opened, engine, language), opened.workbook.id)
    suggestion = _suggestion(found, number)
    place, span = found.place.prompt, found.span
    text = opened.workbook.answer_text(place or "")
    if place is None or span is None or text[span.start : span.end] != found.excerpt:
        raise WorkbookError("What was found does not stand there any more", "Proofread it again")
    saved_at = answer(opened, place, text[: span.start] + suggestion + text[span.end :])
    if as_json:
        told = {"workbook": opened.workbook.id, "prompt": place, "finding": found.id}
        say_json({**told, "was": found.excerpt, "is": suggestion, "saved_at": saved_at.isoformat()})
    else:
        now = f"now “{one_line(suggestion)}”" if suggestion.strip() else "taken out"
        say(wrapped(f"{place}: “{one_line(found.excerpt)}” is {now}.", "", "  "))
    return FINE


def _suggestion(found: Finding, number: int) -> str:
    if not found.suggestions:
        raise WorkbookError(
            f"There is no suggestion for “{one_line(found.excerpt)}”",
            "Write what you mean with `workbook answer`",
        )
    if not 1 <= number <= len(found.suggestions):
        shown = ", ".join(f"{n}: “{one_line(text)}”" for n, text in enumerate(found.suggestions, 1))
        raise WorkbookError(f"There is no suggestion {number}", f"There are {shown}")
    return found.suggestions[number - 1]
