"""What /detainers/clock/ shows: the form's data for the browser, and worked examples that need no script."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

from markupsafe import Markup

from detainers.clockwork import DAY, FIRST_YEAR, HOLIDAYS, ZONES, Hold, excluding, left_out, observed, straight
from detainers.render import Renderer
from detainers.site import relative
from detainers.states import STATES
from detainers.strings import Strings

RELEASE = time(18)
"""The hour at which the people of the examples would go free."""
MONDAY_TO_SUNDAY = range(7)
NOON = 12


class Example(NamedTuple):
    """A row of the worked examples: the holiday's id or nothing, the release, and both readings."""

    holiday: str | None
    release: datetime
    excluding: Hold
    straight: Hold


def week(year: int) -> Iterator[Example]:
    """Work through the first week of a year after New Year's Day in which every weekday counts."""
    day = date(year, 1, 3)
    while day.weekday() or any(left_out(day + timedelta(days=later)) for later in (*range(5), *range(7, 12))):
        day += DAY
    return (_example(None, day + timedelta(days=later)) for later in MONDAY_TO_SUNDAY)


def holidays(year: int) -> Iterator[Example]:
    """Work through the holidays of a year: a release on the last day that counts before each."""
    for id_, holiday in HOLIDAYS.items():
        if year < holiday.since:
            continue
        day = observed(holiday.on(year)) - DAY
        while left_out(day):
            day -= DAY
        yield _example(id_, day)


def _example(holiday: str | None, day: date) -> Example:
    release, zone = datetime.combine(day, RELEASE), ZONES["eastern"]
    return Example(holiday, release, excluding(release, zone), straight(release, zone))


def say(when: datetime, t: Strings, *, year: bool = False) -> str:
    """Say a moment: "Friday, May 22, 6:00 p.m."; midnight is said to begin its day."""
    day = t.plain(
        "act.clock.day", weekday=t.plain(f"act.clock.weekdays.{when.weekday() + 1}"), date=_date(when, t, year=year)
    )
    if when.time() == time():
        return t.plain("act.clock.moment", day=day, time=t.plain("act.clock.midnight"))
    half = "am" if when.hour < NOON else "pm"
    said = t.plain(f"act.clock.{half}", hour=str(when.hour % NOON or NOON), minute=f"{when.minute:02}")
    return t.plain("act.clock.moment", day=day, time=said)


def _date(when: datetime, t: Strings, *, year: bool) -> str:
    month = t.texts[f"months.{when.month}"]
    return t.date(when.date().isoformat()) if year else t.plain("act.clock.date", month=month, day=when.day)


def clock_examples(renderer: Renderer, url: str) -> Markup:
    """Render the worked examples: an ordinary week of this year, then the holidays of this year and the next."""
    year = renderer.site.today.year
    t = renderer.site.catalog.strings
    groups = [
        (t.plain("act.clock.week"), list(week(year))),
        *((t.plain("act.clock.holidays_of", year=str(one)), list(holidays(one))) for one in (year, year + 1)),
    ]
    return renderer.html(
        "act/clock-examples.html.jinja", url, groups=groups, say=lambda when, **how: say(when, t, **how)
    )


def clock(renderer: Renderer, url: str) -> Markup:
    """Render the form, with all that the script needs: rules, zones, words, and what is on record of each state."""
    catalog = renderer.site.catalog
    t = catalog.strings
    places = catalog.on(renderer.site.today)
    said = {
        id_: catalog.vocabulary.standings[places[id_].standing].sentence.format(name=STATES[id_].name)
        if id_ in places
        else t.plain("state.no_record", name=STATES[id_].name)
        for id_ in catalog.states
    }
    data = {
        "zones": {id_: asdict(zone) for id_, zone in ZONES.items()},
        "holidays": {id_: asdict(holiday) for id_, holiday in HOLIDAYS.items()},
        "first": FIRST_YEAR,
        "words": t.below("act.clock"),
        "months": t.below("months"),
        "date": t.texts["date.day"],
        "states": {
            id_: {
                "said": text,
                "more": t.plain("place.state_page", state=STATES[id_].name),
                "href": relative(url, f"jurisdictions/{id_}/"),
            }
            for id_, text in said.items()
        },
    }
    return renderer.html("act/clock.html.jinja", url, data=data, zones=ZONES, states=catalog.states, names=STATES)
