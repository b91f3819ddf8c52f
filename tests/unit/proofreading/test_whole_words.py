"""No finding begins or ends within a word, whatever the engines notice; and the words stay whole."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.proofreading.harper import Harper
from workbook.proofreading.known_words import KnownWords, trade_words
from workbook.proofreading.model import Noticed
from workbook.proofreading.proofreader import Proofreader
from workbook.proofreading.whole_words import in_whole_words, is_within_a_word
from workbook.prose.legible import plain_letters

from .support import NEVER, noticed
from .test_proofreader import PLACE, mended

if TYPE_CHECKING:
    from collections.abc import Sequence

    from workbook.findings.model import Finding


@pytest.mark.parametrize(
    ("text", "part", "suggestion", "word", "whole"),
    [
        ("He doens't know", "doens", "does", "doens't", "does't"),
        ("the authour’s book", "authour", "author", "authour’s", "author’s"),
        ("on 2th day", "th", "nd", "2th", "2nd"),
        ("our 504s and IEPs", "s and", "sand", "504s and", "504sand"),
        ("he do n't", "n't", "not", "n't", "not"),
        ("a na\u0308ive one", "\u0308i", "x", "na\u0308ive", "naxve"),
        ("students' work", "students", "pupils", "students", "pupils"),
        ("the 'sound' of", "sound", "tone", "sound", "tone"),
        ("well-known", "known", "seen", "known", "seen"),
    ],
)
def test_a_part_becomes_its_word_and_the_suggestion_too(
    text: str, part: str, suggestion: str, word: str, whole: str
):
    found = in_whole_words(text, noticed(text, part, suggestion))
    assert (text[found.start : found.end], found.suggestions) == (word, (whole,))


def test_scripts_without_spaces_have_no_words_to_cut():
    text = "私は学生です"
    assert not any(is_within_a_word(text, place) for place in range(len(text)))


LETTERS = "abIé .,-*'’\"_\n`09"
ODD = ["\u0301", "\u00ad", "\u200b", "\u200d", "ʻ", "ʼ", "‘", "\u2060", "e\u0301", "a\u0323\u0302",
       "&eacute;", "\\*", "**", "https://e.org", "[a](b)", "🎉", "\ufeff", "🏽"]  # fmt: skip
TEXTS = st.lists(st.sampled_from([*LETTERS, *ODD, "word", "it's", "504s", "isnʼt"]), max_size=25).map("".join)


@dataclass
class Anything:
    """An engine that notices whatever it is told to, as shares of the text."""

    spans: list[tuple[float, float]]
    suggestions: tuple[str, ...] = ("new",)
    name: str = "harper"
    version: str = "1"
    in_words: str = "Harper"
    asked: list[str] = field(default_factory=list)

    def speaks(self, language: str) -> bool:
        return bool(language)

    def look(self, texts: Sequence[str], language: str, cancel: object) -> list[tuple[Noticed, ...]]:
        self.asked += texts
        return [tuple(self._noticed(text)) for text in texts]

    def _noticed(self, text: str) -> list[Noticed]:
        ends = [sorted((round(a * len(text)), round(b * len(text)))) for a, b in self.spans]
        return [
            Noticed(start, end, "grammar", "Rule", "Look.", self.suggestions, self.name)
            for start, end in ends
        ]


def found_in(draft: str, engine: Anything) -> tuple[Finding, ...]:
    return Proofreader((engine,), KnownWords()).look(draft, PLACE, "en-US", NEVER).findings


SHARES = st.lists(st.tuples(st.floats(0, 1), st.floats(0, 1)), max_size=4)


UNSEEN = "\u00ad\u200b\u2060\ufeff\u02bb\u02bc"


def is_cut(draft: str, place: int) -> bool:
    """Whether a place of a draft is between two letters, but for what cannot be seen, or before a mark."""
    before, behind = draft[:place].rstrip(UNSEEN)[-1:], draft[place:].lstrip(UNSEEN)[:1]
    if not before or not behind:
        return False
    return before.isalpha() and (behind.isalpha() or unicodedata.combining(behind) > 0)


@given(TEXTS, SHARES)
def test_no_finding_begins_or_ends_within_a_word(draft: str, shares: list[tuple[float, float]]):
    for found in found_in(draft, Anything(shares)):
        assert found.span is not None and found.excerpt == draft[found.span.start : found.span.end]
        if found.span.start < found.span.end:
            assert not is_cut(draft, found.span.start), found
            assert not is_cut(draft, found.span.end), found


@given(TEXTS, SHARES)
def test_engines_are_given_composed_letters_and_nothing_unseen(draft: str, shares: list[tuple[float, float]]):
    engine = Anything(shares)
    found_in(draft, engine)
    for text in engine.asked:
        assert unicodedata.is_normalized("NFC", text)
        assert not re.search("[\u00ad\u200b\u2060\ufeffʻʼ]|(?<![🎉🏽])\u200d", text)


@pytest.mark.parametrize(
    ("draft", "word", "meant", "after"),
    [
        ("The stu\u00adnets left.", "stu\u00adnets", "students", "The students left."),
        ("We had a cafe\u0301e there.", "cafe\u0301e", "café", "We had a cafe\u0301 there."),
        ("She reci\u200bevs it.", "reci\u200bevs", "receives", "She receives it."),
        ("He do\u00adensʼt know.", "do\u00adensʼt", "doesn't", "He doesnʼt know."),
    ],
)
def test_a_suggestion_is_for_the_whole_word(draft: str, word: str, meant: str, after: str):
    """What it leaves as it is stays as it was typed."""
    text, part = plain_letters(draft), plain_letters(word)
    begin = text.index(part)
    engine = Anything([(begin / len(text), (begin + len(part)) / len(text))], (meant,))
    (found,) = found_in(draft, engine)
    assert found.excerpt == word
    assert mended(draft, found).replace("\u00ad", "").replace("\u200b", "") == after


@pytest.mark.parametrize(
    "draft",
    [
        "The read\u00ading was the best mo\u00adment, and on Mon\u200bday the stu\u00addents left.",
        "We taught in Hawaiʻi and on Oʻahu. She is from Kauaʻi. It isnʼt far.",
        "We taught in Hawai‘i and on O‘ahu, in Hawai'i and on O’ahu, Moloka‘i and Lāna‘i.",
        "Our 504s and IEPs were reviewed. All 504's and IEPs were signed.",
        "The 10's and 100's places took a week. She is 5' tall.",
        "The 1990's and 2000's were busy. The desk is 30\" wide and he is 5'4\" tall.",
        "The cafe\u0301 was nai\u0308ve, the re\u0301sume\u0301 was not.",
    ],
)
def test_harper_says_nothing_of_what_is_right(draft: str):
    found = Proofreader((Harper(),), KnownWords(trade_words())).look(draft, PLACE, "en-US", NEVER)
    assert found.findings == ()


def test_a_word_with_an_okina_that_is_added_is_known_however_it_is_written():
    for typed in ("kaʻaumo", "ka‘aumo", "ka'aumo"):
        draft = f"It is a {typed} here."
        (found,) = Proofreader((Harper(),), KnownWords()).look(draft, PLACE, "en-US", NEVER).findings
        assert (found.rule, found.excerpt) == ("spelling", typed)
        known = KnownWords(found.excerpt.split())
        assert Proofreader((Harper(),), known).look(draft, PLACE, "en-US", NEVER).findings == ()
