"""The words of the trade: the lists are in order, and what they hold is never called misspelt."""

from __future__ import annotations

import re
import threading
import unicodedata
from typing import TYPE_CHECKING

import pytest

from workbook.credentials.reader import parse_credential
from workbook.home import content_folder
from workbook.proofreading.harper import Harper
from workbook.proofreading.known_words import KnownWords, trade_words
from workbook.prose.paragraphs import paragraphs

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = content_folder() / "words"
LISTS = sorted(FOLDER.glob("*.txt"))
CREDENTIALS = sorted((content_folder() / "credentials").glob("*.md"))
TEXTS = [*CREDENTIALS, *sorted((content_folder() / "examples").rglob("*.md"))]
FAMILY_NAME = re.compile(r"([^\W\d_][\w'’-]+), (?:[^\W\d_]\.)")
SHOWN_AS_THEY_ARE = {"catalogue"}
"""What the texts say and the lists need not know."""


def entries(path: Path) -> list[str]:
    lines = path.read_text("utf-8").splitlines()
    return [line for line in lines if not line.startswith("#")]


def known() -> KnownWords:
    return KnownWords(trade_words())


def authors(path: Path) -> set[str]:
    """The family names before the year of each reference of a credential."""
    credential = parse_credential(path.read_text("utf-8"), fallback_id=path.stem).credential
    assert credential is not None
    heads = [source.text.split(" (", 1)[0] for source in credential.research]
    return {name for head in heads for name in FAMILY_NAME.findall(head)}


def misspelt(text: str, known_words: KnownWords) -> list[str]:
    """What Harper calls misspelt in a text, but for the known words."""
    texts = [paragraph.text for paragraph in paragraphs(text)]
    noticed = Harper().look(texts, "en-US", threading.Event())
    return [
        plain[one.start : one.end]
        for plain, some in zip(texts, noticed, strict=True)
        for one in some
        if one.category == "spelling" and not known_words.knows_at(plain, one.start, one.end)
    ]


def is_known(word: str) -> bool:
    return KnownWords(trade_words()).knows_at(word, 0, len(word))


def test_the_lists_are_there():
    assert [path.name for path in LISTS] == ["authors.txt", "education.txt"]


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_a_list_begins_with_what_it_is_and_is_in_order(path):
    lines = path.read_text("utf-8").splitlines()
    first = next(number for number, line in enumerate(lines) if not line.startswith("#"))
    assert first > 0
    words = lines[first:]
    assert words == sorted(words, key=lambda word: (word.casefold(), word))
    assert path.read_bytes().endswith(b"\n")


@pytest.mark.parametrize("path", LISTS, ids=lambda path: path.stem)
def test_an_entry_is_one_word(path):
    for entry in entries(path):
        assert re.fullmatch(r"[^\W_]+(?:['&.-][^\W_]+)*", entry), entry
        assert entry == unicodedata.normalize("NFC", entry)


def test_no_word_stands_twice():
    listed = [entry for path in LISTS for entry in entries(path)]
    assert len(set(listed)) == len(listed)
    in_any_case = {entry for entry in listed if entry == entry.lower()}
    with_capitals = set(listed) - in_any_case
    assert {entry for entry in with_capitals if entry.lower() in in_any_case} == set()
    assert {entry for entry in with_capitals if entry == entry.upper()} & {
        entry.upper() for entry in with_capitals if entry != entry.upper()
    } == set()


def test_no_plural_stands_beside_its_word():
    listed = {entry for path in LISTS for entry in entries(path)}
    assert {
        entry for entry in listed if len(entry) > 2 and entry[-1] == "s" and entry[:-1] in listed
    } == set()


def test_there_are_enough_and_the_engines_need_them():
    words = entries(FOLDER / "education.txt")
    assert len(words) >= 700
    # One in twenty is asked for all: Harper looks long for what else could be meant.
    asked = words[::20]
    flagged = set(misspelt(" ".join(f"The word {word} is here." for word in asked), KnownWords()))
    assert 20 * len(flagged & set(asked)) >= 600


@pytest.mark.parametrize(
    "word",
    [
        "IEP", "IEPs", "IEP's", "IEP’s", "PBIS", "WIDA", "ESSA", "FERPA", "LRE", "FAPE", "BIP", "FBA", "UDL",
        "MTSS", "RTI", "RtI", "DIBELS", "NWEA", "edTPA", "EdTPA", "EDTPA", "scaffolded", "Scaffolded",
        "SCAFFOLDED", "backchannel", "paraeducator", "Paraeducators", "paraeducator’s", "microcredential",
        "formatively", "metacognitive", "fishbowling", "Lexile", "Lexiles", "decodable", "manipulatives",
        "Elkonin", "P.", "A’s", "B's", "Ed.D.", "S.M.A.R.T.", "U.S.C.",
    ],
)  # fmt: skip
def test_the_words_of_a_school_are_known(word):
    assert is_known(word)


@pytest.mark.parametrize(
    "word",
    ["teh", "recieve", "studnets", "alot", "thier", "seperate", "definately", "iep", "Elkonen", "wida"],
)
def test_a_mistake_is_not_known(word):
    assert not is_known(word)


@pytest.mark.parametrize("path", CREDENTIALS, ids=lambda path: path.stem)
def test_the_authors_of_a_credentials_references_are_known_everywhere(path):
    found = authors(path)
    assert len(found) >= 4
    assert {name for name in found if not is_known(name)} == set()
    assert {name for name in found if not is_known(f"{name}’s")} == set()


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.stem)
def test_nothing_in_our_own_texts_is_called_misspelt(path):
    text = path.read_text("utf-8")
    if text.startswith("---\n"):
        text = text.split("---\n", 2)[2]
    assert set(misspelt(text, known())) <= SHOWN_AS_THEY_ARE


def test_what_is_wrong_in_a_text_is_still_told():
    text = "The IEP team uses scaffolded texts, as Rosenshine says, and recieves help from paraeducators."
    assert misspelt(text, known()) == ["recieves"]
    assert "IEP" in misspelt(text, KnownWords())
