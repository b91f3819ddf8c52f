"""A text's digest tells it from every other text, and is no text itself."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from workbook.findings.proofread_marks import digest


@given(st.text(max_size=50), st.text(max_size=50))
def test_two_texts_have_the_same_digest_only_where_they_are_the_same(one, other):
    assert (digest(one) == digest(other)) == (one == other)


def test_half_a_pair_of_code_units_ends_nothing():
    assert len(digest("\ud83d")) == 32
