"""The data as it was at a revision, and the lines changed since: the one place that asks git. Writes nothing."""

from __future__ import annotations

import re
import subprocess
from pathlib import Path

import click

from detainers.catalog import JURISDICTIONS, POLICIES, SOURCES, STRINGS, Reading, assemble
from detainers.load import Document, parse
from detainers.model import TABLES

ENTRIES = re.compile(rf"{JURISDICTIONS}(?:\.yml|/[^/]+\.yml)")
HUNK = re.compile(r"@@ -\S+ \+(\d+)(?:,(\d+))? @@")


def reading_at(revision: str, folder: Path, reading: Reading) -> Reading:
    """Give the data as it was at the revision, in today's words; what was not there is empty.

    Policies and strings stay those of `reading`: what changed is said in the words of now. Raises click.UsageError.
    """
    commit = _commit(revision, folder)
    top = Path(_git(folder, "rev-parse", "--show-toplevel").strip())
    inside = folder.resolve().relative_to(top.resolve())
    files = _git(folder, "ls-tree", "-r", "--name-only", commit, "--", ".").splitlines()
    shown = _shown(reading)

    def document(file: str) -> Document:
        return parse(_git(folder, "show", f"{commit}:{(inside / file).as_posix()}").encode(), f"{shown}/{file}")

    jurisdictions = tuple(document(file) for file in files if ENTRIES.fullmatch(file))
    documents = {SOURCES: Document(f"{shown}/{SOURCES}")}
    documents |= {file: document(file) for file in (SOURCES, *(f"{table}.yml" for table in TABLES)) if file in files}
    documents |= {name: reading.documents[name] for name in (POLICIES, STRINGS)}
    return assemble(jurisdictions or (Document(f"{shown}/{JURISDICTIONS}.yml"),), documents, reading.catalog.places)


def changed_lines(revision: str, folder: Path, reading: Reading) -> dict[str, set[int]]:
    """Give the lines, from 1, that differ from the revision, by the name that problems use for the file."""
    said = _git(
        folder, "diff", "--relative", "--unified=0", "--no-color", "--no-ext-diff", _commit(revision, folder), "--", "."
    )
    found: dict[str, set[int]] = {}
    lines: set[int] = set()
    for line in said.splitlines():
        if line.startswith("+++ "):
            lines = found.setdefault(f"{_shown(reading)}/{line.removeprefix('+++ ').removeprefix('b/')}", set())
        elif hunk := HUNK.match(line):
            first, count = int(hunk.group(1)), int(hunk.group(2) or 1)
            lines.update(range(first, first + count))
    return found


def _shown(reading: Reading) -> str:
    return reading.documents[SOURCES].file.removesuffix(f"/{SOURCES}")


def _commit(revision: str, folder: Path) -> str:
    try:
        return _git(folder, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}").strip()
    except subprocess.CalledProcessError:
        message = f"{revision!r} is no revision here. In a shallow clone, fetch it first."
        raise click.UsageError(message) from None


def _git(folder: Path, *words: str) -> str:
    try:
        return subprocess.run(  # noqa: S603
            ["git", "-C", str(folder), *words],  # noqa: S607
            capture_output=True,
            check=True,
            encoding="utf-8",
            errors="replace",
        ).stdout
    except FileNotFoundError:
        raise click.UsageError("git is not installed, and --since needs it.") from None
