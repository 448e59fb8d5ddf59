"""The states: name, Census code and bounding box, by lower-case postal letters. Machine-made, see tools/states.py."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import NamedTuple


class State(NamedTuple):
    """A state, the District of Columbia or Puerto Rico; the box is in WGS 84 degrees, Alaska's west end below -180."""

    name: str
    fips: str
    south: float
    west: float
    north: float
    east: float

    def holds(self, lat: float, lon: float) -> bool:
        """Tell whether a point lies in the bounding box."""
        return self.south <= lat <= self.north and any(self.west <= x <= self.east for x in (lon, lon - 360))


def _read() -> dict[str, State]:
    rows = csv.DictReader(Path(__file__).with_name("states.csv").read_text("utf-8").splitlines())
    boxes = ("south", "west", "north", "east")
    return {row["id"]: State(row["name"], row["fips"], *(float(row[side]) for side in boxes)) for row in rows}


STATES = _read()
