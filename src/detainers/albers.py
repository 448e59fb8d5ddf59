"""Where a point of the United States lies on the map: the Albers projection with Alaska and Hawaii as insets.

The map is 9,750 by 6,100 units. The formulas are those of a conic equal-area projection (Snyder, Map Projections: A
Working Manual, 1987, pages 98-103, on the sphere); parallels, centers and insets are those of d3's geoAlbersUsa at
scale 13,000, which also drew the outlines (see tools/map.py). Points of other islands have no place on it.
"""

from __future__ import annotations

import math
from collections.abc import Callable

WIDTH, HEIGHT = 9750, 6100
SCALE = 13000

Point = tuple[float, float]


def _cone(parallels: Point, middle: float, center: Point, scale: float, at: Point) -> Callable[[float, float], Point]:
    """Make a conic equal-area projection, degrees to units of the map; the longitude `middle` is upright."""
    south, north = (math.sin(math.radians(parallel)) for parallel in parallels)
    n = (south + north) / 2
    c = 1 + south * (2 * n - south)
    base = math.sqrt(c) / n

    def raw(lat: float, lon: float) -> Point:
        radius = math.sqrt(c - 2 * n * math.sin(math.radians(lat))) / n
        angle = n * math.radians(lon)
        return radius * math.sin(angle), base - radius * math.cos(angle)

    center_x, center_y = raw(*center)

    def project(lat: float, lon: float) -> Point:
        x, y = raw(lat, (lon - middle + 180) % 360 - 180)
        return at[0] + scale * (x - center_x), at[1] - scale * (y - center_y)

    return project


MAINLAND = _cone((29.5, 45.5), -96, (38.7, -0.6), SCALE, (WIDTH / 2, HEIGHT / 2))
ALASKA = _cone((55, 65), -154, (58.5, -2), SCALE * 0.35, (WIDTH / 2 - 0.307 * SCALE, HEIGHT / 2 + 0.201 * SCALE))
HAWAII = _cone((8, 18), -157, (19.9, -3), SCALE, (WIDTH / 2 - 0.205 * SCALE, HEIGHT / 2 + 0.212 * SCALE))


def project(state: str, lat: float, lon: float) -> tuple[int, int] | None:
    """Give x and y of a point in WGS 84 degrees in a state (`ma`); nothing where the map has no room for it."""
    inset = {"ak": ALASKA, "hi": HAWAII, "pr": None}
    chosen = inset.get(state, MAINLAND)
    if chosen is None:
        return None
    x, y = chosen(lat, lon)
    return round(x), round(y)
