"""Which pages the data makes, and what each shows. Words and markup are in the templates; facts are in the records."""

from __future__ import annotations

import math
from collections.abc import Iterator
from datetime import date

from detainers.explorer import explorer_values, state_map
from detainers.handout import handout_pages
from detainers.helpwanted import contributor_pages
from detainers.model import Action
from detainers.render import Page, Renderer, clip, numbered
from detainers.site import Site
from detainers.sources import bibliography_pages
from detainers.standing import Limit, On, counted, in_force
from detainers.states import STATES

LETTER_DAY = date(2012, 6, 1)
"""The day of the letter that this site grew from."""
NEARBY = 6


def pages(site: Site) -> Iterator[Page]:
    """Make every page that the data makes."""
    renderer = Renderer(site)
    places = site.catalog.on(site.today)
    yield table_page(renderer, places)
    yield snapshot_page(renderer, site.catalog.on(LETTER_DAY))
    for state in site.catalog.states:
        yield state_page(renderer, state, places)
        for id_ in site.catalog.states[state]:
            yield place_page(renderer, id_, places)
    yield policies_page(renderer, places)
    for policy in site.catalog.policies:
        yield policy_page(renderer, policy, places)
    yield from bibliography_pages(renderer)
    yield from contributor_pages(renderer)
    yield from handout_pages(renderer, places)


def table_page(renderer: Renderer, places: dict[str, On]) -> Page:
    """Make the table of every place, grouped by state."""
    t = renderer.site.catalog.strings
    counts = counted(places.values())
    front = {
        "title": t.plain("table.title"),
        "description": clip(t.plain("table.description", count=len(places), limits=counts["limits-holds"])),
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
        "early": "early.js",
        "scripts": ["explorer.js"],
        "modules": ["address.js", "describe.js", "in_force.js", "query.js", "rows.js"],
    }
    limiting = [place for place in places.values() if place.standing == "limits-holds"]
    local = sum(place.jurisdiction.state.lower() != id_ for id_, place in places.items() if place in limiting)
    states = _by_state(renderer, places)
    rows = [id_ for _, _, local in states for id_, _ in local]
    return renderer.page(
        "jurisdictions/index.md",
        "table.html.jinja",
        front,
        states=states,
        counts=counts,
        **explorer_values(renderer.site, rows, places),
        limiting={"places": local, "states": len({place.jurisdiction.state for place in limiting})},
    )


def snapshot_page(renderer: Renderer, places: dict[str, On]) -> Page:
    """Make the list as it stood on the letter's day."""
    t = renderer.site.catalog.strings
    groups = {
        standing: [(id_, place) for id_, place in places.items() if place.standing == standing]
        for standing in ("limits-holds", "other-limits", "unclear", "must-cooperate")
    }
    front = {
        "title": t.plain("snapshot.title"),
        "description": clip(t.plain("snapshot.description", count=len(groups["limits-holds"]))),
        "hide": ["navigation", "toc"],
        "search": {"exclude": True},
    }
    ids = [
        id_
        for found in groups.values()
        for _, place in found
        for limit in place.limits
        for id_ in limit.action.source_ids
    ]
    return renderer.page(
        "jurisdictions/on-2012-06-01.md",
        "snapshot.html.jinja",
        front,
        groups=groups,
        day=LETTER_DAY,
        numbers=numbered(ids),
    )


def state_page(renderer: Renderer, state: str, places: dict[str, On]) -> Page:
    """Make a state's page: its own record, if there is one, and its places."""
    catalog = renderer.site.catalog
    t = catalog.strings
    name = STATES[state].name
    local = [(id_, places[id_]) for id_ in catalog.states[state]]
    limiting = sum(place.standing == "limits-holds" for _, place in local)
    if state in places:
        said = t.plain("state.description", sentence=_sentence(renderer, places[state]), count=limiting, of=len(local))
    else:
        said = t.plain("state.description_local", name=name, count=limiting, of=len(local))
    front = {"title": name, "description": clip(said), "hide": ["navigation", "toc"], "feed": f"feeds/{state}.xml"}
    if state in places:
        front["json"] = f"api/v1/jurisdictions/{state}.json"
    shown = _place_values(renderer, state, places) if state in places else {"place": None}
    return renderer.page(
        f"jurisdictions/{state}.md",
        "state.html.jinja",
        front,
        id=state,
        name=name,
        local=local,
        limiting=limiting,
        map=state_map(renderer.site, state, places),
        **shown,
    )


def place_page(renderer: Renderer, id_: str, places: dict[str, On]) -> Page:
    """Make the page of a local place."""
    t = renderer.site.catalog.strings
    place = places[id_]
    jurisdiction = place.jurisdiction
    state = jurisdiction.state.lower()
    title = t.plain("place.title", name=jurisdiction.name, state=STATES[state].name)
    standing = renderer.site.catalog.vocabulary.standings[place.standing].label
    key = "place.description_since" if place.since else "place.description"
    description = t.plain(
        key, place=title, standing=standing.lower(), since=t.date(place.since or ""), date=t.date(place.evidence)
    )
    front = {
        "title": title,
        "description": clip(description),
        "hide": ["navigation", "toc"],
        "feed": f"feeds/{state}.xml",
        "json": f"api/v1/jurisdictions/{id_}.json",
    }
    return renderer.page(
        f"jurisdictions/{id_}.md",
        "place.html.jinja",
        front,
        id=id_,
        state=state,
        state_name=STATES[state].name,
        state_law=places.get(state),
        nearby=_nearby(renderer.site, id_, places),
        **_place_values(renderer, id_, places),
    )


def policies_page(renderer: Renderer, places: dict[str, On]) -> Page:
    """Make the overview of the kinds of policy, by group."""
    t = renderer.site.catalog.strings
    have = {
        policy: sum(
            any(limit.policy == policy and limit.answer == "yes" for limit in place.limits) for place in places.values()
        )
        for policy in renderer.site.catalog.policies
    }
    front = {
        "title": t.plain("policies.title"),
        "description": clip(t.plain("policies.description")),
        "hide": ["navigation", "toc"],
    }
    return renderer.page("policies/index.md", "policies.html.jinja", front, have=have)


def policy_page(renderer: Renderer, policy: str, places: dict[str, On]) -> Page:
    """Make the page of one kind of policy: meaning, reasons, model text, who has it and who had it."""
    site = renderer.site
    kind = site.catalog.policies[policy]
    today: dict[str, list[tuple[str, On, Action]]] = {"yes": [], "maybe": [], "no": []}
    for id_, place in places.items():
        found = [action for action in place.jurisdiction.actions if policy in action.policies]
        if found:
            now: Limit | None = next((limit for limit in place.limits if limit.policy == policy), None)
            today[now.answer if now else "no"].append((id_, place, now.action if now else found[-1]))
    front = {
        "title": kind.label,
        "description": clip(
            site.catalog.strings.plain("policy.description", definition=kind.definition, count=len(today["yes"]))
        ),
        "hide": ["navigation", "toc"],
    }
    return renderer.page(
        f"policies/{policy}.md",
        "policy.html.jinja",
        front,
        id=policy,
        policy=kind,
        now=today["yes"],
        maybe=today["maybe"],
        before=today["no"],
        numbers=numbered(kind.sources),
    )


def _place_values(renderer: Renderer, id_: str, places: dict[str, On]) -> dict[str, object]:
    """Collect what a place's page and a state's page both show of the record."""
    place = places[id_]
    actions = place.jurisdiction.actions
    return {
        "place": place,
        "sentence": _sentence(renderer, place),
        "history": [
            (action_anchor(number, actions), action, in_force(action, place.day))
            for number, action in enumerate(actions)
        ],
        "numbers": numbered(source for action in actions for source in action.source_ids),
        "line": renderer.site.lines.get(id_),
    }


def action_anchor(number: int, actions: tuple[Action, ...]) -> str:
    """Give an action's anchor, its date; a second one of the same date gets a number."""
    date_text = actions[number].date
    same = sum(action.date == date_text for action in actions[:number])
    return f"a-{date_text}" + (f"-{same + 1}" if same else "")


def _sentence(renderer: Renderer, place: On) -> str:
    sentence = renderer.site.catalog.vocabulary.standings[place.standing].sentence
    return sentence.format(name=place.jurisdiction.name)


def _by_state(renderer: Renderer, places: dict[str, On]) -> list[tuple[str, str, list[tuple[str, On]]]]:
    """Give id, name and rows of each state, its own record first."""
    return [
        (state, STATES[state].name, [(id_, places[id_]) for id_ in ([state] if state in places else []) + local])
        for state, local in renderer.site.catalog.states.items()
    ]


def _nearby(site: Site, id_: str, places: dict[str, On]) -> list[tuple[str, On]]:
    """Give the nearest other places of the state that have a point."""
    points = site.catalog.places
    here = points.get(id_)
    if here is None:
        return []
    others = [
        other
        for other in site.catalog.states[places[id_].jurisdiction.state.lower()]
        if other != id_ and other in points
    ]
    flat = math.cos(math.radians(here.lat))
    nearest = sorted(
        others, key=lambda other: math.hypot(points[other].lat - here.lat, (points[other].lon - here.lon) * flat)
    )
    return [(other, places[other]) for other in nearest[:NEARBY]]
