"""The registry: every rule once, by name, and none that fails in silence."""

from __future__ import annotations

import pytest

from workbook.checks.registry import CouldNotRun, Rule, Subject, choose, rule, rules, run
from workbook.errors import WorkbookError


def test_names_are_unique_and_said():
    names = [known.name for known in rules()]
    assert len(set(names)) == len(names) >= 6
    assert all(known.about.endswith(".") for known in rules())
    with pytest.raises(ValueError, match="two rules are called length"):
        rule("length")(lambda _: [])


def test_choosing(desk):
    assert choose([]) == rules()
    assert [known.name for known in choose(["length", "unanswered"])] == ["unanswered", "length"]
    with pytest.raises(WorkbookError) as caught:
        choose(["lenght"])
    assert caught.value.mend == "Did you mean length"


def test_a_rule_that_could_not_look_is_reported(desk):
    def look(_subject):
        raise CouldNotRun("there is no network")

    mine = desk()
    report = run(
        Subject(mine.workbook, mine.credential), [Rule("link-private", "x", look), *choose(["unanswered"])]
    )
    assert [(missed.rule, missed.why) for missed in report.not_run] == [
        ("link-private", "there is no network")
    ]
    assert len(report.findings) == 2
