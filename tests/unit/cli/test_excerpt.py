"""The sentence around a stretch, and carets that stand exactly under it."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.cli.excerpt import Lines, sentence_and_carets
from workbook.findings.model import Span


def columns(text):
    """The columns of a terminal that a text takes."""
    return sum(
        0
        if unicodedata.category(c) in ("Mn", "Me", "Cf")
        else 2
        if unicodedata.east_asian_width(c) in ("W", "F")
        else 1
        for c in text
    )


def under(text, marked, width=76):
    """The sentence of a draft and what stands over its carets."""
    start = text.index(marked)
    sentence, carets = sentence_and_carets(text, Span(start, start + len(marked)), width)
    before = len(carets) - len(carets.lstrip())
    taken, over = 0, ""
    for character in sentence:
        if before <= taken < len(carets):
            over += character
        taken += columns(character)
    return sentence, over


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_and_columns_count_as_an_editor_does(end):
    lines = Lines(f"one{end}{end}three 👩🏽‍🏫 x{end}")
    assert lines.position(0) == (1, 1)
    assert lines.position(2) == (1, 3)
    third = 3 + 2 * len(end)
    assert lines.position(third) == (3, 1)
    assert lines.position(third + 11) == (3, 12)
    assert lines.position(third + 12 + len(end)) == (4, 1)


def test_a_byte_order_mark_is_no_column():
    assert Lines("\ufeffone").position(1) == (1, 1)
    assert Lines("\ufeffone\ntwo").position(5) == (2, 1)
    assert Lines("").position(0) == (1, 1)


def test_the_sentence_and_no_more():
    text = "First one. The students took there books. Last one.\n\nAnother paragraph."
    assert under(text, "there") == ("The students took there books.", "there")
    assert under(text, "First") == ("First one.", "First")
    assert under(text, "Another paragraph.") == ("Another paragraph.", "Another paragraph.")


def test_what_is_wide_or_takes_no_room_keeps_the_carets_in_place():
    assert under("漢字 and e\u0301te\u0301 took there books.", "there")[1] == "there"
    assert under("She saw 漢字 here.", "漢字")[1] == "漢字"
    assert sentence_and_carets("She saw 漢字 here.", Span(8, 10), 76)[1] == " " * 8 + "^^^^"


def test_nothing_in_a_draft_breaks_the_line_or_turns_it_round():
    text = "One\ttwo\x1b[2J \u202ethree\u2028four\x9b5\nthere books."
    sentence, over = under(text, "there")
    assert over == "there"
    assert not any(unicodedata.category(c) in ("Cc", "Zl") or c == "\u202e" for c in sentence)


def test_a_long_sentence_is_cut_around_the_stretch():
    text = "word " * 400 + "there " + "word " * 400 + "end."
    sentence, over = under(text, "there", 60)
    assert over == "there"
    assert sentence.startswith("…")
    assert sentence.endswith("…")
    assert columns(sentence) <= 60
    begin, over = under("there " + "word " * 400, "there", 60)
    assert (begin[:5], over) == ("there", "there")


def test_where_something_is_missing_one_caret_stands():
    assert sentence_and_carets("I go school.", Span(5, 5), 76) == ("I go school.", "     ^")


@given(
    st.text(st.sampled_from("a b.\n\t漢é\u0301😀\u202e“”*_"), max_size=120),
    st.integers(0, 120),
    st.integers(0, 120),
    st.integers(20, 76),
)
def test_any_stretch_of_any_text_fits_and_has_its_carets(text, one, other, width):
    start, end = sorted((min(one, len(text)), min(other, len(text))))
    sentence, carets = sentence_and_carets(text, Span(start, end), width)
    assert columns(sentence) <= width
    assert len(carets) <= width + 1
    assert carets.strip(" ") == "^" * len(carets.strip(" ")) != ""
    assert "\n" not in sentence


@pytest.mark.parametrize(
    "before",
    ["- bring a pen\n- ", "1. bring a pen\n2. ", "> bring a pen\n\n", "bring a pen\n> "],
)
def test_a_sentence_does_not_reach_into_another_item(before):
    sentence, over = under(f"{before}we we write", "we we")
    assert over == "we we"
    assert "pen" not in sentence
