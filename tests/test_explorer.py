from __future__ import annotations

import json
from datetime import date

import pytest

from conftest import ROOT
from detainers.catalog import read_folder
from detainers.explorer import block, folded, in_script, search_key
from detainers.model import Action, Jurisdiction
from detainers.site import Site

CATALOG = read_folder(ROOT / "data").catalog
SITE = Site(CATALOG, date(2026, 11, 24))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Doña Ana County", "dona ana county"),
        ("  § 287.7(d) ", "287 7 d"),
        ("Judge’s “warrant”_only", "judge s warrant only"),
        ("<b>ÉTÉ</b>", "b ete b"),
        ("", ""),
    ],
)
def test_folded(text: str, expected: str) -> None:
    """Accents, capitals and signs do not matter to the search."""
    assert expected == folded(text)


def test_search_key_holds_each_word_once() -> None:
    """Name, state, agency, citation and title are there, each word after a space and once."""
    action = Action.model_validate(
        {
            "date": "2012",
            "instrument": "bylaw",
            "title": "Amherst Bylaw 7",
            "citation": "Chapter 7",
            "policies": [],
            "summary": "s",
            "status": "in-force",
            "as_of": "2012",
            "confidence": "low",
        }
    )
    place = Jurisdiction(name="Amherst", kind="town", state="MA", agency="Amherst Police", actions=(action,))

    assert search_key(place) == " amherst massachusetts ma police chapter 7 bylaw"


def test_nothing_ends_the_script_element() -> None:
    """Text that looks like markup stays text, and reads back as it was."""
    hostile = "</script><!--<script>&amp;\u2028"
    made = in_script({"a": hostile})

    assert not set("<>&") & set(made)
    assert {"a": hostile} == json.loads(made)


def test_block_follows_the_rows() -> None:
    """Places come in the order asked, each with as many actions as the record has."""
    rows = ["ma-amherst", "il-cook-county", "ca"]
    made = json.loads(block(SITE, rows, CATALOG.on(SITE.today)))

    assert [len(CATALOG.jurisdictions[id_].actions) for id_ in rows] == [len(actions) for *_, actions in made["places"]]
    assert [CATALOG.jurisdictions[id_].kind for id_ in rows] == [
        made["kinds"][kind][0] for _, kind, *_ in made["places"]
    ]
    assert [
        f" {word} "
        for word, (key, *_) in zip(("amherst", "cook", "california"), made["places"], strict=True)
        if word in key
    ] == [" amherst ", " cook ", " california "]
