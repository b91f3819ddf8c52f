"""Times as people say them."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from datetime import datetime


def clock_time(moment: datetime) -> str:
    """Return the time of the day, as "4:12 pm"."""
    local = moment.astimezone()
    return f"{local.hour % 12 or 12}:{local.minute:02} {'am' if local.hour < 12 else 'pm'}"


def spoken_day(moment: datetime, today: datetime | None = None) -> str:
    """Return when something was, as "today 4:12 pm", "yesterday 9:05 am", "3 November" or "3 November 2025".

    Args:
        moment: when it was.
        today: the present moment; now where none is given.
    """
    from workbook.drafts.model import now

    local, present = moment.astimezone(), (today or now()).astimezone()
    days = (present.date() - local.date()).days
    if days in (0, 1):
        return f"{'today' if days == 0 else 'yesterday'} {clock_time(local)}"
    year = "" if local.year == present.year else f" {local.year}"
    return f"{local.day} {local:%B}{year}"
