"""What the fuzzers once found stays mended, and the fuzzers find what they are there for."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from conftest import ROOT
from fuzz.active import active
from fuzz.targets import TARGETS

SEEDS = sorted((ROOT / "tests" / "fuzz" / "seeds").glob("*/*"))


@pytest.mark.parametrize("seed", SEEDS, ids=[f"{seed.parent.name}-{seed.name}" for seed in SEEDS])
def test_what_once_failed_holds(seed: Path) -> None:
    """Each kept input passes its target."""
    TARGETS[seed.parent.name].run(seed.read_bytes())


def test_there_are_seeds() -> None:
    """Of every door that was once open."""
    assert {seed.parent.name for seed in SEEDS} >= {"commands", "examine", "form", "sent"}


@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("<script>x</script>", ("script",)),
        ("<p onclick=x>", ("p", "onclick")),
        ("<a href=' JavaScript:x'>", ("address", "javascript")),
        ("<iframe src=//x>", ("iframe",)),
        ("<script src=x type=module></script>", ("script", "src=x", "type=module")),
    ],
)
def test_harm_is_seen(harm: str, found: tuple[str, ...]) -> None:
    """Whatever a browser acts on is told."""
    assert found in active(f"<p>text</p>{harm}")


def run_fuzz(code: str) -> subprocess.CompletedProcess[str]:
    """Run the fuzzers on few inputs, with a target replaced by code."""
    start = "import sys, fuzz.__main__ as main\nfrom fuzz.targets import TARGETS, Target\nfrom pathlib import Path\n"
    begin = "sys.argv[1:] = ['--seed', '1', '--share', '0.0001', '--only', 'load']\nsys.exit(main.main())\n"
    return subprocess.run(
        [sys.executable, "-c", f"{start}main.SEEDS = Path(sys.argv[1])\n{code}\n{begin}", "/nonexistent-seeds"],
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=False,
    )


BAD = {
    "raises": ("raise KeyError(1)", "KeyError"),
    "hangs": ("\n while True: pass", "TooSlowError"),
    "writes elsewhere": ("open('/var/evil', 'w')", "OutsideError"),
    "asks the network": ("__import__('socket').create_connection(('127.0.0.1', 9))", "OutsideError"),
}


@pytest.mark.parametrize("bad", BAD)
def test_what_must_not_be_is_found(bad: str, tmp_path: Path) -> None:
    """A target that raises, hangs or reaches outside fails, and its input is kept."""
    does, name = BAD[bad]
    code = f"main._keep = lambda name, raw: Path({str(tmp_path)!r})\ndef run(raw): {does}\n"
    done = run_fuzz(code + "TARGETS['load'] = Target(run, ('problems/valid.yml',))")

    assert done.returncode == 1, done.stderr
    assert name in done.stdout
    assert "inputs, 2 of them wrong." in done.stdout


def test_a_few_inputs_of_every_kind() -> None:
    """The whole program runs and prints a line for each target."""
    done = subprocess.run(
        [sys.executable, "-m", "fuzz", "--seed", "5", "--share", "0.001"],
        cwd=ROOT / "tests",
        capture_output=True,
        text=True,
        check=False,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert {line.split()[0] for line in done.stdout.splitlines()[2:-1]} == set(TARGETS)
