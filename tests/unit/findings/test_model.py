"""A finding's id and its JSON."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbook.findings.model import Finding, NotRun, Report, Severity, Span, Where

FINDING = Finding(
    "length", Severity.WARNING, "Too long.", Where("mine", part="part-1", prompt="part-1.prompt-1"),
    span=Span(3, 9), excerpt="thirty", suggestions=("30",), sentence="It took thirty days.",
)  # fmt: skip


def test_the_contracts_keys():
    assert FINDING.as_json() == {
        "id": FINDING.id,
        "rule": "length",
        "severity": "warning",
        "message": "Too long.",
        "place": {"workbook": "mine", "part": "part-1", "prompt": "part-1.prompt-1"},
        "span": {"start": 3, "end": 9},
        "excerpt": "thirty",
        "suggestions": ["30"],
        "engine": None,
        "ignored": False,
    }
    assert replace(FINDING, span=None).as_json()["span"] is None


def test_the_id_stays_while_rule_place_and_sentence_do():
    same = replace(FINDING, span=Span(50, 56), message="Other words.", severity=Severity.ERROR, ignored=True)
    assert same.id == FINDING.id


@pytest.mark.parametrize(
    "changed",
    [
        {"rule": "unanswered"},
        {"sentence": "It took thirty weeks."},
        {"place": Where("other", part="part-1", prompt="part-1.prompt-1")},
        {"place": Where("mine", part="part-1", prompt="part-1.prompt-2")},
        {"place": Where("mine", part="part-1", section="part-1.prompt-1")},
    ],
)
def test_the_id_changes_with_them(changed):
    assert replace(FINDING, **changed).id != FINDING.id


def test_the_narrowest_place():
    assert Where("w").id == ""
    assert Where("w", part="part-1").id == "part-1"
    assert Where("w", part="part-1", criterion="part-1.passing-1").id == "part-1.passing-1"


def test_a_place_in_a_file_has_no_workbook():
    assert Where("", file="essay.md").as_json() == {"file": "essay.md"}
    assert Where("", file="essay.md").id == ""


def test_ignored_findings_do_not_count():
    report = Report((FINDING, replace(FINDING, ignored=True), replace(FINDING, severity=Severity.ERROR)))
    assert report.counts() == {"error": 1, "warning": 1, "info": 0}
    assert list(report.counts()) == ["error", "warning", "info"]
    assert len(report.at_least(Severity.WARNING)) == 2
    assert len(report.at_least(Severity.ERROR)) == 1
    assert report.not_run == ()
    assert NotRun("x", "y") == NotRun("x", "y")
