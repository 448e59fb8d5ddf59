"""What a page tells those who share it: a picture, kept by content so that an unchanged page costs nothing; headings.

The kept pictures are outside docs/ and never committed; a change of words or of the drawing makes a new one.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
from collections.abc import Mapping
from pathlib import Path

from detainers import pictures
from detainers.pictures import Card, draw

KEPT = Path(".cache/share")
HEADING = re.compile(r'<h([23])( [^>]*?\bid="([^"]+)"[^>]*)>((?:(?!<a[ >]|</h\1>).)+)</h\1>', re.DOTALL)
_DRAWING = hashlib.sha256(Path(pictures.__file__).read_bytes()).hexdigest()


def picture_path(url: str) -> str:
    """Give the path of a page's picture below the site, from the page's address below it."""
    return f"share/{url.rstrip('/') or 'home'}.png"


def write_pictures(cards: Mapping[str, Card], site: Path, kept: Path = KEPT) -> None:
    """Put the picture of each page, by its address, into a built site; draw only what is not kept. Raises OSError."""
    kept.mkdir(parents=True, exist_ok=True)
    for url, card in cards.items():
        name = hashlib.sha256("\0".join((_DRAWING, *card)).encode("utf-8", "surrogatepass")).hexdigest()
        file = kept / f"{name}.png"
        if not file.exists():
            beside = file.with_suffix(f".{os.getpid()}.new")
            beside.write_bytes(draw(card))
            beside.replace(file)
        target = site / picture_path(url)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(file, target)


def linked_headings(html: str) -> str:
    """Make each second and third heading that has an id a link to itself, so that a part can be shared."""
    return HEADING.sub(r'<h\1\2><a class="here" href="#\3">\4</a></h\1>', str(html))
