"""Fit raw values to a model and say what does not fit in the contributor's words, never in pydantic's."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar

from pydantic import ValidationError

from detainers.load import Document
from detainers.model import UNION_BRANCHES, Action, Record, Source, fields_of
from detainers.problem import Problem, Step, nearest, shown

R = TypeVar("R", bound=Record)


def record_at(model: type[R], value: object, path: Sequence[Step], document: Document) -> R | list[Problem]:
    """Make the record that stands at the path, or say everything that is wrong with it."""
    try:
        return model.model_validate(value)
    except ValidationError as error:
        return [_problem(found, value, path, document, model) for found in error.errors(include_url=False)]


def records_in(
    model: type[R], values: Mapping[Any, object], document: Document, above: Sequence[Step] = ()
) -> tuple[dict[str, R], list[Problem]]:
    """Make a record of each entry; entries that do not fit are left out and reported."""
    records: dict[str, R] = {}
    problems: list[Problem] = []
    for key, value in values.items():
        record = record_at(model, value, (*above, str(key)), document)
        if isinstance(record, list):
            problems += record
        else:
            records[str(key)] = record
    return records, problems


def _problem(found: Any, value: object, path: Sequence[Step], document: Document, model: type[Record]) -> Problem:  # noqa: ANN401
    steps = list(_real_steps(found["loc"], value))
    full = [*path, *steps]
    kind = found["type"]
    key = str(steps[-1]) if steps else ""
    known = _known_keys(model, steps)
    if kind == "missing":
        needed = f'"{key}" is missing.'
        return document.problem(full[:-1], needed, f"Add a line: {key}: {_example(key)}")
    if kind == "extra_forbidden":
        guess = nearest(key, known)
        return document.problem(full, f"{shown(key)} is not a key here.", guess or f"Known here: {', '.join(known)}.")
    if kind == "literal_error":
        allowed = found["ctx"]["expected"].replace("'", '"')
        return document.problem(
            full, f"{shown(str(found['input']))} is not allowed here.", f"Write {allowed}, or delete the line."
        )
    if kind in ("tuple_type", "list_type"):
        return document.problem(
            full, f'"{key}" must be a list.', "Write each value on a line of its own under the key, after a dash."
        )
    if kind == "string_type":
        return document.problem(
            full,
            f'"{key}" must be a single text.' if key else "This must be a single text.",
            "Write the text after the colon.",
        )
    return document.problem(
        full, "This must be a set of keys and values.", f"Write lines such as {known[0]}: {_example(known[0])}"
    )


def _real_steps(loc: Sequence[Step], value: object) -> Iterator[Step]:
    """Drop the names of union branches, which pydantic puts into a path and no file has."""
    for step in loc:
        if step in UNION_BRANCHES:
            continue
        yield step
        if isinstance(value, Mapping):
            value = value.get(step)
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]


INSIDE: dict[str, type[Record]] = {"actions": Action, "sources": Source}
"""The keys below which another record stands."""


def _known_keys(model: type[Record], steps: Sequence[Step]) -> list[str]:
    here: type[Record] = model
    for step in steps[:-1]:
        here = INSIDE.get(str(step), here)
    return [name for name, _, _ in fields_of(here)]


def _example(key: str) -> str:
    return EXAMPLES.get(key, "...")


EXAMPLES = {
    "actions": "and each action below it, after a dash",
    "name": "Amherst",
    "kind": "town",
    "state": "MA",
    "date": '"2012-05-21"',
    "instrument": "resolution",
    "policies": "[]",
    "summary": "What it says, in one plain sentence.",
    "status": "in-force",
    "as_of": '"2026-11"',
    "confidence": "medium",
    "title": "Its name in a few words",
    "url": "https://...",
    "publisher": "Town of Amherst",
}
"""A value that a contributor would write for a key, shown in remedies."""
