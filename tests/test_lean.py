from __future__ import annotations

from pathlib import Path

from conftest import ROOT
from detainers.lean import lean, leaner


def test_lean_keeps_texts_and_names(tmp_path: Path) -> None:
    """Comments go; what looks like one inside a text, a pattern or a template stays."""
    docs, site = tmp_path / "docs", tmp_path / "site"
    for folder in (docs, site):
        (folder / "assets" / "letter").mkdir(parents=True)
    source = docs / "assets" / "letter" / "a.js"
    source.write_text('// why\nconst a = "// no"; /* x */\nconst b = `\n// ${a}\n`, c = /\\/\\/ "/g;\n', "utf-8")
    lean(docs, site)

    assert (site / "assets/letter/a.js").read_text("utf-8") == 'const a="// no";const b=`\n// ${a}\n`,c=/\\/\\/ "/g;\n'


def test_readers_load_no_comment(site: Path) -> None:
    """Each script of the built site is there and smaller than its source."""
    sources = sorted((ROOT / "docs" / "assets").rglob("*.js"))
    larger = [
        source.name
        for source in sources
        if (site / source.relative_to(ROOT / "docs")).stat().st_size >= source.stat().st_size
    ]

    assert sources
    assert larger == []


def test_a_template_within_a_template_keeps_its_spaces() -> None:
    """The letter as .docx is written by such templates; a space less makes it unreadable."""
    text = 'const a = (b) => `<c>${b && `<d>`}</c> <e f="g" h="i">`; // j\n'

    assert leaner(text).startswith('const a = (b) => `<c>${b && `<d>`}</c> <e f="g" h="i">`;')
