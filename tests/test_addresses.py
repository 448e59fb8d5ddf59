"""Links that last: what is gone leads on or is refused with the exact words, and `rename` does the whole job."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from conftest import ROOT
from detainers import build
from detainers.addresses import (
    HEAD,
    NEVER_OUT,
    Addresses,
    Redirects,
    check_addresses,
    headings,
    read_addresses,
    with_new,
)
from detainers.cli import main
from detainers.export import exports
from detainers.load import Document
from detainers.problem import terminal
from detainers.seal import seal
from detainers.site import Site
from detainers.sitemap import whereabouts

EXISTING = {"./", "cases/", "cases/#why", "jurisdictions/", "jurisdictions/ma/", "jurisdictions/ma-b/", "feed.xml"}


def told(published: list[str], places: dict[str, str] | None = None, pages: dict[str, str] | None = None) -> str:
    """Give what is said of a site that has EXISTING, of which this was published and this leads on."""
    redirects = Redirects(jurisdictions=places or {}, pages=pages or {})
    lines = {path: number for number, path in enumerate(published, start=3)}
    problems = check_addresses(Addresses(redirects, lines, Document("data/redirects.yml")), EXISTING)
    return "\n".join(terminal([problem for problem in problems if not problem.mends], 0).splitlines()[:-1])


@pytest.mark.parametrize("published", [[], sorted(EXISTING)])
def test_nothing_is_said_where_all_is_there(published: list[str]) -> None:
    """What is published and there is in order."""
    assert told(published) == ""


@pytest.mark.parametrize(
    ("path", "remedy"),
    [
        (
            "jurisdictions/ma-a/",
            "Say in data/redirects.yml who took its place: under jurisdictions, ma-a: <id of a place or state>.",
        ),
        ("old/page/", "Say in data/redirects.yml where it is now: under pages, old/page/: <path of a page>."),
        ("cases/#gone", "Give a heading of that page the id again: {#gone}."),
        ("downloads/old.csv", "A file cannot lead on: make it again."),
    ],
)
def test_what_is_gone_is_named_with_its_remedy(path: str, remedy: str) -> None:
    """The words are exact."""
    assert (
        told([path])
        == f'data/published.txt:3:1\n    "{path}" was published and is gone.\n    {remedy}\n    {NEVER_OUT}'
    )


def test_a_place_that_is_gone_is_named_once() -> None:
    """Its page says it; its JSON and its headings need no words of their own."""
    gone = ["jurisdictions/ma-a/", "jurisdictions/ma-a/#history", "api/v1/jurisdictions/ma-a.json"]

    assert told(gone).count("was published and is gone") == 1


def test_a_redirect_answers_for_page_headings_and_json() -> None:
    """All three lead on."""
    gone = ["jurisdictions/ma-a/", "jurisdictions/ma-a/#history", "api/v1/jurisdictions/ma-a.json", "old/", "old/#x"]

    assert told(gone, {"ma-a": "ma-b"}, {"old/": "cases/#why"}) == ""


@pytest.mark.parametrize(
    ("places", "pages", "message"),
    [
        (
            {"ma-a": "ma-x"},
            {},
            '"ma-a" leads to "ma-x", which is nowhere on this site.\n    Did you mean "ma-b"?',
        ),
        (
            {"ma-a": "zz"},
            {},
            '"ma-a" leads to "zz", which is nowhere on this site.\n    Name a place or page that is there.',
        ),
        ({"ma-a": "ma-a"}, {}, '"ma-a" leads to itself.\n    Name where it is now.'),
        (
            {"ma-a": "ma-c", "ma-c": "ma-b"},
            {},
            '"ma-a" leads on to "ma-c", which leads on again.\n    Write ma-b here, so that it is one step.',
        ),
        ({"ma-b": "ma"}, {}, '"ma-b" is in use again.\n    A retired id stays retired: give the entry another.'),
        ({}, {"cases/": "./"}, '"cases/" is a page of this site.\n    Delete the line.'),
        ({}, {"../x/": "cases/"}, '"../x/" is not the path of a page.\n    Write it as cases/brockton/.'),
        ({}, {"https://x.org/": "cases/"}, '"https://x.org/" is not the path of a page.'),
        ({}, {"old/": "https://x.org/"}, '"old/" leads to "https://x.org/", which is nowhere on this site.'),
        ({}, {"old/": "//x.org/"}, '"old/" leads to "//x.org/", which is nowhere on this site.'),
        ({}, {"old/": "cases/#gone"}, '"old/" leads to "cases/#gone", which is nowhere on this site.'),
        ({}, {"old/": "feed.xml"}, '"old/" leads to "feed.xml", which is nowhere on this site.'),
    ],
)
def test_redirects_lead_to_a_page_in_one_step(places: dict[str, str], pages: dict[str, str], message: str) -> None:
    """Nowhere, elsewhere, itself, a chain and a page that is there are refused."""
    assert f"    {message}" in told([], places, pages)


def test_a_loop_is_refused_at_both_ends() -> None:
    """Neither of two that lead to each other is good."""
    assert told([], {"ma-a": "ma-c", "ma-c": "ma-a"}).count("leads on again") == 2


def test_a_new_address_is_asked_for(tmp_path: Path) -> None:
    """The list is kept by `make fmt`, which keeps what is gone."""
    (tmp_path / "published.txt").write_text(HEAD + "gone/\n", "utf-8")
    addresses = read_addresses(tmp_path, "data")
    (missing,) = [problem for problem in check_addresses(addresses, {"gone/", "new/"}) if problem.mends]

    assert missing.message == '"new/" is not in the list of published addresses.'
    assert with_new(addresses.published or (), {"new/"}) == HEAD + "gone/\nnew/\n"


def test_without_a_list_nothing_was_promised(tmp_path: Path) -> None:
    """A data folder of one's own needs neither file."""
    assert check_addresses(read_addresses(tmp_path, "data"), {"new/"}) == []


def test_a_broken_redirects_file_is_told_as_any_other(tmp_path: Path) -> None:
    """With file, line and remedy."""
    (tmp_path / "redirects.yml").write_text("jurisdictions:\n  ma-a:\n    - ma-b\n", "utf-8")
    (problem,) = check_addresses(read_addresses(tmp_path, "data"), set())

    assert (problem.file, problem.line, problem.message) == (
        "data/redirects.yml",
        2,
        '"ma-a" must be a single text.',
    )


@given(st.text(alphabet="# {}abc-:.\n"))
def test_headings_are_words(markdown: str) -> None:
    """Whatever a page holds, an id is letters, digits, hyphens."""
    assert all(id_.replace("-", "a").isalnum() for id_ in headings(markdown))


def test_headings_with_classes_count() -> None:
    """The id may stand beside a class; a heading without one promises nothing."""
    assert list(headings("# A\n## B {#b}\n### C {: .x #c-1 }\ntext {#no} more\n")) == ["b", "c-1"]


def test_the_list_is_what_the_site_has(site: Path) -> None:
    """What the build makes is promised, and the reverse; assets, previews and what serves search apart."""
    published = read_addresses(ROOT / "data", "data").published or {}
    built = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    paths = {f"./{path}".removesuffix("index.html").removeprefix("./") or "./" for path in built}
    paths = {path for path in paths if not path.startswith(("assets/", "search/", "share/"))}

    assert paths - {"404.html", "robots.txt", "sitemap.xml"} == {path for path in published if "#" not in path}
    assert seal(site, read_addresses(ROOT / "data", "data")) == []


def test_the_seal_finds_a_page_and_a_heading_that_the_build_lost(tmp_path: Path) -> None:
    """It looks at the files, not at what ought to be there."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "index.html").write_text("<h1 id=a>", "utf-8")
    (tmp_path / "cases" / "index.html").write_text('<h2 id="why">', "utf-8")
    published = dict.fromkeys(["./", "./#a", "cases/", "cases/#why", "cases/#lost", "lost/"], 3)
    gone = seal(tmp_path, Addresses(published=published))

    assert [problem.message.split()[0] for problem in gone] == ['"cases/#lost"', '"lost/"']


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy data and pages, and stand in the copy."""
    for folder in ("data", "docs"):
        shutil.copytree(ROOT / folder, tmp_path / folder)
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("DETAINERS_DATA", raising=False)
    return tmp_path


def run(*words: str) -> Result:
    """Run the command."""
    return CliRunner().invoke(main, words)


def current() -> Site:
    """Read the copy anew."""
    build._site.cache_clear()  # noqa: SLF001
    return build.current_site()


def test_renaming_leaves_the_old_address_alive(project: Path) -> None:
    """Entry, point, mentions and redirect change together; the old page and the old JSON lead to the new."""
    result = run("rename", "ma-amherst", "ma-amherst-town")
    site = current()
    made = exports(site)
    answer = json.loads(made["api/v1/jurisdictions/ma-amherst.json"])

    assert result.exit_code == 0, result.output
    assert run("check").exit_code == 0, run("check").output
    assert "ma-amherst-town" in site.catalog.jurisdictions
    assert "ma-amherst-town" in site.catalog.places
    assert [page for page in (project / "docs").rglob("*.md") if 'place("ma-amherst")' in page.read_text("utf-8")] == []
    assert b'href="../ma-amherst-town/"' in whereabouts(site)["jurisdictions/ma-amherst/index.html"]
    assert answer["id"] == "ma-amherst-town"


def test_renaming_twice_makes_no_chain(project: Path) -> None:
    """Both old ids lead to the newest in one step."""
    run("rename", "ma-amherst", "ma-b")
    run("rename", "ma-b", "ma-c")

    assert read_addresses(project / "data", "data").redirects.jurisdictions == {"ma-amherst": "ma-c", "ma-b": "ma-c"}
    assert run("check").exit_code == 0


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("ma-amhert", "ma-x", '"ma-amhert" is no entry. Did you mean "ma-amherst"?'),
        ("ma-amherst", "ma-boston", '"ma-boston" is an entry already. Choose another id.'),
        (
            "ma-amherst",
            "ny-amherst",
            '"ny-amherst" cannot take the place of ma-amherst. Write ma-name in small letters, digits and hyphens.',
        ),
        (
            "ma-amherst",
            "ma-../x",
            '"ma-../x" cannot take the place of ma-amherst. Write ma-name in small letters, digits and hyphens.',
        ),
        ("ma", "ma-x", '"ma-x" cannot take the place of ma. Write ma-name in small letters, digits and hyphens.'),
    ],
)
def test_what_cannot_be_renamed_is_told_and_nothing_changes(old: str, new: str, message: str, project: Path) -> None:
    """One line, exit 1."""
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    result = run("rename", old, new)

    assert (result.exit_code, result.output) == (1, f"Error: Nothing was changed: {message}\n")
    assert before == {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}


def test_a_retired_id_is_never_used_again(project: Path) -> None:
    """Not by renaming back, nor for another place."""
    assert project.exists()
    run("rename", "ma-amherst", "ma-b")
    result = run("rename", "ma-b", "ma-amherst")

    assert result.output == (
        'Error: Nothing was changed: "ma-amherst" is a retired id, which is never used again. Choose another id.\n'
    )


def test_removing_an_entry_without_a_redirect_is_refused(project: Path) -> None:
    """Check and build say which address would die, and what to do."""
    path = project / "data" / "jurisdictions.yml"
    text = path.read_text("utf-8")
    start = text.index("\nma-amherst:\n")
    path.write_text(text[:start] + text[text.index("\nma-", start + 5) :], "utf-8")
    expected = (
        '    "jurisdictions/ma-amherst/" was published and is gone.\n'
        "    Say in data/redirects.yml who took its place: under jurisdictions, ma-amherst: <id of a place or state>.\n"
        "    If it was only ever in your own copy, delete its lines from this list.\n"
    )

    assert expected in run("check").output
    with pytest.raises(build.DataError) as refused:
        current()
    assert expected in refused.value.message


def test_an_address_is_not_promised_while_the_data_has_mistakes(project: Path) -> None:
    """`fmt` does not list the page of an id that the check refuses."""
    path = project / "data" / "jurisdictions.yml"
    path.write_text(path.read_text("utf-8").replace("\nma-amherst:\n", "\nma-Amherst:\n"), "utf-8")
    before = (project / "data" / "published.txt").read_bytes()
    run("fmt")

    assert before == (project / "data" / "published.txt").read_bytes()


def test_other_generators_get_every_page_and_file(project: Path) -> None:
    """`detainers pages` writes what MkDocs is given."""
    result = run("pages", "out")
    site = current()

    assert result.exit_code == 0, result.output
    for path, content in {**exports(site), **whereabouts(site)}.items():
        assert (project / "out" / path).read_bytes() == content
    assert (project / "out" / "jurisdictions" / "ma-amherst.md").exists()
