"""Golden mistakes: each file in tests/problems is a bad jurisdictions.yml, the text beside it the whole answer.

To see a new answer, run the test: the difference is printed. A new file without a text fails too.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from conftest import PROBLEMS, MakeFolder
from detainers.catalog import read_folder
from detainers.check import check
from detainers.problem import terminal

TODAY = date(2026, 11, 24)
CASES = sorted(path.stem for path in PROBLEMS.glob("[!_]*.yml"))


def answer(folder: Path) -> str:
    """Give what a contributor is told about the folder."""
    reading = read_folder(folder)
    problems = check(reading, TODAY)
    told = terminal(problems, sum(len(document.values) for document in reading.jurisdictions))
    return told.replace(folder.as_posix(), "data") + "\n"


@pytest.mark.parametrize("case", CASES)
def test_answer_is_exact(case: str, make_folder: MakeFolder) -> None:
    """A mistake gets exactly this answer."""
    folder = make_folder(jurisdictions=(PROBLEMS / f"{case}.yml").read_bytes())

    assert (PROBLEMS / f"{case}.txt").read_text("utf-8") == answer(folder)


def test_there_are_enough_kinds_of_mistake() -> None:
    """Every answer has its mistake, and there are more than forty."""
    assert sorted(path.stem for path in PROBLEMS.glob("*.txt")) == CASES
    assert len(CASES) > 40
