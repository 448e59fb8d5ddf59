"""Rules for every text that readers will see, whatever file it is in: plain, short, sentences where promised."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise

from detainers.load import FORBIDDEN
from detainers.problem import Step
from detainers.rules.finding import Finding, Findings
from detainers.tree import Text, Value

LONGEST = 2_000
"""Characters in any one text."""
WORDS = 30
"""Words in a sentence of a summary."""

MARKUP = re.compile(r"<[A-Za-z/!?]|&(?:[A-Za-z]{2,8}|#\d+|#x[0-9A-Fa-f]+);")
TEMPLATE = re.compile(r"\{\{|\{%|\{#")
DOUBT = re.compile(rf"\A[=+@\-\s]|[<&{{{FORBIDDEN.pattern[1:]}")
"""What every text that is not plain has, and some that are: a first look that costs one search."""
SENTENCE_END = re.compile(r"([^\s(\"']+)[.!?][\"')”’]? +(?=[A-Z])")
PERHAPS_AN_END = re.compile(r"[.!?][\"')”’]? +[A-Z]")
"""What such an end has; most lines have none, and this finds that out without a look at each word."""
ABBREVIATION = re.compile(r"(?:[A-Z].*\.)?[A-Z][a-z]{0,3}|v|vs|ch|sec|art|e\.g|i\.e|a\.m|p\.m")
"""A word whose full stop ends no sentence: initials, short capitalized titles (Gov., St., Dec.), legal shorthand."""


def texts_are_plain(values: Value, above: tuple[Step, ...] = ()) -> Findings:
    """No text is empty, endless or anything but words: markup, templates and formulas would only show as litter."""
    for path, text in _doubtful(values, above):
        if not text.strip():
            yield Finding(path, f'"{path[-1]}" is empty.', "Write its value, or delete the line.")
        elif hidden := FORBIDDEN.search(text):
            message = f"There is an invisible character in this text (U+{ord(hidden.group()):04X})."
            yield Finding(path, message, "Delete it, however it is written: it can hide or reorder what readers see.")
        elif len(text) > LONGEST:
            yield Finding(
                path,
                f"This text has {len(text):,} characters; {LONGEST:,} is the most.",
                "Say it shorter; the sources hold the rest.",
            )
        elif MARKUP.search(text):
            yield Finding(
                path,
                f'There is HTML in this text ("{MARKUP.findall(text)[0]}").',
                'Write plain words; write < as "less than" and & as "and".',
            )
        elif TEMPLATE.search(text):
            yield Finding(
                path, f'There is template code in this text ("{TEMPLATE.findall(text)[0]}").', "Write plain words."
            )
        elif text[0] in "=+-@":
            yield Finding(
                path, f'This text starts with "{text[0]}", which spreadsheets take for a formula.', "Start with a word."
            )


def summaries_are_short_sentences(summary: str) -> Findings:
    """A summary is one sentence a line, each of at most 30 words."""
    for number, line in enumerate(summary.splitlines(), start=1):
        words = len(line.split())
        if words > WORDS:
            yield Finding(
                ("summary",),
                f"Sentence {number} has {words} words; {WORDS} is the most.",
                "Split it in two, each on its own line.",
            )
        inner = next(sentence_ends(line), None)
        if inner:
            remedy = 'Write "summary: |-" and each sentence on its own line below it.'
            yield Finding(
                ("summary",),
                f'Line {number} holds more than one sentence ("…{line[inner.start() : inner.end() + 10]}…").',
                remedy,
            )


def too_long(key: str, text: str) -> Findings:
    """Find the sentences of a running text that have more than 30 words."""
    for line in text.splitlines():
        cuts = [0, *(end.end() for end in sentence_ends(line)), len(line)]
        for start, end in pairwise(cuts):
            words = len(line[start:end].split())
            if words > WORDS:
                yield Finding(
                    (key,),
                    f'A sentence has {words} words; {WORDS} is the most ("{line[start : start + 30]}…").',
                    "Split it in two.",
                )


def sentence_ends(line: str) -> Iterator[re.Match[str]]:
    """Find where a sentence ends inside a line and another begins."""
    if not PERHAPS_AN_END.search(line):
        return iter(())
    return (end for end in SENTENCE_END.finditer(line) if not ABBREVIATION.fullmatch(end.group(1)))


def _doubtful(value: Value, path: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Text]]:
    """Find the texts that one look cannot clear; the paths of the rest, nearly all, are never made."""
    if isinstance(value, Text):
        if not value or len(value) > LONGEST or DOUBT.search(value):
            yield path, value
        return
    for step, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if not isinstance(inner, Text):
            yield from _doubtful(inner, (*path, str(step) if isinstance(step, Text) else step))
        elif not inner or len(inner) > LONGEST or DOUBT.search(inner):
            yield (*path, str(step) if isinstance(step, Text) else step), inner
