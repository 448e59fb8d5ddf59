"""What a rule says: where in the record, what is wrong, what to do."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal

from detainers.catalog import Catalog
from detainers.model import Action, Jurisdiction
from detainers.problem import Step


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that is wrong, at a path below the record the rule was given."""

    path: tuple[Step, ...]
    message: str
    remedy: str = ""
    mends: bool = False
    level: Literal["error", "warning"] = "error"


@dataclass(frozen=True, slots=True)
class Context:
    """What a rule may ask about the world: the day it is, and everything else in the catalog."""

    today: date
    catalog: Catalog


Findings = Iterator[Finding]
ActionRule = Callable[[Action, Jurisdiction, Context], Findings]
EntryRule = Callable[[str, Jurisdiction, Context], Findings]
