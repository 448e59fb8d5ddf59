"""The commands for contributors and maintainers: new, intake, changes, archive-list, dead-links; read, print, exit."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from detainers.addresses import PUBLISHED, read_addresses, with_new
from detainers.build import addresses_now, page_citations
from detainers.catalog import PLACES, Reading, data_folder, read_folder
from detainers.changes import changes as all_changes
from detainers.clock import today
from detainers.edge import write
from detainers.forms import FORMS
from detainers.gazetteer import county, statewide
from detainers.intake import Outcome, enter, listed, told
from detainers.intake import intake as read_in
from detainers.links import dead, report, without_archive
from detainers.model import Place
from detainers.prompts import ask_missing
from detainers.revisions import reading_at
from detainers.sent import Answers
from detainers.states import STATES

data_option = click.option(
    "--data", type=click.Path(path_type=Path), default=None, help="The data folder; else DETAINERS_DATA, else data/."
)
dry_option = click.option("--dry-run", is_flag=True, help="Print what would be written, and write nothing.")


@click.command()
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False), required=False)
@data_option
@dry_option
@click.option("--issue", type=click.IntRange(min=1), help="The number of the issue that the answer closes.")
@click.option("--answer", type=click.Path(path_type=Path, dir_okay=False), help="Write the answer, as Markdown, here.")
def intake(file: Path | None, data: Path | None, answer: Path | None, issue: int | None, *, dry_run: bool) -> None:
    """Read a form's text from FILE, or from the variable ISSUE_BODY, into the data, or say what is missing."""
    folder = data or data_folder()
    reading = read_folder(folder)
    outcome = read_in(_sent(file), reading, today(), page_citations())
    if answer is not None:
        write({answer: told(outcome, reading.catalog.strings, issue)})
    _finish(outcome, _Door(reading, folder, dry_run), {})


def _sent(file: Path | None) -> str:
    if file is None:
        if "ISSUE_BODY" not in os.environ:
            raise click.UsageError("Name a file, or set ISSUE_BODY.")
        return os.environ["ISSUE_BODY"].encode("utf-8", "surrogateescape").decode("utf-8", "replace")
    try:
        return file.read_bytes().decode("utf-8", "replace")
    except OSError as error:
        raise click.ClickException(f"{file} cannot be read ({error.strerror}).") from None


@click.command()
@click.argument("place")
@data_option
@dry_option
@click.option("--kind", help="What the place is; known for counties and states.")
@click.option("--policy", "policies", multiple=True, help="What it limits; may be given several times.")
@click.option("--primary/--not-primary", default=None, help="The source is the document itself, or is not.")
def new(place: str, data: Path | None, policies: tuple[str, ...], *, dry_run: bool, **given: str | bool | None) -> None:
    """Add PLACE, such as "Hadley, MA", or a new action of it; asks for what no option gives."""
    folder = data or data_folder()
    reading = read_folder(folder)
    primary = {None: "", True: "yes", False: "no"}[given.pop("primary")]  # type: ignore[index]
    texts = {"place": place, "policies": "\n".join(policies), "primary": primary, "consent": "yes"}
    texts |= {key: str(value) for key, value in given.items() if value is not None}
    texts = ask_missing({key: text for key, text in texts.items() if text}, reading)
    answers = Answers("add", texts, frozenset(field.key for field in FORMS["add"]))
    outcome = enter(answers, reading, today(), page_citations())
    door = _Door(reading, folder, dry_run, options=True)
    _finish(outcome, door, _with_point(outcome, door))


_BY_HAND = {"place", "kind", "policies", "primary", "consent", "interest"}
for _field in reversed([field for field in FORMS["add"] if field.key not in _BY_HAND]):
    _needed = "Asked for if not given." if _field.required else "May be left out."
    new = click.option(f"--{_field.key.replace('_', '-')}", _field.key, help=_needed)(new)


@click.command()
@data_option
@click.option("--since", "revision", required=True, help="The revision to compare with, such as main.")
def changes(data: Path | None, revision: str) -> None:
    """Say in words what changed in the record since a revision."""
    folder = data or data_folder()
    reading = read_folder(folder)
    before = reading_at(revision, folder, reading)
    for change in all_changes(before.catalog, reading.catalog, today()):
        click.echo(change.sentence)


@click.command("archive-list")
@data_option
def archive_list(data: Path | None) -> None:
    """Print the sources without an archived copy: id and address, a tab between."""
    for id_, source in without_archive(read_folder(data or data_folder()).catalog):
        click.echo(f"{id_}\t{source.url}")


@click.command("dead-links")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@data_option
def dead_links(file: Path, data: Path | None) -> None:
    """Say, as Markdown, which sources the link check's result (JSON) calls dead, and which entries use them."""
    try:
        found = json.loads(file.read_text("utf-8"))
    except FileNotFoundError:
        found = {}
    except (OSError, ValueError) as error:
        raise click.ClickException(f"{file} is not the result of a link check ({error}).") from None
    catalog = read_folder(data or data_folder()).catalog
    click.echo(report(dead(found), catalog), nl=False)


@dataclass(frozen=True, slots=True)
class _Door:
    """What a command was told: the data, whether to write, and whether answers come from options."""

    reading: Reading
    folder: Path
    dry_run: bool
    options: bool = False


def _with_point(outcome: Outcome, door: _Door) -> Mapping[Path, str]:
    """Give places.csv with a row for a new county or state; a town's row is for tools/places.py."""
    if outcome.placed is None or outcome.placed.id in door.reading.catalog.places:
        return {}
    place = outcome.placed.after.catalog.jurisdictions[outcome.placed.id]
    letters = place.state.lower()
    point: Place | None = county(place.name, place.state) if place.kind == "county" else None
    if outcome.placed.id == letters:
        point = statewide(STATES[letters])
    if point is None:
        return {}
    path = door.folder / PLACES
    head, *rows = path.read_text("utf-8").splitlines()
    row = f"{outcome.placed.id},{point.geoid},{point.lat:.4f},{point.lon:.4f}"
    return {path: "\n".join([head, *sorted([*rows, row])]) + "\n"}


def _finish(outcome: Outcome, door: _Door, extra: Mapping[Path, str]) -> None:
    t = door.reading.catalog.strings
    if outcome.placed is None:
        click.echo(listed(outcome.refusals, t, options=door.options), err=True)
        click.echo(t.plain("contribute.intake.nothing_changed"), err=True)
        sys.exit(1)
    if not outcome.placed.texts:
        click.echo(t.plain("contribute.intake.already"))
        return
    if door.dry_run:
        click.echo(t.plain("contribute.intake.would"))
        click.echo(outcome.placed.entry_text, nl=False)
    else:
        texts = {_path(door.folder, file): text for file, text in outcome.placed.texts.items()} | dict(extra)
        published = read_addresses(door.folder, door.folder.as_posix()).published
        if published is not None:
            addresses = with_new(published, addresses_now(outcome.placed.after, door.folder))
            texts[door.folder / PUBLISHED] = addresses
        write(texts)
        files = t.listed(sorted(str(path) for path in texts))
        click.echo(t.plain("contribute.intake.done", place=outcome.placed.id, files=files))
    click.echo("\n".join(outcome.sentences))
    for warning in outcome.placed.warnings:
        if PLACES not in warning.message or not extra:
            click.echo(f"{warning.message} {warning.remedy}".strip())
    if door.options and not door.dry_run:
        click.echo(t.plain("contribute.intake.next"))


def _path(folder: Path, file: str) -> Path:
    single = folder / Path(file).name
    return single if single.exists() else folder / Path(file).parent.name / Path(file).name


COMMANDS = (intake, new, changes, archive_list, dead_links)
"""What the command line offers besides checking and building."""
