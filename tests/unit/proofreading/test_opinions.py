"""A word that only one engine does not know."""

from __future__ import annotations

from workbook.proofreading.opinions import agreed

from .support import noticed

TEXT = "The gelatinized teh of it has."
KNOWN_TO_THE_OTHER = noticed(TEXT, "gelatinized", category="spelling", rule="SpellCheck")
UNKNOWN_TO_BOTH = noticed(TEXT, "teh", category="spelling", rule="SpellCheck")
OTHERS = noticed(TEXT, "teh of", rule="TEH", engine="languagetool")
GRAMMAR = noticed(TEXT, "has")


def test_where_both_read_a_word_that_harper_alone_does_not_know_is_not_told():
    all_ = [KNOWN_TO_THE_OTHER, UNKNOWN_TO_BOTH, GRAMMAR, OTHERS]
    everything = {"harper": all_[:3], "languagetool": [OTHERS]}
    assert agreed(all_, everything) == [UNKNOWN_TO_BOTH, GRAMMAR, OTHERS]
    assert agreed(all_[:3], everything | {"languagetool": []}) == [GRAMMAR]


def test_where_harper_reads_alone_all_is_told():
    all_ = [KNOWN_TO_THE_OTHER, UNKNOWN_TO_BOTH, GRAMMAR]
    assert agreed(all_, {"harper": all_}) == all_
