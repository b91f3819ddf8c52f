"""How often each test of durability does what it does: all of it on request, a tenth of it in CI."""

from __future__ import annotations

import os

SWITCH = "WORKBOOK_DURABILITY"
"""The variable that asks for the full counts, by the value `full`."""
full = os.environ.get(SWITCH) == "full"


def _of(count: int) -> int:
    return count if full else count // 10


STORE_KILLS = _of(2000)
"""Kills of a process that writes workbooks, over all sizes together."""
APP_KILLS = _of(200)
"""Kills of the app while somebody types."""
ENDINGS = _of(50)
"""Times that the app is ended in each other way."""
ANSWERS = 400
"""Answers that two processes write between them."""
DAMAGED = 300
"""Damaged store files."""
SEED = int(os.environ.get("WORKBOOK_DURABILITY_SEED", "4"))
"""Where all chance begins: the same moments, texts and damage every time, as far as the machine allows."""
