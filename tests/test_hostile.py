"""Hostile text in any field of an entry is refused by the check, or shown to the letter and never taken for markup."""

from __future__ import annotations

import html
from datetime import date
from typing import Any

import pytest
import yaml

from conftest import PROBLEMS, MakeFolder
from detainers.catalog import read_folder
from detainers.check import check
from detainers.markdown import literal, note
from detainers.model import Source
from detainers.pages import pages
from detainers.site import Site
from detainers.strings import Strings

TODAY = date(2026, 11, 24)
REFUSED = [
    "<img src=x onerror=alert(1)>",
    "<script>alert(1)</script>",
    "</div><iframe src=//evil.example>",
    "{{ 7*7 }}",
    "{% include 'x' %}",
    "=1+1",
    "@SUM(A1)",
    "+1",
    "-1",
    "&lt;b&gt;",
    "a" * 10_000,
    "Bos\u202eton",
    "nul\u0000l",
]
SHOWN = [
    "a | b || c",
    "`code` and ```fences```",
    "**bold** _and_ [a](https://evil.example) ![i](x)",
    "quotes \"double\" and 'single'",
    "5 < 6 & 7 > 2",
    "javascript:alert(1)",
    "] ](x) \\ $ # ~ ^[1]: {: .class }",
    "[^note] and *[HTML]: abbreviation",
    "48:00 yes NO null 0x1F",
    "日本 ñ é 🕰",
]
FIELDS = [
    ("name",),
    ("agency",),
    ("note",),
    ("actions", 0, "title"),
    ("actions", 0, "citation"),
    ("actions", 0, "body"),
    ("actions", 0, "summary"),
    ("actions", 0, "ended_by"),
    ("actions", 0, "note"),
]
IDS = ["-".join(map(str, path)) for path in FIELDS]


def entries_with(path: tuple[str | int, ...], text: str) -> dict[str, Any]:
    """Give the valid example with one field of its first place replaced."""
    entries: dict[str, Any] = yaml.safe_load((PROBLEMS / "valid.yml").read_text("utf-8"))
    holder: Any = entries["ma-amherst"]
    for step in path[:-1]:
        holder = holder[step]
    holder[path[-1]] = text
    return entries


def folder_texts(entries: dict[str, Any]) -> str:
    """Write entries as any YAML writer would."""
    return yaml.safe_dump(entries, allow_unicode=True, sort_keys=False)


@pytest.mark.parametrize("text", REFUSED, ids=range(len(REFUSED)))
@pytest.mark.parametrize("path", FIELDS, ids=IDS)
def test_refused(path: tuple[str | int, ...], text: str, make_folder: MakeFolder) -> None:
    """The check has an error that `fmt` does not mend."""
    folder = make_folder(jurisdictions=folder_texts(entries_with(path, text)))
    problems = check(read_folder(folder), TODAY)

    assert [problem for problem in problems if problem.level == "error" and not problem.mends]


@pytest.mark.parametrize("text", SHOWN, ids=range(len(SHOWN)))
@pytest.mark.parametrize("path", FIELDS, ids=IDS)
def test_shown_to_the_letter(path: tuple[str | int, ...], text: str, make_folder: MakeFolder) -> None:
    """The place's page holds the text escaped, and nowhere unescaped."""
    folder = make_folder(jurisdictions=folder_texts(entries_with(path, text)))
    made = pages(Site(read_folder(folder).catalog, TODAY))
    page = next(page.body for page in made if page.path == "jurisdictions/ma-amherst.md")

    assert text in html.unescape(page)
    if text != html.escape(text):
        assert text not in page


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "data:text/html,x",
        "//evil.example/x",
        "https://",
        "https://exa mple.org/",
        'https://example.org/"onmouseover="alert(1)',
        "https://example.org/<script>",
        "http://[::1",
        "ftp://example.org/x",
        "example.org/x",
    ],
)
def test_what_is_no_web_address_is_refused(url: str, make_folder: MakeFolder) -> None:
    """A link that a reader could follow is http or https and nothing else."""
    source = {"title": "T", "publisher": "P", "url": url}
    folder = make_folder(sources=folder_texts({"amherst-2012-warrant": source}))
    problems = check(read_folder(folder), TODAY)

    assert any(problem.place == "amherst-2012-warrant › url" for problem in problems)


@pytest.mark.parametrize("text", [*SHOWN, *REFUSED[:6]])
def test_a_note_in_markdown_is_literal(text: str) -> None:
    """Every character that Markdown, HTML or Jinja could act on is a character reference."""
    shown = literal(text)

    assert " ".join(text.split()) == html.unescape(shown)
    assert not set(shown) & set('*_`[]()<>{}!|~^\\$"')


def test_a_note_links_the_source() -> None:
    """The address stays whole, ampersands and all."""
    source = Source(title="A *b*", publisher="P", url="https://example.org/?a=1&b=2")
    written = note(source, Strings({}))

    assert 'href="https://example.org/?a=1&b=2"' in html.unescape(written)
    assert "*b*" not in written
