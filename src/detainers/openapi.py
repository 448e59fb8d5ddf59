"""The description of the API for machines: a JSON Schema for each answer and an OpenAPI 3.1 document, from the models.

Schemas are JSON Schema 2020-12, as OpenAPI 3.1 uses it.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from pydantic import BaseModel
from pydantic.json_schema import models_json_schema

from detainers import api
from detainers.addresses import API
from detainers.paths import API_FILES, ONE_PLACE, schema_of

DIALECT = "https://json-schema.org/draft/2020-12/schema"
CC0 = "https://creativecommons.org/publicdomain/zero/1.0/"


class Endpoint(NamedTuple):
    """One file of the API: the name of its schema and description, and what it answers with."""

    words: str
    model: type[BaseModel]

    @property
    def path(self) -> str:
        """Give its path below api/v1/."""
        return API_FILES[self.words]

    @property
    def schema(self) -> str:
        """Give the path of its schema below api/v1/."""
        return schema_of(self.words)


ENDPOINTS = (
    Endpoint("index", api.Index),
    Endpoint("jurisdictions", api.Jurisdictions),
    Endpoint("jurisdiction", api.JurisdictionAnswer),
    Endpoint("on", api.OnDay),
    Endpoint("policies", api.Policies),
    Endpoint("sources", api.Sources),
    Endpoint("rulings", api.Rulings),
    Endpoint("studies", api.Studies),
    Endpoint("payments", api.Payments),
    Endpoint("timeline", api.Timeline),
)


def schema(endpoint: Endpoint, site_url: str) -> dict[str, Any]:
    """Give the JSON Schema of an answer; it has an `$id` where the site's address is known."""
    made = endpoint.model.model_json_schema(mode="serialization")
    address = {"$id": f"{site_url}{API}{endpoint.schema}"} if site_url else {}
    return {"$schema": DIALECT, **address, **made}


def document(site_url: str, title: str, about: dict[str, str]) -> dict[str, Any]:
    """Give the OpenAPI document; `about` describes each endpoint by its `words`."""
    models: list[type[BaseModel]] = [*(endpoint.model for endpoint in ENDPOINTS), api.Moved]
    _, schemas = models_json_schema(
        [(model, "serialization") for model in models], ref_template="#/components/schemas/{model}"
    )
    return {
        "openapi": "3.1.0",
        "info": {
            "title": title,
            "summary": about["api"],
            "version": api.VERSION,
            "license": {"name": "CC0 1.0 Universal", "url": CC0},
        },
        "jsonSchemaDialect": DIALECT,
        "servers": [{"url": f"{site_url}{API}".rstrip("/") if site_url else "."}],
        "paths": {f"/{endpoint.path}": _path(endpoint, about[endpoint.words]) for endpoint in ENDPOINTS},
        "components": {"schemas": schemas["$defs"]},
    }


def _path(endpoint: Endpoint, about: str) -> dict[str, Any]:
    reference = {"$ref": f"#/components/schemas/{endpoint.model.__name__}"}
    answer: dict[str, Any] = reference
    get: dict[str, Any] = {"operationId": endpoint.words, "summary": about}
    responses: dict[str, Any] = {}
    if endpoint.path == ONE_PLACE:
        answer = {"anyOf": [reference, {"$ref": "#/components/schemas/Moved"}]}
        id_ = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}, "example": "ma-amherst"}
        get["parameters"] = [id_]
        responses["404"] = {"description": about}
    responses["200"] = {"description": about, "content": {"application/json": {"schema": answer}}}
    return {"get": get | {"responses": dict(sorted(responses.items()))}}
