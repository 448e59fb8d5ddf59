"""MkDocs adapter: gives each page its picture and its headings their links; decides nothing."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.pages import Page
from mkdocs.utils.templates import TemplateContext

from detainers.pictures import Card
from detainers.sharing import linked_headings, picture_path, write_pictures

CARDS: dict[str, Card] = {}
"""The words of each page's picture by its address; drawn only where the site's own address is known."""


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Let templates name a page's picture."""
    CARDS.clear()
    config.extra["picture"] = picture_path
    return config


@event_priority(-50)  # After the generated pages have their HTML.
def on_page_content(html: str, **_: object) -> str:
    """Give each heading a link."""
    return linked_headings(html)


def on_page_context(context: TemplateContext, page: Page, config: MkDocsConfig, **_: object) -> TemplateContext:
    """Remember what the page's picture says."""
    said = page.meta.get("description") or config.site_description or ""
    CARDS[page.url] = Card(config.site_name, config.site_name if page.is_homepage else str(page.title), str(said))
    return context


def on_post_build(config: MkDocsConfig) -> None:
    """Add the pictures, which only an absolute address can name."""
    if config.site_url:
        write_pictures(CARDS, Path(config.site_dir))
