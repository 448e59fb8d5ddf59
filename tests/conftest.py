"""What tests share: a data folder of one's own, the site built once, a server for it and a browser."""

from __future__ import annotations

import functools
import os
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Protocol

import pytest
from bs4 import BeautifulSoup
from playwright.sync_api import Browser, sync_playwright

from detainers.build import current_site
from detainers.export import exports
from detainers.site import Site

ROOT = Path(__file__).parent.parent
PROBLEMS = ROOT / "tests" / "problems"
BASE = "the-48-hour-request"
"""The folder below which the test site is served, as a project's site on GitHub Pages is."""
REPO_URL = "https://github.com/example/the-48-hour-request"

HADLEY = {
    "instrument": "bylaw",
    "title": "Article 14",
    "date": "2026-05-07",
    "force": "binding",
    "summary": "Police hold no one without a judge's warrant.",
    "status": "in-force",
    "as-of": "2026-11",
    "confidence": "medium",
    "url": "https://www.hadleyma.org/112.pdf",
    "source-title": "General Bylaws",
    "publisher": "Town of Hadley",
    "policy": "judicial-warrant",
}
"""What `detainers new` is told of a place."""


class MakeFolder(Protocol):
    """Makes a data folder; each keyword is a file's name without .yml, its value the content."""

    def __call__(self, **files: str | bytes) -> Path:
        """Make it and give its path."""
        ...


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Make data folders around the vocabulary and bibliography of tests/problems."""

    def make(**files: str | bytes) -> Path:
        made = tmp_path / "data"
        made.mkdir(exist_ok=True)
        for name in ("strings.yml", "places.csv"):
            shutil.copy(ROOT / "data" / name, made / name)
        for name in ("policies.yml", "sources.yml"):
            shutil.copy(PROBLEMS / f"_{name}", made / name)
        for name, content in files.items():
            (made / f"{name}.yml").write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return made

    return make


@pytest.fixture(scope="session")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the site once, strictly, and give the folder that a server shows; the site is in it under BASE."""
    folder = tmp_path_factory.mktemp("served")
    mkdocs = Path(sys.executable).with_name("mkdocs")
    settings = {"SITE_URL": f"https://example.org/{BASE}/", "REPO_URL": REPO_URL, "NO_MKDOCS_2_WARNING": "1"}
    settings["PYTHONPATH"] = str(ROOT / "tests" / "offline")
    built = subprocess.run(
        [mkdocs, "build", "--quiet", "--strict", "--site-dir", folder / BASE],
        cwd=ROOT,
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stdout + built.stderr
    return folder


@pytest.fixture(scope="session")
def site(root: Path) -> Path:
    """Give the folder of the built site."""
    return root / BASE


@pytest.fixture(scope="session")
def sources(site: Path) -> dict[str, str]:
    """Read every page, redirect pages and the missing page too, by path below the site."""
    found = sorted(site.rglob("*.html"))
    assert found
    return {page.relative_to(site).as_posix(): page.read_text("utf-8") for page in found}


@pytest.fixture(scope="session")
def trees(sources: dict[str, str]) -> dict[str, BeautifulSoup]:
    """Parse every page."""
    return {path: BeautifulSoup(text, "lxml") for path, text in sources.items()}


@pytest.fixture(scope="session")
def address(root: Path) -> Iterator[str]:
    """Serve the site and give its address, with a slash at the end."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_: object) -> None:
            """Say nothing of each request."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(root)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/{BASE}/"
    server.shutdown()
    server.server_close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Start the browser that tools/browser.py found."""
    record = ROOT / ".venv" / "browser-path"
    assert record.exists(), "No browser is recorded; `make test` looks for one, or run python tools/browser.py."
    with sync_playwright() as playwright:
        arguments = ["--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync"]
        started = playwright.chromium.launch(executable_path=record.read_text("utf-8").strip(), args=arguments)
        yield started
        started.close()


@pytest.fixture(scope="session")
def record() -> Site:
    """Give what the project's own site is made from."""
    return current_site()


@pytest.fixture(scope="session")
def files(record: Site) -> dict[str, bytes]:
    """Make the files that the project's data makes, by path below the site."""
    return exports(record)
