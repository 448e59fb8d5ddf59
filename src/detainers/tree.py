"""Build plain values from a YAML parser's events: texts, lists and mappings whose every text knows where it stands.

What YAML allows and a contributor never means (anchors, aliases, tags, several documents, deep nesting) stops the build
with a `RefusedError`; a key that is there twice is noted. One pass, so nesting is bounded before it is followed.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, TypeAlias

import yaml

from detainers.problem import Problem, Step, place_in_words, shown

DEEPEST = 20
"""Levels of nesting; deeper is refused."""

Value: TypeAlias = "Text | list[Value] | dict[Text, Value]"


class Text(str):
    """A scalar as written, with the place it starts at, counted from 1."""

    __slots__ = ("column", "line")
    line: int
    column: int


class RefusedError(Exception):
    """The file cannot be read on; carries the problem that says why."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


@dataclass(slots=True)
class _Frame:
    """A list or mapping being filled: `key` waits for its value, `last` is the newest key, for the place in words."""

    container: list[Value] | dict[Text, Value]
    listed: bool
    key: Text | None = None
    last: Text | None = None

    def put(self, value: Value) -> None:
        if isinstance(self.container, list):
            self.container.append(value)
        elif self.key is not None:
            self.container[self.key] = value
            self.key = None

    def step(self) -> Step:
        return len(self.container) - 1 if self.listed else str(self.last)


class Builder:
    """Builds the values of one file, called `file` in problems."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []
        self.hashed: list[tuple[int, int, int, int]] = []
        """Where the scalars that hold a # are: start and end, counted from 0. Any other # starts a comment."""
        self._root = _Frame([], listed=True)
        self._stack = [self._root]
        self._documents = 0

    def build(self, events: Iterable[Any]) -> dict[Text, Value]:
        """Give the entries that the events make. Raises RefusedError, and what the parser raises."""
        on: dict[type, Callable[[Any], None]] = {
            yaml.MappingStartEvent: lambda event: self._open(event, {}),
            yaml.SequenceStartEvent: lambda event: self._open(event, []),
            yaml.MappingEndEvent: self._close,
            yaml.SequenceEndEvent: self._close,
            yaml.AliasEvent: self._alias,
            yaml.DocumentStartEvent: self._document,
        }
        scalar, scalar_event = self._scalar, yaml.ScalarEvent
        for event in events:
            if type(event) is scalar_event:
                scalar(event)
            elif type(event) in on:
                on[type(event)](event)
        return self._entries()

    def _scalar(self, event: Any) -> None:  # noqa: ANN401
        """Put a scalar where it belongs. Four of five events are scalars, so this asks no more than it must."""
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        value = event.value
        text = Text(value)
        start = event.start_mark
        text.line, text.column = start.line + 1, start.column + 1
        if "#" in value:
            self.hashed.append((start.line, start.column, event.end_mark.line, event.end_mark.column))
        frame = self._stack[-1]
        if frame.listed or frame.key is not None:
            frame.put(text)
            return
        if len(text.splitlines()) > 1 or text != text.strip():
            raise self._refused(event, "A key must stand on one line, without spaces around it.", "Write one word.")
        frame.key = frame.last = text
        if text in frame.container:
            self._second(text, frame.container)

    def _second(self, text: Text, keys: Iterable[Any]) -> None:
        first: Text = next(known for known in keys if known == text)
        message = f"The key {shown(text)} is here a second time; the first is on line {first.line}."
        place = place_in_words([frame.step() for frame in self._stack[1:]])
        self.problems.append(Problem(self.file, text.line, text.column, place, message, "Keep one of the two."))

    def _open(self, event: Any, inner: list[Value] | dict[Text, Value]) -> None:  # noqa: ANN401
        if event.anchor is not None or event.tag is not None:
            raise self._marked(event)
        frame = self._stack[-1]
        if not frame.listed and frame.key is None:
            raise self._refused(event, "A key must be plain text.", "Write the key as one word.")
        if len(self._stack) > DEEPEST:
            raise self._refused(event, f"This is nested more than {DEEPEST} levels deep.", "Remove levels.")
        frame.put(inner)
        self._stack.append(_Frame(inner, isinstance(inner, list)))

    def _close(self, _event: object) -> None:
        self._stack.pop()

    def _alias(self, event: Any) -> None:  # noqa: ANN401
        remedy = "Write the value out, or put it in quotes."
        raise self._refused(event, "Aliases (*name) are not used here.", remedy)

    def _document(self, event: Any) -> None:  # noqa: ANN401
        self._documents += 1
        if self._documents > 1:
            remedy = "Delete the line: one file is one document."
            raise self._refused(event, "A second document starts here (---).", remedy)

    def _marked(self, event: Any) -> RefusedError:  # noqa: ANN401
        if event.anchor is not None:
            remedy = "Delete the anchor, or put the value in quotes."
            return self._refused(event, "Anchors (&name) are not used here.", remedy)
        remedy = "Delete the tag, or put the value in quotes: every value is text."
        return self._refused(event, "Tags (!name) are not used here.", remedy)

    def _entries(self) -> dict[Text, Value]:
        top = self._root.container[0] if isinstance(self._root.container, list) and self._root.container else []
        if isinstance(top, dict):
            return top
        what = "a single text" if isinstance(top, Text) else "a list" if top else "only comments"
        line, column = start_of(top) or (1, 1)
        message = f"The file is {what}; it must be entries by id."
        remedy = "Start each entry with its id and a colon at the start of a line."
        raise RefusedError(Problem(self.file, line, column, "", message, remedy))

    def _refused(self, event: Any, message: str, remedy: str) -> RefusedError:  # noqa: ANN401
        mark = event.start_mark
        return RefusedError(Problem(self.file, mark.line + 1, mark.column + 1, "", message, remedy))


def start_of(node: Value) -> tuple[int, int] | None:
    """Give line and column of the first text in a value, if there is one."""
    while not isinstance(node, Text):
        if not node:
            return None
        node = next(iter(node))
    return node.line, node.column
