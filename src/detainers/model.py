"""What a jurisdiction, an action, a source and a vocabulary are.

The one definition that the checks, the pages and the field reference are made from. No file is read here and no message
for people is written here.

Every field is text as the contributor wrote it; dates are ISO text at the precision known (see `dates`).
"""

from __future__ import annotations

from typing import Annotated, ClassVar, Literal

from pydantic import BaseModel, ConfigDict, Discriminator, Field, Tag

Force = Literal["binding", "advisory"]
Group = Literal["holds", "notice-and-access", "other-limits", "mandates"]
Answer = Literal["yes", "maybe", "no"]
Standing = Literal["limits-holds", "other-limits", "must-cooperate", "none", "unclear"]

UNKNOWN_DAY = "unknown"
"""The value of `ended` for an action that is known to have ended on a day nobody could find."""


class Record(BaseModel):
    """A value from a data file: nothing unknown, nothing converted, nothing changed afterwards."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, hide_input_in_errors=True)


class Source(Record):
    """A document that the site cites, once, whatever cites it."""

    title: Annotated[str, Field(description="as the document gives it")]
    publisher: Annotated[str, Field(description="who published it: a newspaper, an agency, a court")]
    published: Annotated[
        str | None, Field(description='its date, as precise as it says: "2012-05-21", "2012-05" or "2012"')
    ] = None
    url: Annotated[str, Field(description="where to read it; https where the site has it, no trackers")]
    primary: Annotated[
        Literal["true"] | None,
        Field(description="true for the document itself: a statute, ordinance, opinion, an agency's own page"),
    ] = None
    archived: Annotated[str | None, Field(description="a copy in a public web archive")] = None


UNION_BRANCHES = ("<id>", "<in place>")
"""How pydantic calls the two ways to name a source; never shown."""


def _named_or_in_place(value: object) -> str:
    return UNION_BRANCHES[isinstance(value, (dict, Source))]


Cited = Annotated[
    Annotated[str, Tag(UNION_BRANCHES[0])] | Annotated[Source, Tag(UNION_BRANCHES[1])],
    Discriminator(_named_or_in_place),
]


class Action(Record):
    """One thing a body did: what it set, on what day, by what instrument, and what became of it."""

    date: Annotated[str, Field(description='the day it was adopted; "2012-05" or "2012" where no more is known')]
    effective: Annotated[str | None, Field(description="the day it took effect; only where that is another day")] = None
    instrument: Annotated[str, Field(description="an id of `instruments` in policies.yml")]
    force: Annotated[
        Force | None, Field(description="advisory where it asks but does not order; left out: it binds")
    ] = None
    title: Annotated[str, Field(description="its name, or what it is in a few words")]
    citation: Annotated[str | None, Field(description="how a lawyer would cite it: chapter, number, case")] = None
    body: Annotated[str | None, Field(description="who adopted it: council, sheriff, town meeting, court")] = None
    policies: Annotated[
        tuple[str, ...],
        Field(description="ids of `policies` in policies.yml: what this action itself sets; [] for none"),
    ]
    summary: Annotated[
        str, Field(description="what it says, in plain words, one sentence a line, 30 words at most each")
    ]
    status: Annotated[str, Field(description="an id of `statuses` in policies.yml: what became of it")]
    as_of: Annotated[str, Field(description="the date of the newest evidence for that status")]
    ended: Annotated[
        str | None, Field(description='the day it ended; "unknown" where that it ended is known but not when')
    ] = None
    ended_by: Annotated[str | None, Field(description="what ended it")] = None
    checked: Annotated[
        str | None,
        Field(description="the day someone last read a source against this action and found every field to hold"),
    ] = None
    confidence: Annotated[
        str,
        Field(
            description="high: a primary document or two independent good sources; medium: one good secondary; "
            "low: thin or in conflict"
        ),
    ]
    note: Annotated[str | None, Field(description="doubt, conflict, exception, litigation, in plain words")] = None
    sources: Annotated[
        tuple[Cited, ...],
        Field(
            description="ids from sources.yml; a new one may be written in place ({url, title, publisher}): "
            "`make fmt` moves it"
        ),
    ] = ()

    @property
    def binding(self) -> bool:
        """Tell whether it orders rather than asks."""
        return self.force != "advisory"

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Give the ids of the sources already in the bibliography."""
        return tuple(source for source in self.sources if isinstance(source, str))


class Jurisdiction(Record):
    """A place that makes or is bound by such policies, with all it did, oldest first."""

    name: Annotated[str, Field(description="its name as it writes it, counties with the word")]
    kind: Annotated[str, Field(description="an id of `kinds` in policies.yml")]
    state: Annotated[str, Field(description="the two postal letters, in capitals")]
    agency: Annotated[
        str | None, Field(description="who holds people there: the jail or police whose rule this is")
    ] = None
    note: Annotated[str | None, Field(description="what a reader must know of the place as a whole")] = None
    actions: Annotated[tuple[Action, ...], Field(description="oldest first; an amendment is an action of its own")]


class Term(Record):
    """A word of the vocabulary: how it is shown and what it means."""

    label: str
    definition: str


class PolicyGroup(Term):
    """A family of policies that a reader should see together."""

    why: str


class Policy(Term):
    """A kind of policy that an action can set. A mandate is no limit, so nobody is given words to ask for one."""

    group: Group
    letter: Literal["true"] | None = None
    why: str
    sources: tuple[str, ...] = ()
    model_text: str | None = None
    letter_sentence: str | None = None


class Kind(Term):
    """A kind of place."""

    plural: str


class Status(Term):
    """What became of an action; `ended` says whether it is over."""

    ended: Literal["true", "false"]


class StandingTerm(Term):
    """Where a place stands on a day; `sentence` says it of a {name}."""

    sentence: str


class Vocabulary(Record):
    """All that policies.yml holds: each map by id, in the order in which readers see it."""

    groups: dict[Group, PolicyGroup]
    policies: dict[str, Policy]
    instruments: dict[str, Term]
    kinds: dict[str, Kind]
    statuses: dict[str, Status]
    confidences: dict[str, Term]
    forces: dict[Force, Term]
    standings: dict[Standing, StandingTerm]


class Row(Record):
    """A row of a table on an explainer page; `needs_source` says whether it states facts that must have one."""

    needs_source: ClassVar[bool] = True

    sources: tuple[str, ...] = ()


class Ruling(Row):
    """A court's decision; `holding` is one sentence and no wider than the opinion."""

    name: str
    citation: str
    court: str
    year: str
    date: str | None = None
    holding: str
    binds: str
    status: str
    topic: Literal["request-not-order", "fourth-amendment", "state-law", "tenth-amendment", "mandates", "other"]


class Study(Row):
    """A piece of research; `limits` says what it does not show."""

    title: str
    authors: str
    year: str
    journal: str
    doi: str | None = None
    finding: str
    data: str
    years: str
    method: str
    limits: str
    direction: Literal["no-effect", "harm-to-trust", "less-reporting", "crime-up", "crime-down", "other"]


class Payment(Row):
    """What a place paid, as the source says it; `jurisdiction` is its id where it is on record."""

    place: str
    jurisdiction: str | None = None
    year: str
    amount: str
    case: str | None = None
    why: str
    kind: Literal["settlement", "judgment", "jail-cost", "fees"]


class Event(Row):
    """A line of the timeline; `date` as precise as known."""

    date: str
    title: str
    text: str
    topic: Literal["program", "courts", "massachusetts", "places", "congress"]


class Voice(Row):
    """What an official or an association said, in our words."""

    who: str
    role: Literal["police-chief", "sheriff", "association", "prosecutor", "elected", "other"]
    side: Literal["for-limits", "against-limits", "mixed"]
    date: str
    said: str


class GlossaryTerm(Row):
    """A term and what it means here; our own use of a word needs no source."""

    needs_source: ClassVar[bool] = False

    term: str
    definition: str


class Correction(Row):
    """A mistake that was on the site: what it said, what it says now and why."""

    needs_source: ClassVar[bool] = False

    date: str
    what: str
    was: str
    now: str
    why: str


TABLES: dict[str, type[Row]] = {
    "corrections": Correction,
    "glossary": GlossaryTerm,
    "rulings": Ruling,
    "studies": Study,
    "payments": Payment,
    "timeline": Event,
    "voices": Voice,
}
"""The tables of the explainer pages: the name of the file in data/ and what a row is."""


class Place(Record):
    """Where a jurisdiction is: its Census geoid and a point in WGS 84 degrees. Machine-made, see tools/places.py."""

    geoid: str
    lat: float
    lon: float


def fields_of(record: type[Record]) -> list[tuple[str, str, bool]]:
    """List a record's fields in canonical order: name, description, whether it must be there."""
    return [(name, field.description or "", field.is_required()) for name, field in record.model_fields.items()]
