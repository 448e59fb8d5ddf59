"""The data as one SQLite file: tables with foreign keys, and views that ask what is in force on the day they are read.

Made in memory and handed over as bytes; the same data gives the same bytes under one version of SQLite. The rule of
`standing.in_force` stands here in SQL, and tests run both on the same vectors.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Sequence

from detainers.catalog import Catalog
from detainers.columns import Cell, Column, Table
from detainers.model import UNKNOWN_DAY

TYPES = {"string": "TEXT", "date": "TEXT", "integer": "INTEGER", "number": "REAL", "boolean": "INTEGER"}
VOCABULARY = {"kind": "kinds", "instrument": "instruments", "status": "statuses", "confidence": "confidences"}
"""Columns that hold an id of a list of policies.yml."""
ROWS = {
    "rulings": ("name", "citation", "court", "year", "date", "holding", "binds", "status", "topic"),
    "studies": (
        "title",
        "authors",
        "year",
        "journal",
        "doi",
        "finding",
        "data",
        "years",
        "method",
        "limits",
        "direction",
    ),
    "payments": ("place", "jurisdiction", "year", "amount", "case", "why", "kind"),
    "timeline": ("date", "title", "text", "topic"),
}

VIEWS = """
CREATE VIEW in_force_today AS
SELECT jurisdictions.id AS jurisdiction, jurisdictions.name, jurisdictions.state, actions.id AS action, actions.date,
  actions.title, policies.id AS policy, policies."group", coalesce(actions.force, 'binding') AS force,
  {in_force} AS in_force
FROM actions JOIN jurisdictions ON jurisdictions.id = actions.jurisdiction
JOIN action_policies ON action_policies.action = actions.id JOIN policies ON policies.id = action_policies.policy
WHERE {in_force} <> 'no';

CREATE VIEW limits_holds_today AS
SELECT DISTINCT jurisdiction AS id, name, state FROM in_force_today
WHERE "group" = 'holds' AND force = 'binding' AND in_force = 'yes';

CREATE VIEW citations AS
SELECT actions.jurisdiction, actions.id AS action, sources.*
FROM actions JOIN action_sources ON action_sources.action = actions.id
JOIN sources ON sources.id = action_sources.source;
"""


def in_force_sql(day: str) -> str:
    """Give the expression that answers for an action on the day, itself an SQL expression of ISO text."""
    return (
        f"CASE WHEN {day} < starts_first THEN 'no' "
        f"WHEN actions.ended = '{UNKNOWN_DAY}' THEN CASE WHEN {day} < evidence_last THEN 'maybe' ELSE 'no' END "
        f"WHEN {day} >= ends_last THEN 'no' "
        f"WHEN {day} < starts_last OR {day} >= ends_first THEN 'maybe' "
        f"WHEN actions.status = 'unknown' AND {day} > evidence_first THEN 'maybe' ELSE 'yes' END"
    )


def database(catalog: Catalog, flat: Sequence[Table]) -> bytes:
    """Make the database."""
    connection = sqlite3.connect(":memory:")
    try:
        connection.execute("PRAGMA foreign_keys = ON")
        for statement, rows in (*_vocabulary(catalog), *_tables(flat), *_links(catalog, flat), *_rows(catalog)):
            connection.execute(statement)
            name = statement.split()[2]
            for row in rows:
                connection.execute(f"INSERT INTO {name} VALUES ({', '.join('?' * len(row))})", row)  # noqa: S608
        connection.executescript(VIEWS.format(in_force=in_force_sql("date('now')")))
        connection.commit()
        connection.execute("VACUUM")
        return connection.serialize()
    finally:
        connection.close()


Filled = tuple[str, Iterable[Sequence[Cell]]]


def _vocabulary(catalog: Catalog) -> Iterator[Filled]:
    words = catalog.vocabulary
    for name in VOCABULARY.values():
        terms = getattr(words, name)
        rows = [(id_, term.label, term.definition) for id_, term in terms.items()]
        yield f"CREATE TABLE {name} (id TEXT PRIMARY KEY, label TEXT NOT NULL, definition TEXT NOT NULL)", rows
    yield (
        (
            'CREATE TABLE policies (id TEXT PRIMARY KEY, "group" TEXT NOT NULL, label TEXT NOT NULL, '
            "definition TEXT NOT NULL, why TEXT NOT NULL, model_text TEXT, letter_sentence TEXT)"
        ),
        [
            (id_, policy.group, policy.label, policy.definition, policy.why, policy.model_text, policy.letter_sentence)
            for id_, policy in words.policies.items()
        ],
    )


def _tables(flat: Sequence[Table]) -> Iterator[Filled]:
    for table in flat:
        kept = [(place, column) for place, column in enumerate(table.columns) if not column.flat]
        columns = ", ".join(_column(column, table) for _, column in kept)
        rows = [tuple(row[place] for place, _ in kept) for row in table.rows]
        yield f"CREATE TABLE {table.name} ({columns})", rows


def _column(column: Column, table: Table) -> str:
    refers = table.refers.get(column.name) or VOCABULARY.get(column.name)
    return (
        f'"{column.name}" {TYPES[column.type]}'
        + (" PRIMARY KEY" if column.name == "id" else " NOT NULL" if column.required else "")
        + (f" REFERENCES {refers}(id)" if refers else "")
    )


def _links(catalog: Catalog, flat: Sequence[Table]) -> Iterator[Filled]:
    """Join actions with their policies and sources, whose order is kept in `place`."""
    ids = {(row[1], row[2]): row[0] for table in flat if table.name == "actions" for row in table.rows}
    actions = [
        (ids[place, number], action)
        for place, jurisdiction in catalog.jurisdictions.items()
        for number, action in enumerate(jurisdiction.actions, start=1)
    ]
    for name, key, values in (
        ("policies", "policy", [(id_, action.policies) for id_, action in actions]),
        ("sources", "source", [(id_, action.source_ids) for id_, action in actions]),
    ):
        yield (
            (
                f"CREATE TABLE action_{name} (action TEXT NOT NULL REFERENCES actions(id), "
                f"{key} TEXT NOT NULL REFERENCES {name}(id), place INTEGER NOT NULL, PRIMARY KEY (action, {key}))"
            ),
            [(id_, value, place) for id_, found in values for place, value in enumerate(found, start=1)],
        )


def _rows(catalog: Catalog) -> Iterator[Filled]:
    for name, fields in ROWS.items():
        columns = ", ".join(f'"{field}" TEXT' for field in fields)
        rows = catalog.tables.get(name, {})
        yield (
            f"CREATE TABLE {name} (id TEXT PRIMARY KEY, {columns})",
            [(id_, *(getattr(row, field) for field in fields)) for id_, row in rows.items()],
        )
        yield (
            (
                f"CREATE TABLE {name}_sources (id TEXT NOT NULL REFERENCES {name}(id), "
                "source TEXT NOT NULL REFERENCES sources(id), PRIMARY KEY (id, source))"
            ),
            [(id_, source) for id_, row in rows.items() for source in row.sources],
        )
