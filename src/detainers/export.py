"""All files that the data makes beside the pages: the JSON API with its schemas, downloads and feeds, by path.

Values to bytes; whoever builds the site writes them. The same data and day give the same bytes wherever it is built.
"""

from __future__ import annotations

import json
from collections.abc import Iterator

from pydantic import BaseModel

from detainers import api
from detainers.addresses import API
from detainers.answers import Answers
from detainers.downloads import described, downloads
from detainers.feed import feeds
from detainers.openapi import ENDPOINTS, document, schema
from detainers.pages import LETTER_DAY
from detainers.paths import ONE_PLACE
from detainers.site import Site
from detainers.standing import counted


def exports(site: Site) -> dict[str, bytes]:
    """Make every file, by path below the site."""
    answers = Answers(site)
    made = {path: _json(answer) for path, answer in _answers(answers)}
    made |= {
        ONE_PLACE.format(id=old): _json(answers.moved(old, new)) for old, new in site.redirects.jurisdictions.items()
    }
    about = site.catalog.strings.below("open_data.endpoints")
    title = site.catalog.strings.plain("open_data.title")
    described_api = document(site.site_url, title, about)
    made["openapi.json"] = _text(described_api)
    made |= {endpoint.schema: _text(schema(endpoint, site.site_url)) for endpoint in ENDPOINTS}
    below_root = {f"{API}{path}": content for path, content in made.items()}
    return below_root | dict(downloads(site)) | feeds(site)


def _answers(answers: Answers) -> Iterator[tuple[str, BaseModel]]:
    yield "index.json", index(answers)
    yield "jurisdictions.json", answers.jurisdictions()
    for id_ in answers.entries:
        yield ONE_PLACE.format(id=id_), answers.jurisdiction(id_)
    yield f"on/{LETTER_DAY.isoformat()}.json", answers.on(LETTER_DAY)
    yield "policies.json", answers.policies()
    yield "sources.json", answers.sources()
    yield "rulings.json", answers.rulings()
    yield "studies.json", answers.studies()
    yield "payments.json", answers.payments()
    yield "timeline.json", answers.timeline()


def index(answers: Answers) -> api.Index:
    """Answer with what there is."""
    site = answers.site
    t = site.catalog.strings
    about = t.below("open_data.endpoints")
    tables = {name: len(site.catalog.tables.get(name, ())) for name in ("rulings", "studies", "payments", "timeline")}
    counts = {
        "jurisdictions": len(answers.entries),
        "actions": sum(len(entry.actions) for entry in answers.entries.values()),
        "policies": len(site.catalog.policies),
        "sources": len(site.catalog.sources),
        **tables,
        **{str(standing): number for standing, number in counted(answers.today.values()).items()},
    }
    return api.Index(
        name=t.plain("open_data.title"),
        description=t.plain("open_data.description"),
        site=site.site_url,
        day=site.today.isoformat(),
        data_date=site.catalog.data_date,
        counts=counts,
        endpoints=tuple(
            api.Endpoint(
                path=f"{API}{endpoint.path}", about=about[endpoint.words], schema_path=f"{API}{endpoint.schema}"
            )
            for endpoint in ENDPOINTS
        ),
        downloads=described(site),
        feeds=("feed.xml", *(f"feeds/{state}.xml" for state in site.catalog.states)),
    )


def _json(answer: BaseModel) -> bytes:
    return answer.model_dump_json(indent=1).encode() + b"\n"


def _text(value: object) -> bytes:
    return (json.dumps(value, ensure_ascii=False, indent=1) + "\n").encode()
