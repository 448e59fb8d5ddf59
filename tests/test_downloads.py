"""The downloads, read with the tools that readers use: what they count is what the site says."""

from __future__ import annotations

import csv
import hashlib
import html
import io
import json
import re
import sqlite3
from pathlib import Path
from typing import Any

import duckdb
import frictionless
import pandas as pd  # type: ignore[import-untyped]
import pytest
import shapely  # type: ignore[import-untyped]
from hypothesis import given
from hypothesis import strategies as st

from conftest import BASE, ROOT
from detainers.database import in_force_sql
from detainers.dates import first_day, last_day
from detainers.downloads import FORMULA, harmless
from detainers.model import UNKNOWN_DAY
from detainers.paths import DOWNLOADS
from detainers.site import Site
from detainers.standing import counted
from detainers.states import STATES

TABLES = ("jurisdictions", "actions", "sources")
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "in_force.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def folder(files: dict[str, bytes], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the downloads into a folder."""
    made = tmp_path_factory.mktemp("downloads")
    for path, content in files.items():
        if path.startswith(DOWNLOADS) and "/" not in path.removeprefix(DOWNLOADS):
            (made / path.removeprefix(DOWNLOADS)).write_bytes(content)
    return made


def rows(folder: Path, table: str) -> list[dict[str, str]]:
    """Read a CSV file."""
    return list(csv.DictReader(io.StringIO((folder / f"{table}.csv").read_text("utf-8"), newline="")))


def test_frictionless_validates_the_package(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Types, keys, patterns, sizes and checksums hold."""
    monkeypatch.chdir(folder)
    report = frictionless.validate("datapackage.json")

    assert report.flatten(["type", "message"]) == []
    assert [task.name for task in report.tasks] == list(TABLES)


def test_frictionless_finds_a_broken_row(folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The description says enough to notice a row that refers to nowhere."""
    for file in folder.iterdir():
        (tmp_path / file.name).write_bytes(file.read_bytes())
    text = (tmp_path / "actions.csv").read_text("utf-8").replace(",ma-amherst,", ",ma-nowhere,")
    (tmp_path / "actions.csv").write_text(text, "utf-8", newline="")
    monkeypatch.chdir(tmp_path)

    assert "foreign-key" in {kind for (kind,) in frictionless.validate("datapackage.json").flatten(["type"])}


@pytest.mark.parametrize("table", TABLES)
def test_csv_is_as_rfc_4180_says(table: str, folder: Path) -> None:
    """UTF-8 without a mark, lines end in CRLF, each row is one line and as wide as the head."""
    raw = (folder / f"{table}.csv").read_bytes()
    lines = raw.decode("utf-8").split("\r\n")

    assert lines.pop() == ""
    assert not raw.startswith(b"\xef\xbb\xbf")
    assert not any("\n" in line or "\r" in line for line in lines)
    assert len({len(row) for row in csv.reader(lines)}) == 1


@pytest.mark.parametrize("table", TABLES)
def test_no_cell_is_a_formula(table: str, folder: Path) -> None:
    """A cell that starts as a formula does is a number."""
    cells = [cell for row in rows(folder, table) for cell in row.values()]

    assert [cell for cell in cells if cell.startswith(FORMULA) and not re.fullmatch(r"-[0-9]+\.[0-9]+", cell)] == []


@given(st.text())
def test_no_text_becomes_a_formula(text: str) -> None:
    """Whatever a text starts with, its cell starts with none of the marks, and the text is still there."""
    assert not harmless(text).startswith(FORMULA)
    assert harmless(text).endswith(text)


def test_each_point_lies_in_its_state(folder: Path) -> None:
    """Shapely reads every feature, and its point is in the state's box."""
    collection = json.loads((folder / "jurisdictions.geojson").read_text("utf-8"))
    for feature in collection["features"]:
        if feature["geometry"] is not None:
            point = shapely.from_geojson(json.dumps(feature["geometry"]))

            assert STATES[feature["properties"]["state"].lower()].holds(point.y, point.x), feature["id"]
    assert collection.keys() == {"type", "features"}


def test_all_readers_count_the_same(record: Site, folder: Path) -> None:
    """Pandas, DuckDB, SQLite and GeoJSON give the site's own counts by standing."""
    expected = {
        standing: number for standing, number in counted(record.catalog.on(record.today).values()).items() if number
    }
    frame = pd.read_csv(folder / "jurisdictions.csv", dtype=str)
    asked = f"select standing_today, count(*) from '{folder}/jurisdictions.csv' group by all"  # noqa: S608
    features = json.loads((folder / "jurisdictions.geojson").read_text("utf-8"))["features"]
    by_map = [feature["properties"]["standing_today"] for feature in features]
    with sqlite3.connect(folder / "detainers.sqlite") as connection:
        (limiting,) = connection.execute("SELECT count(*) FROM limits_holds_today").fetchone()
        (actions,) = connection.execute("SELECT count(*) FROM actions").fetchone()

    assert frame["standing_today"].value_counts().to_dict() == expected
    assert dict(duckdb.execute(asked).fetchall()) == expected
    assert {standing: by_map.count(standing) for standing in by_map} == expected
    assert limiting == expected["limits-holds"]
    assert actions == len(rows(folder, "actions")) == sum(len(j.actions) for j in record.catalog.jurisdictions.values())


def test_the_database_is_whole(folder: Path) -> None:
    """Every reference leads somewhere, and every view can be read."""
    with sqlite3.connect(folder / "detainers.sqlite") as connection:
        views = [name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'view'")]

        assert connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
        assert connection.execute("PRAGMA foreign_key_check").fetchall() == []
        assert {view: bool(connection.execute(f"SELECT * FROM {view} LIMIT 1").fetchall()) for view in views} == {  # noqa: S608
            "in_force_today": True,
            "limits_holds_today": True,
            "citations": True,
        }


@pytest.mark.parametrize("vector", VECTORS, ids=lambda vector: vector["because"])
def test_the_database_s_rule_gives_the_shared_answers(vector: dict[str, Any]) -> None:
    """What SQL says of an action on a day is what Python and the browser say."""
    action = vector["action"]
    start, end = action.get("effective") or action["date"], action.get("ended")
    known_end = end if end != UNKNOWN_DAY else None
    values = {
        "status": action["status"],
        "ended": end,
        "starts_first": first_day(start).isoformat(),
        "starts_last": last_day(start).isoformat(),
        "ends_first": first_day(known_end).isoformat() if known_end else None,
        "ends_last": last_day(known_end).isoformat() if known_end else None,
        "evidence_first": first_day(action["as_of"]).isoformat(),
        "evidence_last": last_day(action["as_of"]).isoformat(),
    }
    columns = ", ".join(f":{name} AS {name}" for name in values)
    question = f"SELECT {in_force_sql(':day')} FROM (SELECT {columns}) AS actions"  # noqa: S608
    with sqlite3.connect(":memory:") as connection:
        assert (vector["answer"],) == connection.execute(question, {**values, "day": vector["on"]}).fetchone()


def code_on_the_page(site: Path, language: str) -> list[str]:
    """Find the code that the data page shows, its addresses turned to the built files."""
    page = (site / "data" / "index.html").read_text("utf-8")
    found = re.findall(rf'<code class="language-{language}">(.*?)</code>', page, re.DOTALL)
    return [html.unescape(code).replace(f"https://example.org/{BASE}", str(site)) for code in found]


def test_the_python_lines_of_the_page_run(site: Path, record: Site) -> None:
    """Each is one line, and gives what it names."""
    lines = code_on_the_page(site, "python")
    names: dict[str, Any] = {}
    for line in lines:
        exec(line, names)  # noqa: S102

    assert [line.count("\n") for line in lines] == [1, 1]
    assert len(names["actions"]) == sum(len(place.actions) for place in record.catalog.jurisdictions.values())
    assert sum(number for _, number in names["places"]) == len(record.catalog.jurisdictions)


def test_the_sql_of_the_page_runs(site: Path, record: Site) -> None:
    """It counts the places that limit holds, by state."""
    (query,) = code_on_the_page(site, "sql")
    with sqlite3.connect(site / "downloads" / "detainers.sqlite") as connection:
        counts = dict(connection.execute(query).fetchall())

    assert sum(counts.values()) == counted(record.catalog.on(record.today).values())["limits-holds"]


def test_sizes_and_checksums_on_the_page_are_the_files(site: Path) -> None:
    """Every file below downloads/ is listed with its own SHA-256."""
    page = (site / "data" / "index.html").read_text("utf-8")
    listed = dict(re.findall(r'href="\.\./(downloads/[^"]+)" download.*?<code class="hash">(\w+)', page, re.DOTALL))
    built = {
        path.relative_to(site).as_posix(): hashlib.sha256(path.read_bytes()).hexdigest()
        for path in (site / "downloads").rglob("*")
        if path.is_file()
    }

    assert built == listed


def test_the_page_describes_the_data_set_to_search_engines(site: Path) -> None:
    """The JSON-LD has what schema.org and the search engines ask of a Dataset, with addresses that exist."""
    page = (site / "data" / "index.html").read_text("utf-8")
    (text,) = re.findall(r'<script type="application/ld\+json">(.*?)</script>', page, re.DOTALL)
    said = json.loads(text)

    assert (said["@context"], said["@type"]) == ("https://schema.org/", "Dataset")
    assert said["license"] == "https://creativecommons.org/publicdomain/zero/1.0/"
    assert 50 <= len(said["description"]) <= 5000
    assert {"name", "url", "creator", "keywords", "dateModified", "temporalCoverage", "spatialCoverage"} <= said.keys()
    for file in said["distribution"]:
        path = site / file["contentUrl"].removeprefix(f"https://example.org/{BASE}/")
        assert file["sha256"] == hashlib.sha256(path.read_bytes()).hexdigest()
