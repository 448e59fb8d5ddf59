"""The files to download: CSV, GeoJSON, the Frictionless data package, SQLite, and the YAML itself.

Each depends on the data and the day alone, byte for byte. CSV is RFC 4180 in UTF-8 with one line a row, and no cell is
anything that a spreadsheet would run. GeoJSON is RFC 7946.
"""

from __future__ import annotations

import csv
import hashlib
import io
import json
from collections.abc import Iterable, Mapping
from functools import lru_cache
from typing import Any

from detainers.api import LICENSE, VERSION, Download
from detainers.columns import Cell, Column, Table, tables
from detainers.database import database
from detainers.openapi import CC0
from detainers.paths import DOWNLOADS
from detainers.site import Site

FORMULA = ("=", "+", "-", "@", "\t", "\r")
COPY = "the-48-hour-request.zip"
"""The whole site to use without a network; only there where the build was given it."""
DATE_PATTERN = "^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$"
UNCERTAIN = ("date", "effective", "as_of", "published", "since", "newest_evidence")
"""Columns whose date may be a bare month or year."""


@lru_cache(maxsize=1)
def downloads(site: Site) -> Mapping[str, bytes]:
    """Make every file to download, by path below the site."""
    flat = tables(site)
    made = {f"{table.name}.csv": table_csv(table) for table in flat}
    made["jurisdictions.geojson"] = geojson(flat[0])
    made["detainers.sqlite"] = database(site.catalog, flat)
    made["datapackage.json"] = _json(datapackage(site, flat, made))
    if site.copy:
        made[COPY] = site.copy
    made |= {f"data/{name}": text.encode() for name, text in sorted(site.raw.items())}
    return {f"{DOWNLOADS}{name}": content for name, content in made.items()}


def described(site: Site) -> tuple[Download, ...]:
    """Give path, description, size and SHA-256 of each, the YAML last."""
    t = site.catalog.strings
    about = {f"{DOWNLOADS}{name}": text for name, text in t.below("open_data.files").items()}
    return tuple(
        Download(
            path=path,
            about=about.get(path.replace(".", "_"), t.plain("open_data.raw")),
            bytes=len(content),
            sha256=hashlib.sha256(content).hexdigest(),
        )
        for path, content in downloads(site).items()
    )


def table_csv(table: Table) -> bytes:
    """Write a table as CSV: lines inside a text are joined by spaces, truth is true or false, unknown is empty."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(column.name for column in table.columns)
    writer.writerows([_cell(cell) for cell in row] for row in table.rows)
    return text.getvalue().encode()


def _cell(cell: Cell) -> str | int | float:
    if cell is None or isinstance(cell, bool):
        return "" if cell is None else str(cell).lower()
    return harmless(" ".join(cell.split())) if isinstance(cell, str) else cell


def harmless(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula: an apostrophe before it makes it text."""
    return f"'{text}" if text.startswith(FORMULA) else text


def geojson(places: Table) -> bytes:
    """Write the places as features; one without a point has no geometry."""
    return _json({"type": "FeatureCollection", "features": [_feature(places.columns, row) for row in places.rows]})


def _feature(columns: Iterable[Column], row: Iterable[Cell]) -> dict[str, Any]:
    values = {column.name: cell for column, cell in zip(columns, row, strict=True)}
    lat, lon = values.pop("latitude"), values.pop("longitude")
    point = None if lat is None else {"type": "Point", "coordinates": [lon, lat]}
    return {"type": "Feature", "id": values["id"], "geometry": point, "properties": values}


def datapackage(site: Site, flat: Iterable[Table], files: Mapping[str, bytes]) -> dict[str, Any]:
    """Describe the CSV files as a Frictionless tabular data package."""
    t = site.catalog.strings
    return {
        "profile": "tabular-data-package",
        "name": "detainers",
        "title": t.plain("open_data.title"),
        "description": t.plain("open_data.description"),
        **({"homepage": site.site_url} if site.site_url else {}),
        "version": f"{VERSION}+{site.catalog.data_date}",
        "licenses": [{"name": LICENSE, "title": "CC0 1.0 Universal", "path": CC0}],
        "contributors": [{"title": t.plain("open_data.authors"), "role": "author"}],
        "keywords": t.plain("open_data.keywords").split(", "),
        "resources": [_resource(table, files[f"{table.name}.csv"]) for table in flat],
    }


def _resource(table: Table, content: bytes) -> dict[str, Any]:
    keys = [
        {"fields": column, "reference": {"resource": other, "fields": "id"}} for column, other in table.refers.items()
    ]
    return {
        "profile": "tabular-data-resource",
        "name": table.name,
        "title": table.about,
        "path": f"{table.name}.csv",
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8",
        "bytes": len(content),
        "hash": f"sha256:{hashlib.sha256(content).hexdigest()}",
        "schema": {
            "fields": [_field(column) for column in table.columns],
            "primaryKey": "id",
            **({"foreignKeys": keys} if keys else {}),
        },
    }


def _field(column: Column) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    if column.name == "id":
        constraints["unique"] = True
    if column.name in UNCERTAIN:
        constraints["pattern"] = DATE_PATTERN
    made: dict[str, Any] = {"name": column.name, "type": column.type, "description": column.about}
    return made | ({"constraints": constraints} if constraints else {})


def _json(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
