"""What hand-written pages may ask of the data, so that no count or list in them goes stale.

Each answer is Markdown or one block of escaped HTML for the page that asks, named by its path below docs/.
"""

from __future__ import annotations

import posixpath
from functools import cached_property

from markupsafe import Markup

from detainers.acting import PARTS
from detainers.forms import FORMS, label, options
from detainers.markdown import literal
from detainers.model import Correction
from detainers.render import Renderer, script_json
from detainers.sent import NO_RESPONSE
from detainers.site import Site, url_of
from detainers.standing import On, counted
from detainers.states import STATES
from detainers.tables import explainer_table


class Live:
    """Answers for one site; every method but `counts` and `places` can be called from a page."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.catalog = site.catalog
        self.renderer = Renderer(site)

    @cached_property
    def places(self) -> dict[str, On]:
        """Give every jurisdiction as it stands today."""
        return self.catalog.on(self.site.today)

    @cached_property
    def counts(self) -> dict[str, int]:
        """Give the numbers by the names that pages use."""
        places = self.places
        limiting = {id_: place for id_, place in places.items() if place.standing == "limits-holds"}
        counts: dict[str, int] = {
            "places": len(places),
            "states": len(self.catalog.states),
            "policies": len(self.catalog.policies),
            "actions": sum(len(place.jurisdiction.actions) for place in places.values()),
            "limiting-places": sum(id_ != place.jurisdiction.state.lower() for id_, place in limiting.items()),
            "limiting-states": len({place.jurisdiction.state for place in limiting.values()}),
        }
        return counts | {str(standing): number for standing, number in counted(places.values()).items()}

    def count(self, _page: str, what: str) -> str:
        """Give a number: places, states, policies, actions, limiting-places, limiting-states, or a standing."""
        return self.catalog.strings.number(self.counts[what])

    def states_where(self, page: str, standing: str) -> str:
        """List the states whose own record has the standing today, as links in a sentence."""
        found = [id_ for id_ in self.catalog.states if id_ in self.places and self.places[id_].standing == standing]
        links = [self._link(page, f"jurisdictions/{id_}.md", STATES[id_].name) for id_ in found]
        return self.catalog.strings.listed(links)

    def place(self, page: str, id_: str) -> str:
        """Link a place by its name."""
        return self._link(page, f"jurisdictions/{id_}.md", self.catalog.jurisdictions[id_].name)

    def policy(self, page: str, id_: str) -> str:
        """Link a kind of policy by its label."""
        return self._link(page, f"policies/{id_}.md", self.catalog.policies[id_].label)

    def table(self, page: str, name: str) -> Markup:
        """Show one of the explainer tables."""
        return explainer_table(self.renderer, name, url_of(page))

    def figure(self, page: str, name: str) -> Markup:
        """Show one of the drawings of templates/figures."""
        return self.renderer.html(f"figures/{name}.html.jinja", url_of(page))

    def lookup(self, page: str) -> Markup:
        """List every place by state, for the home page's look-up."""
        states = [
            (id_, STATES[id_].name, self.places.get(id_), [(other, self.places[other]) for other in local])
            for id_, local in self.catalog.states.items()
        ]
        said = {str(id_): standing.sentence for id_, standing in self.catalog.vocabulary.standings.items()}
        said["no-record"] = self.catalog.strings.texts["state.no_record"]
        return self.renderer.html("lookup.html.jinja", url_of(page), states=states, said=said)

    def glossary(self, page: str) -> Markup:
        """List the terms of the glossary, each with an anchor of its id."""
        return self.renderer.html("glossary.html.jinja", url_of(page), terms=self.catalog.tables["glossary"])

    def corrections(self, page: str) -> Markup:
        """List the corrections, newest first."""
        rows = [row for row in self.catalog.tables["corrections"].values() if isinstance(row, Correction)]
        newest = sorted(rows, key=lambda row: row.date, reverse=True)
        return self.renderer.html("corrections.html.jinja", url_of(page), rows=newest)

    def contribute_form(self, page: str) -> Markup:
        """Show the questions for a new entry as a form that composes a text."""
        t = self.catalog.strings
        fields = FORMS["add"]
        offered = {field.key: options(field, self.catalog.vocabulary, t) for field in fields}
        words = {
            "labels": {field.key: label(field.key, t) for field in fields},
            "none": NO_RESPONSE,
            "subject": t.texts["contribute.page.mail_subject"],
            **{key: t.texts[f"contribute.page.{key}"] for key in ("copied", "ready", "long")},
        }
        return self.renderer.html(
            "contribute-form.html.jinja", url_of(page), fields=fields, offered=offered, script=script_json(words)
        )

    def act(self, page: str, part: str) -> Markup:
        """Show a part of the pages with which readers act: the clock, the letter."""
        return PARTS[part](self.renderer, url_of(page))

    def _link(self, page: str, target: str, text: str) -> str:
        here = posixpath.dirname(page) or "."
        return f"[{literal(text)}]({posixpath.relpath(target, here)})"


ANSWERS = (
    "count",
    "states_where",
    "place",
    "policy",
    "table",
    "figure",
    "lookup",
    "glossary",
    "corrections",
    "contribute_form",
    "act",
)
"""The methods that a page may call as macros."""
