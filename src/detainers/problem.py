"""What is wrong with the data, said to a contributor; never how to print the rest of the program.

A problem has one shape everywhere: a file, a place in it counted from 1, the place in the contributor's words, what is
wrong and what to write instead. Terminal, GitHub and job summary are three prints of the same values.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

Level = Literal["error", "warning"]
Step = str | int

MANY = 100
"""Words; beyond this a suggestion is looked for only among those that start alike."""


@dataclass(frozen=True, slots=True, order=True)
class Problem:
    """One mistake: `line` and `column` count from 1, `place` is in words, `mends` says that `make fmt` does it."""

    file: str
    line: int
    column: int
    place: str
    message: str
    remedy: str = ""
    mends: bool = False
    level: Level = "error"


def place_in_words(path: Sequence[Step]) -> str:
    """Say a path into a file the way a person counts: ("ma-amherst", "actions", 0) is "ma-amherst › actions 1"."""
    words: list[str] = []
    for step in path:
        if isinstance(step, int) and words:
            words[-1] += f" {step + 1}"
        else:
            words.append(str(step))
    return " › ".join(words)


def nearest(word: str, known: Iterable[str]) -> str:
    """Ask "Did you mean …?" about the known word closest to this one; say nothing when none is close.

    Among many words only those that start alike are compared: a file full of mistakes is still answered at once.
    """
    import difflib  # noqa: PLC0415 -- clean data has no use for it

    word = word[:80].lower()
    words = list(known)
    candidates = words if len(words) <= MANY else [other for other in words if other[:3] == word[:3]]
    found = difflib.get_close_matches(word, candidates, n=1, cutoff=0.75)
    return f'Did you mean "{found[0]}"?' if found else ""


def shown(text: str, limit: int = 60) -> str:
    """Quote untrusted text on one line, short, with whatever a terminal could act on made visible."""
    literal = "".join(c if c.isprintable() else f"\\u{ord(c):04x}" for c in text[: limit + 1])
    return f'"{literal[:limit]}…"' if len(text) > limit else f'"{literal}"'


def terminal(problems: Sequence[Problem], of: int) -> str:
    """Print all problems, grouped by place, with a last line that counts them among `of` jurisdictions."""
    blocks: list[str] = []
    before = ""
    for problem in sorted(problems):
        head = f"{problem.file}:{problem.line}:{problem.column}  {problem.place}".rstrip()
        if head != before:
            blocks.append(head)
        before = head
        warning = "warning: " if problem.level == "warning" else ""
        blocks.append(f"    {warning}{problem.message}")
        blocks += [f"    {line}" for line in problem.remedy.splitlines()]
    return "\n".join([*blocks, totals(problems, of)])


def totals(problems: Sequence[Problem], of: int) -> str:
    """Count problems and the entries they are in: "3 problems in 2 of 412 jurisdictions; `make fmt` mends 1."."""
    if not problems:
        return f"No problems in {of} jurisdictions."
    errors = sum(problem.level == "error" for problem in problems)
    warnings = len(problems) - errors
    said = [f"{errors} problem{'' if errors == 1 else 's'}"] if errors else []
    said += [f"{warnings} warning{'' if warnings == 1 else 's'}"] if warnings else []
    entries = {(p.file, p.place.split(" › ")[0]) for p in problems if p.file.endswith("jurisdictions.yml") and p.place}
    where = f" in {len(entries)} of {of} jurisdictions" if entries else ""
    mended = sum(problem.mends for problem in problems)
    fmt = f"; `make fmt` mends {mended}" if mended else ""
    return f"{' and '.join(said)}{where}{fmt}."


def github(problems: Sequence[Problem]) -> str:
    """Print one workflow command a problem, in the order given: GitHub shows ten on their lines of the pull request."""
    return "\n".join(
        f"::{problem.level} file={_property(problem.file)},line={problem.line},col={problem.column},"
        f"title={_property(problem.place or problem.file)}::{_command(f'{problem.message} {problem.remedy}'.strip())}"
        for problem in problems
    )


def summary(problems: Sequence[Problem], of: int) -> str:
    """Print the whole list as Markdown for the job summary, the contributor's text inside a fence it cannot close."""
    if not problems:
        return f"### The data is in order\n\n{totals(problems, of)}\n"
    return f"### {totals(problems, of)}\n\n{fenced(terminal(problems, of))}\n"


def fenced(text: str, language: str = "text") -> str:
    """Put a text into a Markdown fence that it cannot close; nothing in it is formatted, linked or mentioned."""
    fence = "`" * max(3, _longest_run(text, "`") + 1)
    return f"{fence}{language}\n{text}\n{fence}"


def _command(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _command(text).replace(":", "%3A").replace(",", "%2C")


def _longest_run(text: str, mark: str) -> int:
    longest = run = 0
    for character in text:
        run = run + 1 if character == mark else 0
        longest = max(longest, run)
    return longest
