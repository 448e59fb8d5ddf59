"""What the scripts of the table need beside its rows: one compact block of words, actions and search keys.

The scripts compute every standing from these actions as `standing` does; no answer in the block depends on the day.
"""

from __future__ import annotations

import json
import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from markupsafe import Markup

from detainers.charts import Outline, chart, frame, mark_size, marks, outlines, series, shape
from detainers.model import Action, Jurisdiction
from detainers.site import Site
from detainers.standing import On
from detainers.states import STATES
from detainers.strings import Strings

SHARED = (("chip", "advisory"), ("chip", "maybe"), ("table", "no_limits"), ("table", "no_since"))
"""Words of the table that its scripts say too."""
NAMED_DAYS = (("letter", "2012-06-01"), ("ends", "2014-11-20"), ("returns", "2017-01-25"))
"""Days that a reader may want to see: of the letter, and of the timeline's end and return of Secure Communities."""
FIRST_DAY = "1980-01-01"
"""The earliest day that can be asked; the slider begins with the chart."""


def explorer_values(site: Site, rows: Sequence[str], places: Mapping[str, On]) -> dict[str, object]:
    """Give what the table's page shows beside its rows; `rows` are the ids in their order there."""
    counted = series(site.catalog, site.today)
    return {
        "today": site.today,
        "explorer": {
            "days": NAMED_DAYS,
            "first": FIRST_DAY,
            "block": block(site, rows, places),
            "possibly": sum(may_limit(place) for place in places.values()),
            "of_state": Counter(
                place.jurisdiction.state.lower() for place in places.values() if place.standing == "limits-holds"
            ),
        },
        "map": _map(site, site.catalog.strings.plain("map.title"), outlines(), places) | {"live": True},
        "growth": counted,
        "chart": chart(counted),
    }


def state_map(site: Site, state: str, places: Mapping[str, On]) -> dict[str, object] | None:
    """Give a state's part of the map, or nothing for a state that the map does not show."""
    if state not in outlines():
        return None
    title = site.catalog.strings.plain("map.state_title", name=STATES[state].name)
    own = {id_: place for id_, place in places.items() if place.jurisdiction.state.lower() == state}
    return _map(site, title, {state: outlines()[state]}, own)


def _map(site: Site, title: str, shown: Mapping[str, Outline], places: Mapping[str, On]) -> dict[str, object]:
    view = frame(shown)
    drawn = list(marks(site.catalog, places, mark_size(view)))
    return {
        "title": title,
        "frame": " ".join(map(str, view)),
        "outlines": shown,
        "standing": {id_: places[id_].standing if id_ in places else "no-record" for id_ in shown},
        "marks": {
            standing: "".join(mark.path for mark in drawn if mark.standing == standing)
            for standing in site.catalog.vocabulary.standings
        },
        "live": False,
        "key": {standing: shape(standing, 0, 0, 10) for standing in site.catalog.vocabulary.standings},
    }


def block(site: Site, order: Iterable[str], places: Mapping[str, On]) -> Markup:
    """Give the block as JSON that is safe inside a script element; `places` in it follow the order of the rows.

    A place is its search key, the number of its kind, its point on the map or 0, and its actions; an action is start,
    newest evidence, end or "", 1 for an unknown status, 1 for advisory, and the numbers of its policies, its instrument
    and its confidence in the lists above them.
    """
    catalog = site.catalog
    words = catalog.vocabulary
    numbers = {
        name: {id_: number for number, id_ in enumerate(terms)}
        for name, terms in (
            ("policies", words.policies),
            ("instruments", words.instruments),
            ("confidences", words.confidences),
            ("kinds", words.kinds),
        )
    }
    points = {mark.id: [mark.x, mark.y] for mark in marks(catalog, places)}
    return in_script(
        {
            "today": site.today.isoformat(),
            "words": _words(catalog.strings),
            "policies": [[id_, term.label, term.group] for id_, term in words.policies.items()],
            "instruments": [[id_, term.label] for id_, term in words.instruments.items()],
            "confidences": [[id_, term.label] for id_, term in words.confidences.items()],
            "kinds": [[id_, term.label, term.plural] for id_, term in words.kinds.items()],
            "standings": [[id_, term.label] for id_, term in words.standings.items()],
            "states": [[id_, STATES[id_].name] for id_ in catalog.states],
            "places": [
                [
                    search_key(place),
                    numbers["kinds"][place.kind],
                    points.get(id_, 0),
                    [_action(action, numbers) for action in place.actions],
                ]
                for id_, place in ((id_, places[id_].jurisdiction) for id_ in order)
            ],
        }
    )


def _words(strings: Strings) -> dict[str, str]:
    """Collect the words of the scripts: their own, the table's, and what dates and numbers are written with."""
    shared = {key: strings.texts[f"{above}.{key}"] for above, key in SHARED}
    parts = {
        f"{above}.{key}": text for above in ("months", "date", "number") for key, text in strings.below(above).items()
    }
    return strings.below("explorer.script") | shared | parts


def may_limit(place: On) -> bool:
    """Tell whether a place may limit holds, for all that is known: a binding rule was possibly in force."""
    return place.standing == "unclear" and any(limit.limits_holds for limit in place.limits)


def in_script(value: object) -> Markup:
    """Write JSON in which nothing can end the script element that holds it."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return Markup(text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026"))  # noqa: S704


def search_key(place: Jurisdiction) -> str:
    """Give the words under which a place is found, each once after a space: name, state, agency, citations, titles."""
    texts = [place.name, STATES[place.state.lower()].name, place.state, place.agency or ""]
    texts += [text for action in place.actions for text in (action.citation or "", action.title)]
    return "".join(f" {word}" for word in dict.fromkeys(folded(" ".join(texts)).split()))


def folded(text: str) -> str:
    """Write a text in small letters without accents, words parted by single spaces, as `fold` of query.js does."""
    apart = unicodedata.normalize("NFD", text)
    plain = "".join(sign for sign in apart if unicodedata.category(sign)[0] != "M").lower()
    kept = "".join(sign if unicodedata.category(sign)[0] in "LN" else " " for sign in plain)
    return " ".join(kept.split())


def _action(action: Action, numbers: Mapping[str, Mapping[str, int]]) -> list[object]:
    return [
        action.effective or action.date,
        action.as_of,
        action.ended or "",
        int(action.status == "unknown"),
        int(not action.binding),
        [numbers["policies"][policy] for policy in action.policies],
        numbers["instruments"][action.instrument],
        numbers["confidences"][action.confidence],
    ]
