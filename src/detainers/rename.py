"""Give a jurisdiction another id everywhere at once, and let the old address lead to the new one.

Pure: the texts of the files in, the texts that change out. What cannot be done is said in one sentence with a remedy.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from detainers.addresses import API, PUBLISHED, REDIRECTS, with_new
from detainers.catalog import PLACES, Reading
from detainers.fmt import dump
from detainers.load import Document, head_comment, parse
from detainers.problem import nearest, shown
from detainers.rules.entries import ID

PAYMENTS = "payments.yml"


class CannotRenameError(Exception):
    """The ids do not allow it; the message says why and what to do."""


def renamed(old: str, new: str, reading: Reading, data: Mapping[str, str], docs: Mapping[str, str]) -> dict[str, str]:
    """Give the new texts of the files that change: data files by name below data/, pages by path below docs/.

    Raises CannotRenameError.
    """
    moved: Any = parse(data[REDIRECTS].encode(), REDIRECTS).values if REDIRECTS in data else {}
    known = {str(id_) for document in reading.jurisdictions for id_ in document.values}
    _refuse(old, new, known, moved.get("jurisdictions", {}))
    holder = next(document for document in reading.jurisdictions if old in document.values)
    texts = {_name(holder, data): _entries(holder, old, new), REDIRECTS: _redirects(data.get(REDIRECTS, ""), old, new)}
    if PLACES in data:
        texts[PLACES] = _points(data[PLACES], old, new)
    if PAYMENTS in data:
        texts[PAYMENTS] = re.sub(rf"(?m)^(  jurisdiction: ){old}$", rf"\g<1>{new}", data[PAYMENTS])
    if PUBLISHED in data:
        listed = [line for line in data[PUBLISHED].splitlines() if not line.startswith("#")]
        texts[PUBLISHED] = with_new(listed, [f"jurisdictions/{new}/", f"{API}jurisdictions/{new}.json"])
    texts |= {path: _page(text, old, new) for path, text in docs.items()}
    before = {**data, **docs}
    return {name: text for name, text in texts.items() if text != before.get(name)}


def _refuse(old: str, new: str, known: set[str], retired: Any) -> None:  # noqa: ANN401
    if old not in known:
        raise CannotRenameError(f"{shown(old)} is no entry. {nearest(old, known) or 'Name the id of an entry.'}")
    if not ID.fullmatch(new) or new[:2] != old[:2] or len(new) == len(old[:2]) or old == old[:2]:
        raise CannotRenameError(
            f"{shown(new)} cannot take the place of {old}. Write {old[:2]}-name in small letters, digits and hyphens."
        )
    if new in known:
        raise CannotRenameError(f"{shown(new)} is an entry already. Choose another id.")
    if new in retired:
        raise CannotRenameError(f"{shown(new)} is a retired id, which is never used again. Choose another id.")


def _name(document: Document, data: Mapping[str, str]) -> str:
    return next(name for name in data if document.file.endswith(f"/{name}"))


def _entries(document: Document, old: str, new: str) -> str:
    values = {new if id_ == old else str(id_): value for id_, value in document.values.items()}
    return dump(dict(sorted(values.items())), head_comment(document.text))


def _redirects(text: str, old: str, new: str) -> str:
    """Add the redirect, and turn those that led to the old id, so that none leads on twice."""
    values: Any = parse(text.encode(), REDIRECTS).values if text else {}
    places = {
        str(id_): new if target == old else str(target) for id_, target in values.get("jurisdictions", {}).items()
    }
    pages = {
        str(path): re.sub(rf"^jurisdictions/{old}/", f"jurisdictions/{new}/", target)
        for path, target in values.get("pages", {}).items()
    }
    written = {"jurisdictions": dict(sorted({**places, old: new}.items())), "pages": dict(sorted(pages.items()))}
    return dump(written, head_comment(text))


def _points(text: str, old: str, new: str) -> str:
    head, *rows = text.splitlines()
    moved = sorted(re.sub(rf"^{old},", f"{new},", row) for row in rows)
    return "\n".join([head, *moved]) + "\n"


def _page(text: str, old: str, new: str) -> str:
    """Change links to the page and what asks for the place by its id."""
    linked = re.sub(rf"(jurisdictions/){old}(?=\.md|/|\.json)", rf"\g<1>{new}", text)
    return re.sub(rf"(place\(\"){old}(\"\))", rf"\g<1>{new}\g<2>", linked)
