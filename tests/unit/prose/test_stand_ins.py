"""Words that stand for what is no prose."""

from __future__ import annotations

import pytest

from workbook.prose.stand_ins import for_address, for_code, for_picture


@pytest.mark.parametrize(
    ("before", "word"),
    [
        ("", "Code"),
        ("See ", "code"),
        ("It is so. ", "Code"),
        ("He said: ", "code"),
        ("one line\n", "code"),
        ("this is an ", "item"),
        ("This is an “", "item"),
        ("this is a ", "code"),
        ("An ", "item"),
        ("see code, ", "text"),
        ("see Code (", "text"),
        ("see code or ", "code"),
    ],
)
def test_a_word_fits_what_stands_before_it(before, word):
    assert for_code("ls -l", before) == word


def test_an_address_has_words_of_its_own():
    assert [for_address(before) for before in ("See ", "", "an ", "a link, ")] == [
        "link",
        "Link",
        "item",
        "page",
    ]


@pytest.mark.parametrize("number", ["12", "3.5", "1,000", "50%", "9/15", "-4"])
def test_a_number_stands_for_itself(number):
    assert for_code(number, "in ") == number


@pytest.mark.parametrize(
    ("before", "after", "word"),
    [
        ("", "", ""),
        ("See: ", "", ""),
        ("", " The next.", ""),
        ("Press ", " twice", "picture"),
        ("Press ", "", "picture"),
        ("", " is ours", "Picture"),
        ("So it is. ", ", he said", "Picture"),
        ("Press picture ", "", "drawing"),
        ("So it is.\n", "\nNext", ""),
    ],
)
def test_a_picture_is_missed_amid_a_sentence_alone(before, after, word):
    assert for_picture(before, after) == word
