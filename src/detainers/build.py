"""Make the site's value for whoever builds it: read, check, and refuse to publish data that is wrong.

The one place that joins disk, clock and environment to the core; the MkDocs adapters and the command line ask here.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import click

from detainers.catalog import Reading, data_folder, read_folder
from detainers.check import check
from detainers.cite import Citation, citations
from detainers.clock import today
from detainers.problem import terminal
from detainers.site import Site

DOCS = Path("docs")


class DataError(click.ClickException):
    """The data has problems; the message is the whole report, and whoever runs the build prints it and exits with 1."""

    def __init__(self, report: str) -> None:
        super().__init__(f"the data has problems.\n\n{report}")


def page_citations(docs: Path = DOCS) -> tuple[Citation, ...]:
    """Find what the hand-written pages cite; a file that is not UTF-8 cites nothing, and MkDocs will say so."""
    return tuple(
        citation
        for page in sorted(docs.rglob("*.md"))
        for citation in citations(page.as_posix(), page.read_text("utf-8", errors="replace"))
    )


def current_site() -> Site:
    """Give the site as data and pages stand now; unchanged files are not read again. Raises DataError."""
    folder = data_folder()
    files = [*folder.rglob("*.yml"), *folder.rglob("*.csv"), *DOCS.rglob("*.md")]
    stamps = tuple((str(path), path.stat().st_mtime_ns) for path in sorted(files))
    return _site(folder, os.environ.get("REPO_URL", "").rstrip("/"), stamps)


@lru_cache(maxsize=1)
def _site(folder: Path, repo_url: str, _stamps: tuple[tuple[str, int], ...]) -> Site:
    reading = read_folder(folder)
    cited = page_citations()
    problems = check(reading, today(), cited)
    if any(problem.level == "error" for problem in problems):
        raise DataError(terminal(problems, sum(len(document.values) for document in reading.jurisdictions)))
    return Site(reading.catalog, today(), repo_url, dict(_lines(reading)), cited)


def _lines(reading: Reading) -> Iterator[tuple[str, int]]:
    for document in reading.jurisdictions:
        for id_ in document.values:
            yield str(id_), id_.line
