"""Rules for one action: its dates, its words from the vocabulary, its status and its evidence."""

from __future__ import annotations

import re
from collections.abc import Iterable
from itertools import pairwise

from detainers.dates import first_day, last_day, period
from detainers.model import UNKNOWN_DAY, Action, Jurisdiction, Source
from detainers.problem import nearest, shown
from detainers.rules.finding import ActionRule, Context, Finding, Findings

JUDGE = re.compile(r"judge|court|judicial|magistrate", re.IGNORECASE)
DATES = ("date", "effective", "as_of", "ended", "checked")


def dates_are_real(action: Action, _place: Jurisdiction, _context: Context) -> Findings:
    """Dates are a day, a month or a year that exists; `checked` is a day."""
    for key in DATES:
        value: str | None = getattr(action, key)
        if value is None or (key == "ended" and value == UNKNOWN_DAY):
            continue
        if period(value) is None:
            remedy = 'Write "2012-05-21", or "2012-05" or "2012" where no more is known.'
            yield Finding((key,), f"{shown(value)} is not a date.", remedy)
        elif key == "checked" and len(value) != len("2012-05-21"):
            yield Finding((key,), "The day of a check is known to the day.", 'Write the day, such as "2026-11-24".')


def dates_are_not_in_the_future(action: Action, _place: Jurisdiction, context: Context) -> Findings:
    """What was adopted, seen, ended or checked has happened; only the day it takes effect may lie ahead."""
    for key, value in _real_dates(action, ("date", "as_of", "ended", "checked")):
        if first_day(value) > context.today:
            yield Finding(
                (key,), f"{value} is in the future; today is {context.today}.", "Record it when it has happened."
            )


def ends_after_it_starts(action: Action, _place: Jurisdiction, _context: Context) -> Findings:
    """Adopted, then effective, then ended."""
    known = _real_dates(action, ("date", "effective", "ended"))
    for (key, value), (later_key, later) in pairwise(known):
        if first_day(value) > last_day(later):
            message = f'"{later_key}" ({later}) is before "{key}" ({value}).'
            yield Finding((later_key,), message, "One of the two dates is wrong.")


def evidence_is_not_older_than_the_action(action: Action, _place: Jurisdiction, _context: Context) -> Findings:
    """Nothing can be seen in force, or be checked, before it was adopted."""
    dates = dict(_real_dates(action, DATES))
    for key in ("as_of", "checked"):
        if "date" in dates and key in dates and first_day(dates["date"]) > last_day(dates[key]):
            message = f'"{key}" ({dates[key]}) is before the action itself ({dates["date"]}).'
            yield Finding(
                (key,),
                message,
                "Write the date of the newest evidence." if key == "as_of" else "Write the day of the check.",
            )


def words_are_in_the_vocabulary(action: Action, _place: Jurisdiction, context: Context) -> Findings:
    """Instrument, status, confidence and policies are ids that policies.yml describes."""
    words = context.catalog.vocabulary
    single: tuple[tuple[str, Iterable[str]], ...] = (
        ("instrument", words.instruments),
        ("status", words.statuses),
        ("confidence", words.confidences),
    )
    for key, known in single:
        value: str = getattr(action, key)
        if value not in known:
            yield Finding(
                (key,),
                f"{shown(value)} is not a known {key}. {nearest(value, known)}".strip(),
                f"Known: {', '.join(known)}.",
            )
    for number, policy in enumerate(action.policies):
        if policy not in words.policies:
            message = f"{shown(policy)} is not a known policy. {nearest(policy, words.policies)}".strip()
            yield Finding(("policies", number), message, "The list is in data/policies.yml.")
        elif policy in action.policies[:number]:
            yield Finding(("policies", number), f'"{policy}" is named twice.', "Delete one.", mends=True)


def hold_rules_agree(action: Action, _place: Jurisdiction, _context: Context) -> Findings:
    """One action does not both hold nobody and hold with a judge's warrant."""
    if {"no-detainers", "judicial-warrant"} <= set(action.policies):
        message = '"no-detainers" and "judicial-warrant" contradict each other.'
        remedy = "Keep the one that the source carries: nobody is held at all, or only with a judge's warrant."
        yield Finding(("policies",), message, remedy)


def a_judge_is_named(action: Action, _place: Jurisdiction, _context: Context) -> Findings:
    """A summary says who signs: ICE's own warrants are no judge's."""
    if "judicial-warrant" in action.policies and not JUDGE.search(action.summary):
        message = 'The policy is "judicial-warrant", but the summary names no judge or court.'
        remedy = 'Say who signs, or write "detainer-alone-not-enough" if the source does not say.'
        yield Finding(("summary",), message, remedy)


def ended_has_an_ended_status(action: Action, _place: Jurisdiction, context: Context) -> Findings:
    """`ended` is there exactly when the status says that the action is over."""
    statuses = context.catalog.vocabulary.statuses
    if action.status not in statuses:
        return
    over = statuses[action.status].ended == "true"
    if over and action.ended is None:
        remedy = f"Add ended: with the date, or ended: {UNKNOWN_DAY} where nobody could find the day."
        yield Finding(("status",), f'An action that is {action.status} needs "ended".', remedy)
    if not over and action.ended is not None:
        yield Finding(
            ("ended",), f'"ended" does not go with the status "{action.status}".', "Delete it, or correct the status."
        )
    if action.ended is None and action.ended_by is not None:
        yield Finding(("ended_by",), '"ended_by" goes with "ended" only.', "Delete it, or say it in the note.")


def amended_has_a_later_action(action: Action, place: Jurisdiction, _context: Context) -> Findings:
    """What amended it is an action of its own, later."""
    if action.status == "amended" and action is place.actions[-1]:
        yield Finding(
            ("status",),
            "It is amended, but no later action is recorded.",
            "Record the amendment as an action of its own.",
        )


def has_a_source(action: Action, _place: Jurisdiction, _context: Context) -> Findings:
    """A claim without a source is not published as anything but thin."""
    if not action.sources and action.confidence != "low":
        yield Finding(
            (), "There is no source.", "Add sources:, or set confidence: low and say in the note what is missing."
        )


def high_confidence_is_earned(action: Action, _place: Jurisdiction, context: Context) -> Findings:
    """High needs a primary document or two sources."""
    sources = [s if isinstance(s, Source) else context.catalog.sources.get(s) for s in action.sources]
    primary = any(source is not None and source.primary for source in sources)
    if action.confidence == "high" and len(sources) == 1 and not primary:
        remedy = 'Add a second source, mark the source primary: "true" if it is the document itself, or write medium.'
        yield Finding(("confidence",), "High confidence needs a primary document or two sources.", remedy)


def sources_are_in_the_bibliography(action: Action, _place: Jurisdiction, context: Context) -> Findings:
    """A source is an id that sources.yml has, once, or is written in place."""
    known = context.catalog.sources
    for number, source in enumerate(action.sources):
        if isinstance(source, Source):
            message = "A source is written in place."
            yield Finding(("sources", number), message, "`make fmt` moves it to data/sources.yml.", mends=True)
        elif source not in known:
            remedy = nearest(source, known) or "Write it in place: url, title, publisher; `make fmt` gives it an id."
            yield Finding(("sources", number), f"{shown(source)} is not in data/sources.yml.", remedy)
        elif source in action.sources[:number]:
            yield Finding(("sources", number), f'"{source}" is named twice.', "Delete one.", mends=True)


def _real_dates(action: Action, keys: Iterable[str]) -> list[tuple[str, str]]:
    dates = [(key, getattr(action, key)) for key in keys]
    return [(key, value) for key, value in dates if value is not None and period(value) is not None]


ACTION_RULES: tuple[ActionRule, ...] = (
    dates_are_real,
    dates_are_not_in_the_future,
    ends_after_it_starts,
    evidence_is_not_older_than_the_action,
    words_are_in_the_vocabulary,
    hold_rules_agree,
    a_judge_is_named,
    ended_has_an_ended_status,
    amended_has_a_later_action,
    has_a_source,
    high_confidence_is_earned,
    sources_are_in_the_bibliography,
)
