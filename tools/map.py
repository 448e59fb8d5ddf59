"""Make src/detainers/outlines.csv from the public-domain Census outlines in the npm package us-atlas.

Usage: python tools/map.py STATES-ALBERS-10M.JSON > src/detainers/outlines.csv

The file given is already projected, at a scale of 1,300; here it is ten times as large and in whole units (see
src/detainers/albers.py). Each row is a state's id, its box as x, y, width and height, and its outline as SVG path data
with relative steps. A border that two states share is thinned once, so no gap opens between them; islands of less than
SMALLEST square units are left out unless they are all of the state.
"""

from __future__ import annotations

import csv
import json
import math
import sys
from itertools import pairwise
from pathlib import Path
from typing import Any

from detainers.states import STATES

Point = tuple[int, int]
TOLERANCE = 6
"""How far, in units, a border may move when points are left out."""
SMALLEST = 300


def thinned(line: list[Point]) -> list[Point]:
    """Leave out points that lie within the tolerance of the line without them (Douglas and Peucker, 1973)."""
    if len(line) < 3:  # noqa: PLR2004
        return line
    far, at = max((_distance(point, line[0], line[-1]), number) for number, point in enumerate(line))
    if far <= TOLERANCE:
        return [line[0], line[-1]]
    return thinned(line[: at + 1])[:-1] + thinned(line[at:])


def _distance(point: Point, start: Point, end: Point) -> float:
    length = math.dist(start, end)
    if length == 0:
        return math.dist(point, start)
    across = (end[0] - start[0]) * (start[1] - point[1]) - (start[0] - point[0]) * (end[1] - start[1])
    return abs(across) / length


def arcs_of(topology: dict[str, Any]) -> list[list[Point]]:
    """Give each arc in units of the map, thinned."""
    (kx, ky), (dx, dy) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs: list[list[Point]] = []
    for steps in topology["arcs"]:
        x = y = 0
        line: list[Point] = []
        for step_x, step_y in steps:
            x, y = x + step_x, y + step_y
            line.append((round((x * kx + dx) * 10), round((y * ky + dy) * 10)))
        arcs.append(thinned(line))
    return arcs


def ring(arcs: list[list[Point]], numbers: list[int]) -> list[Point]:
    """Join arcs into a closed ring; a negative number is an arc walked backwards."""
    points: list[Point] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    return points


def area(points: list[Point]) -> float:
    """Give the area inside a ring in square units."""
    pairs = zip(points, points[1:] + points[:1], strict=True)
    return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in pairs)) / 2


def path(points: list[Point]) -> str:
    """Write a ring as path data: the first point absolute, the others as steps."""
    steps = [(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in pairwise(points[:-1])]
    drawn = " ".join(f"{x} {y}" for x, y in steps if x or y)
    return f"M{points[0][0]} {points[0][1]}l{drawn}z".replace(" -", "-")


def main() -> None:
    """Write the table to standard output."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    arcs = arcs_of(topology)
    ids = {state.fips: id_ for id_, state in STATES.items()}
    rows: list[list[object]] = []
    for shape in topology["objects"]["states"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        rings = sorted((ring(arcs, numbers) for polygon in polygons for numbers in polygon), key=area, reverse=True)
        kept = [rings[0], *(other for other in rings[1:] if area(other) >= SMALLEST)]
        xs, ys = ([point[side] for points in kept for point in points] for side in (0, 1))
        box = (min(xs), min(ys), max(xs) - min(xs), max(ys) - min(ys))
        rows.append([ids[shape["id"]], *box, "".join(path(points) for points in kept)])
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["id", "x", "y", "width", "height", "outline"])
    writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
