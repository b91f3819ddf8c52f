"""Drafts that nobody writes: they are read all the same, in time that grows with their length alone."""

from __future__ import annotations

import pytest

from workbook.prose.cutting import cut
from workbook.prose.paragraphs import paragraphs
from workbook.prose.sentences import sentence_around
from workbook.prose.words import count_words

SIZE = 10_000


def filled(pattern: str, size: int = SIZE) -> str:
    return pattern * (size // len(pattern))


DRAFTS = {
    **{
        pattern: filled(pattern)
        for pattern in (
            "a", "word ", "a b\n", "\n", " \n", "\t", "🎉", "\x01\x02\x1b", "\x00", "\ud800", "e\u0301",
            "שלום ", "*", "*a ", "**a", "*_a ", "~~a", "[", "]", "[a]", "[a](b", "![", "[](", "![[](",
            "[^a", "`", "`a ", "<", "<a ", "<b>", "<!--", "&", "&amp;", "\\", "\\\n", "a  \n", "a\r\n",
            "\r\r\n", "# a\n", "---\n", "a\n===\n", "> a\n", "- a\n", "1. a\n", "a. x\n", "a\n: b\n",
            "- a\n\n  b\n\n", "[a\n", "```\n\n", "```\na\n\n~~~\nb\n\n", "|a|\n|-|\n|b|\n\n", "|\\|",
            "https://e.org/a ", "a@b.co ", "a@", "www.",
        )
    },
    "deep quotes": filled(">"),
    "deep quotes on many lines": filled("> " * 30 + "a\n"),
    "deep lists on one line": filled("- "),
    "deep lists": "".join("  " * depth + "- a\n" for depth in range(150)),
    "deep lettered lists": filled("a. "),
    "brackets in brackets": filled("[", SIZE // 2) + filled("]", SIZE // 2),
    "pictures in pictures": filled("![", SIZE // 4) + filled("](x)", SIZE // 2),
    "an open title": "[a]: x '" + filled("b\n"),
    "an open fence": "```\n" + filled("a\n\n"),
    "a lazy quotation": "> " * 10 + "a\n" + filled("b\n"),
    "ticks of all lengths": " ".join("`" * length for length in range(200)),
    "an address in brackets": "https://" + filled("a("),
    "a wide table": f"{filled('|a', 4_000)}\n{filled('|-', 4_000)}\n{filled('|b', 4_000)}",
    "many addresses": "".join(f"[a{number}]: x\n" for number in range(1_000)) + "[a1]",
    "many notes": "".join(f"[^{number}]: x\n" for number in range(1_000)) + filled("[^1] "),
}  # fmt: skip


@pytest.mark.parametrize("draft", DRAFTS.values(), ids=[ascii(name) for name in DRAFTS])
def test_it_is_read(draft):
    assert "".join(cut(draft)) == draft
    for paragraph in paragraphs(draft):
        assert paragraph.runs[-1].end == len(paragraph.text)
        assert 0 <= paragraph.source_span(0, len(paragraph.text))[1] <= len(draft)
    assert count_words(draft) >= 0


def test_a_megabyte_on_one_line_is_one_paragraph():
    draft = filled("words and more *words* " + "and more " * 10, 1_000_000).strip()
    (paragraph,) = paragraphs(draft)
    assert len(paragraph.text) == len(draft) - draft.count("*")
    middle = len(paragraph.text) // 2
    assert sentence_around(paragraph.text, middle, middle + 1) == (0, len(paragraph.text))
