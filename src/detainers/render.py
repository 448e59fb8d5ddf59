"""Turn records into pages: a path below docs/ and Markdown whose body is one block of escaped HTML.

Templates are autoescaped, so whatever the data holds is shown literally. Links are relative: the site works below any
address.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from jinja2 import BytecodeCache, Environment, PackageLoader, StrictUndefined
from jinja2.bccache import Bucket
from markupsafe import Markup

from detainers.site import Site, relative, url_of


@dataclass(frozen=True, slots=True)
class Page:
    """A generated page: `path` below docs/, such as jurisdictions/ma-amherst.md, its front matter and its HTML."""

    path: str
    head: str
    body: Markup

    @property
    def markdown(self) -> str:
        """Give the page as a generator reads it: the HTML is one block, so Markdown hands it through untouched."""
        return f"{self.head}{self.body}\n"


class _Compiled(BytecodeCache):
    """What templates compile to, kept while the process runs; Jinja asks for an edited one anew."""

    def __init__(self) -> None:
        self._kept: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Fill the bucket if its template was compiled before."""
        if bucket.key in self._kept:
            bucket.bytecode_from_string(self._kept[bucket.key])

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what a template compiled to."""
        self._kept[bucket.key] = bucket.bytecode_to_string()


_COMPILED = _Compiled()


class Renderer:
    """Renders pages of one site with one environment, made anew for each build so that edits show."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self._environment = Environment(
            loader=PackageLoader("detainers"),
            autoescape=True,
            undefined=StrictUndefined,
            trim_blocks=True,
            lstrip_blocks=True,
            auto_reload=False,
            bytecode_cache=_COMPILED,
        )
        self._environment.globals.update(
            t=site.catalog.strings,
            words=site.catalog.vocabulary,
            catalog=site.catalog,
            repo_url=site.repo_url,
            contact_email=site.contact,
        )
        self._environment.filters["sentences"] = sentences

    def html(self, template: str, url: str, **values: object) -> Markup:
        """Render a template for the page at an address, without blank lines or indentation."""
        rendered = self._environment.get_template(template).render(href=lambda target: relative(url, target), **values)
        return Markup("\n".join(line.strip() for line in rendered.splitlines() if line.strip()))  # noqa: S704

    def page(self, path: str, template: str, front: Mapping[str, object], **values: object) -> Page:
        """Make a page: front matter as JSON, which YAML reads, so that no text can break out of it."""
        meta = {"render_macros": False, **front}
        head = "\n".join(f"{key}: {json.dumps(value)}" for key, value in meta.items())
        body = self.html(template, url_of(path), title=front["title"], **values)
        shown = Markup('<div class="page page--{}">\n{}\n</div>').format(template.partition(".")[0], body)
        return Page(path, f"---\n{head}\n---\n", shown)


def script_json(value: object) -> Markup:
    """Write a value as JSON for a script element, with nothing in it that could end the element."""
    return Markup(json.dumps(value).replace("<", "\\u003c").replace("&", "\\u0026"))  # noqa: S704


def sentences(text: str) -> list[str]:
    """Give the lines of a text, one sentence each, as the data keeps them."""
    return text.splitlines()


def clip(text: str, limit: int = 155) -> str:
    """Cut a text at a word so that it fits a description."""
    flat = " ".join(text.split())
    if len(flat) <= limit:
        return flat
    return flat[: limit - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"


def numbered(ids: Iterable[str]) -> dict[str, int]:
    """Number sources in the order of their first use, from 1."""
    return {id_: number for number, id_ in enumerate(dict.fromkeys(ids), start=1)}
