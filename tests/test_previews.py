"""What a shared link shows: read by a parser of previews from the built site, and drawn within its limits."""

from __future__ import annotations

import html
import io
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from linkpreview import Link, LinkPreview  # type: ignore[import-untyped]
from markupsafe import Markup
from PIL import Image

from conftest import BASE
from detainers import pictures
from detainers.pictures import Card, draw
from detainers.sharing import linked_headings, picture_path, write_pictures

HOME = f"https://example.org/{BASE}/"
LARGEST = 15_000


def test_previews_equal_what_the_pages_say(site: Path) -> None:
    """Every page's preview has its title, its description of at most 155 characters, its address and its picture."""
    for file in sorted(site.rglob("index.html")):
        url = file.parent.relative_to(site).as_posix().removeprefix(".")
        text = file.read_text("utf-8")
        if 'http-equiv="refresh"' in text or "<main" not in text:
            continue
        address = HOME + (f"{url}/" if url else "")
        preview = LinkPreview(Link(address, text.split("</head>")[0] + "</head></html>"))
        said = preview.generic.description
        shown = html.unescape(re.search("<title>(.*?)</title>", text).group(1))  # type: ignore[union-attr]
        assert preview.title in shown, address
        assert [said] * 3 == [preview.description, preview.opengraph.description, preview.twitter.description]
        assert 20 <= len(said) <= 155, address
        assert HOME + picture_path(url) == preview.image
        assert f'<link rel="canonical" href="{address}">' in text
        assert f'<meta property="og:url" content="{address}">' in text


def test_every_picture_is_there_and_small(site: Path) -> None:
    """Each preview's picture is 1200 by 630 pixels and at most 15 KB."""
    named = {
        found.group(1)
        for file in site.rglob("index.html")
        if (found := re.search(rf'og:image" content="{HOME}(.*?)"', file.read_text("utf-8")))
    }
    assert len(named) > 400
    for name in named:
        assert (site / name).stat().st_size <= LARGEST, name
        with Image.open(site / name) as picture:
            assert picture.size == (1200, 630)


@given(st.text(max_size=300), st.text(max_size=300))
def test_any_words_make_a_picture(title: str, line: str) -> None:
    """No text breaks the drawing, and the same words make the same bytes."""
    card = Card("The 48-Hour Request", title, line)
    assert draw(card) == draw(card)
    with Image.open(io.BytesIO(draw(card))) as picture:
        assert picture.size == pictures.SIZE


def test_unchanged_pictures_are_not_drawn_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A second build takes what the first drew; new words are drawn."""
    drawn: list[Card] = []

    def counted(card: Card) -> bytes:
        drawn.append(card)
        return draw(card)

    monkeypatch.setattr("detainers.sharing.draw", counted)
    cards = {"": Card("s", "t", "a"), "x/": Card("s", "t", "b")}
    write_pictures(cards, tmp_path / "one", tmp_path / "kept")
    write_pictures(cards | {"x/": Card("s", "t", "c")}, tmp_path / "two", tmp_path / "kept")
    assert [card.line for card in drawn] == ["a", "b", "c"]
    assert (tmp_path / "one/share/home.png").read_bytes() == (tmp_path / "two/share/home.png").read_bytes()


@pytest.mark.parametrize(
    ("was", "now"),
    [
        ('<h2 id="a">A &amp; b</h2>', '<h2 id="a"><a class="here" href="#a">A &amp; b</a></h2>'),
        ('<h2 class="x" id="a">A</h2>', '<h2 class="x" id="a"><a class="here" href="#a">A</a></h2>'),
        ('<h3 id="a"><a href="x">A</a></h3>', '<h3 id="a"><a href="x">A</a></h3>'),
        ("<h2>A</h2>", "<h2>A</h2>"),
    ],
)
def test_headings_are_links(was: str, now: str) -> None:
    """A heading with an id links itself, unless a link is in it already; text that is Markup is not escaped again."""
    assert now == linked_headings(was)
    assert now == linked_headings(Markup(was))  # noqa: S704
