"""Addresses that last: every path ever published is there or leads on, and no redirect leads nowhere.

data/published.txt lists the paths and heading anchors ever published; `make fmt` adds new ones and nothing takes one
away. data/redirects.yml says where retired ids and moved pages are now. Paths are relative to the site's address.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, NamedTuple

from pydantic import Field

from detainers.load import Document, read
from detainers.model import Record
from detainers.problem import Problem, nearest, shown
from detainers.schema import record_at

PUBLISHED = "published.txt"
REDIRECTS = "redirects.yml"

API = "api/v1/"
HOME = "./"
"""How the list calls the home page."""

NEVER_OUT = "If it was only ever in your own copy, delete its lines from this list."

HEAD = """\
# Every path and heading that was ever published, below the address of the site. Kept by `make fmt`: it only adds.
# What is gone must lead on: see redirects.yml.
"""
PATH = re.compile(r"([a-z0-9][a-z0-9._-]*/)*", re.ASCII)
HEADING_ID = re.compile(r"(?m)^#{1,6} .*\{[^}\n]*#([A-Za-z0-9_-]+)[^}\n]*\}\s*$")
PLACE = re.compile(r"jurisdictions/([a-z0-9-]+)/")
PLACE_FILE = re.compile(re.escape(API) + r"jurisdictions/([a-z0-9-]+)\.json")


class Redirects(Record):
    """Where retired ids and moved pages live now."""

    jurisdictions: Annotated[
        dict[str, str], Field(description="retired id: the id of the place, or of its state, that took its place")
    ] = Field(default_factory=dict)
    pages: Annotated[dict[str, str], Field(description="path of a page that moved: the path where it is now")] = Field(
        default_factory=dict
    )


@dataclass(frozen=True)
class Addresses:
    """Both files as read: `published` by path with its line; without that list nothing was promised."""

    redirects: Redirects = field(default_factory=Redirects)
    published: Mapping[str, int] | None = None
    document: Document = field(default_factory=lambda: Document(REDIRECTS))
    problems: tuple[Problem, ...] = ()

    @property
    def list_name(self) -> str:
        """Give the name of the list of published paths, as problems call it."""
        return self.document.file.replace(REDIRECTS, PUBLISHED)


def read_addresses(folder: Path, name: str) -> Addresses:
    """Read both files of a data folder, called `name` in problems; either may be absent."""
    file = folder / REDIRECTS
    document = read(file, f"{name}/{REDIRECTS}") if file.exists() else Document(f"{name}/{REDIRECTS}")
    problems = [*document.problems]
    redirects: Redirects | list[Problem] = record_at(Redirects, document.values, (), document)
    if isinstance(redirects, list):
        problems += redirects
        redirects = Redirects()
    listed = folder / PUBLISHED
    published = _listed(listed.read_text("utf-8", errors="replace")) if listed.exists() else None
    return Addresses(redirects, published, document, tuple(problems))


def _listed(text: str) -> dict[str, int]:
    lines = enumerate(text.splitlines(), start=1)
    return {line: number for number, line in lines if line and not line.startswith("#")}


def with_new(published: Iterable[str], existing: Collection[str]) -> str:
    """Give the text of the list with what exists added."""
    return HEAD + "".join(f"{path}\n" for path in sorted({*published, *existing}))


def headings(markdown: str) -> Iterator[str]:
    """Find the explicit ids of a page's headings, such as `## Who decides {#who-decides}`."""
    return (found.group(1) for found in HEADING_ID.finditer(markdown))


class Move(NamedTuple):
    """One redirect: as written (`group`, `old`, `new`), and the paths it joins."""

    group: str
    old: str
    new: str
    path: str
    target: str


def moves(redirects: Redirects) -> Iterator[Move]:
    """Give every redirect."""
    for old, new in redirects.jurisdictions.items():
        yield Move("jurisdictions", old, new, f"jurisdictions/{old}/", f"jurisdictions/{new}/")
    for old, new in redirects.pages.items():
        yield Move("pages", old, new, old, new)


Rule = Callable[[Addresses, Collection[str]], Iterator[Problem]]


def redirects_start_where_nothing_is(addresses: Addresses, existing: Collection[str]) -> Iterator[Problem]:
    """A retired id is never used again, and a page that is there needs no redirect."""
    for move in moves(addresses.redirects):
        if not PATH.fullmatch(move.path):
            message, remedy = "is not the path of a page.", "Write it as cases/brockton/."
        elif move.path not in existing:
            continue
        elif move.group == "jurisdictions":
            message, remedy = "is in use again.", "A retired id stays retired: give the entry another."
        else:
            message, remedy = "is a page of this site.", "Delete the line."
        yield addresses.document.problem((move.group, move.old), f"{shown(move.old)} {message}", remedy)


def redirects_lead_to_a_page(addresses: Addresses, existing: Collection[str]) -> Iterator[Problem]:
    """A redirect ends at a page or heading that exists: no loop, no chain, nowhere else."""
    leads = {move.path: move for move in moves(addresses.redirects)}
    for move in leads.values():
        page = move.target.split("#")[0]
        if page == move.path:
            message, remedy = "leads to itself.", "Name where it is now."
        elif page in leads:
            message = f"leads on to {shown(move.new)}, which leads on again."
            remedy = f"Write {leads[page].new} here, so that it is one step."
        elif move.target not in existing or not page.endswith("/"):
            message = f"leads to {shown(move.new)}, which is nowhere on this site."
            known = [path.removeprefix("jurisdictions/").strip("/") for path in existing if PLACE.fullmatch(path)]
            known = known if move.group == "jurisdictions" else [path for path in existing if API not in path]
            remedy = nearest(move.new, known) or "Name a place or page that is there."
        else:
            continue
        yield addresses.document.problem((move.group, move.old), f"{shown(move.old)} {message}", remedy)


def published_paths_last(addresses: Addresses, existing: Collection[str]) -> Iterator[Problem]:
    """What was published is there or leads on."""
    published = addresses.published or {}
    leads = {move.path for move in moves(addresses.redirects)}
    for path, line in published.items():
        page, _, heading = path.partition("#")
        of_place = PLACE_FILE.fullmatch(path)
        if path in existing or page in leads:
            continue
        if (heading and page not in existing) or (of_place and f"jurisdictions/{of_place.group(1)}/" in published):
            continue  # Its page says it, or its page's redirect does for both.
        message = f"{shown(path)} was published and is gone."
        remedy = f"{_remedy(path, heading)}\n{NEVER_OUT}"
        yield Problem(addresses.list_name, line, 1, "", message, remedy)


def _remedy(path: str, heading: str) -> str:
    place = PLACE.fullmatch(path)
    if heading:
        return f"Give a heading of that page the id again: {{#{heading}}}."
    if place:
        id_ = place.group(1)
        return f"Say in data/redirects.yml who took its place: under jurisdictions, {id_}: <id of a place or state>."
    if path.endswith("/"):
        return f"Say in data/redirects.yml where it is now: under pages, {path}: <path of a page>."
    return "A file cannot lead on: make it again."


def published_paths_are_listed(addresses: Addresses, existing: Collection[str]) -> Iterator[Problem]:
    """What is published is promised."""
    if addresses.published is None:
        return
    new = sorted(set(existing) - set(addresses.published))
    if new:
        more = f" and {len(new) - 1} more are" if len(new) > 1 else " is"
        message = f"{shown(new[0])}{more} not in the list of published addresses."
        yield Problem(addresses.list_name, 1, 1, "", message, "`make fmt` adds what is new.", mends=True)


RULES: tuple[Rule, ...] = (
    redirects_start_where_nothing_is,
    redirects_lead_to_a_page,
    published_paths_last,
    published_paths_are_listed,
)


def check_addresses(addresses: Addresses, existing: Collection[str]) -> list[Problem]:
    """Give every problem of both files; `existing` is what the site has now, headings as path#id."""
    return [*addresses.problems, *(problem for rule in RULES for problem in rule(addresses, existing))]
