"""Measure the table of places in Chromium against the bars of its issue, with a processor slowed four times.

Usage: python tools/bench_explorer.py SITE [NODE_MODULES]. The table of a built site is measured as it is and with 5,000
made-up places, which repeat those on record under other names. Prints medians of RUNS loads in milliseconds: when the
page says that it is ready; from a keystroke in the search box to the painted result, with the box at the top of the
window, so that the rows are in it. Prints sizes in bytes. With a folder that holds other libraries (bench_peers.py)
each is measured with the same rows in turns with ours, so that a busy machine is busy for all; they show every row, so
ours does so too in a line of its own. Exit 1: a bar or a peer is missed.
"""

from __future__ import annotations

import shutil
import statistics
import sys
import tempfile
from dataclasses import dataclass, replace
from itertools import count, cycle, islice
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench_peers import PEERS, peer_page
from detainers.build import current_site
from detainers.catalog import Catalog
from detainers.pages import table_page
from detainers.render import Renderer
from detainers.served import served
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


@dataclass(frozen=True)
class Run:
    """A load: milliseconds until ready and of a keystroke; bytes by address, until ready and in all."""

    ready: float
    keystroke: float
    needed: dict[str, int]
    loaded: dict[str, int]


def measure(browser: Browser, address: str, query: str) -> Run:
    """Load a page and type into its search box."""
    context = browser.new_context(viewport={"width": 1280, "height": 800})
    page = context.new_page()
    session = context.new_cdp_session(page)
    session.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    sizes: dict[str, int] = {}
    page.on("response", lambda answer: sizes.update({answer.url: int(answer.headers.get("content-length", 0))}))
    page.goto(f"{address}jurisdictions/{query}", wait_until="commit")
    page.wait_for_function("() => document.documentElement.dataset.ready", timeout=120_000)
    ready = float(page.evaluate("document.documentElement.dataset.ready"))
    sizes_then = dict(sizes)
    page.wait_for_timeout(2000)
    page.evaluate("document.querySelector('[name=q]').scrollIntoView()")
    page.wait_for_timeout(500)
    typed = []
    for letter in TYPED:
        typed.append(float(page.evaluate(PAINTED, letter)))
        page.wait_for_timeout(300)
    context.close()
    return Run(ready, statistics.median(typed), sizes_then, sizes)


def median(runs: list[Run]) -> tuple[float, float]:
    """Give the medians of ready and keystroke."""
    return statistics.median(run.ready for run in runs), statistics.median(run.keystroke for run in runs)


def scripts(files: dict[str, int]) -> int:
    """Add up the scripts of the table, without the two that every page has."""
    shared = ("search.js", "share.js")
    return sum(size for url, size in files.items() if url.endswith(".js") and not url.endswith(shared))


def main() -> int:
    """Measure both tables, and the peers beside them, and print a line for each figure."""
    built = Path(sys.argv[1])
    modules = Path(sys.argv[2]) if sys.argv[2:] else None
    missed = 0

    def tell(what: str, value: float, bar: float, unit: str) -> None:
        nonlocal missed
        missed += value > bar
        print(f"{what:<42}{value:>9,.0f} {unit:<6} bar {bar:,.0f}{'  MISSED' if value > bar else ''}", flush=True)

    with tempfile.TemporaryDirectory() as name, sync_playwright() as playwright:
        many = Path(name) / "many"
        for part in ("assets", "jurisdictions"):
            shutil.copytree(built / part, many / part, ignore=shutil.ignore_patterns("*-*", "[a-z][a-z]"))
        (many / TABLE).write_text(
            with_body((built / TABLE).read_text("utf-8"), enlarged(current_site(), MANY)), "utf-8"
        )
        browser = playwright.chromium.launch(
            executable_path=Path(".venv/browser-path").read_text("utf-8").strip(), args=["--no-sandbox"]
        )
        for (what, bars), folder in zip(BARS.items(), (built, many), strict=True):
            pages = {"ours": (folder, "")}
            if modules:
                pages["ours, every row"] = folder, "?all=1"
                for peer in PEERS:
                    made = Path(name) / what / peer.name
                    peer_page(peer, modules, (folder / TABLE).read_text("utf-8"), made)
                    pages[peer.name] = made, ""
            runs = in_turns(browser, pages)
            ready, keystroke = median(runs["ours"])
            tell(f"{what}: ready", ready, bars[0], "ms")
            tell(f"{what}: keystroke", keystroke, bars[1], "ms")
            for other, (slower, later) in {name: median(runs[name]) for name in list(pages)[1:]}.items():
                if other.startswith("ours"):
                    print(f"{what}: {other}: ready {slower:,.0f} ms, keystroke {later:,.0f} ms")
                else:
                    tell(f"{what}: ready, against {other}", ready, slower, "ms")
                    tell(f"{what}: keystroke, against {other}", keystroke, later, "ms")
            if folder == built:
                tell("page with all it loads", sum(runs["ours"][0].loaded.values()), PAGE_BAR, "bytes")
                tell("scripts until the page is ready", scripts(runs["ours"][0].needed), SCRIPTS_BAR, "bytes")
                print(f"{'scripts in all':<42}{scripts(runs['ours'][0].loaded):>9,} bytes")
        browser.close()
    return min(missed, 1)


def in_turns(browser: Browser, pages: dict[str, tuple[Path, str]]) -> dict[str, list[Run]]:
    """Measure each page RUNS times, one after the other."""
    runs: dict[str, list[Run]] = {name: [] for name in pages}
    for _ in range(RUNS):
        for name, (folder, query) in pages.items():
            with served(folder) as address:
                runs[name].append(measure(browser, address, query))
    return runs


if __name__ == "__main__":
    sys.exit(main())
