"""What tests share: the project's folder, and a data folder of one's own."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Protocol

import pytest

ROOT = Path(__file__).parent.parent
PROBLEMS = ROOT / "tests" / "problems"


class MakeFolder(Protocol):
    """Makes a data folder; each keyword is a file's name without .yml, its value the content."""

    def __call__(self, **files: str | bytes) -> Path:
        """Make it and give its path."""
        ...


@pytest.fixture
def make_folder(tmp_path: Path) -> MakeFolder:
    """Make data folders around the vocabulary and bibliography of tests/problems."""

    def make(**files: str | bytes) -> Path:
        made = tmp_path / "data"
        made.mkdir(exist_ok=True)
        for name in ("strings.yml", "places.csv"):
            shutil.copy(ROOT / "data" / name, made / name)
        for name in ("policies.yml", "sources.yml"):
            shutil.copy(PROBLEMS / f"_{name}", made / name)
        for name, content in files.items():
            (made / f"{name}.yml").write_bytes(content if isinstance(content, bytes) else content.encode("utf-8"))
        return made

    return make
