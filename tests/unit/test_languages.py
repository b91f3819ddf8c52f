"""Language tags."""

from __future__ import annotations

import pytest

from workbook.languages import ENGLISH, WITH_LANGUAGETOOL, is_english, is_known, normal


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("en", "en-US"), ("en-us", "en-US"), ("EN_gb", "en-GB"), (" de-DE ", "de-DE"), ("fr", "fr"),
        ("pt", "pt-PT"), ("", ""), ("--x", "--x"), ("english please", "english please"),
    ],
)  # fmt: skip
def test_tags_are_brought_into_one_form(written: str, meant: str):
    assert normal(written) == meant


def test_english_in_all_its_kinds_is_english():
    assert is_english("en") and is_english("en-NZ") and is_english("EN_us")
    assert not is_english("de") and not is_english("enm") and not is_english("")


def test_a_language_is_known_by_its_own_letters_and_the_form_of_the_rest():
    for tag in (*ENGLISH, *WITH_LANGUAGETOOL, "es-419", "sr-Latn-RS", "de-DE-1996", "la", "DE-at"):
        assert is_known(tag), tag
    for tag in ("xx", "xx-YY-zz", "en-US-GB", "english", "en-", "", "en_US", "en-toolongforone", "q"):
        assert not is_known(tag), tag
