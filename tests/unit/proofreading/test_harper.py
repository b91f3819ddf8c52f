"""Harper, the real one."""

from __future__ import annotations

import threading
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.proofreading.harper import Harper
from workbook.proofreading.harper_rules import category, message
from workbook.proofreading.model import Stopped

from .support import NEVER

if TYPE_CHECKING:
    from workbook.proofreading.model import Noticed


def look(text: str, language: str = "en-US") -> tuple[Noticed, ...]:
    return Harper().look([text], language, NEVER)[0]


def slices(text: str, language: str = "en-US") -> dict[str, str]:
    return {text[one.start : one.end]: one.category for one in look(text, language)}


def test_it_is_local_and_speaks_english_alone():
    harper = Harper()
    assert (harper.name, harper.in_words) == ("harper", "Harper, on this machine")
    assert harper.speaks("en") and harper.speaks("en-GB") and not harper.speaks("de-DE")
    assert harper.version.startswith("0.2.0+")


def test_grammar_spelling_and_style_are_told_apart():
    found = slices("I has seen teh plan.  It was very good.")
    assert found["has"] == "grammar"
    assert found["teh"] == "spelling"
    assert found["  "] == "style"


def test_offsets_are_code_points_of_the_text():
    text = "👩🏽‍🏫 Zoé wrote: e\u0301 I has teh plan."
    assert {"has", "teh"} <= set(slices(text))


def test_every_way_to_mend_something_is_a_text_for_the_span():
    by_rule = {one.rule: one for one in look("For example we must must read , and I has teh book.")}
    assert by_rule["SpellCheck"].suggestions[0] == "the"
    assert by_rule["DiscourseMarkers"].suggestions == ("For example,",)  # something is put in
    assert by_rule["CommaFixes"].suggestions  # something is taken away


def test_each_kind_of_english_has_its_own_spelling():
    british = slices("We practise fair behaviour in colour.", "en-GB")
    american = slices("We practise fair behaviour in colour.", "en-US")
    assert "behaviour" in american and "behaviour" not in british


def test_texts_are_told_apart_and_come_in_order():
    first, second, third = Harper().look(["A teh.", "", "I has it and teh end."], "en-US", NEVER)
    assert first and not second
    assert [one.start for one in third] == sorted(one.start for one in third)


def test_two_threads_at_once_get_what_one_gets():
    texts = [f"Lesson {number}: I has teh plan, and they was late." for number in range(40)]
    alone = Harper().look(texts, "en-US", NEVER)
    with ThreadPoolExecutor(4) as pool:
        together = [pool.submit(Harper().look, texts, "en-US", NEVER) for _ in range(4)]
        assert all(one.result() == alone for one in together)


def test_it_writes_nothing_of_its_own(capfd: pytest.CaptureFixture[str]):
    assert look("We are looking forward to hear of it, a chicken egg problem, and I has teh plan.")
    assert capfd.readouterr() == ("", "")


def test_a_check_that_is_given_up_stops_and_the_next_one_works():
    given_up = threading.Event()
    given_up.set()
    with pytest.raises(Stopped):
        Harper().look(["Any text."], "en-US", given_up)
    assert look("I has it.")


@pytest.mark.parametrize(
    "text",
    [
        "a" * 100_000,
        "bcdfg" * 20_000,
        "😀" * 50_000,
        "\x01\x07" * 50_000,
        "שלום " * 20_000,
        "-" * 100_000,
        "",
    ],
    ids=["one letter", "one word", "emoji", "control characters", "Hebrew", "dashes", "nothing"],
)
def test_what_it_cannot_read_is_passed_over(text: str):
    found = look(f"{text} I has teh plan. {text}")
    assert {"SpellCheck", "PronounVerbAgreement"} <= {one.rule for one in found}
    assert {one.end - one.start for one in found} <= set(range(60))


def test_a_very_long_line_comes_to_a_result():
    sentence = "Six of my readers could name the main idea of a page. "
    text = sentence * (100_000 // len(sentence)) + "I has it. " + sentence * (100_000 // len(sentence))
    assert "has" in {text[one.start : one.end] for one in look(text)}


@settings(max_examples=60, deadline=None)
@given(st.text(st.one_of(st.sampled_from("aeht .,'’\n\t"), st.characters(codec="utf-8")), max_size=120))
def test_any_text_has_findings_within_it(text: str):
    for one in look(text):
        assert 0 <= one.start < one.end <= len(text)
        assert text[one.start : one.end] not in one.suggestions


def test_messages_are_plain_sentences():
    assert message("SpellCheck", "Did you mean to spell `teh` this way?", "teh") == "“teh” may be misspelt."
    assert message("X", "Use `a`  or\n**`an`**", "a") == "Use “a” or “an”."
    assert message("X", "Is it `so?`", "a") == "Is it “so?”"
    assert message("X", "Is it `so`?", "a") == "Is it “so”?"
    assert len(message("X", "long " * 200, "a")) <= 300


def test_a_rule_is_what_it_is_about_whatever_its_kind_is_called():
    assert category("MoreBetter", "Redundancy") == "grammar"
    assert category("AnyOther", "Redundancy") == "style"
    assert category("AnyOther", "Spelling") == "spelling"
    assert category("The", "Typo") == "spelling"
    assert category("WereWhere", "Typo") == "grammar"
    assert category("AnyOther", "A kind of a later version") == "grammar"
