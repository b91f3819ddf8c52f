"""Language tags."""

from __future__ import annotations

import pytest

from workbook.languages import is_english, normal


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
