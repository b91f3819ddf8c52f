"""The sentence around a place."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.prose.sentences import sentence_around


def sentences(text: str) -> list[str]:
    found, position = [], 0
    while position < len(text):
        if not text[position].isspace():
            start, end = sentence_around(text, position, position + 1)
            assert start <= position < end
            found.append(text[start:end])
            position = end
        else:
            position += 1
    return found


@pytest.mark.parametrize(
    "parts",
    [
        ["One ends.", "Two ends!", "Three?", "Four"],
        ["Dr. J. R. Smith came at 8.15 a.m. on Monday.", "He left."],
        ["It was 8 a.m. then.", "It was 9 a.m.", "Then it was ten."],
        ["We need tiles, e.g. red ones, i.e. those (see p. 4, fig. 2 and vol. 3).", "No more."],
        ["He said no.", "See no. 5 for that, etc., and so on.", "So did I.", "Yes."],
        ["“Is it lunch?” asked the rabbit.", "“It is.”", "So it was."],
        ["Well ... perhaps.", "Or not...", "Who knows… nobody."],
        ["She lives in the U.S. Department of it.", "really?", "it goes on."],
        ["It ends here.)", "[And here.]", "“And here.”", "End"],
        ["私は本を読む。", "次の文。", "終わり"],
        ["one line\nand the next."],
        ["A file a.txt and 3.5 of it; www.e.org too."],
    ],
)
def test_sentences(parts):
    assert sentences(" ".join(parts)) == parts


def test_a_span_over_two_sentences_is_in_both():
    text = "One ends. Two ends. Three ends."
    assert text[slice(*sentence_around(text, 4, 13))] == "One ends. Two ends."
    assert text[slice(*sentence_around(text, 10, 19))] == "Two ends."
    assert text[slice(*sentence_around(text, 19, 20))] == "Two ends. Three ends."


def test_a_far_beginning_is_found():
    text = "First one. " + "word " * 5_000 + "end. Last."
    start, end = sentence_around(text, 20_000, 20_001)
    assert (start, text[end - 4 : end]) == (11, "end.")


@given(st.text(st.sampled_from('aA1 .!?…”")\n。e.g'), max_size=60), st.data())
def test_a_sentence_holds_its_span_and_stays_the_same_while_others_change(text, data):
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    begin, finish = sentence_around(text, start, end)
    assert 0 <= begin <= start and end <= finish <= len(text)
    longer = f"Before it. {text}"
    if text[:begin].strip():
        assert sentence_around(longer, start + 11, end + 11) == (begin + 11, finish + 11)
