"""The data as flat tables: which columns, what each means and what it holds. CSV, data package and SQLite follow it.

A list in a cell is separated by spaces. A date is ISO text as precise as known; beside the dates that matter stand the
first and the last day that they can mean. Coordinates are WGS 84 degrees.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from detainers.dates import first_day, last_day, newest
from detainers.model import UNKNOWN_DAY, Action, Jurisdiction, Record, Source, fields_of
from detainers.pages import action_anchor
from detainers.site import Site
from detainers.sources import cited_by
from detainers.standing import On, in_force
from detainers.states import STATES

Type = Literal["string", "date", "integer", "number", "boolean"]
Cell = str | int | float | bool | None


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `flat` ones only repeat in one cell what a database says by joining tables."""

    name: str
    about: str
    type: Type = "string"
    required: bool = False
    flat: bool = False


@dataclass(frozen=True)
class Table:
    """A table; its first column is the key, `refers` names the table whose key a column holds."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Cell, ...], ...]
    refers: Mapping[str, str]


def _said(record: type[Record], *names: str) -> dict[str, Column]:
    """Describe columns as the data's own model does."""
    return {name: Column(name, about, required=must) for name, about, must in fields_of(record) if name in names}


_J = _said(Jurisdiction, "name", "kind", "state", "agency", "note")
_A = _said(Action, *Action.model_fields)
_S = _said(Source, *Source.model_fields)

JURISDICTIONS = (
    Column("id", "the id; it never changes", required=True),
    _J["name"],
    _J["kind"],
    _J["state"],
    Column("state_name", "the state in words", required=True),
    _J["agency"],
    Column("geoid", "Census geoid; none for an agency or where it is not known"),
    Column("latitude", "of a point in it, WGS 84 degrees", "number"),
    Column("longitude", "of a point in it, WGS 84 degrees", "number"),
    Column("standing_today", "an id of `standings` in policies.yml", required=True, flat=True),
    Column("since", "since when it has had that standing without a gap, as precisely as known", flat=True),
    Column("policies_today", "the policies that are surely in force, holds first", flat=True),
    Column("perhaps_today", "the policies that may be in force", flat=True),
    Column("newest_evidence", "the newest date of evidence of all its actions", required=True),
    Column("last_checked", "the newest day on which one of its actions was read against a source", "date"),
    Column("actions", "how many actions are on record", "integer", required=True, flat=True),
    _J["note"],
    Column("page", "the path of its page, below the address of the site", required=True),
)

ACTIONS = (
    Column("id", "the jurisdiction's id, # and the action's anchor on its page", required=True),
    Column("jurisdiction", "the id of the place", required=True),
    Column("number", "which of the place's actions, oldest first, from 1", "integer", required=True),
    Column("place", "the name of the place", required=True, flat=True),
    Column("state", _J["state"].about, required=True, flat=True),
    _A["date"],
    _A["effective"],
    _A["instrument"],
    _A["force"],
    _A["title"],
    _A["citation"],
    _A["body"],
    Column("policies", "ids of policies.yml: what this action itself sets", flat=True),
    _A["summary"],
    _A["status"],
    _A["as_of"],
    _A["ended"],
    _A["ended_by"],
    Column("checked", _A["checked"].about, "date"),
    _A["confidence"],
    _A["note"],
    Column("starts_first", "the first day on which it may have been in effect", "date", required=True),
    Column("starts_last", "the day from which it surely was in effect", "date", required=True),
    Column("ends_first", "the first day on which it may have ended; empty where it has not, or nobody knows", "date"),
    Column("ends_last", "the day by which it surely had ended; empty in the same cases", "date"),
    Column("evidence_first", "the first day that as_of can mean", "date", required=True),
    Column("evidence_last", "the last day that as_of can mean", "date", required=True),
    Column("in_force_today", "yes only where it surely is; else maybe or no", required=True, flat=True),
    Column("sources", "ids of its sources", flat=True),
    Column("source_urls", "their addresses, in the same order", flat=True),
)

SOURCES = (
    Column("id", "the id; it never changes", required=True),
    _S["title"],
    _S["publisher"],
    _S["published"],
    _S["url"],
    Column("primary", _S["primary"].about, "boolean", required=True),
    _S["archived"],
    Column("cited_by", "how many pages of the site cite it", "integer", required=True, flat=True),
)


def tables(site: Site) -> tuple[Table, ...]:
    """Give the three tables of the downloads."""
    places = site.catalog.on(site.today)
    return (
        Table(
            "jurisdictions",
            "A row a place, with its standing today",
            JURISDICTIONS,
            tuple(_jurisdiction(site, id_, place) for id_, place in places.items()),
            {},
        ),
        Table(
            "actions",
            "A row an action, with its sources",
            ACTIONS,
            tuple(row for id_, place in places.items() for row in _actions(site, id_, place)),
            {"jurisdiction": "jurisdictions"},
        ),
        Table("sources", "A row a document that the site cites", SOURCES, tuple(_sources(site)), {}),
    )


def _jurisdiction(site: Site, id_: str, on: On) -> tuple[Cell, ...]:
    place = on.jurisdiction
    point = site.catalog.places.get(id_)
    return (
        id_,
        place.name,
        place.kind,
        place.state,
        STATES[place.state.lower()].name,
        place.agency,
        (point.geoid or None) if point else None,
        point.lat if point else None,
        point.lon if point else None,
        on.standing,
        on.since,
        _joined([limit.policy for limit in on.limits if limit.answer == "yes"]),
        _joined([limit.policy for limit in on.limits if limit.answer == "maybe"]),
        on.evidence,
        newest([action.checked for action in place.actions if action.checked]) or None,
        len(place.actions),
        place.note,
        f"jurisdictions/{id_}/",
    )


def _actions(site: Site, id_: str, on: On) -> Iterator[tuple[Cell, ...]]:
    place = on.jurisdiction
    for number, action in enumerate(place.actions):
        start = action.effective or action.date
        end = action.ended if action.ended != UNKNOWN_DAY else None
        yield (
            f"{id_}#{action_anchor(number, place.actions)}",
            id_,
            number + 1,
            place.name,
            place.state,
            action.date,
            action.effective,
            action.instrument,
            action.force,
            action.title,
            action.citation,
            action.body,
            _joined(action.policies),
            action.summary,
            action.status,
            action.as_of,
            action.ended,
            action.ended_by,
            action.checked,
            action.confidence,
            action.note,
            first_day(start).isoformat(),
            last_day(start).isoformat(),
            first_day(end).isoformat() if end else None,
            last_day(end).isoformat() if end else None,
            first_day(action.as_of).isoformat(),
            last_day(action.as_of).isoformat(),
            in_force(action, site.today),
            _joined(action.source_ids),
            _joined([site.catalog.sources[source].url for source in action.source_ids]),
        )


def _sources(site: Site) -> Iterator[tuple[Cell, ...]]:
    citing = cited_by(site)
    for id_, source in site.catalog.sources.items():
        yield (
            id_,
            source.title,
            source.publisher,
            source.published,
            source.url,
            source.primary is not None,
            source.archived,
            len(citing.get(id_, ())),
        )


def _joined(words: Sequence[str]) -> str | None:
    return " ".join(words) or None
