r"""Read one YAML file into values that know where they stand; never guess a type, never raise at a contributor.

Every scalar is text: `NO`, `2012` and `48:00` stay what was written (see `tree`). Whatever keeps the file from being
read, and characters that hide or reorder text, are problems with a place and a remedy. Line ends become `\n`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from detainers.problem import Problem, Step, place_in_words
from detainers.tree import Builder, RefusedError, Text, Value, start_of

LARGEST = 20 * 1024 * 1024
"""Bytes; a larger file is refused unread."""

FORBIDDEN = re.compile(
    "[\x00-\x08\x09\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff"
    "\ufffe\uffff]"
)
"""Control characters, tabs, marks that change the direction of text (the "Trojan Source" set), what YAML refuses."""

COMMENT = re.compile(r"(?:^|(?<=\s))#")


@dataclass(slots=True)
class Document:
    """A file as read: its text, its values by key, and what is wrong with it; `loaded` says that there are values."""

    file: str
    text: str = ""
    values: dict[Text, Value] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    loaded: bool = False
    _keys: dict[str, Text] = field(default_factory=dict, repr=False, compare=False)

    def at(self, path: Sequence[Step]) -> tuple[int, int]:
        """Give line and column of what the path names, or of the nearest part of the path that exists."""
        where: tuple[int, int] = (1, 1)
        node: Value = self.values
        for step in path:
            if isinstance(node, dict) and isinstance(step, str) and step in node:
                key = self._entries()[step] if node is self.values else next(key for key in node if key == step)
                where, node = (key.line, key.column), node[key]
            elif isinstance(node, list) and isinstance(step, int) and step < len(node):
                node = node[step]
                where = start_of(node) or where
            else:
                break
        return (node.line, node.column) if isinstance(node, Text) else where

    def _entries(self) -> dict[str, Text]:
        """Give the keys of the entries as they stand in the file: thousands of problems ask where theirs are."""
        if len(self._keys) != len(self.values):
            self._keys = {key: key for key in self.values}
        return self._keys

    def problem(self, path: Sequence[Step], message: str, remedy: str = "") -> Problem:
        """Make a problem that stands at the path."""
        line, column = self.at(path)
        return Problem(self.file, line, column, place_in_words(path), message, remedy)


def read(path: Path, name: str) -> Document:
    """Read the file at `path`; problems call it `name`."""
    try:
        size = path.stat().st_size
        if size > LARGEST:
            message = f"The file is {size:,} bytes; more than {LARGEST // 1024 // 1024} MB is not read."
            return _refused(name, message, "Split it into a folder of files.")
        return parse(path.read_bytes(), name)
    except FileNotFoundError:
        return _refused(name, "The file does not exist.", "Restore it, or name the right folder with --data.")
    except OSError as error:
        return _refused(name, f"The file cannot be read: {error.strerror}.", "Check its permissions.")


def parse(raw: bytes, name: str) -> Document:
    """Turn bytes into a document; a byte-order mark and Windows line ends are read past, for `fmt` to mend."""
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        column = error.start - raw.rfind(b"\n", 0, error.start)
        message = f"This byte is not UTF-8 (0x{raw[error.start]:02x})."
        return _refused(name, message, "Save the file as UTF-8 and type the character again.", line, column)
    document = Document(name, text.removeprefix("\ufeff").replace("\r\n", "\n"))
    if text.startswith("\ufeff"):
        message, remedy = "The file starts with a byte-order mark.", "`make fmt` deletes it."
        document.problems.append(Problem(name, 1, 1, "", message, remedy, mends=True))
    forbidden = list(_forbidden_characters(document.text, name))
    if forbidden:
        document.problems += forbidden
    elif not document.text.strip():
        return _refused(name, "The file is empty.", "Restore it: every data file has at least one entry.")
    else:
        _fill(document)
    return document


def _fill(document: Document) -> None:
    builder = Builder(document.file)
    try:
        document.values = builder.build(iter(yaml.CBaseLoader(document.text).get_event, None))
    except yaml.MarkedYAMLError as error:
        document.problems.append(_syntax(error, document.file))
    except RefusedError as error:
        document.problems.append(error.problem)
    else:
        document.loaded = True
        document.problems += builder.problems
        document.problems += _stray_comments(document, builder.hashed)


def _refused(name: str, message: str, remedy: str, line: int = 1, column: int = 1) -> Document:
    return Document(name, problems=[Problem(name, line, column, "", message, remedy)])


def _forbidden_characters(text: str, name: str) -> Iterator[Problem]:
    """Find the first such character of each line."""
    if not FORBIDDEN.search(text) and "\r" not in text:
        return
    for number, line in enumerate(text.split("\n"), start=1):
        found = FORBIDDEN.search(line) or re.search("\r", line)
        if found is None:
            continue
        if found.group() == "\t":
            message, remedy = "There is a tab here.", "Indent and separate with spaces: two for each level."
        elif found.group() == "\r":
            message, remedy = "There is a carriage return inside a line.", "Delete it."
        else:
            message = f"There is an invisible character here (U+{ord(found.group()):04X})."
            remedy = "Delete it: it can hide or reorder what readers see."
        yield Problem(name, number, found.start() + 1, "", message, remedy)


REMEDIES = (
    (
        "mapping values are not allowed",
        "There is a colon where a value goes on.",
        "Put the whole value in double quotes, or indent the line as its neighbors are.",
    ),
    (
        "did not find expected key",
        "The indentation or the quoting breaks here.",
        "Line keys up exactly under each other; put a value with quotation marks inside it in single quotes.",
    ),
    (
        "did not find expected '-' indicator",
        "A list item is indented differently from the one before.",
        "Line the dashes up exactly under each other.",
    ),
    (
        "could not find expected ':'",
        "A line without a colon stands where a key must be.",
        'Write it as "key: value", or indent it under the key it belongs to.',
    ),
    ("found unexpected end of stream", "A quotation opens here and never closes.", "Close it with the same mark."),
    (
        "found unknown escape character",
        "A backslash in double quotes must be doubled.",
        "Write two backslashes, or use single quotes.",
    ),
    ("cannot start any token", "This character cannot start a value.", "Put the value in double quotes."),
    (
        "block sequence entries are not allowed",
        "A list starts where none can.",
        "Start the list on a line of its own below its key, indented by two more spaces.",
    ),
)
"""libyaml's words, of which a part is matched, then ours, then what to do."""


def _syntax(error: yaml.MarkedYAMLError, name: str) -> Problem:
    said = error.problem or "unreadable"
    mark = error.problem_mark or error.context_mark
    if "end of stream" in said and error.context_mark:
        mark = error.context_mark
    line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    known = ((message, remedy) for part, message, remedy in REMEDIES if part in said)
    message, remedy = next(known, (f"The YAML cannot be read here: {said}.", "Compare with the entry above."))
    return Problem(name, line, column, "", message, remedy)


def _stray_comments(document: Document, hashed: list[tuple[int, int, int, int]]) -> Iterator[Problem]:
    """Find comments after the head of the file: `fmt` rewrites entries and could not keep them."""
    head = head_comment(document.text).count("\n")
    for number, line in enumerate(document.text.split("\n")):
        for place in COMMENT.finditer(line) if number >= head and "#" in line else ():
            at = (number, place.end() - 1)
            if not any((left, first) <= at < (right, last) for left, first, right, last in hashed):
                message = "A comment inside the entries would be lost."
                remedy = "Put it in the entry's note, or in the head of the file."
                yield Problem(document.file, number + 1, place.end(), "", message, remedy)
                break


def head_comment(text: str) -> str:
    """Give the comment and blank lines before the first entry, with their line ends."""
    end = re.search(r"(?m)^(?!#|\s*$)", text)
    return text[: end.start()] if end else text
