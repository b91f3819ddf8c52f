"""Times in the machine's own zone, whatever zone that is said to be."""

from __future__ import annotations

import os
import time
from datetime import UTC, datetime

import pytest

from workbook.clock import local
from workbook.drafts.model import now

ZONES = ("XYZ-99", "XYZ+99", "XYZ-24", "XYZ+167:59:59", "nonsense", ":nowhere/x", "")
NOON = datetime(2026, 11, 2, 12, tzinfo=UTC)


@pytest.fixture
def zone(monkeypatch):
    def put(name):
        monkeypatch.setenv("TZ", name)
        time.tzset()

    yield put
    monkeypatch.undo()
    time.tzset()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such variable")
@pytest.mark.parametrize("name", ZONES)
def test_a_zone_that_cannot_be_is_no_fault(zone, name):
    zone(name)
    assert local(NOON) == NOON
    assert local(NOON.replace(tzinfo=None)).tzinfo is not None
    assert abs(now() - datetime.now(UTC)).total_seconds() < 60
    assert datetime.fromisoformat(now().isoformat()) <= datetime.now(UTC)


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such variable")
def test_a_zone_that_is_one_is_used(zone):
    zone("XYZ-9:30")
    assert local(NOON).isoformat() == "2026-11-02T21:30:00+09:30"


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_time(year):
    moment = datetime(year, 1, 1, tzinfo=UTC)
    assert local(moment).tzinfo is not None
    assert local(moment.replace(tzinfo=None)).tzinfo is not None
