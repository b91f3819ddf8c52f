"""What differs between two versions of a text, word by word."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.prose.differences import Piece, differences

TEXTS = st.text(st.sampled_from("ab c\n\t.é字の"), max_size=60) | st.text(max_size=60)


def marked(old: str, new: str) -> str:
    marks = {"same": "{}", "added": "{{+{}+}}", "removed": "[-{}-]"}
    return "".join(marks[piece.kind].format(piece.text) for piece in differences(old, new))


def assert_joins_to(old: str, new: str, pieces: list[Piece]) -> None:
    assert "".join(piece.text for piece in pieces if piece.kind != "added") == old
    assert "".join(piece.text for piece in pieces if piece.kind != "removed") == new


@given(TEXTS, TEXTS)
def test_the_pieces_join_to_both_texts(old: str, new: str) -> None:
    assert_joins_to(old, new, differences(old, new))


@given(TEXTS, TEXTS)
def test_no_piece_is_empty_and_neighbours_are_of_two_kinds(old: str, new: str) -> None:
    pieces = differences(old, new)
    assert all(piece.text for piece in pieces)
    assert all(one.kind != next_one.kind for one, next_one in pairwise(pieces))


@given(TEXTS)
def test_a_text_does_not_differ_from_itself(text: str) -> None:
    assert differences(text, text) == ([Piece("same", text)] if text else [])


@pytest.mark.parametrize(
    ("old", "new", "shown"),
    [
        ("The old dog.", "The new dog.", "The [-old-]{+new+} dog."),
        ("Six readers could", "Six of my readers could", "Six {+of my +}readers could"),
        ("He ran away.", "He ran.", "He [-ran away.-]{+ran.+}"),
        ("one two", "one\ntwo", "one[- -]{+\n+}two"),
        ("", "New words.", "{+New words.+}"),
        ("Old words.", "", "[-Old words.-]"),
        ("Hello", "Hello world", "Hello{+ world+}"),
        ("First.\n\nLast.", "First.\n\nMiddle.\n\nLast.", "First.\n\n{+Middle.\n\n+}Last."),
        ("私は本を読む", "私は字を読む", "私は[-本-]{+字+}を読む"),
    ],
)
def test_the_words_that_changed_are_told(old: str, new: str, shown: str) -> None:
    assert marked(old, new) == shown


def test_long_texts_are_compared_line_by_line_and_their_lines_word_by_word() -> None:
    lines = [" ".join(f"word{line}-{n}" for n in range(20)) for line in range(600)]
    changed = list(lines)
    changed[1], changed[300], changed[598] = "start " + lines[1], lines[300] + " added", lines[598] + " end"
    old, new = "\n".join(lines), "\n".join(changed)
    pieces = differences(old, new)
    assert_joins_to(old, new, pieces)
    assert [piece.text.strip() for piece in pieces if piece.kind == "added"] == ["start", "added", "end"]


def test_the_same_word_over_and_over_is_no_trap() -> None:
    old, new = "a " * 20_000 + "b " + "a " * 10, "c " + "a " * 20_000
    assert_joins_to(old, new, differences(old, new))
