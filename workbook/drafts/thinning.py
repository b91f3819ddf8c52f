"""Which versions of a text are kept as they grow old."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from workbook.drafts.version_rows import Version

BY_THE_HOUR = timedelta(days=7)
"""For how long one version an hour is kept; after it, one a day."""


def numbers_kept(versions: Sequence[Version], present: datetime) -> set[int]:
    """Return the numbers of the versions that stay.

    All of today stay; of the seven days before, the last of each hour; of the time before that, the last of
    each day; and always the one with the highest number, and those that have a name.

    Args:
        versions: the versions of one place.
        present: now, in the zone whose days and hours count.
    """
    last: dict[object, Version] = {}
    for version in versions:
        group = _group(version, present)
        if group not in last or _order(version) > _order(last[group]):
            last[group] = version
    kept = {version.number for version in last.values()}
    kept |= {version.number for version in versions if version.name}
    return kept | {max((version.number for version in versions), default=0)} - {0}


def _group(version: Version, present: datetime) -> object:
    """Return what a version shares with those of which only the last stays."""
    local = version.saved_at.astimezone(present.tzinfo)
    age = present.date() - local.date()
    if age <= timedelta():
        return version.number
    return (local.date(), local.hour) if age <= BY_THE_HOUR else local.date()


def _order(version: Version) -> tuple[datetime, int]:
    return version.saved_at, version.number
