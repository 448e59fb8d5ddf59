"""The policies of every page: each has them, before whatever it loads, and holds nothing that they would refuse."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from conftest import BASE
from detainers.seal import POLICY, RELOADING, secured

DATA = ("application/json", "application/ld+json")
"""Types of script elements that no browser runs."""


def test_each_page_has_its_policies_before_what_it_loads(trees: dict[str, BeautifulSoup]) -> None:
    """Only the charset stands before the policy, and each page has both policies once."""
    expected = "; ".join(f"{name} {value}" for name, value in POLICY.items())
    wrong = []
    for path, tree in trees.items():
        charset, policy, referrer = tree.select("head > *")[:3]
        right = [charset.get("charset"), policy.get("content"), referrer.get("content")]
        if right != ["utf-8", expected, "no-referrer"] or len(tree.select("[http-equiv=Content-Security-Policy]")) != 1:
            wrong.append(path)

    assert wrong == []


def test_no_page_holds_what_its_policy_refuses(trees: dict[str, BeautifulSoup]) -> None:
    """No script that runs, no style and no handler stands in a page; no frame, plug-in or base is there."""
    refused = [(path, str(tag)[:100]) for path, tree in trees.items() for tag in tree.select("*") if _refused(tag)]

    assert refused == []


def _refused(tag: Tag) -> bool:
    if tag.name == "script":
        return not tag.get("src") and tag.get("type") not in DATA
    written = any(name == "style" or name.startswith("on") for name in tag.attrs)
    return written or tag.name in ("style", "iframe", "object", "embed", "base", "frame", "applet")


def test_what_a_page_loads_is_the_site_s_own(trees: dict[str, BeautifulSoup]) -> None:
    """No address of anything loaded, in any attribute, names another host; even its own is written relatively."""
    loading = re.compile(r"^(?:src|srcset|data|poster|background|action|formaction|ping|xlink:href)$")
    foreign = [
        (path, tag.name, value)
        for path, tree in trees.items()
        for tag in tree.select("*")
        for name, value in tag.attrs.items()
        if loading.match(name) or (name == "href" and tag.name != "a" and tag.get("rel") != ["canonical"])
        if urlsplit(str(value)).netloc or urlsplit(str(value)).scheme
    ]

    assert foreign == []


def test_links_to_other_sites_tell_them_nothing(trees: dict[str, BeautifulSoup]) -> None:
    """Each says that the new page gets neither a hold on this one nor its address."""
    own = f"https://example.org/{BASE}/"
    bare = [
        (path, link["href"])
        for path, tree in trees.items()
        for link in tree.select("a[href^=http]")
        if not str(link["href"]).startswith(own) and not {"noopener", "noreferrer"} <= set(link.get("rel") or ())
    ]

    assert bare == []


def test_a_page_is_sealed_once() -> None:
    """Sealing again changes nothing."""
    page = '<!doctype html>\n<html>\n<head>\n<meta charset="utf-8">\n<title>x</title>'

    assert secured(page) != page
    assert secured(page) == secured(secured(page))


def test_a_page_that_would_stay_open_is_refused() -> None:
    """A page with another head cannot slip through."""
    with pytest.raises(ValueError, match="lacks <meta charset"):
        secured("<html><head><title>x</title>")


def test_only_the_server_s_own_script_is_let_in_while_editing() -> None:
    """Under `mkdocs serve` the policy differs in one point."""
    assert {name for name in POLICY if POLICY[name] != RELOADING[name]} == {"script-src"}
    assert "unsafe" not in "".join(POLICY.values())
