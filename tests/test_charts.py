from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest

from conftest import ROOT
from detainers.albers import project
from detainers.catalog import read_folder
from detainers.charts import LAYERS, area, chart, frame, mark_size, marks, outlines, series, step_of
from detainers.states import STATES

CATALOG = read_folder(ROOT / "data").catalog
TODAY = date(2026, 11, 24)


@pytest.mark.parametrize(
    ("state", "lat", "lon", "x", "y"),
    [
        # Points of the outlines in us-atlas: degrees from states-10m.json, units from states-albers-10m.json.
        ("ma", 41.7872, -70.0256, 9288, 1751),
        ("ak", 58.056, -154.6432, 937, 5700),
        ("hi", 20.5323, -156.7035, 2916, 5667),
        ("ca", 34.0384, -118.5421, 808, 3619),
    ],
)
def test_projection(state: str, lat: float, lon: float, x: int, y: int) -> None:
    """A point lies where the outlines' own projection puts it, to a few units."""
    found = project(state, lat, lon)

    assert found is not None
    assert (x, y) == pytest.approx(found, abs=6)


def test_every_place_lies_in_its_states_box() -> None:
    """Whatever has a point is drawn, inside the box of its state's outline or beside its coast."""
    places = CATALOG.on(TODAY)
    drawn = list(marks(CATALOG, places))
    astray = []
    for mark in drawn:
        x, y, width, height = outlines()[places[mark.id].jurisdiction.state.lower()].box
        if not (x - 40 <= mark.x <= x + width + 40 and y - 40 <= mark.y <= y + height + 40):
            astray.append(mark.id)

    assert astray == []
    assert len(drawn) == len([id_ for id_ in places if id_ in CATALOG.places])


def test_every_state_has_an_outline() -> None:
    """All but Puerto Rico, which the projection leaves out, are on the map."""
    assert set(STATES) - {"pr"} == set(outlines())
    assert project("pr", 18.4, -66.1) is None


def test_a_part_of_the_map_has_smaller_marks() -> None:
    """Marks shrink with the view, but can still be seen."""
    assert mark_size(frame(outlines())) == 55
    assert 7 <= mark_size(frame(["ri"])) < 55


@pytest.mark.parametrize("on", [date(2008, 1, 1), date(2012, 6, 1), date(2014, 12, 1), date(2019, 3, 1), TODAY])
def test_series_counts_what_the_record_says(on: date) -> None:
    """A month's number is that of places with the standing on its first day, counted one by one."""
    counted = series(CATALOG, TODAY)
    kinds = [place.jurisdiction.kind for place in CATALOG.on(on).values() if place.standing == "limits-holds"]
    expected = {layer: sum(kind in of for kind in kinds) for layer, of in LAYERS.items()}
    at = counted.days.index(on)

    assert expected == {layer: numbers[at] for layer, numbers in counted.counts.items()}
    assert len(kinds) == counted.totals[at]


def test_changes_leave_out_what_repeats() -> None:
    """Each row of the table differs from the one before it, except that the last day is always there."""
    rows = series(CATALOG, TODAY).changes

    assert all(before[1] != after[1] for before, after in pairwise(rows[:-1]))
    assert rows[-1][0] == TODAY


@pytest.mark.parametrize(
    ("most", "step"), [(0, 1), (5, 1), (6, 2), (10, 2), (11, 5), (88, 20), (251, 100), (3000, 1000)]
)
def test_step(most: int, step: int) -> None:
    """At most five lines carry round numbers."""
    assert step == step_of(most)


def test_area_goes_in_steps() -> None:
    """A count holds until the next one."""
    assert area([0, 0, 0], [0, 2, 1], 160, 10) == "M32 206.0H32.0V206.0H192.0V186.0H352.0V196.0H352H352.0V206.0H32z"


def test_chart_spans_the_plane() -> None:
    """The first band begins after the left side and the last ends at the right side."""
    drawn = chart(series(CATALOG, TODAY))

    assert drawn.bands[0][1] > drawn.left
    assert drawn.right == pytest.approx(drawn.bands[-1][1] + drawn.bands[-1][2], abs=0.2)
    assert drawn.lines[0] == (drawn.bottom, 0)
