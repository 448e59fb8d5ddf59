"""What a pull request is told: the problems that are its own, the mended text to paste, and what it changes, in words.

Pure. A rule that is newer than an entry blocks only whoever touches the entry; on the rest it warns.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from detainers.catalog import Reading
from detainers.changes import Change
from detainers.check import formatted
from detainers.fmt import Tree, dump
from detainers.load import Document, parse
from detainers.problem import Problem, fenced
from detainers.strings import Strings

MOST = 20
"""Entries whose mended text is shown; whoever has more runs `make fmt`."""


def touched(before: Reading, after: Reading) -> set[str]:
    """Give the ids of entries, of whatever file, whose raw values are new or different."""
    was = {
        (document.file, str(id_)): value for document in _documents(before) for id_, value in document.values.items()
    }
    return {
        str(id_)
        for document in _documents(after)
        for id_, value in document.values.items()
        if was.get((document.file, str(id_))) != value
    }


def only_new_block(problems: Iterable[Problem], before: Iterable[Problem], touched: Collection[str]) -> list[Problem]:
    """Make warnings of errors that were there before, in entries not touched; what is about a whole file blocks."""
    old = {(found.file, found.place, found.message) for found in before}
    return [
        replace(found, level="warning")
        if found.place and _entry(found) not in touched and (found.file, found.place, found.message) in old
        else found
        for found in problems
    ]


def own_lines_first(problems: Iterable[Problem], changed: Mapping[str, Collection[int]]) -> list[Problem]:
    """Put errors before warnings and changed lines before others, since GitHub shows ten of each."""
    return sorted(
        problems, key=lambda found: (found.level != "error", found.line not in changed.get(found.file, ()), found)
    )


def mended_text(reading: Reading, problems: Iterable[Problem], strings: Strings) -> str:
    """Give, as Markdown, the text of each entry that `make fmt` would mend, to paste over it."""
    ids = dict.fromkeys(_entry(found) for found in problems if found.mends and found.place)
    blocks = []
    for file, text in formatted(reading).items():
        entries: Mapping[str, Tree] = {str(id_): value for id_, value in parse(text.encode(), file).values.items()}
        blocks += [fenced(dump({id_: entries[id_]}).rstrip("\n"), "yaml") for id_ in ids if id_ in entries]
    if not blocks:
        return ""
    more = [strings.plain("contribute.review.more", count=len(blocks) - MOST)] if len(blocks) > MOST else []
    return "\n\n".join([strings.plain("contribute.review.mended"), *blocks[:MOST], *more]) + "\n"


def addresses_to_add(new: Collection[str], strings: Strings) -> str:
    """Give, as Markdown, the lines that `make fmt` would add to the list of published addresses."""
    if not new:
        return ""
    lines = "\n".join(sorted(new))
    return f"{strings.plain('contribute.review.addresses')}\n\n{fenced(lines)}\n"


def told(changes: Sequence[Change], strings: Strings) -> str:
    """Say, as Markdown, what a pull request changes; the data's words stand in a fence they cannot close."""
    if not changes:
        return strings.plain("contribute.review.no_change") + "\n"
    listed = "\n".join(change.sentence for change in changes)
    return f"{strings.plain('contribute.review.changes', count=len(changes))}\n\n{fenced(listed)}\n"


def _documents(reading: Reading) -> tuple[Document, ...]:
    return (*reading.jurisdictions, *reading.documents.values())


def _entry(problem: Problem) -> str:
    return problem.place.split(" › ")[0]
