"""Write the issue forms of .github/ISSUE_TEMPLATE from the questions (forms.py), strings.yml and policies.yml.

Usage: python tools/issue_forms.py

Nobody edits those files by hand: a test compares them with what this makes, so that choices never drift.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from detainers.catalog import Catalog, data_folder, read_folder
from detainers.disk import write_all
from detainers.forms import FORMS, Field, label, options

FOLDER = Path(".github") / "ISSUE_TEMPLATE"
FILES = {"add": "add-jurisdiction.yml", "status": "status-change.yml", "correct": "correct-entry.yml"}
HEAD = "# Made by tools/issue_forms.py from data/strings.yml and data/policies.yml: change those and run it again.\n"
KINDS = {"text": "textarea", "choice": "dropdown", "choices": "checkboxes", "yes": "checkboxes"}


def texts(catalog: Catalog) -> dict[str, str]:
    """Give each form's text by the name of its file."""
    return {FILES[form]: HEAD + _dumped(_form(form, catalog)) for form in FORMS}


def _form(form: str, catalog: Catalog) -> dict[str, Any]:
    t = catalog.strings.texts
    intro = {"type": "markdown", "attributes": {"value": t["contribute.form.intro"]}}
    return {
        "name": t[f"contribute.form.{form}.name"],
        "description": t[f"contribute.form.{form}.description"],
        "title": t[f"contribute.form.{form}.title"],
        "labels": ["contribution"],
        "body": [intro, *(_question(field, catalog) for field in FORMS[form])],
    }


def _question(field: Field, catalog: Catalog) -> dict[str, Any]:
    t = catalog.strings.texts
    kind = KINDS.get(field.shape, "input")
    attributes: dict[str, Any] = {
        "label": label(field.key, catalog.strings),
        "description": t[f"contribute.field.{field.key}.help"],
    }
    offered = list(options(field, catalog.vocabulary, catalog.strings).values())
    question: dict[str, Any] = {"type": kind, "id": field.key, "attributes": attributes}
    if kind == "checkboxes":
        required = {"required": True} if field.required else {}
        attributes["options"] = [{"label": said, **required} for said in offered]
        return question
    if kind == "dropdown":
        attributes["options"] = offered
    else:
        attributes["placeholder"] = t[f"contribute.field.{field.key}.example"]
    return question | {"validations": {"required": field.required}}


def _dumped(form: dict[str, Any]) -> str:
    return str(yaml.safe_dump(form, sort_keys=False, allow_unicode=True, width=120))


def main() -> None:
    """Write the forms."""
    write_all({FOLDER / name: text for name, text in texts(read_folder(data_folder()).catalog).items()})


if __name__ == "__main__":
    main()
