"""Which sources need a maintainer: dead ones, with the entries that use them, and those without an archived copy."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from detainers.catalog import Catalog
from detainers.model import Source
from detainers.problem import fenced
from detainers.rules.sources import normal

DEAD = ("error_map", "fail_map", "timeout_map")
"""Where lychee's JSON has what failed, in this and older versions: a list of {url, status: {text}} by file."""


def without_archive(catalog: Catalog) -> Iterator[tuple[str, Source]]:
    """Give the sources that carry no archived copy."""
    return ((id_, source) for id_, source in catalog.sources.items() if source.archived is None)


def dead(result: object) -> dict[str, str]:
    """Give each dead address of a link check with what was wrong; whatever has another shape is passed over."""
    found: dict[str, str] = {}
    for key in DEAD:
        files = result.get(key) if isinstance(result, Mapping) else None
        for links in files.values() if isinstance(files, Mapping) else ():
            for link in links if isinstance(links, list) else ():
                if isinstance(link, Mapping) and isinstance(link.get("url"), str):
                    status = link.get("status")
                    text = status.get("text") if isinstance(status, Mapping) else status
                    found[link["url"]] = str(text or "no answer")
    return found


def report(found: Mapping[str, str], catalog: Catalog) -> str:
    """List dead sources with the entries that use them, as Markdown; empty when there are none."""
    users: dict[str, list[str]] = {}
    for id_, place in catalog.jurisdictions.items():
        for source in dict.fromkeys(source for action in place.actions for source in action.source_ids):
            users.setdefault(source, []).append(id_)
    by_address = {normal(url): why for url, why in found.items()}
    t = catalog.strings
    lines = []
    for id_, document in catalog.sources.items():
        why = by_address.get(normal(document.url))
        if why is not None:
            used = t.plain(
                "contribute.links.used", by=", ".join(users.get(id_, [])) or t.texts["contribute.links.pages"]
            )
            lines.append("\n    ".join([id_, document.url, " ".join(why.split())[:200], used]))
    if not lines:
        return ""
    head = t.plain("contribute.links.dead", count=len(lines))
    return "\n\n".join([head, fenced("\n\n".join(lines))]) + "\n"
