"""Every kind of page in a real browser: nothing from elsewhere, no message, no barrier, the same without scripts.

What automation cannot see (whether a text helps, whether an order makes sense) people look at; see /accessibility/.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, BrowserContext, Page

PAGES = {
    "home": "",
    "table": "jurisdictions/",
    "place": "jurisdictions/ma-amherst/",
    "place with ended rules": "jurisdictions/ny-new-york-city/",
    "state": "jurisdictions/ma/",
    "state without a record": "jurisdictions/oh/",
    "letter's day": "jurisdictions/on-2012-06-01/",
    "policies": "policies/",
    "policy": "policies/judicial-warrant/",
    "mandate": "policies/cooperation-required/",
    "sources": "sources/",
    "sources of a letter": "sources/a/",
    "explainer": "detainers/",
    "law": "detainers/law/",
    "research": "detainers/research/",
    "program": "secure-communities/",
    "timeline": "secure-communities/timeline/",
    "case": "cases/brockton/",
    "glossary": "glossary/",
    "corrections": "corrections/",
    "data": "data/",
    "API": "data/api/",
    "not found": "404.html",
}
WIDTHS = (360, 1280)
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@dataclass
class Watch:
    """What a page asked for and said."""

    page: Page
    host: str
    foreign: list[str] = field(default_factory=list)
    said: list[str] = field(default_factory=list)

    def start(self) -> None:
        """Listen from now on."""
        self.page.on("request", lambda request: self._asked(request.url))
        self.page.on("console", lambda message: self.said.append(message.text))
        self.page.on("pageerror", lambda error: self.said.append(str(error)))
        self.page.on("requestfailed", lambda request: self.said.append(f"failed: {request.url}"))

    def _asked(self, url: str) -> None:
        if urlsplit(url).netloc != self.host and urlsplit(url).scheme not in ("data", "blob"):
            self.foreign.append(url)


@pytest.fixture(scope="module", params=["light", "dark"])
def scheme(request: pytest.FixtureRequest) -> str:
    """Look at pages in both color schemes."""
    return str(request.param)


@pytest.fixture(scope="module", params=WIDTHS)
def context(request: pytest.FixtureRequest, browser: Browser, scheme: str) -> Iterator[BrowserContext]:
    """Open a window of a width in a color scheme."""
    made = browser.new_context(viewport={"width": request.param, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    yield made
    made.close()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_page_is_quiet_closed_and_open_to_all(path: str, context: BrowserContext, address: str) -> None:
    """No request leaves the site, nothing is said or kept, axe finds nothing, nothing is wider than the window."""
    page = context.new_page()
    watch = Watch(page, urlsplit(address).netloc)
    watch.start()
    page.goto(address + path)
    found = Axe().run(page, options=AXE).response["violations"]
    kept = page.evaluate("[document.cookie, ...Object.keys(localStorage), ...Object.keys(sessionStorage)].join('')")
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    page.close()

    assert watch.foreign == []
    assert watch.said == []
    assert [told(violation) for violation in found] == []
    assert kept == ""
    assert overflow <= 0


def told(violation: dict[str, Any]) -> str:
    """Say a finding of axe in a line."""
    return f"{violation['id']}: {[node['html'][:160] for node in violation['nodes'][:3]]}"


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_without_scripts_the_page_says_the_same(path: str, browser: Browser, address: str) -> None:
    """What the page says with scripts it says without them: the article's text is the same."""
    texts = []
    for scripts in (True, False):
        context = browser.new_context(java_script_enabled=scripts)
        page = context.new_page()
        page.goto(address + path)
        texts.append(words(page.locator("article").text_content() or ""))
        context.close()

    assert texts[0] == texts[1]


def words(text: str) -> str:
    """Fold white space, which scripts may change."""
    return re.sub(r"\s+", " ", text).strip()


@pytest.mark.parametrize("path", PAGES.values(), ids=PAGES.keys())
def test_nothing_is_wider_than_a_small_phone(path: str, browser: Browser, address: str) -> None:
    """At 320 pixels no page scrolls sideways."""
    context = browser.new_context(viewport={"width": 320, "height": 640})
    page = context.new_page()
    page.goto(address + path)
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()

    assert overflow <= 0


def test_search_finds_a_place_by_keyboard(browser: Browser, address: str) -> None:
    """From the search button, by keys alone, to a place's page."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    page.goto(address)
    page.get_by_role("button", name="Search").or_(page.get_by_label("Search")).first.focus()
    page.keyboard.press("Enter")
    page.keyboard.type("Amherst")
    page.get_by_role("link", name=re.compile("Amherst")).first.wait_for()
    assert "Amherst" in (page.get_by_role("link", name=re.compile("Amherst")).first.text_content() or "")
    context.close()


def test_the_skip_link_comes_first_and_works(browser: Browser, address: str) -> None:
    """One Tab and Enter lead past the header to the page's content."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "jurisdictions/ma-amherst/")
    page.keyboard.press("Tab")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("Enter")
    reached = page.evaluate("location.hash")
    context.close()

    assert first is not None
    assert first.startswith("#")
    assert first == reached


def test_print_has_no_chrome_and_writes_addresses_out(browser: Browser, address: str) -> None:
    """On paper nothing is there to press or to lead on; the site's name, the day and each source's address are."""
    context = browser.new_context()
    page = context.new_page()
    page.goto(address + "jurisdictions/ma-amherst/")
    page.emulate_media(media="print")
    chrome = page.locator(".skip, .tools, .tabs, .crumbs, .search, .correct, .pass-on > p, .foot-links")
    seen = [part.get_attribute("class") for part in chrome.all() if part.is_visible()]
    kinds = chrome.count()
    said = page.inner_text("body")
    written = page.evaluate(
        "getComputedStyle(document.querySelector('.sources a[href^=http]'), '::after').content.includes('http')"
    )
    context.close()

    assert kinds >= 8
    assert seen == []
    assert "The 48-Hour Request" in said
    assert "Record as of" in said
    assert "Data as of" in said
    assert written is True
