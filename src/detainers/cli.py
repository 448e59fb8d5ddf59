"""The command `detainers`: reads arguments, prints, sets the exit code; everything else is elsewhere.

Exit 0: clean. 1: problems in the data. 2: wrong use.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

import click

from detainers import problem
from detainers.addresses import PUBLISHED, read_addresses, with_new
from detainers.build import DOCS, addresses_now, current_site, page_citations, problems_of, written
from detainers.catalog import Reading, data_folder, read_folder
from detainers.check import check as find_problems
from detainers.check import formatted
from detainers.clock import today
from detainers.edge import Edge, write
from detainers.problem import Problem

data_option = click.option(
    "--data", type=click.Path(path_type=Path), default=None, help="The data folder; else DETAINERS_DATA, else data/."
)


class _Commands(Edge):
    """All commands; those of `doors` are read only when one is asked for, so that a check starts at once."""

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Give a command by name."""
        return super().get_command(ctx, cmd_name) or _at_the_doors().get(cmd_name)

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Give all names for the help."""
        return sorted([*super().list_commands(ctx), *_at_the_doors()])


def _at_the_doors() -> dict[str, click.Command]:
    from detainers.doors import COMMANDS  # noqa: PLC0415 -- a check has no use for them

    return {command.name or "": command for command in COMMANDS}


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
def main() -> None:
    """Check, format and publish the record of local limits on immigration detainers."""


@main.command()
@data_option
@click.option("--format", "form", type=click.Choice(["terminal", "github"]), default="terminal", help="How to print.")
@click.option("--since", "revision", help="Only warn of what was wrong at this revision, in entries not touched since.")
def check(data: Path | None, form: str, revision: str | None) -> None:
    """Check the data and print every problem at once."""
    folder = data or data_folder()
    reading = _read(data)
    problems = problems_of(reading, folder)
    count = sum(len(document.values) for document in reading.jurisdictions)
    if revision or form == "github":
        problems = _reviewed(reading, problems, folder, revision, summary=form == "github")
    if form == "github":
        click.echo(problem.github(problems))
    click.echo(problem.terminal(problems, count))
    click.echo(_share_checked(reading))
    sys.exit(any(found.level == "error" for found in problems))


def _reviewed(
    reading: Reading, problems: list[Problem], folder: Path, revision: str | None, *, summary: bool
) -> list[Problem]:
    """Let only what a pull request brings in block it, and write the job's summary if asked."""
    from detainers import review  # noqa: PLC0415 -- a check at one's desk needs none of these three
    from detainers.changes import changes  # noqa: PLC0415
    from detainers.revisions import changed_lines, reading_at  # noqa: PLC0415

    strings = reading.catalog.strings
    told = ""
    if revision:
        before = reading_at(revision, folder, reading)
        known = find_problems(before, today(), page_citations())
        problems = review.only_new_block(problems, known, review.touched(before, reading))
        problems = review.own_lines_first(problems, changed_lines(revision, folder, reading))
        told = review.told(changes(before.catalog, reading.catalog, today()), strings) if summary else ""
    if summary:
        listed = read_addresses(folder, "").published
        new = set() if listed is None else addresses_now(reading, folder) - set(listed)
        mended = review.mended_text(reading, problems, strings) + review.addresses_to_add(new, strings)
        count = sum(len(document.values) for document in reading.jurisdictions)
        _append_summary(problem.summary(problems, count) + mended + told)
    return problems


@main.command()
@data_option
def fmt(data: Path | None) -> None:
    """Put the data files into their canonical form; refuse to touch files that do not load."""
    reading = _read(data)
    _stop_at(_unreadable(reading), reading, "Nothing was changed: first mend what keeps the files from being read.")
    folder = data or data_folder()
    before = {document.file: folder / Path(document.file).name for document in reading.documents.values()}
    before |= {document.file: _path(folder, document.file) for document in reading.jurisdictions}
    texts = {before[file]: text for file, text in formatted(reading).items()}
    published = read_addresses(folder, folder.as_posix()).published
    if published is not None and all(found.mends for found in problems_of(reading, folder) if found.level == "error"):
        texts[folder / PUBLISHED] = with_new(published, addresses_now(reading, folder))
    changed = {path: text for path, text in texts.items() if path.read_bytes() != text.encode("utf-8")}
    write(changed)
    for path in changed:
        click.echo(f"Mended {path}.")
    click.echo(f"{len(texts) - len(changed)} of {len(texts)} files were already in form.")


@main.command()
@click.argument("folder", type=click.Path(path_type=Path, file_okay=False))
def pages(folder: Path) -> None:
    """Write the generated pages as Markdown and all generated files into FOLDER, for a generator other than MkDocs."""
    from detainers.export import exports  # noqa: PLC0415 -- nor the API's models
    from detainers.pages import pages as all_pages  # noqa: PLC0415 -- templates are not needed to check
    from detainers.sitemap import whereabouts  # noqa: PLC0415 -- the same

    site = current_site()
    made: dict[Path, str | bytes] = {folder / page.path: page.markdown for page in all_pages(site)}
    files = {folder / path: content for path, content in {**exports(site), **whereabouts(site)}.items()}
    write({**made, **files})
    click.echo(f"Wrote {len(made)} pages and {len(files)} files below {folder}.")


@main.command()
@click.argument("built", type=click.Path(path_type=Path, exists=True, file_okay=False))
@click.argument("archive", type=click.Path(path_type=Path, dir_okay=False))
def offline(built: Path, archive: Path) -> None:
    """Make of a BUILT site the zip ARCHIVE, whose pages work from a disk."""
    from detainers.offline import offline as copy  # noqa: PLC0415 -- the check needs none of it
    from detainers.offline import zipped  # noqa: PLC0415 -- the same

    files = copy(built, DOCS)
    content = zipped(files)
    write({archive: content})
    click.echo(f"Wrote {archive}: {len(files)} files, {len(content) / 1e6:.1f} MB.")


@main.command()
@click.argument("old")
@click.argument("new")
@data_option
def rename(old: str, new: str, data: Path | None) -> None:
    """Give the entry OLD the id NEW everywhere, and let its old address lead to the new one."""
    from detainers.rename import CannotRenameError, renamed  # noqa: PLC0415 -- nothing else needs it

    reading = _read(data)
    _stop_at(_unreadable(reading), reading, "Nothing was changed: first mend what keeps the files from being read.")
    folder = data or data_folder()
    files = [path for path in folder.rglob("*") if path.suffix in (".yml", ".csv", ".txt")]
    try:
        texts = {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in sorted(files)}
        changed = renamed(old, new, reading, texts, written())
    except UnicodeDecodeError:
        said = "a file of the data folder is not UTF-8; `make check` says where."
        raise click.ClickException(f"Nothing was changed: {said}") from None
    except CannotRenameError as error:
        raise click.ClickException(f"Nothing was changed: {error}") from None
    paths = {(DOCS if name.endswith(".md") else folder) / name: text for name, text in changed.items()}
    write(paths)
    for path in paths:
        click.echo(f"Changed {path}.")
    click.echo(f"jurisdictions/{old}/ leads to jurisdictions/{new}/ from the next build on.")


@main.command()
@click.option("--sizes", default="1000,4000,10000", help="How many places to make up, comma between.")
def bench(sizes: str) -> None:
    """Measure checking and building against their bars; takes some minutes."""
    from detainers.bench import run as run_bench  # noqa: PLC0415 -- nor is what measures

    for line in run_bench([int(size) for size in sizes.split(",") if size]):
        click.echo(line)


def _path(folder: Path, file: str) -> Path:
    single = folder / Path(file).name
    return single if single.exists() else folder / Path(file).parent.name / Path(file).name


def _unreadable(reading: Reading) -> list[Problem]:
    documents = (*reading.jurisdictions, reading.documents["sources.yml"])
    return [found for document in documents for found in document.problems if not found.mends]


def _read(data: Path | None) -> Reading:
    return read_folder(data or data_folder())


def _stop_at(problems: list[Problem], reading: Reading, last_word: str) -> None:
    if problems:
        count = sum(len(document.values) for document in reading.jurisdictions)
        click.echo(problem.terminal(problems, count), err=True)
        click.echo(last_word, err=True)
        sys.exit(1)


def _share_checked(reading: Reading) -> str:
    actions = [action for place in reading.catalog.jurisdictions.values() for action in place.actions]
    checked = sum(action.checked is not None for action in actions)
    return (
        f"{checked} of {len(actions)} actions are checked against their sources ({checked / max(1, len(actions)):.0%})."
    )


def _append_summary(text: str) -> None:
    path = os.environ.get("GITHUB_STEP_SUMMARY")
    if path:
        with Path(path).open("a", encoding="utf-8") as file:
            file.write(text)
