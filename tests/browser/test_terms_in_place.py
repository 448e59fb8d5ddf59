"""Terms explained in place: by key and by touch, with scripts and without."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser

PAGES = ("detainers/", "jurisdictions/ma-amherst/", "policies/judicial-warrant/")
AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
BUTTON = re.compile(r'popovertarget="term-([^"]*)"')
MEANING = re.compile(r'class="meaning" id="term-([^"]*)"')


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 320), ("dark", 1280)])
def test_opens_and_closes(browser: Browser, address: str, path: str, scheme: str, width: int) -> None:
    """Enter or a touch opens the meaning within the window, Escape closes it and the focus is back on the word."""
    context = browser.new_context(
        viewport={"width": width, "height": 700},
        color_scheme=scheme,  # type: ignore[arg-type]
        has_touch=True,
    )
    page = context.new_page()
    page.goto(f"{address}{path}")
    for number in range(page.locator("button.term").count()):
        word = page.locator("button.term").nth(number)
        meaning = page.locator(f"#{word.get_attribute('popovertarget')}")
        assert meaning.is_hidden()

        word.focus()
        page.keyboard.press("Enter")
        box = meaning.bounding_box()
        assert box is not None
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= width
        page.keyboard.press("Escape")
        assert meaning.is_hidden()
        assert word.evaluate("word => word === document.activeElement")

        word.tap()
        assert meaning.is_visible()
        if number == 0:
            assert Axe().run(page, options=AXE).response["violations"] == []
        page.keyboard.press("Escape")
    context.close()


def test_needs_no_script(browser: Browser, address: str) -> None:
    """A word opens its meaning where scripts do not run."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{address}{PAGES[0]}")
    page.click("button.term >> nth=0")

    assert page.locator(".meaning >> nth=0").is_visible()
    context.close()


def test_every_word_has_its_meaning(site: Path) -> None:
    """On each page the buttons and the meanings are the same, each once."""
    for page in site.rglob("*.html"):
        html = page.read_text("utf-8")
        assert BUTTON.findall(html) == MEANING.findall(html), page
