"""Other processes of this machine."""

from __future__ import annotations

import os


def is_running(process: int) -> bool:
    """Return whether a process of this machine lives; where that cannot be asked, that it does.

    Args:
        process: its number.
    """
    if os.name == "nt":
        return True  # Windows has no way to ask without the risk of ending it.
    if process <= 0:
        return False
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except (PermissionError, OverflowError):
        return True
    return True
