"""Measure checking and building against the bars, side by side in one run; never judge, and never run in a test.

Every figure is of a whole process: seconds of the wall clock (the median of several runs) and peak memory. Made-up data
folders repeat the real places under new ids, so that a place costs what a real one costs; they promise no address.
"""

from __future__ import annotations

import gzip
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
from detainers.catalog import JURISDICTIONS, data_folder

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
RUNS = 5


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
    """Write a data folder of so many local places: the real ones, repeated under new ids."""
    shutil.copytree(source, folder, ignore=shutil.ignore_patterns(PUBLISHED))
    text = (source / f"{JURISDICTIONS}.yml").read_text("utf-8")
    head, *entries = re.split(r"(?m)^(?=[a-z]{2}(?:-[a-z0-9-]+)?:$)", text)
    local = [entry for entry in entries if entry[2] == "-"]
    made = dict(_repeated(local, places - (len(entries) - len(local))))
    made |= {entry.partition(":")[0]: entry for entry in entries if entry[2] == ":"}
    ordered = [made[id_].rstrip("\n") + "\n" for id_ in sorted(made)]
    (folder / f"{JURISDICTIONS}.yml").write_text(head + "\n".join(ordered), "utf-8")
    return folder


def _repeated(entries: Sequence[str], count: int) -> Iterator[tuple[str, str]]:
    for number in range(count):
        entry = entries[number % len(entries)]
        id_, _, rest = entry.partition(":")
        again = number // len(entries)
        new = f"{id_[:3]}{'x' * bool(again)}{again or ''}{'-' * bool(again)}{id_[3:]}"
        yield new, f"{new}:{rest}"


def run(sizes: Sequence[int]) -> Iterator[str]:
    """Measure all and give the report line by line, each as soon as it is known."""
    bin_ = Path(sys.executable).parent
    real = data_folder()
    with tempfile.TemporaryDirectory() as scratch:
        yield from _checking(bin_, real)
        yield from _building(bin_, real, Path(scratch))
        yield "Cost of a page"
        for size in sizes:
            folder = made_up(real, Path(scratch) / f"data-{size}", size)
            site = Path(scratch) / f"site-{size}"
            figure = measure([bin_ / "mkdocs", "build", "-q", "-d", site], DETAINERS_DATA=str(folder))
            pages = sum(1 for _ in site.rglob("*.html"))
            yield (
                f"  {size:>6,} places: {figure.seconds:6.1f} s, {figure.seconds / pages * 1000:5.1f} ms a page, "
                f"{figure.mebibytes:5.0f} MiB, {weights(site)}"
            )
            shutil.rmtree(site)


def _checking(bin_: Path, real: Path) -> Iterator[str]:
    yield "Checking against a bare parse of the same files (bar: at most 2 times)"
    bare = measure([sys.executable, "-c", BARE_PARSE, *sorted(real.glob("*.yml"))], RUNS)
    ours = measure([bin_ / "detainers", "check"], RUNS)
    yield f"  bare parse {bare.seconds:5.2f} s, check {ours.seconds:5.2f} s: {ours.seconds / bare.seconds:.1f} times"


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
    yield f"  ours weighs {weights(scratch / 'ours')}"


def _copy_written_pages(docs: Path) -> None:
    """Copy the hand-written pages but for what only our build understands: macros and the notes of citations."""
    for page in Path("docs").rglob("*.md"):
        target = docs / page.relative_to("docs")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(re.sub(r"\{\{.*?\}\}|\[\^[^\]]+\]", "", page.read_text("utf-8")), "utf-8")


def weights(site: Path) -> str:
    """Say how large a built site and its search index are."""
    total = sum(path.stat().st_size for path in site.rglob("*") if path.is_file())
    index = len(gzip.compress((site / "search" / "search_index.json").read_bytes()))
    return f"{total / 1024 / 1024:.0f} MiB in all, search index {index / 1024:.0f} KiB gzip"
