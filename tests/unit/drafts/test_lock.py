"""One writer at a time."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import threading

import pytest

from workbook.drafts.holder import Holder, forget_holder, read_holder, write_holder
from workbook.drafts.lock import OpenElsewhere, WorkbookLock
from workbook.drafts.session import Session
from workbook.drafts.store import Store
from workbook.errors import StorageError
from workbook.locks import LockFile, Timeout, marker_of

HOLD = """
import sys
from pathlib import Path
from workbook.drafts.holder import Holder, write_holder
from workbook.drafts.lock import WorkbookLock
folder = Path(sys.argv[1])
lock = WorkbookLock(folder)
assert lock.take()
write_holder(folder, Holder.this())
print("held", flush=True)
input()
"""


@pytest.fixture
def other(tmp_path):
    """Another process that has the folder's lock."""
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "held\n"
    yield process
    process.kill()
    process.communicate()


def test_a_held_lock_names_who_has_it_and_a_killed_holder_is_no_obstacle(tmp_path, other):
    lock = WorkbookLock(tmp_path)
    assert not lock.take()
    with pytest.raises(OpenElsewhere, match=f"process {other.pid}, since") as refused, lock.held():
        pass
    assert refused.value.exit_status == 2
    other.kill()
    other.wait()
    with lock.held():
        assert read_holder(tmp_path).process == other.pid
    assert lock.take()
    lock.give_back()


def test_within_a_with_and_while_taken_it_is_held_already(tmp_path):
    lock = WorkbookLock(tmp_path)
    assert lock.take()
    with lock.held(), lock.held():
        assert not WorkbookLock(tmp_path).take()
    assert not WorkbookLock(tmp_path).take()
    lock.give_back()
    assert WorkbookLock(tmp_path).take()


def test_threads_of_one_process_hold_it_one_after_another(tmp_path):
    lock = WorkbookLock(tmp_path)
    within, most = [], []

    def work():
        for _ in range(20):
            with lock.held():
                within.append(1)
                most.append(len(within))
                within.pop()

    threads = [threading.Thread(target=work) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(most) == 80
    assert max(most) == 1


AGES_AGO = '{"process": 1, "machine": "x", "since": "0001-01-01T00:00:00", "ended": ""}'


def test_a_note_that_is_no_note_says_nothing(tmp_path):
    path = tmp_path / ".session.json"
    for text in ("", "[]", "{}", '{"process": "x", "machine": 1, "since": 3, "ended": ""}', "\x00", AGES_AGO):
        path.write_text(text)
        assert read_holder(tmp_path) is None
    holder = Holder.this()
    write_holder(tmp_path, holder)
    assert read_holder(tmp_path) == holder
    assert path.stat().st_mode & 0o077 == 0
    forget_holder(tmp_path)
    forget_holder(tmp_path)
    assert read_holder(tmp_path) is None


@pytest.fixture(params=[errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP], ids=errno.errorcode.get)
def no_locks(request, monkeypatch):
    """A file system that has no locks."""
    fcntl = pytest.importorskip("fcntl", reason="Windows locks in another way")

    def refuse(_descriptor, _operation):
        raise OSError(request.param, os.strerror(request.param))

    monkeypatch.setattr(fcntl, "flock", refuse)


def test_without_locks_a_marker_stands_for_one(tmp_path, no_locks):
    path = tmp_path / "x.lock"
    first, second = LockFile(path), LockFile(path)
    with first:
        with pytest.raises(Timeout):
            second.acquire()
        assert not second.is_locked
    with second:
        assert second.is_locked
    assert not marker_of(path).exists()


def test_without_locks_one_window_writes_and_all_is_saved(started, home, no_locks):
    store = Store(home)
    opened, first = store.open_to_write("small")
    _, second = store.open_to_write("small")
    assert (first.writes, second.writes) == (True, False)
    assert second.why_not.startswith(f"open elsewhere (process {os.getpid()}, since ")
    opened.file.save_together({"part-1.prompt-1": "saved"}, {})
    with pytest.raises(OpenElsewhere):
        Store(home).open("small").file.save_answer("part-1.prompt-1", "over it")
    first.close()
    assert second.begin()
    second.close()
    Store(home).open("small").file.save_answer("part-1.prompt-1", "by a command")
    assert Store(home).open("small").workbook.answer_text("part-1.prompt-1") == "by a command"


def test_without_locks_a_killed_holder_is_no_obstacle(tmp_path, no_locks):
    command = [sys.executable, "-c", KILLED, str(tmp_path / "x.lock")]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
    assert process.stdout.readline() == "held\n"
    lock = LockFile(tmp_path / "x.lock")
    with pytest.raises(Timeout):
        lock.acquire()
    process.kill()
    process.communicate()
    with lock:
        assert lock.is_marker


KILLED = """
import errno, fcntl, sys, time
from pathlib import Path
from workbook.locks import LockFile
def refuse(descriptor, operation):
    raise OSError(errno.ENOLCK, "no locks")
fcntl.flock = refuse
lock = LockFile(Path(sys.argv[1]))
lock.acquire()
print("held", flush=True)
time.sleep(600)
"""


def test_a_marker_of_another_machine_is_told_with_what_to_do(started, home, no_locks):
    lock = started.file.folder / ".lock"
    marker_of(lock).write_text("4242\nschool-pc\n")
    session = Session(started.file)
    assert not session.begin()
    assert f"delete {marker_of(lock)}" in session.before
    marker_of(lock).unlink()
    assert session.begin()
    session.close()


def test_a_lock_that_cannot_be_written_is_a_sentence(tmp_path, monkeypatch):
    def full(*_args, **_options):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(LockFile, "acquire", full)
    with pytest.raises(StorageError, match="the disk is full"):
        WorkbookLock(tmp_path).take()
