"""Take comments and indentation out of the scripts of a built site; the sources in docs/assets/ stay as they are.

Names stay, so that what a browser shows can be found in the sources; nothing is bundled.
"""

from __future__ import annotations

from pathlib import Path

from rjsmin import jsmin


def lean(docs: Path, site: Path) -> None:
    """Write the site's copy of every script that stands below docs/assets/."""
    for source in sorted((docs / "assets").rglob("*.js")):
        text = jsmin(source.read_text("utf-8")).strip()
        (site / source.relative_to(docs)).write_text(f"{text}\n", "utf-8")
