"""Drawings made from the record: the map, and the number of places that limit holds over the years.

Geometry and numbers only; words and markup are in templates/_map.html.jinja and templates/_growth.html.jinja. The
browser's copies (docs/assets/map.js, chart.js) draw the same shapes again for another day or other places.
"""

from __future__ import annotations

import csv
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import lru_cache
from importlib import resources

from detainers.albers import WIDTH, project
from detainers.catalog import Catalog
from detainers.dates import first_day, last_day
from detainers.model import UNKNOWN_DAY, Jurisdiction, Policy, Standing
from detainers.standing import On

MARK = 55
"""Half the width of a place's mark on the map of the whole country, in its units; a state's own is twice as wide."""
MARGIN = 90
FIRST_YEAR = 2008
LAYERS: Mapping[str, tuple[str, ...]] = {
    "state": ("state", "federal-district"),
    "county": ("county",),
    "city": ("city",),
    "town": ("town", "village"),
    "agency": ("agency",),
}
"""What the chart stacks, from the bottom: the name of the layer and the kinds of place in it."""
BANDS = (("first", "2008-10"), ("second", "2014-11"), ("third", "2017-01"), ("fourth", "2021-01"))
"""The program's names by the months they began in, as in timeline.yml: launch, 2014-11-20, 2017-01-25, 2021-01-20."""
LEFT, RIGHT, TOP, BOTTOM = 32, 352, 26, 206
"""The chart's plane, in its units."""


@dataclass(frozen=True)
class Outline:
    """A state's outline as SVG path data, and its box as x, y, width and height, in units of the map."""

    box: tuple[int, int, int, int]
    path: str


@lru_cache(maxsize=1)
def outlines() -> dict[str, Outline]:
    """Give the outlines by state id. Machine-made, see tools/map.py."""
    rows = csv.reader((resources.files("detainers") / "outlines.csv").read_text("utf-8").splitlines()[1:])
    return {id_: Outline((int(x), int(y), int(width), int(height)), path) for id_, x, y, width, height, path in rows}


def shape(standing: Standing, x: int, y: int, size: int) -> str:
    """Draw a standing's shape around a point as path data; holes turn the other way, so that shapes can share a path.

    A full square limits holds, a half-full one has other limits, a struck ring must cooperate, a ring has none in
    force, a ring around a dot is unclear.
    """
    thin = max(1, size * 2 // 5)
    inner = size - thin
    if standing in ("limits-holds", "other-limits"):
        square = f"M{x - size} {y - size}h{2 * size}v{2 * size}h{-2 * size}z"
        return square if standing == "limits-holds" else f"{square}M{x} {y - inner}v{2 * inner}h{inner}v{-2 * inner}z"
    ring = _circle(x, y, size) + _circle(x, y, inner, hole=True)
    if standing == "must-cooperate":
        reach, half = inner * 7 // 10, max(1, thin * 7 // 20)
        corner, thick, long = f"M{x - reach - half} {y + reach - half}", 2 * half, 2 * reach
        return f"{ring}{corner}l{thick} {thick}l{long} {-long}l{-thick} {-thick}z"
    return ring + _circle(x, y, inner // 2) if standing == "unclear" else ring


def _circle(x: int, y: int, radius: int, *, hole: bool = False) -> str:
    turn = f"a{radius} {radius} 0 1 {int(hole)} "
    return f"M{x - radius} {y}{turn}{2 * radius} 0{turn}{-2 * radius} 0z"


@dataclass(frozen=True)
class Mark:
    """A place on the map; `x` and `y` in its units."""

    id: str
    standing: Standing
    x: int
    y: int
    path: str


def marks(catalog: Catalog, places: Mapping[str, On], size: int = MARK) -> Iterator[Mark]:
    """Draw the places that have a point, states first and twice as wide."""
    for id_, place in sorted(places.items(), key=lambda item: len(item[0]) > 2):  # noqa: PLR2004
        point = catalog.places.get(id_)
        state = place.jurisdiction.state.lower()
        at = project(state, point.lat, point.lon) if point else None
        if at:
            wide = size * 2 if id_ == state else size
            yield Mark(id_, place.standing, *at, shape(place.standing, *at, wide))


def frame(states: Iterable[str]) -> tuple[int, int, int, int]:
    """Give x, y, width and height of the part of the map that shows the states whole."""
    boxes = [outlines()[state].box for state in states if state in outlines()]
    x, y = min(box[0] for box in boxes) - MARGIN, min(box[1] for box in boxes) - MARGIN
    right, bottom = max(box[0] + box[2] for box in boxes), max(box[1] + box[3] for box in boxes)
    return x, y, right - x + MARGIN, bottom - y + MARGIN


def mark_size(view: tuple[int, int, int, int]) -> int:
    """Give half the width of a place's mark in a view of the map: MARK in the whole, less in a part."""
    return round(MARK * min(1, max(0.12, 1.4 * max(view[2], view[3] * 1.6) / WIDTH)))


def standings(jurisdiction: Jurisdiction, policies: Mapping[str, Policy]) -> tuple[list[date], list[Standing]]:
    """Give the days on which a place's standing may change, in order, and the standing from each on."""
    days: set[date] = set()
    for action in jurisdiction.actions:
        for text in (action.effective or action.date, action.ended, action.as_of):
            if text and text != UNKNOWN_DAY:
                days |= {first_day(text), first_day(text) + timedelta(days=1), last_day(text)}
    order = sorted(days)
    return order, [On(jurisdiction, policies, day).standing for day in order]


@dataclass(frozen=True)
class Series:
    """Counts of places that limit holds, by layer, on the first day of each month, and on the last day given."""

    days: tuple[date, ...]
    counts: Mapping[str, tuple[int, ...]]

    @property
    def totals(self) -> list[int]:
        """Add the layers up."""
        return [sum(column) for column in zip(*self.counts.values(), strict=True)]

    @property
    def changes(self) -> list[tuple[date, list[int], int]]:
        """Give the days on which a number differs from the one before, with the number of each layer and their sum."""
        columns = list(zip(*self.counts.values(), strict=True))
        return [
            (day, list(column), sum(column))
            for number, (day, column) in enumerate(zip(self.days, columns, strict=True))
            if number in (0, len(columns) - 1) or column != columns[number - 1]
        ]


def series(catalog: Catalog, today: date) -> Series:
    """Count the places that surely limited holds, month by month since 2008."""
    months = [date(year, month, 1) for year in range(FIRST_YEAR, today.year + 1) for month in range(1, 13)]
    days = (*(day for day in months if day < today), today)
    layer_of = {kind: layer for layer, kinds in LAYERS.items() for kind in kinds}
    counts = {layer: [0] * len(days) for layer in LAYERS}
    for jurisdiction in catalog.jurisdictions.values():
        layer = counts.get(layer_of.get(jurisdiction.kind, ""))
        turns, standing = standings(jurisdiction, catalog.policies)
        if layer is None or "limits-holds" not in standing:
            continue
        for number, day in enumerate(days):
            at = bisect_right(turns, day) - 1
            layer[number] += at >= 0 and standing[at] == "limits-holds"
    return Series(days, {layer: tuple(numbers) for layer, numbers in counts.items()})


def step_of(most: int) -> int:
    """Choose the distance of the chart's lines so that at most five reach the top: 1, 2 or 5 and zeros."""
    size = 1
    while True:
        for step in (size, 2 * size, 5 * size):
            if most <= 5 * step:
                return step
        size *= 10


@dataclass(frozen=True)
class Chart:
    """The chart's geometry: areas by layer as path data; (y, number) of lines, (key, x, width) of bands, (x, year)."""

    areas: Mapping[str, str]
    lines: list[tuple[float, int]]
    bands: list[tuple[str, float, float]]
    years: list[tuple[float, int]]
    layers: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: LAYERS)
    left: int = LEFT
    right: int = RIGHT
    top: int = TOP
    bottom: int = BOTTOM

    @property
    def plane(self) -> str:
        """Give the sides of the plane: left, right, top, bottom."""
        return f"{self.left} {self.right} {self.top} {self.bottom}"


def chart(counted: Series) -> Chart:
    """Lay out the chart of a series."""
    columns = len(counted.days)
    step = step_of(max(counted.totals))
    per_place = (BOTTOM - TOP) / (5 * step)
    wide = (RIGHT - LEFT) / (columns - 1)
    base = [0] * columns
    areas: dict[str, str] = {}
    for layer, numbers in counted.counts.items():
        top = [low + number for low, number in zip(base, numbers, strict=True)]
        areas[layer] = area(base, top, wide, per_place)
        base = top
    starts = [_months(first_day(month)) * wide + LEFT for _, month in BANDS]
    ends = [*starts[1:], float(RIGHT)]
    return Chart(
        areas,
        [(round(BOTTOM - number * per_place, 1), number) for number in range(0, 5 * step + 1, step)],
        [(key, round(x, 1), round(end - x, 1)) for (key, _), x, end in zip(BANDS, starts, ends, strict=True)],
        [
            (round(LEFT + (year - FIRST_YEAR) * 12 * wide, 1), year)
            for year in range(FIRST_YEAR, counted.days[-1].year + 1, 4)
        ],
    )


def area(base: list[int], top: list[int], wide: float, per_place: float) -> str:
    """Write the area between two rows of numbers as path data, in steps: a count holds until the next one."""

    def steps(numbers: list[int], order: range) -> Iterator[str]:
        drawn: int | None = None
        for column in order:
            if numbers[column] != drawn:
                drawn = numbers[column]
                at = column if order.step > 0 else column + 1
                yield f"H{LEFT + min(at, len(numbers) - 1) * wide:.1f}V{BOTTOM - drawn * per_place:.1f}"

    last = len(top) - 1
    there = "".join(steps(top, range(last + 1)))
    back = "".join(steps(base, range(last, -1, -1)))
    return f"M{LEFT} {BOTTOM - base[0] * per_place:.1f}{there}H{RIGHT}{back}H{LEFT}z"


def _months(day: date) -> int:
    return (day.year - FIRST_YEAR) * 12 + day.month - 1
