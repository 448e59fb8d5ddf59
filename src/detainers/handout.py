"""The handout: one sheet to print, for the country and for each state, with a QR code of where to read more.

The code and the written-out address need the site's own address; where that is not known both are left out.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping

import segno
from markupsafe import Markup

from detainers.letter import examples, settling
from detainers.render import Page, Renderer, clip, numbered
from detainers.standing import On, counted
from detainers.states import STATES

SOURCES = (
    "ice-nd-ice-detainers-frequently-asked",
    "docslib-2017-what-ice-administrative-warrant",
    "ecases-2014-galarza-v-szalczyk-745",
    "nortontooby-nd-8-cfr-287-7",
)
"""What the sheet's own sentences rest on; the examples' sources are on their pages. Other data may lack them."""
EXAMPLES = 6


def handout_pages(renderer: Renderer, places: Mapping[str, On]) -> Iterator[Page]:
    """Make the sheet for the country and one for each state with anything on record."""
    t = renderer.site.catalog.strings
    shown = _shown(renderer, "letter/")
    front = _front(t.plain("act.handout.title"), t.plain("act.handout.description"))
    yield renderer.page(
        "handout/index.md", "act/handout.html.jinja", front, state=None, nearest=[], counts=_counts(places), **shown
    )
    for id_ in renderer.site.catalog.states:
        name = STATES[id_].name
        how, actions = settling(places.get(id_))
        yield renderer.page(
            f"handout/{id_}.md",
            "act/handout.html.jinja",
            _front(t.plain("act.handout.title_in", state=name), t.plain("act.handout.description_in", state=name)),
            state=id_,
            name=name,
            said=_said(renderer, id_, places),
            how=how,
            law=actions,
            nearest=nearest(id_, how, places, renderer),
            counts=_counts(places),
            **_shown(renderer, f"jurisdictions/{id_}/"),
        )


def nearest(state: str, how: str, places: Mapping[str, On], renderer: Renderer) -> list[tuple[str, On]]:
    """Give places that limit holds, the state's own first, then the nearest; none of its own where law forbids."""
    box = STATES[state]
    lat, lon = (box.south + box.north) / 2, (box.west + box.east) / 2
    points = renderer.site.catalog.places
    found = [
        id_
        for id_, place in places.items()
        if id_[2:]
        and place.standing == "limits-holds"
        and id_ in points
        and examples(place)
        and not (how == "mandate" and id_[:2] == state)
    ]
    flat = math.cos(math.radians(lat))
    found.sort(key=lambda id_: (id_[:2] != state, math.hypot(points[id_].lat - lat, (points[id_].lon - lon) * flat)))
    return [(id_, places[id_]) for id_ in found[:EXAMPLES]]


def qr(url: str, title: str) -> Markup:
    """Draw a QR code as SVG, black on white with its quiet zone."""
    drawn = segno.make(url, error="m", micro=False).svg_inline(
        omitsize=True, border=4, light="#fff", title=title, svgclass="qr", lineclass=None, unit=None
    )
    return Markup(drawn)  # noqa: S704


def _front(title: str, description: str) -> dict[str, object]:
    return {
        "title": title,
        "description": clip(description),
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
    }


def _counts(places: Mapping[str, On]) -> int:
    return counted(place for id_, place in places.items() if id_[2:])["limits-holds"]


def _said(renderer: Renderer, id_: str, places: Mapping[str, On]) -> str:
    catalog = renderer.site.catalog
    if id_ not in places:
        return catalog.strings.plain("state.no_record", name=STATES[id_].name)
    return catalog.vocabulary.standings[places[id_].standing].sentence.format(name=STATES[id_].name)


def _shown(renderer: Renderer, more: str) -> dict[str, object]:
    site = renderer.site
    url = site.site_url + more if site.site_url else ""
    return {
        "more_url": url,
        "code": qr(url, site.catalog.strings.plain("act.handout.code", url=url)) if url else None,
        "numbers": numbered(id_ for id_ in SOURCES if id_ in site.catalog.sources),
        "names": STATES,
    }
