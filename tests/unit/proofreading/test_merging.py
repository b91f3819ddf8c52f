"""What several rules noticed at one place becomes one."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from workbook.proofreading.merging import MOST_SUGGESTIONS, WIDE, merge
from workbook.proofreading.model import Noticed

from .support import noticed

TEXT = "Each of teh students have there book, and every one of them reads it."


def test_the_same_words_noticed_twice_are_one_with_both_suggestions():
    ours = noticed(TEXT, "teh", "the", "tea", category="spelling", rule="SpellCheck")
    theirs = noticed(
        TEXT,
        "teh",
        "ten",
        "the",
        category="spelling",
        rule="MORFOLOGIK",
        engine="languagetool",
        message="Spelt?",
    )
    (one,) = merge(TEXT, [ours, theirs])
    assert TEXT[one.start : one.end] == "teh"
    assert one.suggestions == ("the", "ten", "tea")  # what both say comes first
    assert one.category == "spelling"
    assert one.leader is theirs and set(one.members) == {ours, theirs}


def test_the_span_covers_both_and_each_suggestion_fits_it():
    narrow = noticed(TEXT, "teh", "the", category="spelling")
    broad = noticed(TEXT, "teh students have", "the students has", engine="languagetool")
    (one,) = merge(TEXT, [narrow, broad])
    assert TEXT[one.start : one.end] == "teh students have"
    assert one.suggestions == ("the students has", "the students have")


def test_grammar_is_graver_than_spelling_unless_every_engine_calls_it_misspelt():
    spelling = noticed(TEXT, "there", "three", category="spelling")
    grammar = noticed(TEXT, "there", "their", engine="languagetool")
    assert merge(TEXT, [spelling, grammar])[0].category == "grammar"
    both = [spelling, grammar, replace(spelling, engine="languagetool")]
    assert merge(TEXT, both)[0].category == "spelling"
    assert merge(TEXT, [replace(spelling, category="style"), grammar])[0].category == "grammar"


def test_two_that_touch_are_two():
    first, second = noticed(TEXT, "teh "), noticed(TEXT, "students")
    assert len(merge(TEXT, [first, second])) == 2


def test_a_point_at_the_end_of_a_word_belongs_to_the_word():
    word = noticed(TEXT, "book", "books")
    point = Noticed(word.end, word.end, "grammar", "Comma", "A comma.", (";",), "languagetool")
    (one,) = merge(TEXT, [word, point])
    assert set(one.suggestions) == {"books", "book;"}


def test_a_whole_sentence_does_not_swallow_its_words():
    sentence = replace(noticed(TEXT, TEXT), category="style", rule="LongSentences")
    word = noticed(TEXT, "teh", "the", category="spelling")
    assert [TEXT[one.start : one.end] for one in merge(TEXT, [sentence, word])] == [TEXT, "teh"]


def test_a_chain_of_overlaps_does_not_grow_wide():
    text = "abcdefghij" * 20
    chain = [Noticed(start, start + 20, "grammar", "R", "M.", (), "harper") for start in range(0, 180, 10)]
    found = merge(text, chain)
    assert all(one.end - one.start < WIDE for one in found)
    assert sum(len(one.members) for one in found) == len(chain)


def test_suggestions_that_change_nothing_or_double_a_space_are_mended():
    one = noticed(TEXT, "there", "there", "their ", "their")
    assert merge(TEXT, [one])[0].suggestions == ("their",)


def test_there_is_a_number_key_for_each_suggestion():
    one = noticed(TEXT, "teh", *(f"t{number}" for number in range(30)))
    assert len(merge(TEXT, [one])[0].suggestions) == MOST_SUGGESTIONS


@given(
    st.lists(
        st.tuples(st.integers(0, 60), st.integers(0, 70), st.sampled_from(["harper", "languagetool"])),
        max_size=12,
    )
)
def test_nothing_is_lost_and_the_order_of_arrival_does_not_matter(spans: list[tuple[int, int, str]]):
    all_ = [
        Noticed(start, min(start + length, len(TEXT)), "grammar", f"R{number}", "M.", ("x",), engine)
        for number, (start, length, engine) in enumerate(spans)
    ]
    found = merge(TEXT, all_)
    assert sorted(one.rule for each in found for one in each.members) == sorted(one.rule for one in all_)
    for each in found:
        assert each.start == min(one.start for one in each.members)
        assert each.end == max(one.end for one in each.members)
    assert merge(TEXT, reversed(all_)) == found
