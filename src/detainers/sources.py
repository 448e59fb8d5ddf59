"""The bibliography's pages: every document once, by letter of its publisher, with the pages that cite it."""

from __future__ import annotations

from collections.abc import Iterator

from detainers.model import Source
from detainers.paths import letter_of
from detainers.render import Page, Renderer, clip
from detainers.site import Site, url_of


def bibliography_pages(renderer: Renderer) -> Iterator[Page]:
    """Make the index of the bibliography and one page a letter."""
    catalog = renderer.site.catalog
    t = catalog.strings
    citing = cited_by(renderer.site)
    letters: dict[str, list[tuple[str, Source]]] = {}
    for id_, source in sorted(
        catalog.sources.items(), key=lambda item: (item[1].publisher.casefold(), item[1].published or "", item[0])
    ):
        letters.setdefault(letter_of(source), []).append((id_, source))
    letters = dict(sorted(letters.items()))
    front = {
        "title": t.plain("sources.title"),
        "description": clip(t.plain("sources.description", count=len(catalog.sources))),
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
    }
    primary = sum(source.primary is not None for source in catalog.sources.values())
    yield renderer.page("sources/index.md", "sources.html.jinja", front, letters=letters, primary=primary)
    for letter, sources in letters.items():
        title = t.plain("sources.letter_title", letter=letter.upper())
        yield renderer.page(
            f"sources/{letter}.md",
            "sources-letter.html.jinja",
            front
            | {
                "title": title,
                "description": clip(t.plain("sources.letter_description", letter=letter.upper(), count=len(sources))),
            },
            letter=letter,
            letters=letters,
            sources=sources,
            citing=citing,
        )


def cited_by(site: Site) -> dict[str, list[tuple[str, str]]]:
    """Give the name and address of each page that cites a source, by the source's id."""
    found: dict[str, dict[str, str]] = {}
    for id_, place in site.catalog.jurisdictions.items():
        for action in place.actions:
            for source in action.source_ids:
                found.setdefault(source, {})[f"jurisdictions/{id_}/"] = place.name
    for id_, policy in site.catalog.policies.items():
        for source in policy.sources:
            found.setdefault(source, {})[f"policies/{id_}/"] = policy.label
    for citation in site.citations:
        url = url_of(citation.page.removeprefix("docs/"))
        found.setdefault(citation.source, {})[url] = url
    return {source: [(name, url) for url, name in pages.items()] for source, pages in found.items()}
