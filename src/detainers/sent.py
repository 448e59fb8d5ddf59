"""Find the answers in what someone sent: an issue made with a form, or the text that the form in the page composes.

Both have the shape that GitHub gives to issue forms: a line `### Question`, a blank line, the answer;
`_No response_` for none; `- [x] choice` for a ticked box. The text is hostile: it is cut into pieces here and nothing
in it is followed.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from detainers.forms import FIELDS, FORMS, label
from detainers.load import FORBIDDEN
from detainers.strings import Strings

LONGEST = 65_536
"""Characters; GitHub takes no longer issue, and no honest answer comes near it."""

HEADING = re.compile(r" {0,3}#{1,6}[ \t](.*)")
FENCE = re.compile(r"(`{3,}|~{3,})[^\n`]*\n(.*?)\n?\1[ \t]*", re.DOTALL)
NO_RESPONSE = "_No response_"
"""What GitHub writes where nothing was answered."""
NOTHING = (NO_RESPONSE.casefold(), "no response", "none", "n/a")


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why something sent cannot become an entry: the question it is about (or ""), what is wrong, what to write."""

    key: str
    message: str
    remedy: str = ""


@dataclass(frozen=True, slots=True)
class Answers:
    """The answers to one form, by question, those without one left out; `asked` has all questions that are there."""

    form: str
    texts: Mapping[str, str]
    asked: frozenset[str]


def parse(text: str, strings: Strings) -> Answers | list[Refusal]:
    """Cut a text at the headings of our forms and say which form it is, or why it is none."""
    if len(text) > LONGEST:
        wrong = f"This has {len(text):,} characters; {LONGEST:,} is the most."
        return [Refusal("", wrong, "Send the answers only; a document belongs behind a link.")]
    known = {_folded(label(key, strings)): key for key in FIELDS}
    sections: dict[str, list[str]] = {}
    twice: list[Refusal] = []
    here: list[str] = []
    for line in _plain(text).split("\n"):
        heading = HEADING.fullmatch(line)
        key = known.get(_folded(heading.group(1).strip(" \t").rstrip("#"))) if heading else None
        if key is None:
            here.append(line)
            continue
        if key in sections:
            twice.append(Refusal(key, "This question is here twice.", "Keep one of the two and delete the other."))
        here = sections.setdefault(key, [])
    if not sections:
        remedy = "Choose one of the forms under New issue, and leave its headings as they are."
        return [Refusal("", "No question of our forms was found in this text.", remedy)]
    found = {key: _answer("\n".join(lines)) for key, lines in sections.items()}
    hidden = [(key, mark.group()) for key, said in found.items() if (mark := FORBIDDEN.search(said))]
    wrong_marks = [
        Refusal(
            key,
            f"There is an invisible character here (U+{ord(mark):04X}).",
            "Type the text again: it can hide or reorder what readers see.",
        )
        for key, mark in hidden
    ]
    form = _form_of(sections)
    answered = {key: said for key, said in found.items() if said}
    return [*twice, *wrong_marks] or Answers(form, answered, frozenset(sections))


def _form_of(asked: Mapping[str, object]) -> str:
    """Take the form that the questions point to most; what only one form asks decides."""
    return max(FORMS, key=lambda form: sum(1 if field.key in asked else -1 for field in FORMS[form]))


def _plain(text: str) -> str:
    """Undo what editors and mail programs do: line ends, tabs, hard spaces, composed letters."""
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
    return text.replace("\t", " ").replace("\u00a0", " ").replace("\ufeff", "")


def _answer(text: str) -> str:
    text = text.strip()
    fenced = FENCE.fullmatch(text)
    text = fenced.group(2).strip() if fenced else text
    return "" if text.casefold() in NOTHING else text


def _folded(text: str) -> str:
    return " ".join(text.casefold().rstrip(" :?*").split())
