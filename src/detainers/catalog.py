"""The whole of the data as one value: read from a folder, turned into records, with every problem found on the way.

The disk is read here and nowhere else in the core. A record that does not fit its model is left out and reported; the
rest is there, so that one mistake never hides another.
"""

from __future__ import annotations

import csv
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path

from detainers.dates import newest
from detainers.load import Document, read
from detainers.model import TABLES, Jurisdiction, Place, Policy, Row, Source, Vocabulary
from detainers.problem import Problem, Step
from detainers.schema import record_at, records_in
from detainers.standing import On
from detainers.states import STATES
from detainers.strings import Strings, flatten
from detainers.tree import Text

JURISDICTIONS = "jurisdictions"
SOURCES = "sources.yml"
POLICIES = "policies.yml"
STRINGS = "strings.yml"
PLACES = "places.csv"

NO_VOCABULARY = Vocabulary(
    groups={}, policies={}, instruments={}, kinds={}, statuses={}, confidences={}, forces={}, standings={}
)


def data_folder() -> Path:
    """Give the folder that DETAINERS_DATA names, else `data` below the current folder."""
    return Path(os.environ.get("DETAINERS_DATA") or "data")


@dataclass(frozen=True)
class Catalog:
    """All records by id, in the order of the files."""

    jurisdictions: Mapping[str, Jurisdiction]
    sources: Mapping[str, Source]
    vocabulary: Vocabulary
    places: Mapping[str, Place]
    strings: Strings
    tables: Mapping[str, Mapping[str, Row]]

    @property
    def policies(self) -> Mapping[str, Policy]:
        """Give the kinds of policy by id, in the order in which readers see them."""
        return self.vocabulary.policies

    def on(self, day: date) -> dict[str, On]:
        """Give every jurisdiction as it stood on the day, by id."""
        return {id_: On(jurisdiction, self.policies, day) for id_, jurisdiction in self.jurisdictions.items()}

    @cached_property
    def states(self) -> dict[str, list[str]]:
        """Give the ids of the local places of each state with any entry, by the state's id, in order of name."""
        found: dict[str, list[str]] = {}
        for id_, jurisdiction in self.jurisdictions.items():
            local = found.setdefault(jurisdiction.state.lower(), [])
            if id_ != jurisdiction.state.lower():
                local.append(id_)
        return dict(sorted(found.items(), key=lambda item: STATES[item[0]].name))

    @cached_property
    def data_date(self) -> str:
        """Give the newest date on which anything here was checked or seen to be so; a bare year is no newer day."""
        actions = [action for place in self.jurisdictions.values() for action in place.actions]
        return newest(action.checked or action.as_of for action in actions)


@dataclass(frozen=True)
class Reading:
    """A data folder as read: the catalog of what fits, the documents by file name, and what does not fit."""

    catalog: Catalog
    jurisdictions: tuple[Document, ...]
    documents: Mapping[str, Document]
    problems: tuple[Problem, ...]

    def problem(self, file: str, path: tuple[Step, ...], message: str, remedy: str = "") -> Problem:
        """Make a problem that stands at the path in the file; an entry is in whichever of the files holds it."""
        if file != JURISDICTIONS:
            return self.documents[file].problem(path, message, remedy)
        holder = next((document for document in self.jurisdictions if path[:1] and path[0] in document.values), None)
        return (holder or self.jurisdictions[0]).problem(path, message, remedy)


def read_folder(folder: Path) -> Reading:
    """Read all data files of a folder; jurisdictions may be one file or a folder of such files."""
    name = _shown_path(folder)
    one = folder / f"{JURISDICTIONS}.yml"
    several = sorted((folder / JURISDICTIONS).glob("*.yml"))
    files = [one] if one.exists() or not several else several
    jurisdictions = tuple(read(file, f"{name}/{file.relative_to(folder).as_posix()}") for file in files)
    tables = [f"{table}.yml" for table in TABLES if (folder / f"{table}.yml").exists()]
    documents = {file: read(folder / file, f"{name}/{file}") for file in (SOURCES, POLICIES, STRINGS, *tables)}
    points, wrong = _points(folder / PLACES, f"{name}/{PLACES}")
    return assemble(jurisdictions, documents, points, wrong)


def assemble(
    jurisdictions: tuple[Document, ...],
    documents: Mapping[str, Document],
    points: Mapping[str, Place],
    problems: Iterable[Problem] = (),
) -> Reading:
    """Make records of documents, wherever they came from; `problems` are those of the points."""
    read_from = (*jurisdictions, *documents.values())
    problems = [*problems, *(found for document in read_from for found in document.problems)]
    entries: dict[Text, Document] = {}
    places: dict[str, Jurisdiction] = {}
    for document in jurisdictions:
        found, wrong = records_in(Jurisdiction, document.values, document)
        problems += wrong
        problems += _second_entries(document, entries)
        places |= found
    sources, wrong = records_in(Source, documents[SOURCES].values, documents[SOURCES])
    problems += wrong
    vocabulary = NO_VOCABULARY
    if documents[POLICIES].loaded:
        words = record_at(Vocabulary, documents[POLICIES].values, (), documents[POLICIES])
        if isinstance(words, list):
            problems += words
        else:
            vocabulary = words
    strings, wrong = flatten(documents[STRINGS])
    problems += wrong
    rows: dict[str, dict[str, Row]] = {}
    for file in documents:
        table = file.removesuffix(".yml")
        if table in TABLES:
            rows[table], wrong = records_in(TABLES[table], documents[file].values, documents[file])
            problems += wrong
    catalog = Catalog(places, sources, vocabulary, points, strings, rows)
    return Reading(catalog, jurisdictions, documents, tuple(problems))


def _shown_path(folder: Path) -> str:
    try:
        return folder.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return folder.as_posix()


def _second_entries(document: Document, entries: dict[Text, Document]) -> Iterator[Problem]:
    for id_ in document.values:
        if id_ in entries:
            yield document.problem((id_,), f"The entry is also in {entries[id_].file}.", "Keep one of the two.")
        entries[id_] = document


def _points(path: Path, name: str) -> tuple[dict[str, Place], list[Problem]]:
    """Read places.csv: id, geoid, latitude and longitude in WGS 84 degrees."""
    remake = "The file is machine-made: run tools/places.py."
    try:
        rows = list(csv.reader(path.read_text("utf-8").splitlines()))
    except FileNotFoundError:
        return {}, [Problem(name, 1, 1, "", "The file does not exist.", remake)]
    except (OSError, UnicodeDecodeError, csv.Error) as error:
        return {}, [Problem(name, 1, 1, "", f"The file cannot be read: {error}.", remake)]
    points: dict[str, Place] = {}
    problems: list[Problem] = []
    for number, row in enumerate(rows[1:], start=2):
        try:
            id_, geoid, lat, lon = row
            points[id_] = Place(geoid=geoid, lat=float(lat), lon=float(lon))
        except ValueError:
            wrong = "This row is not id, geoid, latitude, longitude."
            problems.append(Problem(name, number, 1, "", wrong, remake))
    return points, problems
