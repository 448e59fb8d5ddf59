"""The JSON API: every answer fits its schema, the schemas fit theirs, and version 1 keeps what it promised."""

from __future__ import annotations

import json
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator

from conftest import ROOT
from detainers import api
from detainers.addresses import API
from detainers.answers import Answers
from detainers.openapi import ENDPOINTS, Endpoint
from detainers.site import Site

CONTRACT = ROOT / "tests" / "vectors" / "api_v1.json"
WORDS_ONLY = ("description", "title", "default")


def answers_of(endpoint: Endpoint, files: dict[str, bytes]) -> dict[str, Any]:
    """Give every answer of an endpoint by path."""
    start, _, end = f"{API}{endpoint.path}".partition("{id}")
    paths = [path for path in files if path == start or (end and path.startswith(start) and path.endswith(end))]
    return {path: json.loads(files[path]) for path in paths}


@pytest.mark.parametrize("endpoint", ENDPOINTS, ids=lambda endpoint: endpoint.words)
def test_every_answer_fits_its_schema(endpoint: Endpoint, files: dict[str, bytes]) -> None:
    """All files are there, and each is what its schema says, a schema being what JSON Schema says."""
    schema = json.loads(files[API + endpoint.schema])
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    answers = answers_of(endpoint, files)

    assert answers
    assert [(path, error.message) for path, answer in answers.items() for error in validator.iter_errors(answer)] == []


def test_a_wrong_answer_does_not_fit(files: dict[str, bytes]) -> None:
    """A missing key and a wrong type are both noticed."""
    schema = json.loads(files[f"{API}schemas/jurisdiction.schema.json"])
    answer = json.loads(files[f"{API}jurisdictions/ma-amherst.json"])
    del answer["name"]
    answer["actions"][0]["policies"] = "none"

    assert len(list(Draft202012Validator(schema).iter_errors(answer))) == 2


def test_the_openapi_document_is_valid_and_whole(files: dict[str, bytes]) -> None:
    """Every endpoint is in it."""
    document = json.loads(files[f"{API}openapi.json"])
    OpenAPIV31SpecValidator(document).validate()

    assert list(document["paths"]) == [f"/{endpoint.path}" for endpoint in ENDPOINTS]


def signatures() -> dict[str, dict[str, Any]]:
    """Give the type of every field of every part of an answer, without words."""
    found: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        schema = endpoint.model.model_json_schema(mode="serialization")
        for name, part in {**schema.get("$defs", {}), endpoint.model.__name__: schema}.items():
            found[name] = {key: plain(value) for key, value in part.get("properties", {}).items()}
    return dict(sorted(found.items()))


def plain(value: Any) -> Any:  # noqa: ANN401
    """Leave the words and the lists of allowed values out of a type: those may grow."""
    if isinstance(value, dict):
        return {key: plain(inner) for key, inner in sorted(value.items()) if key not in (*WORDS_ONLY, "enum", "const")}
    return [plain(inner) for inner in value] if isinstance(value, list) else value


def test_version_1_keeps_every_field() -> None:
    """A field that was published stays, with its type. A new one goes into tests/vectors/api_v1.json."""
    promised = json.loads(CONTRACT.read_text("utf-8"))
    now = signatures()

    assert {
        f"{part}.{field}": now.get(part, {}).get(field)
        for part, fields in promised.items()
        for field, kind in fields.items()
        if now.get(part, {}).get(field) != kind
    } == {}
    assert promised == now, "New fields are promised from now on: add them to tests/vectors/api_v1.json."


def test_the_numbers_are_the_catalog_s(record: Site, files: dict[str, bytes]) -> None:
    """Counts of the index, lengths of the lists and standings agree."""
    index = json.loads(files[f"{API}index.json"])
    places = json.loads(files[f"{API}jurisdictions.json"])
    today = record.catalog.on(record.today)

    assert index["counts"]["jurisdictions"] == places["count"] == len(places["jurisdictions"]) == len(today)
    assert index["counts"]["sources"] == len(record.catalog.sources)
    assert {id_: on.standing for id_, on in today.items()} == {
        place["id"]: place["today"]["standing"] for place in places["jurisdictions"]
    }


def test_what_an_answer_names_exists(record: Site, files: dict[str, bytes]) -> None:
    """Sources, policies and actions that a place names are there."""
    for id_ in record.catalog.jurisdictions:
        answer = json.loads(files[f"{API}jurisdictions/{id_}.json"])
        cited = {source for action in answer["actions"] for source in action["sources"]}

        assert cited == {document["id"] for document in answer["documents"]}, id_
        assert {limit["action"] for limit in answer["today"]["limits"]} <= {
            action["id"] for action in answer["actions"]
        }


def test_a_retired_id_answers_with_what_took_its_place(record: Site) -> None:
    """With the other place's record, or else with the page to read."""
    answers = Answers(record)

    assert answers.moved("ma-old", "ma-amherst") == answers.jurisdiction("ma-amherst")
    assert answers.moved("ma-old", "oh") == api.Moved(id="ma-old", moved_to="jurisdictions/oh/")
