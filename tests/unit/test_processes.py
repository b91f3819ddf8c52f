"""Whether a process lives."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest

from workbook.processes import is_running

pytestmark = pytest.mark.skipif(os.name == "nt", reason="Windows has no way to ask")


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
