"""Markdown as plain text."""

from __future__ import annotations

import pytest

from workbook.cli.page import page, plain, wrapped


@pytest.mark.parametrize(
    ("markdown", "text"),
    [
        ("one\ntwo", "one two"),
        ("one  \ntwo", "one\ntwo"),
        ("*a* **b** `c` ~~d~~", "a b c d"),
        ("[title](https://e.org/x) rest", "title (https://e.org/x) rest"),
        ("<https://e.org/x>", "https://e.org/x"),
        ("<b>raw</b>", "<b>raw</b>"),
        ("![a cat](cat.png)", "[picture: a cat] (cat.png)"),
        ("- one\n- two\n  - deep", "- one\n- two\n  - deep"),
        ("3. three\n4. four", "3. three\n4. four"),
        ("> said", "> said"),
        ("```\n  code\n```", "      code"),
        ("| A | B |\n|---|---|\n| 1 | 2 |", "A: 1\n  B: 2"),
        ("a\n\nb", "a\n\nb"),
        ("", ""),
    ],
)
def test_page(markdown, text):
    assert page(markdown) == text


def test_long_lines_are_wrapped_and_addresses_never_broken(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    address = "https://example.org/" + "a-b-" * 30
    lines = page(f"{'word ' * 30}<{address}> end").splitlines()
    assert address in lines
    assert all(len(line) <= 40 for line in lines if address not in line)


def test_wide_terminals_keep_to_80(monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    assert max(map(len, wrapped("word " * 100).splitlines())) == 79


def test_plain_is_one_line():
    assert plain("# A *title*\n\nand more") == "A title and more"
