"""Keeping the collector of garbage out of the way of the keys."""

from __future__ import annotations

import gc


def drawn() -> None:
    """Settle, now that a workbook or the first screen has been drawn.

    At a start, before which the collector was switched off, it only begins its rounds: a round through all
    that the start has made would take the time of three frames while the user waits for the first letter.
    """
    if gc.isenabled():
        settle()
    else:
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
