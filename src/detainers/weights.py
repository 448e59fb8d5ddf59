"""What a built site weighs: each page with all that it loads, compressed as a server would; reads a folder only.

Sizes are bytes and the same on every machine, so tests hold the site to them where they never judge time.
"""

from __future__ import annotations

import gzip
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

LOADED = re.compile(
    r'<(?:script|img)\b[^>]*?\bsrc="?([^\s">]+)|<link\b(?=[^>]*\brel="?(?:stylesheet|icon))[^>]*?\bhref="?([^\s">]+)'
)
IMPORTED = re.compile(r'\b(?:import|from)\s*\(?\s*"(\.[^"]+\.js)"')
GENERATED = ("jurisdictions", "policies", "sources", "handout")
TABLE = "jurisdictions/index.html"
KIB = 1024
PAGE_BUDGET, TABLE_BUDGET, SEARCH_BUDGET = 100 * KIB, 160 * KIB, 150 * KIB
SEARCH_INDEX = "search/search_index.json"
PACKED = frozenset([".png", ".jpg", ".webp", ".woff2"])
"""Files that do not shrink further."""


def pages(site: Path) -> list[str]:
    """Give the paths of all pages, such as jurisdictions/ma-amherst/index.html."""
    return sorted(path.relative_to(site).as_posix() for path in site.rglob("*.html"))


def page_weight(site: Path, page: str) -> int:
    """Give the bytes that a first visit to the page moves: itself, its styles, scripts, images and icon."""
    file = site / page
    return size(file) + sum(size(loaded) for loaded in loads(file))


def loads(page: Path) -> set[Path]:
    """Give the files that a page loads, scripts with all that they import."""
    found: set[Path] = set()
    pending = list(_named(page))
    while pending:
        file = pending.pop()
        if file not in found and file.is_file():
            found.add(file)
            pending += imports(file) if file.suffix == ".js" else ()
    return found


def _named(page: Path) -> Iterator[Path]:
    for script, linked in LOADED.findall(page.read_text("utf-8")):
        yield (page.parent / (script or linked).partition("?")[0]).resolve()


@cache
def imports(script: Path) -> tuple[Path, ...]:
    """Give the modules that a script imports, at once or later."""
    return tuple((script.parent / name).resolve() for name in IMPORTED.findall(script.read_text("utf-8")))


@cache
def size(file: Path) -> int:
    """Give the bytes of a file as a server sends it."""
    content = file.read_bytes()
    return len(content) if file.suffix in PACKED else len(gzip.compress(content, mtime=0))


def kinds(site: Path) -> dict[str, list[int]]:
    """Give the weights of all pages by kind of page: those of a folder of generated pages are one kind."""
    found: dict[str, list[int]] = {}
    for page in pages(site):
        folder, _, rest = page.partition("/")
        many = folder in GENERATED and rest != "index.html"
        found.setdefault(f"{folder}/…" if many else page, []).append(page_weight(site, page))
    return found
