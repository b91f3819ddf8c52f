"""Words as a word processor counts them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pypandoc
import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.prose.shown import shown
from workbook.prose.words import count_answer, count_shown, count_words, is_only_a_link
from workbook.submission.reading import MARKDOWN

from .drafts import any_draft

CORPUS = sorted((Path(__file__).parents[2] / "corpus" / "prose").glob("*.md"))
WORDS_ALONE = Path(__file__).with_name("words_alone.lua")

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
        ("「本」, 本。", 2),
        ("<b>raw html</b>", 2),
        ("a\u00a0b", 2),
        ("see[^1] this\n\n[^1]: note here", 4),
        ("a. one\nb. two", 2),
        ("Term\n: meaning", 2),
        ("`code here` <https://e.org/x y>", 4),
        ("| a |\n|---|\n| b | beyond |", 3),
        ("The plan—which was hers—held.", 6),
        ("The plan – which was hers – held.", 6),
        ("The plan -- which was hers - held.", 6),
        ("The plan–which was hers–held.", 6),
        ("“Wait—” she said. And—", 4),
        ("Wait…what? Wait...what? Wait … what?", 6),
        ("And--so--on.", 3),
        ("150–250 words in K–12, 2024-25", 5),
        ("a mother-in-law’s 3½-inch e.g. – — … - *", 5),
        ("5 + 3 = 8 & more", 7),
        ("the stu\u00addents on Mon\u200bday", 4),
        ("one \u200b two \u00ad\u2060", 2),
        ("Hawaiʻi, ʻohana 🎉", 3),
    ],
)
def test_count(markdown, words):
    assert count_words(markdown) == words


@given(st.one_of(any_draft, st.lists(PIECES, max_size=8).map("\n\n".join)))
def test_counting_by_piece_is_counting_what_is_shown(draft):
    assert count_words(draft) == count_shown(shown(draft))


@pytest.mark.parametrize(
    "text", ["```\na\n\nb c\n```\n\nd", "[x]: https://e.org\n\nsee [x]", "> ```\n> a\n>\n> b\n> ```"]
)
def test_what_reaches_over_blank_lines_is_counted_whole(text):
    assert count_words(text) == len(shown(text).split())


def words_of_pandoc(draft: str, *options: str) -> int:
    """Count the words of pandoc's plain text without what pandoc adds to them, as the bullets of lists."""
    command = [
        pypandoc.get_pandoc_path(),
        *options,
        "-t",
        "plain",
        "--wrap=none",
        "--lua-filter",
        WORDS_ALONE,
    ]
    done = subprocess.run(command, input=draft, capture_output=True, text=True, check=True)
    return count_shown(done.stdout)


@pytest.mark.parametrize("dialect", [MARKDOWN, "commonmark_x-smart"])
def test_counts_agree_with_pandoc(dialect):
    """Within half a percent in all, and in every text of the corpus; they are all but the same."""
    drafts = {path.name: path.read_text("utf-8") for path in CORPUS}
    ours = {name: count_words(draft) for name, draft in drafts.items()}
    pandocs = {name: words_of_pandoc(draft, "-f", dialect) for name, draft in drafts.items()}
    assert len(drafts) >= 15 and sum(pandocs.values()) >= 6_000
    apart = {
        name: (ours[name], pandocs[name]) for name in drafts if abs(ours[name] / pandocs[name] - 1) > 0.005
    }
    assert not apart
    assert abs(sum(ours.values()) / sum(pandocs.values()) - 1) <= 0.005


def test_line_ends_do_not_change_the_count():
    for path in CORPUS:
        draft = path.read_text("utf-8")
        assert count_words(draft.replace("\n", "\r\n")) == count_words(draft)


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
    assert count_answer(text) == (0 if only else count_words(text))
