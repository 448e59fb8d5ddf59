"""The look-up of the home page in a real browser, against the record."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from conftest import ROOT
from detainers.build import current_site
from detainers.catalog import read_folder
from detainers.states import STATES

CATALOG = read_folder(ROOT / "data").catalog


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the home page."""
    context = browser.new_context(viewport={"width": 360, "height": 800})
    made = context.new_page()
    made.goto(address)
    yield made
    context.close()


def test_every_place_is_found_and_said(page: Page) -> None:
    """Each place's name with its state's leads to its page, with the sentence of its standing today."""
    places = CATALOG.on(current_site().today)
    local = {id_: place for id_, place in places.items() if id_ != place.jurisdiction.state.lower()}
    typed = {
        id_: f"{place.jurisdiction.name}, {STATES[place.jurisdiction.state.lower()].name}"
        for id_, place in local.items()
    }
    told = page.evaluate(
        """typed => Object.fromEntries(Object.entries(typed).map(([id, name]) => {
            const box = document.querySelector(".lookup input");
            box.value = name;
            box.dispatchEvent(new InputEvent("input"));
            const rows = [...document.querySelectorAll(".lookup-found li")];
            const row = rows.find(row => row.querySelector("a").href.endsWith(`/jurisdictions/${id}/`));
            return [id, row?.querySelector(".said").textContent];
        }))""",
        typed,
    )
    sentences = CATALOG.vocabulary.standings
    expected = {
        id_: sentences[place.standing].sentence.replace("{name}", place.jurisdiction.name)
        for id_, place in local.items()
    }

    assert expected == told


@pytest.mark.parametrize("typed", ["zzyzx illinois", "Zzyzx, IL"])
def test_nothing_recorded_is_no_answer_but_leads_on(typed: str, page: Page) -> None:
    """It is not called "no policy"; the state's sentence and page, the letter for that place, our form are offered."""
    page.locator(".lookup input").press_sequentially(typed)
    links = page.eval_on_selector_all(
        ".lookup-found a, .lookup-missing a", "found => found.map(link => link.getAttribute('href'))"
    )

    assert "does not mean there is no policy" in page.inner_text(".lookup-count")
    assert "Illinois limits holds" in page.inner_text(".lookup-found")
    assert [link.partition("/the-48-hour-request/")[2] or link for link in links] == [
        "jurisdictions/il/",
        "letter/?place=il-zzyzx",
        "contribute/#tell",
        "jurisdictions/",
    ]
    assert Axe().run(page).response["violations"] == []
    page.locator(".lookup-missing a").first.click()
    page.wait_for_url("**/letter/**")
    page.wait_for_function("() => document.querySelector('#letter-place')?.value === 'Zzyzx'")


def test_a_name_without_a_state_leads_to_the_table(page: Page) -> None:
    """Nothing is guessed: no state is named, and the letter opens without a place."""
    page.locator(".lookup input").press_sequentially("zzyzx")

    assert page.locator(".lookup-found li").count() == 0
    assert (page.locator(".lookup-missing a").first.get_attribute("href") or "").endswith("letter/")
    page.locator(".lookup input").fill("")
    assert not page.locator(".lookup-missing").is_visible()
