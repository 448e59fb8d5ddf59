"""What stands around the rows of the explorer: slider, what is taken along, map and chart, in a real browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from urllib.parse import unquote

import pytest
from playwright.sync_api import Browser, Page

from conftest import ROOT
from detainers.build import current_site
from detainers.catalog import read_folder
from detainers.charts import LAYERS

CATALOG = read_folder(ROOT / "data").catalog
LIVE = "() => document.querySelector('.map svg').classList.contains('is-live')"


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[[str], Page]]:
    """Open the table with a query and wait until all of it has come."""
    context = browser.new_context(
        viewport={"width": 1280, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    made = context.new_page()

    def go(query: str = "") -> Page:
        made.goto(f"{address}jurisdictions/{query}")
        made.wait_for_function(LIVE)
        return made

    yield go
    context.close()


def test_slider_moves_by_keys(visit: Callable[[str], Page]) -> None:
    """An arrow goes a month back, Home to the first; the day is said in words and stands in the address."""
    page = visit("?on=2012-06-01")
    slider = page.locator("#month")
    slider.press("ArrowLeft")
    assert page.url.endswith("?on=2012-05-01")
    assert slider.get_attribute("aria-valuetext") == "May 1, 2012"
    slider.press("Home")
    assert page.url.endswith("?on=2008-01-01")
    assert "January 1, 2008" in page.inner_text("#said")


def test_letter_carries_address_and_sentence(visit: Callable[[str], Page]) -> None:
    """The mail has a subject, the sentence on top of the view, and the address that opens it."""
    page = visit("?state=il")
    mail = page.locator(".take a")
    mail.focus()
    href = unquote(mail.get_attribute("href") or "")

    assert href.startswith("mailto:?subject=")
    assert f"body={page.inner_text('#said')}\n\n{page.url}\n" in href


def test_link_is_copied_and_said(visit: Callable[[str], Page]) -> None:
    """What is on the clipboard is the address of the view, and a screen reader hears that it was copied."""
    page = visit("?state=il")
    page.click("[data-act=copy]")
    page.wait_for_function("() => document.querySelector('.take-told').textContent")

    assert page.evaluate("navigator.clipboard.readText()") == page.url


def test_map_and_rows_lead_to_each_other(visit: Callable[[str], Page]) -> None:
    """A row points out its mark and says it; a mark that is chosen leads to its row."""
    page = visit("?state=ri&all=1")
    page.locator("tr[data-id=ri-providence] th a").focus()
    assert page.locator(".map .at.is-here").count() == 1
    assert page.inner_text("#map-told").startswith("Providence")
    page.locator(".map .at.is-here").dispatch_event("click")
    assert page.evaluate("document.activeElement.closest('tr').dataset.id") == "ri-providence"


def test_chart_follows_the_filters(visit: Callable[[str], Page]) -> None:
    """The areas are those of the state's own count, and the note says how many limit holds on the day."""
    page = visit("")
    whole = page.eval_on_selector_all(".growth-area[data-kinds]", "found => found.map(path => path.getAttribute('d'))")
    page.select_option("#state", "il")
    page.wait_for_function("() => document.querySelector('#growth-note').textContent")
    part = page.eval_on_selector_all(".growth-area[data-kinds]", "found => found.map(path => path.getAttribute('d'))")
    places = CATALOG.on(current_site().today).values()
    limiting = [place for place in places if place.standing == "limits-holds"]
    counted = sum(place.jurisdiction.state == "IL" for place in limiting)

    assert len(part) == len(LAYERS)
    assert whole != part
    assert str(counted) in page.inner_text("#growth-note")
