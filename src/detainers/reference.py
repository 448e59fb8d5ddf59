"""The field reference, made from the models: the head comment of jurisdictions.yml and the tables of the data page.

Pure. One definition serves the check, the comment and the page, so that none of them can drift.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from typing import NamedTuple

from detainers.model import Action, Event, Jurisdiction, Payment, Policy, Record, Ruling, Source, Study, fields_of

WIDTH = 120
INDENT = 15
"""Columns: where a line of the comment ends, and where its descriptions begin."""

INTRODUCTION = (
    (
        "The places on record and what each of them did about ICE detainers. Edited by hand; `make check` says what is "
        "wrong and `make fmt` sets order and spacing. Comments stand in this head only."
    ),
    (
        "Each entry is keyed by an id that is never used again for another place: the state's two letters for a state, "
        "else state-name; the id of a county ends in -county. Entries stand in the order of their ids."
    ),
    (
        "Every value is plain text. A date is as precise as its source: "
        '"2012-05-21", "2012-05" or "2012". A field marked * must be there; leave out what is not known.'
    ),
)


class FieldGroup(NamedTuple):
    """The fields of one kind of record, and where such records are kept."""

    record: type[Record]
    heading: str
    file: str


GROUPS = (
    FieldGroup(Jurisdiction, "A jurisdiction", "jurisdictions.yml"),
    FieldGroup(Action, "An action", "jurisdictions.yml"),
    FieldGroup(Source, "A source", "sources.yml"),
    FieldGroup(Policy, "A kind of policy", "policies.yml"),
    FieldGroup(Ruling, "A ruling", "rulings.yml"),
    FieldGroup(Study, "A study", "studies.yml"),
    FieldGroup(Payment, "A payment", "payments.yml"),
    FieldGroup(Event, "An event", "timeline.yml"),
)
"""What the data page explains, in its order."""


def head_of_jurisdictions() -> str:
    """Give the head comment of jurisdictions.yml, with its last line end."""
    lines = [line for paragraph in INTRODUCTION for line in textwrap.wrap(paragraph, WIDTH - 2)]
    for record, heading, file in GROUPS[:3]:
        lines += ["", f"{heading}{'' if file == 'jurisdictions.yml' else f' (in {file})'}:"]
        lines += _fields(record)
    return "".join(f"# {line}".rstrip() + "\n" for line in lines)


def _fields(record: type[Record]) -> Iterator[str]:
    for name, description, required in fields_of(record):
        start = f"  {name}{'*' if required else ''}".ljust(INDENT)
        yield from textwrap.wrap(
            description, WIDTH - 2, initial_indent=start, subsequent_indent=" " * INDENT, break_on_hyphens=False
        )
