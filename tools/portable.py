"""Build the site with MkDocs and with ProperDocs, which continues it, and compare every file: they must be the same.

ProperDocs is not among this project's own packages: install it first (see .github/workflows/portable.yml).
Prints each path that differs and ends with 1 if there is any.
"""

from __future__ import annotations

import filecmp
import os
import subprocess
import sys
import tempfile
from pathlib import Path

SETTINGS = {
    "NO_MKDOCS_2_WARNING": "1",
    "SITE_URL": "https://example.org/the-48-hour-request/",
    "SOURCE_DATE_EPOCH": "1795564800",  # One day for both, even at midnight.
}


def built(generator: str, folder: Path) -> set[str]:
    """Build the site strictly into a folder and give the paths of its files."""
    words = [sys.executable, "-m", generator, "build", "--quiet", "--strict", "--config-file", "mkdocs.yml"]
    subprocess.run([*words, "--site-dir", folder], env=os.environ | SETTINGS, check=True)
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def main() -> int:
    """Compare."""
    with tempfile.TemporaryDirectory() as made:
        first, second = Path(made) / "mkdocs", Path(made) / "properdocs"
        paths = built("mkdocs", first), built("properdocs", second)
        different = paths[0] ^ paths[1]
        _, changed, unread = filecmp.cmpfiles(first, second, paths[0] & paths[1], shallow=False)
        different |= {*changed, *unread}
        for path in sorted(different):
            print(f"differs: {path}")
        print(f"{len(paths[0])} files with MkDocs, {len(paths[1])} with ProperDocs, {len(different)} of them differ.")
        return bool(different)


if __name__ == "__main__":
    sys.exit(main())
