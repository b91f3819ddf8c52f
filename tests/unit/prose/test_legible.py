"""Words as an engine reads them: composed letters, nothing unseen, and the way back to what was typed."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.prose.legible import is_unseen, legible, plain_letters
from workbook.prose.mapped import Paragraph, Run
from workbook.prose.paragraphs import paragraphs

ODD = st.text(
    st.sampled_from(
        [*"ab e'’‘ .ʻʼé", "\u0301", "\u0308", "\u0323", "\u00ad", "\u200b", "\u200c", "\u200d", "\u2060",
         "\ufeff", "\ufe0f", "\u1100", "\u1161", "\u11a8", "가", "क", "\u094d", "ف", "👩", "🏫", "\u212b",
         "\U0001f3fd", "q", "\ud800", "\u0958"]
    ),
    max_size=12,
)  # fmt: skip


def whole(text: str) -> Paragraph:
    return Paragraph(text, (Run(0, len(text), 0, len(text)),) if text else ())


def bare(text: str) -> str:
    """A text without what its neighbours decide of: joiners, and which sign stands for an apostrophe."""
    return plain_letters(re.sub("[\u200c\u200d‘’ʼ]", "", text))


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("the stu\u00addents", "the students"),
        ("Mon\u200bday, Tues\u2060day, \ufeffall", "Monday, Tuesday, all"),
        ("cafe\u0301 and nai\u0308ve", "café and naïve"),
        ("e\u00ad\u0301te\u0301", "été"),
        ("Hawaiʻi, Oʻahu, ʻohana", "Hawaii, Oahu, ohana"),
        ("isnʼt, don‘t", "isn’t, don’t"),
        ("the studentsʼ ʼtis", "the students tis"),
        ("a ‘quoted’ word", "a ‘quoted’ word"),
        ("with a join\u200der and a non\u200c-joiner", "with a joiner and a non-joiner"),
        ("a teacher 👩\u200d🏫, می\u200cخواهم, क्\u200dष", "a teacher 👩\u200d🏫, می\u200cخواهم, क्\u200dष"),
        ("plain", "plain"),
    ],
)
def test_what_an_engine_is_given(typed: str, read: str):
    assert plain_letters(typed) == read
    (paragraph,) = paragraphs(typed)
    assert paragraph.text == read


def test_the_way_back_is_exact():
    draft = "An *e\u0301tu\u00adde\u0301* of Kauaʻi"
    (paragraph,) = paragraphs(draft)
    assert paragraph.text == "An étudé of Kauai"
    assert draft[slice(*paragraph.source_span(3, 8))] == "e\u0301tu\u00adde\u0301"
    assert draft[slice(*paragraph.source_span(3, 4))] == "e\u0301"
    assert draft[slice(*paragraph.source_span(12, 17))] == "Kauaʻi"
    assert paragraph.are_letters(3, 8) and not paragraph.is_same(3, 8)


@given(ODD)
def test_nothing_else_is_changed_and_every_place_has_its_way_back(text: str):
    read = legible(whole(text))
    assert read.text == plain_letters(text)
    assert read.text == "".join(read.text[run.start : run.end] for run in read.runs)
    behind = 0
    for run in read.runs:
        shown, typed = read.text[run.start : run.end], text[run.source_start : run.source_end]
        assert shown == typed if run.same else bare(shown) == bare(typed)
        assert run.same or run.letters
        assert is_unseen(text[behind : run.source_start])
        behind = run.source_end
    assert is_unseen(text[behind:])


def test_clean_words_are_not_made_anew():
    words = whole("A clean sentence – with “quotes”, é and 👩\u200d🏫.")
    assert legible(words) is words
