"""What /letter/ is made from: all that the browser needs to compose one, and the letter with blanks without a script.

What a letter may rest on is decided here, once: an example is a binding rule, surely in force today, at high or medium
confidence.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from markupsafe import Markup

from detainers.catalog import Catalog
from detainers.model import Action, Group, Passage, Source
from detainers.render import Renderer, numbered
from detainers.site import relative
from detainers.standing import Limit, On
from detainers.states import STATES

RECIPIENTS = ("chief", "sheriff", "council", "board", "mayor", "legislator")
PASSAGES = ("request", "trust", "liability", "cost", "families", "public-safety", "miramonte", "brockton")
"""In the order in which a letter says them; the strongest case first."""
SURE_ENOUGH = ("high", "medium")
SETTLES: Mapping[str, Group] = {"limits-holds": "holds", "must-cooperate": "mandates"}
"""The standings of a state whose law settles the question, and the group of the rules that do."""


def examples(place: On) -> list[tuple[Action, list[str]]]:
    """Give the actions that a letter may name as examples, oldest first, each with the kinds of limit that it sets."""
    found: dict[int, tuple[Action, list[str]]] = {}
    for limit in place.limits:
        if _may_be_named(limit):
            found.setdefault(id(limit.action), (limit.action, []))[1].append(limit.policy)
    return [found[id(action)] for action in place.acting if id(action) in found]


def _may_be_named(limit: Limit) -> bool:
    sure = limit.answer == "yes" and limit.action.binding and limit.action.confidence in SURE_ENOUGH
    return sure and limit.group != "mandates"


def settling(state: On | None) -> tuple[str, list[Action]]:
    """Say how a state's own law bears on a local rule, "limits", "mandate" or "open", and by which actions."""
    group = SETTLES.get(state.standing) if state else None
    if state is None or group is None:
        return "open", []
    deciding = [
        limit.action
        for limit in state.limits
        if limit.group == group and limit.answer == "yes" and limit.action.binding
    ]
    actions = [action for action in state.acting if any(action is other for other in deciding)]
    return "limits" if group == "holds" else "mandate", actions


def passages(catalog: Catalog, kind: str) -> dict[str, Passage]:
    """Give the passages of a kind, by id."""
    return {id_: row for id_, row in _passages(catalog).items() if row.kind == kind}


def _passages(catalog: Catalog) -> dict[str, Passage]:
    rows = catalog.tables["passages"]
    return {id_: row for id_ in sorted(rows, key=PASSAGES.index) if isinstance(row := rows[id_], Passage)}


def document(action: Action, sources: Mapping[str, Source]) -> Source | None:
    """Give the one document to show for an action: the thing itself where it is on record, else the first."""
    cited = [sources[id_] for id_ in action.source_ids]
    return next((source for source in cited if source.primary), cited[0] if cited else None)


def letter_data(renderer: Renderer, url: str) -> dict[str, object]:
    """Collect what the browser needs, as values for JSON; texts are plain and links relative to the page."""
    catalog = renderer.site.catalog
    t = catalog.strings
    places = catalog.on(renderer.site.today)
    local = {id_: place for id_, place in places.items() if id_ not in catalog.states}
    return {
        "words": t.below("act.letter"),
        "months": t.below("months"),
        "date": t.texts["date.day"],
        "last": t.texts["number.last"],
        "policies": {
            id_: {
                "label": kind.label,
                "definition": kind.definition,
                "ask": kind.letter_sentence,
                "group": kind.group,
                "model": kind.model_text,
            }
            for id_, kind in catalog.policies.items()
            if kind.letter_sentence
        },
        "passages": {
            id_: {"kind": row.kind, "text": " ".join(row.text.splitlines()), "sources": row.sources}
            for id_, row in _passages(catalog).items()
        },
        "sources": {id_: _source(catalog, id_) for id_ in numbered(_cited(_passages(catalog).values()))},
        "standings": {id_: term.sentence for id_, term in catalog.vocabulary.standings.items()},
        "no_record": t.texts["state.no_record"],
        "places": {
            id_: [place.jurisdiction.name, place.jurisdiction.kind, *_point(catalog, id_), place.standing]
            for id_, place in local.items()
        },
        "states": {id_: _state(renderer, id_, places.get(id_), url) for id_ in STATES},
        "examples": {id_: _rows(catalog, found) for id_, place in places.items() if (found := examples(place))},
        "root": relative(url, "") if url else "./",
    }


def _cited(rows: Iterable[Passage]) -> Iterable[str]:
    return (source for row in rows for source in row.sources)


def _source(catalog: Catalog, id_: str) -> list[str]:
    source = catalog.sources[id_]
    parts = [source.title, source.publisher, *([catalog.strings.date(source.published)] if source.published else [])]
    return [", ".join(parts), source.url]


def _point(catalog: Catalog, id_: str) -> list[float | None]:
    point = catalog.places.get(id_)
    return [point.lat, point.lon] if point else [None, None]


def _state(renderer: Renderer, id_: str, state: On | None, url: str) -> dict[str, object]:
    catalog = renderer.site.catalog
    how, actions = settling(state)
    box = STATES[id_]
    return {
        "name": box.name,
        "how": how,
        "law": [_law(catalog, action) for action in actions],
        "standing": state.standing if state else None,
        "point": [(box.south + box.north) / 2, (box.west + box.east) / 2],
        "href": relative(url, f"jurisdictions/{id_}/") if id_ in catalog.states else None,
    }


def _law(catalog: Catalog, action: Action) -> str:
    key = "act.letter.law_cited" if action.citation else "act.letter.law"
    return catalog.strings.plain(
        key, title=action.title, citation=action.citation or "", date=catalog.strings.date(action.date)
    )


def _rows(catalog: Catalog, found: list[tuple[Action, list[str]]]) -> list[dict[str, object]]:
    return [
        {
            "kinds": kinds,
            "date": catalog.strings.date(action.date),
            "instrument": catalog.vocabulary.instruments[action.instrument].label,
            "title": action.title,
            "citation": action.citation or "",
            "url": source.url if (source := document(action, catalog.sources)) else "",
        }
        for action, kinds in found
    ]


def letter(renderer: Renderer, url: str) -> Markup:
    """Render the form, the letter with its blanks, and the list."""
    catalog = renderer.site.catalog
    places = catalog.on(renderer.site.today)
    holds = [policy for policy, kind in catalog.policies.items() if kind.group == "holds"]
    listed = [
        (id_, place, action, kinds)
        for id_, place in places.items()
        for action, all_kinds in examples(place)
        if (kinds := [kind for kind in all_kinds if kind in holds])
    ]
    asks = {id_: kind for id_, kind in catalog.policies.items() if kind.letter_sentence}
    return renderer.html(
        "act/letter.html.jinja",
        url,
        data=letter_data(renderer, url),
        recipients=RECIPIENTS,
        asks=dict(sorted(asks.items(), key=lambda item: item[1].letter is None)),
        request=passages(catalog, "request"),
        reasons=passages(catalog, "reason"),
        cases=passages(catalog, "case"),
        numbers=numbered(_cited(_passages(catalog).values())),
        states=STATES,
        letter_count=sum(kind.letter is not None for kind in asks.values()),
        listed=listed,
        document=lambda action: document(action, catalog.sources),
    )
