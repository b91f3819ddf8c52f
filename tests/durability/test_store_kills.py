"""A process that is killed while it saves leaves a workbook that is whole, with everything acknowledged."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from durability.counts import SEED, STORE_KILLS

if TYPE_CHECKING:
    from collections.abc import Callable

GOALS = "goals-worth-reaching"
SIZES = (10_000, 100_000, 1_000_000)
KILLER = Path(__file__).with_name("store_killer.py")

if not hasattr(os, "fork"):
    pytest.skip("Windows has no fork", allow_module_level=True)


def test_a_kill_at_any_moment_of_a_save_loses_nothing(
    new_home: Callable[[str], Path], note: Callable[..., None]
) -> None:
    note(seed=SEED)
    shares = [STORE_KILLS // 3, STORE_KILLS // 3, STORE_KILLS - 2 * (STORE_KILLS // 3)]
    running = [
        subprocess.Popen(
            [sys.executable, KILLER, new_home(str(size)), GOALS, str(size), str(kills), str(SEED)],
            stdout=subprocess.PIPE,
        )
        for size, kills in zip(SIZES, shares, strict=True)
    ]
    outputs = [process.communicate()[0] for process in running]
    assert [process.returncode for process in running] == [0, 0, 0]
    found = [json.loads(output) for output in outputs]

    def total(name: str) -> int:
        return sum(one[name] for one in found)

    note(
        kills=total("kills"),
        of_them_in_the_middle_of_a_save=total("midway"),
        saves_acknowledged=total("saves"),
        unreadable=total("unreadable"),
        mixed=total("mixed"),
        acknowledged_lost=total("lost"),
    )
    told = [sentence for one in found for sentence in one["told"]]
    assert (total("unreadable"), total("mixed"), total("lost")) == (0, 0, 0), told
    assert total("kills") == STORE_KILLS
    assert total("left") == 0, "what a killed process leaves behind is swept"
    for size, one in zip(SIZES, found, strict=True):
        assert 0.8 * size < one["bytes"] < 1.25 * size
        assert one["midway"] > 0, "no kill met a save: the moments are chosen badly"
        assert one["saves"] > one["kills"]
