"""Words that are right though the engines' dictionaries lack them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import orjson
import pytest

from workbook.credentials.model import Component, Credential, Source
from workbook.home import Home
from workbook.proofreading.known_words import KnownWords, add_words

if TYPE_CHECKING:
    from pathlib import Path

CREDENTIAL = Credential(
    "goals",
    "Goals Worth Reaching",
    research=(
        Source("research.1", "Okonkwo-Lindqvist, B., & Fenstermacher, G. D. (2012). *Goals and learners*. "
               "https://example.org/Zzyzx What it shows."),
    ),
    resources=(Source("resources.1", "[The Marzipane planner](https://example.org/x). Use it."),),
    method_components=(Component("Interleaving well", "Body with bodyword."),),
)  # fmt: skip


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


@pytest.mark.parametrize(
    ("entry", "known", "unknown"),
    [
        (
            "rubric",
            ["rubric", "Rubric", "RUBRIC", "rubrics", "rubric's", "rubric’s", "rubrics’"],
            ["rubrical"],
        ),
        ("IEP", ["IEP", "IEPs", "IEP's", "IEP’s", "IEPs’", "IEPS"], ["iep", "Iep"]),
        ("Vygotsky", ["Vygotsky", "VYGOTSKY", "Vygotsky’s", "VYGOTSKY'S"], ["vygotsky"]),
        ("edTPA", ["edTPA", "EDTPA", "edTPAs"], ["edtpa", "EdTpa"]),
        ("co-teach", ["co-teach", "Co-teach"], ["teach"]),
        ("O'Malley", ["O'Malley", "O’Malley", "O’Malley's"], ["Malley"]),
        ("café", ["café", "Café"], ["cafe"]),
    ],
)
def test_the_forms_of_an_entry(entry: str, known: list[str], unknown: list[str]):
    words = KnownWords([entry])
    assert [word for word in known if not words.knows(word)] == []
    assert [word for word in unknown if words.knows(word)] == []


def test_a_word_with_hyphens_is_known_when_its_parts_are():
    words = KnownWords(["PBIS", "aligned"])
    assert words.knows("PBIS-aligned") and words.knows("PBIS–aligned")
    assert not words.knows("PBIS-alined")


def knows(words: KnownWords, text: str, piece: str) -> bool:
    start = text.index(piece)
    return words.knows_at(text, start, start + len(piece))


def test_several_words_are_known_when_each_is():
    words = KnownWords(["IEP", "WIDA"])
    assert knows(words, "The IEP WIDA test", "IEP WIDA") and knows(words, "The (IEP).", "(IEP)")
    assert not knows(words, "The IEP and", "IEP and") and not words.knows_at("IEP", 1, 1)
    assert not knows(words, "IEP , ", " , ")


def test_a_part_of_a_known_word_with_hyphens_is_known():
    words = KnownWords(["Wi-Fi"])
    assert knows(words, "On Wi-Fi now.", "Wi") and knows(words, "With Wi-Fi’s end.", "Fi")
    assert not knows(words, "On Wi now.", "Wi") and not knows(words, "A Wi-Fo.", "Wi")


def test_nothing_is_known_of_nothing():
    assert not KnownWords().knows("word") and not KnownWords(["", "  "]).knows("")


def test_a_credential_brings_its_authors_and_titles(home: Home):
    known = KnownWords.for_credential(home, CREDENTIAL)
    for word in ("Okonkwo-Lindqvist", "Fenstermacher", "Fenstermacher’s", "Marzipane", "interleaving"):
        assert known.knows(word), word
    assert not known.knows("Zzyzx")  # a part of an address
    assert not known.knows("bodyword")
    assert not KnownWords.for_credential(home, None).knows("Fenstermacher")


def test_the_persons_own_words_are_known(home: Home):
    add_words(home, ["blorple"])
    assert KnownWords.for_credential(home, None).knows("Blorple's")


@pytest.mark.parametrize(
    "listed",
    [
        {"names": ["Jaylen Okafor"]},
        ["Jaylen Okafor"],
        {"names": [{"name": "Jaylen Okafor"}, 7, None]},
        ["jaylen okafor"],
    ],
)
def test_private_names_are_no_misspellings(home: Home, listed: object):
    home.private.mkdir(parents=True)
    home.names.write_bytes(orjson.dumps(listed))
    known = KnownWords.for_credential(home, None)
    assert known.knows("Jaylen") and known.knows("Okafor’s") and not known.knows("jaylen")


@pytest.mark.parametrize("junk", [b"", b"{", b"3", b'{"names": 3}', b"\xff"])
def test_a_private_list_that_cannot_be_read_is_nobodys_trouble(home: Home, junk: bytes):
    home.private.mkdir(parents=True)
    home.names.write_bytes(junk)
    assert not KnownWords.for_credential(home, None).knows("Jaylen")
