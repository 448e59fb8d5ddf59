"""Make of a built site one that works from a disk: links name files, scripts are classic, search reads a script.

The built folder is only read. What a disk has no use for is left out: pictures for previews of links, the page for
missing addresses, what search engines read, and what the theme brings that no page asks for.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable
from html import escape, unescape
from pathlib import Path
from posixpath import dirname, join, normpath, relpath
from urllib.parse import unquote, urlsplit

from detainers.classic import as_script, classic
from detainers.seal import POLICY

FOLDER = "the-48-hour-request"
"""The folder that unpacks from the zip."""
LEFT_OUT = re.compile(
    r"share/|assets/(?:images|javascripts|stylesheets)/|404\.html$|robots\.txt$|sitemap\.xml$|assets/paths\.json$|assets/readme-table\.png$"
)
LINK = re.compile(r'( (?:href|src|data-to)="| content="0; url=)([^"]*)(?=")')
MODULE = re.compile(r'<script type="module" src="([^"]*)"></script>')
PRELOAD = re.compile(r'<link rel="modulepreload"[^>]*>\n?')
CLASSIC = re.compile(r'<script(?: (?:async|defer))? src="([^"]*)"')
INDEX = "search/search_index.json"
ANY_DISK = {
    name: f"{value} file:" if name in ("script-src", "style-src", "img-src") else value
    for name, value in POLICY.items()
    if "trusted-types" not in name  # The search index is a script that a script asks for.
}
"""Not every browser takes the files of a folder for one site; nothing else is let in."""
OPENED = """\
"use strict";
document.addEventListener("click", ({ target }) => {
  const link = target instanceof Element && target.closest("a");
  if (link && link.protocol === "file:" && link.pathname.endsWith("/")) link.pathname += "index.html";
}, true);
"""
"""A disk shows a folder's files instead of its page; links that scripts make lead to folders."""
DAY = (1980, 1, 1, 0, 0, 0)


def offline(built: Path, docs: Path) -> dict[str, bytes]:
    """Give every file of the copy, by path, from a sealed site and its sources. Raises OSError and ValueError."""
    paths = sorted(path.relative_to(built).as_posix() for path in built.rglob("*") if path.is_file())
    kept = {path: built / path for path in paths if not LEFT_OUT.match(path)}
    scripts = {
        path for path in kept if path.endswith(".js")
    }  # The built ones are lean, each import somewhere in a line.
    modules = {path: (docs / path).read_text("utf-8") for path in scripts}
    made = {path: file.read_bytes() for path, file in kept.items() if not path.endswith((".html", ".js"))}
    made[f"{INDEX}.js"] = as_script(made.pop(INDEX).decode()).encode()
    made["assets/opened.js"] = OPENED.encode()
    entries, plain = set[str](), set[str]()
    for path, file in kept.items():
        if path.endswith(".html"):
            text = file.read_text("utf-8")
            plain |= {_at(path, found) for found in CLASSIC.findall(text)}
            entries |= {_at(path, found) for found in MODULE.findall(text)}
            made[path] = on_disk(path, text, lambda target: (built / target).is_dir()).encode()
    classics = {entry: classic(entry, modules).encode() for entry in sorted(entries)}
    as_they_are = {path: modules[path].encode() for path in sorted(plain)}
    return dict(sorted({**made, **classics, **as_they_are}.items()))


def file_link(found: re.Match[str], page: str, is_folder: Callable[[str], bool]) -> str:
    """Write a link of a page so that it names the folder's page; any other stays as it is."""
    before, link = found.groups()
    parts = urlsplit(unescape(link))
    target = _at(page, unquote(parts.path))
    if parts.scheme or parts.netloc or not parts.path or not is_folder(target):
        return found.group()
    path = relpath(join(target, "index.html"), dirname(page) or ".")
    return before + escape(parts._replace(path=path).geturl())


def on_disk(path: str, html: str, is_folder: Callable[[str], bool]) -> str:
    """Write a page so that a disk can show it; `is_folder` tells of a path below the site whether it is a folder."""
    html = LINK.sub(lambda found: file_link(found, path, is_folder), PRELOAD.sub("", html))
    opened = f'<script defer src="{relpath("assets/opened.js", dirname(path) or ".")}"></script>\n'
    html = MODULE.sub(r'<script defer src="\1"></script>', html)
    for sealed, let_in in ((_policy(POLICY), _policy(ANY_DISK)), ("</head>", f"{opened}</head>")):
        if sealed not in html:
            raise ValueError(f"{path} lacks {sealed}; only a sealed site can be copied.")
        html = html.replace(sealed, let_in, 1)
    return html


def _policy(rules: dict[str, str]) -> str:
    return "; ".join(f"{name} {value}" for name, value in rules.items())


def _at(page: str, link: str) -> str:
    return normpath(join(dirname(page), link))


def zipped(files: dict[str, bytes]) -> bytes:
    """Pack files, in the order given, so that the same files give the same zip."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, content in files.items():
            entry = zipfile.ZipInfo(f"{FOLDER}/{path}", DAY)
            entry.external_attr = 0o644 << 16
            archive.writestr(entry, content, zipfile.ZIP_DEFLATED, 9)
    return made.getvalue()
