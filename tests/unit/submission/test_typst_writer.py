"""Text in the Typst source is always inside a string literal."""

from __future__ import annotations

from workbook.submission.nodes import para, plain, words
from workbook.submission.typst_writer import TypstWriter, breakable, literal


def test_quotes_and_backslashes_cannot_end_the_literal() -> None:
    assert literal('a"; #read("x") \\" \\') == '"a\\"; #read(\\"x\\") \\\\\\" \\\\"'
    assert "\n" not in literal("a\nb\r")


def test_a_paragraph_is_one_string() -> None:
    writer = TypstWriter(str)
    assert writer.blocks([para(words("= #let x $y$ @z // w"))]) == '#"= #let x $y$ @z // w";'


def test_an_address_stands_beside_words_but_not_beside_itself() -> None:
    writer = TypstWriter(str)
    link = {"t": "Link", "c": [["", [], []], words("the page"), ["https://x.y/", ""]]}
    assert writer.inlines([link]) == '#weblink("https://x.y/", "the page", "https://x.y/");'
    link["c"][1] = words("x.y")  # type: ignore[index]
    assert writer.inlines([link]) == '#weblink("https://x.y/", "x.y", none);'


def test_a_very_long_word_may_break_and_a_usual_one_may_not() -> None:
    assert "\u200b" in breakable("w" * 120)
    assert breakable("w" * 40 + " " + "v" * 40).count("\u200b") == 0
    assert breakable("https://example.org/" + "/".join(["path"] * 20)).count("\u200b") == 0
    assert not any(part.startswith("\u0301") for part in breakable("e\u0301" * 90).split("\u200b"))


def test_a_list_follows_an_items_words_closely_and_lines_of_a_cell_stay_apart() -> None:
    inner = {"t": "BulletList", "c": [[plain("b")]]}
    written = TypstWriter(str).blocks([{"t": "BulletList", "c": [[plain("a"), inner]]}])
    assert written == '#list(tight: true, [#"a";\n#list(tight: true, [#"b";]);]);'
    assert TypstWriter(str).blocks([plain("file.pdf"), plain("other.pdf")]) == '#"file.pdf";\n\n#"other.pdf";'
