"""The cache of paragraphs."""

from __future__ import annotations

import stat
import sys
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

import pytest

from workbook.drafts.workbook_file import PROOFREAD_CACHE as FILE_NAME
from workbook.proofreading import cache as module
from workbook.proofreading.cache import ParagraphCache

from .support import noticed

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "Each of teh students 😀 has a book."
FOUND = (noticed(TEXT, "teh", "the", "tea", category="spelling"), noticed(TEXT, "has", engine="harper"))


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / FILE_NAME


def test_what_was_noticed_is_found_again_also_from_the_disk(path: Path):
    cache = ParagraphCache(path)
    assert cache.find(TEXT, "harper", "1", "en-US") is None
    cache.keep(TEXT, "harper", "1", "en-US", FOUND)
    cache.keep("Nothing here.", "harper", "1", "en-US", ())
    assert cache.find(TEXT, "harper", "1", "en-US") == FOUND
    cache.save()
    again = ParagraphCache(path)
    assert again.find(TEXT, "harper", "1", "en-US") == FOUND
    assert again.find("Nothing here.", "harper", "1", "en-US") == ()


@pytest.mark.parametrize(
    "other",
    [("Each", "harper", "1", "en-US"), (TEXT, "languagetool", "1", "en-US"), (TEXT, "harper", "2", "en-US"),
     (TEXT, "harper", "1", "en-GB")],
)  # fmt: skip
def test_another_text_engine_version_or_language_is_another_question(other: tuple[str, str, str, str]):
    cache = ParagraphCache()
    cache.keep(TEXT, "harper", "1", "en-US", FOUND)
    assert cache.find(*other) is None


@pytest.mark.parametrize(
    "damage",
    [b"", b"junk", b'{"form":1}\n["a"', b'{"form":99}\n', b"[]\n", b'{"form":1}\n[1,2,3]\n', b"\xff\x00" * 50,
     b'{"form":1}\n{"a":1}\n', b'{"form":1}\n7\n'],
)  # fmt: skip
def test_a_damaged_file_is_begun_anew(path: Path, damage: bytes):
    path.write_bytes(damage)
    cache = ParagraphCache(path)
    cache.keep(TEXT, "harper", "1", "en-US", FOUND)
    cache.save()
    assert ParagraphCache(path).find(TEXT, "harper", "1", "en-US") == FOUND


@pytest.mark.parametrize(
    "row",
    [
        b"7",
        b'["x"]',
        b'[0,999,"grammar","R","M",[],false]',
        b'[0,1,"other","R","M",[],false]',
        b'[0,1,"style",3,"M",[],false]',
    ],
)
def test_a_row_that_names_no_place_in_the_text_is_not_believed(path: Path, row: bytes):
    cache = ParagraphCache(path)
    cache.keep("Hello.", "harper", "1", "en-US", ())
    cache.save()
    path.write_bytes(path.read_bytes().replace(b",[]]", b",[" + row + b"]]"))
    assert ParagraphCache(path).find("Hello.", "harper", "1", "en-US") is None


def test_it_is_bounded_and_keeps_what_was_used_last(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_PARAGRAPHS", 3)
    cache = ParagraphCache(path)
    for number in range(3):
        cache.keep(f"Text {number}.", "harper", "1", "en-US", ())
    cache.find("Text 0.", "harper", "1", "en-US")
    cache.keep("Text 3.", "harper", "1", "en-US", ())
    held = [cache.find(f"Text {number}.", "harper", "1", "en-US") is not None for number in range(4)]
    assert held == [True, False, True, True]


def test_the_file_is_bounded(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(module, "MOST_BYTES", 1000)
    cache = ParagraphCache(path)
    for number in range(100):
        cache.keep(f"Text {number}.", "harper", "1", "en-US", ())
    cache.save()
    assert path.stat().st_size <= 1000
    assert ParagraphCache(path).find("Text 99.", "harper", "1", "en-US") == ()


def test_it_is_for_its_owner_alone(path: Path):
    cache = ParagraphCache(path)
    cache.keep(TEXT, "harper", "1", "en-US", FOUND)
    cache.save()
    if sys.platform != "win32":
        assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_disk_that_would_not_have_it_is_nobodys_trouble(tmp_path: Path):
    cache = ParagraphCache(tmp_path / "gone" / FILE_NAME)
    cache.keep(TEXT, "harper", "1", "en-US", FOUND)
    cache.save()
    (tmp_path / "gone").mkdir()
    cache.save()
    assert (tmp_path / "gone" / FILE_NAME).exists()


def test_half_a_character_does_not_keep_the_rest_from_being_saved(path: Path):
    cache = ParagraphCache(path)
    cache.keep("\ud800", "harper", "1", "en-US", (noticed("\ud800", "\ud800", "\ud800"),))
    cache.keep(TEXT, "harper", "1", "en-US", FOUND)
    cache.save()
    assert ParagraphCache(path).find(TEXT, "harper", "1", "en-US") == FOUND


def test_many_threads_may_use_it(path: Path):
    cache = ParagraphCache(path)

    def use(number: int) -> bool:
        text = f"Text {number % 7}. {TEXT}"
        cache.keep(text, "harper", "1", "en-US", ())
        cache.save()
        return cache.find(text, "harper", "1", "en-US") == ()

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(200)))
