"""In force on a day, and where a place stood: the shared vectors, and the rules that join actions into a standing."""

from __future__ import annotations

import json
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from detainers.catalog import read_folder
from detainers.dates import first_day, last_day
from detainers.model import Action, Answer, Jurisdiction
from detainers.standing import On, counted, in_force

POLICIES = read_folder(ROOT / "data").catalog.policies
PLACE_VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "standing.json").read_text("utf-8"))
VECTORS: list[dict[str, Any]] = json.loads((ROOT / "tests" / "vectors" / "in_force.json").read_text("utf-8"))
DAY = date(2020, 1, 1)


def action(**fields: Any) -> Action:  # noqa: ANN401
    """Make an action with the fields that matter."""
    given_fields = {
        "date": "2012-05-21",
        "instrument": "resolution",
        "title": "t",
        "policies": ["no-detainers"],
        "summary": "s",
        "status": "in-force",
        "as_of": "2019",
        "confidence": "low",
    }
    return Action.model_validate(given_fields | fields)


def place(*actions: Action) -> On:
    """Make a place with these actions, seen on the day."""
    return On(Jurisdiction(name="X", kind="town", state="MA", actions=actions), POLICIES, DAY)


@pytest.mark.parametrize("vector", VECTORS, ids=[vector["because"] for vector in VECTORS])
def test_vectors(vector: dict[str, Any]) -> None:
    """The answer for the day is the vector's."""
    assert vector["answer"] == in_force(action(**vector["action"]), date.fromisoformat(vector["on"]))


@pytest.mark.parametrize("vector", PLACE_VECTORS, ids=[vector["because"] for vector in PLACE_VECTORS])
def test_place_vectors(vector: dict[str, Any]) -> None:
    """A place's standing, its start and its limits on the day are the vector's."""
    actions = tuple(action(**fields) for fields in vector["actions"])
    seen = On(
        Jurisdiction(name="X", kind="town", state="MA", actions=actions), POLICIES, date.fromisoformat(vector["on"])
    )
    by = {id(acting): number for number, acting in enumerate(seen.jurisdiction.actions)}
    limits = [[limit.policy, limit.answer, by[id(limit.action)]] for limit in seen.limits]

    assert (vector["standing"], vector["since"], vector["limits"]) == (seen.standing, seen.since, limits)


dates = st.one_of(
    st.dates(date(2008, 1, 1), date(2026, 11, 24)).map(str),
    st.dates(date(2008, 1, 1), date(2026, 11, 24)).map(lambda day: str(day)[:7]),
    st.dates(date(2008, 1, 1), date(2026, 11, 24)).map(lambda day: str(day)[:4]),
)


@given(dates, dates, st.dates(date(2007, 1, 1), date(2027, 1, 1)))
def test_yes_only_when_every_reading_says_so(start: str, end: str, on: date) -> None:
    """For an ended action the answer is what all days that start and end can mean agree on, else maybe."""
    first, last = first_day(start), last_day(end)
    if first > last:
        return
    surely = last_day(start) <= on < first_day(end)
    possibly = first <= on < last
    expected: Answer = "yes" if surely else "maybe" if possibly else "no"

    assert expected == in_force(action(date=start, status="repealed", as_of=end, ended=end), on)


@given(dates)
def test_an_ended_action_never_comes_back(start: str) -> None:
    """From the last day that its end can mean, every day says so."""
    ended = action(date=start, status="repealed", as_of="2026", ended="2026-06")
    answers = {in_force(ended, date(2026, 6, 30) + timedelta(days=days)) for days in range(400)}

    assert answers == {"no"}


@pytest.mark.parametrize(
    ("actions", "standing"),
    [
        ([], "none"),
        ([action()], "limits-holds"),
        ([action(force="advisory")], "other-limits"),
        ([action(policies=["no-status-inquiry"])], "other-limits"),
        ([action(policies=[])], "none"),
        ([action(policies=["cooperation-required"])], "must-cooperate"),
        ([action(status="repealed", ended="2015", as_of="2015")], "none"),
        ([action(status="unknown", as_of="2015")], "unclear"),
        ([action(status="unknown", as_of="2015", policies=["no-status-inquiry"])], "unclear"),
        ([action(status="unknown", as_of="2015"), action(policies=["no-resources"])], "unclear"),
        ([action(status="unknown", as_of="2015", force="advisory"), action(policies=["no-resources"])], "other-limits"),
        ([action(status="unknown", as_of="2015"), action(date="2016")], "limits-holds"),
        ([action(policies=["cooperation-required"]), action(policies=["no-resources"])], "must-cooperate"),
        ([action(policies=["cooperation-required"]), action()], "limits-holds"),
    ],
)
def test_standing(actions: list[Action], standing: str) -> None:
    """Only a binding hold rule that surely applies makes a place limit holds."""
    assert standing == place(*actions).standing


def test_since_goes_back_through_unbroken_replacement() -> None:
    """A rule replaced on the same day by another of the kind counts from the first."""
    first = action(date="2012-05-21", status="superseded", as_of="2017", ended="2017-05-07")

    assert place(first, action(date="2017-05-07")).since == "2012-05-21"


def test_since_stops_at_a_gap() -> None:
    """A day without a rule starts the count anew."""
    first = action(date="2012-05-21", status="repealed", as_of="2017", ended="2017-05-06")

    assert place(first, action(date="2017-05-07")).since == "2017-05-07"


def test_since_is_the_start_of_the_effect() -> None:
    """Not the vote but the day it took effect."""
    assert place(action(effective="2012-07-01")).since == "2012-07-01"


def test_since_ignores_what_does_not_make_the_standing() -> None:
    """An older rule on other matters does not date the limit on holds."""
    assert place(action(date="2008", policies=["no-resources"]), action()).since == "2012-05-21"


def test_since_does_not_lean_on_unknown_ends() -> None:
    """An older action that ended on an unknown day may have left a gap."""
    older = action(date="2010-01-01", status="superseded", as_of="2012-05-21", ended="unknown")

    assert place(older, action()).since == "2012-05-21"


@pytest.mark.parametrize("status", [{"status": "unknown", "as_of": "2015"}, {"policies": []}])
def test_since_is_not_given_for_unclear_or_none(status: dict[str, Any]) -> None:
    """Where nothing is sure there is no date."""
    assert place(action(**status)).since is None


def test_limits_name_each_policy_once_from_the_surest_action() -> None:
    """A binding action in force now wins over a perhaps and over one that only asks."""
    unknown = action(status="unknown", as_of="2015")
    advisory = action(date="2018", force="advisory")
    binding = action(date="2014")
    limits = place(unknown, binding, advisory).limits

    assert [(limit.policy, limit.action.date) for limit in limits] == [("no-detainers", "2014")]


def test_limits_stand_in_the_vocabulary_s_order() -> None:
    """Holds come first whatever the order in the file."""
    limits = place(action(policies=["no-resources", "judicial-warrant"])).limits

    assert [limit.policy for limit in limits] == ["judicial-warrant", "no-resources"]


def test_evidence_is_the_newest() -> None:
    """By the last day that a date can mean."""
    assert place(action(as_of="2019-11"), action(as_of="2019"), action(as_of="2018-12-31")).evidence == "2019"


def test_counted_counts_every_place_once() -> None:
    """The counts add up to the places."""
    places = [place(), place(action()), place(action())]

    assert counted(places) == {"limits-holds": 2, "other-limits": 0, "must-cooperate": 0, "none": 1, "unclear": 0}
