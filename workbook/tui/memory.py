"""Keeping the collector of garbage out of the way of the keys."""

from __future__ import annotations

import gc


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
