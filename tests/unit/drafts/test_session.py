"""The time in which a workbook is open to write, and what is told of one that was ended against its will."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from workbook.drafts import holder
from workbook.drafts.holder import Holder, holder_of, read_holder, write_holder
from workbook.drafts.model import now
from workbook.drafts.session import Session, interrupted
from workbook.drafts.store import Store
from workbook.files import TEMPORARY_PREFIX
from workbook.home import SESSION_NOTE


@pytest.fixture
def ended():
    """A process that lives no more."""
    process = subprocess.Popen([sys.executable, "-c", ""])
    process.wait()
    return process.pid


def test_a_session_that_is_closed_leaves_nothing_to_tell(started, home):
    session = Session(started.file)
    assert session.begin()
    assert session.begin()
    assert read_holder(started.file.folder).process == os.getpid()
    assert interrupted(home.workbooks) == []
    session.close()
    session.close()
    assert read_holder(started.file.folder) is None
    assert Session(started.file).begin()


def test_a_session_ended_against_its_will_is_told_once(started, home):
    first = Session(started.file)
    first.begin()
    first.ending("the terminal was closed")
    first.close()
    assert interrupted(home.workbooks) == ["small"]
    second = Session(started.file)
    second.begin()
    assert second.before == "Last time the terminal was closed. All that you had typed is here."
    assert interrupted(home.workbooks) == []
    second.close()
    third = Session(started.file)
    third.begin()
    assert third.before == ""


def test_a_killed_session_is_told_with_what_may_be_lost(started, home, ended):
    write_holder(started.file.folder, replace(Holder.this(), process=ended))
    assert interrupted(home.workbooks) == ["small"]
    session = Session(started.file)
    session.begin()
    assert "without warning" in session.before
    assert "until the last second" in session.before


@pytest.mark.parametrize(
    ("since", "words"),
    [
        ("2031-03-04T09:05:00+00:00", "9:05 am"),
        ("2031-03-01T10:00:00+00:00", "Saturday 10:00 am"),
        ("2031-02-01T22:30:00+00:00", "1 February, 10:30 pm"),
    ],
)
def test_another_machine_that_has_it_open_is_named_and_is_no_crash(started, home, monkeypatch, since, words):
    if not hasattr(time, "tzset"):
        pytest.skip("the time zone cannot be set")
    monkeypatch.setenv("TZ", "UTC")
    time.tzset()
    monkeypatch.setattr(holder, "now", lambda: datetime(2031, 3, 4, 16, 12, tzinfo=UTC))
    theirs = {"process": os.getpid(), "machine": "school-pc", "since": since, "ended": ""}
    note = started.file.folder / SESSION_NOTE
    note.write_text(json.dumps(theirs))
    assert interrupted(home.workbooks) == []
    session = Session(started.file)
    assert session.begin()
    assert session.before.startswith(f"It may still be open on school-pc (since {words}).")
    assert "without warning" not in session.before
    # Their note may come again, by the service that synchronises: it is theirs.
    note.write_text(json.dumps(theirs))
    session.close()
    assert json.loads(note.read_bytes()) == theirs


@pytest.mark.parametrize(
    "note", [b'{"process": 1e999}', b'{"process": 1, "machine": 3, "since": "x"}', b"[]"]
)
def test_a_note_that_is_none_stops_nobody(started, note):
    (started.file.folder / SESSION_NOTE).write_bytes(note)
    session = Session(started.file)
    assert session.begin()
    assert session.before == ""
    session.close()


def test_a_second_session_reads_and_says_who_writes(started, home):
    store = Store(home)
    _, first = store.open_to_write("small")
    _, second = store.open_to_write("small")
    assert (first.writes, second.writes) == (True, False)
    assert f"process {os.getpid()}" in second.why_not
    second.ending("nothing of its own")
    second.close()
    assert read_holder(started.file.folder).ended == ""
    assert not second.begin()
    first.close()
    assert second.begin()
    assert second.why_not == ""


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="the superuser may write anywhere")
def test_a_folder_that_may_not_be_written_to_is_opened_to_read(started):
    started.file.folder.chmod(0o500)
    try:
        session = Session(started.file)
        assert not session.begin()
        assert "may not write" in session.why_not
    finally:
        started.file.folder.chmod(0o700)


def test_what_dead_processes_left_is_swept_and_what_is_in_use_is_not(started, ended):
    folder = started.file.folder
    dead, living = folder / f"{TEMPORARY_PREFIX}{ended}-0f", folder / f"{TEMPORARY_PREFIX}{os.getppid()}-0f"
    old = folder / f"{TEMPORARY_PREFIX}without-number"
    for path in (dead, living, old):
        path.write_text("half")
    Session(started.file).begin()
    assert [path.exists() for path in (dead, living, old)] == [False, True, False]


def test_a_process_that_was_given_the_number_of_a_killed_one_holds_nothing(started, home):
    folder = started.file.folder
    with subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE) as other:
        holder = replace(Holder.this(), process=other.pid)
        write_holder(folder, replace(holder, since=now() - timedelta(days=1)))
        assert holder_of(folder) is None
        assert interrupted(home.workbooks) == [folder.name]
        write_holder(folder, holder)
        assert holder_of(folder).process == other.pid
        assert interrupted(home.workbooks) == []
        other.communicate(b"\n")
