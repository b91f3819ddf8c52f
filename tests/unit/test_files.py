"""Whole or not at all."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from workbook.errors import StorageError
from workbook.files import TEMPORARY_PREFIX, copy_atomically, ensure_folder, write_atomically


def leftovers(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(TEMPORARY_PREFIX)]


def test_the_content_before_is_kept_as_bak(tmp_path):
    path = tmp_path / "a"
    for data in (b"1", b"2", b"3"):
        write_atomically(path, data, keep_backup=True)
    assert path.read_bytes() == b"3"
    assert (tmp_path / "a.bak").read_bytes() == b"2"
    write_atomically(path, b"4")
    assert (tmp_path / "a.bak").read_bytes() == b"2"
    assert leftovers(tmp_path) == []


def test_the_backup_is_kept_where_there_are_no_hard_links(tmp_path, monkeypatch):
    def none(*_):
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", none)
    for data in (b"1", b"2"):
        write_atomically(tmp_path / "a", data, keep_backup=True)
    assert (tmp_path / "a.bak").read_bytes() == b"1"
    assert (tmp_path / "a").read_bytes() == b"2"


@pytest.mark.parametrize("failing", ["fsync", "replace"])
@pytest.mark.parametrize(
    ("number", "words"), [(errno.ENOSPC, "the disk is full"), (errno.EROFS, "the disk is read-only")]
)
def test_what_fails_leaves_the_old_content_and_no_leftover(tmp_path, monkeypatch, failing, number, words):
    path = tmp_path / "a"
    path.write_bytes(b"old")

    def fail(*_):
        raise OSError(number, "fault")

    monkeypatch.setattr(os, failing, fail)
    with pytest.raises(StorageError, match=f"NOT SAVED: {words}") as caught:
        write_atomically(path, b"new")
    assert str(path) in caught.value.what
    assert path.read_bytes() == b"old"
    assert leftovers(tmp_path) == []


def test_a_missing_folder_is_a_storage_error(tmp_path):
    with pytest.raises(StorageError):
        write_atomically(tmp_path / "no" / "a", b"")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_modes(tmp_path):
    mask = os.umask(0o027)
    try:
        write_atomically(tmp_path / "open", b"")
        write_atomically(tmp_path / "shut", b"", private=True)
    finally:
        os.umask(mask)
    assert stat.S_IMODE((tmp_path / "open").stat().st_mode) == 0o640
    assert stat.S_IMODE((tmp_path / "shut").stat().st_mode) == 0o600
    assert stat.S_IMODE(ensure_folder(tmp_path / "deep" / "er", private=True).stat().st_mode) == 0o700


def test_a_folder_below_a_file(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(StorageError):
        ensure_folder(tmp_path / "file" / "folder")


def test_copying(tmp_path):
    data = os.urandom(3_000_000)
    (tmp_path / "a").write_bytes(data)
    copy_atomically(tmp_path / "a", tmp_path / "b")
    assert (tmp_path / "b").read_bytes() == data
    assert leftovers(tmp_path) == []


def test_a_copy_that_fails_says_which_side_it_was(tmp_path):
    with pytest.raises(StorageError, match=r"gone cannot be read"):
        copy_atomically(tmp_path / "gone", tmp_path / "b")
    (tmp_path / "a").write_bytes(b"x")
    with pytest.raises(StorageError, match="NOT SAVED"):
        copy_atomically(tmp_path / "a", tmp_path / "no" / "b")
    assert not (tmp_path / "b").exists()
