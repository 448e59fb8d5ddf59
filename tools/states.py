"""Make src/detainers/states.csv from the public-domain Census outlines in the npm package us-atlas (states-10m.json).

Usage: python tools/states.py STATES-10M.JSON > src/detainers/states.csv

Each row is the id, name, FIPS code and bounding box of a state, the District of Columbia or Puerto Rico. Degrees are
WGS 84, rounded outward to a hundredth; west of the antimeridian Alaska's islands count on below -180.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

POSTAL = (
    "AL01 AK02 AZ04 AR05 CA06 CO08 CT09 DE10 DC11 FL12 GA13 HI15 ID16 IL17 IN18 IA19 KS20 KY21 "
    "LA22 ME23 MD24 MA25 MI26 MN27 MS28 MO29 MT30 NE31 NV32 NH33 NJ34 NM35 NY36 NC37 ND38 OH39 "
    "OK40 OR41 PA42 RI44 SC45 SD46 TN47 TX48 UT49 VT50 VA51 WA53 WV54 WI55 WY56 PR72 "
)
"""Postal letters with FIPS codes, which the outlines do not carry."""


def points(topology: dict[str, Any], arcs: list[Any]) -> Iterator[tuple[float, float]]:
    """Walk a geometry's arcs, however nested, and give each point as longitude and latitude."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    for arc in arcs:
        if isinstance(arc, list):
            yield from points(topology, arc)
            continue
        x = y = 0
        for step_x, step_y in topology["arcs"][arc if arc >= 0 else ~arc]:
            x, y = x + step_x, y + step_y
            yield x * kx + dx, y * ky + dy


def main() -> None:
    """Write the table to standard output."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    ids = {code[2:]: code[:2].lower() for code in POSTAL.split()}
    rows = []
    for shape in topology["objects"]["states"]["geometries"]:
        if shape["id"] not in ids:
            continue
        found = list(points(topology, shape["arcs"]))
        longitudes = [lon - 360 if lon > 0 else lon for lon, _ in found]
        latitudes = [lat for _, lat in found]
        west, south = (math.floor(min(values) * 100) / 100 for values in (longitudes, latitudes))
        east, north = (math.ceil(max(values) * 100) / 100 for values in (longitudes, latitudes))
        rows.append([ids[shape["id"]], shape["properties"]["name"], shape["id"], south, west, north, east])
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["id", "name", "fips", "south", "west", "north", "east"])
    writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
