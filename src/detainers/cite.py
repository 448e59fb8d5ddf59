"""Citations in hand-written pages: `[^source-id]` after a claim becomes a numbered source below the page.

Pure: Markdown in, Markdown or places out. Which ids exist is the bibliography's to say.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple

CITATION = re.compile(r"\[\^([A-Za-z0-9_-]+)\](?!:)")
CODE = re.compile(r"(?ms)^(```|~~~).*?^\1[^\n]*$|`[^`\n]*`")


class Citation(NamedTuple):
    """A citation in a page: which source, and where it stands, counted from 1."""

    source: str
    page: str
    line: int
    column: int


def citations(page: str, markdown: str) -> Iterator[Citation]:
    """Find the citations of a page, those in code left out."""
    text = CODE.sub(lambda code: re.sub(r"[^\n]", " ", code.group()), markdown)
    for number, line in enumerate(text.split("\n"), start=1):
        for found in CITATION.finditer(line):
            yield Citation(found.group(1), page, number, found.start() + 1)


def with_notes(markdown: str, note_of: Callable[[str], str]) -> str:
    """Add each cited source's note to the end of the page, as a footnote; `note_of` gives it by the id."""
    cited = dict.fromkeys(citation.source for citation in citations("", markdown))
    definitions = [f"[^{id_}]: {note_of(id_)}" for id_ in cited]
    return "\n\n".join([markdown.rstrip(), *definitions]) + "\n" if definitions else markdown


def unsearched(html: str) -> str:
    """Keep a page's notes and their numbers out of the search: the bibliography has them, and they double the index."""
    notes = html.replace('<div class="footnote">', '<div class="footnote" data-search-exclude>')
    return notes.replace('<sup id="fnref', '<sup data-search-exclude id="fnref')
