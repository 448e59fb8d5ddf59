"""From a text that someone sent to an entry in its place, or to a kind refusal: the whole way, and what is said of it.

Pure. `told` is a Markdown comment or the text of a pull request; what was sent stands in it inside a fence only.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from detainers.catalog import Reading
from detainers.changes import changes
from detainers.cite import Citation
from detainers.draft import draft
from detainers.forms import label
from detainers.placing import Placed, place
from detainers.problem import fenced
from detainers.sent import Answers, Refusal, parse
from detainers.strings import Strings


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a text: an entry in its place, whose `texts` are empty if it was there already, or refusals."""

    placed: Placed | None
    refusals: tuple[Refusal, ...]
    sentences: tuple[str, ...] = ()


def intake(text: str, reading: Reading, today: date, citations: Iterable[Citation] = ()) -> Outcome:
    """Read a form's text into the data; whatever the text, the answer is an outcome."""
    answers = parse(text, reading.catalog.strings)
    return Outcome(None, tuple(answers)) if isinstance(answers, list) else enter(answers, reading, today, citations)


def enter(answers: Answers, reading: Reading, today: date, citations: Iterable[Citation] = ()) -> Outcome:
    """Put what the answers say in its place."""
    entries = {str(id_): value for document in reading.jurisdictions for id_, value in document.values.items()}
    fitting = {id_: entry for id_, entry in entries.items() if id_ in reading.catalog.jurisdictions}
    made = draft(answers, reading.catalog, fitting)
    if isinstance(made, list):
        return Outcome(None, tuple(made))
    if made.id in entries and made.id not in fitting:
        return Outcome(None, (Refusal("", f"The entry {made.id} has problems of its own.", "First mend those."),))
    placed = place(reading, made, today, citations)
    if isinstance(placed, list):
        return Outcome(None, tuple(placed))
    changed = changes(reading.catalog, placed.after.catalog, today)
    return Outcome(placed, (), tuple(change.sentence for change in changed))


def listed(refusals: Sequence[Refusal], strings: Strings, *, options: bool = False) -> str:
    """Print refusals by question, as the check prints problems by place; with `options` also what to type for it."""
    lines: list[str] = []
    before = None
    for refusal in refusals:
        if refusal.key != before and refusal.key:
            option = f"--{refusal.key.replace('_', '-')}  " if options and refusal.key != "place" else ""
            lines.append(option + label(refusal.key, strings))
        before = refusal.key
        indent = "    " if refusal.key else ""
        lines += [f"{indent}{refusal.message}", *(f"{indent}{line}" for line in refusal.remedy.splitlines())]
    return "\n".join(lines)


def told(outcome: Outcome, strings: Strings, issue: int | None = None) -> str:
    """Write the comment for who sent it, or the text of the pull request that closes the issue."""
    if outcome.placed is None:
        count = len(outcome.refusals)
        head = strings.plain("contribute.intake.refused", count=count)
        return f"{head}\n\n{fenced(listed(outcome.refusals, strings))}\n\n{strings.plain('contribute.intake.again')}\n"
    if not outcome.placed.texts:
        return strings.plain("contribute.intake.already") + "\n"
    said = [strings.plain("contribute.intake.placed"), fenced("\n".join(outcome.sentences))]
    if outcome.placed.warnings:
        warnings = "\n".join(f"{found.place}: {found.message} {found.remedy}" for found in outcome.placed.warnings)
        said += [strings.plain("contribute.intake.warnings"), fenced(warnings)]
    said.append(strings.plain("contribute.intake.review"))
    if issue is not None:
        said.append(strings.texts["contribute.intake.closes"].format(issue=issue))
    return "\n\n".join(said) + "\n"
