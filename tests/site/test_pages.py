"""The built site, every page of it: links and anchors resolve, and each page says what it is."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from html_pages import Built, pages, read

from conftest import BASE, REPO_URL, ROOT
from detainers.catalog import read_folder
from detainers.clock import today
from detainers.pages import LETTER_DAY
from detainers.standing import counted

CATALOG = read_folder(ROOT / "data").catalog
SITE_URL = f"https://example.org/{BASE}/"


@pytest.fixture(scope="session")
def built(site: Path) -> list[Built]:
    """Read every page once."""
    return pages(site)


def target_of(link: str, page: Built, site: Path) -> Path | None:
    """Give the file an internal link leads to; nothing for a link to another site."""
    if link.startswith(SITE_URL):
        link = "/" + BASE + "/" + link.removeprefix(SITE_URL)
    parts = urlsplit(link)
    if parts.scheme or parts.netloc:
        return None
    path = unquote(parts.path)
    at = site.parent / path.lstrip("/") if path.startswith("/") else page.path.parent / path
    at = page.path if not path else at
    return (at / "index.html" if at.is_dir() else at).resolve()


def test_every_internal_link_and_anchor_resolves(built: list[Built], site: Path) -> None:
    """No link leads nowhere, no anchor is missing, on any page."""
    broken: list[str] = []
    for page in built:
        for _, link in page.links:
            target = target_of(link, page, site)
            fragment = unquote(urlsplit(link).fragment)
            if target is None:
                continue
            if not target.is_file():
                broken.append(f"{page.path.relative_to(site)}: {link}")
            elif fragment and target.suffix == ".html" and fragment not in read(target).ids:
                broken.append(f"{page.path.relative_to(site)}: {link} (no such anchor)")

    assert broken == []


def test_links_to_other_sites_are_web_addresses(built: list[Built]) -> None:
    """Nothing but http, https and mail leads away; no page holds a script address."""
    schemes = {urlsplit(link).scheme for page in built for _, link in page.links}

    assert schemes <= {"", "http", "https", "mailto"}


def test_nothing_is_loaded_from_elsewhere(built: list[Built]) -> None:
    """Scripts, images, frames and styles are the site's own."""
    loaded = [link for page in built for tag, link in page.links if tag not in ("a", "link")]

    assert [link for link in loaded if urlsplit(link).netloc] == []


def test_each_page_says_what_it_is(built: list[Built], site: Path) -> None:
    """Each has a title, a description of at most 155 characters and one main heading."""
    wrong = [
        page.path.relative_to(site).as_posix()
        for page in built
        if not page.title.strip()
        or not 20 <= len(page.meta.get("description", "")) <= 155
        or [level for level, _ in page.headings].count(1) != 1
    ]

    assert wrong == []


def test_titles_are_different(built: list[Built], site: Path) -> None:
    """Two pages never have one title: a reader with two tabs must tell them apart."""
    titles: dict[str, list[str]] = {}
    for page in built:
        titles.setdefault(page.title, []).append(page.path.relative_to(site).as_posix())

    assert {title: paths for title, paths in titles.items() if len(paths) > 1} == {}


def test_ids_are_unique(built: list[Built], site: Path) -> None:
    """An anchor leads to one place."""
    twice = {
        page.path.relative_to(site).as_posix(): sorted({id_ for id_ in page.ids if page.ids.count(id_) > 1})
        for page in built
        if len(page.ids) != len(set(page.ids))
    }

    assert twice == {}


def test_headings_skip_no_level(built: list[Built], site: Path) -> None:
    """A reader who jumps by headings never falls through a gap."""
    skipping = [
        page.path.relative_to(site).as_posix()
        for page in built
        if any(after - before > 1 for (before, _), (after, _) in zip(page.headings, page.headings[1:], strict=False))
    ]

    assert skipping == []


def test_no_page_has_inline_styles(built: list[Built], site: Path) -> None:
    """A strict policy on styles refuses them."""
    assert [page.path.relative_to(site).as_posix() for page in built if page.styles] == []


def test_there_is_a_page_for_everything(site: Path) -> None:
    """Every place, every state with an entry and every policy has its page."""
    wanted = {f"jurisdictions/{id_}" for id_ in CATALOG.jurisdictions} | {f"policies/{id_}" for id_ in CATALOG.policies}
    wanted |= {f"jurisdictions/{place.state.lower()}" for place in CATALOG.jurisdictions.values()}

    assert [path for path in sorted(wanted) if not (site / path / "index.html").is_file()] == []


def test_numbers_on_the_home_page_are_the_catalog_s(site: Path) -> None:
    """The counts are computed here anew from the records."""
    places = CATALOG.on(today())
    limiting = {id_: place for id_, place in places.items() if place.standing == "limits-holds"}
    local = [id_ for id_ in limiting if len(id_) > 2]
    states = {place.jurisdiction.state for place in limiting.values()}
    actions = sum(len(place.actions) for place in CATALOG.jurisdictions.values())
    text = read(site / "index.html").text

    assert f" {len(local):,} towns, cities and counties on record limit holds today" in text
    assert f" {len(states):,} states where a statewide or a local rule does" in text
    assert f" {actions:,} actions on record in {len(places):,} places" in text


def test_the_table_has_every_place_once(site: Path) -> None:
    """Each place is a row of the HTML, with its standing in words."""
    page = (site / "jurisdictions" / "index.html").read_text("utf-8")
    rows = re.findall(r'<tr[^>]*data-id="([^"]+)"[^>]*data-standing="([^"]+)"', page)
    places = CATALOG.on(today())

    assert sorted((id_, place.standing) for id_, place in places.items()) == sorted(rows)
    counts = counted(places.values())
    text = read(site / "jurisdictions" / "index.html").text
    for standing, count in counts.items():
        assert f"{count} {CATALOG.vocabulary.standings[standing].label}" in text


def test_a_place_page_leads_to_its_entry(site: Path) -> None:
    """The link goes to the line on which the entry starts."""
    line = (ROOT / "data" / "jurisdictions.yml").read_text("utf-8").split("\n").index("ma-amherst:") + 1
    page = read(site / "jurisdictions" / "ma-amherst" / "index.html")

    assert ("a", f"{REPO_URL}/blob/main/data/jurisdictions.yml#L{line}") in page.links


def test_the_snapshot_is_the_catalog_s_answer_for_the_day(site: Path) -> None:
    """Every place of the list links from the page, and no other."""
    wanted = {id_ for id_, place in CATALOG.on(LETTER_DAY).items() if place.standing != "none"}
    page = read(site / "jurisdictions" / "on-2012-06-01" / "index.html")
    places = re.compile(r"\.\./([a-z]{2}(?:-[a-z0-9-]+)?)/")

    assert wanted == {found.group(1) for _, link in page.links if (found := places.fullmatch(link))}
