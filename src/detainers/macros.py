"""Live counts and links for hand-written pages: a thin adapter to mkdocs-macros; the answers are the catalog's."""

from __future__ import annotations

import posixpath
from typing import Any

from detainers.build import current_site
from detainers.markdown import literal
from detainers.render import Renderer
from detainers.standing import counted
from detainers.states import STATES
from detainers.tables import explainer_table


def define_env(env: Any) -> None:  # noqa: ANN401
    """Offer the macros to pages that ask for them with `render_macros: true`."""
    site = current_site()
    catalog = site.catalog
    places = catalog.on(site.today)
    counts: dict[str, int] = {
        **{str(standing): number for standing, number in counted(places.values()).items()},
        "places": len(places),
        "states": len(catalog.states),
        "policies": len(catalog.policies),
    }
    counts["actions"] = sum(len(place.jurisdiction.actions) for place in places.values())
    counts["limiting-places"] = sum(p.standing == "limits-holds" and len(id_) > 2 for id_, p in places.items())  # noqa: PLR2004
    counts["limiting-states"] = len({p.jurisdiction.state for p in places.values() if p.standing == "limits-holds"})

    def link(target: str, text: str) -> str:
        here = posixpath.dirname(env.page.file.src_uri)
        return f"[{literal(text)}]({posixpath.relpath(target, here or '.')})"

    @env.macro  # type: ignore[untyped-decorator]
    def count(what: str) -> str:
        return catalog.strings.number(counts[what])

    @env.macro  # type: ignore[untyped-decorator]
    def states_where(standing: str) -> str:
        found = [id_ for id_ in catalog.states if id_ in places and places[id_].standing == standing]
        return catalog.strings.listed(link(f"jurisdictions/{id_}.md", STATES[id_].name) for id_ in found)

    @env.macro  # type: ignore[untyped-decorator]
    def place(id_: str) -> str:
        return link(f"jurisdictions/{id_}.md", catalog.jurisdictions[id_].name)

    @env.macro  # type: ignore[untyped-decorator]
    def policy(id_: str) -> str:
        return link(f"policies/{id_}.md", catalog.policies[id_].label)

    @env.macro  # type: ignore[untyped-decorator]
    def table(name: str) -> str:
        return explainer_table(Renderer(site), name, env.page.url)

    @env.macro  # type: ignore[untyped-decorator]
    def figure(name: str) -> str:
        return Renderer(site).html(f"figures/{name}.html.jinja", env.page.url)

    @env.macro  # type: ignore[untyped-decorator]
    def lookup() -> str:
        states = [
            (id_, STATES[id_].name, places.get(id_), [(other, places[other]) for other in local])
            for id_, local in catalog.states.items()
        ]
        said = {id_: standing.sentence for id_, standing in catalog.vocabulary.standings.items()}
        said["no-record"] = catalog.strings.texts["state.no_record"]
        return Renderer(site).html("lookup.html.jinja", env.page.url, states=states, said=said)
