"""Readiness never says that all is well while something is open or was not looked at."""

from __future__ import annotations

from workbook.checks.readiness import Verdict, readiness
from workbook.checks.registry import Subject, rules, run
from workbook.drafts.model import Proofread, now
from workbook.findings.model import Finding, NotRun, Report, Severity, Where
from workbook.findings.proofread_marks import digest
from workbook.guide import success_questions, tips


def watched():
    """A tip that a rule watches over, and the rule."""
    present = {known.name for known in rules()}
    return next((tip, name) for tip in tips() for name in tip.rules if name in present)


def line(found, tip_id):
    return next(one for one in (*found.tips, *found.questions) if one.id == tip_id)


def test_every_tip_and_question_has_a_line(desk):
    mine = desk()
    found = readiness(mine.workbook, run(Subject(mine.workbook, mine.credential)))
    assert [one.id for one in found.tips] == [tip.id for tip in tips()]
    assert [one.id for one in found.questions] == [question.id for question in success_questions()]
    assert {one.verdict for one in found.questions} == {Verdict.YOU_DECIDE}


def test_findings_gravest_first_and_ignored_ones_left_out(desk):
    tip, name = watched()
    light = Finding(name, Severity.WARNING, "light", Where("mine"))
    grave = Finding(name, Severity.ERROR, "grave", Where("mine"))
    ignored = Finding(name, Severity.ERROR, "ignored", Where("mine"), ignored=True)
    one = line(readiness(desk().workbook, Report((light, ignored, grave))), tip.id)
    assert (one.verdict, one.detail, one.settled) == (Verdict.LOOK_AGAIN, "2 findings", False)
    assert one.findings == (grave, light)
    fine = line(readiness(desk().workbook, Report((ignored,))), tip.id)
    assert (fine.verdict, fine.settled) == (Verdict.FINE, True)


def test_what_could_not_run_is_not_fine(desk):
    tip, name = watched()
    one = line(readiness(desk().workbook, Report((), (NotRun(name, "no network"),))), tip.id)
    assert (one.verdict, one.detail, one.settled) == (Verdict.NOT_CHECKED, "not checked: no network", False)


def test_the_headline_counts_what_is_open(desk):
    mine = desk()
    _, name = watched()
    finding = Finding(name, Severity.ERROR, "x", Where("mine"))
    headline = readiness(mine.workbook, Report((finding,))).headline
    assert headline.startswith("1 thing to look at again")
    assert "that only you can decide" in headline
    for one in (*tips(), *success_questions()):
        mine.workbook.change("decided", {one.id: now()})
    assert readiness(mine.workbook, Report((finding,))).headline == "1 thing to look at again."
    assert readiness(mine.workbook, Report(())).headline.startswith("Nothing is left that we can see.")
    mine.workbook.change("decided", drop=["mastery"])
    assert readiness(mine.workbook, Report(())).headline == "1 that only you can decide."


def test_whether_it_is_proofread_is_answered_by_the_check(desk):
    mine = desk().write(p1="Six of my readers.")

    def proofread():
        return line(readiness(mine.workbook, run(Subject(mine.workbook, mine.credential))), "proofread")

    assert (proofread().verdict, proofread().detail) == (Verdict.LOOK_AGAIN, "1 finding")
    assert proofread().findings[0].place.id == "part-1.prompt-1"
    mark = Proofread(digest("Six of my readers."), now(), ("harper",))
    mine.workbook.change("proofread", {"part-1.prompt-1": mark})
    assert proofread().verdict is Verdict.FINE


def test_what_the_engines_found_counts_where_it_is_in_the_report(desk):
    found = Finding("spelling", Severity.WARNING, "No such word.", Where("mine"))
    assert line(readiness(desk().workbook, Report((found,))), "proofread").verdict is Verdict.LOOK_AGAIN
