"""The last hand on a built site, whatever built it: each page gets its policies, and what was promised must be there.

The policies stand in the pages, since a host such as GitHub Pages sends no headers of ours. Nothing else is changed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from detainers.addresses import HOME, Addresses, published_paths_last
from detainers.problem import Problem

ID = re.compile(r'\bid="?([A-Za-z0-9_.-]+)')
CHARSET = '<meta charset="utf-8">'
POLICY = {
    "default-src": "'none'",
    "script-src": "'self'",  # The scripts that stand in pages are data, which a policy does not concern.
    "style-src": "'self'",
    "img-src": "'self'",  # The mark.
    "connect-src": "'self'",  # The search index and the list of pages.
    "base-uri": "'self'",
    "form-action": "'none'",
    "require-trusted-types-for": "'script'",  # No script makes elements of text.
    "trusted-types": "'none'",
}
"""The content security policy of every page."""
RELOADING = POLICY | {"script-src": "'self' 'unsafe-inline'"}
"""The policy under `mkdocs serve`, which writes a script of its own into each page it shows."""


def secure(folder: Path, policy: dict[str, str] = POLICY) -> None:
    """Write the policies into every page of a built site. Raises OSError."""
    for page in folder.rglob("*.html"):
        page.write_text(secured(page.read_text("utf-8"), policy), "utf-8", newline="\n")


def secured(html: str, policy: dict[str, str] = POLICY) -> str:
    """Give a page its policies, before anything that it loads; one that has them stays as it is.

    Raises ValueError when the page has no head of ours, which would leave it without.
    """
    content = "; ".join(f"{name} {value}" for name, value in policy.items())
    sealed = f'{CHARSET}\n<meta http-equiv="Content-Security-Policy" content="{content}">\n'
    if sealed in html:
        return html
    before, found, after = html.partition(CHARSET)
    if not found:
        raise ValueError(f"This page lacks {CHARSET}, after which its policy would stand: {html[:200]!r}")
    return f'{before}{sealed}<meta name="referrer" content="no-referrer">{after}'


def seal(folder: Path, addresses: Addresses) -> list[Problem]:
    """Give a problem for every published path or heading that the folder lacks; redirect pages count as there."""
    if addresses.published is None:
        return []
    built = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    there = {f"./{path}".removesuffix("index.html").removeprefix("./") or HOME for path in built}
    promised = {path.split("#")[0] for path in addresses.published if "#" in path}
    for page in promised & there:
        there |= {f"{page}#{id_}" for id_ in _ids(folder / page / "index.html")}
    return list(published_paths_last(addresses, there))


def _ids(file: Path) -> Iterator[str]:
    return (found.group(1) for found in ID.finditer(file.read_text("utf-8")))
