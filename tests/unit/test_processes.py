"""Whether a process lives."""

from __future__ import annotations

import os
import subprocess
import sys
import time

import pytest

from workbook.processes import is_running


def test_this_process_and_its_child_live_until_they_end():
    assert is_running(os.getpid())
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    assert is_running(child.pid)
    child.communicate(b"\n")
    assert not is_running(child.pid)


@pytest.mark.parametrize("number", [0, -1])
def test_what_is_no_process_does_not_live(number):
    assert not is_running(number)


def test_another_persons_process_lives():
    assert is_running(1)


def test_a_number_that_no_system_gives_is_no_obstacle_to_asking():
    assert is_running(2**80)


def test_a_number_that_was_given_again_is_another_process():
    now = time.time()
    child = subprocess.Popen([sys.executable, "-c", "input()"], stdin=subprocess.PIPE)
    try:
        assert is_running(child.pid)
        assert is_running(child.pid, now)
        assert is_running(child.pid, now + 3600)
        assert not is_running(child.pid, now - 3600)
        assert is_running(os.getpid(), time.time())
    finally:
        child.communicate(b"\n")
    assert not is_running(child.pid, now)


def test_what_it_takes_to_tell_when_a_process_began_is_not_loaded_before():
    code = (
        "import os, sys; from workbook.processes import is_running\n"
        "assert is_running(os.getpid()) or os.name == 'nt'\n"
        "assert os.name == 'nt' or 'psutil' not in sys.modules"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
