"""Whole or not at all."""

from __future__ import annotations

import errno
import os
import stat

import pytest

from workbook.errors import StorageError
from workbook.files import TEMPORARY_PREFIX, copy_atomically, ensure_folder, sweep, write_atomically
from workbook.home import Home
from workbook.preferences import change, load
from workbook.proofreading.dictionary import add_words, words

posix = pytest.mark.skipif(os.name == "nt", reason="Windows has no such things")


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


@pytest.fixture
def linked(tmp_path):
    """A file in a folder of its own, and a link to it in another."""
    for name in ("here", "there"):
        (tmp_path / name).mkdir()
    (tmp_path / "there" / "real").write_bytes(b"old")
    link = tmp_path / "here" / "a"
    link.symlink_to("../there/real")
    return link


@posix
@pytest.mark.parametrize("hard_links", [True, False])
def test_a_link_stays_and_the_file_that_it_leads_to_is_written(linked, monkeypatch, hard_links):
    if not hard_links:
        monkeypatch.setattr(os, "link", refuse_links)
    write_atomically(linked, b"new", keep_backup=True)
    real = linked.resolve()
    assert (linked.is_symlink(), real.parent.name, real.read_bytes()) == (True, "there", b"new")
    backup = linked.with_name("a.bak")
    assert not backup.is_symlink()
    assert backup.read_bytes() == b"old"
    copy_atomically(backup, linked)
    assert (linked.is_symlink(), real.read_bytes()) == (True, b"old")
    assert leftovers(linked.parent) == leftovers(real.parent) == []


def refuse_links(*_):
    raise OSError(errno.EPERM, "no links here")


@posix
def test_a_link_to_nothing_makes_the_file_where_it_leads(tmp_path):
    (tmp_path / "a").symlink_to("b")
    write_atomically(tmp_path / "a", b"new", keep_backup=True)
    assert (tmp_path / "a").is_symlink()
    assert (tmp_path / "b").read_bytes() == b"new"
    assert not (tmp_path / "a.bak").exists()


@posix
def test_a_link_that_was_the_last_good_copy_is_replaced_by_one(tmp_path):
    (tmp_path / "mine").write_bytes(b"mine")
    (tmp_path / "a").write_bytes(b"old")
    (tmp_path / "a.bak").symlink_to("mine")
    write_atomically(tmp_path / "a", b"new", keep_backup=True)
    assert not (tmp_path / "a.bak").is_symlink()
    assert (tmp_path / "mine").read_bytes() == b"mine"


@posix
@pytest.mark.parametrize("failing", ["fsync", "replace"])
def test_what_fails_behind_a_link_leaves_the_old_content(linked, monkeypatch, failing):
    monkeypatch.setattr(os, failing, refuse_links)
    with pytest.raises(StorageError):
        write_atomically(linked, b"new", keep_backup=True)
    assert linked.read_bytes() == b"old"
    assert leftovers(linked.parent) == leftovers(linked.resolve().parent) == []


@posix
def test_a_last_step_that_fails_behind_a_link_is_undone(linked, monkeypatch):
    replace = os.replace

    def fail_at_the_backup(source, target):
        if str(target).endswith(".bak"):
            refuse_links()
        replace(source, target)

    monkeypatch.setattr(os, "replace", fail_at_the_backup)
    with pytest.raises(StorageError):
        write_atomically(linked, b"new", keep_backup=True)
    assert linked.is_symlink()
    assert linked.read_bytes() == b"old"


@posix
@pytest.mark.parametrize(
    "write", [write_atomically, lambda path, _: copy_atomically(path.parent / "x", path)]
)
def test_what_is_no_plain_file_is_left_alone(tmp_path, write):
    (tmp_path / "x").write_bytes(b"x")
    (tmp_path / "folder").mkdir()
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "circle").symlink_to("circle")
    (tmp_path / "null").symlink_to(os.devnull)
    before = sorted(tmp_path.iterdir())
    for name, kind in (("folder", "folder"), ("pipe", "pipe"), ("circle", "circle"), ("null", "device")):
        with pytest.raises(StorageError, match=f"{name} is a .*{kind}") as caught:
            write(tmp_path / name, b"new")
        assert caught.value.exit_status == 2
        assert caught.value.short.startswith("NOT SAVED: it is a ")
    assert sorted(tmp_path.iterdir()) == before
    assert stat.S_ISCHR((tmp_path / "null").stat().st_mode)
    assert (tmp_path / "pipe").is_fifo()


@posix
def test_a_file_stays_as_readable_as_it_was(tmp_path):
    path = tmp_path / "a"
    write_atomically(path, b"1")
    path.chmod(0o600)
    write_atomically(path, b"2")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


@posix
def test_what_a_person_keeps_elsewhere_and_links_to_stays_there(tmp_path):
    home, elsewhere = Home(tmp_path / "home"), tmp_path / "synchronised"
    for folder in (home.folder, elsewhere):
        folder.mkdir()
    (elsewhere / "words.txt").write_text("Zoë\n", encoding="utf-8")
    (elsewhere / "config.toml").write_text('theme = "paper"\n', encoding="utf-8")
    home.dictionary.symlink_to(elsewhere / "words.txt")
    home.preferences.symlink_to(elsewhere / "config.toml")
    add_words(home, ["PBIS"])
    change(home, language="en-GB")
    assert (words(home), load(home).language) == (("Zoë", "PBIS"), "en-GB")
    assert home.dictionary.is_symlink()
    assert home.preferences.is_symlink()
    assert (elsewhere / "words.txt").read_text("utf-8") == "Zoë\nPBIS\n"
    assert sorted(path.name for path in elsewhere.iterdir()) == ["config.toml", "words.txt"]


@posix
def test_what_was_left_where_a_link_leads_is_swept_too(linked):
    left = linked.resolve().parent / f"{TEMPORARY_PREFIX}0-0f"
    left.touch()
    assert sweep(linked.parent) == 1
    assert not left.exists()
    assert linked.read_bytes() == b"old"
