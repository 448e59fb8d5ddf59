"""Rules for policies.yml: a policy says what to ask for unless it is a mandate, and its facts have sources."""

from __future__ import annotations

from collections.abc import Callable
from typing import get_args

from detainers.model import Force, Group, Standing, Vocabulary
from detainers.problem import nearest, shown
from detainers.rules.finding import Context, Finding, Findings

LABEL = 28
"""Characters of a label that a table cell holds on a phone."""

VocabularyRule = Callable[[Vocabulary, Context], Findings]


def limits_have_words_to_ask(words: Vocabulary, _context: Context) -> Findings:
    """Every limit has a model text and a sentence for the letter; a mandate has neither."""
    for id_, policy in words.policies.items():
        for key in ("model_text", "letter_sentence"):
            there = getattr(policy, key) is not None
            if there and policy.group == "mandates":
                yield Finding(
                    ("policies", id_, key), f'A mandate is no limit: "{key}" does not belong here.', "Delete it."
                )
            if not there and policy.group != "mandates":
                yield Finding(
                    ("policies", id_),
                    f'"{key}" is missing.',
                    "Write what a chief or council could adopt, or be asked for.",
                )


def labels_are_short(words: Vocabulary, _context: Context) -> Findings:
    """A label fits a table cell."""
    for id_, policy in words.policies.items():
        if len(policy.label) > LABEL:
            message = f"The label has {len(policy.label)} characters; {LABEL} is the most."
            yield Finding(("policies", id_, "label"), message, "Say it shorter; the definition holds the rest.")


def fixed_lists_are_whole(words: Vocabulary, _context: Context) -> Findings:
    """Groups, forces and standings are what the code knows, each described."""
    lists = (("groups", words.groups, Group), ("forces", words.forces, Force), ("standings", words.standings, Standing))
    for key, described, known in lists:
        for id_ in get_args(known):
            if id_ not in described:
                yield Finding((key,), f'"{id_}" is not described.', "Add it, with label and definition.")


def reasons_have_known_sources(words: Vocabulary, context: Context) -> Findings:
    """What a policy's reasons cite is in the bibliography."""
    known = context.catalog.sources
    for id_, policy in words.policies.items():
        for number, source in enumerate(policy.sources):
            if source not in known:
                message = f"{shown(source)} is not in data/sources.yml."
                yield Finding(
                    ("policies", id_, "sources", number), message, nearest(source, known) or "Add the source there."
                )


VOCABULARY_RULES: tuple[VocabularyRule, ...] = (
    limits_have_words_to_ask,
    labels_are_short,
    fixed_lists_are_whole,
    reasons_have_known_sources,
)
