"""Words as a word processor counts them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.prose.plain import plain_text
from workbook.prose.words import _IDEOGRAPH, count_words, is_only_a_link

PIECES = st.sampled_from(
    [
        "word",
        "two words",
        "*em* text",
        "- item",
        "1. item",
        "> quote",
        "# Head",
        "`code here`",
        "a\nb",
        "漢字",
        "[a link](https://e.org/x)",
        "[broken](https://e.org/x y)",
        "<b>raw</b>",
        "| a | b |\n|---|---|\n| 1 | 2 |",
        "    indented",
        "&amp; \\*",
        "![alt](x.png)",
        "don't re-do",
        "…",
        "",
        "***",
        "--",
    ]
)


@pytest.mark.parametrize(
    ("markdown", "words"),
    [
        ("", 0),
        ("   \n\n\t", 0),
        ("one two  three\nfour", 4),
        ("**bold** and *it*", 3),
        ("don't well-known 3.5 e.g.", 4),
        ("[shown words](https://example.org/not-counted)", 2),
        ("![alternative](x.png) word", 1),
        ("- one\n- two", 2),
        ("1. one\n2. two", 2),
        ("# Heading here\n\ntext", 3),
        ("| a | b |\n|---|---|\n| c | d e |", 5),
        ("```\ncode counts too\n```", 3),
        ("漢字かな", 4),
        ("word 漢字 word", 4),
        ("<b>raw html</b>", 2),
        ("a\u00a0b", 2),
    ],
)
def test_count(markdown, words):
    assert count_words(markdown) == words


@given(st.lists(PIECES, max_size=8))
def test_counting_by_paragraph_is_counting_the_whole(pieces):
    """The chunked count is an optimisation: it must give what counting the whole text at once gives."""
    text = "\n\n".join(pieces)
    shown, ideographs = _IDEOGRAPH.subn(" ", plain_text(text))
    assert count_words(text) == ideographs + len(shown.split())


@pytest.mark.parametrize(
    "text", ["```\na\n\nb c\n```\n\nd", "[x]: https://e.org\n\nsee [x]", "> ```\n> a\n>\n> b\n> ```"]
)
def test_what_reaches_over_blank_lines_is_counted_whole(text):
    assert count_words(text) == len(plain_text(text).split())


@given(st.text(max_size=300), st.text(max_size=300))
def test_more_text_never_fails(left, right):
    assert count_words(left) >= 0
    assert count_words(f"{left}\n\n{right}") >= 0


@pytest.mark.parametrize(
    ("text", "only"),
    [
        ("https://example.org/video", True),
        ("<https://example.org/video>", True),
        ("[my video](https://example.org/v).", True),
        ("  https://e.org  \n", True),
        ("See https://example.org", False),
        ("https://e.org https://e.org", False),
        ("", False),
        ("example.org", False),
    ],
)
def test_only_a_link(text, only):
    assert is_only_a_link(text) is only
