"""The other doors and what keeps them true: forms, `new`, changes in words, checks since a revision, help wanted."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from datetime import date
from pathlib import Path

import click
import pytest
import yaml
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from conftest import HADLEY, PROBLEMS, ROOT, MakeFolder
from detainers.build import contact
from detainers.catalog import read_folder
from detainers.changes import changes
from detainers.cli import main
from detainers.forms import FIELDS, FORMS, label, options
from detainers.gazetteer import bare, county, split_place
from detainers.helpwanted import Task, tasks
from detainers.links import dead, report, without_archive
from detainers.live import Live
from detainers.pages import pages
from detainers.problem import Problem
from detainers.review import own_lines_first
from detainers.sent import Answers, parse
from detainers.site import Site
from detainers.values import day, sentences

sys.path.insert(0, str(ROOT / "tools"))
import issue_forms

TODAY = date(2026, 11, 24)
VALID = (PROBLEMS / "valid.yml").read_text("utf-8")
CATALOG = read_folder(ROOT / "data").catalog
STRINGS = CATALOG.strings


def new(folder: Path, *words: str, keys: str | None = None, **options: str) -> tuple[int, str]:
    """Run `detainers new` and give its exit code and all it said."""
    given_options = [part for key, value in (HADLEY | options).items() if value for part in (f"--{key}", value)]
    result = CliRunner().invoke(main, ["new", *words, "--data", str(folder), *given_options], input=keys)
    return result.exit_code, result.output


def git(folder: Path, *words: str) -> None:
    """Run git in a folder as somebody."""
    name = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    subprocess.run(["git", *name, *words], cwd=folder, check=True, capture_output=True)  # noqa: S607


@pytest.fixture
def committed(make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give the small record as the first commit of a repository, far from the project's pages."""
    folder = make_folder(jurisdictions=VALID)
    monkeypatch.chdir(folder.parent)
    git(folder.parent, "init", "-q", "-b", "main")
    git(folder.parent, "add", "data")
    git(folder.parent, "commit", "-qm", "base")
    return folder


@pytest.mark.parametrize("name", issue_forms.FILES.values())
def test_issue_forms_are_what_the_data_makes(name: str) -> None:
    """Questions, help and choices are those of strings.yml and policies.yml; run tools/issue_forms.py."""
    made = issue_forms.texts(CATALOG)[name]

    assert made == (ROOT / issue_forms.FOLDER / name).read_text("utf-8")


@pytest.mark.parametrize("name", issue_forms.FILES.values())
def test_issue_forms_offer_every_policy_and_status(name: str) -> None:
    """Read as YAML, each list in a form is the vocabulary's own, in its order, and nothing is offered twice."""
    form = yaml.safe_load((ROOT / issue_forms.FOLDER / name).read_text("utf-8"))
    for question in form["body"][1:]:
        field = FIELDS[question["id"]]
        shown = [said if isinstance(said, str) else said["label"] for said in question["attributes"].get("options", [])]
        assert list(options(field, CATALOG.vocabulary, STRINGS).values()) == shown
        assert len(shown) == len(set(shown))


def test_questions_have_different_headings() -> None:
    """A heading names one question, whatever its case."""
    headings = {label(key, STRINGS).casefold() for key in FIELDS}

    assert len(FIELDS) == len(headings)


def test_labels_of_the_vocabulary_hold_no_colon() -> None:
    """What stands before the colon of a choice names it."""
    for field in FIELDS.values():
        names = [said.partition(":")[0] for said in options(field, CATALOG.vocabulary, STRINGS).values()]
        assert len(names) == len(set(names)), field.key


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_known_by_its_questions(form: str) -> None:
    """An empty form says which it is."""
    body = "\n".join(f"### {label(field.key, STRINGS)}\n\n_No response_\n" for field in FORMS[form])
    answers = parse(body, STRINGS)

    assert isinstance(answers, Answers)
    assert answers.form == form
    assert answers.texts == {}


@given(st.text(max_size=30))
def test_any_text_is_a_date_or_a_refusal(text: str) -> None:
    """No text breaks the reading of dates."""
    read = day("date", text)

    assert isinstance(read, str) == (not hasattr(read, "remedy"))


@pytest.mark.parametrize(
    ("said", "read"),
    [
        ("2012-05", "2012-05"),
        ("May 2012", "2012-05"),
        ("21st May, 2012", "2012-05-21"),
        ("Sept. 3, 2014", "2014-09-03"),
        ("3/3/2026", "2026-03-03"),
        ("31.12.2025", "2025-12-31"),
    ],
)
def test_dates_that_can_mean_one_day(said: str, read: str) -> None:
    """What a person writes plainly is taken."""
    assert read == day("date", said)


def test_sentences_go_on_lines_of_their_own() -> None:
    """Initials and short titles end none."""
    assert sentences("See Gov. Smith’s order.  It binds.\r\nIt ends.") == "See Gov. Smith's order.\nIt binds.\nIt ends."


@pytest.mark.parametrize(
    ("name", "same"), [("Town of Amherst", "Amherst"), ("Saint Paul", "St. Paul"), ("Doña Ana County", "Dona Ana")]
)
def test_spellings_of_one_place(name: str, same: str) -> None:
    """Two spellings are one place."""
    assert bare(same) == bare(name)


def test_counties_are_known_with_geoid_and_point() -> None:
    """The bundled table has every county; a city that is none of its county is not taken for it."""
    baltimore = county("Baltimore County", "MD")

    assert split_place("Baltimore County, Maryland") == ("Baltimore County", "MD")
    assert baltimore is not None
    assert (baltimore.geoid, round(baltimore.lat), round(baltimore.lon)) == ("24005", 39, -77)
    assert county("Nowhere", "MD") is None


def test_the_bundled_table_agrees_with_the_record() -> None:
    """Each county on record has the geoid that the table gives for its name."""
    for id_, place in CATALOG.jurisdictions.items():
        known = county(place.name, place.state) if place.kind == "county" else None
        if known and id_ in CATALOG.places:
            assert known.geoid == CATALOG.places[id_].geoid, id_


def test_new_places_an_entry(make_folder: MakeFolder) -> None:
    """With every option given it asks nothing, writes both files and says what to do next."""
    folder = make_folder(jurisdictions=VALID)
    code, said = new(folder, "Hadley, MA", kind="town")

    assert code == 0, said
    assert "adds Hadley, Massachusetts: town, limits holds: judge's warrant only, since May 7, 2026; 1 source" in said
    assert "Next: read the entry once more, run `make check`, and open a pull request." in said
    assert "ma-hadley:\n" in (folder / "jurisdictions.yml").read_text("utf-8")
    assert "hadleyma-nd-general-bylaws:\n" in (folder / "sources.yml").read_text("utf-8")


def test_new_knows_counties(make_folder: MakeFolder) -> None:
    """Kind, geoid and point of a county come from the bundled table."""
    folder = make_folder(jurisdictions=VALID)
    code, said = new(folder, "Nantucket County, MA")

    assert code == 0, said
    assert "\nma-nantucket-county,25019,41.3039,-70.1189\n" in (folder / "places.csv").read_text("utf-8")
    assert "places.csv" not in said.replace(str(folder / "places.csv"), "")


def test_new_in_a_dry_run_writes_nothing(make_folder: MakeFolder) -> None:
    """The entry is printed, and every file is as it was."""
    folder = make_folder(jurisdictions=VALID)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    code, said = new(folder, "Hadley, MA", "--dry-run", kind="town")

    assert code == 0, said
    assert "This would be written:\nma-hadley:\n  name: Hadley\n" in said
    assert before == {path: path.read_bytes() for path in folder.iterdir()}


def test_new_names_the_missing_options(make_folder: MakeFolder) -> None:
    """Without a terminal nothing is asked; what is missing is said with its option."""
    code, said = new(make_folder(jurisdictions=VALID), "Hadley, MA", date="", title="")

    assert code == 1
    assert "--kind  Kind of place\n    This is not answered.\n    For example: Town\n" in said
    assert "--date  Date adopted\n" in said
    assert "Nothing was changed." in said


def test_new_asks_until_it_can_read(make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """A wrong answer is explained and asked again; an empty one leaves out what may be left out."""
    folder = make_folder(jurisdictions=VALID)
    monkeypatch.setattr("detainers.prompts.at_a_terminal", lambda: True)
    optional = {"citation": "x", "body": "x", "effective": "2026-06-01", "agency": "x", "published": "2026"}
    code, said = new(
        folder, "Hadley, MA", "--not-primary", keys="towne\ntown\nMay 7 2026\n\n", date="", **(optional | {"note": ""})
    )

    assert code == 0, said
    assert '"towne" is not one of the choices.' in said
    assert 'date: "2026-05-07"' in (folder / "jurisdictions.yml").read_text("utf-8")


def test_new_interrupted_leaves_the_files(make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """The end of input, as Ctrl-C, ends it with nothing written."""
    folder = make_folder(jurisdictions=VALID)
    before = {path: path.read_bytes() for path in folder.iterdir()}
    monkeypatch.setattr("detainers.prompts.at_a_terminal", lambda: True)
    code, said = new(folder, "Hadley, MA", keys="town\n", date="")

    assert code == 1, said
    assert "Aborted!" in said
    assert before == {path: path.read_bytes() for path in folder.iterdir()}


def test_the_template_of_contributing_is_an_entry(make_folder: MakeFolder) -> None:
    """Copied, its comments and the lines that exclude each other taken out, it passes after `fmt`."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    block = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)
    assert block is not None
    lines = [line for line in block.group(1).split("\n") if not line.strip().startswith(("force", "ended"))]
    entry = "\n".join(re.sub(r" +# .*$", "", line) for line in lines)
    folder = make_folder(jurisdictions=VALID + "\n" + entry)
    CliRunner().invoke(main, ["fmt", "--data", str(folder)])
    said = CliRunner().invoke(main, ["check", "--data", str(folder)]).output

    assert "ma-hadley" in (folder / "jurisdictions.yml").read_text("utf-8")
    assert "problem" not in [line for line in said.splitlines() if "ma-hadley" in line and "places.csv" not in line]
    assert len(text.splitlines()) <= 180


def test_templates_are_short() -> None:
    """The pull request template has at most 25 lines and asks for conflicts of interest."""
    text = (ROOT / ".github" / "PULL_REQUEST_TEMPLATE.md").read_text("utf-8")

    assert len(text.splitlines()) <= 25
    assert "I hold no office" in text
    for workflow in ("check", "deploy", "intake", "links", "portable"):
        assert len((ROOT / ".github" / "workflows" / f"{workflow}.yml").read_text("utf-8").splitlines()) <= 60


def test_changes_in_words(committed: Path) -> None:
    """Added, changed and removed places, each in one sentence; order and form are no change."""
    text = VALID.replace("name: Amherst\n", "name: Amherst\n").replace(
        'status: in-force\n      as_of: "2025"', 'status: repealed\n      as_of: "2026"\n      ended: "2026-01"'
    )
    kept = text[: text.index("ma-boston:")].rstrip("\n") + "\n"
    (committed / "jurisdictions.yml").write_text(kept, "utf-8")
    result = CliRunner().invoke(main, ["changes", "--since", "HEAD", "--data", str(committed)])

    assert result.output.splitlines() == [
        (
            'changes Amherst, Massachusetts: in the bylaw of May 7, 2017 status was "in-force" and is "repealed", '
            'as_of was "2025" and is "2026", ended is now "2026-01"; its standing was limits holds and is none in force'
        ),
        "removes Boston, Massachusetts",
    ]


def test_nothing_changes_between_a_record_and_itself() -> None:
    """The same record has no changes."""
    assert changes(CATALOG, CATALOG, TODAY) == []


@pytest.mark.parametrize("revision", ["nonsense", "--output=x", "HEAD:data", ""])
def test_a_revision_that_is_none_is_wrong_use(revision: str, committed: Path) -> None:
    """Whatever stands for a revision, it never becomes an option of git."""
    result = CliRunner().invoke(main, ["changes", f"--since={revision}", "--data", str(committed)])

    assert result.exit_code == 2
    assert "is no revision here" in result.output


def test_new_rules_block_only_what_a_change_touches(committed: Path) -> None:
    """An old mistake in an entry not touched warns; in a touched one, or a new mistake, it blocks."""
    wrong = VALID.replace("instrument: ordinance", "instrument: ordinence")
    (committed / "jurisdictions.yml").write_text(wrong, "utf-8")
    git(committed, "commit", "-qam", "an old mistake")
    (committed / "jurisdictions.yml").write_text(wrong.replace("Amherst Police Department", "Amherst Police"), "utf-8")
    check = ["check", "--data", str(committed)]
    elsewhere = CliRunner().invoke(main, [*check, "--since", "HEAD"])
    (committed / "jurisdictions.yml").write_text(wrong.replace("name: Boston", "name: The Boston"), "utf-8")
    touched = CliRunner().invoke(main, [*check, "--since", "HEAD"])
    first = CliRunner().invoke(main, [*check, "--since", "HEAD~1"])

    assert 'warning: "ordinence" is not a known instrument.' in elsewhere.output
    assert (elsewhere.exit_code, touched.exit_code, first.exit_code) == (0, 1, 1)
    assert CliRunner().invoke(main, check).exit_code == 1


def test_the_summary_has_the_mended_text_and_the_sentence(
    committed: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A pull request is told what to paste and what it changes; annotations of its own lines come first."""
    (committed / "jurisdictions.yml").write_text(VALID.replace("name: Boston", "name: 'Boston City'"), "utf-8")
    (committed / "published.txt").write_text("jurisdictions/ma-amherst/\n", "utf-8")
    summary = tmp_path / "summary.md"
    monkeypatch.setenv("GITHUB_STEP_SUMMARY", str(summary))
    result = CliRunner().invoke(main, ["check", "--data", str(committed), "--since", "HEAD", "--format", "github"])
    told = summary.read_text("utf-8")

    assert result.exit_code == 1
    assert "### Add these lines to data/published.txt, in any order\n\n```text\n" in told
    assert "\njurisdictions/ma-boston/\n" in told
    assert "### The mended text: paste it over the entry\n\n```yaml\nma-boston:\n  name: Boston City\n" in told
    assert '### This changes 1 jurisdiction\n\n```text\nchanges Boston City, Massachusetts: name was "Boston"' in told


def test_own_lines_come_first() -> None:
    """Errors before warnings, changed lines before others."""
    warning = Problem("f", 2, 1, "a", "m", level="warning")
    rows = [Problem("f", 1, 1, "a", "m"), warning, Problem("f", 3, 1, "a", "m")]

    assert [found.line for found in own_lines_first(rows, {"f": {3}})] == [3, 1, 2]


def test_dead_links_name_the_entries_that_use_them(tmp_path: Path) -> None:
    """From the result of the link check to a text for one issue; without dead links it is empty."""
    id_ = CATALOG.jurisdictions["ma-amherst"].actions[0].source_ids[0]
    failed = {"url": CATALOG.sources[id_].url, "status": {"text": "404 Not Found", "code": 404}}
    result = tmp_path / "lychee.json"
    result.write_text(json.dumps({"error_map": {"data/sources.yml": [failed, {"odd": 1}, 3]}}), "utf-8")
    said = CliRunner().invoke(main, ["dead-links", str(result), "--data", str(ROOT / "data")]).output

    assert said.startswith("1 source did not answer as it should.")
    assert f"{id_}\n    {failed['url']}\n    404 Not Found\n    used by " in said
    assert "ma-amherst" in said
    assert CliRunner().invoke(main, ["dead-links", str(tmp_path / "none.json")]).output == ""
    assert report(dead([1, {"error_map": 2}]), CATALOG) == ""


def test_the_archive_list_has_what_lacks_a_copy() -> None:
    """One source a line: id, a tab, address."""
    said = CliRunner().invoke(main, ["archive-list", "--data", str(ROOT / "data")]).output.splitlines()

    assert [f"{id_}\t{source.url}" for id_, source in without_archive(CATALOG)] == said
    assert all(source.archived is None for _, source in without_archive(CATALOG))


def test_help_wanted_says_what_to_find() -> None:
    """Each task has a reason; every action of unknown status or low confidence is one."""
    found: list[Task] = [task for of_state in tasks(CATALOG, TODAY).values() for task in of_state]
    listed = {(task.id, task.action.date, task.action.title) for task in found}

    assert all(task.find for task in found)
    for id_, place in CATALOG.jurisdictions.items():
        for action in place.actions:
            if action.status == "unknown" or action.confidence == "low":
                assert (id_, action.date, action.title) in listed


def test_the_page_shows_answers_as_they_are() -> None:
    """The examples of failing and mended checks on the page are what the commands say."""
    page = (ROOT / "docs" / "contribute" / "index.md").read_text("utf-8")

    assert (PROBLEMS / "policy-misspelled.txt").read_text("utf-8") in page
    for case in ("state-misspelled", "date-with-two-readings"):
        answer = (ROOT / "tests" / "intake" / f"{case}.txt").read_text("utf-8").removeprefix("REFUSED\n")
        assert answer in page


@pytest.mark.parametrize(("address", "links"), [("", 0), ("help@example.org", 1)])
def test_the_mail_route_is_left_out_or_whole(address: str, links: int) -> None:
    """With an address the form and each place have a mail link; without one there is none."""
    site = Site(CATALOG, TODAY, contact=address)
    form = Live(site).contribute_form("contribute/index.md")
    made = {page.path: page.body for page in pages(site)}

    assert form.count("mailto:") == links
    assert made["jurisdictions/ma-amherst.md"].count("mailto:") == links
    assert ("mailto:" in made["contribute/help-wanted.md"]) == bool(links)


@pytest.mark.parametrize("address", ["x", "a@b", "a@b.c?bcc=d@e.f", "a b@c.d", 'a"@b.c'])
def test_a_mail_address_that_is_none_stops_the_build(address: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """In one line that names the setting."""
    monkeypatch.setenv("CONTACT_EMAIL", address)

    with pytest.raises(click.ClickException, match="CONTACT_EMAIL is not a mail address"):
        contact()
