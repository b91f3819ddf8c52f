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
