"""Read the answers to a form one by one into values, and hold what was wrong with the rest.

Pure. What cannot be read is refused with the question, what is wrong and what to write; whether the values go together
is for the checks that every entry must pass (see `placing`).
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from detainers.catalog import Catalog
from detainers.forms import FORMS, Field, options
from detainers.gazetteer import state_of
from detainers.problem import shown
from detainers.rules.sources import host_of, normal
from detainers.rules.text import texts_are_plain
from detainers.sent import Answers, Refusal
from detainers.tree import Text
from detainers.values import choice, choices, day, one_line, sentences, yes

Tree = Any
"""A scalar as str, a list or a dict of such, as in the data files."""


@dataclass(slots=True)
class Draft:
    """An entry as it would be: its id and values."""

    id: str
    entry: dict[str, Tree]


@dataclass(slots=True)
class Values:
    """The values read so far, by question, and what was wrong with the rest."""

    found: dict[str, Tree] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)


def read_answers(answers: Answers, catalog: Catalog) -> Values:
    """Read every answer; a source on record already needs no title and publisher."""
    values = Values()
    known = {normal(source.url): id_ for id_, source in catalog.sources.items()}
    url = one_line(answers.texts.get("url", ""))
    cited = normal(url) in known
    for asked in FORMS[answers.form]:
        text = answers.texts.get(asked.key, "")
        if not text:
            needed = asked.required and not (asked.key in ("source_title", "publisher") and cited)
            if needed:
                values.refusals.append(_unanswered(asked, answers, catalog))
            continue
        value = value_of(asked, text, catalog)
        if isinstance(value, Refusal):
            values.refusals.append(value)
        elif isinstance(value, list) and value and isinstance(value[0], Refusal):
            values.refusals += value
        else:
            values.found[asked.key] = value
    if "consent" in answers.texts and not values.found.get("consent"):
        values.refusals.append(Refusal("consent", "The box is not ticked.", "Tick it: without it we cannot use this."))
    return values


def _unanswered(asked: Field, answers: Answers, catalog: Catalog) -> Refusal:
    if asked.key not in answers.asked:
        return Refusal(asked.key, "This question is missing.", "Put its heading back, with the answer below it.")
    example = catalog.strings.texts[f"contribute.field.{asked.key}.example"]
    return Refusal(asked.key, "This is not answered.", f"For example: {example}")


def value_of(asked: Field, text: str, catalog: Catalog) -> Tree:
    """Read one answer: a text, a list of ids, whether a box is ticked, or what is wrong with it."""
    offered = options(asked, catalog.vocabulary, catalog.strings)
    state = state_of(text) if asked.choices == "states" else None
    by_shape: dict[str, Callable[[], Tree]] = {
        "choice": lambda: state or choice(asked.key, text, offered),
        "choices": lambda: choices(asked.key, text, offered),
        "yes": lambda: yes(text),
        "date": lambda: day(asked.key, text),
        "text": lambda: text if asked.key in ("more_sources", "value") else sentences(text),
    }
    value = by_shape.get(asked.shape, lambda: one_line(text))()
    return _first_wrong(asked, value) or value if isinstance(value, str) else value


def _first_wrong(asked: Field, value: str) -> Refusal | None:
    """Say at once what every text must keep, so that all that is wrong with an answer is said in one run."""
    if asked.shape == "address" and host_of(value) is None:
        message = f"{shown(value)} is not a web address."
        return Refusal(asked.key, message, "Write the whole address, starting with https://.")
    if asked.shape not in ("line", "text") or asked.key == "more_sources":
        return None
    wrong = (Refusal(asked.key, found.message, found.remedy) for found in texts_are_plain(Text(value), (asked.key,)))
    return next(wrong, None)


def sources_of(values: Values) -> list[Tree]:
    """Make the sources in place, as a person would write them; `fmt` moves them and knows those that are there."""
    found = values.found
    first = {
        "title": found.get("source_title"),
        "publisher": found.get("publisher"),
        "published": found.get("published"),
        "url": found.get("url"),
        "primary": "true" if found.get("primary") else None,
    }
    sources: list[Tree] = [{key: value for key, value in first.items() if value}]
    for line in str(found.get("more_sources", "")).split("\n"):
        parts = [one_line(part) for part in line.lstrip("-* ").split("|")]
        if parts == [""]:
            continue
        if not parts[0].startswith(("http://", "https://")) or len(parts) not in (3, 4):
            remedy = "Write one source a line: address | title | publisher | date; the date may be left out."
            values.refusals.append(Refusal("more_sources", f"{shown(line.strip())} is not a source.", remedy))
            continue
        source = dict(zip(("url", "title", "publisher", "published"), parts, strict=False))
        if "published" in source:
            published = day("more_sources", source["published"])
            if isinstance(published, Refusal):
                values.refusals.append(published)
                continue
            source["published"] = published
        sources.append(source)
    return sources
