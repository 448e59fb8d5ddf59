"""Run every target on many hostile inputs and say what was found: `python -m fuzz --seed 1`, from tests/.

An input fails when it raises, takes more than two seconds of processor time, or writes outside the temporary folder.
What fails is kept below tests/fuzz/seeds, where the tests run it for ever.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import signal
import sys
import tempfile
import time
import traceback
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import FrameType

import yaml
from hypothesis import strategies as st

from .inputs import EVIL, from_bytes, from_hypothesis, text
from .targets import PROBLEMS, TARGETS, harmless, small

SEEDS = Path(__file__).parent / "seeds"
LIMIT = 2.0
"""Seconds of processor time for one input."""
BYTES = {"load": 130_000, "form": 45_000, "examine": 22_000, "sent": 9_000, "commands": 1_200}
"""How many changed files each target gets."""
THOUGHT = {"load": 4_000, "form": 3_000, "entries": 3_000, "sent": 2_000}
"""How many inputs Hypothesis makes."""
MOST = 20
"""Failures of one target after which it ends."""


class TooSlowError(Exception):
    """An input took more than LIMIT."""


class OutsideError(BaseException):
    """Something was written outside the temporary folder; no `except Exception` of the code may hide it."""


def _watch(event: str, words: tuple[object, ...]) -> None:
    """Look at what the program asks of the system: see the table of audit events in Python's documentation."""
    if event == "open" and isinstance(words[2], int) and words[2] & 0b11 and isinstance(words[0], str):
        _inside(words[0])
    elif event in ("os.mkdir", "os.remove", "os.rmdir", "os.rename", "os.link", "os.symlink", "os.chmod"):
        for word in words:
            if isinstance(word, str):
                _inside(word)
    elif event in ("socket.connect", "subprocess.Popen", "os.system"):
        raise OutsideError(f"{event} {words}")


def _inside(path: str) -> None:
    allowed = (tempfile.gettempdir(), str(SEEDS), "/dev/null")
    if path.startswith("/") and not path.startswith(allowed):
        raise OutsideError(path)


@contextmanager
def limited() -> Iterator[None]:
    """Raise TooSlowError once the processor has been busy for LIMIT; a busy machine does not count."""

    def ring(_signal: int, _frame: FrameType | None) -> None:
        raise TooSlowError

    signal.signal(signal.SIGPROF, ring)
    signal.setitimer(signal.ITIMER_PROF, LIMIT)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def _guarded(run: Callable[[bytes], None]) -> Callable[[bytes], None]:
    def guarded(raw: bytes) -> None:
        with limited():
            run(raw)

    return guarded


def _thought_of(name: str) -> st.SearchStrategy[bytes]:
    if name == "entries":
        records = [json.loads(json.dumps(entry)) for entry in _valid().values()]
        fields = st.sampled_from(sorted({key for entry in records for key in (*entry, *entry["actions"][0])}))
        return st.lists(st.tuples(fields, text, st.booleans()), min_size=1, max_size=4).map(
            lambda changes: _with(records[0], changes)
        )
    lines = st.lists(st.one_of(text, st.sampled_from(EVIL)), max_size=30)
    keyed = st.dictionaries(text, st.one_of(text, st.lists(text, max_size=3)), max_size=6).map(json.dumps)
    return st.one_of(st.binary(max_size=400), lines.map("\n".join).map(_utf8), keyed.map(_utf8))


def _utf8(said: str) -> bytes:
    return said.encode("utf-8", "surrogatepass")


def _valid() -> dict[str, dict[str, list[dict[str, object]]]]:
    loaded: dict[str, dict[str, list[dict[str, object]]]] = yaml.safe_load((PROBLEMS / "valid.yml").read_text("utf-8"))
    return loaded


def _with(record: dict[str, list[dict[str, object]]], changes: list[tuple[str, str, bool]]) -> bytes:
    entry = json.loads(json.dumps(record))
    for key, value, listed in changes:
        holder = entry if key in entry else entry["actions"][0]
        if isinstance(holder, dict):
            holder[key] = [value] if listed else value
            entry["actions"] = entry["actions"] if isinstance(entry["actions"], list) and entry["actions"] else [{}]
            entry["actions"] = [one if isinstance(one, dict) else {} for one in entry["actions"]]
    return json.dumps({"ma-amherst": entry}).encode()


def _keep(name: str, raw: bytes) -> Path:
    folder = SEEDS / name
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / hashlib.sha256(raw).hexdigest()[:12]
    path.write_bytes(raw)
    return path


def _changed_files(name: str, count: int, number: int) -> tuple[int, list[str]]:
    samples = [path.read_bytes() for glob in TARGETS[name].samples for path in sorted(PROBLEMS.parent.glob(glob))]
    run, tried, wrong = _guarded(TARGETS[name].run), 0, []
    for raw in from_bytes(samples, count, number):
        tried += 1
        try:
            run(raw)
        except (Exception, OutsideError):  # noqa: BLE001 -- Whatever it is, it is what is looked for.
            where = traceback.format_exc().strip()
            if where.splitlines()[-1] not in wrong:
                wrong.append(where.splitlines()[-1])
                print(f"\n{_keep(name, raw)}\n{where}\n")  # noqa: T201
            if len(wrong) == MOST:
                break
    return tried, wrong


def _thought_inputs(name: str, count: int, number: int) -> tuple[int, list[str]]:
    last = b""

    def run(raw: bytes) -> None:
        nonlocal last
        last = raw
        _guarded(TARGETS[name].run)(raw)

    try:
        return from_hypothesis(_thought_of(name), count, number, run), []
    except (Exception, OutsideError) as error:  # noqa: BLE001 -- The same.
        print(f"\n{_keep(name, last)}\n{traceback.format_exc()}\n")  # noqa: T201
        return count, [repr(error)]


def main() -> int:
    """Run all, or what is named, and print a line for each target."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seed", type=int, default=int(time.time()))
    parser.add_argument("--share", type=float, default=1.0, help="How much of the usual number of inputs.")
    parser.add_argument("--only", choices=sorted(TARGETS))
    given = parser.parse_args()
    small(), harmless()  # Made once, outside any input's time.
    sys.addaudithook(_watch)
    print(f"fuzz: seed {given.seed}")  # noqa: T201
    print(f"{'target':10} {'inputs from':12} {'inputs':>8} {'wrong':>6} {'seconds':>8}")  # noqa: T201
    total = failed = 0
    for source, counts, fuzz in (("bytes", BYTES, _changed_files), ("Hypothesis", THOUGHT, _thought_inputs)):
        for name, count in counts.items():
            if given.only in (None, name):
                began = time.process_time()
                tried, wrong = fuzz(name, max(1, int(count * given.share)), given.seed)
                total, failed = total + tried, failed + len(wrong)
                took = time.process_time() - began
                print(f"{name:10} {source:12} {tried:8,} {len(wrong):6} {took:8.0f}", flush=True)  # noqa: T201
    print(f"{total:,} inputs, {failed} of them wrong.")  # noqa: T201
    return failed > 0


if __name__ == "__main__":
    sys.exit(main())
