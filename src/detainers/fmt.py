"""The canonical form of the data files: entries by id, fields in the models' order, one way to quote.

Pure: values in, text out. Formatting formatted text changes nothing. Sources written in place move to the bibliography.
Nothing is dropped: what the models do not know stays at the end of its record, for the check to complain about.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from functools import cache, lru_cache
from typing import Any

import yaml

from detainers.dates import first_day, last_day, period
from detainers.load import FORBIDDEN
from detainers.model import Action, Jurisdiction, Record, Source, fields_of
from detainers.rules.sources import host_of, normal

Tree = Any
"""A scalar as str, a list or a dict of such: a document's values, or copies of them."""

_RESOLVER: Any = yaml.resolver.Resolver()
_SUSPECTS = frozenset(_RESOLVER.yaml_implicit_resolvers)
"""Characters that a text must begin with to be taken for a number, a date or nothing."""
_STR = "tag:yaml.org,2002:str"
_WORDS = re.compile(r"[A-Za-z](?:[A-Za-z0-9 ,.;()'/$%-]*[A-Za-z0-9.)])?", re.ASCII)
_TAKEN_FOR_OTHERS = {"yes", "no", "on", "off", "true", "false", "null", "y", "n"}
"""Words that YAML 1.1 takes for booleans or nothing."""
_INDICATORS = re.compile(r"[-?:,\[\]{}#&*!|>'\"%@`]")


def canonical(
    jurisdictions: Mapping[str, Tree], sources: Mapping[str, Tree]
) -> tuple[dict[str, Tree], dict[str, Tree]]:
    """Give both files' values as they ought to be: sorted, ordered, with every source in the bibliography."""
    (places,), bibliography = canonical_files([jurisdictions], sources)
    return places, bibliography


def canonical_files(
    files: Iterable[Mapping[str, Tree]], sources: Mapping[str, Tree]
) -> tuple[list[dict[str, Tree]], dict[str, Tree]]:
    """Do so for several files of jurisdictions, which share the bibliography."""
    bibliography: dict[str, Tree] = {str(id_): _ordered(source, Source) for id_, source in sources.items()}
    by_url = {
        normal(str(source.get("url", ""))): id_ for id_, source in bibliography.items() if isinstance(source, dict)
    }
    made = [
        {str(id_): _place(place, bibliography, by_url) for id_, place in sorted(jurisdictions.items())}
        for jurisdictions in files
    ]
    return made, dict(sorted(bibliography.items()))


def _place(place: Tree, bibliography: dict[str, Tree], by_url: dict[str, str]) -> Tree:
    if isinstance(place, dict) and isinstance(place.get("actions"), list):
        actions = [_action(action, bibliography, by_url) for action in place["actions"]]
        place = {**place, "actions": _oldest_first(actions)}
    return _ordered(place, Jurisdiction)


def _action(action: Tree, bibliography: dict[str, Tree], by_url: dict[str, str]) -> Tree:
    if not isinstance(action, dict):
        return action
    action = dict(action)
    if isinstance(action.get("policies"), list):
        action["policies"] = _once(action["policies"])
    if isinstance(action.get("sources"), list):
        action["sources"] = _once(_registered(source, bibliography, by_url) for source in action["sources"])
    return _ordered(action, Action)


def _registered(source: Tree, bibliography: dict[str, Tree], by_url: dict[str, str]) -> Tree:
    """Move a source written in place to the bibliography, or to the entry that has its address already; give the id."""
    if not isinstance(source, dict) or "url" not in source:
        return source
    url = normal(str(source["url"]))
    if url not in by_url:
        id_ = _free(source_id(source), bibliography)
        by_url[url] = id_
        bibliography[id_] = _ordered(source, Source)
    return by_url[url]


def source_id(source: Mapping[str, Tree]) -> str:
    """Make an id for a source: the site's name, the year, the first words of the title."""
    host = (host_of(str(source.get("url", ""))) or "").removeprefix("www.")
    site = slug(host.split(".")[-2] if host.count(".") else str(source.get("publisher", "")))
    year = str(source.get("published", ""))[:4] or "nd"
    words = "-".join(slug(str(source.get("title", ""))).split("-")[:4])
    return "-".join(part for part in (site, year, words) if part) or "source"


def slug(text: str) -> str:
    """Write a text in small ASCII letters, digits and single hyphens."""
    plain = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")


def _free(id_: str, taken: Mapping[str, Tree]) -> str:
    if id_ not in taken:
        return id_
    return next(f"{id_}-{number}" for number in range(2, len(taken) + 3) if f"{id_}-{number}" not in taken)


def _once(items: Iterable[Tree]) -> list[Tree]:
    kept: list[Tree] = []
    for item in items:
        if item not in kept:
            kept.append(item)
    return kept


def _oldest_first(actions: Sequence[Tree]) -> list[Tree]:
    """Move only what stands after a later action: an imprecise date may stand anywhere inside its period."""
    ordered: list[Tree] = []
    for action in actions:
        date = str(action.get("date", "")) if isinstance(action, dict) else ""
        at = len(ordered)
        if period(date):
            later = (n for n, other in enumerate(ordered) if _begins_after(other, date))
            at = next(later, at)
        ordered.insert(at, action)
    return ordered


def _begins_after(action: Tree, date: str) -> bool:
    other = str(action.get("date", "")) if isinstance(action, dict) else ""
    return period(other) is not None and first_day(other) > last_day(date)


def _ordered(record: Tree, model: type[Record]) -> Tree:
    if not isinstance(record, dict):
        return record
    known = {name: record[name] for name in _names(model) if name in record}
    if len(known) == len(record):
        return known
    return known | {str(key): value for key, value in record.items() if key not in known}


@cache
def _names(model: type[Record]) -> tuple[str, ...]:
    return tuple(name for name, _, _ in fields_of(model))


def dump(values: Mapping[str, Tree], head: str = "") -> str:
    """Write entries as canonical YAML below the head comment, a blank line between entries."""
    entries = []
    for id_, value in values.items():
        lines: list[str] = []
        _write(lines, id_, value, "")
        entries.append("\n".join(lines) + "\n")
    return head + "\n".join(entries)


def _write(lines: list[str], key: str, value: Tree, pad: str) -> None:
    """Add the lines of a key and its value; `pad` is the indentation."""
    name = _key(key)
    if isinstance(value, str):
        lines.append(f"{pad}{name}: {_text(value, pad)}")
    elif isinstance(value, dict):
        lines.append(f"{pad}{name}:{'' if value else ' {}'}")
        for inner, item in value.items():
            _write(lines, inner, item, f"{pad}  ")
    else:
        lines.append(f"{pad}{name}:{'' if value else ' []'}")
        for item in value:
            _write_item(lines, item, f"{pad}  ")


def _write_item(lines: list[str], item: Tree, pad: str) -> None:
    if isinstance(item, str):
        lines.append(f"{pad}- {_text(item, pad)}")
    elif isinstance(item, dict) and item:
        first = len(lines)
        for key, value in item.items():
            _write(lines, key, value, f"{pad}  ")
        lines[first] = f"{pad}- {lines[first][len(pad) + 2 :]}"
    elif isinstance(item, list) and item:
        first = len(lines)
        for inner in item:
            _write_item(lines, inner, f"{pad}  ")
        lines[first] = f"{pad}- {lines[first][len(pad) + 2 :]}"
    elif isinstance(item, dict | list):
        lines.append(f"{pad}- {'{}' if isinstance(item, dict) else '[]'}")


def _text(text: str, pad: str) -> str:
    if "\n" not in text:
        return _scalar(" ".join(text.split()))
    lines = [folded for line in text.splitlines() if (folded := " ".join(line.split()))]
    if FORBIDDEN.search("".join(lines)):
        return _escaped("\n".join(lines))
    if len(lines) > 1:
        return "|-\n" + "\n".join(f"{pad}  {line}" for line in lines)
    return _scalar(lines[0] if lines else "")


@lru_cache(maxsize=1024)
def _key(text: str) -> str:
    return _scalar(text)


def _escaped(text: str) -> str:
    """Write a text that no file may hold, for the check to complain about, so that the file can still be read."""
    doubled = text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
    return '"' + FORBIDDEN.sub(lambda found: f"\\u{ord(found.group()):04x}", doubled) + '"'


def _scalar(text: str) -> str:
    """Write a one-line text plain where every YAML reader takes it for text, else in quotes."""
    if _WORDS.fullmatch(text) and text.lower() not in _TAKEN_FOR_OTHERS:
        return text
    if FORBIDDEN.search(text):
        return _escaped(text)
    plain = (
        not _INDICATORS.match(text)
        and ": " not in text
        and " #" not in text
        and not text.endswith(":")
        and not (text[:1].isdigit() and period(text))
        and (text[:1] not in _SUSPECTS or _RESOLVER.resolve(yaml.ScalarNode, text, (True, False)) == _STR)
    )
    if plain:
        return text
    if '"' in text or "\\" in text:
        return "'" + text.replace("'", "''") + "'"
    return f'"{text}"'
