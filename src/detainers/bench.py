"""Measure checking and building against the bars, side by side in one run; never judge, and never run in a test.

Every figure is of a whole process: seconds of the wall clock (the median of several runs) and peak memory. Made-up data
folders repeat the real places under new ids, so that a place costs what a real one costs; they promise no address.
"""

from __future__ import annotations

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from detainers.addresses import PUBLISHED
from detainers.bench_pages import run as run_pages
from detainers.catalog import JURISDICTIONS, PLACES, data_folder
from detainers.weights import KIB, SEARCH_INDEX, size

BARE_PARSE = "import sys, yaml; [yaml.load(open(path, 'rb'), Loader=yaml.CBaseLoader) for path in sys.argv[1:]]"
BARE_SITE = """site_name: Bare
docs_dir: {docs}
theme:
  name: material
  font: false
plugins: [search]
not_in_nav: "*"
nav:
  - index.md
"""
RUNS = 3


@dataclass(frozen=True)
class Figure:
    """What a process took: seconds and mebibytes at its peak."""

    seconds: float
    mebibytes: float


def measure(command: Sequence[str | Path], runs: int = 1, **environment: str) -> Figure:
    """Run a command and give its median time and largest peak. Raises CalledProcessError where it fails."""
    times: list[float] = []
    peak = 0
    for _ in range(runs):
        start = time.perf_counter()
        process = subprocess.Popen(  # noqa: S603
            [str(word) for word in command],
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1"} | environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        _, status, usage = os.wait4(process.pid, 0)
        times.append(time.perf_counter() - start)
        peak = max(peak, usage.ru_maxrss)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise subprocess.CalledProcessError(process.returncode, [str(word) for word in command])
    return Figure(statistics.median(times), peak / 1024)


def made_up(source: Path, folder: Path, places: int) -> Path:
    """Write a data folder of so many local places: the real ones, repeated under new ids, a file a state.

    Each has a point near the real one's, so that it is on the map, and a Census code of its own.
    """
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(PUBLISHED, f"{JURISDICTIONS}.yml"))
    text = (source / f"{JURISDICTIONS}.yml").read_text("utf-8")
    head, *entries = re.split(r"(?m)^(?=[a-z]{2}(?:-[a-z0-9-]+)?:$)", text)
    local = [entry for entry in entries if entry[2] == "-"]
    made = {entry.partition(":")[0]: entry for entry in entries if entry[2] == ":"}
    first, *rows = (source / PLACES).read_text("utf-8").splitlines()
    points = {row.partition(",")[0]: row.split(",") for row in rows}
    drawn = {id_: points[id_] for id_ in made if id_ in points}
    for number, (id_, real, entry) in enumerate(_repeated(local, places - len(made))):
        made[id_] = entry
        if real in points:
            _, geoid, lat, lon = points[real]
            near = f"{float(lat) + _jitter(number):.4f}", f"{float(lon) + _jitter(number // 7):.4f}"
            drawn[id_] = [id_, f"{geoid[:2]}{number:07}" if geoid else "", *near]
    (folder / PLACES).write_text("\n".join([first, *(",".join(drawn[id_]) for id_ in sorted(drawn))]) + "\n", "utf-8")
    states = folder / JURISDICTIONS
    states.mkdir()
    for state in sorted({id_[:2] for id_ in made}):
        of_state = [made[id_].rstrip("\n") + "\n" for id_ in sorted(made) if id_[:2] == state]
        (states / f"{state}.yml").write_text(head + "\n".join(of_state), "utf-8")
    return folder


def _repeated(entries: Sequence[str], count: int) -> Iterator[tuple[str, str, str]]:
    for number in range(count):
        real, _, rest = entries[number % len(entries)].partition(":")
        again = number // len(entries)
        new = f"{real[:3]}x{again}-{real[3:]}" if again else real
        yield new, real, f"{new}:{rest}"


def _jitter(number: int) -> float:
    """Give up to a fiftieth of a degree, which leaves a point in its state's box."""
    return (number % 21 - 10) / 500


def run(sizes: Sequence[int]) -> Iterator[str]:
    """Measure all and give the report line by line, each as soon as it is known."""
    bin_ = Path(sys.executable).parent
    real = data_folder()
    with tempfile.TemporaryDirectory() as name:
        scratch = Path(name)
        folders = {places: made_up(real, scratch / f"{places}", places) for places in sizes}
        yield "Checking against a bare parse of the same files, a whole process each (bar: at most 2 times)"
        for folder in (real, *folders.values()):
            yield _checking(bin_, folder)
        yield from _building(bin_, real, scratch)
        yield from run_pages(scratch / "ours")
        yield "Cost of a page (bar: flat from 400 to 10,000 places; 39,000 under 10 minutes and 2 GB)"
        for places, folder in folders.items():
            site = scratch / f"site-{places}"
            figure = measure([bin_ / "mkdocs", "build", "-q", "-d", site], DETAINERS_DATA=str(folder))
            yield f"  {places:>6,} places: {_cost(figure, site)}"
            shutil.rmtree(site)


def _checking(bin_: Path, folder: Path) -> str:
    """Take turns, so that both meet the machine in the same mood."""
    files = sorted(folder.rglob("*.yml"))
    pairs = [
        (
            measure([sys.executable, "-c", BARE_PARSE, *files]).seconds,
            measure([bin_ / "detainers", "check", "--data", folder]).seconds,
        )
        for _ in range(RUNS)
    ]
    bare, ours = (statistics.median(times) for times in zip(*pairs, strict=True))
    what = "today" if len(folder.parts) == 1 else folder.name
    return f"  {what:<10} bare parse {bare:6.2f} s, check {ours:6.2f} s: {ours / bare:.1f} times"


def _cost(figure: Figure, site: Path) -> str:
    pages = sum(1 for _ in site.rglob("*.html"))
    return (
        f"{figure.seconds:6.1f} s, {figure.seconds / pages * 1000:5.1f} ms a page, {figure.mebibytes:5.0f} MiB, "
        f"{weights(site)}"
    )


def _building(bin_: Path, real: Path, scratch: Path) -> Iterator[str]:
    yield "Building against a bare MkDocs build of the same pages (bar: at most 1.5 times)"
    docs = scratch / "docs"
    measure([bin_ / "detainers", "pages", docs], DETAINERS_DATA=str(real))
    _copy_written_pages(docs)
    (docs / "index.md").write_text("# Bare\n", "utf-8")
    config = scratch / "bare.yml"
    config.write_text(BARE_SITE.format(docs=docs), "utf-8")
    bare = measure([bin_ / "mkdocs", "build", "-q", "-f", config, "-d", scratch / "bare"], 3)
    ours = measure([bin_ / "mkdocs", "build", "-q", "-d", scratch / "ours"], 3)
    yield f"  bare {bare.seconds:5.1f} s, {bare.mebibytes:4.0f} MiB"
    yield f"  ours {ours.seconds:5.1f} s, {ours.mebibytes:4.0f} MiB: {ours.seconds / bare.seconds:.2f} times"
    yield f"  ours: {_cost(ours, scratch / 'ours')}"


def _copy_written_pages(docs: Path) -> None:
    """Copy the hand-written pages but for what only our build understands: macros and the notes of citations."""
    for page in Path("docs").rglob("*.md"):
        target = docs / page.relative_to("docs")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(re.sub(r"\{\{.*?\}\}|\[\^[^\]]+\]", "", page.read_text("utf-8")), "utf-8")


def weights(site: Path) -> str:
    """Say how large a built site and its search index are."""
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    return f"{total / KIB / KIB:.0f} MiB in all, search index {size(site / SEARCH_INDEX) / KIB:.0f} KiB gzip"
