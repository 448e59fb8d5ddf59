"""What the site is made from, and how its addresses are written; no template is needed to know either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import takewhile

from detainers.addresses import Redirects
from detainers.catalog import Catalog
from detainers.cite import Citation


@dataclass(frozen=True, eq=False)
class Site:
    """What the site is made from: the catalog, the day it is, and what else the build knows.

    The addresses of the repository, of the site (it ends in a slash) and for mail (`contact`) are empty where unknown.
    `lines` has the line of each entry, `written` the Markdown of the hand-written pages by path below docs/, `raw` the
    data files by name, `copy` the zip of the site to use without a network.
    """

    catalog: Catalog
    today: date
    repo_url: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()
    site_url: str = ""
    written: Mapping[str, str] = field(default_factory=dict)
    raw: Mapping[str, str] = field(default_factory=dict)
    redirects: Redirects = field(default_factory=Redirects)
    contact: str = ""
    copy: bytes = b""


def url_of(path: str) -> str:
    """Give the address of a page below the site: jurisdictions/ma-amherst.md is jurisdictions/ma-amherst/."""
    return re.sub(r"(^|/)index/$", r"\1", path.removesuffix(".md") + "/")


def relative(page: str, target: str) -> str:
    """Write the shortest link from a page to an address below the site, both as `url_of` gives them."""
    here, there = page.split("/"), target.split("/")
    shared = sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], zip(here[:-1], there[:-1], strict=False)))
    return "../" * (len(here) - 1 - shared) + "/".join(there[shared:]) or "./"
