"""Say what readers get of a built site: weights by kind of page, Lighthouse's scores, the table's speed, beside peers.

Peers' figures are those measured in November 2026 on one machine; ours are measured as this runs. Never run in a test.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from detainers.served import served
from detainers.weights import KIB, PAGE_BUDGET, SEARCH_BUDGET, SEARCH_INDEX, TABLE, TABLE_BUDGET, kinds, size

PEERS = (
    ("Privacy Guides, home", "88  85  96 100", 395),
    ("Privacy Guides, a long page", "82  89  96 100", 459),
    ("bare Material, a text page", "100  92 100  91", 72),
    ("bare Material, 422 rows", "100  92 100  91", 75),
)
"""Lighthouse's performance, accessibility, best practices and SEO; KiB transferred."""
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
LOOKED_AT = ("", "jurisdictions/", "jurisdictions/ma-amherst/", "detainers/", "letter/")
EXPLORER = Path("tools/bench_explorer.py")
BROWSER = Path(".venv/browser-path")


def run(site: Path) -> Iterator[str]:
    """Give the report of a built site line by line."""
    yield "Weight of a first visit, gzip, with all that the page loads"
    for name, _, weight in PEERS:
        yield f"  {name:<36}        {weight:6.1f} KiB"
    for kind, weights in kinds(site).items():
        bar = (TABLE_BUDGET if kind == TABLE else PAGE_BUDGET) // KIB
        yield f"  ours, {kind:<30} {len(weights):5,}  {max(weights) / KIB:6.1f} KiB at most, bar {bar}"
    yield f"  ours, the search index: {size(site / SEARCH_INDEX) / KIB:.0f} KiB, bar {SEARCH_BUDGET // KIB}"
    yield from _lighthouse(site)
    yield from _explorer(site)


def _lighthouse(site: Path) -> Iterator[str]:
    command = shutil.which("lighthouse")
    if command is None:
        yield "Lighthouse is not installed (npm install --global lighthouse); its table is left out."
        return
    yield f"Lighthouse, mobile: {', '.join(CATEGORIES)} (bar: 100 each), LCP (bar: 1.5 s)"
    for name, scores, _ in PEERS:
        yield f"  {name:<36} {scores}"
    with served(site) as address:
        for page in LOOKED_AT:
            flags = ["--quiet", "--output=json", "--chrome-flags=--headless=new --no-sandbox"]
            done = subprocess.run([command, address + page, *flags], capture_output=True, check=True)  # noqa: S603
            found = json.loads(done.stdout)
            scores = " ".join(f"{found['categories'][name]['score'] * 100:3.0f}" for name in CATEGORIES)
            paint = found["audits"]["largest-contentful-paint"]["numericValue"] / 1000
            yield f"  ours, /{page:<29} {scores}  {paint:.1f} s"


def _explorer(site: Path) -> Iterator[str]:
    if not (BROWSER.exists() and EXPLORER.exists()):
        yield "No browser is recorded (python tools/browser.py); the table's speed is left out."
        return
    yield "The table in Chromium, its processor slowed four times: milliseconds"
    yield "  DataTables 3.1: ready 1,673, keystroke 41; with 5,000 rows 11,600 and 318"
    done = subprocess.run([sys.executable, EXPLORER, site], capture_output=True, text=True, check=False)  # noqa: S603
    yield from (f"  {line}" for line in (done.stdout or done.stderr).splitlines())
