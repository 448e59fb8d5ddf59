"""Rules for one jurisdiction: its id, its kind, the order of its actions and where it lies."""

from __future__ import annotations

import re
from itertools import pairwise

from detainers.dates import first_day, last_day, period
from detainers.model import Jurisdiction
from detainers.problem import nearest, shown
from detainers.rules.finding import Context, EntryRule, Finding, Findings
from detainers.states import STATES

ID = re.compile(r"[a-z]{2}(-[a-z0-9]+)*", re.ASCII)
STATEWIDE = ("state", "federal-district")


def id_names_the_state(id_: str, place: Jurisdiction, _context: Context) -> Findings:
    """An id is the state's postal letters, and for a local place a slug."""
    state = place.state.lower()
    if state not in STATES or place.state != place.state.upper():
        yield Finding(
            ("state",),
            f"{shown(place.state)} is not a state's postal letters.",
            "Write two capital letters, such as MA.",
        )
    elif not ID.fullmatch(id_):
        yield Finding((), f"{shown(id_)} cannot be an id.", f"Write {state}-name in small letters, digits and hyphens.")
    elif id_[:2] != state:
        yield Finding(
            (),
            f'The id starts with "{id_[:2]}" but the state is {place.state}.',
            f"Start the id with {state}-, or correct the state.",
        )
    elif (place.kind in STATEWIDE) != (id_ == state):
        remedy = f'The state itself is "{state}"; every other place is "{state}-name".'
        yield Finding((), f'The id "{id_}" does not go with the kind "{place.kind}".', remedy)


def county_ids_end_so(id_: str, place: Jurisdiction, _context: Context) -> Findings:
    """A county and a town of one name never share an id."""
    county = id_.endswith(("-county", "-parish"))
    if place.kind == "county" and not county and "county" not in id_.split("-"):
        yield Finding((), "The id of a county ends in -county (or -parish).", f"Write {id_}-county.")
    if place.kind in ("city", "town", "village") and county:
        yield Finding(
            ("kind",), f'The id ends like a county\'s, but the kind is "{place.kind}".', "Correct the id or the kind."
        )


def kind_is_in_the_vocabulary(_id: str, place: Jurisdiction, context: Context) -> Findings:
    """The kind is an id that policies.yml describes."""
    known = context.catalog.vocabulary.kinds
    if place.kind not in known:
        yield Finding(
            ("kind",),
            f"{shown(place.kind)} is not a known kind. {nearest(place.kind, known)}".strip(),
            f"Known: {', '.join(known)}.",
        )


def has_an_action(_id: str, place: Jurisdiction, _context: Context) -> Findings:
    """A place without an action says nothing."""
    if not place.actions:
        yield Finding(
            ("actions",), "There is no action.", "Record at least one, with date, instrument, summary and sources."
        )


def actions_are_oldest_first(_id: str, place: Jurisdiction, _context: Context) -> Findings:
    """Actions stand in order; one with an imprecise date may stand anywhere inside its period."""
    for number, (action, later) in enumerate(pairwise(place.actions), start=1):
        if period(action.date) and period(later.date) and first_day(action.date) > last_day(later.date):
            message = f"This action ({later.date}) stands after a later one ({action.date})."
            yield Finding(
                ("actions", number, "date"), message, "The oldest action comes first: `make fmt` moves it.", mends=True
            )


def point_lies_in_the_state(id_: str, place: Jurisdiction, context: Context) -> Findings:
    """Each id has a row in places.csv, its geoid that of the state, its point inside the state's box."""
    state = STATES.get(place.state.lower())
    point = context.catalog.places.get(id_)
    if point is None:
        remedy = "Nothing to do in a pull request: a maintainer runs tools/places.py."
        yield Finding((), "There is no row for it in places.csv; it will not be on the map.", remedy, level="warning")
    elif state is not None and not state.holds(point.lat, point.lon):
        message = f"Its point in places.csv ({point.lat}, {point.lon}) is not in {state.name}."
        yield Finding((), message, "A maintainer runs tools/places.py.")
    elif state is not None and point.geoid and not point.geoid.startswith(state.fips):
        yield Finding(
            (),
            f"Its geoid in places.csv ({point.geoid}) is not one of {state.name}.",
            "A maintainer runs tools/places.py.",
        )


ENTRY_RULES: tuple[EntryRule, ...] = (
    id_names_the_state,
    county_ids_end_so,
    kind_is_in_the_vocabulary,
    has_an_action,
    actions_are_oldest_first,
    point_lies_in_the_state,
)
