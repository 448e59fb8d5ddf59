"""The picture that stands beside a shared link: 1200 by 630 pixels, the page's title and its fact in the site's look.

Pure: words in, PNG bytes out, the same bytes for the same words. Eight colors, so that a picture stays below 15 KB and
is drawn in ten milliseconds: four steps from paper to ink for what differs, four from paper to the accent for the rest.
"""

from __future__ import annotations

import io
from functools import cache, lru_cache
from importlib import resources
from typing import NamedTuple

from PIL import Image, ImageDraw, ImageFont

FONTS = resources.files("font_source_serif_pro") / "files"
BOLD, REGULAR = "SourceSerifPro-Bold.otf", "SourceSerifPro-Regular.otf"
SIZE = (1200, 630)
PAPER, INK, ACCENT = (250, 246, 238), (31, 27, 22), (154, 47, 14)
STEPS = 4
MARGIN, TOP, BOTTOM = 80, 90, 530
LONGEST = 400
"""Characters of a text that are looked at; what is cut could not be shown anyway."""
TITLE_SIZES, LINE_SIZE, FOOT_SIZE = (76, 64, 54, 46), 31, 32
TITLE_LINES, LINE_LINES = 3, 3
RLE = 3
"""zlib's strategy for runs of one color: twice as fast as the usual one, and as small on these."""


class Card(NamedTuple):
    """The words of a picture: the site's name, a title, and a line that says the fact."""

    site: str
    title: str
    line: str


def draw(card: Card) -> bytes:
    """Draw a card as PNG."""
    picture = _ground(card.site[:LONGEST]).copy()
    text = Image.new("L", (SIZE[0] - 2 * MARGIN, BOTTOM - TOP), 255)
    pen = ImageDraw.Draw(text)
    size, lines = _title(" ".join(card.title[:LONGEST].split()))
    y = 0.0
    for line in lines:
        pen.text((0, y), line, fill=0, font=_font(BOLD, size))
        y += size * 1.12
    y += LINE_SIZE * 0.7
    said = " ".join(card.line[:LONGEST].removeprefix(f"{card.title}: ").split())
    for line in _wrap(said[:1].upper() + said[1:], REGULAR, LINE_SIZE, LINE_LINES):
        pen.text((0, y), line, fill=0, font=_font(REGULAR, LINE_SIZE))
        y += LINE_SIZE * 1.35
    picture.paste(text.point(_STEP), (MARGIN, TOP))
    return _png(picture)


_STEP = [STEPS - 1 - value * STEPS // 256 for value in range(256)]
"""From gray, 255 is paper, to a step, 0 is paper."""


def _title(text: str) -> tuple[int, list[str]]:
    for size in TITLE_SIZES:
        lines = _wrap(text, BOLD, size, TITLE_LINES + 1)
        if len(lines) < TITLE_LINES:
            return size, lines
    return size, _wrap(text, BOLD, size, TITLE_LINES)


def _wrap(text: str, face: str, size: int, most: int) -> list[str]:
    """Break a text into lines of the width; a word wider than that is broken too, and what is too much ends in dots."""
    width = SIZE[0] - 2 * MARGIN
    lines: list[str] = [""]
    for word in text.split():
        tried = f"{lines[-1]} {word}".lstrip()
        if _width(tried, face, size) <= width:
            lines[-1] = tried
            continue
        if lines[-1]:
            lines.append("")
        for letter in word:
            if _width(lines[-1] + letter, face, size) > width:
                lines.append("")
            lines[-1] += letter
    if len(lines) > most:
        lines = lines[:most]
        while _width(f"{lines[-1]} …", face, size) > width:
            lines[-1] = lines[-1][:-1]
        lines[-1] = f"{lines[-1]} …"
    return lines


@cache
def _font(face: str, size: int) -> ImageFont.FreeTypeFont:
    return ImageFont.truetype(str(FONTS / face), size, layout_engine=ImageFont.Layout.BASIC)


@lru_cache(maxsize=4096)
def _width(text: str, face: str, size: int) -> float:
    return _font(face, size).getlength(text)


@cache
def _ground(name: str) -> Image.Image:
    """Draw what all pictures share: a bar above, the mark and the site's name below."""
    gray = Image.new("L", SIZE, 255)
    pen = ImageDraw.Draw(gray)
    pen.rectangle((0, 0, SIZE[0], 17), fill=0)
    gray.paste(_mark(64), (MARGIN, BOTTOM + 12))
    pen.text((MARGIN + 80, BOTTOM + 18), name, fill=0, font=_font(BOLD, FOOT_SIZE))
    ground = Image.new("P", SIZE)
    ground.putpalette([value for color in (INK, ACCENT) for step in range(STEPS) for value in _mix(color, step)])
    ground.paste(gray.point([step + STEPS if step else 0 for step in _STEP]))
    return ground


def _mark(size: int) -> Image.Image:
    """Draw the mark of partials/mark.html: an open hand with a clock in its palm, on a field of 32 by 32."""
    fine = size * 8
    gray = Image.new("L", (fine, fine), 255)
    pen = ImageDraw.Draw(gray)
    unit = fine / 32

    def stroke(width: float, *points: tuple[float, float]) -> None:
        scaled = [(x * unit, y * unit) for x, y in points]
        pen.line(scaled, fill=0, width=round(width * unit), joint="curve")
        radius = width * unit / 2
        for x, y in (scaled[0], scaled[-1]):
            pen.ellipse((x - radius, y - radius, x + radius, y + radius), fill=0)

    for finger in (
        ((9, 13), (9, 7.6)),
        ((13.6, 11.5), (13.6, 3.8)),
        ((18.2, 11.5), (18.2, 4.6)),
        ((22.8, 13), (22.8, 8.4)),
        ((6.7, 20.6), (3.6, 16.4)),
    ):
        stroke(3.5, *finger)
    stroke(3, (22.8, 12.5), (22.8, 20.2))
    stroke(3, (7, 20.2), (7, 13.2))
    outer, center = 7.9 + 1.5, (14.9, 20.2)
    pen.arc(tuple((c + sign * outer) * unit for sign in (-1, 1) for c in center), 0, 180, fill=0, width=round(3 * unit))
    stroke(2.2, (15, 15.6), (15, 20.8), (18.4, 22.9))
    return gray.resize((size, size), Image.Resampling.LANCZOS)


def _mix(color: tuple[int, int, int], step: int) -> tuple[int, ...]:
    return tuple(round(paper + (full - paper) * step / (STEPS - 1)) for paper, full in zip(PAPER, color, strict=True))


def _png(picture: Image.Image) -> bytes:
    file = io.BytesIO()
    picture.save(file, "PNG", bits=4, compress_level=5, compress_type=RLE)
    return file.getvalue()
