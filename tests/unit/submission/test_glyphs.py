"""Characters that no embedded font has, and the words that stand in for them."""

from __future__ import annotations

import pytest

from workbook.submission.glyphs import Printer, clean_text, is_printable, refused_clusters


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ("plain", "plain"),
        ("Kaʻū, naïve, Ελληνικά, Привет, ½ ≥ → ☐", "Kaʻū, naïve, Ελληνικά, Привет, ½ ≥ → ☐"),
        ("well done 😀!", "well done [grinning face]!"),
        ("👩🏽‍🏫", "[woman, school]"),
        ("🇺🇸", "[flag US]"),
        ("你好", "[East Asian text: U+4F60 U+597D]"),
        ("\ue000", "[character U+E000]"),
        ("e\u0301", "é"),
    ],
)
def test_what_cannot_be_printed_is_named(text: str, printed: str) -> None:
    assert Printer()(text) == printed
    assert is_printable(printed)


def test_what_was_named_is_remarked_once() -> None:
    printer = Printer()
    printer("😀 and 😀 and ☃")
    (remark,) = printer.remarks()
    assert remark.count("grinning face") == 1
    assert Printer().remarks() == []


def test_what_the_compiler_refused_is_named_too() -> None:
    message = 'the text `"q\\u{301}"` could not be displayed with font `"Libertinus Serif"`'
    refused = refused_clusters(message)
    assert refused == {"q\u0301"}
    assert Printer(refused)("q\u0301a") == "[latin small letter q, combining acute accent]a"


def test_a_cautious_printer_names_everything_unusual() -> None:
    assert Printer(cautious=True)("naïve שלום — x\u0337") == (
        "naïve [hebrew letter shin, hebrew letter lamed, hebrew letter vav, hebrew letter final mem] — "
        "x[combining short solidus overlay]"
    )


def test_control_and_direction_characters_go() -> None:
    assert clean_text("a\x00\x1b[0m\u202eb\u2028c\ud800d\x85e") == "a[0mb cd e"
