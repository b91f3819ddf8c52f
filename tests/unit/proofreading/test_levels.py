"""The quieter rules."""

from __future__ import annotations

from workbook.proofreading.levels import is_quiet


def test_a_rule_is_quiet_by_its_engines_name_of_it():
    assert is_quiet("harper", "LongSentences")
    assert is_quiet("languagetool", "COMMA_COMPOUND_SENTENCE")
    assert not is_quiet("languagetool", "LongSentences")
    assert not is_quiet("harper", "SpellCheck")
    assert not is_quiet("other", "LongSentences")


def test_some_kinds_of_rules_are_quiet_whatever_else_their_names_say():
    assert is_quiet("harper", "ExpandMinimum") and is_quiet("languagetool", "EN_COMPOUNDS_THIRD_GRADERS")
    assert not is_quiet("languagetool", "EN_COMPOUNDS_SELF_ESTEEM")
    assert not is_quiet("languagetool", "ExpandMinimum")
