"""Signs beyond ASCII where a terminal has none: each of ours has a plain form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len

import workbook
from workbook import signs

SOURCE = Path(workbook.__file__).parent
OURS = {
    sign
    for folder in ("cli", "tui")
    for path in (SOURCE / folder).rglob("*.py")
    for sign in re.findall(r"[^\x00-\x7f]", path.read_text("utf-8"))
}


def test_every_sign_of_ours_has_a_plain_form():
    assert {sign for sign in OURS if not signs.in_cells(sign, "ascii").isascii()} == set()
    assert {sign for sign in OURS if "?" in signs.in_cells(sign, "ascii") + signs.in_text(sign)} == set()
    assert signs.in_text("“150–250” words… →") == '"150-250" words... ->'


def test_frames_and_bars_keep_their_cells():
    assert signs.in_cells("\x1b[1m┌──┬━━┐│▌█▁\x1b[0m", "ascii") == "\x1b[1m+--+==+||#_\x1b[0m"
    assert signs.in_cells("Zoë – 日本 e\u0301", "ascii") == "Zoe - ???? e"
    assert signs.in_cells("Zoë ▸ –", "utf-8") == "Zoë > -"


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"])))
def test_nothing_drawn_changes_its_place(text):
    drawn = signs.in_cells(text, "ascii")
    assert drawn.isascii()
    assert len(drawn) == sum(len(signs.in_cells(one, "ascii")) for one in text)
    assert len(drawn) <= 2 * len(text)
    if text.isascii():
        assert drawn == text


@pytest.mark.parametrize("sign", sorted(OURS) + [chr(code) for code in range(0x2500, 0x25A0)])
def test_a_sign_is_as_wide_in_its_plain_form(sign):
    assert len(signs.in_cells(sign, "ascii")) == cell_len(sign)


def test_a_stream_writes_plain_forms_of_what_its_encoding_lacks():
    assert "“Zoë” … ½ 日".encode("ascii", signs.register()) == b'"Zoe" ... 1/2 ?'
    assert "“Zoë” …".encode("latin-1", signs.register()) == b'"Zo\xeb" ...'
