"""The feeds, read as a feed reader does: well formed, newest first, every id the same at every address."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import feedparser  # type: ignore[import-untyped]
import pytest

from detainers.dates import first_day
from detainers.feed import MOST, feeds
from detainers.model import Correction
from detainers.site import Site


@pytest.fixture(scope="module")
def read(record: Site) -> dict[str, Any]:
    """Read every feed of a site whose address is known."""
    made = feeds(replace(record, site_url="https://example.org/site/"))
    return {path: feedparser.parse(content) for path, content in made.items()}


def entries(read: dict[str, Any]) -> Iterator[Any]:
    """Give every entry of every feed."""
    return (entry for feed in read.values() for entry in feed.entries)


def test_there_is_a_feed_of_all_and_of_each_state(record: Site, read: dict[str, Any]) -> None:
    """Each is well formed and has entries."""
    assert list(read) == ["feed.xml", *(f"feeds/{state}.xml" for state in record.catalog.states)]
    assert [path for path, feed in read.items() if feed.bozo or not feed.entries or feed.version != "atom10"] == []


def test_ids_are_unique(read: dict[str, Any]) -> None:
    """No two entries of a feed, and no two feeds, have one id."""
    for path, feed in read.items():
        ids = [entry.id for entry in feed.entries]
        assert len(ids) == len(set(ids)), path
    assert len({feed.feed.id for feed in read.values()}) == len(read)


def test_ids_do_not_depend_on_the_address(record: Site, read: dict[str, Any]) -> None:
    """A site that moves, or a copy of it, shows nobody the same entry twice."""
    elsewhere = {path: feedparser.parse(content) for path, content in feeds(replace(record, site_url="")).items()}

    assert {path: [entry.id for entry in feed.entries] for path, feed in read.items()} == {
        path: [entry.id for entry in feed.entries] for path, feed in elsewhere.items()
    }


def test_the_newest_stand_first(read: dict[str, Any], record: Site) -> None:
    """By the day of the newest check, none later than the data, and no longer than a reader loads at once."""
    for path, feed in read.items():
        updated = [entry.updated for entry in feed.entries]

        assert updated == sorted(updated, reverse=True), path
        assert feed.feed.updated == updated[0]
        assert updated[0][:10] <= record.catalog.data_date
        assert len(updated) <= MOST
    assert all(entry.published <= entry.updated for entry in entries(read))


def test_the_main_feed_has_the_corrections(record: Site, read: dict[str, Any]) -> None:
    """The newest correction is among its entries, with what was wrong and what is right."""
    rows = [row for row in record.catalog.tables["corrections"].values() if isinstance(row, Correction)]
    newest = max(rows, key=lambda row: first_day(row.date))
    said = [entry.summary for entry in read["feed.xml"].entries]

    assert any(newest.was in text and newest.now in text for text in said)


def test_a_state_s_feed_has_all_its_actions(record: Site, read: dict[str, Any]) -> None:
    """Massachusetts has an entry for each, linked to its anchor."""
    places = [place for place in record.catalog.jurisdictions.values() if place.state == "MA"]
    feed = read["feeds/ma.xml"]

    assert len(feed.entries) == min(MOST, sum(len(place.actions) for place in places))
    assert "https://example.org/site/jurisdictions/ma-amherst/#a-2012-05-21" in {entry.link for entry in feed.entries}


def test_links_are_relative_where_the_address_is_not_known(record: Site) -> None:
    """From feeds/ma.xml up to the page."""
    text = feeds(replace(record, site_url=""))["feeds/ma.xml"].decode()

    assert 'href="../jurisdictions/ma-amherst/#a-2012-05-21"' in text
