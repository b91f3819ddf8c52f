"""Every system call of a save fails in turn: what was kept reads as before, and the next save works."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys

import pytest
from durability.apps import GOALS, PROMPT, chance_of, kept
from durability.counts import full

from workbook.drafts.store import Store
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import StorageError
from workbook.files import TEMPORARY_PREFIX
from workbook.home import Home

CALLS = {"open", "write", "fsync", "close", "link", "replace", "rename", "chmod", "fchmod", "unlink"}
HARMLESS = {"link", "unlink"}
"""What a save can do without: where there are no links it copies, and what is left over is swept."""
FAULTS = [errno.EIO, errno.ENOSPC]
TRACED = (
    "open,openat,read,write,fsync,fdatasync,close,link,linkat,rename,renameat,renameat2,unlink,unlinkat,"
    "chmod,fchmod,fchmodat,flock,ftruncate,lseek,stat,fstat,newfstatat,statx,mkdir,getdents64,access"
)
BEGIN, END = "/the-save-begins", "/the-save-ends"
TRACED_SAVE = f"""
import os, sys
from pathlib import Path
from workbook.drafts.workbook_file import WorkbookFile
from workbook.errors import StorageError
practice, folder, place, text = sys.argv[1:]
for number in range(3):  # what is imported late is imported here
    WorkbookFile(Path(practice)).save_answer(place, f"practice {{number}}")
status = 0
os.access("{BEGIN}", os.F_OK)
try:
    WorkbookFile(Path(folder)).save_answer(place, text)
except StorageError as error:
    print(error)
    status = 3
os.access("{END}", os.F_OK)
sys.exit(status)
"""
SAMPLE = 14
"""How many of a save's system calls fail in CI; all of them at the full count."""


class Failing:
    """The module `os`, of which one call fails.

    Args:
        at: which call, counted from 1.
        number: the error's number.
    """

    def __init__(self, at, number):
        self.at, self._number = at, number
        self.calls = []

    def __getattr__(self, name):
        real = getattr(os, name)
        return (lambda *given, **named: self._call(name, real, given, named)) if name in CALLS else real

    def _call(self, name, real, given, named):
        self.calls.append(name)
        if len(self.calls) != self.at:
            return real(*given, **named)
        if name == "close":
            real(*given)
        elif name == "write":
            real(given[0], given[1][: len(given[1]) // 2])
        raise OSError(self._number, os.strerror(self._number))


def leftovers(folder):
    return [path.name for path in folder.iterdir() if path.name.startswith(TEMPORARY_PREFIX)]


def a_save_with_a_failing_call(file, save, text, failing, monkeypatch):
    """Save, one call failing: all is saved or nothing. Return the call's name, None where none failed."""
    before = kept(file.folder.parents[1])[0]
    raised = False
    with monkeypatch.context() as patch:
        patch.setattr("workbook.files.os", failing)
        try:
            save(file, text)
        except StorageError as error:
            raised = True
            assert str(error).startswith("NOT SAVED: ")
    if len(failing.calls) < failing.at:
        assert not raised
        return None
    failed = failing.calls[failing.at - 1]
    assert raised or failed in HARMLESS, f"{failed} failed, and nobody said so"
    there = before if raised else text
    assert kept(file.folder.parents[1]) == (there, [])
    assert file.load().answer_text(PROMPT) == there, "the same object reads what is on the disk"
    assert leftovers(file.folder) == [] or failed == "unlink"
    return failed


@pytest.mark.parametrize("number", FAULTS, ids=errno.errorcode.get)
@pytest.mark.parametrize(
    "save",
    [
        lambda file, text: file.save_answer(PROMPT, text),
        lambda file, text: file.save_together({PROMPT: text}, {"competency": text}),
    ],
    ids=["a command's save", "the app's save"],
)
def test_each_call_of_a_save_in_turn(new_home, note, monkeypatch, number, save):
    home = new_home("home")
    file = WorkbookFile(home / "workbooks" / GOALS)
    file.save_answer(PROMPT, "the text before")
    failed = []
    while True:
        at = len(failed) + 1
        call = a_save_with_a_failing_call(file, save, f"number {at}", Failing(at, number), monkeypatch)
        if call is None:
            break
        failed.append(call)
        save(file, f"after number {at}")
        assert kept(home) == (f"after number {at}", [])
        assert file.load().answer_text(PROMPT) == f"after number {at}"
    note(calls_that_failed=len(failed))
    assert {"open", "write", "fsync", "close", "replace"} <= set(failed)


@pytest.fixture(scope="module")
def strace():
    """Path of strace, where it may be used."""
    found = shutil.which("strace")
    if found is None:
        pytest.skip("strace is not installed")
    if subprocess.run([found, "-o", os.devnull, "true"], check=False, capture_output=True).returncode:
        pytest.skip("processes may not be traced here")
    return found


def traced(strace, home, text, *options):
    """Save in a process that is traced; return its exit status, what escaped it, and the trace's lines."""
    trace = home.parent / "trace"
    practice = shutil.copytree(home, home.parent / "practice")
    folders = [str(one / "workbooks" / GOALS) for one in (practice, home)]
    options_of_strace = [strace, "-o", trace, "-e", f"trace={TRACED}", *options]
    environment = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(
        [*options_of_strace, sys.executable, "-P", "-c", TRACED_SAVE, *folders, PROMPT, text],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    shutil.rmtree(practice)
    frames = re.findall(r'workbook/([\w/]+\.py", line \d+)', done.stderr)
    escaped = [done.stderr.splitlines()[-1], *frames[-1:]] if done.returncode not in (0, 3) else []
    return done.returncode, escaped, trace.read_text("utf-8", "replace").splitlines()


def calls_of_the_save(lines):
    """Return each system call between the marks: its name and which of its name it is in the process."""
    counts, calls, within = {}, [], False
    for line in lines:
        match = re.match(r"(\w+)\(", line)
        if not match:
            continue
        name = match[1]
        counts[name] = counts.get(name, 0) + 1
        if BEGIN in line:
            within = True
        elif END in line:
            return calls
        elif within:
            calls.append((name, counts[name]))
    raise AssertionError("the end of the save is not in the trace")


def injected_within_the_save(lines):
    begin = next(position for position, line in enumerate(lines) if BEGIN in line)
    return [line for line in lines[begin:] if line.endswith("(INJECTED)")]


def test_each_system_call_of_a_save_in_turn_as_the_kernel_sees_it(new_home, note, strace, tmp_path):
    home = new_home("home")
    opened = Store(Home(home)).open(GOALS)
    for number in range(3):
        opened.file.save_answer(PROMPT, f"text {number}")
    status, _, lines = traced(strace, home, "undisturbed")
    assert (status, kept(home)) == (0, ("undisturbed", []))
    calls = calls_of_the_save(lines)
    faults = [(call, fault) for call in calls for fault in ("EIO", "ENOSPC")]
    chosen = faults if full else chance_of("calls").sample(faults, SAMPLE)
    refused, wrong = 0, []
    for (name, which), fault in chosen:
        before, text = kept(home)[0], f"{name} {which} {fault}"
        inject = f"inject={name}:error={fault}:when={which}"
        status, escaped, lines = traced(strace, home, text, "-e", inject)
        assert injected_within_the_save(lines), f"{text} was not injected within the save"
        refused += status == 3
        if escaped:
            wrong.append((injected_within_the_save(lines), *escaped))
        if kept(home) != (before if status else text, []):
            wrong.append((text, f"exit status {status}", kept(home)))
        if leftovers(home / "workbooks" / GOALS) and not name.startswith("unlink"):
            wrong.append((text, leftovers(home / "workbooks" / GOALS)))
        opened.file.save_answer(PROMPT, f"after {text}")
        assert kept(home) == (f"after {text}", [])
    note(
        system_calls_of_a_save=len(calls),
        faults_injected=len(chosen),
        saves_refused=refused,
        other_than_all_or_nothing=len(wrong),
    )
    assert wrong == [], "\n".join(map(str, wrong))
