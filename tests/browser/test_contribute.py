"""The form on the page "Contribute" in a real browser: what it composes, the intake takes; nothing leaves the page."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

from conftest import PROBLEMS, ROOT, MakeFolder
from detainers.catalog import read_folder
from detainers.intake import intake

AXE = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
PAGES = ("contribute/", "contribute/help-wanted/", "contribute/fields/")
ANSWERS = {
    "place": "Hadley",
    "title": "Article 14",
    "date": "May 7, 2026",
    "summary": "Police hold no one without a judge's warrant.\n### State\nThis is no question.",
    "as_of": "2026-11",
    "url": "https://www.hadleyma.org/112.pdf",
    "source_title": "General Bylaws",
    "publisher": "Town of Hadley",
}
CHOICES = {
    "state": "Massachusetts",
    "kind": "Town",
    "instrument": "Bylaw",
    "force": "Binding",
    "status": "In force",
    "confidence": "Medium",
}


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open the page and wait for all that it loads, its icon too."""
    context = browser.new_context()
    opened = context.new_page()
    opened.goto(f"{address}contribute/", wait_until="networkidle")
    yield opened
    context.close()


def fill(page: Page) -> None:
    """Answer what must be answered."""
    for key, text in ANSWERS.items():
        page.fill(f"#q-{key}", text)
    for key, shown in CHOICES.items():
        page.select_option(f"#q-{key}", label=shown)
    page.check("[data-question=policies] input >> nth=1")
    page.check("[data-question=consent] input")


def test_what_it_composes_is_taken(page: Page, make_folder: MakeFolder) -> None:
    """The text becomes an entry, a line that looks like a question included; no request is made."""
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    fill(page)
    page.click("#contribute-form button")
    text = page.input_value("#contribute-result textarea")
    reading = read_folder(make_folder(jurisdictions=(PROBLEMS / "valid.yml").read_text("utf-8")))
    outcome = intake(text, reading, date(2026, 11, 24))

    assert outcome.refusals == ()
    assert outcome.placed is not None
    assert outcome.placed.entry_text.startswith("ma-hadley:\n  name: Hadley\n  kind: town\n  state: MA\n")
    assert "      policies:\n        - judicial-warrant\n" in outcome.placed.entry_text
    assert page.evaluate("document.activeElement.id") == "your-text"
    assert asked == []


def test_what_is_missing_is_said_by_the_browser(page: Page) -> None:
    """Without the needed answers no text is made, and the first missing one has the focus."""
    page.click("#contribute-form button")

    assert page.locator("#contribute-result").is_hidden()
    assert page.evaluate("document.activeElement.id") == "q-place"


def test_without_scripts_the_questions_are_there_as_text(browser: Browser, address: str) -> None:
    """The form needs its script and is not shown; the questions can be copied."""
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(f"{address}contribute/")

    assert opened.locator("#contribute-form").is_hidden()
    assert "### Name of the place" in (opened.locator(".plain-questions pre").text_content() or "")
    context.close()


@pytest.mark.parametrize("path", PAGES)
@pytest.mark.parametrize(("scheme", "width"), [("light", 1280), ("dark", 320)])
def test_no_barrier_and_no_sideways_scroll(browser: Browser, address: str, path: str, scheme: str, width: int) -> None:
    """Axe has nothing to say, and the page fits."""
    context = browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme)  # type: ignore[arg-type]
    opened = context.new_page()
    opened.goto(f"{address}{path}")
    found = Axe().run(opened, options=AXE)

    assert found.response["violations"] == []
    assert opened.evaluate("document.documentElement.scrollWidth") <= width
    context.close()


def test_modules_are_small() -> None:
    """The script keeps to its size."""
    assert len(Path(ROOT / "docs" / "assets" / "contribute.js").read_text("utf-8").splitlines()) <= 250
