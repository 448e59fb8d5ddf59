"""Ask at the terminal for the answers that no option gave; nothing is written before all are there."""

from __future__ import annotations

import sys
from collections.abc import Mapping

import click

from detainers.catalog import Reading
from detainers.forms import FORMS, Field, label, options
from detainers.gazetteer import county, split_place, state_of
from detainers.model import Vocabulary
from detainers.sent import Refusal
from detainers.strings import Strings
from detainers.values import choice, choices, day

NEVER = ("place", "consent", "interest", "more_sources")


def ask_missing(texts: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """Give the texts with state, kind and the missing answers; without a terminal nothing is asked."""
    told = {**_known(texts, reading), **texts}
    if not at_a_terminal():
        return told
    words, strings = reading.catalog.vocabulary, reading.catalog.strings
    for field in FORMS["add"]:
        if field.key in told or field.key in NEVER or (field.key in ("ended", "ended_by") and not _over(told, words)):
            continue
        told[field.key] = _ask(field, words, strings)
    return {key: text for key, text in told.items() if text}


def at_a_terminal() -> bool:
    """Tell whether someone is there to answer."""
    return sys.stdin.isatty()


def _known(texts: Mapping[str, str], reading: Reading) -> dict[str, str]:
    """Say what the name gives away: the state, and the kind where a state, a county or a known place is meant."""
    name, letters = split_place(texts["place"])
    letters = letters or texts.get("state") or state_of(name)
    if letters is None:
        return {}
    known = {"state": letters}
    same = [p for p in reading.catalog.jurisdictions.values() if (p.name, p.state) == (name, letters)]
    if same:
        known["kind"] = same[0].kind
    elif state_of(name) == letters:
        known["kind"] = "federal-district" if letters == "DC" else "state"
    elif county(name, letters) and name.casefold().endswith(("county", "parish", "borough")):
        known["kind"] = "county"
    return known


def _ask(field: Field, words: Vocabulary, strings: Strings) -> str:
    """Ask until the answer can be read."""
    offered = options(field, words, strings)
    click.echo()
    click.secho(label(field.key, strings), bold=True)
    click.echo(strings.texts[f"contribute.field.{field.key}.help"])
    if field.shape == "yes":
        return "yes" if click.confirm(offered["true"], default=False) else ""
    if field.shape == "choices":
        click.echo(strings.plain("contribute.ask.many"))
        for number, (id_, said) in enumerate(offered.items(), start=1):
            click.echo(f"  {number:>2}  {id_}: {said.partition(':')[0]}")
    elif offered and field.choices != "states":
        click.echo(strings.plain("contribute.ask.list", choices=", ".join(offered)))
    while True:
        hint = "" if field.required else f" ({strings.texts['contribute.ask.skip']})"
        said = click.prompt(f">{hint}", default=None if field.required else "", show_default=False, prompt_suffix=" ")
        wrong = _wrong(field, said, offered)
        if not wrong:
            return _ids(said, offered) if field.shape == "choices" else said
        for refusal in wrong:
            click.echo(f"{refusal.message} {refusal.remedy}".strip())


def _wrong(field: Field, said: str, offered: Mapping[str, str]) -> list[Refusal]:
    value: object = None
    if not said:
        return []
    if field.shape == "date":
        value = day(field.key, said)
    elif field.shape == "choice":
        value = (state_of(said) if field.choices == "states" else None) or choice(field.key, said, offered)
    elif field.shape == "choices":
        value = choices(field.key, _ids(said, offered), offered)
    found = value if isinstance(value, list) else [value]
    return [refusal for refusal in found if isinstance(refusal, Refusal)]


def _ids(said: str, offered: Mapping[str, str]) -> str:
    """Write each choice of "1, 3" on a line of its own, by its id."""
    numbered = {str(number): id_ for number, id_ in enumerate(offered, start=1)}
    return "\n".join(numbered.get(part.strip(), part.strip()) for part in said.split(",") if part.strip())


def _over(told: Mapping[str, str], words: Vocabulary) -> bool:
    status = choice("status", told.get("status", ""), {id_: term.label for id_, term in words.statuses.items()})
    return isinstance(status, str) and words.statuses[status].ended == "true"
