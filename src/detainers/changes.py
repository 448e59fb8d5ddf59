"""What changed between two states of the record, in words: for reviewers of a pull request and for the feed.

Pure: two catalogs in, one sentence a jurisdiction out. Their parts are in strings.yml under `contribute.change`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from detainers.catalog import Catalog
from detainers.model import Action, Jurisdiction
from detainers.standing import On
from detainers.states import STATES


@dataclass(frozen=True, slots=True)
class Change:
    """One jurisdiction that is new, gone or different, and a sentence that says how."""

    id: str
    what: Literal["added", "changed", "removed"]
    sentence: str


def changes(before: Catalog, after: Catalog, day: date) -> list[Change]:
    """Say what changed, by id; standings are those of the day. Reordering and formatting are no change."""
    was, now = before.jurisdictions, after.jurisdictions
    found = []
    for id_ in sorted({*was, *now}):
        if id_ not in was:
            found.append(Change(id_, "added", _added(now[id_], after, day)))
        elif id_ not in now:
            found.append(Change(id_, "removed", _text(after, "removed", place=_named(was[id_]))))
        elif was[id_] != now[id_]:
            found.append(Change(id_, "changed", _changed(was[id_], now[id_], after, day)))
    return found


def _added(place: Jurisdiction, catalog: Catalog, day: date) -> str:
    on = On(place, catalog.policies, day)
    sources = len({source for action in place.actions for source in action.source_ids})
    return _text(
        catalog,
        "added",
        place=_named(place),
        kind=catalog.vocabulary.kinds[place.kind].label.lower(),
        standing=_standing(on, catalog),
        sources=catalog.strings.plain("contribute.change.sources", count=sources),
    )


def _changed(was: Jurisdiction, now: Jurisdiction, catalog: Catalog, day: date) -> str:
    parts = [*_of_place(was, now, catalog), *_of_actions(was, now, catalog)]
    before, after = (On(place, catalog.policies, day).standing for place in (was, now))
    if before != after:
        labels = catalog.vocabulary.standings
        parts.append(_text(catalog, "standing", was=labels[before].label.lower(), now=labels[after].label.lower()))
    return _text(catalog, "changed", place=_named(now), parts="; ".join(parts))


def _of_place(was: Jurisdiction, now: Jurisdiction, catalog: Catalog) -> Iterator[str]:
    for key in Jurisdiction.model_fields:
        if key != "actions" and getattr(was, key) != getattr(now, key):
            yield _field(key, getattr(was, key), getattr(now, key), catalog)


def _of_actions(was: Jurisdiction, now: Jurisdiction, catalog: Catalog) -> Iterator[str]:
    pairs, new, gone = _paired(was.actions, now.actions)
    for action in new:
        yield _text(catalog, "action_added", action=_action(action, catalog), limits=_limits(action, catalog))
    for action in gone:
        yield _text(catalog, "action_removed", action=_action(action, catalog))
    for older, newer in pairs:
        parts = [
            _field(key, getattr(older, key), getattr(newer, key), catalog)
            for key in Action.model_fields
            if getattr(older, key) != getattr(newer, key)
        ]
        if parts:
            yield _text(catalog, "action_changed", action=_action(newer, catalog), parts=", ".join(parts))


_SAME: tuple[Callable[[Action, Action], bool], ...] = (
    lambda older, newer: older == newer,
    lambda older, newer: older.date == newer.date,
    lambda older, newer: older.title == newer.title,
)


def _paired(
    was: tuple[Action, ...], now: tuple[Action, ...]
) -> tuple[list[tuple[Action, Action]], list[Action], list[Action]]:
    """Pair the accounts of one action: the same, those of one day, those of one title; the rest is new or gone."""
    old, new = list(was), list(now)
    pairs: list[tuple[Action, Action]] = []
    for same in _SAME:
        for newer in list(new):
            older = next((action for action in old if same(action, newer)), None)
            if older is not None:
                pairs.append((older, newer))
                old.remove(older)
                new.remove(newer)
    return pairs, new, old


def _field(key: str, was: object, now: object, catalog: Catalog) -> str:
    if key == "sources":
        old, new = (set(map(str, sources)) if isinstance(sources, tuple) else set() for sources in (was, now))
        return _text(catalog, "field_sources", added=len(new - old), removed=len(old - new))
    if key in ("summary", "note", "title", "citation"):
        return _text(catalog, "field_text", name=key)
    form = "field" if was and now else "field_new" if now else "field_gone"
    return _text(catalog, form, name=key, was=_said(was), now=_said(now))


def _said(value: object) -> str:
    return ", ".join(map(str, value)) if isinstance(value, tuple) else str(value)


def _action(action: Action, catalog: Catalog) -> str:
    label = catalog.vocabulary.instruments[action.instrument].label.lower()
    return _text(catalog, "action", instrument=label, date=catalog.strings.date(action.date))


def _limits(action: Action, catalog: Catalog) -> str:
    labels = [catalog.policies[policy].label.lower() for policy in action.policies]
    return catalog.strings.listed(labels) or catalog.strings.texts["contribute.change.no_policies"]


def _standing(on: On, catalog: Catalog) -> str:
    label = catalog.vocabulary.standings[on.standing].label.lower()
    limits = [catalog.policies[limit.policy].label.lower() for limit in on.limits if limit.answer == "yes"]
    said = f"{label}: {catalog.strings.listed(limits)}" if limits else label
    return _text(catalog, "since", said=said, date=catalog.strings.date(on.since)) if on.since else said


def _named(place: Jurisdiction) -> str:
    state = STATES[place.state.lower()].name
    return place.name if place.name == state else f"{place.name}, {state}"


def _text(catalog: Catalog, key: str, **values: object) -> str:
    return catalog.strings.plain(f"contribute.change.{key}", **values)
