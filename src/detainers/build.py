"""Make the site's value for whoever builds it: read, check, and refuse to publish data that is wrong.

The one place that joins disk, clock and environment to the core; the MkDocs adapters and the command line ask here.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import click

from detainers.addresses import REDIRECTS, check_addresses, read_addresses
from detainers.catalog import PLACES, SOURCES, STRINGS, Reading, data_folder, read_folder
from detainers.check import check
from detainers.cite import Citation, citations
from detainers.clock import today
from detainers.paths import existing
from detainers.problem import Problem, terminal
from detainers.seal import POLICY, RELOADING, seal, secure
from detainers.site import Site

DOCS = Path("docs")
ADDRESS = re.compile(r"[A-Za-z0-9._+-]+@[A-Za-z0-9-]+(\.[A-Za-z0-9-]+)+")


class DataError(click.ClickException):
    """The data has problems; the message is the whole report, and whoever runs the build prints it and exits with 1."""

    def __init__(self, report: str) -> None:
        super().__init__(f"the data has problems.\n\n{report}")


def page_citations(docs: Path = DOCS) -> tuple[Citation, ...]:
    """Find what the hand-written pages cite."""
    return tuple(
        citation for page, text in written(docs).items() for citation in citations(f"{docs.as_posix()}/{page}", text)
    )


def written(docs: Path = DOCS) -> dict[str, str]:
    """Read the hand-written pages, by path below docs/; in a file that is not UTF-8 MkDocs will find the fault."""
    return {
        page.relative_to(docs).as_posix(): page.read_text("utf-8", errors="replace")
        for page in sorted(docs.rglob("*.md"))
    }


def problems_of(reading: Reading, folder: Path) -> list[Problem]:
    """Give every problem of the data, the citations and the addresses; of these only where all files could be read."""
    problems = check(reading, today(), page_citations())
    loaded = all(document.loaded for document in (*reading.jurisdictions, *reading.documents.values()))
    if loaded and reading.catalog.policies:
        addresses = read_addresses(folder, Path(reading.documents[SOURCES].file).parent.as_posix())
        problems += check_addresses(addresses, addresses_now(reading, folder))
    return problems


def addresses_now(reading: Reading, folder: Path) -> set[str]:
    """Give every address that the site has as data and pages stand, headings as path#id."""
    ids = [str(id_) for document in reading.jurisdictions for id_ in document.values]
    return existing(reading.catalog, ids, written(), list(raw(folder)))


def current_site() -> Site:
    """Give the site as data and pages stand now; unchanged files are not read again. Raises DataError."""
    folder = data_folder()
    files = [*folder.rglob("*.yml"), *folder.rglob("*.csv"), *folder.rglob("*.txt"), *DOCS.rglob("*.md")]
    stamps = tuple((str(path), path.stat().st_mtime_ns) for path in sorted(files))
    return _site(folder, _address("REPO_URL").rstrip("/"), _address("SITE_URL"), contact(), _copy(), stamps)


def sealed(site_dir: Path, *, reloading: bool = False) -> str:
    """Seal a built site, `reloading` while someone edits it; give the report of published addresses that are gone."""
    secure(site_dir, RELOADING if reloading else POLICY)
    folder = data_folder()
    gone = seal(site_dir, read_addresses(folder, folder.as_posix()))
    return terminal(gone, len(gone)) if gone else ""


def _address(variable: str) -> str:
    """Read an address from the environment; it ends in a slash unless it is empty."""
    address = os.environ.get(variable, "").rstrip("/")
    return f"{address}/" if address else ""


def contact() -> str:
    """Give the address of CONTACT_EMAIL, or nothing when it is not set. Raises ClickException when it is none."""
    address = os.environ.get("CONTACT_EMAIL", "").strip()
    if address and not ADDRESS.fullmatch(address):
        raise click.ClickException(f"CONTACT_EMAIL is not a mail address: {address!r}. Write name@example.org.")
    return address


def _copy() -> bytes:
    """Give the zip that OFFLINE_ZIP names, or nothing where it is not set. Raises ClickException."""
    path = os.environ.get("OFFLINE_ZIP", "").strip()
    try:
        return Path(path).read_bytes() if path else b""
    except OSError as error:
        raise click.ClickException(
            f"OFFLINE_ZIP: {path} cannot be read ({error.strerror}). Run `make offline` first."
        ) from None


@lru_cache(maxsize=1)
def _site(
    folder: Path, repo_url: str, site_url: str, contact_email: str, copy: bytes, _stamps: tuple[tuple[str, int], ...]
) -> Site:
    reading = read_folder(folder)
    problems = problems_of(reading, folder)
    if any(problem.level == "error" for problem in problems):
        raise DataError(terminal(problems, sum(len(document.values) for document in reading.jurisdictions)))
    return Site(
        reading.catalog,
        today(),
        repo_url,
        dict(_lines(reading)),
        page_citations(),
        site_url,
        written(),
        raw(folder),
        read_addresses(folder, folder.as_posix()).redirects,
        contact_email,
        copy,
    )


def raw(folder: Path) -> dict[str, str]:
    """Read the files of a data folder that hold the record, by name, for readers who want them as they are edited."""
    found = sorted({*folder.rglob("*.yml"), *folder.glob(PLACES)})
    files = [path for path in found if path.name not in (STRINGS, REDIRECTS)]
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8", errors="replace") for path in files}


def _lines(reading: Reading) -> Iterator[tuple[str, int]]:
    for document in reading.jurisdictions:
        for id_ in document.values:
            yield str(id_), id_.line
