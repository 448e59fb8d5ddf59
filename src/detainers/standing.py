"""Was an action in force on a day, and where did a place stand? The one answer that everything else asks for.

Three answers, never more certain than the record: *yes* only when it surely was, *maybe* inside an uncertain stretch,
else *no*. The test vectors (tests/vectors/in_force.json) are for the browser's copy of this file too.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from detainers.dates import first_day, last_day
from detainers.model import UNKNOWN_DAY, Action, Answer, Group, Jurisdiction, Policy, Standing


def in_force(action: Action, on: date) -> Answer:
    """Tell whether the action was in force on the day.

    An imprecise start counts from the last day of its period and an imprecise end from the first. An action ends at the
    start of the day it ended. After the newest evidence an action of unknown status may or may not be in force; one
    that ended on an unknown day may have been in force until the evidence that it had ended.
    """
    start = action.effective or action.date
    if on < first_day(start):
        return "no"
    if action.ended == UNKNOWN_DAY:
        return "maybe" if on < last_day(action.as_of) else "no"
    if action.ended is not None and on >= last_day(action.ended):
        return "no"
    if on < last_day(start) or (action.ended is not None and on >= first_day(action.ended)):
        return "maybe"
    if action.status == "unknown" and on > first_day(action.as_of):
        return "maybe"
    return "yes"


@dataclass(frozen=True)
class Limit:
    """One policy that an action sets, with the answer for the day asked."""

    policy: str
    group: Group
    action: Action
    answer: Answer

    @property
    def limits_holds(self) -> bool:
        """Tell whether it is a binding rule on whom to hold, the only thing that makes a place limit holds."""
        return self.group == "holds" and self.action.binding


@dataclass(frozen=True)
class On:
    """A jurisdiction as it stood on a day."""

    jurisdiction: Jurisdiction
    policies: Mapping[str, Policy]
    day: date

    @cached_property
    def limits(self) -> tuple[Limit, ...]:
        """Give what applied or may have, holds first, each policy once: from the surest, then the newest action.

        A binding rule stands before one that only asks. Where the binding one is only possible and the other sure, both
        are given, the sure one first: neither says what the other does.
        """
        found: dict[tuple[str, bool], Limit] = {}
        for limit in self._all():
            known = found.get((limit.policy, limit.action.binding))
            if known is None or limit.answer == "yes" or known.answer == "maybe":
                found[limit.policy, limit.action.binding] = limit
        shown = [limit for limit in found.values() if not _covered(limit, found.get((limit.policy, True)))]
        order = list(self.policies)
        return tuple(sorted(shown, key=lambda limit: (order.index(limit.policy), limit.answer == "maybe")))

    def _all(self) -> Iterator[Limit]:
        for action in self.jurisdiction.actions:
            answer = in_force(action, self.day)
            if answer != "no":
                for policy in action.policies:
                    yield Limit(policy, self.policies[policy].group, action, answer)

    @cached_property
    def standing(self) -> Standing:
        """Say where the place stood; a binding hold rule that may have been in force makes it unclear, never more."""
        sure = [limit for limit in self.limits if limit.answer == "yes"]
        if any(limit.limits_holds for limit in sure):
            return "limits-holds"
        if any(limit.limits_holds for limit in self.limits):
            return "unclear"
        if any(limit.group == "mandates" for limit in sure):
            return "must-cooperate"
        if sure:
            return "other-limits"
        return "unclear" if self.limits else "none"

    @cached_property
    def since(self) -> str | None:
        """Give the date since when the standing has held without a gap; nothing for none or unclear."""
        actions = [action for action in self.jurisdiction.actions if self._makes_standing(action)]
        start: str | None = None
        day = self.day
        for action in reversed(actions):
            begins = action.effective or action.date
            if last_day(begins) <= day <= _surely_until(action):
                start, day = begins, last_day(begins)
        return start

    def _makes_standing(self, action: Action) -> bool:
        groups = {self.policies[policy].group for policy in action.policies}
        match self.standing:
            case "limits-holds":
                return "holds" in groups and action.binding
            case "must-cooperate":
                return "mandates" in groups
            case "other-limits":
                return bool(groups - {"mandates"})
            case _:
                return False

    @cached_property
    def acting(self) -> tuple[Action, ...]:
        """Give the actions that the limits come from, oldest first."""
        from_limits = [limit.action for limit in self.limits]
        return tuple(action for action in self.jurisdiction.actions if any(action is other for other in from_limits))

    @cached_property
    def instruments(self) -> tuple[str, ...]:
        """Give the instruments of those actions, each once."""
        return tuple(dict.fromkeys(action.instrument for action in self.acting))

    @cached_property
    def evidence(self) -> str:
        """Give the newest evidence date of all the place's actions."""
        return max((action.as_of for action in self.jurisdiction.actions), key=last_day)


def _surely_until(action: Action) -> date:
    """Give the last day this action surely counts in a chain; the day of its end joins it to what followed."""
    if action.ended == UNKNOWN_DAY:
        return last_day(action.effective or action.date)
    if action.ended is not None:
        return first_day(action.ended)
    return first_day(action.as_of) if action.status == "unknown" else date.max


def _covered(limit: Limit, binding: Limit | None) -> bool:
    """Tell whether an advisory limit says nothing more than the binding one of the same policy."""
    if binding is None or limit.action.binding:
        return False
    return binding.answer == "yes" or limit.answer == "maybe"


def counted(places: Iterable[On]) -> dict[Standing, int]:
    """Count places by standing."""
    counts: dict[Standing, int] = {"limits-holds": 0, "other-limits": 0, "must-cooperate": 0, "none": 0, "unclear": 0}
    for place in places:
        counts[place.standing] += 1
    return counts
