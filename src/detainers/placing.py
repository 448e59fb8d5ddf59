"""Put a drafted entry among the others, in canonical form, and run every check over the whole before anything is kept.

Pure: a reading and a draft in, new texts of files or refusals out. What the checks say of the entry is said again for
the form: the question instead of the line.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from detainers.catalog import SOURCES, Reading, assemble
from detainers.check import check
from detainers.cite import Citation
from detainers.fmt import Tree, canonical, dump
from detainers.forms import FIELDS
from detainers.given import Draft
from detainers.load import Document, head_comment, parse
from detainers.problem import Problem
from detainers.sent import Refusal

ASKED_AS = {"name": "place", "title": "title", "actions": "", "sources": "url"}
"""The question for a key of an entry, where it is not called the same."""

IN_WORDS = (
    ("High confidence needs", "Choose Medium, name a second source, or tick that the source is the document itself."),
    ("An action that is", 'Give the day it ended, or "unknown" where nobody could find the day.'),
    ('"ended" does not go with', "Leave the day it ended empty, or choose the status that fits."),
    ('"ended_by" goes with', "Give the day it ended too, or say it in the note."),
    ("It is amended, but no later action", "Choose In force; record the amendment with this form as well."),
)
"""Remedies in the words of the form, for checks whose own remedy speaks of lines and keys."""


@dataclass(frozen=True, slots=True)
class Placed:
    """The entry as written, the texts of the files that change by the name problems use, and the data as it will be."""

    id: str
    entry_text: str
    texts: dict[str, str]
    after: Reading
    warnings: tuple[Problem, ...]


def place(reading: Reading, draft: Draft, today: date, citations: Iterable[Citation] = ()) -> Placed | list[Refusal]:
    """Put the draft in its place and check the whole; whatever was wrong before is not held against it.

    A file that does not load is refused, since writing it anew would lose what it holds.
    """
    cited = tuple(citations)
    needed = (*reading.jurisdictions, reading.documents[SOURCES])
    broken = next((document for document in needed if not document.loaded), None)
    if broken:
        return [Refusal("", f"{broken.file} cannot be read as it stands.", "First mend what `make check` says of it.")]
    holder = _holder(reading, draft.id)
    bibliography = reading.documents[SOURCES]
    places, sources = canonical({**_by_id(holder), draft.id: draft.entry}, _by_id(bibliography))
    texts = {
        holder.file: dump(places, head_comment(holder.text)),
        bibliography.file: dump(sources, head_comment(bibliography.text)),
    }
    after = _reading_with(reading, texts)
    before = {(problem.file, problem.place, problem.message) for problem in check(reading, today, cited)}
    new = [found for found in check(after, today, cited) if (found.file, found.place, found.message) not in before]
    refusals = [_refusal(found, bibliography.file) for found in new if found.level == "error"]
    if refusals:
        return list(dict.fromkeys(refusals))
    was = {document.file: document.text for document in (holder, bibliography)}
    changed = {file: text for file, text in texts.items() if text != was[file]}
    warnings = tuple(found for found in new if found.level == "warning")
    return Placed(draft.id, dump({draft.id: places[draft.id]}), changed, after, warnings)


def _by_id(document: Document) -> dict[str, Tree]:
    return {str(id_): value for id_, value in document.values.items()}


def _reading_with(reading: Reading, texts: dict[str, str]) -> Reading:
    def fresh(document: Document) -> Document:
        return parse(texts[document.file].encode(), document.file) if document.file in texts else document

    jurisdictions = tuple(fresh(document) for document in reading.jurisdictions)
    documents = {file: fresh(document) for file, document in reading.documents.items()}
    return assemble(jurisdictions, documents, reading.catalog.places)


def _holder(reading: Reading, id_: str) -> Document:
    """Give the file that has the entry, else the one that has the most of its state, else the first."""
    has = next((document for document in reading.jurisdictions if id_ in document.values), None)
    neighbors = max(reading.jurisdictions, key=lambda found: sum(str(other)[:2] == id_[:2] for other in found.values))
    return has or neighbors


def _refusal(problem: Problem, sources: str) -> Refusal:
    key = problem.place.split(" › ")[-1].rstrip("0123456789 ")
    key = "source_title" if problem.file == sources and key == "title" else ASKED_AS.get(key, key)
    remedy = next((said for start, said in IN_WORDS if problem.message.startswith(start)), problem.remedy)
    return Refusal(key if key in FIELDS else "", problem.message, remedy)
