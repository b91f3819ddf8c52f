"""Regular expressions that are compiled when they are first asked for."""

from __future__ import annotations

import re
from functools import cache, partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def late(pattern: str, flags: int = 0) -> Callable[[], re.Pattern[str]]:
    """Return a regular expression to be called for, which compiles it the first time.

    Compiling a wide class of characters, or a grammar, takes one to three milliseconds: many times what is
    saved wherever a start of the app, or a command, needs the module and not the expression.

    Args:
        pattern: the expression.
        flags: those of `re.compile`.
    """
    return cache(partial(re.compile, pattern, flags))
