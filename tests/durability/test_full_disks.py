"""A disk that takes nothing more: the app goes on and saves when it can; a command changes nothing."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

pytest.importorskip("pexpect", reason="there are no pseudo-terminals on Windows")

import resource

from durability.apps import GOALS, PROMPT, kept, writing

BEFORE, MEANWHILE, AFTER = "Before it was full.", " Then it took nothing.", " She wrote on."
SMALL = 200
"""Bytes that a file may have at most where its size is limited: less than any workbook has."""


@pytest.fixture
def disk(tmp_path):
    """A small file system of its own."""
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=256k", "tmpfs", folder]
    if shutil.which("mount") is None or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("a file system can be mounted by root alone")
    yield folder
    subprocess.run(["umount", "--lazy", folder], check=True)


@contextmanager
def full(disk):
    """Fill the file system to its last byte, and make room again."""
    filling = disk / "filling"
    with filling.open("wb", buffering=0) as file:
        with pytest.raises(OSError, match="No space left"):
            while True:
                file.write(b"\0" * 512)
        os.fsync(file.fileno())
    yield
    filling.unlink()


@contextmanager
def read_only(folder):
    """Make a folder read-only, also for processes that have files open in it, and writable again."""
    subprocess.run(["mount", "--bind", folder, folder], check=True)
    subprocess.run(["mount", "-o", "remount,bind,ro", folder], check=True)
    yield
    subprocess.run(["umount", folder], check=True)


@contextmanager
def limited(process):
    """Let a process write no file of more than a few bytes, until it may again."""
    if not hasattr(resource, "prlimit"):
        pytest.skip("the limits of another process can be set on Linux alone")
    most = resource.prlimit(process, resource.RLIMIT_FSIZE)
    resource.prlimit(process, resource.RLIMIT_FSIZE, (SMALL, most[1]))
    yield
    resource.prlimit(process, resource.RLIMIT_FSIZE, most)


def contents(folder):
    """Return all that is kept in a folder, by name."""
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.name not in (".lock", "filling")
    }


def goes_on(home, fault, reason):
    """Type before, during and after a fault of the disk; what is at the top tells the truth all the time."""
    with writing(home) as app:
        app.type(BEFORE, a_second=100)
        app.wait_until(lambda: kept(home)[0] == BEFORE)
        app.wait_for("saved", gone=["saving"])
        with fault(app.child.pid):
            app.type(MEANWHILE, a_second=100)
            app.wait_for("NOT SAVED", reason)
            top = app.screen.display[0]
            app.type(AFTER, a_second=100)
            app.wait_for(AFTER.strip())
            assert kept(home) == (BEFORE, []), "what was kept stays as it was"
            app.press("ctrl+q")
            app.wait_for("NOT SAVED", AFTER.strip())
            assert app.child.isalive(), "it does not leave with something unsaved"
        app.wait_for("saved", gone=["NOT SAVED", "saving"])
        assert kept(home) == (BEFORE + MEANWHILE + AFTER, [])
        app.press("ctrl+q")
        assert app.status_at_end() == 0
    assert f"NOT SAVED: {reason}" in top


def refuses(workbook, before, reason, **more):
    """Answer by the command line: it fails in one line, and everything kept is as it was."""
    done = workbook("answer", GOALS, PROMPT, text="new " * 500, **more)
    assert (done.status, done.out) == (3, ""), done
    assert done.err.count("\n") == 1
    assert f"NOT SAVED: {reason}" in done.err
    assert contents(workbook.home) == before


def test_the_app_goes_on_on_a_full_disk(disk, new_home):
    home = shutil.copytree(new_home("empty"), disk / "home")
    goes_on(home, lambda _process: full(disk), "the disk is full")


def test_the_app_goes_on_where_files_may_not_grow(new_home):
    goes_on(new_home("home"), limited, "the file would be larger than allowed")


def test_the_app_goes_on_on_a_disk_turned_read_only(disk, new_home):
    home = shutil.copytree(new_home("empty"), disk / "home")
    folder = home / "workbooks" / GOALS
    goes_on(home, lambda _process: read_only(folder), "the disk is read-only")


def test_a_command_changes_nothing_on_a_full_disk(disk, new_home, workbook):
    shutil.copytree(new_home("empty"), disk / "home")
    workbook = replace(workbook, home=disk / "home")
    workbook.fine("answer", GOALS, PROMPT, text=BEFORE)
    before = contents(workbook.home)
    with full(disk):
        refuses(workbook, before, "the disk is full")
    workbook.fine("answer", GOALS, PROMPT, text=AFTER)
    assert kept(workbook.home) == (AFTER, [])


def test_a_command_changes_nothing_where_files_may_not_grow(new_home, workbook):
    workbook = replace(workbook, home=new_home("home"))
    workbook.fine("answer", GOALS, PROMPT, text=BEFORE)
    most = resource.getrlimit(resource.RLIMIT_FSIZE)[1]

    def limit():
        resource.setrlimit(resource.RLIMIT_FSIZE, (SMALL, most))

    refuses(workbook, contents(workbook.home), "the file would be larger than allowed", preexec_fn=limit)


def test_a_command_changes_nothing_on_a_disk_turned_read_only(disk, new_home, workbook):
    shutil.copytree(new_home("empty"), disk / "home")
    workbook = replace(workbook, home=disk / "home")
    workbook.fine("answer", GOALS, PROMPT, text=BEFORE)
    before = contents(workbook.home)
    subprocess.run(["mount", "-o", "remount,ro", disk], check=True)
    refuses(workbook, before, "the disk is read-only")
    assert workbook("answer", GOALS, PROMPT, "--print").out == BEFORE, "reading goes on"
    subprocess.run(["mount", "-o", "remount,rw", disk], check=True)
    workbook.fine("answer", GOALS, PROMPT, text=AFTER)
    assert kept(workbook.home) == (AFTER, [])


def test_what_a_full_disk_would_not_take_is_kept_elsewhere_when_the_app_is_ended(disk, new_home):
    home = shutil.copytree(new_home("empty"), disk / "home")
    with writing(home) as app:
        app.type(BEFORE, a_second=100)
        app.wait_until(lambda: kept(home)[0] == BEFORE)
        with full(disk):
            app.type(MEANWHILE, a_second=100)
            app.wait_for("NOT SAVED")
            os.kill(app.child.pid, signal.SIGTERM)
            status = app.status_at_end()
        last = app.written.getvalue().decode().splitlines()[-1]
    assert status == 128 + signal.SIGTERM or (status == 3 and "NOT SAVED" in last)
    named = [path for name in re.findall(r"/\S+", last) if (path := Path(name.rstrip(".,)"))).is_file()]
    assert [BEFORE + MEANWHILE in path.read_text("utf-8") for path in named] == [True], last
    shutil.rmtree(named[0].parent)
