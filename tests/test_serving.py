"""The preview lives through mistakes: every page shows what to mend, and comes back once it is mended."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from conftest import ROOT

PATIENCE = 240
"""Seconds; whatever takes longer has stopped for good."""


class Preview:
    """A running `mkdocs serve` with a data folder and a page of its own; `said` is what its terminal shows."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            self.port = free.getsockname()[1]
        mkdocs = Path(sys.executable).with_name("mkdocs")
        self.process = subprocess.Popen(
            [mkdocs, "serve", "--dev-addr", f"127.0.0.1:{self.port}"],
            cwd=folder,
            env=os.environ | {"NO_MKDOCS_2_WARNING": "1", "SITE_URL": "", "PYTHONUNBUFFERED": "1"},
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        self.said = ""
        self._listener = threading.Thread(target=self._listen, daemon=True)
        self._listener.start()

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            self.said += line

    def end(self) -> None:
        """End it, and read its terminal to the last line."""
        self.process.terminate()
        self.process.wait()
        self._listener.join()
        assert self.process.stdout is not None
        self.process.stdout.close()

    def get(self, path: str) -> str:
        """Fetch a page, or give an empty text where there is none."""
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{self.port}/{path}", timeout=PATIENCE) as answer:
                text: str = answer.read().decode("utf-8")
                return text
        except urllib.error.URLError:
            return ""

    def wait(self, seen: Callable[[], bool]) -> None:
        """Wait until something is so."""
        end = time.monotonic() + PATIENCE
        while not seen():
            assert self.process.poll() is None, self.said
            assert time.monotonic() < end, self.said
            time.sleep(0.2)


@pytest.fixture(scope="module")
def preview(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Preview]:
    """Start the preview of a copy of the project."""
    copy = tmp_path_factory.mktemp("preview")
    for folder in ("data", "docs", "overrides", "src"):
        shutil.copytree(ROOT / folder, copy / folder, ignore=shutil.ignore_patterns("__pycache__", "*.egg-info"))
    shutil.copy(ROOT / "mkdocs.yml", copy)
    started = Preview(copy)
    started.wait(lambda: "Serving on" in started.said)
    yield started
    started.end()


MISTAKES = (
    ("data/jurisdictions.yml", "  kind: town", "\tkind: town", "There is a tab here."),
    ("docs/faq/index.md", "\n## ", "\n[x](nowhere.md)\n\n## ", "nowhere.md"),
    ("docs/index.md", "{{ ", "{{ nonsense() }}{{ ", "nonsense"),
    ("mkdocs.yml", "plugins:", "plugins:: [", "mkdocs.yml"),
)
"""A file, what stands in it, what is written instead, and what must be told."""


def test_the_preview_lives_through_mistakes(preview: Preview) -> None:
    """Page and terminal say what to mend, one mistake after the other; when all are mended the pages are back."""
    for file, right, wrong, told in MISTAKES:
        path = preview.folder / file
        before = path.read_text("utf-8")
        assert right in before
        seen = len(preview.said)
        path.write_text(before.replace(right, wrong, 1), "utf-8")
        preview.wait(lambda told=told: told in preview.get("detainers/"))  # type: ignore[misc]

        shown = preview.get("jurisdictions/")
        assert "<h1>The site cannot be built</h1>" in shown
        assert "livereload(" in shown
        assert told in preview.said[seen:]
        assert file.startswith("docs/") or "Traceback" not in preview.said[seen:]  # mkdocs-macros shows its own.
        path.write_text(before, "utf-8")

    preview.wait(lambda: "What a detainer is" in preview.get(""))
    assert preview.process.poll() is None


def test_a_taken_port_is_said(preview: Preview) -> None:
    """A second preview at the same address ends with the port and a way out."""
    second = subprocess.run(
        [Path(sys.executable).with_name("mkdocs"), "serve", "--dev-addr", f"127.0.0.1:{preview.port}"],
        cwd=preview.folder,
        env=os.environ | {"NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert second.returncode == 1
    assert f"Port {preview.port} cannot be used" in second.stderr
    assert "make serve PORT=" in second.stderr
    assert "Traceback" not in second.stderr
