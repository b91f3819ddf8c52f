"""A backup is one zip of all that a person made, read back before it is called done."""

from __future__ import annotations

import errno
import json
import os
import stat
import zipfile
from typing import TYPE_CHECKING

import pytest

from workbook import files
from workbook.drafts import archive_entries, backup
from workbook.drafts.actions import answer, note
from workbook.drafts.archive import verify
from workbook.drafts.artifacts import attach
from workbook.drafts.backup import back_up, usual_name
from workbook.drafts.holder import Holder, write_holder
from workbook.drafts.lock import WorkbookLock
from workbook.drafts.restoring import restore
from workbook.drafts.store import Store
from workbook.errors import StorageError, WorkbookError
from workbook.home import Home

from .zips import MADE_AT, tree

if TYPE_CHECKING:
    from pathlib import Path

    from workbook.drafts.store import OpenWorkbook


@pytest.fixture
def full(home: Home, started: OpenWorkbook, tmp_path: Path) -> OpenWorkbook:
    """A workbook with something of everything in it, in a home with everything a home may have."""
    answer(started, "part-1.prompt-1", "One.")
    answer(started, "part-1.prompt-1", "Because listening comes first.")
    note(started, "research.1", "A note.")
    file = tmp_path / "Maria's plan.pdf"
    file.write_bytes(b"%PDF-1.4 the plan")
    attach(started, home, "part-2.artifact-1", str(file))
    submissions = started.file.folder / "submissions"
    submissions.mkdir()
    (submissions / "small.pdf").write_bytes(b"%PDF-1.7")
    home.preferences.write_text('theme = "slate"\n')
    home.dictionary.write_text("PBIS\n")
    home.catalogue.mkdir()
    (home.catalogue / "my own – ünïcode.md").write_text("# Mine\n")
    home.names.write_text('["Maria"]')
    return started


def why(made: backup.BackedUp) -> dict[str, str]:
    return {skipped.name: skipped.why for skipped in made.skipped}


def test_everything_is_in_it_and_the_names_are_not(home, full, tmp_path):
    folder = full.file.folder
    for name in (
        ".saving-1-abc",
        ".session.json",
        "workbook.json.bak",
        "editing-answer-x.md.lock",
        full.file.proofread_cache.name,
        f"{full.file.proofread_cache.name}-journal",
    ):
        (folder / name).write_text("x")
    for place in (home.logs, home.trash / "small"):
        place.mkdir(parents=True)
        (place / "x").write_text("x")
    made = back_up(home, tmp_path / "b.zip")
    assert made.skipped == ()
    with zipfile.ZipFile(made.path) as archive:
        assert set(archive.namelist()) == {
            "manifest.json",
            "config.toml",
            "dictionary.txt",
            "catalogue/my own – ünïcode.md",
            "workbooks/small/workbook.json",
            "workbooks/small/history.json",
            "workbooks/small/credential.md",
            "workbooks/small/artifacts/part-2.artifact-1.pdf",
            "workbooks/small/submissions/small.pdf",
        }
        told = json.loads(archive.read("manifest.json"))
        assert b"Maria" not in b"".join(archive.read(name) for name in archive.namelist())
    assert (told["format"], told["workbooks"]) == (1, ["small"])
    assert all(set(row) == {"name", "sha256", "size"} for row in told["files"])
    assert (made.workbooks, made.files, made.skipped) == (("small",), 8, ())


def test_the_names_are_in_it_where_one_asks_for_them(home, full, tmp_path):
    made = back_up(home, tmp_path / "b.zip", with_names=True)
    with zipfile.ZipFile(made.path) as archive:
        assert archive.read("private/names.json") == b'["Maria"]'
        assert b"Maria's plan.pdf" in archive.read("private/original-names.json")


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_only_its_owner_can_read_it(home, full, tmp_path):
    assert stat.S_IMODE(back_up(home, tmp_path / "b.zip").path.stat().st_mode) == 0o600


def test_there_and_back_again(home, full, tmp_path):
    made = back_up(home, tmp_path / "b.zip", with_names=True)
    other = Home(tmp_path / "other")
    done = restore(other, made.path)
    assert (done.workbooks, done.files, done.skipped) == (["small"], made.files, [])
    manifest = verify(made.path)
    for name in manifest.files:
        assert (other.folder / name).read_bytes() == (home.folder / name).read_bytes(), name
    opened = Store(other).open("small")
    assert opened.workbook.answer_text("part-1.prompt-1") == "Because listening comes first."
    texts = [
        opened.file.history.text("answer", "part-1.prompt-1", version.number)
        for version in opened.file.history.versions("answer", "part-1.prompt-1")
    ]
    assert "One." in texts
    if os.name != "nt":
        modes = {
            path: stat.S_IMODE((other.folder / path).stat().st_mode)
            for path in ("", "private", "private/names.json", "workbooks/small/history.json")
        }
        assert list(modes.values()) == [0o700, 0o700, 0o600, 0o600]


def test_what_an_editor_left_and_what_was_put_aside_is_in_it(home, full, tmp_path):
    names = ["editing-answer-part-1.prompt-1-0123abcdabcd1234.md", "workbook.damaged-1.json"]
    for name in names:
        (full.file.folder / name).write_text("Words that are nowhere else.")
    made = back_up(home, tmp_path / "b.zip")
    assert made.skipped == ()
    restore(Home(tmp_path / "other"), made.path)
    for name in names:
        assert (tmp_path / "other/workbooks/small" / name).read_text() == "Words that are nowhere else."


def test_a_file_that_is_there_is_never_replaced(home, full, tmp_path):
    target = tmp_path / "b.zip"
    target.write_text("mine")
    with pytest.raises(WorkbookError, match="is there already"):
        back_up(home, target)
    assert target.read_text() == "mine"
    with pytest.raises(WorkbookError, match="There is no folder"):
        back_up(home, tmp_path / "none" / "b.zip")


def test_a_file_that_comes_while_it_is_made_is_not_replaced_either(home, full, tmp_path, monkeypatch):
    target = tmp_path / "b.zip"
    monkeypatch.setattr(backup, "_read_back", lambda *_: target.write_text("mine"))
    with pytest.raises(WorkbookError, match="is there already"):
        back_up(home, target)
    assert target.read_text() == "mine"
    assert not list(tmp_path.glob(".saving-*"))


def test_into_a_folder_it_gets_its_usual_name(home, full, tmp_path):
    (tmp_path / "stick").mkdir()
    made = back_up(home, tmp_path / "stick")
    assert made.path.parent == tmp_path / "stick"
    assert made.path.name.startswith("workbook-backup-")
    assert usual_name(MADE_AT.replace(tzinfo=None)) == "workbook-backup-2031-03-04-1612.zip"


def test_nothing_to_back_up(home, tmp_path):
    with pytest.raises(WorkbookError, match="nothing to back up"):
        back_up(home, tmp_path / "b.zip")
    assert not list(tmp_path.iterdir())


def test_a_backup_that_reads_back_as_something_else_is_not_kept(home, full, tmp_path, monkeypatch):
    real = os.fsync

    def spoil(descriptor: int) -> None:
        if stat.S_ISREG(os.fstat(descriptor).st_mode):
            os.pwrite(descriptor, bytes(64), os.fstat(descriptor).st_size // 2)
        real(descriptor)

    monkeypatch.setattr(backup.os, "fsync", spoil)
    with pytest.raises(StorageError, match="read back"):
        back_up(home, tmp_path / "b.zip")
    monkeypatch.undo()
    assert not list(tmp_path.glob("*.zip"))
    assert not list(tmp_path.glob(".saving-*"))


@pytest.mark.skipif(os.name == "nt", reason="Windows has no limits on files")
def test_a_disk_that_takes_no_more_leaves_nothing(home, full, tmp_path):
    import resource
    import signal

    (full.file.artifacts / "film.mp4").write_bytes(os.urandom(100_000))
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, before[1]))
    try:
        with pytest.raises(StorageError, match="NOT SAVED"):
            back_up(home, tmp_path / "b.zip")
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert not list(tmp_path.glob("*.zip"))
    assert not list(tmp_path.glob(".saving-*"))


def test_a_folder_that_cannot_be_synchronised_leaves_nothing(home, full, tmp_path, monkeypatch):
    monkeypatch.setattr(files, "_synchronise_folder", _broken)
    with pytest.raises(StorageError, match="the disk reports an error"):
        back_up(home, tmp_path / "b.zip")
    assert not list(tmp_path.glob("*.zip"))
    assert not list(tmp_path.glob(".saving-*"))


def _broken(_folder: Path) -> None:
    raise OSError(errno.EIO, "broken")


def test_what_cannot_be_read_is_told_and_the_rest_is_there(home, full, tmp_path):
    (home.catalogue / "gone.md").symlink_to(tmp_path / "nowhere")
    os.mkfifo(full.file.folder / "artifacts" / "pipe.pdf")
    (home.catalogue / "deep").mkdir()
    (home.catalogue / "deep" / "a.md").write_text("x")
    (home.catalogue / "aux.md").write_text("x")
    (full.file.folder / "mine.txt").write_text("x")
    (home.workbooks / "No Id").mkdir()
    (home.workbooks / "No Id" / "workbook.json").write_text("{}")
    made = back_up(home, tmp_path / "b.zip")
    told = why(made)
    assert "cannot be read" in told["catalogue/gone.md"]
    assert "it is no file" in told["workbooks/small/artifacts/pipe.pdf"]
    assert "none of the workbook's own" in told["catalogue/deep/a.md"]
    assert "device on Windows" in told["catalogue/aux.md"]
    assert "none of the workbook's own" in told["workbooks/small/mine.txt"]
    assert "workbooks/No Id/workbook.json" in told
    assert made.files == 8


def test_names_that_some_disk_takes_for_one(home, full, tmp_path):
    for name in ("Goal.md", "goal.md"):
        (home.catalogue / name).write_text(name)
    made = back_up(home, tmp_path / "b.zip")
    assert list(why(made)) == ["catalogue/goal.md"]
    assert verify(made.path)


def test_a_damaged_file_is_there_as_its_last_good_copy_and_as_it_is(home, full, tmp_path):
    full.file.save_answer("part-1.prompt-2.a", "Second.")
    damaged = full.file.path.read_bytes()[:-20]
    full.file.path.write_bytes(damaged)
    made = back_up(home, tmp_path / "b.zip")
    assert "last good copy is in the backup" in why(made)["workbooks/small/workbook.json"]
    other = Home(tmp_path / "other")
    restore(other, made.path)
    opened = Store(other).open("small")
    assert opened.workbook.answer_text("part-1.prompt-1") == "Because listening comes first."
    assert (opened.file.folder / "workbook.damaged-1.json").read_bytes() == damaged


def test_where_both_copies_are_damaged_it_is_there_as_it_is(home, full, tmp_path):
    for name in ("workbook.json", "workbook.json.bak"):
        (full.file.folder / name).write_bytes(b"{ damaged")
    made = back_up(home, tmp_path / "b.zip")
    assert "as it is" in why(made)["workbooks/small/workbook.json"]
    with zipfile.ZipFile(made.path) as archive:
        assert archive.read("workbooks/small/workbook.json") == b"{ damaged"


def test_a_large_file_that_packs_too_well_is_no_bomb_when_it_comes_back(home, full, tmp_path):
    (full.file.artifacts / "white.bmp").write_bytes(bytes(3 * 1024**2))
    made = back_up(home, tmp_path / "b.zip")
    assert made.skipped == ()
    assert restore(Home(tmp_path / "other"), made.path).workbooks == ["small"]


def test_more_than_a_restore_would_take_is_left_out_and_the_texts_are_not(home, full, tmp_path, monkeypatch):
    (full.file.artifacts / "film.mp4").write_bytes(os.urandom(300_000))
    monkeypatch.setattr(backup, "MOST_BYTES_OF_ONE", 200_000)
    assert "larger than" in why(back_up(home, tmp_path / "1.zip"))["workbooks/small/artifacts/film.mp4"]
    monkeypatch.undo()
    monkeypatch.setattr(backup, "MOST_BYTES", 400_000)
    monkeypatch.setattr(backup, "_FOR_TEXTS", 200_000)
    made = back_up(home, tmp_path / "2.zip")
    assert "the backup is full" in why(made)["workbooks/small/artifacts/film.mp4"]
    assert len(made.skipped) == 1
    assert verify(made.path).workbooks == ["small"]


def test_a_workbook_that_an_app_has_open_is_in_it(home, full, tmp_path):
    holding = WorkbookLock(full.file.folder)
    assert holding.take()
    write_holder(full.file.folder, Holder.this())
    try:
        assert back_up(home, tmp_path / "b.zip").workbooks == ("small",)
    finally:
        holding.give_back()


def test_nothing_of_the_person_s_own_changes(home, full, tmp_path):
    before = tree(home.folder)
    back_up(home, tmp_path / "b.zip")
    assert tree(home.folder) == before


def test_the_limits_are_those_of_the_restore():
    assert backup.MOST_BYTES is archive_entries.MOST_BYTES


def test_an_attached_file_that_is_gone_is_told_and_the_rest_is_backed_up(home, full, tmp_path):
    before = back_up(home, tmp_path / "before.zip")
    assert (before.gone, before.skipped) == ((), ())
    (full.file.artifacts / "part-2.artifact-1.pdf").unlink()
    made = back_up(home, tmp_path / "b.zip")
    assert made.files == before.files - 1
    assert list(why(made)) == ["workbooks/small/artifacts/part-2.artifact-1.pdf"]
    assert "it is attached and is not there; attach it again" in made.gone[0].why
    assert made.skipped == made.gone


def test_an_attached_file_is_in_it_whatever_it_is_called(home, started, tmp_path):
    for name in ("plan.bak", "plan.lock"):
        (tmp_path / name).write_text("a plan")
        attach(started, home, "part-2.artifact-1", str(tmp_path / name))
    made = back_up(home, tmp_path / "b.zip")
    assert made.skipped == ()
    assert {"part-2.artifact-1.bak", "part-2.artifact-1-2.lock"} <= {
        name.rpartition("/")[2] for name in verify(made.path).files
    }
