"""One writer at a time."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from workbook.drafts.holder import Holder, forget_holder, read_holder, write_holder
from workbook.drafts.lock import OpenElsewhere, WorkbookLock

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
