"""The tables of the explainer pages, from their files: which columns, in which order, each row with its sources."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from markupsafe import Markup

from detainers.dates import first_day
from detainers.model import Row
from detainers.render import Renderer

COLUMNS: Mapping[str, tuple[str, ...]] = {
    "rulings": ("name", "court", "year", "holding", "binds", "status"),
    "studies": ("title", "finding", "data", "method", "limits"),
    "payments": ("place", "year", "amount", "why"),
    "timeline": ("date", "title", "text"),
    "voices": ("who", "date", "side", "said"),
}
"""The fields that have a column; the first is the row's heading, and templates say the rest beside it."""


def explainer_table(renderer: Renderer, name: str, url: str) -> Markup:
    """Render a table for the page at an address, oldest first, each row with links to its sources."""
    rows = sorted(renderer.site.catalog.tables[name].items(), key=lambda item: _day(item[1]))
    return renderer.html("explainer-table.html.jinja", url, name=name, rows=rows, columns=COLUMNS[name])


def _day(row: Row) -> date:
    when = getattr(row, "date", None) or getattr(row, "year", "")
    return first_day(str(when))
