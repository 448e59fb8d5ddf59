"""The parts of the pages with which a reader acts, by the name that a page asks for."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from markupsafe import Markup

from detainers.clockpage import clock, clock_examples
from detainers.letter import letter
from detainers.render import Renderer

PARTS: Mapping[str, Callable[[Renderer, str], Markup]] = {
    "clock": clock,
    "clock_examples": clock_examples,
    "letter": letter,
}
"""Each renders its part for the page at an address."""
