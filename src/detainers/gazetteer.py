"""Which places are known beforehand: counties with Census geoid and point, from the bundled table (tools/counties.py).

Towns and cities are not in it: the Census outlines it is made from have none.
"""

from __future__ import annotations

import csv
import re
import unicodedata
from functools import lru_cache
from importlib import resources

from detainers.model import Place
from detainers.states import STATES, State

COUNTY_WORDS = ("county", "parish", "borough", "census area", "municipality")
SHORT = {"saint": "st", "mount": "mt", "fort": "ft"}
FIRST_CITY = 500
"""County codes from here on are cities that belong to no county."""


def state_of(text: str) -> str | None:
    """Give the capital postal letters of a state named by letters or name."""
    text = " ".join(text.split()).casefold().rstrip(".")
    found = (id_ for id_, state in STATES.items() if text in (id_, state.name.casefold()))
    letters = next(found, None)
    return letters.upper() if letters else None


def split_place(text: str) -> tuple[str, str | None]:
    """Split "Hadley, MA" into name and postal letters; without a state after the last comma the whole is the name."""
    name, comma, last = text.rpartition(",")
    state = state_of(last) if comma else None
    return (name.strip(), state) if state else (text.strip(), None)


def county(name: str, letters: str) -> Place | None:
    """Find a county by its name, with or without the word, and the state's postal letters."""
    state = STATES.get(letters.lower())
    return _counties().get((state.fips, bare(name))) if state else None


def county_word(letters: str) -> str:
    """Give the word that the names of counties end with in the state."""
    return {"LA": "Parish", "AK": "Borough"}.get(letters, "County")


def statewide(state: State) -> Place:
    """Give the row of a state itself: the middle of its box."""
    return Place(geoid=state.fips, lat=(state.south + state.north) / 2, lon=(state.west + state.east) / 2)


def bare(name: str) -> str:
    """Write a name so that two spellings of one place are equal: no accents, "Town of" or "County", "St" for Saint."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().casefold()
    plain = " ".join(re.sub(r"[^a-z0-9]+", " ", plain.replace("'", "")).split())
    plain = re.sub(r"^(?:the )?(?:town|city|county|village|borough|township) (?:and county )?of ", "", plain)
    plain = re.sub(rf" (?:{'|'.join(COUNTY_WORDS)})$", "", plain)
    return " ".join(SHORT.get(word, word) for word in plain.split())


@lru_cache(maxsize=1)
def _counties() -> dict[tuple[str, str], Place]:
    text = (resources.files("detainers") / "counties.csv").read_text("utf-8")
    return {
        (row["geoid"][:2], bare(row["name"])): Place(geoid=row["geoid"], lat=float(row["lat"]), lon=float(row["lon"]))
        for row in csv.DictReader(text.splitlines())
        if int(row["geoid"][2:]) < FIRST_CITY
    }
