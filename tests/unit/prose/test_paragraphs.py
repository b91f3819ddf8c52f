"""A draft as paragraphs of plain words, with the way back."""

from __future__ import annotations

import html
import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from workbook.prose.blocks import Names, blocks
from workbook.prose.cutting import cut
from workbook.prose.legible import plain_letters
from workbook.prose.paragraphs import _read, paragraphs
from workbook.prose.shown import shown

from .drafts import any_draft


@given(any_draft)
def test_every_word_comes_from_where_the_map_says(draft):
    for paragraph in paragraphs(draft):
        assert paragraph.text and paragraph.text == paragraph.text.strip()
        assert [run.start for run in paragraph.runs] == [0, *(run.end for run in paragraph.runs[:-1])]
        assert paragraph.runs[-1].end == len(paragraph.text)
        for run in paragraph.runs:
            assert run.start < run.end and 0 <= run.source_start < run.source_end <= len(draft)
            read = draft[run.source_start : run.source_end]
            assert not run.same or read == paragraph.text[run.start : run.end]


@given(any_draft)
def test_words_come_in_the_order_of_the_draft(draft):
    found = paragraphs(draft)
    for paragraph in found:
        assert all(one.source_end <= other.source_start for one, other in pairwise(paragraph.runs))
    starts = [paragraph.runs[0].source_start for paragraph in found]
    assert starts == sorted(starts)


@given(any_draft, st.data())
def test_any_span_of_words_is_a_span_of_the_draft(draft, data):
    for paragraph in paragraphs(draft):
        start = data.draw(st.integers(0, len(paragraph.text)))
        end = data.draw(st.integers(start, len(paragraph.text)))
        begin, finish = paragraph.source_span(start, end)
        assert 0 <= begin <= finish <= len(draft)
        if paragraph.is_same(start, end):
            assert draft[begin:finish] == paragraph.text[start:end]


@given(any_draft)
def test_reading_by_pieces_is_reading_the_whole(draft):
    whole = blocks(draft)
    names = whole.names if "[" in draft else Names()
    assert paragraphs(draft) == _read(draft, names)
    assert sum(len(blocks(piece).blocks) for piece in cut(draft)) == len(whole.blocks)


# What a browser would show, as markdown-it-py's own writer has it: for drafts without what it does not know.
_PLAIN_MARKDOWN = MarkdownIt("commonmark", {"html": False, "maxNesting": 100}).enable(
    ["table", "strikethrough"]
)
_PLAIN_MARKDOWN.validateLink = lambda url: True
_UNKNOWN = re.compile(r"\[\^|\t|\||\x00|(?:\b[A-Za-z]\.|\([A-Za-z\d]\)|\b[A-Za-z\d]\)|[:~])(?:\s|$)")


def shown_by_markdown_it(draft: str) -> str:
    written = re.sub(r"<(?!/?(?:em|strong|s|a|code|img)\b)[^>]*>", "\n", _PLAIN_MARKDOWN.render(draft))
    return html.unescape(re.sub(r"<[^>]*>", "", written))


@given(any_draft)
def test_what_is_shown_is_what_markdown_it_shows(draft):
    """Two ways to the same words: ours from what stands where, markdown-it-py's own from its HTML."""
    if _UNKNOWN.search(draft):
        return
    assert shown(draft).split() == shown_by_markdown_it(draft).split()


ALL_THAT_IS_REPLACED = re.compile(r"`|<|&lt;|!\[|\[\^|://|www\.|@|\[[ xX]\]")


@given(any_draft)
def test_nothing_that_is_shown_is_lost(draft):
    """Where nothing is replaced, the words of the paragraphs are all the words that are shown."""
    if ALL_THAT_IS_REPLACED.search(draft) or any(block.kind == "code" for block in blocks(draft).blocks):
        return
    words = [word for paragraph in paragraphs(draft) for word in paragraph.text.split()]
    assert words == plain_letters(shown(draft)).split()


def read(draft: str) -> list[tuple[str, str]]:
    return [(paragraph.sort, paragraph.text) for paragraph in paragraphs(draft)]


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        ("un*frigging*believable and **bold _within_**", "unfriggingbelievable and bold within"),
        ("~~gone~~ but *open and [lone] ](brackets", "gone but *open and [lone] ](brackets"),
        ("[shown *words*](https://e.org/not 'nor this') here", "shown words here"),
        ("[shown](javascript:x) and [two][ref]\n\n[REF]: https://e.org", "shown and two"),
        ("AT&amp;T &copy; &#x41;&nbsp;b \\*c\\* \\q &bogus;", "AT&T © A\u00a0b *c* \\q &bogus;"),
        ("one\ntwo \n three  \nfour\\\nfive", "one\ntwo\nthree\nfour\nfive"),
        ("one\r\ntwo\rthree", "one\ntwo\nthree"),
        ("# A head # with signs ##", "A head # with signs"),
        ("A head\nof two lines\n===", "A head\nof two lines"),
        ("> quoted\n> more\nlazy", "quoted\nmore\nlazy"),
        ("- [ ] task", "task"),
        ("- [x]no task", "[x]no task"),
        ("A. Smith spoke.", "A. Smith spoke."),
        ("text\na. no item\n: ", "text\na. no item\n:"),
        (": nothing to define", ": nothing to define"),
        ("a\tb \u00a0 c", "a\tb \u00a0 c"),
        ("e\u0301 👩\u200d👩\u200d👧 שלום *עולם* 漢字", "é 👩\u200d👩\u200d👧 שלום עולם 漢字"),
        ("<b>bold</b>ly, a<br>b and <DIV class='x y'>c</DIV>", "boldly, a\nb and\nc"),
        ("<b> word </b> here", "word here"),
        ("Dear <name>, if 3 < 4 <!-- keep -->", "Dear <name>, if 3 < 4 <!-- keep -->"),
    ],
)
def test_what_is_prose_reads_as_it_is_shown(draft, text):
    assert paragraphs(draft)[0].text == text


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("- one\n\n  two\n- three\n  1. four", ["one", "two", "three", "four"]),
        (
            "a. one\nb. two\n   more\n\n   three\n(2) four\niv) five",
            ["one", "two\nmore", "three", "four", "five"],
        ),
        (
            "Term\n: meaning\n: another\n\n~ third\n\n    fourth",
            ["Term", "meaning", "another", "third", "fourth"],
        ),
        ("```\ncode\n```\nafter\n\n    set in", ["after", "set in"]),
        ("\tSet in.\n\n    # Set in", ["Set in.", "Set in"]),
        (
            "I asked.\n\n[Ana]: Yes\n[Leo]: No\n\nSo be it.",
            ["I asked.", "[Ana]: Yes\n[Leo]: No", "So be it."],
        ),
        ("[Ana]: https://e.org\n[Leo]: No way", ["[Leo]: No way"]),
        ("before\n\n~~~\nopen\n\nto the end", ["before"]),
        ("***\n\n---", []),
        ("[ref]: https://e.org 'title'", []),
        (" \n\t\n\u00a0", []),
        (">" * 60 + " deep", [">" * 20 + " deep"]),
    ],
)
def test_each_block_of_words_is_a_paragraph(draft, found):
    assert [text for _, text in read(draft)] == found


def test_a_table_is_read_cell_by_cell():
    table = "| One | *Two* |\n|---|:-:|\n| a \\| b | `x\\|y` is *in* | beyond the last |\n|  | d |"
    assert read(table) == [
        ("cell", "One"),
        ("cell", "Two"),
        ("cell", "a | b"),
        ("cell", "Code is in"),
        ("cell", "beyond the last"),
        ("cell", "d"),
    ]
    first = paragraphs(table)[2]
    assert table[slice(*first.source_span(2, 3))] == "\\|"
    assert not first.is_same(0, 5)


def test_a_footnote_is_read_where_it_is_defined_and_its_mark_is_left_out():
    notes = "[^1]: A note\nwith more.\n\n    And more.\n[^two]: b"
    draft = f"So it is,[^1] and [^Two], it is said [^none].\n\n{notes}\n\nEnd"
    assert read(draft) == [
        ("paragraph", "So it is, and, it is said [^none]."),
        ("footnote", "A note\nwith more."),
        ("footnote", "And more."),
        ("footnote", "b"),
        ("paragraph", "End"),
    ]


@pytest.mark.parametrize(
    ("draft", "text"),
    [
        ("Type `ls -l` and read", "Type code and read"),
        ("`ls` is short", "Code is short"),
        ("It ends. `ls` is short", "It ends. Code is short"),
        ("this is an `apple` and a `pear`", "this is an item and a code"),
        ("`one` `two`", "Code text"),
        ("there are `12` of them", "there are 12 of them"),
        ("see https://e.org/a_(b)_c?d=1&e=2, and more", "see link, and more"),
        ("see (www.example.org/x) there", "see (link) there"),
        ("see <https://e.org/x> or me@example.org.", "see link or link."),
        ("see [https://e.org](https://e.org) there", "see link there"),
        ("see HTTPS://E.ORG/*x*!", "see link!"),
        ("www. and @home and a@b", "www. and @home and a@b"),
        ("under_score_name and 2 * 3", "under_score_name and 2 * 3"),
    ],
)
def test_a_word_stands_for_what_is_no_prose(draft, text):
    assert read(draft) == [("paragraph", text)]


def test_what_a_word_stands_for_is_all_of_it():
    draft = "> Open `a  b` or <https://e.org> now"
    paragraph = paragraphs(draft)[0]
    assert paragraph.text == "Open code or link now"
    assert draft[slice(*paragraph.source_span(6, 7))] == "`a  b`"
    assert draft[slice(*paragraph.source_span(0, 16))] == "Open `a  b` or <https://e.org>"
    assert not paragraph.is_same(5, 9)


@pytest.mark.parametrize(
    ("draft", "found"),
    [
        ("![A *chart*](c.png)", [("alternative text", "A chart")]),
        (
            "Press ![the gear](g.png) twice.",
            [("paragraph", "Press picture twice."), ("alternative text", "the gear")],
        ),
        ("Look: ![a chart](c.png)\nNext.", [("paragraph", "Look:\nNext."), ("alternative text", "a chart")]),
        ("![logo](l.png) is ours", [("alternative text", "logo"), ("paragraph", "Picture is ours")]),
        ("[![door](d.png)](x) A door", [("alternative text", "door"), ("paragraph", "A door")]),
        ("![](empty.png)", []),
    ],
)
def test_a_pictures_alternative_text_is_read_by_itself(draft, found):
    assert sorted(read(draft)) == sorted(found)


def test_a_span_over_marks_is_all_of_it_and_not_the_same():
    draft = "> some *em*phasis\n> goes on"
    paragraph = paragraphs(draft)[0]
    assert paragraph.text == "some emphasis\ngoes on"
    assert draft[slice(*paragraph.source_span(5, 13))] == "em*phasis"
    assert draft[slice(*paragraph.source_span(9, 18))] == "asis\n> goes"
    assert (paragraph.is_same(7, 13), paragraph.is_same(5, 13), paragraph.is_same(9, 18)) == (
        True,
        False,
        False,
    )
