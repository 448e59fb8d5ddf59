"""Turn the answers to a form into an entry: a new place, a new action of a known one, or a change of one action.

Pure. A place on record under another spelling is not added again, and what is there already is not changed.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from detainers.amend import corrected, with_status
from detainers.catalog import Catalog
from detainers.fmt import slug
from detainers.gazetteer import COUNTY_WORDS, bare, county, county_word, split_place, state_of
from detainers.given import Draft, Tree, Values, read_answers, sources_of
from detainers.model import Action
from detainers.problem import shown
from detainers.rules.entries import STATEWIDE
from detainers.sent import Answers, Refusal
from detainers.states import STATES


def draft(answers: Answers, catalog: Catalog, entries: Mapping[str, Tree]) -> Draft | list[Refusal]:
    """Make the entry, from the raw entries that are there, or say everything that keeps it from being made."""
    values = read_answers(answers, catalog)
    make = {"add": _added, "status": with_status, "correct": corrected}[answers.form]
    made = make(values, catalog, entries)
    return values.refusals if made is None or values.refusals else made


def _added(values: Values, catalog: Catalog, entries: Mapping[str, Tree]) -> Draft | None:
    found = values.found
    action = _action(values)
    if values.refusals:
        return None
    name, named_state = split_place(found["place"])
    state, kind = found["state"], found["kind"]
    if named_state not in (None, state):
        message = f"The name says {named_state}, but the state chosen is {state}."
        values.refusals.append(Refusal("state", message, "Correct one of the two."))
        return None
    id_ = state.lower() if kind in STATEWIDE else f"{state.lower()}-{slug(name)}"
    if kind in STATEWIDE:
        name = STATES[id_].name if state_of(name) == state else name
    named = _other_name(id_, name, kind, catalog, state) if kind not in STATEWIDE else []
    values.refusals += named or _name_problems(name, state, kind)
    known = entries.get(id_)
    if values.refusals:
        return None
    if known is None:
        place = {"name": name, "kind": kind, "state": state, "agency": found.get("agency")}
        return Draft(id_, {key: value for key, value in place.items() if value} | {"actions": [action]})
    if known.get("kind") != kind:
        label = catalog.vocabulary.kinds[str(known["kind"])].label
        values.refusals.append(Refusal("kind", f'{known["name"]} is on record as "{label}".', f"Choose {label}."))
        return None
    return _next_action(values, id_, known, action)


def _next_action(values: Values, id_: str, known: dict[str, Tree], action: dict[str, Tree]) -> Draft | None:
    same = next((n for n, other in enumerate(known["actions"]) if _matter(other) == _matter(action)), None)
    if same is not None:
        before = known["actions"][same]
        other = [key for key in action if key != "sources" and before.get(key) != action[key]]
        if other:
            message = f'{known["name"]} has an action of {before["date"]} on record already ("{before["title"]}").'
            remedy = "To change it, use the form for corrections; for another action of that day write another title."
            values.refusals.append(Refusal("place", message, remedy))
            return None
        return Draft(id_, dict(known))
    return Draft(id_, known | {"actions": [*known["actions"], action]})


def _matter(action: dict[str, Tree]) -> tuple[str, str]:
    """Say what makes two accounts of an action one: its day, and its title without case and signs."""
    return str(action.get("date")), slug(str(action.get("title")))


def _name_problems(name: str, state: str, kind: str) -> list[Refusal]:
    ends_so = name.casefold().endswith(COUNTY_WORDS)
    if not slug(name):
        return [Refusal("place", "This name has no letters.", "Write it as on a map, such as Hadley.")]
    if kind in STATEWIDE and state_of(name) != state:
        message = f'{shown(name)} is no state, but the kind is "{kind}".'
        return [Refusal("kind", message, f"Choose another kind, or write {STATES[state.lower()].name}.")]
    if kind == "county" and not ends_so:
        full = f"{name} {county_word(state)}"
        return [Refusal("place", "The name of a county ends in the word.", f'Write "{full}", or choose another kind.')]
    if kind in ("city", "town", "village") and ends_so and county(name, state):
        return [Refusal("kind", f'{shown(name)} is a county, but the kind is "{kind}".', "Choose County.")]
    found = re.match(r"(?i)(?:the )?(?:town|city|village) of (?=\S)", name)
    if found and kind != "agency":
        return [Refusal("place", f"{shown(name)} is more than the name.", f'Write "{name[found.end() :]}".')]
    return []


def _other_name(id_: str, name: str, kind: str, catalog: Catalog, state: str) -> list[Refusal]:
    """Find a place that is on record under another spelling, or as another entry for the same county."""
    geoid = place.geoid if kind == "county" and (place := county(name, state)) else None
    for other_id, other in catalog.jurisdictions.items():
        if other_id == id_ or other.state != state or (other.kind == "county") != (kind == "county"):
            continue
        point = catalog.places.get(other_id)
        if bare(other.name) == bare(name) or (geoid and point and point.geoid == geoid):
            message = f'This place is on record as "{other.name}" ({other_id}).'
            return [Refusal("place", message, f'Write "{other.name}".')]
    return []


def _action(values: Values) -> dict[str, Tree]:
    found = values.found
    action = {name: found[name] for name in Action.model_fields if found.get(name) and name != "sources"}
    if action.get("force") != "advisory":
        action.pop("force", None)
    return action | {"policies": found.get("policies", []), "sources": sources_of(values)}
