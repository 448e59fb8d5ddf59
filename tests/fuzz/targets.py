"""What must hold of whatever comes in, door by door: each target takes bytes and fails when something does not hold."""

from __future__ import annotations

import contextlib
import json
import shutil
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import yaml
from click.testing import CliRunner

from detainers import problem
from detainers.catalog import Catalog, Reading, assemble, read_folder
from detainers.check import check, formatted
from detainers.cli import main
from detainers.export import exports
from detainers.fmt import canonical, dump
from detainers.intake import intake, listed, told
from detainers.load import Document, parse
from detainers.pages import pages
from detainers.site import Site

from .active import active

ROOT = Path(__file__).parent.parent.parent
PROBLEMS = ROOT / "tests" / "problems"
TODAY = date(2026, 11, 24)
ENTRIES = "data/jurisdictions.yml"
FILES = (
    "jurisdictions.yml",
    "sources.yml",
    "policies.yml",
    "strings.yml",
    "redirects.yml",
    "places.csv",
    "published.txt",
)
"""What a data folder may hold; the first byte of an input for the commands chooses one."""


@cache
def small_folder() -> Path:
    """Make a data folder with the two places of tests/problems."""
    folder = Path(tempfile.mkdtemp(prefix="fuzz-"))
    for name in ("strings.yml", "places.csv"):
        shutil.copy(ROOT / "data" / name, folder / name)
    for name in ("policies.yml", "sources.yml"):
        shutil.copy(PROBLEMS / f"_{name}", folder / name)
    shutil.copy(PROBLEMS / "valid.yml", folder / "jurisdictions.yml")
    return folder


@cache
def small() -> Reading:
    """Read it."""
    return read_folder(small_folder())


def load(raw: bytes) -> None:
    """There are values or problems, each problem with a place in the file."""
    document = parse(raw, ENTRIES)
    assert document.loaded or document.problems
    lines = document.text.count("\n") + 1 if document.text else raw.count(b"\n") + 1
    for found in document.problems:
        assert 1 <= found.line <= lines + 1, found
        assert found.column >= 1, found
    problem.terminal(document.problems, 1)


def form(raw: bytes) -> None:
    """What loads has a form that loads as the same and is its own form; sources never get lost."""
    document = parse(raw, ENTRIES)
    if not document.loaded or any(not found.mends for found in document.problems):
        return
    values: Any = {str(id_): value for id_, value in document.values.items()}
    places, sources = canonical(values, {})
    once = dump(places)
    again = parse(once.encode(), ENTRIES) if places else Document(ENTRIES, loaded=True)
    assert again.loaded, (once, again.problems)
    anew, moved = canonical({str(id_): value for id_, value in again.values.items()}, sources)
    assert dump(anew) == once
    assert moved == sources
    parsed = parse(dump(sources).encode(), "s") if sources else Document("s", loaded=True)
    assert parsed.loaded, parsed.problems


def examine(raw: bytes) -> None:
    """The check ends, its answer prints in all three forms, and what it lets pass makes pages without script."""
    reading = with_entries(raw)
    found = check(reading, TODAY)
    said = problem.terminal(found, 1)
    assert "\x1b" not in said
    assert "\x00" not in said
    assert problem.github(found).count("\n::") == max(0, len(found) - 1)
    fence = problem.summary(found, 1)
    assert "<" not in fence or "```" in fence
    if all(document.loaded for document in reading.jurisdictions):
        formatted(reading)
    if not any(one.level == "error" for one in found):
        publish(reading)


def with_entries(raw: bytes) -> Reading:
    """Read the small record with these entries."""
    return assemble((parse(raw, ENTRIES),), small().documents, small().catalog.places)


def site_of(catalog: Catalog) -> Site:
    """Make a site that knows every address."""
    return Site(catalog, TODAY, "https://github.com/example/x", site_url="https://example.org/")


@cache
def harmless() -> frozenset[tuple[str, ...]]:
    """Give what the pages of the project's own data and of the small record hold that a browser acts on."""
    catalogs = (read_folder(ROOT / "data").catalog, small().catalog)
    made = [page for catalog in catalogs for page in pages(site_of(catalog))]
    return frozenset().union(*(active(str(page.body)) for page in made))


def publish(reading: Reading) -> None:
    """No page holds anything that a browser acts on but what the templates put there; every file is made."""
    site = site_of(reading.catalog)
    for page in pages(site):
        assert active(str(page.body)) <= harmless(), active(str(page.body)) - harmless()
        assert ".." not in Path(page.path).parts
        assert not page.path.startswith("/")
    for path in exports(site):
        assert ".." not in Path(path).parts
        assert not path.startswith("/")


def sent(raw: bytes) -> None:
    """What was sent is refused in words or passes every check, and its answer stays inside its fences."""
    reading = small()
    outcome = intake(raw.decode("utf-8", "replace"), reading, TODAY)
    strings = reading.catalog.strings
    listed(outcome.refusals, strings, options=True)
    answer = told(outcome, strings, 1)
    assert "\x00" not in answer
    if outcome.placed is None:
        assert outcome.refusals
        return
    after = check(outcome.placed.after, TODAY)
    assert not [found for found in after if found.level == "error" and found.file == ENTRIES], after
    assert all(file.startswith(small_folder().as_posix()) for file in outcome.placed.texts)


def entries(raw: bytes) -> None:
    """The same as `examine`, of entries in JSON: any text in any field, so that more gets past the parser."""
    examine(yaml.safe_dump(json.loads(raw), allow_unicode=True, sort_keys=False).encode("utf-8", "replace"))


def commands(raw: bytes) -> None:
    """Commands on a folder with one hostile file end with an exit code, and write nowhere else."""
    with tempfile.TemporaryDirectory(prefix="fuzz-") as made:
        folder = Path(made) / "data"
        shutil.copytree(small_folder(), folder)
        (folder / FILES[(raw[:1] or b"0")[0] % len(FILES)]).write_bytes(raw[1:])
        body = Path(made) / "body.md"
        body.write_bytes(raw[1:])
        data = ["--data", str(folder)]
        for words in (
            ["check", *data],
            ["fmt", *data],
            ["intake", str(body), *data, "--answer", str(folder / "answer.md")],
            ["rename", "ma-boston", "ma-new-boston", *data],
        ):
            with contextlib.chdir(made):
                result = CliRunner().invoke(main, words, env={"DETAINERS_DATA": str(folder)})
            if result.exception is not None and not isinstance(result.exception, SystemExit):
                raise result.exception
            assert result.exit_code in (0, 1), result.output


@dataclass(frozen=True)
class Target:
    """A door: what runs, and which good files inputs begin from (a glob below tests/)."""

    run: Callable[[bytes], None]
    samples: tuple[str, ...]


TARGETS = {
    "load": Target(load, ("problems/*.yml", "intake/*.md")),
    "form": Target(form, ("problems/*.yml",)),
    "examine": Target(examine, ("problems/[!_]*.yml",)),
    "entries": Target(entries, ()),
    "sent": Target(sent, ("intake/*.md",)),
    "commands": Target(commands, ("problems/*.yml", "intake/*.md")),
}
