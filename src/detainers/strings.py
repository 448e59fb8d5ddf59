"""The words of the interface, by key, from strings.yml: templates and scripts hold none of their own.

A text may hold {placeholders}. With `count` given, `<key>.one` or `<key>.other` is chosen, which is enough for English,
Spanish, Portuguese and Haitian Creole. A key that does not exist is a mistake, here or in a template: a WordsError.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeVar

from markupsafe import Markup, escape

from detainers.load import Document
from detainers.problem import Problem, Step
from detainers.tree import Text, Value

Filled = TypeVar("Filled", str, Markup)


class WordsError(Exception):
    """A text is missing or its placeholders are wrong; the message says which and what to do."""


class Texts(dict[str, str]):
    """Texts by dotted key. Raises WordsError for a key that is not there."""

    def __missing__(self, key: str) -> str:
        """Say which text is missing."""
        raise WordsError(f'strings.yml has no text "{key}". Put it back, or correct the key where it is asked for.')


@dataclass(frozen=True)
class Strings:
    """Texts by dotted key. Texts and values are escaped for HTML; a value that is already Markup goes in as it is."""

    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> Markup:
        """Give the text of the key with its placeholders filled, safe for HTML."""
        return self._filled(escape(self.texts[self._plural(key, values)]), key, values)

    def plain(self, key: str, **values: object) -> str:
        """Give the text of the key with its placeholders filled, as plain text."""
        return self._filled(self.texts[self._plural(key, values)], key, values)

    def date(self, text: str) -> str:
        """Say a date text at its precision: "May 21, 2012", "May 2012", "2012"."""
        year, _, rest = text.partition("-")
        month, _, day = rest.partition("-")
        if not month:
            return year
        name = self.texts[f"months.{int(month)}"]
        form = "date.day" if day else "date.month"
        return self.texts[form].format(year=year, month=name, day=int(day or 0))

    def day(self, day: dt.date) -> str:
        """Say a day: "May 21, 2012"."""
        return self.date(day.isoformat())

    def number(self, number: int) -> str:
        """Write a number with the language's separator."""
        return f"{number:,}".replace(",", self.texts["number.separator"])

    def listed(self, items: Iterable[str]) -> str:
        """Join items as a sentence does: "a, b and c"."""
        *most, last = [*items] or [""]
        return f"{', '.join(most)}{self.texts['number.last']}{last}" if most else last

    def below(self, prefix: str) -> dict[str, str]:
        """Give the texts below a key, for a script that needs them."""
        return {
            key.removeprefix(f"{prefix}."): text for key, text in self.texts.items() if key.startswith(f"{prefix}.")
        }

    def _plural(self, key: str, values: Mapping[str, object]) -> str:
        if "count" not in values or key in self.texts:
            return key
        return f"{key}.one" if values["count"] == 1 else f"{key}.other"

    def _filled(self, text: Filled, key: str, values: Mapping[str, object]) -> Filled:
        try:
            return text.format(**self._shown(values))
        except (LookupError, ValueError, AttributeError):
            remedy = "Braces stand around the names of its values only."
            raise WordsError(f'The placeholders of "{key}" in strings.yml cannot be filled. {remedy}') from None

    def _shown(self, values: Mapping[str, object]) -> dict[str, object]:
        return {name: self.number(value) if isinstance(value, int) else value for name, value in values.items()}


def flatten(document: Document) -> tuple[Strings, list[Problem]]:
    """Turn the nested file into texts by dotted key; a list or an empty text in it is a problem."""
    texts = Texts()
    problems: list[Problem] = []
    for path, value in _leaves(document.values, ()):
        if isinstance(value, Text) and value.strip():
            texts[".".join(map(str, path))] = str(value)
        else:
            problems.append(document.problem(path, "This must be one text.", "Write the words after the colon."))
    return Strings(texts), problems


def _leaves(value: Value, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Value]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, str(key)))
    else:
        yield path, value
