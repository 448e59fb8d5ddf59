"""Run every rule over the catalog and give each finding its place in the files. Rules live in `rules`; none is here."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from itertools import pairwise

from detainers.catalog import JURISDICTIONS, POLICIES, SOURCES, Reading
from detainers.cite import Citation
from detainers.fmt import canonical_files, dump
from detainers.load import Document, head_comment
from detainers.model import Jurisdiction, Row
from detainers.problem import Problem, Step, nearest, shown
from detainers.rules.actions import ACTION_RULES
from detainers.rules.entries import ENTRY_RULES
from detainers.rules.finding import Context, Finding
from detainers.rules.rows import ROW_RULES
from detainers.rules.sources import (
    ids_are_slugs,
    published_is_a_real_date,
    sources_are_cited,
    url_is_a_web_address,
    urls_are_different,
)
from detainers.rules.text import summaries_are_short_sentences, texts_are_plain
from detainers.rules.vocabulary import VOCABULARY_RULES
from detainers.tree import Value


def check(reading: Reading, today: date, citations: Iterable[Citation] = ()) -> list[Problem]:
    """Give every problem of a data folder and of the citations in the pages, in the order of files and lines.

    Findings depend on the whole: a vocabulary that cannot be read would make every word unknown, so then only what
    keeps the files from being read is said.
    """
    problems = list(reading.problems)
    context = Context(today, reading.catalog)
    cited_by_pages = list(citations)
    if reading.catalog.vocabulary.policies:
        problems += _about(reading, JURISDICTIONS, _jurisdictions(context))
        problems += _about(reading, POLICIES, _vocabulary(context))
    for document in reading.jurisdictions:
        problems += _about(reading, JURISDICTIONS, texts_are_plain(document.values))
        problems += _sorted_ids(document)
    problems += _about(reading, SOURCES, _sources(reading, context, {citation.source for citation in cited_by_pages}))
    problems += _about(reading, SOURCES, texts_are_plain(reading.documents[SOURCES].values))
    problems += _about(reading, POLICIES, texts_are_plain(reading.documents[POLICIES].values))
    problems += _sorted_ids(reading.documents[SOURCES])
    for table, rows in reading.catalog.tables.items():
        file = f"{table}.yml"
        problems += _about(reading, file, _rows(rows, context))
        problems += _about(reading, file, texts_are_plain(reading.documents[file].values))
        problems += _sorted_ids(reading.documents[file])
    problems += _unknown_citations(cited_by_pages, reading)
    if not any(problem.level == "error" for problem in problems):
        problems += _not_canonical(reading)
    return sorted(set(problems))


def _about(reading: Reading, file: str, findings: Iterable[Finding]) -> Iterator[Problem]:
    for finding in findings:
        problem = reading.problem(file, finding.path, finding.message, finding.remedy)
        yield replace(problem, mends=finding.mends, level=finding.level)


def _under(path: tuple[Step, ...], findings: Iterable[Finding]) -> Iterator[Finding]:
    return (replace(finding, path=(*path, *finding.path)) for finding in findings)


def _jurisdictions(context: Context) -> Iterator[Finding]:
    for id_, place in context.catalog.jurisdictions.items():
        for entry_rule in ENTRY_RULES:
            yield from _under((id_,), entry_rule(id_, place, context))
        for number, action in enumerate(place.actions):
            path = (id_, "actions", number)
            for action_rule in ACTION_RULES:
                yield from _under(path, action_rule(action, place, context))
            yield from _under(path, summaries_are_short_sentences(action.summary))
    yield from _geoids_are_different(context.catalog.jurisdictions, context)


def _geoids_are_different(places: Mapping[str, Jurisdiction], context: Context) -> Iterator[Finding]:
    """One place is one entry, whatever it is called; agencies have no place of their own."""
    seen: dict[str, str] = {}
    for id_ in places:
        point = context.catalog.places.get(id_)
        if point is None or not point.geoid or places[id_].kind == "agency":
            continue
        same = seen.setdefault(point.geoid, id_)
        if same != id_:
            yield Finding(
                (id_,),
                f'It is the same place as "{same}" (Census geoid {point.geoid}).',
                f"Move its actions to {same}.",
            )


def _vocabulary(context: Context) -> Iterator[Finding]:
    for rule in VOCABULARY_RULES:
        yield from rule(context.catalog.vocabulary, context)


def _sources(reading: Reading, context: Context, cited_by_pages: set[str]) -> Iterator[Finding]:
    sources = context.catalog.sources
    known = [str(id_) for id_ in reading.documents[SOURCES].values]
    for id_, source in sources.items():
        yield from _under((id_,), url_is_a_web_address(source, context))
        yield from _under((id_,), published_is_a_real_date(source, context))
    whole = all(document.loaded and not document.problems for document in _all_documents(reading))
    cited = cited_by_pages | _cited_by_data(reading) if whole else known
    for id_, finding in (*urls_are_different(sources), *ids_are_slugs(known), *sources_are_cited(known, cited)):
        yield from _under((id_,), [finding])


def _all_documents(reading: Reading) -> tuple[Document, ...]:
    return (*reading.jurisdictions, *reading.documents.values())


def _rows(rows: Mapping[str, Row], context: Context) -> Iterator[Finding]:
    for id_, row in rows.items():
        for rule in ROW_RULES:
            yield from _under((id_,), rule(row, context))


def _cited_by_data(reading: Reading) -> set[str]:
    """Collect what the files name as sources, from raw values too, so that one bad field makes no false report here."""
    found: set[str] = set()
    pending: list[object] = [document.values for document in _all_documents(reading)]
    while pending:
        value = pending.pop()
        if isinstance(value, dict):
            sources = value.get("sources")
            found.update(source for source in sources if isinstance(source, str)) if isinstance(sources, list) else None
            pending += [inner for inner in value.values() if not isinstance(inner, str)]
        elif isinstance(value, list):
            pending += [inner for inner in value if not isinstance(inner, str)]
    return found


def _unknown_citations(citations: Iterable[Citation], reading: Reading) -> Iterator[Problem]:
    known = reading.documents[SOURCES].values
    for source, page, line, column in citations:
        if source not in known:
            message = f"{shown(source)} is not in {reading.documents[SOURCES].file}."
            yield Problem(page, line, column, "", message, nearest(source, known) or "Add the source there.")


def _sorted_ids(document: Document) -> Iterator[Problem]:
    """Entries stand in the order of their ids."""
    ordered = sorted(map(str, document.values))
    for before, id_ in pairwise(map(str, document.values)):
        if id_ < before:
            place = ordered.index(id_)
            where = f'after "{ordered[place - 1]}"' if place else "first"
            found = document.problem((id_,), f"The entry is out of order: it belongs {where}.", "`make fmt` moves it.")
            yield replace(found, mends=True)


def formatted(reading: Reading) -> dict[str, str]:
    """Give the canonical text of each file that has one, by the name problems use for it."""
    files, sources = canonical_files(map(_by_id, reading.jurisdictions), _by_id(reading.documents[SOURCES]))
    texts = {
        document.file: dump(places, head_comment(document.text))
        for document, places in zip(reading.jurisdictions, files, strict=True)
    }
    bibliography = reading.documents[SOURCES]
    texts[bibliography.file] = dump(sources, head_comment(bibliography.text))
    return texts


def _by_id(document: Document) -> dict[str, Value]:
    return {str(id_): value for id_, value in document.values.items()}


def _not_canonical(reading: Reading) -> Iterator[Problem]:
    documents = {document.file: document for document in (*reading.jurisdictions, reading.documents[SOURCES])}
    for file, text in formatted(reading).items():
        was, ought = documents[file].text.split("\n"), text.split("\n")
        if was != ought:
            pairs = enumerate(zip(was, ought, strict=False))
            line = next((number for number, (a, b) in pairs if a != b), min(len(was), len(ought)))
            wanted = shown(ought[line]) if line < len(ought) else "nothing"
            message = f"This line is not in the file's form; it ought to read: {wanted}."
            place = _entry_of(documents[file], line + 1)
            yield Problem(file, line + 1, 1, place, message, "`make fmt` mends it.", mends=True)


def _entry_of(document: Document, line: int) -> str:
    """Give the id of the entry that a line is in."""
    return next((str(id_) for id_ in reversed(list(document.values)) if id_.line <= line), "")
