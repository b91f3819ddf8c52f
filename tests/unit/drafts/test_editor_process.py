"""Signals that come at the very moment at which the editor is started: none is lost."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from workbook.drafts.editor_process import run_editor
from workbook.errors import WorkbookError

pexpect = pytest.importorskip("pexpect")
pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no such signals")

MANY_TIMES = """
import sys
from pathlib import Path
from workbook.drafts.editor_process import run_editor
for _ in range(30):
    assert run_editor([sys.argv[1]], Path(sys.argv[2])) == 0
print("thirty times")
"""


@pytest.fixture
def script(tmp_path):
    def write(text):
        path = tmp_path / "editor.sh"
        path.write_text(f"#!/bin/sh\n{text}\n")
        path.chmod(0o755)
        return [str(path)]

    return write


@pytest.fixture
def at_the_start(monkeypatch):
    """Have a signal come when the editor was started, and before anything else is done."""

    def arrange(number):
        start = subprocess.Popen

        def started(*arguments, **more):
            process = start(*arguments, **more)
            signal.raise_signal(number)
            return process

        monkeypatch.setattr("workbook.drafts.editor_process.subprocess.Popen", started)

    return arrange


@pytest.fixture
def hangs_up():
    """A process that ends in its own way when it is told to, as the app does."""
    heard = []
    before = signal.signal(signal.SIGHUP, lambda number, _frame: heard.append(number))
    yield heard
    signal.signal(signal.SIGHUP, before)


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGQUIT])
def test_a_key_that_interrupts_at_the_start_is_the_editors_alone(script, at_the_start, tmp_path, number):
    at_the_start(number)
    before = signal.getsignal(number)
    assert run_editor(script('echo whole > "$1"; exit 3'), tmp_path / "text") == 3
    assert (tmp_path / "text").read_text() == "whole\n"
    assert signal.getsignal(number) is before


def test_the_editor_itself_is_interrupted_as_ever(script, tmp_path):
    assert run_editor(script('kill -INT $$; echo deaf > "$1"'), tmp_path / "text") == -signal.SIGINT
    assert not (tmp_path / "text").exists()


def test_hanging_up_at_the_start_is_passed_on(script, at_the_start, hangs_up, tmp_path):
    at_the_start(signal.SIGHUP)
    assert run_editor(script("exec sleep 600"), tmp_path / "text") == -signal.SIGHUP


def test_hanging_up_before_the_start_opens_no_editor(script, hangs_up, tmp_path):
    signal.raise_signal(signal.SIGHUP)
    with pytest.raises(WorkbookError, match="The workbook is ending"):
        run_editor(script('echo opened > "$1"'), tmp_path / "text", lambda: bool(hangs_up))
    assert not (tmp_path / "text").exists()


def test_hanging_up_while_one_asks_is_passed_on(script, hangs_up, tmp_path):
    def told():
        signal.raise_signal(signal.SIGHUP)
        return False

    assert run_editor(script("exec sleep 600"), tmp_path / "text", told) == -signal.SIGHUP


def test_an_editor_that_interrupts_its_whole_terminal_at_its_very_start(script, tmp_path):
    editor = script("trap '' INT QUIT; kill -INT 0; kill -QUIT 0; exit 0")
    child = pexpect.spawn(sys.executable, ["-c", MANY_TIMES, *editor, str(tmp_path / "text")], timeout=60)
    child.expect("thirty times")
    child.expect(pexpect.EOF)
    child.close()
    assert child.exitstatus == 0
