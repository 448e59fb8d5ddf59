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

    model_config = ConfigDict(extra="forbid", frozen=True, strict=False, hide_input_in_errors=True, defer_build=True)


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

    label: Annotated[str, Field(description="as readers see it")]
    definition: Annotated[str, Field(description="what it means, in one sentence")]


class PolicyGroup(Term):
    """A family of policies that a reader should see together."""

    why: Annotated[str, Field(description="why the group matters")]


class Policy(Term):
    """A kind of policy that an action can set. A mandate is no limit, so nobody is given words to ask for one."""

    group: Annotated[Group, Field(description="an id of `groups`; only a binding policy of `holds` limits holds")]
    letter: Annotated[
        Literal["true"] | None, Field(description="true for the kinds that the letter of June 1, 2012 names")
    ] = None
    why: Annotated[str, Field(description="the reasons of those who adopt it, and the usual objection")]
    sources: Annotated[tuple[str, ...], Field(description="ids of sources.yml for the facts in `why`")] = ()
    model_text: Annotated[
        str | None, Field(description="words that a chief or council could adopt; none for a mandate")
    ] = None
    letter_sentence: Annotated[
        str | None, Field(description="the sentence that asks an official for it; none for a mandate")
    ] = None


class Kind(Term):
    """A kind of place."""

    plural: Annotated[str, Field(description="for several of them")]


class Status(Term):
    """What became of an action; `ended` says whether it is over."""

    ended: Annotated[Literal["true", "false"], Field(description="whether an action of this status is over")]


class StandingTerm(Term):
    """Where a place stands on a day; `sentence` says it of a {name}."""

    sentence: Annotated[str, Field(description="the standing as a sentence, in which {name} is the place")]


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

    sources: Annotated[tuple[str, ...], Field(description="ids of sources.yml")] = ()


class Ruling(Row):
    """A court's decision; `holding` is one sentence and no wider than the opinion."""

    name: Annotated[str, Field(description="the case's short name")]
    citation: Annotated[str, Field(description="how a lawyer would cite it")]
    court: Annotated[str, Field(description="the court that decided")]
    year: Annotated[str, Field(description="the year of the decision")]
    date: Annotated[str | None, Field(description="the day of the decision, where known")] = None
    holding: Annotated[str, Field(description="what it held, in one sentence no wider than the opinion")]
    binds: Annotated[str, Field(description="where it binds")]
    status: Annotated[str, Field(description="what has become of it, and what is not known")]
    topic: Annotated[
        Literal["request-not-order", "fourth-amendment", "state-law", "tenth-amendment", "mandates", "other"],
        Field(description="the question it answers"),
    ]


class Study(Row):
    """A piece of research; `limits` says what it does not show."""

    title: Annotated[str, Field(description="its title")]
    authors: Annotated[str, Field(description="who wrote it")]
    year: Annotated[str, Field(description="the year it appeared")]
    journal: Annotated[str, Field(description="where it appeared")]
    doi: Annotated[str | None, Field(description="its DOI, only where a source shows it")] = None
    finding: Annotated[str, Field(description="what it reports")]
    data: Annotated[str, Field(description="what it looked at")]
    years: Annotated[str, Field(description="the years that the data cover")]
    method: Annotated[str, Field(description="how it compares")]
    limits: Annotated[str, Field(description="what it does not show")]
    direction: Annotated[
        Literal["no-effect", "harm-to-trust", "less-reporting", "crime-up", "crime-down", "other"],
        Field(
            description="less-reporting: enforcement lowers reports, or limits raise them; crime-up: with enforcement; "
            "crime-down: with limits"
        ),
    ]


class Payment(Row):
    """What a place paid, as the source says it; `jurisdiction` is its id where it is on record."""

    place: Annotated[str, Field(description="who paid")]
    jurisdiction: Annotated[str | None, Field(description="the id of its entry, where it has one")] = None
    year: Annotated[str, Field(description="the year")]
    amount: Annotated[str, Field(description="as the source says it")]
    case: Annotated[str | None, Field(description="the case's short name")] = None
    why: Annotated[str, Field(description="what it was for, with what is disputed or not known")]
    kind: Annotated[
        Literal["settlement", "judgment", "jail-cost", "fees"], Field(description="jail-cost is an estimate")
    ]


class Event(Row):
    """A line of the timeline; `date` as precise as known."""

    date: Annotated[str, Field(description="when, as precisely as the sources say")]
    title: Annotated[str, Field(description="what happened, in a few words")]
    text: Annotated[str, Field(description="what happened, in one or two sentences")]
    topic: Annotated[
        Literal["program", "courts", "massachusetts", "places", "congress"], Field(description="whose doing it was")
    ]


class Voice(Row):
    """What an official or an association said, in our words."""

    who: str
    role: Literal["police-chief", "sheriff", "association", "prosecutor", "elected", "other"]
    side: Literal["for-limits", "against-limits", "mixed"]
    date: str
    said: str


class GlossaryTerm(Row):
    """A term and what it means here; our own use of a word needs no source.

    An `everyday` word has a common sense too, so pages do not explain it wherever they use it.
    """

    needs_source: ClassVar[bool] = False

    term: str
    definition: str
    everyday: Literal["true"] | None = None


class Correction(Row):
    """A mistake that was on the site: what it said, what it says now and why."""

    needs_source: ClassVar[bool] = False

    date: str
    what: str
    was: str
    now: str
    why: str


class Passage(Row):
    """What the letter can say; `text` is one sentence a line."""

    kind: Literal["request", "reason", "case"]
    label: str
    text: str


TABLES: dict[str, type[Row]] = {
    "corrections": Correction,
    "glossary": GlossaryTerm,
    "passages": Passage,
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
