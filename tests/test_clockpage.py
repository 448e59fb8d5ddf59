"""The worked examples: every holiday of the year once, and moments said as a reader says them."""

from __future__ import annotations

from datetime import date, datetime

import pytest

from conftest import ROOT
from detainers.catalog import read_folder
from detainers.clockpage import clock, clock_examples, holidays, say, week
from detainers.clockwork import HOLIDAYS
from detainers.render import Renderer
from detainers.site import Site

CATALOG = read_folder(ROOT / "data").catalog


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("2026-05-22T18:00", "Friday, May 22, 6:00 p.m."),
        ("2026-05-22T09:05", "Friday, May 22, 9:05 a.m."),
        ("2026-05-23T12:30", "Saturday, May 23, 12:30 p.m."),
        ("2026-05-24T00:30", "Sunday, May 24, 12:30 a.m."),
        ("2026-05-27T00:00", "Wednesday, May 27, 12:00 a.m. (midnight, as the day begins)"),
    ],
)
def test_moments_are_said(when: str, said: str) -> None:
    """Noon is p.m., and midnight says which day it begins."""
    assert said == say(datetime.fromisoformat(when), CATALOG.strings)


@pytest.mark.parametrize("year", [2020, 2026, 2027])
def test_examples_have_each_holiday_and_a_plain_week(year: int) -> None:
    """Each holiday that existed has one row; the plain week starts on a Monday and no holiday touches it."""
    assert [id_ for id_ in HOLIDAYS if year >= HOLIDAYS[id_].since] == [row.holiday for row in holidays(year)]
    plain = list(week(year))
    assert list(range(7)) == [row.release.weekday() for row in plain]
    assert {None, "saturday", "sunday"} >= {day.why for row in plain for day in row.excluding.days}


def test_page_shows_this_year_and_the_next() -> None:
    """The tables are made for the day of the build, and the form holds its rules as data."""
    renderer = Renderer(Site(CATALOG, date(2026, 11, 24)))
    shown = clock_examples(renderer, "detainers/clock/")
    assert "Before the federal holidays of 2026" in shown
    assert "Before the federal holidays of 2027" in shown
    assert "Wednesday, May 27, 6:00 p.m." in shown
    assert '"juneteenth": {"day": 19, "month": 6' in clock(renderer, "detainers/clock/")
