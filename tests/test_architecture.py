"""The page for maintainers names every module, and nothing that is not there."""

from __future__ import annotations

import re

from conftest import ROOT

SOURCE = ROOT / "src" / "detainers"
PAGE = (ROOT / "ARCHITECTURE.md").read_text("utf-8")


def test_the_table_names_every_module_once() -> None:
    """Modules by their path below src/detainers/, each in one part."""
    there = {path.relative_to(SOURCE).with_suffix("").as_posix() for path in SOURCE.rglob("[!_]*.py")}
    rows = [line for line in PAGE.splitlines() if line.startswith("| ")][2:]
    named = [name for row in rows for name in re.findall(r"`([a-z_/]+)`", row)]

    assert sorted(there) == sorted(named)


def test_the_picture_names_what_is_there() -> None:
    """Each plain node of the picture is a module."""
    picture = PAGE[PAGE.index("flowchart") : PAGE.index("```\n\n|")]
    nodes = set(re.findall(r"(?<![\w\[])([a-z]+)(?=(?: -->| &|$))", picture, re.MULTILINE))

    assert nodes >= {"load", "check", "catalog", "pages", "seal"}
    for node in nodes - {"yml", "site", "any", "sent", "build"}:
        assert (SOURCE / f"{node}.py").exists(), node


def test_only_adapters_import_mkdocs() -> None:
    """Another generator needs other adapters and nothing else."""
    importing = {
        path.stem for path in SOURCE.rglob("*.py") if re.search(r"(?m)^(from|import) mkdocs", path.read_text())
    }

    assert importing <= {"hooks", "macros", "preview", "serving"}


def test_the_page_is_short() -> None:
    """One page, linked from where contributors to the code look."""
    assert len(PAGE.splitlines()) <= 80
    assert "(ARCHITECTURE.md)" in (ROOT / "CONTRIBUTING.md").read_text("utf-8")
