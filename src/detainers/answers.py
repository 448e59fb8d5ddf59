"""The answers of the JSON API v1, made from the catalog: records in, the models of `api` out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property
from typing import Any

from detainers import api
from detainers.model import Action, Policy, Source, Term
from detainers.pages import action_anchor
from detainers.site import Site
from detainers.sources import cited_by
from detainers.standing import Limit, On, in_force


class Answers:
    """Makes each answer for one site."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.catalog = site.catalog
        self.today = site.catalog.on(site.today)

    def jurisdictions(self) -> api.Jurisdictions:
        """Answer with every place."""
        return api.Jurisdictions.model_validate(
            self._begin(self.entries) | {"jurisdictions": tuple(self.entries.values())}
        )

    @cached_property
    def entries(self) -> dict[str, api.JurisdictionEntry]:
        """Give every place, by id."""
        return {id_: self._entry(id_) for id_ in self.catalog.jurisdictions}

    def jurisdiction(self, id_: str) -> api.JurisdictionAnswer:
        """Answer with one place and the documents that it cites."""
        entry = self.entries[id_]
        state = entry.state.lower()
        cited = dict.fromkeys(source for action in entry.actions for source in action.sources)
        return api.JurisdictionAnswer.model_validate(
            {
                **dict(entry),
                "state_record": state if state in self.entries and state != id_ else None,
                "documents": tuple(_source(source, self.catalog.sources[source]) for source in cited),
            }
        )

    def policies(self) -> api.Policies:
        """Answer with the vocabulary."""
        words = self.catalog.vocabulary
        lists = ("groups", "kinds", "instruments", "statuses", "confidences", "forces", "standings")
        return api.Policies.model_validate(
            {
                **self._begin(words.policies),
                "policies": tuple(self._policy(id_, policy) for id_, policy in words.policies.items()),
                **{name: _terms(getattr(words, name)) for name in lists},
            }
        )

    def sources(self) -> api.Sources:
        """Answer with the bibliography."""
        citing = cited_by(self.site)
        entries = (
            {**_source(id_, source), "cited_by": sorted(path for _, path in citing.get(id_, []))}
            for id_, source in self.catalog.sources.items()
        )
        return api.Sources.model_validate({**self._begin(self.catalog.sources), "sources": tuple(entries)})

    def rulings(self) -> api.Rulings:
        """Answer with the rulings."""
        return api.Rulings.model_validate(self._rows("rulings"))

    def studies(self) -> api.Studies:
        """Answer with the studies."""
        return api.Studies.model_validate(self._rows("studies"))

    def payments(self) -> api.Payments:
        """Answer with the payments."""
        return api.Payments.model_validate(self._rows("payments"))

    def timeline(self) -> api.Timeline:
        """Answer with the timeline."""
        return api.Timeline.model_validate(self._rows("timeline"))

    def on(self, day: date) -> api.OnDay:
        """Answer with every place as it stood on a day."""
        places = self.catalog.on(day)
        entries = (
            {
                **dict(_standing(place)),
                "id": id_,
                "page": f"jurisdictions/{id_}/",
                "name": place.jurisdiction.name,
                "kind": place.jurisdiction.kind,
                "state": place.jurisdiction.state,
            }
            for id_, place in places.items()
        )
        values = {"day": day.isoformat(), "jurisdictions": tuple(entries)}
        return api.OnDay.model_validate(self._begin(places) | values)

    def moved(self, old: str, new: str) -> api.JurisdictionAnswer | api.Moved:
        """Answer for a retired id: with the place that took its place, else with the page to read."""
        return self.jurisdiction(new) if new in self.entries else api.Moved(id=old, moved_to=f"jurisdictions/{new}/")

    def _begin(self, records: Mapping[str, object]) -> dict[str, object]:
        return {"data_date": self.catalog.data_date, "count": len(records)}

    def _rows(self, table: str) -> dict[str, object]:
        rows = self.catalog.tables.get(table, {})
        return {**self._begin(rows), table: [{"id": id_, **dict(row)} for id_, row in rows.items()]}

    def _entry(self, id_: str) -> api.JurisdictionEntry:
        place = self.today[id_]
        point = self.catalog.places.get(id_)
        jurisdiction = place.jurisdiction
        return api.JurisdictionEntry.model_validate(
            {
                **dict(jurisdiction),
                "id": id_,
                "page": f"jurisdictions/{id_}/",
                "geoid": (point.geoid or None) if point else None,
                "point": {"lat": point.lat, "lon": point.lon} if point else None,
                "today": _standing(place),
                "newest_evidence": place.evidence,
                "actions": tuple(
                    self._action(number, jurisdiction.actions) for number in range(len(jurisdiction.actions))
                ),
            }
        )

    def _action(self, number: int, actions: tuple[Action, ...]) -> api.ActionEntry:
        action = actions[number]
        return api.ActionEntry.model_validate(
            {
                **dict(action),
                "id": action_anchor(number, actions),
                "binds": action.binding,
                "in_force": in_force(action, self.site.today),
                "sources": action.source_ids,
            }
        )

    def _policy(self, id_: str, policy: Policy) -> api.PolicyEntry:
        have = (
            place
            for place, on in self.today.items()
            if any(limit.policy == id_ and limit.answer == "yes" for limit in on.limits)
        )
        return api.PolicyEntry.model_validate(
            {
                **dict(policy),
                "letter": policy.letter is not None,
                "id": id_,
                "page": f"policies/{id_}/",
                "jurisdictions": tuple(have),
            }
        )


def _standing(place: On) -> api.StandingEntry:
    return api.StandingEntry(standing=place.standing, since=place.since, limits=tuple(_limits(place)))


def _limits(place: On) -> Iterable[api.LimitEntry]:
    actions = place.jurisdiction.actions
    for limit in place.limits:
        yield api.LimitEntry(
            policy=limit.policy,
            group=limit.group,
            binds=limit.action.binding,
            in_force=limit.answer,
            action=action_anchor(_number(limit, actions), actions),
        )


def _number(limit: Limit, actions: tuple[Action, ...]) -> int:
    return next(number for number, action in enumerate(actions) if action is limit.action)


def _source(id_: str, source: Source) -> dict[str, object]:
    return {**dict(source), "id": id_, "primary": source.primary is not None}


def _terms(words: Mapping[Any, Term]) -> tuple[api.TermEntry, ...]:
    return tuple(
        api.TermEntry(id=str(id_), label=term.label, definition=term.definition) for id_, term in words.items()
    )
