"""Dates at the precision they are known: "2012-05-21", "2012-05" or "2012"; never a guess at a missing day.

A period is the first and the last day that a text can mean. All rules that compare dates do it through these two days.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterable
from datetime import date
from functools import lru_cache

SHAPE = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?", re.ASCII)


@lru_cache(maxsize=4096)
def period(text: str) -> tuple[date, date] | None:
    """Give the first and last day an ISO date, month or year can mean, or nothing when it is none."""
    found = SHAPE.fullmatch(text)
    if found is None:
        return None
    year, month, day = (int(part) if part else None for part in found.groups())
    try:
        if year is None or month is None:
            return date(year or 0, 1, 1), date(year or 0, 12, 31)
        if day is None:
            return date(year, month, 1), date(year, month, calendar.monthrange(year, month)[1])
        return date(year, month, day), date(year, month, day)
    except ValueError:
        return None


def first_day(text: str) -> date:
    """Give the first day a valid date text can mean."""
    return _period(text)[0]


def last_day(text: str) -> date:
    """Give the last day a valid date text can mean."""
    return _period(text)[1]


def newest(texts: Iterable[str]) -> str:
    """Give the newest of some valid date texts, or ""; a bare month or year is no newer than a day in it."""
    return max(texts, key=first_day, default="")


def _period(text: str) -> tuple[date, date]:
    found = period(text)
    if found is None:
        raise ValueError(text)
    return found
