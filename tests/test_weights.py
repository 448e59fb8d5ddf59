"""The site keeps to its budgets in bytes: pages with all they load, scripts, styles, the search index, pictures."""

from __future__ import annotations

from pathlib import Path

import pytest

from detainers.weights import KIB, SEARCH_INDEX, TABLE, loads, page_weight, pages, size


def test_every_page_is_light(site: Path) -> None:
    """A first visit moves at most 100 KiB, that of the table with its map 160."""
    heavy = {
        page: weight
        for page in pages(site)
        if (weight := page_weight(site, page)) > (160 if page == TABLE else 100) * KIB
    }
    assert len(pages(site)) > 500
    assert heavy == {}


def test_weights_count_what_a_page_loads(site: Path) -> None:
    """The table loads the style sheet and its script, and with the script all modules that it imports."""
    names = {file.relative_to(site.resolve()).as_posix() for file in loads(site / TABLE)}
    assert {"assets/site.css", "assets/mark.svg", "assets/explorer.js", "assets/query.js", "assets/rows.js"} <= names
    assert page_weight(site, TABLE) > size(site / TABLE) + size(site / "assets/site.css")


def test_the_search_index_is_small(site: Path) -> None:
    """It has at most 150 KiB."""
    assert size(site / SEARCH_INDEX) <= 150 * KIB


@pytest.mark.parametrize(("suffix", "budget"), [(".css", 12 * KIB), (".js", 5 * KIB)])
def test_own_files_are_small(site: Path, suffix: str, budget: int) -> None:
    """Each own style sheet and script keeps to its budget."""
    own = [path for path in (site / "assets").glob(f"*{suffix}") if path.is_file()]
    assert own
    assert {path.name: size(path) for path in own if size(path) > budget} == {}
