"""What is typed as prose is printed as prose: paragraphs that are set in, and speakers in brackets."""

from __future__ import annotations

import pytest

from workbook.submission.mending import mend
from workbook.submission.nodes import strings_of
from workbook.submission.reading import read_markdown


@pytest.mark.parametrize(
    ("typed", "kinds", "words"),
    [
        ("\tWhen the term began.\n\n    By the end.", ["Para", "Para"], "When the term began."),
        ("I asked.\n\n[Ana]: Yes\n[Leo]: No\n\nThen.", ["Para", "Para", "Para"], "[Ana]: Yes"),
        ("See [one].\n\n[one]: https://e.org/x", ["Para"], "See one ."),
        ("- item\n\n    more of it\n\nEnd.\n\n\tSet in.", ["BulletList", "Para", "Para"], "more of it"),
        ("```\n    code\n[Ana]: Yes\n```", ["CodeBlock"], ""),
    ],
)
def test_what_is_read(tmp_path, typed: str, kinds: list[str], words: str):
    (blocks,) = read_markdown([typed], tmp_path)
    assert blocks is not None
    assert [block["t"] for block in blocks] == kinds
    assert set(words.split()) <= set(strings_of(blocks).split())


def test_what_needs_no_mending_is_left_as_it_is():
    for text in ("A paragraph.\n\n- item\n\n    its own\n", "```\n    code\n```", "See [one][x].\n\n[x]: /x"):
        assert mend(text) == text
