"""What is set aside: a finding here, a rule, for this workbook or wherever one writes; and taken back."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbook.credentials.catalogue import Catalogue
from workbook.drafts.model import Workbook, now
from workbook.drafts.store import Store
from workbook.errors import WorkbookError
from workbook.findings.ignoring import (
    checked_rule,
    ignore,
    ignore_again,
    marked,
    rule_name,
    switch_off,
    switch_on,
    take_back,
)
from workbook.findings.model import Finding, Report, Severity, Source, Span, Where
from workbook.home import Home

PLACE = Where("mine", part="part-1", prompt="part-1.prompt-1")
ONE = Finding(
    "spelling", Severity.WARNING, "No such word.", PLACE, Span(4, 7), "teh",
    sentence="I saw teh cat.", detail="teh", sources=(Source("harper", "SpellCheck"),),
)  # fmt: skip
OTHER = replace(ONE, sentence="Then teh cat saw me.")
BOTH = replace(ONE, detail="saw teh", sources=(*ONE.sources, Source("languagetool", "TEH")), also=(ONE.id,))
CHECKED = Finding("length", Severity.ERROR, "Too long.", PLACE)


@pytest.fixture
def store(tmp_path):
    return Store(Home(tmp_path / "home"))


@pytest.fixture
def opened(store):
    entry = Catalogue.load(store.home).find("goals-worth-reaching")
    return store.open(store.start(entry.credential, entry.path, "mine"))


def aside(findings, workbook, rules_off=()):
    return [finding.ignored for finding in marked(findings, workbook, rules_off)]


def test_a_finding_is_ignored_where_it_stands_and_nowhere_else(store, opened):
    kept = ignore(opened, [ONE, CHECKED])
    assert [each.id for each in kept] == [ONE.id, CHECKED.id]
    again = store.open("mine")
    for workbook in (opened.workbook, again.workbook):
        assert aside([ONE, OTHER, CHECKED], workbook) == [True, False, True]
    assert again.workbook.ignored == opened.workbook.ignored
    assert again.workbook.saved_at == opened.workbook.saved_at
    assert Report(marked([ONE, OTHER], again.workbook)).counts()["warning"] == 1
    row = again.workbook.ignored[ONE.id]
    assert (row.rule, row.excerpt, row.sentence, row.place) == (
        "spelling",
        "teh",
        "I saw teh cat.",
        "part-1.prompt-1",
    )


def test_alone_or_merged_it_is_the_same_finding(opened):
    ignore(opened, [ONE])
    assert aside([BOTH], opened.workbook) == [True]
    take_back(opened, [ONE.id])
    ignore(opened, [BOTH])
    assert aside([ONE, BOTH, OTHER], opened.workbook) == [True, True, False]


def test_what_is_taken_back_counts_again_and_can_be_ignored_again(store, opened):
    ignore(opened, [BOTH, OTHER])
    taken = take_back(opened, [ONE.id, "no-such-id"])
    assert [each.id for each in taken] == [BOTH.id]
    assert aside([BOTH, OTHER], store.open("mine").workbook) == [False, True]
    assert take_back(opened, [BOTH.id]) == ()
    ignore_again(opened, taken)
    assert aside([BOTH, OTHER], store.open("mine").workbook) == [True, True]
    assert opened.workbook.ignored == store.open("mine").workbook.ignored


def test_to_ignore_nothing_is_no_change(opened):
    before = opened.file.path.read_bytes()
    assert ignore(opened, []) == ()
    assert take_back(opened, ["nothing"]) == ()
    assert opened.file.path.read_bytes() == before


def test_a_rule_is_off_for_a_workbook_until_it_is_switched_on(store, opened):
    switch_off(opened, "harper:SpellCheck")
    workbook = store.open("mine").workbook
    assert workbook.rules_off == opened.workbook.rules_off
    assert aside([ONE, OTHER, CHECKED], workbook) == [True, True, False]
    switch_on(opened, "harper:SpellCheck", "harper:NeverOff")
    assert aside([ONE, OTHER], store.open("mine").workbook) == [False, False]
    assert opened.workbook.rules_off == {}


def test_what_several_rules_noticed_is_set_aside_when_all_of_them_are_off(opened):
    assert aside([BOTH], opened.workbook, ["harper:SpellCheck"]) == [False]
    switch_off(opened, "languagetool:TEH")
    assert aside([BOTH, ONE], opened.workbook) == [False, False]
    assert aside([BOTH, ONE], opened.workbook, ["harper:SpellCheck"]) == [True, True]


def test_in_a_file_without_a_workbook_the_persons_own_rules_count():
    assert aside([ONE, CHECKED], None) == [False, False]
    assert aside([ONE, CHECKED], None, ["harper:SpellCheck"]) == [True, False]


def test_what_was_marked_before_is_marked_anew():
    workbook = Workbook("mine", "c", now(), now())
    assert aside([replace(ONE, ignored=True)], workbook) == [False]


def test_the_names_of_rules(opened):
    assert rule_name(ONE.sources[0]) == "harper:SpellCheck"
    assert checked_rule("languagetool:EN_A_VS_AN") == "languagetool:EN_A_VS_AN"
    before = opened.file.path.read_bytes()
    for wrong in ("SpellCheck", "harper:", ":x", "harper: x", "harper:a b", ""):
        with pytest.raises(WorkbookError, match="is no rule"):
            switch_off(opened, wrong)
    assert opened.file.path.read_bytes() == before
    assert opened.workbook.rules_off == {}
