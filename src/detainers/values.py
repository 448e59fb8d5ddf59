"""Turn one answer in a person's words into one value of an entry, or say kindly why not. Never guesses between two."""

from __future__ import annotations

import contextlib
import datetime as dt
import re
from collections.abc import Iterator, Mapping

from detainers.dates import period
from detainers.model import UNKNOWN_DAY
from detainers.problem import nearest, shown
from detainers.rules.text import sentence_ends
from detainers.sent import Refusal

MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
NAMED = re.compile(
    r"(?:(?P<day1>\d{1,2})(?:st|nd|rd|th)?\.? +)?(?P<month>[a-z]{3,9})\.?"
    r"(?: +(?P<day2>\d{1,2})(?:st|nd|rd|th)?)?,? +(?P<year>\d{4})",
    re.ASCII,
)
NUMBERED = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})", re.ASCII)
BOX = re.compile(r" *[-*+] +\[([ xX])\] *(.*)")
QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "‘": "'", "’": "'", "…": "..."})  # noqa: RUF001


def one_line(text: str) -> str:
    """Join an answer to one line, its quotation marks straight, as entries have them."""
    return " ".join(text.translate(QUOTES).split())


def sentences(text: str) -> str:
    """Put each sentence on a line of its own, as summaries have them."""
    lines = (one_line(line) for line in text.split("\n"))
    return "\n".join(sentence for line in lines if line for sentence in _split(line))


def _split(line: str) -> Iterator[str]:
    start = 0
    for end in sentence_ends(line):
        yield line[start : end.end()].strip()
        start = end.end()
    if line[start:]:
        yield line[start:]


def choice(key: str, text: str, options: Mapping[str, str]) -> str | Refusal:
    """Find which of the options a text names: by its id, its label, or the whole text that the form shows."""
    names = _names(options)
    found = names.get(_folded(text)) or names.get(_folded(text.partition(":")[0]))
    if found:
        return found
    labels = [said.partition(":")[0] for said in options.values()]
    guess = nearest(text, labels)
    few = f"Choose one of: {', '.join(labels)}." if len(labels) <= len(MONTHS) else "Choose one that the form offers."
    return Refusal(key, f"{shown(one_line(text))} is not one of the choices.", guess or few)


def choices(key: str, text: str, options: Mapping[str, str]) -> list[str] | list[Refusal]:
    """Find the ticked boxes; a text without boxes has one choice a line."""
    lines = [line for line in text.split("\n") if line.strip()]
    boxes = [box for line in lines if (box := BOX.fullmatch(line))]
    ticked = [box.group(2) for box in boxes if box.group(1) != " "] if boxes else [line.lstrip("-* ") for line in lines]
    found = [choice(key, said, options) for said in ticked]
    wrong = [refusal for refusal in found if isinstance(refusal, Refusal)]
    named = {value for value in found if isinstance(value, str)}
    return wrong or [id_ for id_ in options if id_ in named]


def yes(text: str) -> bool:
    """Tell whether a single box is ticked; in a mail the word "yes" does too."""
    boxes = [box.group(1) for line in text.split("\n") if (box := BOX.fullmatch(line))]
    return any(mark != " " for mark in boxes) if boxes else text.strip().casefold().startswith("yes")


def day(key: str, text: str) -> str | Refusal:
    """Write a date as ISO text at its precision; "March 2, 2026" is plain enough, "3/2/2026" can be two days."""
    text = one_line(text).rstrip(".")
    if key == "ended" and text.casefold() == UNKNOWN_DAY:
        return UNKNOWN_DAY
    if period(text):
        return text
    named = NAMED.fullmatch(text.casefold())
    if named and named["month"][:3] in MONTHS and not (named["day1"] and named["day2"]):
        month, number = MONTHS.index(named["month"][:3]) + 1, named["day1"] or named["day2"]
        said = f"{named['year']}-{month:02}" + (f"-{int(number):02}" if number else "")
        if period(said):
            return said
    numbered = NUMBERED.fullmatch(text)
    possible = _readings(*(int(part) for part in numbered.groups())) if numbered else []
    if len(possible) == 1:
        return possible[0].isoformat()
    if possible:
        both = ", or ".join(f"{found.isoformat()} for {found:%B} {found.day}, {found.year}" for found in possible)
        return Refusal(key, f"{shown(text)} can be read in two ways.", f"Write {both}.")
    remedy = 'Write "2012-05-21", or "2012-05" or "2012" where no more is known.'
    return Refusal(key, f"{shown(text)} is not a date.", remedy)


def _readings(first: int, second: int, year: int) -> list[dt.date]:
    """Give the days that two numbers and a year can mean, the American reading first."""
    found = []
    for month, number in dict.fromkeys(((first, second), (second, first))):
        with contextlib.suppress(ValueError):
            found.append(dt.date(year, month, number))
    return found


def _names(options: Mapping[str, str]) -> dict[str, str]:
    names: dict[str, str] = {}
    for id_, said in options.items():
        names |= {_folded(name): id_ for name in (id_, said, said.partition(":")[0])}
    return names


def _folded(text: str) -> str:
    return " ".join(re.sub(r"[^\w: ]+", " ", text.translate(QUOTES).casefold()).split())
