"""Measure the table of places in Chromium against the bars of its issue, with a processor slowed four times.

Usage: python tools/bench_explorer.py SITE, a built site. Its table is measured as it is and with 5,000 made-up places,
which repeat those on record under other names. Prints medians of RUNS loads in milliseconds: when the page says that
it is ready; from a keystroke in the search box to the painted result. Prints sizes in bytes. Exit 1: a bar is missed.
"""

from __future__ import annotations

import functools
import gzip
import shutil
import statistics
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from itertools import count, cycle, islice
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from detainers.build import current_site
from detainers.catalog import Catalog
from detainers.pages import table_page
from detainers.render import Renderer
from detainers.site import Site

SLOWED = 4
RUNS = 3
TYPED = "cook county"
MANY = 5000
BARS = {"as it is": (700, 25), f"{MANY:,} rows": (1388, 110)}
PAGE_BAR, SCRIPTS_BAR = 160 * 1024, 6 * 1024
TABLE = "jurisdictions/index.html"
PAINTED = """letter => new Promise(done => {
    const box = document.querySelector("input[type=search][name=q]");
    const start = performance.now();
    box.value += letter;
    box.dispatchEvent(new InputEvent("input", { bubbles: true, data: letter }));
    requestAnimationFrame(() => {
        const channel = new MessageChannel();
        channel.port1.onmessage = () => done(performance.now() - start);
        channel.port2.postMessage(0);
    });
})"""
"""Types a letter; the message comes after the frame that shows its result."""


def enlarged(site: Site, size: int) -> Site:
    """Give the site with so many places, made by repeating those on record."""
    catalog = site.catalog
    local = [id_ for id_ in catalog.jurisdictions if len(id_) > 2]  # noqa: PLR2004
    places, points = dict(catalog.jurisdictions), dict(catalog.places)
    for id_, number in islice(zip(cycle(local), count(1), strict=False), size - len(places)):
        made = f"{id_}-{number}"
        original = catalog.jurisdictions[id_]
        places[made] = original.model_copy(update={"name": f"{original.name} {number}"})
        if id_ in points:
            points[made] = points[id_]
    larger = Catalog(places, catalog.sources, catalog.vocabulary, points, catalog.strings, catalog.tables)
    return replace(site, catalog=larger)


def with_body(page: str, site: Site) -> str:
    """Put the table of another site into a built page."""
    body = str(table_page(Renderer(site), site.catalog.on(site.today)).body)
    start = page.index('<div class="page page--table">')
    end = page.index("</article>", start)
    return page[:start] + body + page[end:]


class Zipped(SimpleHTTPRequestHandler):
    """Serves files as a host would, compressed, and says nothing."""

    def log_message(self, *_: object) -> None:
        """Say nothing of each request."""

    def do_GET(self) -> None:
        """Send the file with gzip."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        body = gzip.compress(path.read_bytes(), 9)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(path))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """Serve a folder and give its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Zipped, directory=str(folder)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}/"
    finally:
        server.shutdown()
        server.server_close()


def measure(browser: Browser, address: str) -> tuple[float, float, dict[str, int]]:
    """Give the milliseconds until ready, those of a keystroke, and the bytes that came for each file."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers.get("content-length", 0))}))
    page.goto(f"{address}jurisdictions/", wait_until="commit")
    page.wait_for_function("() => document.documentElement.dataset.ready", timeout=60_000)
    ready = float(page.evaluate("document.documentElement.dataset.ready"))
    page.wait_for_timeout(2000)
    typed = []
    for letter in TYPED:
        typed.append(float(page.evaluate(PAINTED, letter)))
        page.wait_for_timeout(300)
    context.close()
    return ready, statistics.median(typed), sizes


def main() -> int:
    """Measure both tables and print a line for each figure."""
    built = Path(sys.argv[1])
    site = current_site()
    missed = 0

    def tell(what: str, value: float, bar: float, unit: str) -> None:
        nonlocal missed
        missed += value > bar
        print(f"{what:<42}{value:>9,.0f} {unit:<6} bar {bar:,.0f}{'  MISSED' if value > bar else ''}")

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        many = Path(name) / "many"
        for part in ("assets", "jurisdictions"):
            shutil.copytree(built / part, many / part, ignore=shutil.ignore_patterns("*-*", "[a-z][a-z]"))
        (many / TABLE).write_text(with_body((built / TABLE).read_text("utf-8"), enlarged(site, MANY)), encoding="utf-8")
        path = Path(".venv/browser-path").read_text("utf-8").strip()
        browser = playwright.chromium.launch(executable_path=path, args=["--no-sandbox"])
        for (what, bars), folder in zip(BARS.items(), (built, many), strict=True):
            with served(folder) as address:
                runs = [measure(browser, address) for _ in range(RUNS)]
            tell(f"{what}: ready", statistics.median(run[0] for run in runs), bars[0], "ms")
            tell(f"{what}: keystroke", statistics.median(run[1] for run in runs), bars[1], "ms")
            sizes = runs[0][2]
            if folder == built:
                scripts = {url: size for url, size in sizes.items() if url.endswith(".js") and "search" not in url}
                tell("page with all it loads", sum(sizes.values()), PAGE_BAR, "bytes")
                tell("scripts of the explorer", sum(scripts.values()), SCRIPTS_BAR, "bytes")
        browser.close()
    return min(missed, 1)


if __name__ == "__main__":
    sys.exit(main())
