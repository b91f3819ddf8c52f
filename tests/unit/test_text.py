"""Text from outside: what is dropped, what is kept, and what is said of bytes that are no text."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workbook.errors import StorageError, WorkbookError
from workbook.text import clean_document, clean_draft, decode, fold, one_line, read_file


@pytest.mark.parametrize(
    ("given_text", "kept"),
    [
        ("\ufeffa\r\nb\rc\n", "a\nb\nc\n"),
        ("tab\tstays", "tab\tstays"),
        ("\ufeff\x00\ufeffa\ufeffb", "a\ufeffb"),
        ("\x00\x07\x1b\x7f\x9bend", "end"),
        ("a\x0bb\x0cc\x85d\u2028e\u2029f\r\n\x0b", "a\nb\nc\nd\ne\nf\n\n"),
        (
            "\xa0\u2007\u202f\u3000 \u2066\u202e\u200c\u2069 \ue000 \U000fffff",
            "\xa0\u2007\u202f\u3000 \u2066\u202e\u200c\u2069 \ue000 \U000fffff",
        ),
        ("e\u0301 is not é", "e\u0301 is not é"),
        ("zero\u200bwidth and \u200d stay", "zero\u200bwidth and \u200d stay"),
    ],
)
def test_a_draft_keeps_all_but_control_characters(given_text, kept):
    assert clean_draft(given_text) == kept


@given(st.text())
def test_cleaning_twice_is_cleaning_once(text):
    once = clean_draft(text)
    assert clean_draft(once) == once
    assert not any((ord(c) < 32 and c not in "\n\t") or 127 <= ord(c) < 160 for c in once)


@given(
    st.text(alphabet=st.characters(exclude_categories=("Cc", "Cs", "Zl", "Zp"))).filter(
        lambda t: t[:1] != "\ufeff"
    )
)
def test_text_without_control_characters_stays_as_it_is(text):
    assert clean_draft(text) == text


@pytest.mark.parametrize(
    "escape", ["\x1b[31m", "\x1b[2J", "\x1b]0;title\x07", "\x1b]8;;http://x\x1b\\", "\x1bc", "\x1b(B"]
)
def test_a_document_loses_whole_escapes(escape):
    assert clean_document(f"a{escape}b") == "ab"


def test_a_draft_keeps_what_is_readable_of_an_escape():
    assert clean_draft("a\x1b[31mb") == "a[31mb"


def test_one_line():
    assert one_line(" a\n\tb \x1b[1mc  ") == "a b c"


@pytest.mark.parametrize(("left", "right"), [("Zoë", "zoe"), ("Ａ  b\n", "a B"), ("Straße", "STRASSE")])
def test_fold(left, right):
    assert fold(left) == fold(right)


def test_what_is_not_utf8_is_told_with_its_line():
    assert decode("é".encode(), "x") == "é"
    with pytest.raises(WorkbookError) as caught:
        decode(b"one\ntwo\n\xff", "my\x1b[1m file")
    assert str(caught.value).startswith("my file is not UTF-8 text (line 3 holds the byte 0xff). Save it as")
    assert caught.value.exit_status == 2


def test_reading_a_file(tmp_path):
    (tmp_path / "a").write_bytes(b"x")
    assert read_file(tmp_path / "a") == b"x"
    for path, words in [
        (tmp_path / "b", "is not there"),
        (tmp_path, "is a folder"),
        (tmp_path / "a/b", "is not"),
    ]:
        with pytest.raises(WorkbookError, match=words) as caught:
            read_file(path)
        assert caught.value.exit_status == 2
    with pytest.raises(StorageError):
        read_file(tmp_path / ("x" * 5000))
