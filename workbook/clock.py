"""The machine's own time zone, which the environment may have set to one that cannot be."""

from __future__ import annotations

from datetime import UTC, datetime


def local(moment: datetime) -> datetime:
    """Return a moment in the machine's time zone; in UTC where that is none, as with `TZ=XYZ-99`.

    Args:
        moment: a moment; without a zone it is taken to be in the machine's.
    """
    try:
        return moment.astimezone()
    except (ValueError, OverflowError, OSError):
        # More than a day from UTC, or a year that the system's own calendar has not.
        return moment.astimezone(UTC) if moment.tzinfo else moment.replace(tzinfo=UTC)
