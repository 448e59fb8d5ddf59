"""The same data gives the same site, to the byte, wherever it is built; the day is stamped in two places."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from datetime import date
from pathlib import Path

from conftest import BASE, REPO_URL, ROOT

STAMP = "api/v1/index.json"
"""The file that names the day of the build."""
TABLE = "jurisdictions/index.html"
"""The page whose standings are asked for on that day, and say so."""


def test_two_builds_are_the_same(site: Path, tmp_path: Path) -> None:
    """In a folder with spaces and accents and another time zone, with the files read in whatever order."""
    copy = tmp_path / "a cópy of  the 'site' ñ"
    for folder in ("data", "docs", "overrides", "src"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "mkdocs.yml", copy)
    other = {"SITE_URL": f"https://example.org/{BASE}/", "REPO_URL": REPO_URL, "TZ": "Pacific/Kiritimati"}
    subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), "build", "--quiet", "--strict", "--site-dir", tmp_path / "site"],
        cwd=copy,
        env=os.environ | other | {"NO_MKDOCS_2_WARNING": "1", "PYTHONHASHSEED": "1", "PYTHONPATH": str(copy / "src")},
        check=True,
    )
    first, second = contents(site), contents(tmp_path / "site")
    stamps = [json.loads(made.pop(STAMP)) for made in (first, second)]
    days = [date.fromisoformat(stamp["day"]) for stamp in stamps]
    tables = [undated(made.pop(TABLE), days) for made in (first, second)]

    assert first.keys() == second.keys()
    assert [path for path in first if first[path] != second[path]] == []
    assert tables[0] == tables[1]
    assert {key for key in stamps[0] if stamps[0][key] != stamps[1][key]} <= {"day"}


def contents(folder: Path) -> dict[str, bytes]:
    """Read every file below a folder."""
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def undated(page: bytes, days: list[date]) -> bytes:
    """Take the days of the builds out of a page, in both ways of writing them."""
    for day in days:
        words = f"{day:%B} {day.day}, {day.year}"
        page = page.replace(day.isoformat().encode(), b"TODAY").replace(words.encode(), b"TODAY")
    return page
