"""The clock, the letter, the handout and what is passed on, in a real browser, by hostile hands too."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

import docx
import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page
from pypdf import PdfReader

from conftest import ROOT

VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "clock.json").read_text("utf-8"))
HOSTILE = "<script>alert(1)</script> \"O'Neil\" & 'x' {{7*7}} $& $1 ]]> \\ é 漢 \u202e"
PARTS = ["detainers/clock/", "letter/?place=tx-austin&ask=judicial-warrant", "handout/", "handout/tx/"]


@pytest.fixture
def page(browser: Browser, address: str) -> Iterator[Page]:
    """Open a page that fails on any error, and on any request that leaves the site."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.grant_permissions(["clipboard-read", "clipboard-write"])
    wrong: list[str] = []
    made = context.new_page()
    made.on("pageerror", lambda error: wrong.append(str(error)))
    made.on("console", lambda message: wrong.append(message.text))
    host = urlsplit(address).netloc
    made.on(
        "request",
        lambda request: (
            wrong.append(request.url) if urlsplit(request.url).netloc not in (host, "") else None  # mailto: has none
        ),
    )
    yield made
    context.close()
    assert wrong == []


def write(
    page: Page, *, place: str = "", state: str = "", official: str = "Chief Silva", sender: str = "Ana Reyes"
) -> None:
    """Fill the letter's form."""
    if place:
        page.fill("#letter-place", place)
    if state:
        page.select_option("#letter-state", state)
    page.fill("#letter-official", official)
    page.fill("#letter-sender", sender)


def sheet(page: Page) -> list[str]:
    """Give the letter's paragraphs and headings as they stand on the page, the table left out."""
    return page.locator("#letter-sheet > :is(p, h2)").all_text_contents()


def rows(page: Page) -> list[list[str]]:
    """Give the cells of the letter's table."""
    return [row.locator("th, td").all_text_contents() for row in page.locator("#letter-sheet tr").all()]


def saved(page: Page, name: str) -> bytes:
    """Press a button and give the file that it saves."""
    with page.expect_download() as download:
        page.click(f"[data-do={name}]")
    return Path(download.value.path()).read_bytes()


def mail(page: Page) -> str:
    """Press "Email" and give the mailto: link, which is not followed."""
    page.evaluate(
        "navigation.addEventListener('navigate', (event) => {"
        " window.mailed = event.destination.url; event.preventDefault(); })"
    )
    page.click("[data-do=email]")
    page.wait_for_function("() => window.mailed")
    return str(page.evaluate("window.mailed"))


def test_clock_agrees_with_the_vectors(page: Page, address: str) -> None:
    """The browser's rule ends when the vectors say, in both readings."""
    page.goto(address + "detainers/clock/")
    ends = page.evaluate(
        """async ([vectors, module]) => {
          const { excluding, straight } = await import(module);
          const { zones, holidays } = JSON.parse(document.getElementById("clock-data").textContent);
          const said = (hold) => hold && new Date(hold.ends).toISOString().slice(0, 16);
          return vectors.map(({ release, zone }) => {
            const at = Date.parse(release + "Z");
            return [said(excluding(at, zones[zone], holidays)), said(straight(at, zones[zone]))];
          });
        }""",
        [VECTORS, f"{address}assets/clockwork.js"],
    )
    assert [[vector["excluding"], vector["straight"]] for vector in VECTORS] == ends


def test_clock_answers_and_its_address_gives_the_answer_again(page: Page, address: str) -> None:
    """What was entered is in the address; opened anew it shows the same; nonsense in an address shows nothing."""
    page.goto(address + "detainers/clock/")
    page.fill("#clock-date", "2026-05-22")
    page.fill("#clock-time", "18:00")
    page.select_option("#clock-state", "ma")
    said = page.locator("#clock-answer").inner_text()
    assert "The 48 hours end: Wednesday, May 27, 2026, 6:00 p.m." in said
    assert "The 48 hours end: Sunday, May 24, 2026, 6:00 p.m." in said
    assert "Monday, May 25: Memorial Day, does not count" in said
    assert "Massachusetts limits holds for ICE." in said
    page.goto(page.url)
    assert said == page.locator("#clock-answer").inner_text()
    page.goto(address + "detainers/clock/?release=<script>&zone=toString&state=__proto__")
    assert page.locator("#clock-answer").inner_text() == ""


def test_clock_refuses_a_time_that_the_clocks_skipped(page: Page, address: str) -> None:
    """Half past two on the night of the change never was."""
    page.goto(address + "detainers/clock/?release=2026-03-08T02:30&zone=eastern")
    assert page.locator("#clock-answer").inner_text() == "The clocks skipped that time on that day. Choose another."


def test_letter_for_a_town_where_state_law_limits(page: Page, address: str) -> None:
    """The page says first that the law settles it; the letter asks to confirm it and names the state's places."""
    page.goto(address + "letter/?place=ma-brockton&ask=judicial-warrant")
    write(page)
    assert "already limits holds: Lunn v. Commonwealth" in page.locator("#letter-notice").inner_text()
    letter = sheet(page)
    assert "Chief Silva, Brockton, Massachusetts" in letter
    assert any("confirm in writing" in paragraph for paragraph in letter)
    assert all(", MA" in row[0] for row in rows(page)[1:])


def test_letter_for_a_county(page: Page, address: str) -> None:
    """A county of the data is chosen by its name; its own rule is no example for itself."""
    page.goto(address + "letter/?to=sheriff")
    write(page, place="Orange County, California")
    assert "Chief Silva, Orange County, California" in sheet(page)
    assert page.locator("#letter-state").is_disabled()
    assert rows(page)[1:]
    assert not any("Orange County" in row[0] for row in rows(page))


def test_letter_where_a_law_forbids_limits(page: Page, address: str) -> None:
    """In Texas a local letter asks for openness only, without a list; a legislator is asked to change the law."""
    page.goto(address + "letter/?place=tx-austin&ask=judicial-warrant")
    write(page)
    assert "orders compliance" in page.locator("#letter-notice").inner_text()
    assert rows(page) == []
    assert not any("signed by a judge or a judicial" in paragraph for paragraph in sheet(page))
    page.click("text=Write to a state legislator instead")
    letter = sheet(page)
    assert "Chief Silva, Texas" in letter
    assert any("change of that law" in paragraph for paragraph in letter)
    assert rows(page)[1:]
    assert not any(", TX" in row[0] for row in rows(page))


def test_letter_for_a_place_that_is_not_in_the_data(page: Page, address: str) -> None:
    """Any name will do, with a state; the address keeps the choices and no name."""
    page.goto(address + "letter/?ask=no-detainers")
    write(page, place="Smallville", state="ks", official="Sheriff Kim", sender="Lee Park")
    page.select_option("#letter-to", "legislator")
    page.select_option("#letter-to", "mayor")
    page.select_option("#letter-state", "mi")
    assert "Sheriff Kim, Smallville, Michigan" in sheet(page)
    assert not re.search("Smallville|Kim|Lee|Park", page.url)
    page.goto(page.url)
    assert page.input_value("#letter-sender") == ""
    assert page.input_value("#letter-to") == "mayor"
    assert page.input_value("#letter-state") == "mi"


@pytest.mark.parametrize("way", ["copy", "plain", "print", "docx", "txt", "email"])
def test_blanks_are_refused(page: Page, address: str, way: str) -> None:
    """While something is left blank no output goes out, and the page says what."""
    page.goto(address + "letter/")
    page.evaluate("window.print = () => { window.printed = true; }; navigator.clipboard.writeText('before')")
    page.click(f"[data-do={way}]")
    expected = (
        "Still to fill in: name of the official or body, town, city or county, state, what you ask for, your name."
    )
    assert expected == page.locator("#letter-status").inner_text()
    assert page.evaluate("document.activeElement.id") == "letter-official"
    assert page.evaluate("window.printed") is None
    assert page.evaluate("navigator.clipboard.readText()") == "before"


def test_outputs_are_the_letter(page: Page, address: str) -> None:
    """The .docx has the page's paragraphs and table; the text file and the clipboard have each paragraph."""
    page.goto(address + "letter/?place=mi&ask=judicial-warrant,no-minors&case=miramonte,brockton")
    write(page, place="Smallville", official=HOSTILE, sender="Zoë\u0007 " + "n" * 5000)
    shown = [text.replace("\u0007", "") for text in sheet(page)]
    table = rows(page)
    opened = docx.Document(io.BytesIO(saved(page, "docx")))
    assert shown == [paragraph.text for paragraph in opened.paragraphs]
    assert table == [[cell.text for cell in row.cells] for row in opened.tables[0].rows]
    text = saved(page, "txt").decode("utf-8").replace("\u0007", "")
    assert all(paragraph in text for paragraph in shown)
    page.click("[data-do=plain]")
    page.wait_for_function("() => document.getElementById('letter-status').textContent")
    plain = page.evaluate("navigator.clipboard.readText()").replace("\u0007", "")
    assert all(paragraph in plain for paragraph in shown)
    page.click("[data-do=copy]")
    page.wait_for_function("() => document.getElementById('letter-status').textContent === 'The letter is copied.'")
    rich = page.evaluate(
        "navigator.clipboard.read().then(([item]) => item.getType('text/html')).then((blob) => blob.text())"
    )
    assert "<script" not in rich
    assert "&lt;script&gt;" in rich


def test_print_has_the_letter_and_the_list_apart(page: Page, address: str) -> None:
    """Printed, the letter begins at its date, the list begins a page, and nothing of the site is there."""
    page.goto(address + "letter/?place=mi&ask=judicial-warrant&to=council")
    write(page, place="Smallville", official="members of the Council")
    pages = [re.sub(r"\s+", " ", one.extract_text()) for one in PdfReader(io.BytesIO(page.pdf(format="Letter"))).pages]
    first = next(number for number, text in enumerate(pages) if "Attached list" in text)
    assert first > 0
    assert pages[first].startswith("Attached list")
    assert "Dear members of the Council:" in pages[0]
    assert not re.search("Who decides|Download|Skip to|Reasons to give|Before you send", " ".join(pages))


def test_email_is_short_and_links_the_list(page: Page, address: str) -> None:
    """The mail says who is asked, for what, and where the list is, in less than 1,600 characters."""
    page.goto(address + "letter/?place=mi&ask=judicial-warrant,no-minors,no-detainers,no-287g,no-resources")
    write(page, place="Smallville")
    link = mail(page)
    query = parse_qs(urlsplit(link).query)
    body = unquote(query["body"][0])
    assert link.startswith("mailto:?")
    assert query["subject"] == ["Immigration detainers in Smallville, Michigan: a request"]
    assert len(body) < 1600
    assert len(link) <= 2000
    said = body.split("\r\n\r\n")
    assert said[0] == "Dear Chief Silva:"
    assert said[-1] == "Ana Reyes"
    asks = page.locator("#letter-sheet .ask").all_text_contents()
    assert asks[0] in said
    assert f"{address}letter/?place=mi&ask=" in body


def test_email_refuses_names_too_long_for_a_link(page: Page, address: str) -> None:
    """Rather than a broken link, the page says to copy."""
    page.goto(address + "letter/?place=mi&ask=judicial-warrant")
    write(page, place="Smallville", sender="n" * 5000)
    page.click("[data-do=email]")
    assert page.locator("#letter-status").inner_text() == (
        "The names are too long for an email link. Copy the letter instead."
    )


def test_hostile_words_are_literal(page: Page, address: str) -> None:
    """Markup in a field or in the address is shown as it is or ignored, never run."""
    page.goto(
        address
        + "letter/?place=mi-%3Cimg%20src=x%20onerror=alert(1)%3E&ask=__proto__,constructor&to=x&without=toString"
    )
    write(page, place=HOSTILE, state="mi", official=HOSTILE, sender=HOSTILE)
    flat = re.sub(r"\s+", " ", HOSTILE).strip()
    assert f"{flat}, {flat}, Michigan" in sheet(page)
    assert f"Dear {flat}:" in sheet(page)
    assert page.locator("#letter-sheet :is(script, img)").count() == 0


def test_letter_can_be_made_by_keyboard(page: Page, address: str) -> None:
    """From the form to the copy with Tab, letters and Space alone."""
    page.goto(address + "letter/?place=mi&ask=judicial-warrant")
    page.focus("#letter-place")
    page.keyboard.type("Smallville")
    while page.evaluate("document.activeElement.id") != "letter-official":
        page.keyboard.press("Tab")
    page.keyboard.type("Chief Silva")
    page.keyboard.press("Tab")
    page.keyboard.type("Ana Reyes")
    page.focus("[data-do=plain]")
    page.keyboard.press("Space")
    page.wait_for_function("() => document.getElementById('letter-status').textContent")
    assert "Dear Chief Silva:" in page.evaluate("navigator.clipboard.readText()")


@pytest.mark.parametrize("path", PARTS)
@pytest.mark.parametrize("width", [320, 1280])
def test_parts_have_no_barrier(browser: Browser, address: str, path: str, width: int) -> None:
    """Axe finds nothing, and nothing is wider than the window."""
    context = browser.new_context(
        viewport={"width": width, "height": 800}, color_scheme="dark" if width == 320 else "light"
    )
    page = context.new_page()
    page.goto(address + path)
    found = Axe().run(
        page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    )
    overflow = page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
    context.close()
    assert [(one["id"], one["nodes"][0]["html"][:120]) for one in found.response["violations"]] == []
    assert overflow <= 0


def test_without_scripts_there_is_a_letter_with_blanks_and_a_list(browser: Browser, address: str) -> None:
    """The whole letter can be read, its blanks are marked."""
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(address + "letter/")
    assert page.locator("mark.blank").first.inner_text() == "[date]"
    assert page.locator("#letter-sheet tbody tr").count() > 50
    context.close()


@pytest.mark.parametrize("size", ["Letter", "A4"])
@pytest.mark.parametrize("path", ["handout/", "handout/ma/", "handout/tx/", "handout/oh/"])
def test_handout_fits_two_sides(page: Page, address: str, path: str, size: str) -> None:
    """Printed on either paper it has two pages at most, its address and its date."""
    page.goto(address + path)
    pages = PdfReader(io.BytesIO(page.pdf(format=size))).pages
    text = " ".join(one.extract_text() for one in pages)
    assert len(pages) <= 2
    assert "https://example.org/" in text
    assert "Record as of" in text


@pytest.mark.parametrize("path", ["jurisdictions/ma-amherst/", "policies/judicial-warrant/", "cases/brockton/"])
def test_page_can_be_passed_on(page: Page, address: str, path: str) -> None:
    """The link is copied, the mail says the fact and the address, the citation has the date of the data."""
    page.goto(address + path)
    page.click("#copy-link")
    page.wait_for_function("() => document.getElementById('copy-status').textContent")
    home = "https://example.org/the-48-hour-request/"
    assert page.evaluate("navigator.clipboard.readText()") == home + path
    query = parse_qs(urlsplit(page.get_attribute("#email-page", "href") or "").query)
    assert query["body"][0].endswith(f"\r\n\r\n{home}{path}")
    assert query["body"][0].startswith(page.get_attribute("meta[name=description]", "content") or "-")
    page.click(".pass-on summary")
    assert re.search(rf"Data as of .*20\d\d\. {home}{path}$", page.locator(".pass-on details p").inner_text())
