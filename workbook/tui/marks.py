"""The marks before a step: a tick, a dot, a ring; in plain letters where the terminal has no Unicode."""

from __future__ import annotations

import os
import sys
from functools import cache
from typing import TYPE_CHECKING

from workbook.signs import in_cells

if TYPE_CHECKING:
    from textual.driver import Driver

    from workbook.drafts.progress import State

_PLAIN_TERMINALS = {"dumb", "linux", "vt100", "vt102", "vt220"}


@cache
def has_unicode() -> bool:
    """Return whether the terminal can be trusted with more than ASCII."""
    encoding = (getattr(sys.__stdout__, "encoding", None) or "utf-8").lower().replace("-", "")
    return encoding == "utf8" and os.environ.get("TERM", "") not in _PLAIN_TERMINALS


def drawn_by(driver: type[Driver]) -> type[Driver]:
    """Return the driver through which everything that the app draws goes to this terminal.

    Where the terminal has no Unicode, each sign, frame and bar is drawn in its plain form, cell by cell,
    whoever drew it: our own pages, Textual's widgets, or a text that is shown.
    """
    if has_unicode():
        return driver
    encoding = getattr(sys.__stderr__, "encoding", None) or "ascii"

    def write(self: Driver, data: str) -> None:
        driver.write(self, in_cells(data, encoding))

    return type(f"Plain{driver.__name__}", (driver,), {"write": write, "__module__": __name__})


def dots() -> str:
    """Return what stands behind something that is under way."""
    return "…" if has_unicode() else "..."


def mark(state: State) -> str:
    """Return the one-character mark of a state."""
    unicode_marks = {"done": "✓", "started": "●", "todo": "○"}
    plain_marks = {"done": "x", "started": "-", "todo": " "}
    return (unicode_marks if has_unicode() else plain_marks)[state.value]


def mark_style(state: State) -> str:
    """Return the style of a state's mark; the word beside it says the same."""
    return {"done": "$success", "started": "$foreground", "todo": "$quiet"}[state.value]


def bar(width: int, filled: float) -> tuple[str, str]:
    """Return a bar of a width in two pieces, the filled and the rest.

    Args:
        width: its width in cells.
        filled: the filled share, from 0 to 1.
    """
    full = min(width, max(0, round(width * filled)))
    done, rest = ("━", "─") if has_unicode() else ("=", "-")
    return done * full, rest * (width - full)
