"""Times as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from workbook.clock import local

if TYPE_CHECKING:
    from datetime import datetime


def clock_time(moment: datetime) -> str:
    """Return the time of the day, as "4:12 pm"."""
    own = local(moment)
    return f"{own.hour % 12 or 12}:{own.minute:02} {'am' if own.hour < 12 else 'pm'}"


def spoken_day(moment: datetime, today: datetime | None = None) -> str:
    """Return when something was, as "today 4:12 pm", "yesterday 9:05 am", "3 November" or "3 November 2025".

    Args:
        moment: when it was.
        today: the present moment; now where none is given.
    """
    from workbook.drafts.model import now

    own, present = local(moment), local(today or now())
    days = (present.date() - own.date()).days
    if days in (0, 1):
        return f"{'today' if days == 0 else 'yesterday'} {clock_time(own)}"
    year = "" if own.year == present.year else f" {own.year}"
    return f"{own.day} {own:%B}{year}"
