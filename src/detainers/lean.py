"""Take comments and indentation out of the scripts of a built site; the sources in docs/assets/ stay as they are.

Names stay, so that what a browser shows can be found in the sources; nothing is bundled.
"""

from __future__ import annotations

import re
from pathlib import Path

from rjsmin import jsmin

NESTED = re.compile(r"`[^`]*\$\{[^`}]*`")
"""A template within a template, which the minifier takes for code, so that it drops spaces of the text after it."""
COMMENT = re.compile(r"/\*\*(?s:.*?)\*/|^[ \t]*//.*$", re.MULTILINE)


def lean(docs: Path, site: Path) -> None:
    """Write the site's copy of every script that stands below docs/assets/."""
    for source in sorted((docs / "assets").rglob("*.js")):
        (site / source.relative_to(docs)).write_text(f"{leaner(source.read_text('utf-8'))}\n", "utf-8")


def leaner(text: str) -> str:
    """Give a script without comments and indentation, its texts untouched."""
    if NESTED.search(text):
        lines = (line.strip() for line in COMMENT.sub("", text).splitlines())
        return "\n".join(line for line in lines if line)
    return str(jsmin(text)).strip()
