"""What the data page asks for: addresses, the table of downloads, the field reference, the description for machines.

Each answer is one block of escaped HTML, or text, for the page that asks, named by its path below docs/.
"""

from __future__ import annotations

import json

from markupsafe import Markup

from detainers import api
from detainers.addresses import API
from detainers.columns import ACTIONS, JURISDICTIONS, SOURCES
from detainers.downloads import described
from detainers.model import fields_of
from detainers.openapi import CC0, ENDPOINTS
from detainers.paths import DOWNLOADS
from detainers.reference import GROUPS
from detainers.render import Renderer
from detainers.site import Site, url_of

KILOBYTE = 1000
TYPES = {"csv": "text/csv", "geojson": "application/geo+json", "sqlite": "application/vnd.sqlite3"}


class OpenData:
    """Answers for one site; every method can be called from a page."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.renderer = Renderer(site)

    def address(self, _page: str, path: str) -> str:
        """Give the address of a path below the site; only the path where the build does not know the site's address."""
        return self.site.site_url + path

    def data_date(self, _page: str) -> str:
        """Say how current the data is."""
        return self.site.catalog.strings.date(self.site.catalog.data_date)

    def data_year(self, _page: str) -> str:
        """Give the year of the data."""
        return self.site.catalog.data_date[:4]

    def downloads(self, page: str) -> Markup:
        """List the files to download with size and checksum."""
        files = [(file, _size(self.site, file.bytes)) for file in described(self.site)]
        return self.renderer.html("open-data/downloads.html.jinja", url_of(page), files=files)

    def endpoints(self, page: str) -> Markup:
        """List the files of the API with their schemas."""
        about = self.site.catalog.strings.below("open_data.endpoints")
        rows = [(API + end.path, about[end.words], API + end.schema) for end in ENDPOINTS]
        return self.renderer.html("open-data/endpoints.html.jinja", url_of(page), rows=rows)

    def fields(self, page: str) -> Markup:
        """Explain every field of the data files, from the models."""
        groups = [(heading, file, fields_of(record)) for record, heading, file in GROUPS]
        return self.renderer.html("open-data/fields.html.jinja", url_of(page), groups=groups)

    def columns(self, page: str) -> Markup:
        """Explain every column of the CSV files."""
        tables = {"jurisdictions": JURISDICTIONS, "actions": ACTIONS, "sources": SOURCES}
        return self.renderer.html("open-data/columns.html.jinja", url_of(page), tables=tables)

    def dataset(self, _page: str) -> Markup:
        """Describe the data set to search engines, as schema.org has it."""
        text = json.dumps(self._dataset(), ensure_ascii=False, indent=1).replace("<", "\\u003c")
        return Markup('<script type="application/ld+json">\n{}\n</script>').format(Markup(text))  # noqa: S704

    def _dataset(self) -> dict[str, object]:
        t = self.site.catalog.strings
        authors = {"@type": "Organization", "name": t.plain("open_data.authors")}
        dates = [action.date for place in self.site.catalog.jurisdictions.values() for action in place.actions]
        return {
            "@context": "https://schema.org/",
            "@type": "Dataset",
            "name": t.plain("open_data.title"),
            "description": t.plain("open_data.description"),
            "url": self.site.site_url + "data/",
            "identifier": self.site.site_url + "data/",
            "license": CC0,
            "isAccessibleForFree": True,
            "creator": authors,
            "publisher": authors,
            "keywords": t.plain("open_data.keywords").split(", "),
            "dateModified": self.site.catalog.data_date,
            "version": api.VERSION,
            "temporalCoverage": f"{min(dates)[:4]}/..",
            "spatialCoverage": {"@type": "Place", "name": "United States"},
            "variableMeasured": [column.name for column in ACTIONS],
            "distribution": [
                {
                    "@type": "DataDownload",
                    "name": file.path.removeprefix(DOWNLOADS),
                    "description": file.about,
                    "encodingFormat": TYPES[file.path.rsplit(".", 1)[-1]],
                    "contentUrl": self.site.site_url + file.path,
                    "contentSize": f"{file.bytes} B",
                    "sha256": file.sha256,
                }
                for file in described(self.site)
                if file.path.rsplit(".", 1)[-1] in TYPES and "/data/" not in file.path
            ],
        }


def _size(site: Site, size: int) -> str:
    t = site.catalog.strings
    if size < KILOBYTE:
        return t.plain("open_data.bytes", count=size)
    return t.plain("open_data.kilobytes", count=round(size / KILOBYTE))


DATA_ANSWERS = ("address", "data_date", "data_year", "downloads", "endpoints", "fields", "columns", "dataset")
"""The methods that a page may call as macros."""
