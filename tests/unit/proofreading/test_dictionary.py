"""The person's own words."""

from __future__ import annotations

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from workbook.errors import StorageError, WorkbookError
from workbook.home import Home
from workbook.proofreading.dictionary import LONGEST, add_words, remove_words, words

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def home(tmp_path: Path) -> Home:
    return Home(tmp_path / "home")


def test_words_are_kept_in_order_of_adding_each_once(home: Home):
    assert words(home) == ()
    assert add_words(home, ["rubricked", "Jaylen", "rubricked"]) == ("rubricked", "Jaylen")
    assert add_words(home, ["Jaylen", "  WIDA "]) == ("WIDA",)
    assert words(home) == ("rubricked", "Jaylen", "WIDA")


def test_words_are_taken_away(home: Home):
    add_words(home, ["one", "two", "three"])
    assert remove_words(home, ["two", "four"]) == ("two",)
    assert words(home) == ("one", "three")
    assert remove_words(home, ["two"]) == ()


def test_a_file_that_she_wrote_herself_is_read_and_kept(home: Home):
    home.folder.mkdir()
    junk = b"\xef\xbb\xbffirst\r\n# her own note\r\n\r\nnot one word\n\xff\xfe\x00\nlast"
    home.dictionary.write_bytes(junk)
    assert words(home) == ("first", "last")
    add_words(home, ["more"])
    assert words(home) == ("first", "last", "more")
    remove_words(home, ["more"])
    assert home.dictionary.read_bytes() == junk + b"\n"


@pytest.mark.parametrize(
    "word", ["", "  ", "two words", "line\nend", "a" * (LONGEST + 1), "\x1b[31m", "…", "#hash"]
)
def test_what_is_no_word_is_refused_and_nothing_is_added(home: Home, word: str):
    with pytest.raises(WorkbookError):
        add_words(home, ["good", word])
    assert words(home) == ()


def test_it_is_for_its_owner_alone(home: Home):
    add_words(home, ["Jaylen"])
    if sys.platform != "win32":
        assert stat.S_IMODE(home.dictionary.stat().st_mode) == 0o600


def test_adding_from_many_threads_loses_no_word(home: Home):
    added = [f"word{number}" for number in range(30)]
    with ThreadPoolExecutor(6) as pool:
        list(pool.map(lambda word: add_words(home, [word]), added))
    assert sorted(words(home)) == sorted(added)


def test_a_file_that_cannot_be_read_is_told(home: Home):
    home.dictionary.mkdir(parents=True)
    with pytest.raises(StorageError, match="Your own words cannot be read"):
        words(home)
