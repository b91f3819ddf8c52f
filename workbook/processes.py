"""Other processes of this machine."""

from __future__ import annotations

import os

_CLOCKS_DIFFER = 2.0
"""Seconds; when a process began is told less exactly than what it wrote down itself."""


def is_running(process: int, since: float | None = None) -> bool:
    """Return whether a process of this machine lives; where that cannot be asked, that it does.

    The system gives a process's number again, after a restart soon. One that began later than a moment at
    which the number was in use already is another process.

    Args:
        process: its number.
        since: a moment at which it lived, in seconds since 1970.
    """
    if process <= 0 or not _is_taken(process):
        return False
    if since is None:
        return True
    began = _began(process)
    return began is None or began <= since + _CLOCKS_DIFFER


def _is_taken(process: int) -> bool:
    if os.name == "nt":
        # Windows has no signal that asks without the risk of ending it.
        import psutil

        return bool(psutil.pid_exists(process))
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True


def _began(process: int) -> float | None:
    """Return when a process began, in seconds since 1970; None where that cannot be told."""
    # Only here: it is seldom asked, and what it needs takes a while to load.
    import psutil

    try:
        return float(psutil.Process(process).create_time())
    except (psutil.Error, OSError, OverflowError, ValueError):
        return None
