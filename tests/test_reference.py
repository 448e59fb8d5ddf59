"""The field reference is the models': nowhere is a field explained twice."""

from __future__ import annotations

from conftest import ROOT
from detainers.load import head_comment
from detainers.model import Action, Jurisdiction, Source, fields_of
from detainers.reference import GROUPS, WIDTH, head_of_jurisdictions


def test_the_head_of_the_data_is_made_from_the_models() -> None:
    """To mend it, put what `head_of_jurisdictions` gives at the head of the file."""
    assert head_of_jurisdictions() == head_comment((ROOT / "data" / "jurisdictions.yml").read_text("utf-8"))


def test_the_head_explains_every_field() -> None:
    """A required field has its star, and no line is longer than the editor's rule."""
    lines = head_of_jurisdictions().splitlines()

    for record in (Jurisdiction, Action, Source):
        for name, description, required in fields_of(record):
            start = f"#   {name}{'*' if required else ''} "
            assert any(line.startswith(start) and description.split()[0] in line for line in lines), name
    assert max(map(len, lines)) <= WIDTH


def test_every_field_that_the_data_page_explains_has_words() -> None:
    """No description is empty."""
    assert [
        (record.__name__, name)
        for record, _, _ in GROUPS
        for name, description, _ in fields_of(record)
        if not description
    ] == []
