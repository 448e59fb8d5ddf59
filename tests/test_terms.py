from __future__ import annotations

import pytest

from detainers.model import GlossaryTerm
from detainers.terms import Glossary

TERMS = Glossary(
    {
        "detainer": GlossaryTerm(term="detainer", definition="A form."),
        "ice": GlossaryTerm(term="ICE", definition="An agency."),
        "form": GlossaryTerm(term="Form I-247A", definition="A paper."),
        "hold": GlossaryTerm(term="hold", definition="To keep.", everyday="true"),
    }
)


def button(id_: str, text: str) -> str:
    """Write the button of a term."""
    return f'<button type="button" class="term" popovertarget="term-{id_}">{text}</button>'


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>A detainer, a detainer.</p>", f"<p>A {button('detainer', 'detainer')}, a detainer.</p>"),
        ("<p>Detainers ask.</p>", f"<p>{button('detainer', 'Detainers')} ask.</p>"),
        ("<ul><li><em>ICE</em> asks.</li></ul>", f"<ul><li><em>{button('ice', 'ICE')}</em> asks.</li></ul>"),
        ("<p>A<br>detainer</p>", f"<p>A<br>{button('detainer', 'detainer')}</p>"),
        (
            "<p><a href='x'>detainer</a> detainer</p>",
            f"<p><a href='x'>detainer</a> {button('detainer', 'detainer')}</p>",
        ),
        (
            "<aside><p>ICE</p></aside><p>ICE</p>",
            f"<aside><p>ICE</p></aside><p>{button('ice', 'ICE')}</p>",
        ),
    ],
)
def test_first_use_in_prose_is_explained(html: str, expected: str) -> None:
    """The first use in a paragraph or list item becomes a button, plural and capital included; later ones stay."""
    assert TERMS.explained(html)[0] == expected


@pytest.mark.parametrize(
    "html",
    [
        "<h2>ICE</h2>",
        "<div>ICE</div>",
        "<p>ice, police, ICE-like, I-ICE</p>",
        "<table><tr><td><p>ICE</p></td></tr></table>",
        "<div data-no-terms><p>A <b>detainer</b></p></div>",
        '<div class="footnote"><ol><li>ICE</li></ol></div>',
        "<p><!-- ICE --><script>const ICE = '<p>ICE';</script></p>",
        '<p title="ICE">A hold.</p>',
        "<figure><svg><p>ICE</p></svg></figure>",
    ],
)
def test_the_rest_stays(html: str) -> None:
    """Headings, tables, sources, scripts, attributes, parts of words and everyday words are left as they are."""
    assert TERMS.explained(html) == (html, ())


def test_terms_come_in_order_of_use() -> None:
    """The ids tell which meanings the page needs."""
    assert TERMS.explained("<p>ICE sends a detainer, Form I-247A.</p>")[1] == ("ice", "detainer", "form")


def test_no_terms() -> None:
    """A data folder without a glossary explains nothing."""
    assert Glossary({}).explained("<p>ICE</p>") == ("<p>ICE</p>", ())
