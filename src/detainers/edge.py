"""The edge of the commands: what the disk or the words refuse becomes a sentence for people, never a traceback."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from detainers.disk import write_all
from detainers.strings import WordsError


class Edge(click.Group):
    """Commands that end with a sentence and exit code 1 when something is refused."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401
        """Run the command that was named."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise  # Whoever read the output has gone; click ends without a word.
        except OSError as error:
            raise click.ClickException(f"{_refused(error)} Nothing more was done.") from None
        except WordsError as error:
            raise click.ClickException(str(error)) from None


def write(contents: Mapping[Path, str | bytes]) -> None:
    """Replace files by new contents, all or none. Raises ClickException."""
    try:
        write_all(contents)
    except OSError as error:
        raise click.ClickException(f"Nothing was changed: {_refused(error, 'written')}") from None


def _refused(error: OSError, verb: str = "read or written") -> str:
    return f"{error.filename or 'a file'} cannot be {verb} ({error.strerror})."
