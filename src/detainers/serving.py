"""MkDocs adapter: keeps the preview alive through mistakes, says what stopped a build, and decides nothing else.

The words here are for whoever edits the site. They do not come from the data, which may be what cannot be read.
"""

from __future__ import annotations

import html
import logging
import re
import socket
from collections.abc import Callable, Iterable
from contextlib import suppress
from pathlib import Path
from typing import Any

import click
from mkdocs.livereload import LiveReloadServer

from detainers.strings import WordsError

PAGE = "what-to-mend.html"
"""The file, in the folder that is shown, that stands for every page while the site cannot be built."""
FORM = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    "<title>The site cannot be built</title><body><h1>The site cannot be built</h1>"
    "<p>Mend this and save: the page comes back by itself.</p><pre>{report}</pre></body></html>"
)
STAYS = "serve: every page shows the above until it is mended; Ctrl-C ends."

log = logging.getLogger("mkdocs.detainers")


class Warnings(logging.Handler):
    """Keeps what a build warned of, for strict mode ends it with a count only."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the message."""
        self.said.append(record.getMessage())


def on_build_error(error: Exception, **_: object) -> None:
    """Say in a sentence that the disk or the words refused. Raises ClickException."""
    if isinstance(error, OSError):
        raise click.ClickException(f"{error.filename or 'A file'} cannot be read or written ({error.strerror}).")
    if isinstance(error, WordsError):
        raise click.ClickException(str(error))


def on_serve(server: LiveReloadServer, **_: object) -> LiveReloadServer:
    """Let a failed build show its report in place of every page. Raises ClickException when the port is taken."""
    _refuse_a_taken_port(server)
    page = Path(server.root) / PAGE
    server.builder = _surviving(server.builder, page)
    server.set_app(_shown_instead(server.serve_request, server.mount_path, page))
    return server


def _surviving(build: Callable[[], None], page: Path) -> Callable[[], None]:
    def builder() -> None:
        page.unlink(missing_ok=True)
        warnings = Warnings()
        logging.getLogger("mkdocs").addHandler(warnings)
        try:
            build()
        except (Exception, SystemExit) as error:  # noqa: BLE001 -- mkdocs-macros ends a failed page with SystemExit.
            report = "\n\n".join([str(error), *warnings.said])
            with suppress(OSError):  # A full disk may be what is to be mended.
                page.write_text(FORM.format(report=html.escape(report)), "utf-8")
            log.error("%s\n\n%s", error, STAYS)  # noqa: TRY400 -- The reader mends data, not the code.
        finally:
            logging.getLogger("mkdocs").removeHandler(warnings)

    return builder


def _shown_instead(app: Callable[..., Iterable[bytes]], below: str, page: Path) -> Callable[..., Iterable[bytes]]:
    def shown(environ: dict[str, Any], start_response: object) -> Iterable[bytes]:
        asks_for_a_page = re.search(r"(/|\.html|/[^./]*)$", environ["PATH_INFO"])
        if page.exists() and asks_for_a_page and not environ["PATH_INFO"].startswith("/livereload/"):
            environ["PATH_INFO"] = below + PAGE
        return app(environ, start_response)

    return shown


def _refuse_a_taken_port(server: LiveReloadServer) -> None:
    with socket.socket(server.address_family) as tried:
        tried.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            tried.bind(server.server_address)
        except OSError as error:
            port = server.server_address[1]
            remedy = f"End what uses it, or choose another: make serve PORT={int(port) + 1}."
            raise click.ClickException(f"Port {port} cannot be used ({error.strerror}). {remedy}") from None
