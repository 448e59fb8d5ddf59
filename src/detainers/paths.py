"""Every address that the site promises, known without making a single page or file, so that a check takes no time.

Addresses are below the site's own; a page's ends in a slash, and the home page is ./ here. A test compares them with
what a build writes.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping

from detainers.addresses import API, HOME, headings
from detainers.catalog import Catalog
from detainers.model import Source
from detainers.site import url_of

OTHER = "0-9"
DOWNLOADS = "downloads/"
DOWNLOAD_FILES = (
    "jurisdictions.csv",
    "actions.csv",
    "sources.csv",
    "jurisdictions.geojson",
    "detainers.sqlite",
    "datapackage.json",
)
"""The files to download beside those of the data folder."""
ONE_PLACE = "jurisdictions/{id}.json"
API_FILES = {
    "index": "index.json",
    "jurisdictions": "jurisdictions.json",
    "jurisdiction": ONE_PLACE,
    "on": "on/2012-06-01.json",
    "policies": "policies.json",
    "sources": "sources.json",
    "rulings": "rulings.json",
    "studies": "studies.json",
    "payments": "payments.json",
    "timeline": "timeline.json",
}
"""The files of the API, by the name of their schema."""


def letter_of(source: Source) -> str:
    """Give the letter, without accents and in small, under which a source stands; digits and signs share one page."""
    first = unicodedata.normalize("NFKD", source.publisher.strip())[:1].lower()
    return first if "a" <= first <= "z" else OTHER


def schema_of(name: str) -> str:
    """Give the path of the JSON Schema of a file of the API, below api/v1/."""
    return f"schemas/{name}.schema.json"


def existing(catalog: Catalog, ids: Collection[str], written: Mapping[str, str], raw: Iterable[str]) -> set[str]:
    """Give every address that is promised, headings of hand-written pages as path#id.

    `ids` are the jurisdictions', `written` is the Markdown of the hand-written pages by their paths below docs/, `raw`
    the names of the data files.
    """
    by_hand = {url_of(path) or HOME: text for path, text in written.items()}
    found = {f"{path}#{heading}" for path, text in by_hand.items() for heading in headings(text)}
    return found | {*by_hand, *data_pages(catalog, ids), *data_files(ids, raw)}


def data_pages(catalog: Catalog, ids: Collection[str]) -> Iterator[str]:
    """Give the addresses of the pages that the data makes, for these ids of jurisdictions."""
    yield from ("jurisdictions/", "jurisdictions/on-2012-06-01/", "policies/", "sources/")
    yield from ("contribute/fields/", "contribute/help-wanted/", "handout/")
    yield from (f"handout/{state}/" for state in states_of(ids))
    yield from (f"jurisdictions/{id_}/" for id_ in {*ids, *states_of(ids)})
    yield from (f"policies/{id_}/" for id_ in catalog.policies)
    yield from {f"sources/{letter_of(source)}/" for source in catalog.sources.values()}


def data_files(ids: Collection[str], raw: Iterable[str]) -> Iterator[str]:
    """Give the addresses of the files that the data makes, for these ids and these names of data files."""
    yield from ("feed.xml", f"{API}openapi.json")
    yield from (f"{API}{path}" for path in API_FILES.values() if path != ONE_PLACE)
    yield from (f"{API}{schema_of(name)}" for name in API_FILES)
    yield from (f"{API}{ONE_PLACE.format(id=id_)}" for id_ in ids)
    yield from (f"{DOWNLOADS}{name}" for name in DOWNLOAD_FILES)
    yield from (f"{DOWNLOADS}data/{name}" for name in raw)
    yield from (f"feeds/{state}.xml" for state in states_of(ids))


def states_of(ids: Iterable[str]) -> set[str]:
    """Give the ids of the states that ids of jurisdictions begin with."""
    return {id_.partition("-")[0] for id_ in ids}
