"""What search engines and the page for missing addresses are told of the site, and the pages that lead on.

Pure. Dates in the sitemap are those of the data; pages written by hand have none there.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from xml.etree import ElementTree as ET

from detainers.addresses import moves
from detainers.catalog import Catalog
from detainers.dates import newest
from detainers.paths import data_pages
from detainers.render import Renderer
from detainers.site import Site, relative, url_of
from detainers.states import STATES

ET.register_namespace("", "http://www.sitemaps.org/schemas/sitemap/0.9")
CONTRIBUTE = {"fields": "fields", "help-wanted": "help"}
"""The pages that the data makes below contribute/, and the key of their words."""
TITLE = re.compile(r"(?m)\A---\n(?:.*\n)*?title: (.+)$")
SITEMAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def whereabouts(site: Site) -> dict[str, bytes]:
    """Make the files that say where everything is: sitemap, robots.txt, redirects, names for the missing page."""
    files = {"robots.txt": _robots(site.site_url), "assets/paths.json": _names(site)}
    if site.site_url:
        files["sitemap.xml"] = _sitemap(site)
    return files | dict(_redirect_pages(site))


def _robots(site_url: str) -> bytes:
    sitemap = f"\nSitemap: {site_url}sitemap.xml\n" if site_url else ""
    return f"User-agent: *\nAllow: /\n{sitemap}".encode()


def _sitemap(site: Site) -> bytes:
    dates = changed(site.catalog)
    root = ET.Element(f"{SITEMAP}urlset")
    for path in sorted({*data_pages(site.catalog, site.catalog.jurisdictions), *map(url_of, site.written)}):
        url = ET.SubElement(root, f"{SITEMAP}url")
        ET.SubElement(url, f"{SITEMAP}loc").text = site.site_url + path
        if dates.get(path):
            ET.SubElement(url, f"{SITEMAP}lastmod").text = dates[path]
    ET.indent(root, "")
    text: bytes = ET.tostring(root, "utf-8", xml_declaration=True)
    return text + b"\n"


def changed(catalog: Catalog) -> dict[str, str]:
    """Give the newest date that the data has for each page it makes, at its precision."""
    dates = dict.fromkeys(("jurisdictions/", "jurisdictions/on-2012-06-01/", "policies/"), catalog.data_date)
    for id_, place in catalog.jurisdictions.items():
        own = [action.checked or action.as_of for action in place.actions]
        paths = {f"jurisdictions/{id_}/", f"jurisdictions/{place.state.lower()}/"}
        paths |= {f"policies/{policy}/" for action in place.actions for policy in action.policies}
        for path in paths:
            dates[path] = newest([*own, *filter(None, [dates.get(path)])])
    return dates


def _names(site: Site) -> bytes:
    """List path and name of every page that a reader may have meant."""
    t = site.catalog.strings
    names = {url_of(path): title_of(text) for path, text in site.written.items() if title_of(text)}
    names |= {f"policies/{id_}/": policy.label for id_, policy in site.catalog.policies.items()}
    for state, local in site.catalog.states.items():
        names[f"jurisdictions/{state}/"] = STATES[state].name
        names[f"handout/{state}/"] = t.plain("act.handout.title_in", state=STATES[state].name)
        for id_ in local:
            name = site.catalog.jurisdictions[id_].name
            names[f"jurisdictions/{id_}/"] = t.plain("place.title", name=name, state=STATES[state].name)
    names |= {"jurisdictions/": t.plain("table.title"), "policies/": t.plain("policies.title")}
    names |= {f"contribute/{page}/": t.plain(f"contribute.{key}.title") for page, key in CONTRIBUTE.items()}
    names |= {
        "handout/": t.plain("act.handout.title"),
        "sources/": t.plain("sources.title"),
        "jurisdictions/on-2012-06-01/": t.plain("snapshot.title"),
    }
    return (json.dumps(sorted(names.items()), ensure_ascii=False, separators=(",", ":")) + "\n").encode()


def title_of(markdown: str) -> str:
    """Give the title in a hand-written page's front matter, or ""."""
    found = TITLE.search(markdown)
    return found.group(1).strip("\"' ") if found else ""


def _redirect_pages(site: Site) -> Iterator[tuple[str, bytes]]:
    renderer = Renderer(site)
    for move in moves(site.redirects):
        link = relative(move.path, move.target)
        page = renderer.html(
            "redirect.html.jinja", move.path, to=link, canonical=site.site_url + move.target if site.site_url else link
        )
        yield f"{move.path}index.html", f"{page}\n".encode()
