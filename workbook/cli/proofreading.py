"""`proofread`: spelling, grammar and style, in workbooks and in files, by engines on this machine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

import click

from workbook.cli.argument_text import PathOrText
from workbook.cli.common import json_option, store
from workbook.cli.excerpt import Lines, sentence_and_carets
from workbook.cli.faults import notice
from workbook.cli.findings import STYLES, counts_line, fail_on_option, report_json, short_id, status_of
from workbook.cli.output import BOLD, say, say_json
from workbook.cli.page import width, wrapped
from workbook.cli.proofread_run import Wishes, read_all
from workbook.cli.proofread_texts import subject_of
from workbook.findings.ignoring import rule_name
from workbook.findings.model import Report
from workbook.preferences import ENGINE_CHOICES, language_of, load

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from workbook.cli.proofread_run import Read, Result
    from workbook.cli.proofread_texts import Subject, Text
    from workbook.findings.model import Finding
    from workbook.preferences import EngineChoice

_Command = TypeVar("_Command", bound="Callable[..., Any]")
_INDENT = "    "
_MOST_SUGGESTIONS = 5


def engine_options(command: _Command) -> _Command:
    """Give a command `--engine` and `--language`."""
    engine: Callable[[_Command], _Command] = click.option(
        "--engine",
        type=click.Choice(ENGINE_CHOICES),
        help="Which engine proofreads; else the one you prefer, and auto where you said nothing: "
        "Harper, with LanguageTool where it is installed.",
    )
    language: Callable[[_Command], _Command] = click.option(
        "--language", metavar="TAG", help="The language, as en-GB; else yours, or the micro-credential's."
    )
    return engine(language(command))


@click.command("proofread")
@click.argument("given", metavar="WORKBOOK-or-FILE…", type=PathOrText(), nargs=-1, required=True)
@engine_options
@click.option(
    "--thorough/--not-thorough",
    default=None,
    help="Also tell what is a matter of taste, or often no mistake.",
)
@fail_on_option
@json_option
def proofread_command(
    given: tuple[str, ...],
    engine: EngineChoice | None,
    language: str | None,
    *,
    thorough: bool | None,
    fail_on: str,
    as_json: bool,
) -> int:
    """Proofread the answers of workbooks, or files of Markdown or plain text; nothing leaves this machine.

    What is named .md, .markdown or .txt, or is there as a file, is a file; `-` is standard input. A .txt
    file is read as Markdown, too. What you set aside is not counted: see `workbook ignore`, `workbook words`
    and `workbook rules`.
    """
    home_store = store()
    preferences = load(home_store.home, notice)
    wishes = Wishes(
        engine or preferences.engine, language, preferences.thorough if thorough is None else thorough
    )
    language_of(preferences, wanted=language)
    subjects = [subject_of(name, home_store) for name in dict.fromkeys(given)]
    result = read_all(home_store.home, wishes, subjects)
    report = result.report
    if as_json:
        say_json(report_json(report, result.engine))
    else:
        _tell(subjects, result)
    result.raise_faults()
    return status_of(report, fail_on)


def _tell(subjects: Iterable[Subject], result: Result) -> None:
    for number, subject in enumerate(subjects):
        if number:
            say()
        say(subject.title, BOLD)
        read = [one for one in result.read if one.subject is subject]
        if not read:
            say("Nothing is written yet.")
        for one in read:
            _tell_text(one)
        report = Report(tuple(finding for one in read for finding in one.findings))
        if read:
            say(_counts(report))
    _tell_engines(result)


def _tell_text(read: Read) -> None:
    lines = Lines(read.text.draft)
    for finding in read.findings:
        if not finding.ignored:
            _tell_finding(finding, read.text, lines)


def _tell_finding(finding: Finding, text: Text, lines: Lines) -> None:
    """Write one finding: where, how grave, what; its sentence; what to put instead; how to set it aside."""
    line, column = lines.position(finding.span.start if finding.span else 0)
    head = f"{text.label}:{line}:{column}: {finding.severity.word}, {finding.rule}: {finding.message}"
    say(wrapped(head, "", "  "), STYLES[finding.severity])
    if finding.span is not None:
        for shown in sentence_and_carets(text.draft, finding.span, width() - len(_INDENT)):
            say(_INDENT + shown)
    instead = [f"“{each}”" if each else "nothing" for each in finding.suggestions[:_MOST_SUGGESTIONS]]
    if instead:
        say(wrapped(f"instead: {', '.join(instead)}", _INDENT))
    rules = ", ".join(rule_name(source) for source in finding.sources)
    say(wrapped(f"finding {short_id(finding.id)}, rule {rules}", _INDENT))


def _counts(report: Report) -> str:
    aside = sum(finding.ignored for finding in report.findings)
    return f"{counts_line(report)} {aside} set aside." if aside else counts_line(report)


def _tell_engines(result: Result) -> None:
    if result.engines:
        say(f"Proofread by {result.engines_in_words}.")
    for missed in result.not_run:
        what = "Not proofread to the end" if missed.rule in result.engines else "Not proofread"
        say(wrapped(f"{what} by {missed.rule}: {missed.why}", "", "  "))
