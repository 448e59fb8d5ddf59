"""When do the 48 hours end? The two readings of them, by rule alone: no clock is asked and no table of dates is kept.

8 CFR 287.7(d) allows 48 hours "excluding Saturdays, Sundays, and holidays": hours on such days do not count, the rest
do, so that a hold pauses and goes on. The form in use since 2017 asks for 48 hours and does not repeat the exclusion:
48 hours straight. Holidays are those of 5 USC 6103 with the days on which they are observed; clock changes are those of
15 USC 260a since 2007. docs/assets/clockwork.js is the browser's copy; both must agree with tests/vectors/clock.json.

Times are naive: the wall clock where the person is held. Instants are naive too and in UTC.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from types import MappingProxyType

HOLD = timedelta(hours=48)
DAY = timedelta(days=1)
FIRST_YEAR = 2008
"""The first whole year of today's clock changes and of Secure Communities; nothing earlier is asked."""
SATURDAY, SUNDAY = 5, 6


@dataclass(frozen=True)
class Holiday:
    """A legal public holiday: on a `day` of its month, or on its `nth` `weekday` (0 is Monday, nth -1 the last)."""

    month: int
    day: int | None = None
    weekday: int = 0
    nth: int = 0
    since: int = 0

    def on(self, year: int) -> date:
        """Give its own day in a year, wherever in the week it falls."""
        return date(year, self.month, self.day) if self.day else nth_weekday(year, self.month, self.weekday, self.nth)


HOLIDAYS: Mapping[str, Holiday] = MappingProxyType(
    {
        "new-year": Holiday(1, day=1),
        "king": Holiday(1, nth=3),
        "washington": Holiday(2, nth=3),
        "memorial": Holiday(5, nth=-1),
        "juneteenth": Holiday(6, day=19, since=2021),
        "independence": Holiday(7, day=4),
        "labor": Holiday(9, nth=1),
        "columbus": Holiday(10, nth=2),
        "veterans": Holiday(11, day=11),
        "thanksgiving": Holiday(11, weekday=3, nth=4),
        "christmas": Holiday(12, day=25),
    }
)
"""5 USC 6103(a). Inauguration Day, 6103(c), is a holiday only for federal offices around Washington and is left out."""


@dataclass(frozen=True)
class Zone:
    """A time zone of the United States: hours from UTC in standard time, and whether its clocks change."""

    hours: int
    changes: bool = True


ZONES: Mapping[str, Zone] = MappingProxyType(
    {
        "eastern": Zone(-5),
        "central": Zone(-6),
        "mountain": Zone(-7),
        "arizona": Zone(-7, changes=False),
        "pacific": Zone(-8),
        "alaska": Zone(-9),
        "hawaii": Zone(-10, changes=False),
        "puerto-rico": Zone(-4, changes=False),
    }
)


class NoSuchTimeError(ValueError):
    """The clocks skipped this time in this zone."""


@dataclass(frozen=True)
class Stretch:
    """Part of one day of a hold: wall clock from and to, hours that count, and why none do (a holiday's id, or day)."""

    start: datetime
    end: datetime
    counted: timedelta
    why: str | None


@dataclass(frozen=True)
class Hold:
    """A hold as one reading counts it: when it ends on the wall clock, and its days."""

    ends: datetime
    days: tuple[Stretch, ...]


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Give the nth weekday of a month, or the last for nth -1."""
    if nth < 0:
        last = date(year + month // 12, month % 12 + 1, 1) - DAY
        return last - timedelta(days=(last.weekday() - weekday) % 7)
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def observed(day: date) -> date:
    """Give the day on which a holiday is kept: the Friday before a Saturday, the Monday after a Sunday."""
    return day + timedelta(days={SATURDAY: -1, SUNDAY: 1}.get(day.weekday(), 0))


def left_out(day: date) -> str | None:
    """Say why a day does not count: "saturday", "sunday" or the id of the holiday kept on it; nothing if it does."""
    if day.weekday() in (SATURDAY, SUNDAY):
        return "saturday" if day.weekday() == SATURDAY else "sunday"
    for id_, holiday in HOLIDAYS.items():
        for year in (day.year, day.year + 1):  # New Year's Day can be kept on December 31 of the year before.
            if year >= holiday.since and observed(holiday.on(year)) == day:
                return id_
    return None


def instant(wall: datetime, zone: Zone) -> datetime:
    """Give the instant of a wall time; of a time that comes twice the first. Raises NoSuchTimeError."""
    for hours in (zone.hours + 1, zone.hours):
        candidate = wall - timedelta(hours=hours)
        if _hours(candidate, zone) == hours:
            return candidate
    raise NoSuchTimeError(wall.isoformat())


def wall(at: datetime, zone: Zone) -> datetime:
    """Give the wall time of an instant."""
    return at + timedelta(hours=_hours(at, zone))


def _hours(at: datetime, zone: Zone) -> int:
    """Give a zone's hours from UTC at an instant: clocks go forward and back at two o'clock by the time then kept."""
    begins = datetime.combine(nth_weekday(at.year, 3, SUNDAY, 2), time(2)) - timedelta(hours=zone.hours)
    ends = datetime.combine(nth_weekday(at.year, 11, SUNDAY, 1), time(1)) - timedelta(hours=zone.hours)
    return zone.hours + (zone.changes and begins <= at < ends)


def excluding(release: datetime, zone: Zone) -> Hold:
    """Count 48 hours from a release, without those on Saturdays, Sundays and holidays."""
    return _count(release, zone, left_out)


def straight(release: datetime, zone: Zone) -> Hold:
    """Count 48 hours from a release without a break."""
    return _count(release, zone, lambda _: None)


def _count(release: datetime, zone: Zone, why_not: Callable[[date], str | None]) -> Hold:
    now, left = instant(release, zone), HOLD
    days: list[Stretch] = []
    while left:
        here = wall(now, zone)
        midnight = instant(datetime.combine(here.date() + DAY, time()), zone)
        why = why_not(here.date())
        counted = timedelta() if why else min(midnight - now, left)
        now = midnight if why else now + counted
        left -= counted
        days.append(Stretch(here, wall(now, zone), counted, why))
    return Hold(days[-1].end, tuple(days))
