"""Make src/detainers/counties.csv from the public-domain Census outlines in the package us-atlas (counties-10m.json).

Usage: python tools/counties.py COUNTIES-10M.JSON > src/detainers/counties.csv

Each row is the Census geoid, the name without the word "County", and the middle of the county's box, in WGS 84 degrees.
West of the antimeridian Alaska's islands are counted on below -180, so that the middle of the Aleutians is in Alaska.
"""

from __future__ import annotations

import csv
import json
import sys
from pathlib import Path

from states import POSTAL, points


def main() -> None:
    """Write the table to standard output, by geoid."""
    topology = json.loads(Path(sys.argv[1]).read_text("utf-8"))
    known = {code[2:] for code in POSTAL.split()}
    rows = []
    for shape in topology["objects"]["counties"]["geometries"]:
        if shape["id"][:2] not in known:
            continue
        found = list(points(topology, shape["arcs"]))
        longitudes = [lon - 360 if lon > 0 else lon for lon, _ in found]
        latitudes = [lat for _, lat in found]
        lat, lon = (min(latitudes) + max(latitudes)) / 2, (min(longitudes) + max(longitudes)) / 2
        rows.append([shape["id"], shape["properties"]["name"], f"{lat:.4f}", f"{(lon + 180) % 360 - 180:.4f}"])
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(["geoid", "name", "lat", "lon"])
    writer.writerows(sorted(rows))


if __name__ == "__main__":
    main()
