"""MkDocs adapter: hands generated pages and files, words and citations' notes to MkDocs; decides nothing."""

from __future__ import annotations

from pathlib import Path

import click
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from detainers.build import current_site, sealed
from detainers.catalog import data_folder
from detainers.cite import unsearched, with_notes
from detainers.export import exports
from detainers.lean import lean
from detainers.markdown import note
from detainers.pages import pages
from detainers.site import Site
from detainers.sitemap import whereabouts
from detainers.terms import glossary

BODIES: dict[str, str] = {}
"""The HTML of generated pages by path, handed over after Markdown has run: parsing it again would double the build."""
SITES: list[Site] = []
"""The site being built: whether it is still what the disk holds is asked once a build, not once a page."""
SERVING: set[str] = set()
"""Holds the command while a server shows the site and reloads it."""


def on_startup(command: str, **_: object) -> None:
    """Remember whether the site is built to be published or to be looked at while it is edited."""
    SERVING.update({command} & {"serve"})


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Watch the data and give templates the interface's words and the date of the record."""
    catalog = current_site().catalog
    config.watch.append(str(data_folder()))
    config.extra.update(t=catalog.strings, data_date=catalog.data_date, glossary=catalog.tables["glossary"])
    return config


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Add the pages and files that the data makes."""
    BODIES.clear()
    site = current_site()
    SITES[:] = [site]
    for page in pages(site):
        files.append(File.generated(config, page.path, content=page.head))
        BODIES[page.path] = str(page.body)
    for path, content in {**exports(site), **whereabouts(site)}.items():
        files.append(File.generated(config, path, content=content))
    return files


def on_page_markdown(markdown: str, page: Page, **_: object) -> str:
    """Put the sources that a hand-written page cites below it."""
    if page.file.src_uri in BODIES:
        return markdown
    catalog = SITES[0].catalog
    return with_notes(markdown, lambda id_: note(catalog.sources[id_], catalog.strings))


def on_page_content(html: str, page: Page, **_: object) -> str:
    """Give a generated page its HTML, and explain the glossary's terms in every page but the glossary."""
    body = BODIES.pop(page.file.src_uri, None) or unsearched(html)
    if page.file.src_uri == "glossary/index.md":
        return body
    explained, page.meta["terms"] = glossary(SITES[0]).explained(body)
    return explained


def on_post_page(output: str, page: Page, **_: object) -> str:
    """Let go of what a written page was made from: MkDocs would keep it all to the end."""
    page.content = None
    return output


def on_post_build(config: MkDocsConfig) -> None:
    """Make the scripts lean and seal the site; refuse one in which a published address is gone."""
    lean(Path(config.docs_dir), Path(config.site_dir))
    gone = sealed(Path(config.site_dir), reloading=bool(SERVING))
    if gone:
        raise click.ClickException(gone)
