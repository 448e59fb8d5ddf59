"""The pages for contributors that the data makes: what needs checking, and what each field of an entry means."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from detainers.catalog import Catalog
from detainers.dates import last_day
from detainers.forms import FIELDS as QUESTIONS
from detainers.forms import options
from detainers.model import Action, Jurisdiction, Source, fields_of
from detainers.render import Page, Renderer, clip
from detainers.states import STATES

OLD = 2
"""Years after which the newest evidence of a rule in force is looked for again."""
CITED = ("statute", "ordinance", "bylaw", "resolution", "executive-order", "court-ruling", "ballot-measure")
"""Instruments that a lawyer would cite; an agency's policy often has no citation."""


@dataclass(frozen=True, slots=True)
class Task:
    """An action that someone should look at: its place, and what is to be found, in sentences."""

    id: str
    name: str
    action: Action
    find: tuple[str, ...]


def tasks(catalog: Catalog, today: date) -> dict[str, list[Task]]:
    """Give the tasks of each state that has any, by the state's id, its own first."""
    found: dict[str, list[Task]] = {}
    for state, local in catalog.states.items():
        for id_ in (state, *local):
            place = catalog.jurisdictions.get(id_)
            for action in place.actions if place else ():
                find = tuple(_to_find(id_, action, catalog, today))
                if place and find:
                    found.setdefault(state, []).append(Task(id_, place.name, action, find))
    return found


def _to_find(id_: str, action: Action, catalog: Catalog, today: date) -> Iterator[str]:
    t = catalog.strings
    over = action.ended is not None
    limit = today.replace(year=today.year - OLD, day=min(today.day, 28))
    old = not over and last_day(action.as_of) < limit
    if action.status == "unknown":
        yield t.plain("contribute.help.unknown")
    if old and action.status != "unknown":
        yield t.plain("contribute.help.old", date=t.date(action.as_of))
    newer = None if over else _newer_state_action(id_, action, catalog)
    if newer is not None:
        state = STATES[id_[:2]].name
        yield t.plain("contribute.help.state_changed", state=state, date=t.date(newer.date))
    if action.confidence == "low":
        yield t.plain("contribute.help.low")
    elif len(action.sources) < 2 and not _primary(action, catalog):  # noqa: PLR2004
        yield t.plain("contribute.help.one_source")
    if action.citation is None and action.instrument in CITED:
        yield t.plain("contribute.help.citation")


def _newer_state_action(id_: str, action: Action, catalog: Catalog) -> Action | None:
    """Give the newest action of the state that is later than the evidence for a local action."""
    state = catalog.jurisdictions.get(id_[:2])
    if state is None or id_ == id_[:2]:
        return None
    later = [other for other in state.actions if other.policies and last_day(other.date) > last_day(action.as_of)]
    return later[-1] if later else None


def _primary(action: Action, catalog: Catalog) -> bool:
    return any(catalog.sources[id_].primary for id_ in action.source_ids if id_ in catalog.sources)


def contributor_pages(renderer: Renderer) -> Iterator[Page]:
    """Make the page of tasks and the reference of fields."""
    site = renderer.site
    t = site.catalog.strings
    found = tasks(site.catalog, site.today)
    count = sum(len(of_state) for of_state in found.values())
    front = {
        "title": t.plain("contribute.help.title"),
        "description": clip(t.plain("contribute.help.description", count=count)),
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
    }
    states = [(state, STATES[state].name, of_state) for state, of_state in found.items()]
    yield renderer.page("contribute/help-wanted.md", "help-wanted.html.jinja", front, states=states, count=count)
    records = (("place", Jurisdiction), ("action", Action), ("source", Source))
    choices = {key: options(field, site.catalog.vocabulary, t) for key, field in QUESTIONS.items() if field.choices}
    yield renderer.page(
        "contribute/fields.md",
        "fields.html.jinja",
        front | {"title": t.plain("contribute.fields.title"), "description": t.plain("contribute.fields.description")},
        records=[(name, fields_of(record)) for name, record in records],
        choices={key: offered for key, offered in choices.items() if key not in ("state", "field")},
    )
