"""The last words when the workbook's own folder takes nothing more, and how they come back."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
import threading
from datetime import timedelta
from pathlib import Path

import pytest

from workbook.drafts import autosave as autosave_module
from workbook.drafts import rescue as module
from workbook.drafts.autosave import Autosave, Saving
from workbook.drafts.lock import WorkbookLock
from workbook.drafts.model import texts_of
from workbook.drafts.rescue import Rescue, bring_back, kept_elsewhere
from workbook.drafts.session import Session
from workbook.drafts.store import Store
from workbook.errors import StorageError
from workbook.home import Home

TEXTS = {("answer", "part-1.prompt-1"): "The last word — ʻokina.", ("note", "research.1"): "and a note"}
FULL = StorageError("NOT SAVED: the disk is full (workbook.json)", "", "NOT SAVED: the disk is full")


@pytest.fixture(autouse=True)
def folders(tmp_path, monkeypatch):
    """A folder for temporary files and one for the person's own."""
    for name in ("temporary", "own"):
        (tmp_path / name).mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setattr(Path, "home", lambda: tmp_path / "own")
    return tmp_path


@pytest.fixture
def opened(started):
    """An opened workbook with one answer."""
    started.file.save_answer("part-1.prompt-1", "as it was saved")
    return started


def keep(opened, texts=TEXTS):
    """Keep texts as a session does that cannot save them; return the file."""
    return Rescue(opened.file.folder, lambda: texts).keep()


def anew(opened):
    """Open a workbook as the app does at the next start; return its texts and what is said."""
    store = Store(Home(opened.file.folder.parent.parent))
    again, session = store.open_to_write(opened.workbook.id)
    said = session.before
    session.close()
    return texts_of(again.workbook), said


def versions(opened, place="part-1.prompt-1"):
    history = opened.file.history
    return [history.text("answer", place, each.number) for each in history.versions("answer", place)]


def test_every_text_is_in_a_file_for_its_owner_alone(opened):
    left = dict(TEXTS)
    rescue = Rescue(opened.file.folder, lambda: left)
    path = rescue.keep()
    assert path.is_relative_to(opened.file.folder.parent.parent)
    assert not path.is_relative_to(opened.file.folder)
    written = path.read_text("utf-8")
    for (kind, place), text in TEXTS.items():
        assert f"{kind} {place}" in written
        assert text in written
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0
    left["answer", "part-1.prompt-2"] = "more"
    assert rescue.keep() == path, "it is written on"
    assert "more" in path.read_text("utf-8")
    assert keep(opened) != path
    left.clear()
    assert rescue.keep() is None
    assert not path.parent.exists(), "all is saved"


def test_it_goes_where_a_folder_takes_it(opened, folders, monkeypatch):
    taken = [folders / "gone", folders / "own", folders / "temporary"]
    monkeypatch.setattr(module, "_folders", lambda _folder: iter(taken))
    assert keep(opened).is_relative_to(folders / "own")
    (folders / "own").rename(folders / "elsewhere")
    assert keep(opened).is_relative_to(folders / "temporary")
    (folders / "temporary").rename(folders / "nowhere")
    with pytest.raises(StorageError, match="NOT SAVED"):
        keep(opened)


def test_a_disk_that_breaks_while_it_is_written_is_told_and_leaves_nothing(opened, folders, monkeypatch):
    def fail(*_, **__):
        raise StorageError("NOT SAVED: the disk reports an error")

    monkeypatch.setattr("workbook.drafts.rescue.write_atomically", fail)
    with pytest.raises(StorageError, match="the disk reports an error"):
        keep(opened)
    assert not list(folders.rglob("*-not-saved-*"))


def test_what_is_newer_comes_back_into_its_place_and_what_stood_there_into_the_history(opened):
    keep(opened)
    texts, said = anew(opened)
    assert texts == TEXTS
    assert (
        said == "Last time the disk did not take all that you typed; it was kept elsewhere, and is here now."
    )
    assert "as it was saved" in versions(opened)
    assert kept_elsewhere(opened.file.folder) == []
    assert anew(opened)[1] == "", "it is said once"


def test_what_is_older_goes_into_the_history(opened, monkeypatch):
    real = module.now
    monkeypatch.setattr(module, "now", lambda: real() - timedelta(hours=1))
    keep(opened, {("answer", "part-1.prompt-1"): "typed an hour ago"})
    texts, said = anew(opened)
    assert texts["answer", "part-1.prompt-1"] == "as it was saved"
    assert "typed an hour ago" in versions(opened)
    assert "in the history (F6)" in said


def test_what_is_stored_already_is_said_by_nobody(opened):
    keep(opened, {("answer", "part-1.prompt-1"): "as it was saved"})
    assert anew(opened)[1] == ""
    assert kept_elsewhere(opened.file.folder) == []


def test_a_disk_that_still_takes_nothing_leaves_it_where_it_is(opened, monkeypatch):
    path = keep(opened)

    def full(*_, **__):
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(type(opened.file), "save_together", full)
        said = bring_back(opened.file)
    assert str(path) in said
    assert "the disk is full" in said
    assert path.is_file()
    assert anew(opened)[0] == TEXTS


def test_it_comes_back_into_a_window_that_could_only_read_at_first(opened, monkeypatch):
    path = keep(opened)
    session = Session(opened.file)

    def read_only(_lock):
        raise StorageError("NOT SAVED: the disk is read-only (x)", "", "NOT SAVED: the disk is read-only")

    with monkeypatch.context() as patch:
        patch.setattr(WorkbookLock, "take", read_only)
        assert not session.begin()
    assert session.why_not == "the disk is read-only"
    assert str(path) in session.before
    assert session.begin()
    assert session.writes_now.startswith("The disk takes it again; this window writes now. Last time")
    assert texts_of(opened.file.load()) == TEXTS
    session.close()


def test_a_workbook_whose_name_another_begins_with_takes_nothing_of_it(opened):
    home = opened.file.folder.parent
    other = home / f"{opened.workbook.id}-not-saved-before"
    shutil.copytree(opened.file.folder, other)
    Rescue(other, lambda: TEXTS).keep()
    assert kept_elsewhere(opened.file.folder) == []
    assert len(kept_elsewhere(other)) == 1


def test_it_comes_back_after_all_the_files_were_moved(opened, folders):
    keep(opened)
    home = opened.file.folder.parent.parent.rename(folders / "moved")
    (kept,) = kept_elsewhere(home / "workbooks" / opened.workbook.id)
    assert kept.texts == TEXTS


@pytest.mark.parametrize(
    "told",
    [
        b"",
        b"no JSON",
        b"[]",
        b'{"workbook": "another", "saved_at": "2031-03-03T16:12:00+00:00", "texts": []}',
        b'{"workbook": "{}", "saved_at": "soon", "texts": []}',
        b'{"workbook": "{}", "saved_at": "2031-03-03T16:12:00+00:00", "texts": [["artifact", "x", "y"]]}',
        b'{"workbook": "{}", "saved_at": "2031-03-03T16:12:00+00:00", "texts": [["answer", "x"]]}',
        b'{"workbook": "{}", "saved_at": "2031-03-03T16:12:00+00:00", "texts": [["answer", "x", 5]]}',
    ],
)
def test_what_is_not_of_this_workbook_or_tells_nothing_is_left_alone(opened, folders, told):
    there = folders / "own" / f"{opened.workbook.id}-not-saved-x"
    there.mkdir()
    (there / "texts.json").write_bytes(told.replace(b"{}", os.fsencode(opened.file.folder)))
    assert kept_elsewhere(opened.file.folder) == []
    assert anew(opened)[1] == ""
    assert there.is_dir()


@pytest.mark.skipif(os.name == "nt", reason="there are no such owners on Windows")
def test_what_another_user_put_there_is_left_alone(opened, monkeypatch):
    keep(opened)
    other = os.getuid() + 1
    monkeypatch.setattr(os, "getuid", lambda: other)
    assert kept_elsewhere(opened.file.folder) == []


def test_a_pipe_in_its_place_hangs_nothing(opened):
    path = keep(opened).with_name("texts.json")
    path.unlink()
    os.mkfifo(path)
    assert kept_elsewhere(opened.file.folder) == []


def test_it_is_kept_while_the_disk_takes_nothing_and_goes_when_it_does(opened, monkeypatch):
    """A kill may come at any moment, so nothing waits for the end."""
    saved, failed = threading.Event(), threading.Event()

    def told(state):
        (failed if state.saving is Saving.FAILED else saved).set()

    autosave = Autosave(opened.file, opened.workbook.saved_at, told, after_last_key=0.0)

    def full(*_, **__):
        raise FULL

    with monkeypatch.context() as patch:
        patch.setattr(type(opened.file), "save_together", full)
        autosave.put_answer("part-1.prompt-1", "typed on a full disk")
        assert not autosave.flush()
        assert autosave.state.saving is Saving.FAILED
        wait_until(lambda: kept_elsewhere(opened.file.folder))
        (kept,) = kept_elsewhere(opened.file.folder)
        assert kept.texts == {("answer", "part-1.prompt-1"): "typed on a full disk"}
        told_of = json.loads((kept.folder / "texts.json").read_bytes())
        assert told_of["workbook"] == str(opened.file.folder)
    assert autosave.flush()
    autosave.close()
    assert kept_elsewhere(opened.file.folder) == []


def test_what_is_typed_on_a_full_disk_is_kept_as_soon_as_it_would_be_saved(opened, monkeypatch):
    """Only where nothing new is typed is there time between two tries."""

    def full(*_, **__):
        raise FULL

    monkeypatch.setattr(autosave_module, "BETWEEN_TRIES", 3600.0)
    monkeypatch.setattr(type(opened.file), "save_together", full)
    autosave = Autosave(opened.file, opened.workbook.saved_at, lambda _state: None, after_last_key=0.0)
    for text in ("one", "one two", "one two three"):
        autosave.put_answer("part-1.prompt-1", text)
        wanted = {("answer", "part-1.prompt-1"): text}
        wait_until(lambda wanted=wanted: [k.texts for k in kept_elsewhere(opened.file.folder)] == [wanted])
    autosave.close()


def test_what_a_disk_that_hangs_has_not_taken_yet_is_kept_too(opened, monkeypatch):
    hangs, goes_on = threading.Event(), threading.Event()
    real = type(opened.file).save_together

    def hanging(*arguments):
        hangs.set()
        goes_on.wait(60)
        return real(*arguments)

    monkeypatch.setattr(type(opened.file), "save_together", hanging)
    autosave = Autosave(opened.file, opened.workbook.saved_at, lambda _state: None, after_last_key=0.0)
    autosave.put_answer("part-1.prompt-1", "on its way")
    assert hangs.wait(60)
    autosave.put_note("research.1", "typed meanwhile")
    wanted = {("answer", "part-1.prompt-1"): "on its way", ("note", "research.1"): "typed meanwhile"}
    assert autosave.left() == wanted
    autosave.rescue.keep()
    assert [kept.texts for kept in kept_elsewhere(opened.file.folder)] == [wanted]
    goes_on.set()
    assert autosave.flush(60)
    autosave.close()
    assert autosave.left() == {}
    assert kept_elsewhere(opened.file.folder) == []


def wait_until(there):
    """Wait for what another thread does."""
    for _ in range(2000):
        if there():
            return
        threading.Event().wait(0.01)
    pytest.fail("it did not come")
