"""What the JSON API v1 answers: one model a file, from which the files, their schemas and the OpenAPI document come.

Fields are added here, never renamed, retyped or removed while the version is 1; tests/vectors/api_v1.json holds them to
it. Objects allow unknown fields, so that an old schema accepts a newer answer. Every key is always there; null stands
for what is not known.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field
from pydantic.fields import FieldInfo

from detainers.model import Action, Answer, Event, Group, Jurisdiction, Payment, Policy, Record, Ruling, Source, Study
from detainers.model import Standing as StandingId

VERSION = "1.0.0"
LICENSE = "CC0-1.0"

OPEN = ConfigDict(extra="ignore", frozen=True, json_schema_serialization_defaults_required=True)


def _said(record: type[Record], name: str) -> Any:  # noqa: ANN401
    """Describe a field as the data's own model does."""
    field: FieldInfo = record.model_fields[name]
    return Field(description=field.description)


Id = Annotated[str, Field(description="the id; it never changes and is never used for another thing")]
Day = Annotated[str, Field(description="a day as ISO text: 2012-06-01")]
PagePath = Annotated[str, Field(description="the path of its page, below the address of the site")]


class ApiModel(BaseModel):
    """A part of an answer."""

    model_config = OPEN


class Answered(ApiModel):
    """What every answer that lists records begins with."""

    data_date: Annotated[str, Field(description="the newest date on which anything in the data was checked")]
    license: Annotated[str, Field(description="the SPDX id of the license of the data")] = LICENSE
    count: Annotated[int, Field(description="how many records are listed", ge=0)]


class Point(ApiModel):
    """A point on the map, WGS 84 degrees."""

    lat: Annotated[float, Field(ge=-90, le=90)]
    lon: Annotated[float, Field(ge=-180, le=180)]


class LimitEntry(ApiModel):
    """One kind of policy that applied or may have."""

    policy: Annotated[str, Field(description="the id of the kind of policy")]
    group: Group
    binds: Annotated[bool, Field(description="whether it orders rather than asks")]
    in_force: Annotated[Answer, Field(description="yes only where it surely was")]
    action: Annotated[str, Field(description="the id of the action that sets it")]


class StandingEntry(ApiModel):
    """Where a place stood on a day."""

    standing: StandingId
    since: Annotated[str | None, Field(description="since when without a gap, as precisely as known")]
    limits: tuple[LimitEntry, ...]


class ActionEntry(Action):
    """One thing a body did."""

    model_config = OPEN

    id: Annotated[str, Field(description="unique within the jurisdiction; the anchor on its page")]
    binds: Annotated[bool, Field(description="whether it orders rather than asks")]
    in_force: Annotated[Answer, Field(description="whether it is in force today; yes only where it surely is")]
    sources: Annotated[tuple[str, ...], Field(description="ids of sources.json")]


class JurisdictionEntry(Jurisdiction):
    """A place, where it stands today and all it did, oldest first."""

    model_config = OPEN

    id: Id
    page: PagePath
    geoid: Annotated[str | None, Field(description="its Census geoid; none for an agency")]
    point: Point | None
    today: StandingEntry
    newest_evidence: Annotated[str, Field(description="the newest date of evidence of all its actions")]
    actions: tuple[ActionEntry, ...]


class Jurisdictions(Answered):
    """Every place on record."""

    jurisdictions: tuple[JurisdictionEntry, ...]


class SourceEntry(ApiModel):
    """A document that the site cites."""

    id: Id
    title: Annotated[str, _said(Source, "title")]
    publisher: Annotated[str, _said(Source, "publisher")]
    published: Annotated[str | None, _said(Source, "published")]
    url: Annotated[str, _said(Source, "url")]
    primary: Annotated[bool, _said(Source, "primary")]
    archived: Annotated[str | None, _said(Source, "archived")]


class JurisdictionAnswer(JurisdictionEntry):
    """One place, with the documents that its actions cite."""

    license: str = LICENSE
    state_record: Annotated[str | None, Field(description="the id of its state's own entry, if there is one")]
    documents: Annotated[tuple[SourceEntry, ...], Field(description="the sources, in the order of their first use")]


class CitedSource(SourceEntry):
    """A document and the pages that cite it."""

    cited_by: Annotated[tuple[str, ...], Field(description="paths of pages below the address of the site")]


class Sources(Answered):
    """The bibliography."""

    sources: tuple[CitedSource, ...]


class TermEntry(ApiModel):
    """A word of the vocabulary."""

    id: Id
    label: Annotated[str, _said(Policy, "label")]
    definition: Annotated[str, _said(Policy, "definition")]


class PolicyEntry(TermEntry):
    """A kind of policy, and who surely has it today."""

    page: PagePath
    group: Group
    letter: Annotated[bool, _said(Policy, "letter")]
    why: Annotated[str, _said(Policy, "why")]
    sources: Annotated[tuple[str, ...], Field(description="ids of sources.json")]
    model_text: Annotated[str | None, _said(Policy, "model_text")]
    letter_sentence: Annotated[str | None, _said(Policy, "letter_sentence")]
    jurisdictions: Annotated[tuple[str, ...], Field(description="ids of the places that surely have it today")]


class Policies(Answered):
    """The kinds of policy, and the other words that entries are made of."""

    policies: tuple[PolicyEntry, ...]
    groups: tuple[TermEntry, ...]
    kinds: tuple[TermEntry, ...]
    instruments: tuple[TermEntry, ...]
    statuses: tuple[TermEntry, ...]
    confidences: tuple[TermEntry, ...]
    forces: tuple[TermEntry, ...]
    standings: tuple[TermEntry, ...]


class RulingEntry(Ruling):
    """A court's decision."""

    model_config = OPEN
    id: Id


class Rulings(Answered):
    """The rulings."""

    rulings: tuple[RulingEntry, ...]


class StudyEntry(Study):
    """A piece of research."""

    model_config = OPEN
    id: Id


class Studies(Answered):
    """The studies."""

    studies: tuple[StudyEntry, ...]


class PaymentEntry(Payment):
    """What a place paid, or is said to have spent."""

    model_config = OPEN
    id: Id


class Payments(Answered):
    """The payments."""

    payments: tuple[PaymentEntry, ...]


class EventEntry(Event):
    """A line of the timeline."""

    model_config = OPEN
    id: Id


class Timeline(Answered):
    """What happened when."""

    timeline: tuple[EventEntry, ...]


class OnEntry(StandingEntry):
    """A place as it stood on the day."""

    id: Id
    page: PagePath
    name: Annotated[str, _said(Jurisdiction, "name")]
    kind: Annotated[str, _said(Jurisdiction, "kind")]
    state: Annotated[str, _said(Jurisdiction, "state")]


class OnDay(Answered):
    """Every place as it stood on a day."""

    day: Day
    jurisdictions: tuple[OnEntry, ...]


class Moved(ApiModel):
    """What a retired id answers where no other entry took its place."""

    id: Id
    moved_to: Annotated[str, Field(description="the path of the page to read instead, below the address of the site")]


class Endpoint(ApiModel):
    """One file of the API."""

    path: Annotated[str, Field(description="its path, below the address of the site; {id} is a jurisdiction's id")]
    about: str
    schema_path: Annotated[str, Field(description="the path of its JSON Schema")]


class Download(ApiModel):
    """One file to download."""

    path: Annotated[str, Field(description="its path, below the address of the site")]
    about: str
    bytes: Annotated[int, Field(ge=0)]
    sha256: Annotated[str, Field(pattern="^[0-9a-f]{64}$")]


class Index(ApiModel):
    """What there is."""

    name: str
    description: str
    version: Annotated[str, Field(description="the version of the API")] = VERSION
    site: Annotated[str, Field(description="the address of the site; empty where the build did not know it")]
    day: Annotated[str, Field(description="the day that `today` means everywhere: the one stamp of the build")]
    data_date: Annotated[str, Field(description="the newest date on which anything in the data was checked")]
    license: str = LICENSE
    counts: Annotated[dict[str, int], Field(description="how many records of each sort, and places by standing today")]
    endpoints: tuple[Endpoint, ...]
    downloads: tuple[Download, ...]
    feeds: Annotated[tuple[str, ...], Field(description="paths of the Atom feeds")]
