"""Turn a page's modules into one classic script, since browsers load no module from a disk.

Understands the few forms of import and export that docs/assets keeps to, and refuses any other. In what it makes,
`fetch` reads the copy of a file that `as_script` made, since from a disk nothing can be fetched either.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from posixpath import dirname, join, normpath

from detainers.lean import COMMENT

ALL = re.compile(r'^import \* as (\w+) from "(\.[^"]+)";$', re.MULTILINE)
SOME = re.compile(r'^import \{ ([\w, ]+) \} from "(\.[^"]+)";$', re.MULTILINE)
LATER = re.compile(r'(?<![{\w])import\("(\.[^"]+)"\)')
EXPORT = re.compile(r"^export (?=(?:const|let|class|function|async function) (\w+))", re.MULTILINE)
OTHER = re.compile(r"^(?:import|export)\b.*|\bimport\.meta\b.*", re.MULTILINE)
WAITING = re.compile(r"^await\b.*", re.MULTILINE)

START = """\
"use strict";
{
const modules = {};
const fetch = (url) => new Promise((loaded, failed) => {
  const script = document.createElement("script");
  script.src = `${url}.js`;
  script.onload = () => loaded({ ok: true, json: () => globalThis.fromDisk });
  script.onerror = failed;
  document.head.append(script);
});
"""
END = "}\n"


def classic(entry: str, modules: Mapping[str, str]) -> str:
    """Join a module and all that it imports, each after what it needs; `modules` has their texts by path.

    Raises ValueError for a form of import or export that it does not know.
    """
    *needed, last = dict.fromkeys(_needed(entry, modules))
    wrapped = [_wrapped(path, modules[path]) for path in needed]
    return f"{START}{''.join(wrapped)}{_wrapped(last, modules[last], waits=True)}{END}"


def as_script(json: str) -> str:
    """Write a file of JSON as the script that hands it over."""
    return f"globalThis.fromDisk = {json.strip()};\n"


def _needed(path: str, modules: Mapping[str, str]) -> Iterator[str]:
    text = COMMENT.sub("", modules[path])
    for pattern in (ALL, SOME, LATER):
        for found in pattern.finditer(text):
            yield from _needed(_at(path, found.groups()[-1]), modules)
    yield path


def _at(path: str, target: str) -> str:
    return normpath(join(dirname(path), target))


def _wrapped(path: str, text: str, *, waits: bool = False) -> str:
    """Write a module as a function that is called at once; only one that no other needs may wait at its top."""

    def module(found: re.Match[str]) -> str:
        return f'modules["{_at(path, found.groups()[-1])}"]'

    text = COMMENT.sub("", text)
    names = [found.group(1) for found in EXPORT.finditer(text)]
    text = ALL.sub(lambda found: f"const {found.group(1)} = {module(found)};", text)
    text = SOME.sub(lambda found: f"const {{ {found.group(1).replace(' as ', ': ')} }} = {module(found)};", text)
    text = LATER.sub(lambda found: f"Promise.resolve({module(found)})", text)
    text = EXPORT.sub("", text)
    unknown = OTHER.search(text) or (not waits and WAITING.search(text))
    if unknown:
        raise ValueError(f"{path}: a classic script cannot have this: {unknown.group()}")
    body = "\n".join(line for line in text.splitlines() if line.strip())
    return f'modules["{path}"] = ({"async " * waits}() => {{\n{body}\nreturn {{ {", ".join(names)} }};\n}})();\n'
