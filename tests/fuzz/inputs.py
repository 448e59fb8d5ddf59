"""Where hostile inputs come from: good files with bytes changed, and whatever Hypothesis thinks of."""

from __future__ import annotations

import random
import tempfile
from collections.abc import Callable, Iterator, Sequence

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st
from hypothesis.configuration import set_hypothesis_home_dir

set_hypothesis_home_dir(tempfile.gettempdir() + "/fuzz-hypothesis")  # What it keeps may not lie in the project.
LONGEST = 20_000
"""Bytes of one input."""
EVIL = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "javascript:alert(1)",
    "data:text/html,x",
    "{{ 7*7 }}{% raw %}",
    "=1+1",
    "../../../etc/passwd",
    "..\\..\\x",
    "/etc/x",
    "&a *a !!python/object/apply:os.system [x]",
    "---\n",
    "...\n",
    "? :\n",
    "- - - - - - - -\n",
    "{" * 40,
    "[" * 40,
    "|-\n",
    "\u202e",
    "\ufeff",
    "\u2028",
    "\x00",
    "\ud7ff\U0010ffff",
    "9" * 400,
    "0000",
    "9999-12-31",
    "2012-02-30",
    "NO",
    "null",
    "1e999",
    "# x",
    "### Place\n\n",
    "```\n",
    "a" * 1000,
    " " * 1000,
    "\t",
    "\r",
)
"""What a mutation puts in: marks that some reader of the text might act on."""


def changed(samples: Sequence[bytes], chance: random.Random) -> bytes:
    """Give a good file with some bytes flipped, cut, repeated, moved in from elsewhere or replaced by evil ones."""
    raw = bytearray(chance.choice(samples))
    for _ in range(chance.choice((1, 1, 2, 3, 5, 8, 20))):
        start = chance.randrange(len(raw) + 1)
        end = min(len(raw), start + int(chance.expovariate(1 / 12)))
        match chance.randrange(7):
            case 0 if raw:
                raw[start % len(raw)] ^= 1 << chance.randrange(8)
            case 1:
                del raw[start:end]
            case 2:
                raw[start:start] = raw[start:end] * chance.choice((1, 2, 50))
            case 3:
                other = chance.choice(samples)
                at = chance.randrange(len(other) + 1)
                raw[start:end] = other[at : at + chance.randrange(200)]
            case 4:
                raw[start:start] = chance.choice(EVIL).encode()
            case 5:
                raw[start:end] = chance.choice(EVIL).encode()
            case _:
                _swap_lines(raw, chance)
    return bytes(raw[:LONGEST])


def _swap_lines(raw: bytearray, chance: random.Random) -> None:
    lines = raw.split(b"\n")
    a, b = chance.randrange(len(lines)), chance.randrange(len(lines))
    lines[a], lines[b] = lines[b], lines[a]
    raw[:] = b"\n".join(lines)


def from_bytes(samples: Sequence[bytes], count: int, number: int) -> Iterator[bytes]:
    """Give as many changed files; the same number makes the same ones."""
    chance = random.Random(number)  # noqa: S311 -- Nothing secret is made with it.
    return (changed(samples, chance) for _ in range(count))


text = st.one_of(st.text(max_size=60), st.sampled_from(EVIL), st.from_regex(r"[a-z -]{1,30}", fullmatch=True))
"""A field's text."""


def from_hypothesis(strategy: st.SearchStrategy[bytes], count: int, number: int, run: Callable[[bytes], None]) -> int:
    """Let Hypothesis try inputs, shrunk when one fails; give how many there were."""
    tried = 0

    @seed(number)
    @settings(
        max_examples=count,
        deadline=None,
        database=None,
        suppress_health_check=list(HealthCheck),
        phases=(Phase.generate, Phase.shrink),
    )
    @given(strategy)
    def each(raw: bytes) -> None:
        nonlocal tried
        tried += 1
        run(raw)

    each()
    return tried
