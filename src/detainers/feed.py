"""What changed, as Atom 1.0 (RFC 4287): actions and corrections, newest first, for the whole site and for each state.

Every date is the data's, never the build's. An entry's id comes from its place and anchor, whatever the address of the
site, so that a reader sees each once; its `updated` is the day it was last checked, else its newest evidence. A date
known to the month or year counts from its first day, and the text says it as it is known.
"""

from __future__ import annotations

import uuid
from collections.abc import Iterable, Iterator
from typing import NamedTuple
from xml.etree import ElementTree as ET

from detainers.dates import first_day, newest
from detainers.model import Correction
from detainers.pages import action_anchor
from detainers.site import Site, relative
from detainers.states import STATES

NAMESPACE = "http://www.w3.org/2005/Atom"
ATOM = f"{{{NAMESPACE}}}"
ET.register_namespace("", NAMESPACE)
MOST = 100
"""Entries in a feed."""


class Entry(NamedTuple):
    """An entry: `key` makes its id, `path` is below the site, dates are texts at their precision."""

    key: str
    path: str
    title: str
    text: str
    published: str
    updated: str
    terms: tuple[str, ...]


def feeds(site: Site) -> dict[str, bytes]:
    """Make the feed of the site and one of each state, by path."""
    t = site.catalog.strings
    by_state = {state: list(_actions(site, state)) for state in site.catalog.states}
    every = [*_corrections(site), *(entry for entries in by_state.values() for entry in entries)]
    made = {"feed.xml": feed(site, "feed.xml", t.plain("open_data.feed.title"), "", every)}
    for state, entries in by_state.items():
        title = t.plain("open_data.feed.state", state=STATES[state].name)
        path = f"feeds/{state}.xml"
        made[path] = feed(site, path, title, f"jurisdictions/{state}/", entries)
    return made


def _actions(site: Site, state: str) -> Iterator[Entry]:
    t = site.catalog.strings
    for id_ in (state, *site.catalog.states[state]):
        place = site.catalog.jurisdictions.get(id_)
        for number, action in enumerate(place.actions if place else ()):
            path = f"jurisdictions/{id_}/#{action_anchor(number, place.actions if place else ())}"
            name = place.name if place else ""
            whole = name if id_ == state else t.plain("place.title", name=name, state=STATES[state].name)
            yield Entry(
                path,
                path,
                t.plain("open_data.feed.action", place=whole, title=action.title, date=t.date(action.date)),
                " ".join(action.summary.splitlines()),
                action.date,
                newest([action.date, action.checked or action.as_of]),
                action.policies,
            )


def _corrections(site: Site) -> Iterator[Entry]:
    t = site.catalog.strings
    for id_, row in site.catalog.tables.get("corrections", {}).items():
        if isinstance(row, Correction):
            text = t.plain("open_data.feed.correction_text", was=row.was, now=row.now, why=row.why)
            title = t.plain("open_data.feed.correction", what=row.what)
            yield Entry(f"corrections/{id_}", "corrections/", title, text, row.date, row.date, ())


def feed(site: Site, path: str, title: str, page: str, entries: Iterable[Entry]) -> bytes:
    """Write a feed, its links absolute where the address of the site is known and else relative to the feed."""
    ordered = sorted(entries, key=lambda entry: (first_day(entry.updated), first_day(entry.published), entry.key))
    shown = ordered[: -MOST - 1 : -1]
    root = ET.Element(f"{ATOM}feed")
    _text(root, "title", title)
    _text(root, "id", _id(path))
    _text(root, "updated", _time(shown[0].updated if shown else site.catalog.data_date))
    _text(ET.SubElement(root, f"{ATOM}author"), "name", site.catalog.strings.plain("open_data.authors"))
    _text(root, "rights", site.catalog.strings.plain("open_data.rights"))
    ET.SubElement(root, f"{ATOM}link", rel="self", type="application/atom+xml", href=_link(site, path, path))
    ET.SubElement(root, f"{ATOM}link", rel="alternate", type="text/html", href=_link(site, path, page))
    for entry in shown:
        _entry(ET.SubElement(root, f"{ATOM}entry"), entry, _link(site, path, entry.path))
    ET.indent(root, "")
    text: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def _entry(element: ET.Element, entry: Entry, link: str) -> None:
    _text(element, "title", entry.title)
    _text(element, "id", _id(entry.key))
    ET.SubElement(element, f"{ATOM}link", rel="alternate", type="text/html", href=link)
    _text(element, "published", _time(entry.published))
    _text(element, "updated", _time(entry.updated))
    for term in entry.terms:
        ET.SubElement(element, f"{ATOM}category", term=term)
    _text(element, "summary", entry.text)


def _text(parent: ET.Element, name: str, text: str) -> None:
    ET.SubElement(parent, f"{ATOM}{name}").text = text


def _link(site: Site, feed_path: str, target: str) -> str:
    return site.site_url + target if site.site_url else relative(feed_path, target)


def _id(key: str) -> str:
    """Make an id of a path, the same wherever the site is published (RFC 9562, version 5)."""
    return uuid.uuid5(uuid.NAMESPACE_URL, f"the-48-hour-request/{key}").urn


def _time(date_text: str) -> str:
    return f"{first_day(date_text).isoformat()}T00:00:00Z"
