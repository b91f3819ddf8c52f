"""Which versions stay as they grow old."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from workbook.drafts.history import Version
from workbook.drafts.thinning import numbers_kept

PRESENT = datetime(2026, 11, 20, 15, 30, tzinfo=UTC)


def version(number: int, ago: timedelta, name: str = "") -> Version:
    return Version(number, PRESENT - ago, 0, "", name)


def kept(*ago: timedelta) -> list[int]:
    return sorted(numbers_kept([version(n, moment) for n, moment in enumerate(ago, 1)], PRESENT))


@st.composite
def histories(draw: st.DrawFn) -> list[Version]:
    """Versions in the order in which they were saved."""
    minutes = sorted(draw(st.lists(st.integers(-60, 60 * 24 * 30), max_size=60)), reverse=True)
    names = draw(st.lists(st.sampled_from(["", "", "", "mine"]), min_size=60, max_size=60))
    return [version(n, timedelta(minutes=ago), names[n - 1]) for n, ago in enumerate(minutes, 1)]


@given(histories())
def test_the_last_and_the_named_are_always_there(versions: list[Version]) -> None:
    wanted = {one.number for one in versions if one.name} | {one.number for one in versions[-1:]}
    assert wanted <= numbers_kept(versions, PRESENT)


@given(histories())
def test_thinning_what_was_thinned_changes_nothing(versions: list[Version]) -> None:
    once = numbers_kept(versions, PRESENT)
    assert numbers_kept([one for one in versions if one.number in once], PRESENT) == once


@given(histories())
def test_an_old_hour_keeps_one_version_and_an_old_day_too(versions: list[Version]) -> None:
    stay = numbers_kept(versions, PRESENT)
    seen = set()
    for one in reversed(versions):
        age = (PRESENT.date() - one.saved_at.date()).days
        group = (one.saved_at.date(), one.saved_at.hour if age <= 7 else None)
        if one.number not in stay:
            assert age > 0
            assert group in seen, "one that is gone has a later one in its hour or day"
        elif age > 0 and not one.name:
            assert group not in seen, "two are kept that have no name"
        seen.add(group)


def test_all_of_today_stay() -> None:
    assert kept(*(timedelta(minutes=minutes) for minutes in (30, 20, 10, 0))) == [1, 2, 3, 4]


def test_yesterday_keeps_the_last_of_each_hour() -> None:
    day = timedelta(days=1)
    assert kept(*(day + timedelta(minutes=m) for m in (80, 40, 20, 0)), timedelta()) == [2, 4, 5]


def test_before_the_last_week_a_day_keeps_its_last() -> None:
    week = timedelta(days=7)
    hours = [timedelta(hours=hours) for hours in (5, 3, 1)]
    assert kept(*(week + timedelta(days=1) + ago for ago in hours), *(week + ago for ago in hours)) == [
        3,
        4,
        5,
        6,
    ]


def test_a_version_from_a_clock_that_ran_ahead_stays() -> None:
    assert kept(timedelta(days=-2), timedelta(days=-2), timedelta()) == [1, 2, 3]


def test_the_highest_number_stays_also_where_it_is_older_than_others() -> None:
    old = timedelta(days=30)
    assert kept(old + timedelta(hours=1), old, old + timedelta(hours=2)) == [2, 3]


def test_nothing_is_kept_of_nothing() -> None:
    assert numbers_kept([], PRESENT) == set()


def test_the_day_is_the_one_where_the_person_is() -> None:
    saved = [PRESENT.replace(hour=10, minute=5), PRESENT.replace(hour=10, minute=10)]
    versions = [Version(number, moment, 0, "") for number, moment in enumerate(saved, 1)]
    assert numbers_kept(versions, PRESENT) == {1, 2}
    # In Auckland it is the day after, early in the morning; the two were saved late the evening before.
    assert numbers_kept(versions, PRESENT.astimezone(ZoneInfo("Pacific/Auckland"))) == {2}
