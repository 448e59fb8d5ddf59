"""A built page as tests look at it: its ids, links, headings and meta, read by the standard library's parser."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from html.parser import HTMLParser
from pathlib import Path
from typing import ClassVar

LINKS = {"a": "href", "link": "href", "script": "src", "img": "src", "iframe": "src", "form": "action", "use": "href"}


@dataclass
class Built:
    """What a page holds; `text` is what a reader can read, with white space folded."""

    path: Path
    ids: list[str] = field(default_factory=list)
    links: list[tuple[str, str]] = field(default_factory=list)
    headings: list[tuple[int, str]] = field(default_factory=list)
    meta: dict[str, str] = field(default_factory=dict)
    title: str = ""
    styles: int = 0
    text: str = ""


class _Reader(HTMLParser):
    SILENT: ClassVar = {"script", "style", "template", "svg"}

    def __init__(self, page: Built) -> None:
        super().__init__(convert_charrefs=True)
        self.page = page
        self.silent = 0
        self.open: list[str] = []
        self.words: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note what the tag carries."""
        given = {name: value or "" for name, value in attrs}
        if "id" in given:
            self.page.ids.append(given["id"])
        if "style" in given:
            self.page.styles += 1
        if tag in LINKS and LINKS[tag] in given:
            self.page.links.append((tag, given[LINKS[tag]]))
        if tag == "meta" and "name" in given:
            self.page.meta[given["name"]] = given.get("content", "")
        if tag in ("h1", "h2", "h3", "h4", "h5", "h6"):
            self.page.headings.append((int(tag[1]), ""))
        self.silent += tag in self.SILENT
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Close what is open."""
        self.silent -= tag in self.SILENT
        while self.open and self.open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        """Collect words where a reader sees them."""
        if "title" in self.open and "svg" not in self.open:
            self.page.title += data
        elif not self.silent:
            self.words.append(data)
            if self.page.headings and {"h1", "h2", "h3", "h4", "h5", "h6"} & set(self.open):
                level, text = self.page.headings[-1]
                self.page.headings[-1] = (level, text + data)


@cache
def read(path: Path) -> Built:
    """Read a built page."""
    page = Built(path)
    reader = _Reader(page)
    reader.feed(path.read_text("utf-8"))
    page.text = " ".join(" ".join(reader.words).split())
    return page


def pages(site: Path) -> list[Built]:
    """Read every page of the site."""
    return [read(path) for path in sorted(site.rglob("*.html"))]
