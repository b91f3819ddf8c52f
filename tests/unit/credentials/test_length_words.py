"""A length in words: short, true, and understood by the reader of lengths."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.credentials.length_words import as_asked, in_words
from workbook.credentials.lengths import find_length, whole_length
from workbook.credentials.model import Length

NUMBERS = st.integers(1, 999_999)
UNITS = st.sampled_from(["words", "minutes", "pages"])
SCOPES = st.sampled_from(["prompt", "part"])
CAPPED = re.compile(r"at most|no more|limit|maximum|up to")


def _ends(ends: tuple[int, int]) -> tuple[int, int]:
    return min(ends), max(ends)


RANGES = st.tuples(NUMBERS, st.one_of(st.just(0), st.just(1), NUMBERS)).map(
    lambda pair: _ends((pair[0], pair[1] or pair[0]))
)
LENGTHS = st.one_of(
    st.builds(
        lambda ends, unit, kind, scope: Length(*ends, unit, kind, scope),
        RANGES,
        UNITS,
        st.sampled_from(["guide", "cap"]),
        SCOPES,
    ),
    st.builds(lambda most, unit, scope: Length(None, most, unit, "cap", scope), NUMBERS, UNITS, SCOPES),
    st.builds(lambda least, unit, scope: Length(least, None, unit, "guide", scope), NUMBERS, UNITS, SCOPES),
    st.builds(
        lambda most, unit, scope: Length(None, most, unit, "guide", scope),
        NUMBERS,
        st.sampled_from(["minutes", "pages"]),
        SCOPES,
    ),
)
"""Every length that the reader can give."""


@pytest.mark.parametrize(
    ("length", "words"),
    [
        (Length(150, 250), "150–250 words"),
        (Length(150, 250, kind="cap"), "150–250 words at most"),
        (Length(None, 1, "pages", "cap"), "at most 1 page"),
        (Length(1, 1, "pages"), "exactly 1 page"),
        (Length(None, 1, "minutes"), "1 minute"),
        (Length(1, None, "pages"), "at least 1 page"),
        (Length(None, 1500, kind="cap", scope="part"), "at most 1,500 words in all"),
        (Length(None, 500), "up to 500 words suggested"),
        (Length(None, None), ""),
        (None, ""),
    ],
)
def test_a_length_is_said_in_the_fewest_words(length, words):
    assert in_words(length) == words


@pytest.mark.parametrize(
    ("wording", "asked", "short"),
    [
        ("about 500 words", "about 500 words", "about 500 words"),
        ("500 words", "500 words", "about 500 words"),
        ("450–550 words", "450–550 words", "450–550 words"),
        ("500-word limit total for both", "500-word limit total for both", "at most 500 words in all"),
        ("100–200 words maximum", "100–200 words maximum", "100–200 words at most"),
        ("1-1 pages", "1-1 pages", "exactly 1 page"),
        ("2 double-spaced pages", "2 double-spaced pages", "2 pages"),
    ],
)
def test_its_own_words_stand_where_the_question_is_read_and_short_ones_elsewhere(wording, asked, short):
    length, _ = find_length(f"Tell it. ({wording})")
    assert (as_asked(length), in_words(length)) == (asked, short)


def test_words_of_its_own_that_do_not_say_all_of_it_give_way():
    assert as_asked(replace(whole_length("500-word limit"), scope="part")) == "500-word limit in all"
    prose, _ = find_length("Your answers must not exceed 500 words in total.")
    assert as_asked(prose) == "at most 500 words in all"


@given(LENGTHS)
def test_what_is_said_is_what_is_read(length):
    read = whole_length(in_words(length))
    assert read is not None
    assert replace(read, wording="") == length
    assert as_asked(read) == in_words(read) == in_words(length)


@given(LENGTHS)
def test_one_is_singular_an_empty_range_is_none_and_a_cap_is_always_said(length):
    words = in_words(length)
    assert not re.search(r"(?<![\d,])1 (?:words|pages|minutes)", words)
    assert not re.search(r"(?<![\d,])([\d,]+)–\1 ", words)
    assert bool(CAPPED.search(words)) == (length.kind == "cap")
    assert words.endswith(" in all") == (length.scope == "part")
