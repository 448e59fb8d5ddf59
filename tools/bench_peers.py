"""Pages that show the rows of our table by other libraries, for tools/bench_explorer.py to measure beside it.

The libraries are no part of the project: `npm install datatables.net datatables.net-dt simple-datatables
tabulator-tables list.js` in a folder of one's own. Each gets the same rows with the same cells, on a page that holds
nothing else: no map, no form, no styles of ours. Tabulator, which draws only what is on the screen, takes its rows from
JSON. The search box is one of the page, so that a keystroke is measured in the same way for all.
"""

from __future__ import annotations

import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from detainers.render import script_json

ROW = re.compile(r"<tr data-id=.*?</tr>", re.DOTALL)
CELL = re.compile(r"<t[hd][^>]*>(.*?)</t[hd]>", re.DOTALL)
HEADS = ("place", "limits", "standing", "since", "instrument", "evidence")
READY = (
    "requestAnimationFrame(() => setTimeout(() => { document.documentElement.dataset.ready = performance.now(); }));"
)


@dataclass(frozen=True)
class Peer:
    """A library: its script and style below node_modules, and what makes a table of the page and searches it."""

    name: str
    script: str
    style: str
    start: str
    from_json: bool = False


PEERS = (
    Peer(
        "DataTables",
        "datatables.net/js/dataTables.min.js",
        "datatables.net-dt/css/dataTables.dataTables.min.css",
        "const made = new DataTable('#t', { paging: false, layout: { topEnd: null } });"
        "box.oninput = () => made.search(box.value).draw();",
    ),
    Peer(
        "DataTables, paged",
        "datatables.net/js/dataTables.min.js",
        "datatables.net-dt/css/dataTables.dataTables.min.css",
        "const made = new DataTable('#t', { layout: { topEnd: null } });"
        "box.oninput = () => made.search(box.value).draw();",
    ),
    Peer(
        "simple-datatables",
        "simple-datatables/dist/umd/simple-datatables.js",
        "simple-datatables/dist/style.css",
        "const made = new simpleDatatables.DataTable('#t', { paging: false, searchable: true });"
        "box.oninput = () => made.search(box.value);",
    ),
    Peer(
        "Tabulator",
        "tabulator-tables/dist/js/tabulator.min.js",
        "tabulator-tables/dist/css/tabulator.min.css",
        "const data = JSON.parse(document.getElementById('rows').textContent);"
        "const columns = HEADS.map(field => ({ title: field, field, formatter: 'html' }));"
        "const made = new Tabulator('#t', { data, columns, height: 600, layout: 'fitColumns' });"
        "await new Promise(done => made.on('tableBuilt', done));"
        "box.oninput = () => made.setFilter(row => row.key.includes(box.value.toLowerCase()));",
        from_json=True,
    ),
    Peer(
        "List.js",
        "list.js/dist/list.min.js",
        "",
        "const made = new List('frame', { valueNames: HEADS, listClass: 'list', searchClass: 'none' });"
        "box.oninput = () => made.search(box.value);",
    ),
)


def peer_page(peer: Peer, modules: Path, table_page: str, folder: Path) -> None:
    """Write a peer's page for the rows of our page into jurisdictions/ below a folder, with its library."""
    rows = [CELL.findall(row) for row in ROW.findall(table_page)]
    target = folder / "jurisdictions"
    target.mkdir(parents=True)
    for kind, file in (("style.css", peer.style), ("library.js", peer.script)):
        if file:
            shutil.copy(modules / file, target / kind)
    links = '<link rel="stylesheet" href="style.css">' if peer.style else ""
    heads = "".join(f"<th>{head}</th>" for head in HEADS)
    if peer.from_json:
        data = [
            dict(zip(HEADS, row, strict=True)) | {"key": re.sub(r"<[^>]*>", " ", " ".join(row)).lower()} for row in rows
        ]
        table = f'<div id="t"></div><script type="application/json" id="rows">{script_json(data)}</script>'
    else:
        body = "".join(
            "<tr>" + "".join(f'<td class="{head}">{cell}</td>' for head, cell in zip(HEADS, row, strict=True)) + "</tr>"
            for row in rows
        )
        table = f'<table id="t"><thead><tr>{heads}</tr></thead><tbody class="list">{body}</tbody></table>'
    (target / "index.html").write_text(
        f'<!doctype html><html lang="en"><meta charset="utf-8"><title>{peer.name}</title>{links}'
        f'<label>Search <input type="search" name="q"></label><div id="frame">{table}</div>'
        f'<script src="library.js"></script><script type="module">const HEADS = {list(HEADS)};'
        f"const box = document.querySelector('[name=q]');{peer.start}{READY}</script></html>",
        encoding="utf-8",
    )
