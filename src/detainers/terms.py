"""Explain the glossary's terms in place: where a page first uses one, its words become a button that opens the meaning.

Works on finished HTML, whoever made it. Headings, links, tables, lists of sources, forms and what is marked
`data-search-exclude` or `data-no-terms` stay as they are. The meanings are native popovers: no script is needed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from detainers.model import GlossaryTerm
from detainers.site import Site

TAG = re.compile(r"(<!--.*?-->|<(?:script|style)\b.*?</(?:script|style)>|<[^>]*>)", re.DOTALL)
NAME = re.compile(r"<(/?)([a-z0-9]+)")
PROSE = frozenset({"p", "li", "dd"})
"""Text is looked at inside these."""
CLOSED = frozenset(
    [
        "a",
        "aside",
        "button",
        "code",
        "cite",
        "details",
        "dt",
        "figure",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "label",
        "nav",
        "pre",
        "select",
        "summary",
        "sup",
        "svg",
        "table",
    ]
)
"""Nothing inside these is touched."""
MARKED = ("data-search-exclude", "data-no-terms", 'class="footnote"')
VOID = frozenset(["area", "br", "col", "hr", "img", "input", "link", "meta", "source", "wbr"])


class Glossary:
    """The terms that text may use, ready to be found."""

    def __init__(self, terms: Mapping[str, GlossaryTerm]) -> None:
        self._forms = {form: id_ for id_, row in terms.items() if not row.everyday for form in _forms(row.term)}
        longest = sorted(self._forms, key=len, reverse=True)
        self._found = re.compile(rf"(?<![\w-])(?:{'|'.join(map(re.escape, longest))})(?![\w-])") if longest else None

    def explained(self, html: str) -> tuple[str, tuple[str, ...]]:
        """Give the HTML with a button at each term's first use, and the ids of those terms in that order."""
        if self._found is None:
            return html, ()
        used: dict[str, None] = {}
        open_: list[tuple[str, bool, bool]] = [("", False, True)]

        def button(match: re.Match[str]) -> str:
            id_ = self._forms[match[0]]
            if id_ in used:
                return match[0]
            used[id_] = None
            return f'<button type="button" class="term" popovertarget="term-{id_}">{match[0]}</button>'

        parts = TAG.split(html)
        for index, part in enumerate(parts):
            if index % 2:
                _follow(part, open_)
            elif open_[-1][1] and open_[-1][2]:
                parts[index] = self._found.sub(button, part)
        return "".join(parts), tuple(used)


@lru_cache(maxsize=1)
def glossary(site: Site) -> Glossary:
    """Make the glossary of a site, once."""
    rows = site.catalog.tables["glossary"]
    return Glossary({id_: row for id_, row in rows.items() if isinstance(row, GlossaryTerm)})


def _follow(tag: str, open_: list[tuple[str, bool, bool]]) -> None:
    """Keep the stack of open elements: name, whether in prose, whether text may be touched."""
    match = NAME.match(tag)
    if match is None or match[2] in VOID or match[2] in ("script", "style") or tag.endswith("/>"):
        return
    name = match[2]
    if match[1]:
        while len(open_) > 1 and open_.pop()[0] != name:
            pass
        return
    _, prose, touched = open_[-1]
    touched = touched and name not in CLOSED and not any(mark in tag for mark in MARKED)
    open_.append((name, prose or name in PROSE, touched))


def _forms(term: str) -> tuple[str, ...]:
    """Give how text writes a term: with a capital at the start of a sentence, and in the plural."""
    plural = f"{term[:-1]}ies" if term.endswith("y") else f"{term}s"
    words = (term,) if term.endswith("s") else (term, plural)
    return tuple(dict.fromkeys(form for word in words for form in (word, word[0].upper() + word[1:])))
