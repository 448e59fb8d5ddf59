"""The end of the 48 hours: the shared vectors, the holidays against another package, the count against brute force."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Any
from zoneinfo import ZoneInfo

import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from detainers.clockwork import (
    DAY,
    HOLD,
    ZONES,
    NoSuchTimeError,
    excluding,
    instant,
    left_out,
    straight,
    wall,
)

VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "clock.json").read_text("utf-8"))
IANA = {
    "eastern": "America/New_York",
    "central": "America/Chicago",
    "mountain": "America/Denver",
    "arizona": "America/Phoenix",
    "pacific": "America/Los_Angeles",
    "alaska": "America/Anchorage",
    "hawaii": "Pacific/Honolulu",
    "puerto-rico": "America/Puerto_Rico",
}
YEARS = range(2008, 2041)
releases = st.datetimes(datetime.fromisoformat("2008-01-01"), datetime.fromisoformat("2040-12-20")).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@cache
def kept_in(year: int) -> set[date]:
    """Give the weekdays that the other package calls federal holidays."""
    return {day for day in holidays.country_holidays("US", years=year) if day.weekday() < 5}


def exists(at: datetime, zone: str) -> bool:
    """Tell whether a wall time was not skipped, by the time zone database."""
    aware = at.replace(tzinfo=ZoneInfo(IANA[zone]))
    return aware.astimezone(UTC).astimezone(aware.tzinfo).replace(tzinfo=None) == at


def brute_force(release: datetime, zone: str, *, skip: bool) -> datetime:
    """Count minute by minute with the time zone database and the other package's holidays."""
    place = ZoneInfo(IANA[zone])
    now, left = release.replace(tzinfo=place).astimezone(UTC), 48 * 60
    while left:
        here = now.astimezone(place)
        counts = not skip or (here.weekday() < 5 and here.date() not in kept_in(here.year))
        left -= counts
        now += timedelta(minutes=1)
    return now.astimezone(place).replace(tzinfo=None)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["because"] for vector in VECTORS])
def test_vectors(vector: dict[str, Any]) -> None:
    """Both readings end when the vector says; a skipped time has no end."""
    release, zone = datetime.fromisoformat(vector["release"]), ZONES[vector["zone"]]
    if vector["excluding"] is None:
        with pytest.raises(NoSuchTimeError):
            excluding(release, zone)
        return
    assert vector["excluding"] == excluding(release, zone).ends.isoformat(timespec="minutes")
    assert vector["straight"] == straight(release, zone).ends.isoformat(timespec="minutes")


def test_vectors_cover_what_can_differ() -> None:
    """Every holiday, both weekend days, both clock changes and every zone is in the vectors."""
    found = {
        day.why
        for vector in VECTORS
        if vector["excluding"]
        for day in excluding(datetime.fromisoformat(vector["release"]), ZONES[vector["zone"]]).days
    }
    holidays_there = {why for year in (2022, 2026) for day in kept_in(year) if (why := left_out(day))}
    assert holidays_there | {"saturday", "sunday", None} == found
    assert set(ZONES) == {vector["zone"] for vector in VECTORS}


@pytest.mark.parametrize("year", YEARS)
def test_holidays_are_those_of_another_package(year: int) -> None:
    """The weekdays left out are the federal holidays, observed days and Juneteenth's first year included."""
    days = (date(year, 1, 1) + timedelta(days=number) for number in range(366))
    ours = {day for day in days if day.year == year and day.weekday() < 5 and left_out(day)}
    assert kept_in(year) == ours


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("year", YEARS)
def test_zones_are_those_of_the_database(year: int, zone: str) -> None:
    """Each hour of the months with changes, and each day of the rest, has the time zone database's wall time."""
    place = ZoneInfo(IANA[zone])
    start = datetime(year, 1, 1, tzinfo=UTC)
    hours = (start + timedelta(hours=number) for number in range(366 * 24))
    for at in (hour for hour in hours if hour.hour == 0 or hour.month in (3, 11)):
        assert at.astimezone(place).replace(tzinfo=None) == wall(at.replace(tzinfo=None), ZONES[zone])


@given(releases, st.sampled_from(sorted(ZONES)))
def test_both_readings_agree_with_counting_minutes(release: datetime, zone: str) -> None:
    """The rule ends where minute by minute counting ends; a skipped time is refused."""
    if not exists(release, zone):
        with pytest.raises(NoSuchTimeError):
            instant(release, ZONES[zone])
        return
    assert brute_force(release, zone, skip=True) == excluding(release, ZONES[zone]).ends
    assert brute_force(release, zone, skip=False) == straight(release, ZONES[zone]).ends


@given(releases, st.sampled_from(["arizona", "hawaii", "puerto-rico"]))
def test_days_join_and_count_to_48_hours(release: datetime, zone: str) -> None:
    """The days of a hold follow each other without a gap, and what counts of them is 48 hours."""
    days = excluding(release, ZONES[zone]).days
    assert release == days[0].start
    assert [day.end for day in days[:-1]] == [day.start for day in days[1:]]
    assert sum((day.counted for day in days), timedelta()) == HOLD
    assert all(day.end - day.start <= DAY for day in days)
