"""What is right in its place whatever an engine says."""

from __future__ import annotations

import re
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from workbook.proofreading.excuses import is_excused

from .support import noticed

if TYPE_CHECKING:
    from workbook.proofreading.model import Noticed


@pytest.mark.parametrize(
    ("text", "words", "before"),
    [
        ("b. Describe the measure.", "b", None),
        ("iv) Describe the measure.", "iv", None),
        ("your name, in the text;", "your", "Look for:"),
        ("the counts agree.", "the", "your name, in the text;"),
        ("apples", "apples", None),
    ],
)
def test_labels_and_items_of_a_list_begin_small(text: str, words: str, before: str | None):
    for rule in ("SentenceCapitalization", "UPPERCASE_SENTENCE_START"):
        assert is_excused(noticed(text, words, rule=rule), text, before)


@pytest.mark.parametrize(
    ("text", "words", "before"),
    [
        ("the goal was reached.", "the", None),
        ("the goal was reached.", "the", "It was so."),
        ("It was so. the goal was reached.", "the", "Look for:"),
        ("It was so. the goal was reached", "the", None),
        ("the goal that we set was reached", "the", None),
    ],
)
def test_sentences_do_not(text: str, words: str, before: str | None):
    assert not is_excused(noticed(text, words, rule="SentenceCapitalization"), text, before)


def article(text: str) -> Noticed:
    """Return that the first “a” of a text that stands alone was noticed."""
    match = re.search(r"\b[aA]\b", text)
    assert match is not None
    start = match.start()
    return replace(noticed(text, text[start], rule="EN_A_VS_AN"), start=start, end=start + 1)


@pytest.mark.parametrize(
    "text",
    [
        "Question a is marked.",
        "As Student A is ready",
        "It is Student A.",
        "She wrote a SMART goal.",
        "She wrote a S.M.A.R.T. goal.",
    ],
)
def test_an_a_that_is_a_name_or_right_before_an_abbreviation(text: str):
    assert is_excused(article(text), text, None)
    assert is_excused(replace(article(text), rule="AnA"), text, None)


@pytest.mark.parametrize(
    "text", ["It is a apple.", "It is a IEP goal.", "It is a FBA.", "Yes. A apple fell."]
)
def test_an_a_that_should_be_an(text: str):
    assert not is_excused(article(text), text, None)


def test_initials_and_codes_are_no_misspellings():
    text = "M.R. pressed F7 in K12 with teh 3rd."
    for words in ("M.R.", "F7", "K12", "3rd"):
        assert is_excused(noticed(text, words, category="spelling"), text, None)
        assert not is_excused(noticed(text, words, category="grammar"), text, None)
    assert not is_excused(noticed(text, "teh", category="spelling"), text, None)


NUMBERS = [
    ("Our 504s and IEPs", "504s and"), ("All 504's and IEPs", "504's"), ("the 10's and 100's places", "10's"),
    ("The 1990’s were busy", "1990’s"), ("the 2000's", "2000's"), ("a 1,000s chart", "1,000s"),
    ("He is 5'4\" tall", "5'4\""), ("a 30\" desk", "30\""), ("on 8.5” paper", "8.5”"), ("6½′ long", "6½′"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "words"), NUMBERS)
def test_several_of_a_number_and_feet_and_inches(text: str, words: str):
    assert is_excused(noticed(text, words, category="spelling"), text, None)


@pytest.mark.parametrize("word", ["3x5", "2nd's", "K12", "T1", "5Ks", "21st", "M.R.", "7B’s", "2:30pm"[2:]])
def test_what_has_a_digit_in_it_is_no_misspelling(word: str):
    assert is_excused(noticed(f"the {word} one", word, category="spelling"), f"the {word} one", None)


@pytest.mark.parametrize(
    "text",
    [
        "The desk is 30^ wide.", "A 2^ x 4\" board and 24\"x36\" paper.", "He is 5'4^ and she is 5’ 1” tall.",
        "In the ^90s we met.", "“A 6” bolt,^ she said, “is too long.”", "a 12^ rope",
    ],
)  # fmt: skip
def test_a_sign_of_measure_wants_no_partner(text: str):
    start = text.index("^")
    text = text.replace("^", "'" if text[start + 1 :].startswith("90s") else "”" if "”" in text else '"')
    for rule in ("UnclosedQuotes", "EN_UNPAIRED_QUOTES"):
        assert is_excused(
            replace(noticed(text, text[start], rule=rule), start=start, end=start + 1), text, None
        )


@pytest.mark.parametrize("text", ['She said "yes and left.', 'She read 30 "pages and left.', "“Yes” and “no"])
def test_a_quotation_mark_does(text: str):
    start = max(text.rfind('"'), text.rfind("“"))
    one = replace(noticed(text, text[start], rule="UnclosedQuotes"), start=start, end=start + 1)
    assert not is_excused(one, text, None)


def test_a_wrong_ending_of_a_number_is_told():
    assert not is_excused(noticed("The 2th day", "2th", "2nd"), "The 2th day", None)
    assert not is_excused(noticed("10 minits", "10 minits", category="spelling"), "10 minits", None)


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("She had had a hard day.", "had had", "RepeatedWords"),
        ("That that was hard is plain.", "That that", "ENGLISH_WORD_REPEAT_RULE"),
        ("Each finding is one.", "Each finding", "MassNouns"),
        ("The standard was 6.RP.A.3c: find a percent.", "A", "SENTENCE_WHITESPACE"),
    ],
)
def test_what_is_right_though_it_looks_wrong(text: str, words: str, rule: str):
    assert is_excused(noticed(text, words, rule=rule), text, None)


@pytest.mark.parametrize(
    ("text", "words", "rule"),
    [
        ("She saw the the dog.", "the the", "RepeatedWords"),
        ("Each advice is one.", "Each advice", "MassNouns"),
    ],
)
def test_what_is_wrong_is_told(text: str, words: str, rule: str):
    assert not is_excused(noticed(text, words, rule=rule), text, None)


def test_single_quotation_marks_within_double_ones_have_their_partners():
    text = "A note: \"Reread, self-corrected 'house' for 'horse.'\" Later I sorted them by strategy."
    for place in (text.index("'house"), text.index("'\" Later")):
        one = replace(noticed(text, "'", rule="EN_UNPAIRED_QUOTES"), start=place, end=place + 1)
        assert is_excused(one, text, None)
    text = 'A note: "Reread, self-corrected \'house for horse." Later I sorted them.'
    assert not is_excused(noticed(text, "'", rule="EN_UNPAIRED_QUOTES"), text, None)
