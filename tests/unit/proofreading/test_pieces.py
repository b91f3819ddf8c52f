"""Long texts in pieces."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbook.proofreading.pieces import BOUND, has_words, pieces, readable


@given(st.text(alphabet="ab .!?\n😀", max_size=300), st.integers(2, 60))
def test_the_pieces_joined_are_the_text(text: str, bound: int):
    found = pieces(text, bound)
    assert "".join(piece for _, piece in found) == text
    assert all(text[offset : offset + len(piece)] == piece for offset, piece in found)
    assert all(0 < len(piece) <= bound for _, piece in found)


def test_a_usual_paragraph_is_one_piece():
    assert pieces("One sentence. Another.") == ((0, "One sentence. Another."),)
    assert pieces("") == ()


def test_a_piece_ends_with_a_sentence_else_with_a_word():
    sentence = "Six of my readers could name the main idea. "
    assert all(piece.endswith(". ") for _, piece in pieces(sentence * 300)[:-1])
    words = pieces("word " * 3000)
    assert all(piece.endswith(" ") and len(piece) <= BOUND for _, piece in words)


@given(st.text(alphabet="ab .!\n😀\u200d-\ud800", max_size=200))
def test_what_engines_read_is_as_long_and_keeps_every_letter(text: str):
    made = readable(text)
    assert len(made) == len(text)
    assert all(made[place] == letter for place, letter in enumerate(text) if letter in "ab")
    assert "\ud800" not in made
    assert readable(made) == made


def test_a_heap_of_signs_becomes_a_number_and_a_few_stay():
    assert readable("So 😀😀!") == "So 😀😀!"
    assert readable("So " + "😀 " * 30 + "it is.") == "So " + "0" * 59 + " it is."
    assert readable("Chapter one " + "." * 40 + " 7") == "Chapter one " + "0" * 40 + " 7"


def test_where_there_is_no_letter_there_are_no_words():
    assert has_words("é") and has_words("語 😀")
    assert not has_words(" 😀 1,200 – …\n")
