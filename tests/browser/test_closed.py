"""Every page and every tool in a real browser: no policy is broken, nothing leaves the site, nothing is kept.

Requests are counted for the whole window, so that one after a page has loaded counts too; so is what would be kept.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Request

REFUSED = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error(`refused: ${violatedDirective} ${blockedURI}`))"""
KEPT = """async () => [
  ...Object.keys(localStorage), ...Object.keys(sessionStorage), ...await caches.keys(),
  ...(await indexedDB.databases()).map(({ name }) => name),
  ...(await navigator.serviceWorker.getRegistrations()).map(({ scope }) => scope),
]"""

SIDE_BY_SIDE = 12
SHOW = """async (pages) => {
  const loaded = (page) => new Promise((done) => {
    const frame = document.createElement("iframe");
    Object.assign(frame, { src: page, onload: done });
    document.body.append(frame);
  });
  await Promise.all(pages.map(loaded));
  document.body.replaceChildren();
}"""


@dataclass
class Window:
    """A window of the browser, and what its pages said and asked for."""

    context: BrowserContext
    page: Page
    said: list[str] = field(default_factory=list)
    asked: list[Request] = field(default_factory=list)

    def foreign(self, address: str) -> list[str]:
        """Give the requests to another host, and those that would carry something out."""
        return [
            f"{request.method} {request.resource_type} {request.url}"
            for request in self.asked
            if (urlsplit(request.url).netloc != urlsplit(address).netloc and urlsplit(request.url).scheme != "blob")
            or request.method != "GET"
            or request.resource_type in ("ping", "websocket", "eventsource")
        ]


@pytest.fixture
def window(browser: Browser) -> Iterator[Window]:
    """Open a window in which everything is noted."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    context.add_init_script(REFUSED)
    opened = Window(context, context.new_page())
    context.on("console", lambda message: opened.said.append(f"{message.location['url']}: {message.text}"))
    context.on("weberror", lambda error: opened.said.append(str(error.error)))
    context.on("request", lambda request: opened.asked.append(request))  # noqa: PLW0108 -- a method takes no marks
    yield opened
    context.close()


def test_every_page_is_closed(window: Window, site: Path, address: str) -> None:
    """All pages of the site, side by side in frames of one window: no message, no foreign request, nothing kept."""
    paths = [path.relative_to(site).as_posix().removesuffix("index.html") for path in sorted(site.rglob("*.html"))]
    pages = [address + path for path in paths]
    assert len(pages) > 500
    window.page.goto(f"{address}robots.txt")  # It has no policy that would refuse frames.
    for first in range(0, len(pages), SIDE_BY_SIDE):
        window.page.evaluate(SHOW, pages[first : first + SIDE_BY_SIDE])

    assert {request.url for request in window.asked} >= set(pages)
    said = [
        one for one in window.said if "/favicon.ico: " not in one
    ]  # A text has no mark, so the browser asks for one.
    assert said == []
    assert window.foreign(address) == []
    assert window.context.cookies() == []
    assert window.page.evaluate(KEPT) == []


def search(page: Page) -> None:
    """Search for a place and for a word that stands only in a text."""
    page.get_by_role("button", name="Search").click()
    page.fill("#search-q", "Amherst")
    page.locator(".search-found a").first.wait_for()
    assert "Amherst" in page.locator(".search-found").inner_text()
    page.fill("#search-q", "Brockton fingerprint")
    page.locator(".search-found p").first.wait_for()


def look_up(page: Page) -> None:
    """Look a town up on the home page."""
    page.fill("#lookup-q", "amherst")
    page.locator(".lookup-found a").first.wait_for()


def explore(page: Page) -> None:
    """Filter, choose a day, press a state of the map, sort, take the rows and the link."""
    page.wait_for_function("() => document.querySelector('.map svg').classList.contains('is-live')")
    page.fill("input[name=q]", "county")
    page.fill("input[name=on]", "2014-06-01")
    page.locator("th button").first.click()
    page.locator(".map [role=button]").first.press("Enter")
    with page.expect_download() as download:
        page.click("[data-act=csv]")
    assert Path(download.value.path()).stat().st_size > 0
    page.click("[data-act=copy]")
    page.wait_for_function("() => document.querySelector('.take [role=status]').textContent")


def write(page: Page) -> None:
    """Write a letter, and take it in every form."""
    page.evaluate("window.print = () => { window.printed = true; }")
    page.fill("#letter-official", "Chief Silva")
    page.fill("#letter-sender", "Ana Reyes")
    page.locator("input[name=ask]").first.evaluate("box => box.click()")
    for form in ("docx", "txt"):
        with page.expect_download() as download:
            page.click(f"[data-do={form}]")
        content = Path(download.value.path()).read_bytes()
        assert form == "txt" or docx.Document(io.BytesIO(content)).paragraphs
    for way in ("copy", "plain"):
        page.click(f"[data-do={way}]")
        page.locator("#letter-status", has_text="copied").wait_for()
    page.click("[data-do=print]")
    assert page.evaluate("window.printed") is True


def tell_time(page: Page) -> None:
    """Ask when the 48 hours end."""
    page.fill("#clock-date", "2026-05-22")
    page.fill("#clock-time", "18:00")
    page.select_option("#clock-state", "ma")
    assert "The 48 hours end" in page.locator("#clock-answer").inner_text()


def share(page: Page) -> None:
    """Copy the link of a page and open how to cite it."""
    page.click("#copy-link")
    page.wait_for_function("() => document.getElementById('copy-status').textContent")
    page.click(".pass-on summary")


def contribute(page: Page) -> None:
    """Fill the form and take its text."""
    for question in page.locator("#contribute-form :is(input:not([type=checkbox]), textarea)").all():
        question.fill("2026-05-07" if question.get_attribute("id") in ("q-date", "q-as_of") else "https://example.org/")
    for choice in page.locator("#contribute-form select").all():
        choice.select_option(index=1)
    page.check("[data-question=consent] input")
    page.click("#contribute-form button")
    page.click("#contribute-result button")
    assert page.input_value("#contribute-result textarea")


def be_lost(page: Page) -> None:
    """Get suggestions on the page for missing addresses."""
    page.wait_for_function("() => document.documentElement.dataset.nearest")


TOOLS: dict[str, Callable[[Page], None]] = {
    "": look_up,
    "about/": search,
    "jurisdictions/": explore,
    "letter/?place=mi-ann-arbor": write,
    "detainers/clock/": tell_time,
    "jurisdictions/ma-amherst/": share,
    "contribute/": contribute,
    "404.html": be_lost,
}


@pytest.mark.parametrize("path", TOOLS, ids=[tool.__name__ for tool in TOOLS.values()])
def test_every_tool_works_under_the_policy(window: Window, address: str, path: str) -> None:
    """What a reader can do is done; the browser refuses nothing of it, and nothing leaves or stays."""
    window.page.goto(address + path)
    TOOLS[path](window.page)

    assert window.said == []
    assert window.foreign(address) == []
    assert window.context.cookies() == []
    assert window.page.evaluate(KEPT) == []


ATTEMPTS = {
    "script-src-elem": "import('data:text/javascript,1').catch(() => {})",
    "img-src": "element('img', { src: 'https://other.invalid/x.png' })",
    "style-src-attr": "document.body.setAttribute('style', 'color: red')",
    "connect-src": "fetch('https://other.invalid/').catch(() => {})",
    "form-action": "element('form', { action: 'https://other.invalid/' }).submit()",
    "base-uri": "element('base', { href: 'https://other.invalid/' })",
    "require-trusted-types-for": "try { document.body.innerHTML = 'x' } catch {}",
}
"""What a script that had found its way into a page might do, by the directive that stops it."""
ELEMENT = (
    "const element = (name, values) => document.body.appendChild(Object.assign(document.createElement(name), values))"
)


@pytest.mark.parametrize("directive", ATTEMPTS)
def test_the_policy_refuses(window: Window, address: str, directive: str) -> None:
    """What the tests above find absent would be refused, and they would see it."""
    window.page.goto(f"{address}about/")
    with window.page.expect_console_message(lambda message: f"refused: {directive}" in message.text, timeout=10_000):
        window.page.evaluate(f"() => {{ {ELEMENT}; {ATTEMPTS[directive]} }}")

    assert window.page.evaluate("location.href") == f"{address}about/"
