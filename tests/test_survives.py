"""What goes wrong around the project leaves what is there whole, and is said in a sentence."""

from __future__ import annotations

import errno
import os
import shutil
import signal
import subprocess
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner, Result

from conftest import HADLEY, PROBLEMS, ROOT, MakeFolder
from detainers.cli import main
from detainers.strings import Strings, WordsError

MESSY = (PROBLEMS / "source-in-place.yml").read_bytes()
SENT = ROOT / "tests" / "intake" / "county.md"
NEW = HADLEY | {"kind": "town"}
COMMANDS: dict[str, Callable[[str], list[str]]] = {
    "fmt": lambda data: ["fmt", "--data", data],
    "new": lambda data: ["new", "Hadley, MA", "--data", data, *(f"--{key}={value}" for key, value in NEW.items())],
    "intake": lambda data: ["intake", str(SENT), "--data", data],
    "answer": lambda data: ["intake", str(SENT), "--data", data, "--answer", f"{data}/answer.md"],
    "rename": lambda data: ["rename", "ma-boston", "ma-new-boston", "--data", data],
    "pages": lambda data: ["pages", f"{data}/pages"],
}
"""Every command that writes, by what it is called with."""
KILLED = [signal.SIGINT, signal.SIGTERM, signal.SIGKILL]


def refuse_to_open(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let no file be opened for writing and no folder be made."""
    opened = Path.open

    def refused(path: Path, mode: str = "r", *words: Any, **more: Any) -> Any:  # noqa: ANN401
        if "w" in mode:
            raise OSError(number, os.strerror(number), str(path))
        return opened(path, mode, *words, **more)

    def no_folder(path: Path, **_: object) -> None:
        if not path.exists():
            raise OSError(number, os.strerror(number), str(path))

    monkeypatch.setattr(Path, "open", refused)
    monkeypatch.setattr(Path, "mkdir", no_folder)


def refuse_to_keep(monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    """Let files be opened and filled, but not be kept."""

    def refused(_descriptor: int) -> None:
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr("os.fsync", refused)


FAULTS = {
    "a read-only disk": (refuse_to_open, errno.EROFS),
    "a folder of somebody else": (refuse_to_open, errno.EACCES),
    "a disk that is full": (refuse_to_keep, errno.ENOSPC),
    "a disk that breaks": (refuse_to_keep, errno.EIO),
}


def said_in_a_sentence(result: Result) -> bool:
    """Tell whether a command ended as it should when it cannot go on."""
    return result.exit_code == 1 and isinstance(result.exception, SystemExit) and "Traceback" not in result.output


@pytest.mark.parametrize("fault", FAULTS)
@pytest.mark.parametrize("command", COMMANDS)
def test_what_cannot_be_written_changes_nothing(
    command: str, fault: str, make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every command that writes names the file and the reason, and leaves every file as it was."""
    folder = make_folder(jurisdictions=MESSY if command == "fmt" else (PROBLEMS / "valid.yml").read_bytes())
    before = {path: path.read_bytes() for path in folder.rglob("*")}
    monkeypatch.chdir(folder.parent)
    monkeypatch.setenv("DETAINERS_DATA", str(folder))
    refuse, number = FAULTS[fault]
    with monkeypatch.context() as during:
        refuse(during, number)
        result = CliRunner().invoke(main, COMMANDS[command](str(folder)))

    assert said_in_a_sentence(result), result.output
    assert "Nothing was changed: " in result.output
    assert f"cannot be written ({os.strerror(number)})." in result.output
    assert before == {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_the_terminal_may_be_a_full_disk(make_folder: MakeFolder, monkeypatch: pytest.MonkeyPatch) -> None:
    """Output that leads into a file on a full disk ends in a sentence too."""
    folder = make_folder(jurisdictions=(PROBLEMS / "valid.yml").read_bytes())

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    with monkeypatch.context() as during:
        during.setattr("detainers.cli.problem.terminal", full)
        result = CliRunner().invoke(main, ["check", "--data", str(folder)])

    assert said_in_a_sentence(result)
    assert "a file cannot be read or written (No space left on device). Nothing more was done." in result.output


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """Make a folder with the Makefile, an old site, and a stand-in for MkDocs that does what ./does says."""
    folder = tmp_path / "a trée"
    (folder / ".venv" / "bin").mkdir(parents=True)
    shutil.copy(ROOT / "Makefile", folder)
    program = folder / ".venv" / "bin" / "mkdocs"
    program.write_text('#!/bin/sh\nmkdir "$4"; echo half > "$4/index.html"; . ./does; echo new > "$4/index.html"\n')
    program.chmod(0o755)
    (folder / "site").mkdir()
    (folder / "site" / "index.html").write_text("old\n")
    return folder


def make_build(tree: Path, does: str) -> subprocess.Popen[bytes]:
    """Begin `make build`, in a process group of its own, with the project as installed already."""
    (tree / "does").write_text(does)
    words = ["make", "--silent", "--old-file", ".venv/project", "build"]
    before = signal.signal(signal.SIGINT, signal.default_int_handler)  # What runs behind a shell may be deaf to it.
    try:
        return subprocess.Popen(
            words, cwd=tree, start_new_session=True, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
    finally:
        signal.signal(signal.SIGINT, before)


def finished(tree: Path, does: str) -> int:
    """Let `make build` end, and give its exit code."""
    build = make_build(tree, does)
    build.communicate()
    return build.returncode


def whole(tree: Path) -> str:
    """Give what the site says."""
    return (tree / "site" / "index.html").read_text()


@pytest.mark.parametrize("how", KILLED)
def test_an_interrupted_build_leaves_the_old_site(tree: Path, how: signal.Signals) -> None:
    """Killed in the middle the old site is whole, and the next build needs no help."""
    build = make_build(tree, "mkfifo began; echo yes > began; sleep 600")
    while not (tree / "began").exists():
        assert build.poll() is None
    assert (tree / "began").read_text() == "yes\n"
    while build.poll() is None:  # As a person presses Ctrl-C again: a shell may miss the first.
        os.killpg(build.pid, how)
        time.sleep(0.1)
    build.communicate()

    assert build.returncode != 0
    assert whole(tree) == "old\n"

    assert finished(tree, "") == 0
    assert whole(tree) == "new\n"
    assert sorted(path.name for path in tree.iterdir() if path.name.startswith((".site", "site"))) == ["site"]


def test_a_build_that_fails_leaves_the_old_site(tree: Path) -> None:
    """Whatever its reason."""
    assert finished(tree, "exit 1") != 0
    assert whole(tree) == "old\n"


def test_a_site_that_was_being_exchanged_comes_back(tree: Path) -> None:
    """Even between the two renames at the end nothing is lost."""
    (tree / "site").rename(tree / ".site-old")

    assert finished(tree, "exit 1") != 0
    assert whole(tree) == "old\n"


WORDS = yaml.load((ROOT / "data" / "strings.yml").read_text("utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 -- It makes texts only.


@pytest.mark.parametrize("number", [{"separator": ","}, {"separator": ",", "last": ["and"]}])
def test_words_that_are_missing_are_named(number: dict[str, str], make_folder: MakeFolder) -> None:
    """Whoever edits the words and then uses a command is told which text is missing."""
    words = yaml.safe_dump(WORDS | {"number": number})
    folder = make_folder(jurisdictions=(PROBLEMS / "valid.yml").read_bytes(), strings=words)
    result = CliRunner().invoke(main, COMMANDS["new"](str(folder)))

    assert said_in_a_sentence(result), result.output
    assert 'strings.yml has no text "number.last"' in result.output


@pytest.mark.parametrize("text", ["{", "{nonsense}", "{0}", "{name.x.y}", "}"])
def test_placeholders_that_are_wrong_are_named(text: str) -> None:
    """With the key that they are in."""
    for filled in (Strings({"a.b": text}).plain, Strings({"a.b": text})):
        with pytest.raises(WordsError, match=r'The placeholders of "a\.b" in strings\.yml cannot be filled'):
            filled("a.b", name="x")


def test_a_folder_that_is_not_utf_8_is_not_renamed_in(make_folder: MakeFolder) -> None:
    """The check names the file."""
    folder = make_folder(jurisdictions=(PROBLEMS / "valid.yml").read_bytes(), timeline=b"\xff")
    result = CliRunner().invoke(main, COMMANDS["rename"](str(folder)))

    assert said_in_a_sentence(result)
    assert "Nothing was changed: a file of the data folder is not UTF-8; `make check` says where." in result.output
