"""Cutting a draft into pieces."""

from __future__ import annotations

import pytest
from hypothesis import given

from workbook.prose.cutting import cut, named_pieces

from .drafts import any_draft


@given(any_draft)
def test_the_pieces_join_to_the_draft(draft):
    pieces = cut(draft)
    assert "".join(pieces) == draft
    assert all(pieces)


@pytest.mark.parametrize(
    ("draft", "pieces"),
    [
        ("", ()),
        ("\n \n", ("\n \n",)),
        ("one\n\n\ntwo\n", ("one\n\n\n", "two\n")),
        ("one\r\n\r\ntwo", ("one\r\n\r\n", "two")),
        ("one\rtwo\r\rthree", ("one\rtwo\r\r", "three")),
        ("- one\n- two\n  more\n\n  same\n\nafter", ("- one\n", "- two\n  more\n\n  same\n\n", "after")),
        ("text\n\n    code", ("text\n\n    code",)),
        ("Term\n\n: meaning", ("Term\n\n: meaning",)),
        ("```\na\n\n- b\n```\n\nc", ("```\na\n\n- b\n```\n\n", "c")),
        ("~~~\na\n\n```\n\nb", ("~~~\na\n\n```\n\nb",)),
        ("- ```\n  a\n\nb\n\nc", ("- ```\n  a\n\n", "b\n\n", "c")),
        ("```\na\n\n``` no end\n\n    ```\n```` \nx\n```\n\nb", None),
    ],
)
def test_a_draft_is_cut_where_its_blocks_end(draft, pieces):
    assert cut(draft) == ((draft,) if pieces is None else pieces)


def test_a_piece_is_told_what_the_others_define():
    draft = "[a] and [^1]\n\nno bracket\n\n[A]: /x\n\n[^1]: b"
    (first, names), (_, none), *_ = named_pieces(draft)
    assert first == "[a] and [^1]\n\n"
    assert (set(names.links), set(names.notes)) == ({"A"}, {"1"})
    assert not any(none)
