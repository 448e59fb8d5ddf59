"""Every page is valid HTML: a parser that follows the standard finds no error, and every reference and name holds.

What may stand in what, the Nu Html Checker knows, which needs Java. It was run by hand over the whole site and found no
error; what it had found before is asked here again.
"""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any

from bs4 import BeautifulSoup, Tag
from justhtml import JustHTML
from pyld import jsonld

REFERENCES = ("for", "list", "headers", "form", "popovertarget", "aria-labelledby", "aria-describedby", "aria-controls")
"""Attributes that hold ids of the same page, with spaces between."""
VOCABULARY = {"@context": {"@vocab": "https://schema.org/"}}


def test_a_parser_that_follows_the_standard_finds_no_error(sources: dict[str, str]) -> None:
    """No page has a parse error of the HTML standard."""
    found = {
        path: [str(error) for error in JustHTML(text, collect_errors=True, sanitize=False).errors]
        for path, text in sources.items()
    }

    assert {path: errors for path, errors in found.items() if errors} == {}


def test_the_parser_would_find_an_error() -> None:
    """Tags that cross, an end without a beginning and a missing doctype are each seen."""
    for wrong in ("<!doctype html><p><b><i>x</b></i>", "<!doctype html><p>x</span>", "<p>x"):
        assert JustHTML(wrong, collect_errors=True, sanitize=False).errors


class Twice(HTMLParser):
    """Notes tags that have an attribute twice, which the other parsers pass over."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Compare the names of a tag's attributes."""
        if len(attrs) != len(dict(attrs)):
            self.found.append(f"{tag} {attrs}")


def test_no_tag_has_an_attribute_twice(sources: dict[str, str]) -> None:
    """Of two equal attributes a browser would drop one."""
    reader = Twice()
    for text in sources.values():
        reader.feed(text)

    assert reader.found == []


def test_every_reference_has_its_target(trees: dict[str, BeautifulSoup]) -> None:
    """What names another element by id names one that is there."""
    lost = []
    for path, tree in trees.items():
        ids = {str(tag["id"]) for tag in tree.select("[id]")}
        for name in REFERENCES:
            named = {id_ for tag in tree.select(f"[{name}]") for id_ in str(_text(tag, name)).split()}
            lost += [(path, name, id_) for id_ in named - ids]

    assert lost == []


def _text(tag: Tag, name: str) -> str:
    value = tag[name]
    return value if isinstance(value, str) else " ".join(value)


def test_every_drawing_has_a_name_or_is_silent(trees: dict[str, BeautifulSoup]) -> None:
    """A drawing that says something has a title; one that only decorates is hidden; no image lacks its text."""
    nameless = [
        (path, str(tag)[:90])
        for path, tree in trees.items()
        for tag in tree.select("svg, img")
        if not (tag.get("aria-hidden") == "true" or tag.get("alt") or tag.find("title"))
    ]

    assert nameless == []


def test_every_field_and_button_has_a_name(trees: dict[str, BeautifulSoup]) -> None:
    """Each can be called by its name: a label, a text of its own, or aria-label."""
    nameless = []
    for path, tree in trees.items():
        labelled = {label.get("for") for label in tree.select("label[for]")}
        nameless += [
            (path, str(tag)[:90])
            for tag in tree.select("input, select, textarea, button, summary, output")
            if not (
                tag.get("aria-label")
                or tag.get("aria-labelledby")
                or tag.get("id") in labelled
                or tag.find_parent("label")
                or (tag.name in ("button", "summary", "output") and (tag.get_text(strip=True) or tag.name == "output"))
            )
        ]

    assert nameless == []


def test_parts_stand_where_they_may(trees: dict[str, BeautifulSoup]) -> None:
    """A figure's caption is its first or last part; a summary is the first in its details; no list has loose text."""
    for path, tree in trees.items():
        for caption in tree.select("figure > figcaption"):
            parts = caption.parent.find_all(recursive=False) if caption.parent else []
            assert caption in (parts[0], parts[-1]), path
        for details in tree.select("details"):
            assert [part.name for part in details.select(":scope > *")].index("summary") == 0, path
        assert tree.select(":is(ul, ol) > :not(li, script, template), [autocomplete][type=checkbox]") == [], path


def test_json_ld_is_read_by_its_own_processor(trees: dict[str, BeautifulSoup]) -> None:
    """The processor of JSON-LD keeps every key of every description, each as a word of schema.org."""

    def load(_url: str, _options: object) -> dict[str, Any]:
        return {"contextUrl": None, "documentUrl": "https://schema.org/", "document": VOCABULARY}

    found = {path: tag for path, tree in trees.items() for tag in tree.select("script[type='application/ld+json']")}
    for tag in found.values():
        said = json.loads(tag.get_text())
        (node,) = jsonld.expand(said, {"documentLoader": load})
        assert {f"https://schema.org/{key}" for key in said if not key.startswith("@")} == {
            key for key in node if not key.startswith("@")
        }
        assert node["@type"] == ["https://schema.org/Dataset"]

    assert list(found) == ["data/index.html"]
