"""Random walks with fixed seeds: nothing ends the app, freezes it, loses a word or makes it tell lies."""

from __future__ import annotations

import json

import pytest
from tui.hands.walk import failure_of, shortened, walk_of

EVENTS = 500
"""In each of the walks; `python -m benchmarks.hands` walks without a bound."""


@pytest.mark.parametrize("seed", [0, 1, 2, 3, 4, 5, 6, 7, 8, 9])
async def test_hands_that_do_anything(seed):
    begins, made = walk_of(seed, EVENTS)
    failure = await failure_of(begins, made)
    if failure:
        short = await shortened(begins, made, failure)
        pytest.fail(f"{failure}\nby {json.dumps([begins, short])}")
