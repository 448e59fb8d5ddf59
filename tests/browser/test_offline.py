"""The copy to take along: it unpacks, every link leads to a file in it, and its pages work from a disk."""

from __future__ import annotations

import hashlib
import io
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, Page

from conftest import ROOT
from detainers.classic import classic
from detainers.downloads import COPY, described
from detainers.offline import FOLDER, LINK, file_link, offline, on_disk, zipped
from detainers.paths import DOWNLOADS
from detainers.site import Site

REFUSED = """addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) =>
  console.error(`refused: ${violatedDirective} ${blockedURI}`))"""


@pytest.fixture(scope="session")
def archive(site: Path) -> bytes:
    """Make the copy."""
    return zipped(offline(site, ROOT / "docs"))


@pytest.fixture(scope="session")
def folder(archive: bytes, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Unpack it into a folder whose name a phone may give it."""
    made = tmp_path_factory.mktemp("Téléchargements (2)")
    zipfile.ZipFile(io.BytesIO(archive)).extractall(made)
    return made / FOLDER


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    """Open a window that fails on any message, error or request that is not for a file."""
    context = browser.new_context(viewport={"width": 1280, "height": 900}, accept_downloads=True)
    context.add_init_script(REFUSED)
    said: list[str] = []
    context.on("console", lambda message: said.append(message.text))
    context.on("weberror", lambda error: said.append(str(error.error)))
    context.on("request", lambda request: said.append(request.url) if urlsplit(request.url).scheme != "file" else None)
    context.on("requestfailed", lambda request: said.append(f"failed: {request.url}"))
    yield context.new_page()
    context.close()
    assert said == []


def test_every_page_is_in_it(site: Path, folder: Path) -> None:
    """No page is left out but the one for missing addresses, and no file that pages link."""
    pages = {path.relative_to(site) for path in site.rglob("*.html")} - {Path("404.html")}

    assert pages == {path.relative_to(folder) for path in folder.rglob("*.html")}


def test_every_link_leads_to_a_file_in_it(folder: Path) -> None:
    """Each relative address names a file, never a folder; each anchor is there."""
    trees = {path: BeautifulSoup(path.read_bytes(), "lxml") for path in sorted(folder.rglob("*.html"))}
    ids = {path.resolve(): {str(tag["id"]) for tag in tree.select("[id]")} for path, tree in trees.items()}
    broken = []
    for path, tree in trees.items():
        for tag in tree.select("[href], [src]"):
            parts = urlsplit(str(tag.get("href") or tag.get("src")))
            if parts.scheme or parts.netloc:
                continue
            target = (path.parent / unquote(parts.path)).resolve() if parts.path else path.resolve()
            if not target.is_file() or (parts.fragment and unquote(parts.fragment) not in ids.get(target, ())):
                broken.append((path.relative_to(folder).as_posix(), parts.geturl()))

    assert broken == []


def test_the_same_site_gives_the_same_zip(site: Path, archive: bytes) -> None:
    """Nothing of the day or the machine is in it."""
    assert archive == zipped(offline(site, ROOT / "docs"))


def search(page: Page) -> None:
    """Find a place and go there."""
    page.get_by_role("button", name="Search").click()
    page.fill("#search-q", "Amherst Massachusetts")
    page.locator(".search-found a").first.click()
    page.wait_for_url("**/jurisdictions/ma-amherst/index.html")
    page.get_by_role("link", name="Letter").first.click()
    page.wait_for_url("**/letter/index.html")


def look_up(page: Page) -> None:
    """Look a town up."""
    page.fill("#lookup-q", "amherst")
    page.locator(".lookup-found a").first.click()
    page.wait_for_url("**/jurisdictions/ma-amherst/index.html")


def explore(page: Page) -> None:
    """Filter the table, whose map and chart come later."""
    page.wait_for_function("() => document.querySelector('.map svg').classList.contains('is-live')")
    page.fill("input[name=q]", "cook county")
    page.wait_for_function("() => location.search.includes('cook')")


def write(page: Page) -> None:
    """Write a letter and keep it."""
    page.fill("#letter-place", "Smallville")
    page.select_option("#letter-state", "mi")
    page.fill("#letter-official", "Chief Silva")
    page.fill("#letter-sender", "Ana Reyes")
    page.locator("input[name=ask]").first.evaluate("box => box.click()")
    with page.expect_download() as download:
        page.click("[data-do=docx]")
    assert zipfile.is_zipfile(download.value.path())


def tell_time(page: Page) -> None:
    """Ask when the 48 hours end."""
    page.fill("#clock-date", "2026-05-22")
    page.fill("#clock-time", "18:00")
    page.select_option("#clock-state", "ma")
    assert "The 48 hours end" in page.locator("#clock-answer").inner_text()


def read(page: Page) -> None:
    """Read a page."""
    assert page.locator("h1").inner_text()
    assert page.evaluate("getComputedStyle(document.body).margin") == "0px"


PAGES: dict[str, Callable[[Page], None]] = {
    "index.html": look_up,
    "about/index.html": search,
    "jurisdictions/index.html": explore,
    "letter/index.html": write,
    "detainers/clock/index.html": tell_time,
    "jurisdictions/ma/index.html": read,
    "policies/judicial-warrant/index.html": read,
    "contribute/index.html": read,
    "handout/index.html": read,
    "data/index.html": read,
}


@pytest.mark.parametrize("path", PAGES)
def test_pages_work_from_a_disk(page: Page, folder: Path, path: str) -> None:
    """Opened as a file each page does what it does on the web, without a message."""
    page.goto((folder / path).as_uri())
    PAGES[path](page)


def test_the_data_page_lists_the_copy_it_is_given(record: Site) -> None:
    """With the zip at hand, the file, its size and its checksum are published; without it nothing is promised."""
    name = f"{DOWNLOADS}{COPY}"
    given = {file.path: file for file in described(replace(record, copy=b"zip"))}

    assert given[name].bytes == 3
    assert given[name].sha256 == hashlib.sha256(b"zip").hexdigest()
    assert "index.html" in given[name].about
    assert name not in {file.path for file in described(record)}


def test_a_redirect_leads_to_a_file() -> None:
    """A page that leads on names the file, in its link, its refresh and its script."""
    lead = (
        '<a href="../b/#x"></a><meta http-equiv="refresh" content="0; url=../b/#x"><script data-to="../b/#x"></script>'
    )
    found = LINK.sub(lambda link: file_link(link, "a/index.html", lambda target: target == "b"), lead)

    assert found.count('../b/index.html#x"') == 3


def test_what_no_classic_script_can_have_is_refused() -> None:
    """An unknown form of import or export is named, with its module."""
    for text in ('import x from "./b.js";', "export default 1;", "export { x };"):
        with pytest.raises(ValueError, match=r"a\.js: a classic script cannot have this"):
            classic("a.js", {"a.js": text})
    with pytest.raises(ValueError, match=r"b\.js: a classic script cannot have this: await"):
        classic("a.js", {"a.js": 'import { x } from "./b.js";', "b.js": "await fetch(1);"})


def test_an_unsealed_page_is_refused() -> None:
    """A page without its policy would be copied without one."""
    with pytest.raises(ValueError, match="only a sealed site"):
        on_disk("index.html", "<html><head></head></html>", lambda _: False)
