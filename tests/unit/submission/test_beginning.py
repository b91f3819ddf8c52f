"""The first lines of a document as plain text."""

from __future__ import annotations

from unittest import mock

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from workbook.submission import reading
from workbook.submission.assemble import Assembler
from workbook.submission.beginning import beginning
from workbook.submission.document import compose
from workbook.submission.images import Shelf

from .helpers import credential, workbook

ANSWER = """A paragraph with *words* that is so long that it goes over the end of the line, as most do.
It goes on.

- one
- two

  inside

1. first
2. second

iii. third

> said

| a | b |
|---|---|
| c | d |

    code

***

last[^1]

[^1]: a note
"""


def told(answer, folder, **more):
    document = compose(credential(), workbook(one=answer), [1])
    texts = document.texts()
    read = dict(zip(texts, reading.read_markdown(texts, folder), strict=True))
    return beginning("Title", "Submission for Title", Assembler(document, read, Shelf(None)).blocks(), **more)


def test_every_kind_of_block_has_its_lines(tmp_path):
    text = told(ANSWER, tmp_path, lines=200)
    start = text.index("A paragraph")
    above = ("Title", "Submission for Title", "Part 1: Overview Questions", "Question 1")
    assert text[:start] == "".join(f"{line}\n\n" for line in (*above, "  What did you know?"))
    body = text[start : text.index("\n\nQuestion 2")]
    assert body.split("\n") == [
        "A paragraph with words that is so long that it goes over the end of",
        "the line, as most do. It goes on.",
        "",
        "- one",
        "",
        "- two",
        "",
        "  inside",
        "",
        "1. first",
        "2. second",
        "",
        "iii. third",
        "",
        "  said",
        "",
        "a | b",
        "c | d",
        "",
        "code",
        "",
        "-----",
        "",
        "last",
    ]


def test_it_ends_where_it_should(tmp_path):
    text = told(ANSWER, tmp_path, lines=12)
    assert len(text.split("\n")) == 13
    assert text.endswith("\n…")


@given(st.text(st.sampled_from("ab *_-+>#|1.)[]()`~\n\t$<&é👍"), max_size=200))
@settings(max_examples=25, deadline=None)
def test_any_answer_has_a_beginning(tmp_path_factory, answer):
    text = told(answer, tmp_path_factory.mktemp("reading"))
    assert text.startswith("Title\n\nSubmission for Title")
    assert len(text.split("\n")) <= 21


@pytest.mark.parametrize("to", ["pdf", "txt"])
def test_a_document_is_read_and_written_once(builder, to):
    made = workbook(one="Six readers.")
    with mock.patch("workbook.submission.build.read_markdown", wraps=reading.read_markdown) as read:
        result = builder(made, to=to)
    assert read.call_count == 1
    assert result.beginning.startswith("A Goal Worth Reaching\n\nSubmission for A Goal Worth Reaching")
    assert "Six readers." in result.beginning
