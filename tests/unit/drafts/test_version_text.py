"""Texts packed with others that are like them."""

from __future__ import annotations

import base64
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.drafts.version_text import pack, unpack

TEXTS = st.text(max_size=200) | st.text(st.sampled_from("ab \n字"), max_size=40)
LONG = "".join(f"Sentence {n} of a long answer, with its own number {n * n}.\n" for n in range(4000))


@given(TEXTS, TEXTS)
def test_what_was_packed_comes_back(text: str, other: str) -> None:
    assert unpack(pack(text, other), other) == text


@pytest.mark.parametrize("length", [0, 1, 16383, 16384, 16385, 32768, 32769, len(LONG)])
def test_a_text_of_any_length_comes_back(length: int) -> None:
    text = LONG[:length]
    assert unpack(pack(text)) == text
    assert unpack(pack(text, "Before. " + LONG), "Before. " + LONG) == text


def test_half_a_surrogate_comes_back() -> None:
    assert unpack(pack("a\ud800b")) == "a\ud800b"


def test_a_long_text_that_differs_in_a_few_words_is_small() -> None:
    changed = LONG.replace("Sentence 20 ", "A sentence 20 ").replace("number 9000000", "number nine")
    assert changed != LONG
    assert len(pack(changed, LONG)) * 10 < len(pack(changed))


@pytest.mark.parametrize("damage", ["", "!", "AAAA", pack("A text.")[:-4], pack("A text.") + "AAAA", "é"])
def test_what_is_damaged_is_no_text(damage: str) -> None:
    with pytest.raises(ValueError, match=r"too short|no compressed text|no base64|ascii"):
        unpack(damage)


def test_a_changed_byte_is_found() -> None:
    whole = bytearray(base64.b64decode(pack("Some words that a person wrote.")))
    found = 0
    for place in range(len(whole)):
        for bit in range(8):
            whole[place] ^= 1 << bit
            try:
                assert unpack(base64.b64encode(whole).decode()) == "Some words that a person wrote."
            except ValueError:
                found += 1
            whole[place] ^= 1 << bit
    assert found > 0.9 * 8 * len(whole)


def test_another_text_than_the_one_it_was_packed_with_is_found() -> None:
    with pytest.raises(ValueError, match="no compressed text"):
        unpack(pack("One two three.", "One two."), "One too.")


def test_a_piece_that_grows_beyond_its_size_is_refused() -> None:
    with pytest.raises(ValueError, match="no compressed text"):
        unpack(base64.b64encode(zlib.compress(b"0" * 100_000_000, 9)).decode())
