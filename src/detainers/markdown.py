"""Untrusted text inside Markdown: shown literally, whatever characters it holds."""

from __future__ import annotations

from detainers.model import Source
from detainers.strings import Strings

SAFE = set(" ,;'’“”")


def literal(text: str) -> str:
    """Write text so that Markdown and HTML show it as it is: ASCII punctuation becomes character references."""
    flat = " ".join(text.split())
    return "".join(c if c.isalnum() or c in SAFE or not c.isascii() else f"&#{ord(c)};" for c in flat)


def note(source: Source, strings: Strings) -> str:
    """Write a source as the text of a footnote: linked title, publisher, date."""
    parts = [
        f'<cite><a href="{literal(source.url)}" rel="noopener noreferrer external">{literal(source.title)}</a></cite>',
        literal(source.publisher),
    ]
    if source.published:
        parts.append(literal(strings.date(source.published)))
    return ", ".join(parts) + "."
