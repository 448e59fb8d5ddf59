"""The canonical form: what is in it stays, what is not gets there, and a second time changes nothing."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from conftest import PROBLEMS, ROOT, MakeFolder
from detainers.catalog import read_folder
from detainers.check import formatted
from detainers.cli import main
from detainers.fmt import canonical, dump, source_id

VALID = (PROBLEMS / "valid.yml").read_text("utf-8")


def fmt(folder: Path) -> str:
    """Format a folder and give what the command said."""
    return CliRunner().invoke(main, ["fmt", "--data", str(folder)]).output


def test_the_project_s_data_is_in_form() -> None:
    """Loading and dumping each file of the project gives the file."""
    reading = read_folder(ROOT / "data")

    for name, text in formatted(reading).items():
        assert text == (ROOT / "data" / Path(name).name).read_text("utf-8"), name


@pytest.mark.parametrize("case", sorted(path.stem for path in PROBLEMS.glob("[!_]*.yml")))
def test_formatting_twice_is_formatting_once(case: str, make_folder: MakeFolder) -> None:
    """Whatever the mistake, a second run changes nothing, and a file that does not load is not touched."""
    before = (PROBLEMS / f"{case}.yml").read_bytes()
    folder = make_folder(jurisdictions=before)
    fmt(folder)
    once = (folder / "jurisdictions.yml").read_bytes()
    fmt(folder)

    assert once == (folder / "jurisdictions.yml").read_bytes()
    if read_folder(folder).jurisdictions[0].loaded is False:
        assert before == once


@pytest.mark.parametrize(
    "case",
    [
        "not-canonical-quotes",
        "not-canonical-order",
        "actions-out-of-order",
        "policy-twice",
        "source-twice",
        "not-sorted",
    ],
)
def test_what_the_check_says_it_mends_is_mended(case: str, make_folder: MakeFolder) -> None:
    """After `fmt` the check has nothing left to say of these."""
    folder = make_folder(jurisdictions=(PROBLEMS / f"{case}.yml").read_bytes())
    fmt(folder)

    assert "mends" not in CliRunner().invoke(main, ["check", "--data", str(folder)]).output


def test_windows_line_ends_and_byte_order_mark_are_mended(make_folder: MakeFolder) -> None:
    """The file becomes what it would be if written here."""
    folder = make_folder(jurisdictions=b"\xef\xbb\xbf" + VALID.replace("\n", "\r\n").encode())
    fmt(folder)

    assert (folder / "jurisdictions.yml").read_text("utf-8") == VALID


def test_head_comment_stays(make_folder: MakeFolder) -> None:
    """The head of the file is kept to the letter."""
    folder = make_folder(jurisdictions=VALID.replace("title: Trust Act", 'title: "Trust Act"'))
    fmt(folder)

    assert (folder / "jurisdictions.yml").read_text("utf-8").startswith("# A head comment stays.\nma-amherst:\n")


def test_a_source_in_place_moves_to_the_bibliography(make_folder: MakeFolder) -> None:
    """It gets an id of site, year and first words, in both files at once."""
    folder = make_folder(jurisdictions=(PROBLEMS / "source-in-place.yml").read_bytes())
    fmt(folder)
    reading = read_folder(folder)

    assert reading.catalog.sources["example-2017-the-bylaw"].url == "https://example.org/bylaw"
    assert "example-2017-the-bylaw" in reading.catalog.jurisdictions["ma-amherst"].actions[1].sources


def test_a_source_in_place_that_is_known_gets_the_known_id() -> None:
    """Two spellings of one address are one source."""
    place = {"actions": [{"sources": [{"url": "http://www.example.org/a/", "title": "A", "publisher": "P"}]}]}
    places, sources = canonical({"ma-x": place}, {"known": {"url": "https://example.org/a"}})

    assert places["ma-x"]["actions"][0]["sources"] == ["known"]
    assert list(sources) == ["known"]


def test_source_ids_are_different() -> None:
    """Two documents that would get one id get two."""
    inline = [
        {"url": f"https://example.org/{n}", "title": "A day", "publisher": "P", "published": "2012"} for n in "ab"
    ]
    _, sources = canonical({"ma-x": {"actions": [{"sources": inline}]}}, {})

    assert list(sources) == ["example-2012-a-day", "example-2012-a-day-2"]


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        (
            {"url": "https://www.town.amherst.ma.us/x", "title": "Warrant of 2012", "published": "2012-05"},
            "ma-2012-warrant-of-2012",
        ),
        ({"url": "https://masslive.com/x", "title": "Niño: a “day”", "published": ""}, "masslive-nd-nino-a-day"),
        ({"title": "日本"}, "nd"),
        ({}, "nd"),
    ],
)
def test_source_id(source: dict[str, str], expected: str) -> None:
    """An id is made of letters, digits and hyphens whatever the source holds."""
    assert source_id(source) == expected


def test_a_file_that_does_not_load_is_refused_and_kept(make_folder: MakeFolder) -> None:
    """The refusal says why, and nothing is changed."""
    folder = make_folder(jurisdictions=VALID.replace("  kind: town", "\tkind: town"))
    result = CliRunner().invoke(main, ["fmt", "--data", str(folder)])

    assert result.exit_code == 1
    assert "There is a tab here." in result.output
    assert "Nothing was changed" in result.output
    assert "\tkind: town" in (folder / "jurisdictions.yml").read_text("utf-8")


def test_a_full_disk_leaves_both_files_whole(make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A disk that is full in the middle leaves both files as they were, and nothing beside them."""
    folder = make_folder(jurisdictions=(PROBLEMS / "source-in-place.yml").read_bytes())
    before = {path: path.read_bytes() for path in folder.iterdir()}

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr("os.fsync", full)
    result = CliRunner().invoke(main, ["fmt", "--data", str(folder)])

    assert result.exit_code == 1
    assert "cannot be written (No space left on device)" in result.output
    assert before == {path: path.read_bytes() for path in folder.iterdir()}


printable = st.text(st.characters(exclude_categories=("C", "Z"), include_characters=" "), max_size=60)


@given(st.dictionaries(st.from_regex(r"[a-z]{2}-[a-z]{1,9}", fullmatch=True), printable, min_size=1))
def test_any_text_survives(texts: dict[str, str]) -> None:
    """Another YAML reader gets every word back, as text, with runs of spaces folded."""
    loaded = yaml.safe_load(dump({id_: {"title": text} for id_, text in texts.items()}))

    assert {id_: {"title": " ".join(text.split())} for id_, text in texts.items()} == loaded
