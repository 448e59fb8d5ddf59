"""What the forms ask: the one list that the issue forms, the form in the page, `new` and `intake` are made from.

Labels, help and examples are in strings.yml under `contribute`; what can be chosen is in policies.yml. A test compares
the issue forms with both. Nothing is read or written here.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from detainers.model import Action, Term, Vocabulary, fields_of
from detainers.states import STATES
from detainers.strings import Strings

Shape = Literal["line", "address", "date", "text", "choice", "choices", "yes"]


@dataclass(frozen=True, slots=True)
class Field:
    """A question: how it is answered, whether it must be, and the list that its choices come from."""

    key: str
    shape: Shape = "line"
    required: bool = False
    choices: str = ""


_SOURCE = (
    Field("url", "address", required=True),
    Field("source_title", required=True),
    Field("publisher", required=True),
    Field("published", "date"),
    Field("primary", "yes"),
    Field("more_sources", "text"),
)
_LAST = (Field("interest", "text"), Field("consent", "yes", required=True))

FORMS: Mapping[str, tuple[Field, ...]] = {
    "add": (
        Field("place", required=True),
        Field("state", "choice", required=True, choices="states"),
        Field("kind", "choice", required=True, choices="kinds"),
        Field("agency"),
        Field("instrument", "choice", required=True, choices="instruments"),
        Field("title", required=True),
        Field("citation"),
        Field("body"),
        Field("date", "date", required=True),
        Field("effective", "date"),
        Field("policies", "choices", choices="policies"),
        Field("force", "choice", required=True, choices="forces"),
        Field("summary", "text", required=True),
        Field("status", "choice", required=True, choices="statuses"),
        Field("as_of", "date", required=True),
        Field("ended", "date"),
        Field("ended_by"),
        Field("confidence", "choice", required=True, choices="confidences"),
        *_SOURCE,
        Field("note", "text"),
        *_LAST,
    ),
    "status": (
        Field("entry", required=True),
        Field("action"),
        Field("status", "choice", required=True, choices="statuses"),
        Field("as_of", "date", required=True),
        Field("ended", "date"),
        Field("ended_by"),
        *_SOURCE,
        *_LAST,
    ),
    "correct": (
        Field("entry", required=True),
        Field("action"),
        Field("field", "choice", required=True, choices="fields"),
        Field("was", "text"),
        Field("value", "text", required=True),
        *_SOURCE,
        *_LAST,
    ),
}
"""The forms by name, each with its questions in the order in which they are asked."""

FIELDS: Mapping[str, Field] = {field.key: field for form in FORMS.values() for field in form}

OF_PLACE = {"agency": "agency", "note of the place": "note"}
"""What a correction may change of a place itself; its name, kind and id are for a maintainer."""


def label(key: str, strings: Strings) -> str:
    """Give the heading of a question."""
    return strings.texts[f"contribute.field.{key}.label"]


def options(field: Field, words: Vocabulary, strings: Strings) -> dict[str, str]:
    """Give what can be chosen: the text that a form shows, by the id that an entry holds."""
    if field.choices == "states":
        return {id_.upper(): state.name for id_, state in sorted(STATES.items(), key=lambda item: item[1].name)}
    if field.choices == "fields":
        return {name: name for name in (*(key for key, _, _ in fields_of(Action) if key != "sources"), *OF_PLACE)}
    if field.shape == "yes":
        return {"true": strings.texts[f"contribute.field.{field.key}.yes"]}
    described: Mapping[str, Mapping[str, Term]] = {
        "kinds": words.kinds,
        "instruments": words.instruments,
        "forces": {str(id_): term for id_, term in words.forces.items()},
        "statuses": words.statuses,
        "confidences": words.confidences,
        "policies": words.policies,
    }
    if field.choices not in described:
        return {}
    return {id_: f"{term.label}: {term.definition}" for id_, term in described[field.choices].items()}
