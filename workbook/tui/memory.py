"""Keeping the collector of garbage out of the way of the keys."""

from __future__ import annotations

import gc


def start() -> None:
    """Let the collector begin its rounds, without a look at what the start has made.

    A first round through all of that takes as long as a frame takes three times, and comes while the user
    waits for the cursor; nearly nothing of it is garbage. `settle` sees to that later.
    """
    gc.freeze()
    gc.enable()


def settle() -> None:
    """Leave what is there by now out of the collector's rounds, after one more round through it.

    The modules, the widgets and the styles of an open workbook are some hundred thousand objects that
    live as long as it is open. A round through all of them takes some 40 ms, and comes every few seconds
    while somebody types.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()
    gc.enable()
