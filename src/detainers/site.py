"""What the site is made from, and how its addresses are written; no template is needed to know either."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from detainers.catalog import Catalog
from detainers.cite import Citation


@dataclass(frozen=True)
class Site:
    """What pages are made from: the catalog, the day it is, the repository's address if known, lines and citations."""

    catalog: Catalog
    today: date
    repo_url: str = ""
    lines: Mapping[str, int] = field(default_factory=dict)
    citations: tuple[Citation, ...] = ()


def url_of(path: str) -> str:
    """Give the address of a page below the site: jurisdictions/ma-amherst.md is jurisdictions/ma-amherst/."""
    return re.sub(r"(^|/)index/$", r"\1", path.removesuffix(".md") + "/")


def relative(page: str, target: str) -> str:
    """Write the link from a page to an address below the site, both as `url_of` gives them."""
    return "../" * page.count("/") + target or "./"
