"""Finds a Chrome or Chromium for the tests, installs one where there is none, and prints its path.

The path also goes into `.venv/browser-path`, where the tests read it; they look nowhere else.
In order: the browser that CHROME or BROWSER names, an installed one, Debian's package (as root), Playwright's own.
"""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import sync_playwright

RECORD = Path(".venv/browser-path")
NAMES = (
    "google-chrome",
    "google-chrome-stable",
    "chromium",
    "chromium-browser",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
)
# Without fonts a screenshot shows boxes instead of letters.
PACKAGES = ("chromium", "fonts-liberation", "fonts-dejavu-core")
NONE_FOUND = (
    "No browser for the tests was found, and none could be installed. "
    "Install Google Chrome or Chromium, or name yours: CHROME=/path/to/chrome make test"
)


def main() -> int:
    """Print and record the path of a browser; return 1 where there is none."""
    browser = installed()
    for install in (install_with_apt, install_with_playwright):
        if browser is None:
            install()
            browser = installed()
    if browser is None:
        print(NONE_FOUND, file=sys.stderr)
        return 1
    RECORD.write_text(browser, encoding="utf-8")
    print(browser)
    return 0


def installed() -> str | None:
    """Return the path of the first browser that runs."""
    return next((path for name in candidates() if (path := shutil.which(name)) and runs(path)), None)


def candidates() -> Iterator[str]:
    """Yield the names and paths under which a browser may be, the wanted one first."""
    yield from (os.environ[name] for name in ("CHROME", "BROWSER") if os.environ.get(name))
    yield from NAMES
    with sync_playwright() as playwright:
        yield playwright.chromium.executable_path


def runs(path: str) -> bool:
    """Tell whether this is a Chrome or Chromium that starts: Ubuntu's chromium-browser may be a mere note."""
    try:
        answer = subprocess.run([path, "--version"], capture_output=True, text=True, timeout=60, check=True)
    except (OSError, subprocess.SubprocessError):
        return False
    return "Chrom" in answer.stdout


def install_with_apt() -> None:
    """Install Debian's chromium where there is apt-get and the right to use it."""
    if shutil.which("apt-get") is None or os.geteuid() != 0:
        return
    print("Installing Chromium with apt-get: about 100 MB, once", file=sys.stderr)
    attempt("apt-get", "update", "-qq")
    attempt("apt-get", "install", "-qq", "-y", "--no-install-recommends", *PACKAGES)


def install_with_playwright() -> None:
    """Let Playwright fetch the Chromium it was tested with."""
    print("Installing Chromium with Playwright: about 150 MB, once", file=sys.stderr)
    attempt(sys.executable, "-m", "playwright", "install", "chromium")


def attempt(*command: str) -> None:
    """Run a command quietly and say in one line that it failed, since another way may still succeed."""
    answer = subprocess.run(
        command, capture_output=True, text=True, check=False, env={**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    )
    if answer.returncode != 0:
        reason = (answer.stderr.strip() or answer.stdout.strip() or "no message").splitlines()[0]
        print(f"{' '.join(command)} failed: {reason}", file=sys.stderr)


if __name__ == "__main__":
    sys.exit(main())
