"""The last look at a built site, whatever built it: does it keep what was promised? Reads a folder, writes nothing.

The check of the data has asked the same of what ought to be there; this asks the files that will be published.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from detainers.addresses import HOME, Addresses, published_paths_last
from detainers.problem import Problem

ID = re.compile(r'\bid="?([A-Za-z0-9_.-]+)')


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
