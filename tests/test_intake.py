"""What people send becomes an entry or a kind refusal: each file of tests/intake is a body, the text the answer.

To see a new answer, run the test: the difference is printed. A new file without a text fails too.
"""

from __future__ import annotations

import subprocess
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from conftest import PROBLEMS, ROOT, MakeFolder
from detainers.catalog import SOURCES, Reading, read_folder
from detainers.check import check
from detainers.cli import main
from detainers.forms import FIELDS, FORMS, label, options
from detainers.intake import Outcome, intake, listed, told
from detainers.placing import Placed
from detainers.sent import LONGEST

BODIES = ROOT / "tests" / "intake"
CASES = sorted(path.stem for path in BODIES.glob("*.md"))
TODAY = date(2026, 11, 24)
VALID = (PROBLEMS / "valid.yml").read_text("utf-8")
TOWN = (BODIES / "town.md").read_text("utf-8")


@pytest.fixture
def reading(make_folder: MakeFolder) -> Reading:
    """Give the small record of tests/problems."""
    return read_folder(make_folder(jurisdictions=VALID))


def answer(outcome: Outcome, reading: Reading) -> str:
    """Give what an answer holds: refusals, or the entry, its new sources and the reviewer's sentence."""
    strings = reading.catalog.strings
    if outcome.placed is None:
        return f"REFUSED\n{listed(outcome.refusals, strings)}\n"
    if not outcome.placed.texts:
        return "ALREADY THERE\n"
    new = [id_ for id_ in outcome.placed.after.catalog.sources if id_ not in reading.catalog.sources]
    return "\n".join(["TAKEN", *outcome.sentences, *(f"new source {id_}" for id_ in new), outcome.placed.entry_text])


@pytest.mark.parametrize("case", CASES)
def test_answer_is_exact(case: str, reading: Reading) -> None:
    """A body gets exactly this answer."""
    body = (BODIES / f"{case}.md").read_bytes().decode("utf-8")

    assert (BODIES / f"{case}.txt").read_text("utf-8") == answer(intake(body, reading, TODAY), reading)


def test_there_are_enough_bodies_and_mistakes() -> None:
    """At least thirty bodies, twenty of them taken, and sixty golden mistakes over all doors."""
    answers = [path.read_text("utf-8") for path in BODIES.glob("*.txt")]
    refused = sum(text.startswith("REFUSED") for text in answers)

    assert sorted(path.stem for path in BODIES.glob("*.txt")) == CASES
    assert len(answers) - refused >= 20
    assert refused >= 30
    assert refused + len(list(PROBLEMS.glob("*.txt"))) >= 60


@pytest.mark.parametrize("case", CASES)
def test_twice_is_once(case: str, make_folder: MakeFolder) -> None:
    """A body that was taken changes nothing the second time, and what is taken passes every check and is in form."""
    folder = make_folder(jurisdictions=VALID)
    before = folder_texts(folder)
    first = CliRunner().invoke(main, ["intake", str(BODIES / f"{case}.md"), "--data", str(folder)])
    once = folder_texts(folder)
    second = CliRunner().invoke(main, ["intake", str(BODIES / f"{case}.md"), "--data", str(folder)])

    assert first.exit_code == second.exit_code
    assert once == folder_texts(folder)
    if first.exit_code == 0:
        assert "It is on record already" in second.output
        assert new_errors(read_folder(folder)) == set()
    else:
        assert before == once
        assert "Nothing was changed." in first.output


def folder_texts(folder: Path) -> dict[str, bytes]:
    """Give every file of a folder."""
    return {path.name: path.read_bytes() for path in folder.iterdir() if path.is_file()}


def new_errors(reading: Reading) -> set[str]:
    """Give the errors about places, which the small record has none of by itself."""
    return {
        found.message
        for found in check(reading, TODAY)
        if found.level == "error" and (found.file.endswith("jurisdictions.yml") or "hadley" in found.place)
    }


def test_a_file_that_cannot_be_read_is_not_written_anew(make_folder: MakeFolder) -> None:
    """An entry never goes into a file that would lose what it holds."""
    reading = read_folder(make_folder(jurisdictions=VALID.replace("  kind: town", "\tkind: town")))
    outcome = intake(TOWN, reading, TODAY)

    assert outcome.placed is None
    assert "cannot be read as it stands" in outcome.refusals[0].message


def test_an_entry_with_problems_is_not_replaced(make_folder: MakeFolder) -> None:
    """A new action never overwrites an entry that does not fit the model."""
    folder = make_folder(jurisdictions=VALID.replace("  kind: town\n", ""))
    body = TOWN.replace("Hadley\n", "Amherst\n", 1)

    assert (
        intake(body, read_folder(folder), TODAY).refusals[0].message == "The entry ma-amherst has problems of its own."
    )


def test_a_megabyte_is_refused_unread(reading: Reading) -> None:
    """However long, the answer is one sentence."""
    body = TOWN.replace("Annual Town Meeting", "x" * 1_000_000)
    outcome = intake(body, reading, TODAY)

    assert [f"This has {len(body):,} characters; {LONGEST:,} is the most."] == [r.message for r in outcome.refusals]


def test_the_comment_is_kind_and_holds_what_was_sent_in_a_fence(reading: Reading) -> None:
    """Nothing sent can mention, link or format anything in the comment."""
    body = TOWN.replace("2026-05-07", "@everyone ``` <img src=x> [a](http://b)", 1)
    comment = told(intake(body, reading, TODAY), reading.catalog.strings)

    assert comment.startswith("Thank you for sending this. One thing keeps it from becoming an entry.\n\n````text\n")
    assert "@everyone" not in comment.replace(comment[comment.index("````") : comment.rindex("````")], "")


def test_the_pull_request_closes_the_issue(reading: Reading) -> None:
    """The text says what changes, and which issue it closes."""
    text = told(intake(TOWN, reading, TODAY), reading.catalog.strings, 12)

    assert "adds Hadley, Massachusetts: town, limits holds: judge's warrant only, since May 7, 2026; 1 source" in text
    assert text.endswith("Closes #12.\n")


def test_the_body_may_come_from_the_environment(make_folder: MakeFolder, tmp_path: Path) -> None:
    """The workflow hands it over without a shell line, and the answer is written to a file."""
    folder = make_folder(jurisdictions=VALID)
    command = ["intake", "--data", str(folder), "--answer", str(tmp_path / "answer.md"), "--issue", "3"]
    result = CliRunner().invoke(main, command, env={"ISSUE_BODY": TOWN})

    assert result.exit_code == 0, result.output
    assert "ma-hadley:\n" in (folder / "jurisdictions.yml").read_text("utf-8")
    assert "Closes #3." in (tmp_path / "answer.md").read_text("utf-8")


def test_without_a_body_it_is_wrong_use(make_folder: MakeFolder) -> None:
    """Neither file nor variable is a mistake of whoever calls."""
    result = CliRunner().invoke(main, ["intake", "--data", str(make_folder(jurisdictions=VALID))])

    assert result.exit_code == 2
    assert "Name a file, or set ISSUE_BODY." in result.output


def test_a_full_disk_leaves_the_files_whole(make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """What cannot be written is not half written."""
    folder = make_folder(jurisdictions=VALID)
    before = folder_texts(folder)

    def full(_descriptor: int) -> None:
        raise OSError(28, "No space left on device", str(folder))

    monkeypatch.setattr("os.fsync", full)
    result = CliRunner().invoke(main, ["intake", str(BODIES / "town.md"), "--data", str(folder)])

    assert result.exit_code == 1
    assert "Nothing was changed" in result.output
    assert before == folder_texts(folder)


RECORD = read_folder(ROOT / "data").catalog
LABELS = {key: label(key, RECORD.strings) for key in FIELDS}
ODD = st.one_of(
    st.text(max_size=80),
    st.sampled_from(
        [
            "_No response_",
            "- [x] ",
            "### State",
            "{{ 7*7 }}",
            "<b>",
            "=1",
            "a: b # c",
            "'\"\\",
            "|-",
            "http://[::1",
            "-",
        ]
    ),
)


@st.composite
def bodies(draw: st.DrawFn) -> str:
    """Make bodies near to real ones: a form's questions, most answered well and some with anything."""
    form = draw(st.sampled_from(sorted(FORMS)))
    good = dict(
        part.split("\n\n", 1) for part in TOWN.removeprefix("### ").rstrip("\n").split("\n\n### ") if "\n\n" in part
    )
    parts = []
    for field in FORMS[form]:
        offered = list(options(field, RECORD.vocabulary, RECORD.strings).values())
        usual = st.sampled_from(offered) if offered else st.just(good.get(LABELS[field.key], "Amherst, MA"))
        said = draw(st.one_of(usual, usual, usual, ODD))
        box = "- [X] " if field.shape in ("choices", "yes") and draw(st.booleans()) else ""
        parts.append(f"### {LABELS[field.key]}\n\n{box}{said}\n")
    return "\n".join(parts)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.one_of(bodies(), st.text(max_size=400)))
def test_no_body_makes_a_traceback_or_a_bad_entry(reading: Reading, body: str) -> None:
    """Whatever is sent, the answer is an outcome; what is taken passes the check and changes two files at most."""
    outcome = intake(body, reading, TODAY)

    assert (outcome.placed is None) == bool(outcome.refusals)
    if isinstance(outcome.placed, Placed):
        files = {reading.jurisdictions[0].file, reading.documents[SOURCES].file}
        assert set(outcome.placed.texts) <= files
        assert new_errors(outcome.placed.after) == set()
    assert told(outcome, reading.catalog.strings)


ENTRY = "ma-{0}:\n  name: {1}\n  kind: town\n  state: MA\n"


def test_two_neighbors_merge_in_either_order(make_folder: MakeFolder, tmp_path: Path) -> None:
    """Two pull requests on both sides of an entry merge without a conflict, and both ways give the same bytes.

    In one gap between entries git sees a conflict; then the label is set again and intake makes the same bytes.
    """
    folder = make_folder(jurisdictions=VALID)

    def git(*words: str) -> str:
        name = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
        return subprocess.run(
            ["git", *name, *words],  # noqa: S607
            cwd=folder,
            check=True,
            capture_output=True,
            text=True,
        ).stdout

    def branch(name: str, place: str) -> None:
        git("switch", "-q", "-c", name, "main")
        take(place)
        git("commit", "-qam", name)

    def take(place: str) -> None:
        body = tmp_path / "body.md"
        body.write_text(TOWN.replace("Hadley\n", f"{place}\n", 1).replace("hadleyma", f"{place.lower()}ma"), "utf-8")
        result = CliRunner().invoke(main, ["intake", str(body), "--data", str(folder)])
        assert result.exit_code == 0, result.output

    git("init", "-q", "-b", "main")
    git("add", "-A")
    git("commit", "-qm", "base")
    branch("before", "Abington")
    branch("after", "Hadley")
    merged = []
    for first, second in (("before", "after"), ("after", "before")):
        git("switch", "-q", "-C", "merged", "main")
        git("merge", "-q", "--no-edit", first)
        git("merge", "-q", "--no-edit", second)
        merged.append((folder / "jurisdictions.yml").read_bytes())

    assert merged[0] == merged[1]
    assert new_errors(read_folder(folder)) == set()

    in_one_gap = []
    for first, second in (("Hadley", "Hatfield"), ("Hatfield", "Hadley")):
        git("switch", "-q", "-C", "again", "main")
        take(first)
        take(second)
        in_one_gap.append(folder_texts(folder)["jurisdictions.yml"])
        git("checkout", "-q", ".")

    assert in_one_gap[0] == in_one_gap[1]
