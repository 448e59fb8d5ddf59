"""What search engines are told, what a wrong address suggests, and where a retired one leads, in a browser too."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from playwright.sync_api import Browser, Page

from conftest import BASE
from detainers.addresses import Redirects
from detainers.dates import period
from detainers.site import Site
from detainers.sitemap import title_of, whereabouts

HOME = f"https://example.org/{BASE}/"
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def test_the_sitemap_lists_every_page_and_no_other(site: Path) -> None:
    """Each by its canonical address, with a date from the data where there is one."""
    urls = ET.parse(site / "sitemap.xml").getroot().findall(f"{SITEMAP}url")  # noqa: S314
    listed = {url.findtext(f"{SITEMAP}loc"): url.findtext(f"{SITEMAP}lastmod") for url in urls}
    built = {path.parent.relative_to(site).as_posix() for path in site.rglob("index.html")}

    assert {f"{HOME}{path}/".replace("/./", "/") for path in built} == set(listed)
    assert all(period(date) for date in listed.values() if date)
    assert listed[f"{HOME}jurisdictions/ma-amherst/"]
    assert listed[f"{HOME}about/"] is None
    assert not (site / "sitemap.xml.gz").exists()


def test_robots_may_read_all_and_find_the_sitemap(site: Path) -> None:
    """The file has no rule but welcome."""
    assert (site / "robots.txt").read_text("utf-8") == f"User-agent: *\nAllow: /\n\nSitemap: {HOME}sitemap.xml\n"


def test_without_an_address_there_is_no_sitemap(record: Site) -> None:
    """A sitemap must have whole addresses."""
    assert "sitemap.xml" not in whereabouts(replace(record, site_url=""))


def test_every_page_has_a_name_to_suggest(site: Path) -> None:
    """Except the letters of the bibliography; the home page's path is empty there."""
    names = dict(json.loads((site / "assets" / "paths.json").read_text("utf-8")))
    built = {path.parent.relative_to(site).as_posix() + "/" for path in site.rglob("index.html")}

    assert {path for path in built if path not in names and not path.startswith("sources/")} == {"./"}
    assert "" in names
    assert all(names.values())


@pytest.mark.parametrize(
    ("markdown", "title"),
    [
        ("---\ntitle: A\n---\n# B\n", "A"),
        ('---\nx: y\ntitle: "A: b"\n---\n', "A: b"),
        ("# B\n", ""),
        ("text\n---\ntitle: A\n", ""),
    ],
)
def test_title_of(markdown: str, title: str) -> None:
    """From the front matter alone."""
    assert title_of(markdown) == title


def test_pages_of_places_name_their_json_and_feed(site: Path, record: Site) -> None:
    """In the head, and both exist."""
    for id_, place in record.catalog.jurisdictions.items():
        page = (site / "jurisdictions" / id_ / "index.html").read_text("utf-8")
        json_path, feed = f"api/v1/jurisdictions/{id_}.json", f"feeds/{place.state.lower()}.xml"

        assert f'<link rel="alternate" type="application/json" href="../../{json_path}"' in page
        assert f'<link rel="alternate" type="application/atom+xml" href="../../{feed}"' in page
        assert (site / json_path).exists()
        assert (site / feed).exists()


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window that notes what is said in the console."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def at_wrong_address(page: Page, address: str, path: str) -> list[str]:
    """Show the page for missing addresses at this one, as a web host does, and give what it suggests."""
    folder = "/".join(address.split("/")[3:])
    missing = page.request.get(f"{address}404.html").text()
    page.route(f"{address}{path}", lambda route: route.fulfill(status=404, content_type="text/html", body=missing))
    page.goto(f"{address}{path}")
    page.wait_for_function("() => document.documentElement.dataset.nearest === 'ready'")
    links = page.locator("#nearest a").all()
    assert all((link.get_attribute("href") or "").startswith(f"{address}") for link in links), folder
    return [link.inner_text() for link in links]


@pytest.mark.parametrize(
    ("path", "first"),
    [
        ("jurisdictions/ma-amhurst/", "Amherst, Massachusetts"),
        ("jurisdictions/amherst", "Amherst, Massachusetts"),
        ("jurisdictions/new-york-city.html", "New York City, New York"),
        ("policy/judicial-warrants", "Judge's warrant only"),
        ("Massachusets/", "Massachusetts"),
    ],
)
def test_a_mistyped_address_suggests_the_page(path: str, first: str, page: Page, address: str) -> None:
    """The nearest stands first."""
    assert at_wrong_address(page, address, path)[0] == first


@pytest.mark.parametrize("path", ["zzqqxxyy/", "%3Cscript%3Ealert(1)%3C/script%3E", "%E0%A4%A", "a/" * 200])
def test_an_address_like_none_suggests_nothing(path: str, page: Page, address: str) -> None:
    """Nothing is shown and nothing runs, whatever was typed."""
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    page.on("dialog", lambda dialog: said.append(dialog.message))

    assert at_wrong_address(page, address, path) == []
    assert not page.locator("#nearest").is_visible()
    assert said == []


@pytest.mark.parametrize("scripts", ["with", "without"])
def test_a_retired_address_leads_on(record: Site, scripts: str, browser: Browser, root: Path, address: str) -> None:
    """To the page where the place is now; with scripts to the same part of it."""
    moved = whereabouts(replace(record, redirects=Redirects(jurisdictions={"ma-old": "ma-amherst"})))
    old = root / BASE / "jurisdictions" / "ma-old"
    old.mkdir()
    (old / "index.html").write_bytes(moved["jurisdictions/ma-old/index.html"])
    context = browser.new_context(java_script_enabled=scripts == "with")
    page = context.new_page()
    page.goto(f"{address}jurisdictions/ma-old/?q=1#history")
    page.wait_for_url("**/ma-amherst/**")
    arrived = page.url
    context.close()
    shutil.rmtree(old)

    assert arrived == f"{address}jurisdictions/ma-amherst/" + ("?q=1#history" if scripts == "with" else "")
