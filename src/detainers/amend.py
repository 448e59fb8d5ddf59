"""Change one action of a known place as a form says: what became of it, or what was wrong with it."""

from __future__ import annotations

import re
from collections.abc import Mapping

from detainers.catalog import Catalog
from detainers.fmt import slug
from detainers.forms import FORMS, OF_PLACE, Field
from detainers.gazetteer import split_place
from detainers.given import Draft, Tree, Values, sources_of, value_of
from detainers.model import Jurisdiction
from detainers.problem import nearest, shown
from detainers.sent import Refusal
from detainers.values import day, one_line


def with_status(values: Values, catalog: Catalog, entries: Mapping[str, Tree]) -> Draft | None:
    """Set status, evidence and end of an action; whoever checked it before checked something else."""
    found = _found_action(values, catalog, entries)
    if found is None:
        return None
    made, action = found
    for key in ("status", "as_of", "ended", "ended_by", "checked"):
        action.pop(key, None)
        if values.found.get(key):
            action[key] = values.found[key]
    action["sources"] = [*action.get("sources", []), *sources_of(values)]
    return made


def corrected(values: Values, catalog: Catalog, entries: Mapping[str, Tree]) -> Draft | None:
    """Set one field of an action or of the place, and add the source that shows it."""
    key, value = str(values.found.get("field", "")), str(values.found.get("value", ""))
    of_place = key in OF_PLACE
    found = _found_action(values, catalog, entries, any_action=of_place)
    if found is None or not key or not value:
        return None
    made, action = found
    if of_place:
        made.entry[OF_PLACE[key]] = one_line(value)
    else:
        right = _corrected_value(key, value, catalog)
        if isinstance(right, Refusal):
            values.refusals.append(right)
            return None
        action[key] = right
        if key == "force" and right == "binding":
            del action[key]
        if key != "checked":
            action.pop("checked", None)
    action["sources"] = [*action.get("sources", []), *sources_of(values)]
    return made


def _corrected_value(key: str, text: str, catalog: Catalog) -> Tree:
    asked = next(
        (field for field in FORMS["add"] if field.key == key), Field(key, "date" if key == "checked" else "line")
    )
    value = value_of(asked, text, catalog)
    if isinstance(value, list):
        wrong = next((item for item in value if isinstance(item, Refusal)), None)
        value = wrong or value
    return Refusal("value", value.message, value.remedy) if isinstance(value, Refusal) else value


def _found_action(
    values: Values, catalog: Catalog, entries: Mapping[str, Tree], *, any_action: bool = False
) -> tuple[Draft, dict[str, Tree]] | None:
    """Find the entry and the action that a form names, as copies; without a name the only action is meant."""
    named = values.found.get("entry")
    if named is None:
        return None
    id_ = _entry_id(named, catalog)
    if id_ is None or id_ not in entries:
        guess = nearest(named, [*catalog.jurisdictions, *(place.name for place in catalog.jurisdictions.values())])
        remedy = guess or 'Write the place and the state, such as "Amherst, MA"; for a new place use the other form.'
        values.refusals.append(Refusal("entry", f"{shown(named)} is not on record.", remedy))
        return None
    entry = dict(entries[id_])
    actions = [dict(action) for action in entry["actions"]]
    place = catalog.jurisdictions[id_]
    number = _action_number(values.found.get("action"), place, any_action=any_action)
    if number is None and values.found.get("field") in ("date", "title"):
        number = _action_number(values.found.get("value"), place, any_action=False)  # As it is after the correction.
    if number is None:
        listed = "; ".join(f"{action['date']} ({action['title']})" for action in actions)
        message = f"{entry['name']} has {len(actions)} actions on record, and this names none of them alone."
        values.refusals.append(Refusal("action", message, f"Write the date of one: {listed}."))
        return None
    entry["actions"] = actions
    return Draft(id_, entry), actions[number]


def _entry_id(named: str, catalog: Catalog) -> str | None:
    address = re.search(r"jurisdictions/([a-z0-9-]+)/?", named)
    word = address.group(1) if address else named.strip().strip('"`')
    if word.lower() in catalog.jurisdictions:
        return word.lower()
    name, state = split_place(word)
    same = [
        id_
        for id_, place in catalog.jurisdictions.items()
        if place.name.casefold() == name.casefold() and state in (None, place.state)
    ]
    return same[0] if len(same) == 1 else None


def _action_number(named: str | None, place: Jurisdiction, *, any_action: bool) -> int | None:
    """Give the number of the action that a date, an anchor or part of a title names; the newest where any will do."""
    if named is None:
        return len(place.actions) - 1 if any_action or len(place.actions) == 1 else None
    word = named.removeprefix("#").removeprefix("a-")
    read = day("action", word)
    by_date = [n for n, action in enumerate(place.actions) if isinstance(read, str) and action.date == read]
    by_title = [n for n, action in enumerate(place.actions) if slug(word) and slug(word) in slug(action.title)]
    found = by_date or by_title
    return found[0] if len(found) == 1 else None
