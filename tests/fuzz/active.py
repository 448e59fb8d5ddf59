"""What of a page a browser acts on: elements and attributes by name, scripts and addresses by kind."""

from __future__ import annotations

from html.parser import HTMLParser
from urllib.parse import urlsplit

ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "srcset", "xlink:href")


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: set[tuple[str, ...]] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.add((tag,))
        self.found |= {(tag, name) for name, _ in attrs if not name.startswith("data-")}
        for name, value in attrs:
            if name in ADDRESSES:
                self.found.add(("address", _kind(value or "")))
        if tag == "script":
            self.found.add(("script", *sorted(f"{name}={value}" for name, value in attrs if name in ("type", "src"))))


def _kind(address: str) -> str:
    try:
        scheme = urlsplit(address.strip()).scheme.lower()
    except ValueError:
        return "none"
    return "https" if scheme == "http" else scheme


def active(html: str) -> frozenset[tuple[str, ...]]:
    """Give the set of them."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return frozenset(reader.found)
