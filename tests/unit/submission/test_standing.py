"""What stands already where a document is to go."""

from __future__ import annotations

import os
import socket
import stat
from pathlib import Path

import pytest

from workbook.errors import WorkbookError
from workbook.submission.build import FORMATS
from workbook.submission.standing import is_ours

from .helpers import workbook

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such things")
MADE = workbook(one="Six readers.")


@pytest.mark.parametrize("to", FORMATS)
def test_a_document_of_ours_is_replaced_and_that_is_told(builder, tmp_path, to):
    first = builder(MADE, to=to)
    assert (first.replaced, first.kept) == (False, None)
    assert is_ours(first.path)
    again = builder(MADE, to=to)
    assert (again.replaced, again.kept) == (True, None)
    assert again.sha256 == first.sha256
    assert [path.name for path in tmp_path.iterdir() if path.is_file()] == [f"out.{to}"]


@pytest.mark.parametrize(
    "other", [b"my own words", b"%PDF-1.7 another", b"PK\x03\x04 cut off", b"<!DOCTYPE html>"]
)
def test_another_document_is_kept_beside_it(builder, tmp_path, other):
    path = tmp_path / "out.txt"
    for name in ("out.txt.bak", "out.txt.bak-2"):
        path.write_bytes(other)
        result = builder(MADE, to="txt")
        assert (result.replaced, result.kept) == (True, tmp_path / name)
        assert result.kept.read_bytes() == other
        assert is_ours(path)


def test_an_empty_file_is_nobodys(builder, tmp_path):
    (tmp_path / "out.txt").touch()
    assert builder(MADE, to="txt").kept is None


@posix
def test_a_link_stays_and_what_it_leads_to_is_written(builder, tmp_path):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "real.txt").write_bytes(b"mine")
    (tmp_path / "out.txt").symlink_to("elsewhere/real.txt")
    result = builder(MADE, to="txt")
    assert (tmp_path / "out.txt").is_symlink()
    assert is_ours(elsewhere / "real.txt")
    assert result.kept == tmp_path / "out.txt.bak"
    assert result.kept.read_bytes() == b"mine"
    assert not result.kept.is_symlink()


@posix
def test_what_is_no_plain_file_is_refused_before_anything_is_made(builder, tmp_path, monkeypatch):
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "file").touch()
    (tmp_path / "null").symlink_to(os.devnull)
    monkeypatch.chdir(tmp_path)
    with socket.socket(socket.AF_UNIX) as listening:
        listening.bind("socket")
    before = Path(os.devnull).stat()

    def never(*_):
        raise AssertionError("something was made")

    monkeypatch.setattr("workbook.submission.build.read_markdown", never)
    for name, words in (
        ("pipe", "is a pipe"),
        ("socket", "is a socket"),
        ("null", "is a device"),
        (os.devnull, "is a device"),
        ("circle", "a link that leads in a circle"),
        ("file/x.txt", "is a file, and no folder"),
    ):
        with pytest.raises(WorkbookError, match=words) as caught:
            builder(MADE, to="txt", target=tmp_path / name)
        assert caught.value.exit_status == 2
    assert stat.S_ISCHR(Path(os.devnull).stat().st_mode)
    assert Path(os.devnull).stat().st_ino == before.st_ino
