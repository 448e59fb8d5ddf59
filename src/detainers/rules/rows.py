"""Rules for the tables of the explainer pages: each row has a date that exists, short sentences and known sources."""

from __future__ import annotations

import re
from collections.abc import Callable

from detainers.dates import first_day, period
from detainers.model import Payment, Row, Study
from detainers.problem import nearest, shown
from detainers.rules.finding import Context, Finding, Findings
from detainers.rules.text import too_long

DOI = re.compile(r"10\.\d{4,9}/\S+", re.ASCII)
SENTENCES = ("definition", "holding", "finding", "limits", "text", "said", "why")

RowRule = Callable[[Row, Context], Findings]


def row_dates_are_real(row: Row, context: Context) -> Findings:
    """A year or date exists and has come."""
    for key in ("date", "year"):
        value: str | None = getattr(row, key, None)
        if value is None:
            continue
        if period(value) is None:
            yield Finding((key,), f"{shown(value)} is not a date.", 'Write "2012-05-21", "2012-05" or "2012".')
        elif first_day(value) > context.today:
            yield Finding(
                (key,), f"{value} is in the future; today is {context.today}.", "Record it when it has happened."
            )


def row_sources_are_known(row: Row, context: Context) -> Findings:
    """A row that states facts has at least one source, and each is in the bibliography."""
    if row.needs_source and not row.sources:
        yield Finding(("sources",), "There is no source.", "A row without a source is not published: add one.")
    known = context.catalog.sources
    for number, source in enumerate(row.sources):
        if source not in known:
            yield Finding(
                ("sources", number),
                f"{shown(source)} is not in data/sources.yml.",
                nearest(source, known) or "Add the source there.",
            )


def row_sentences_are_short(row: Row, _context: Context) -> Findings:
    """Sentences have at most 30 words."""
    for key in SENTENCES:
        yield from too_long(key, getattr(row, key, None) or "")


def dois_are_dois(row: Row, _context: Context) -> Findings:
    """A DOI starts with 10. and is no address."""
    if isinstance(row, Study) and row.doi is not None and not DOI.fullmatch(row.doi):
        yield Finding(
            ("doi",), f"{shown(row.doi)} is not a DOI.", "Write it as 10.1234/abcd, without https://doi.org/."
        )


def payments_name_known_places(row: Row, context: Context) -> Findings:
    """A payment's place is on record where it names an id."""
    if (
        isinstance(row, Payment)
        and row.jurisdiction is not None
        and row.jurisdiction not in context.catalog.jurisdictions
    ):
        remedy = (
            nearest(row.jurisdiction, context.catalog.jurisdictions) or "Delete the line if the place is not on record."
        )
        yield Finding(("jurisdiction",), f"{shown(row.jurisdiction)} is not in data/jurisdictions.yml.", remedy)


ROW_RULES: tuple[RowRule, ...] = (
    row_dates_are_real,
    row_sources_are_known,
    row_sentences_are_short,
    dois_are_dois,
    payments_name_known_places,
)
