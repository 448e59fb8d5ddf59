"""Write files so that nothing is ever half written: beside first, then renamed over."""

from __future__ import annotations

import os
from collections.abc import Mapping
from pathlib import Path


def write_all(texts: Mapping[Path, str]) -> None:
    """Replace files by new texts; if any cannot be written beside its place, none is replaced. Raises OSError."""
    beside: dict[Path, Path] = {}
    try:
        for path, text in texts.items():
            new = path.with_name(f".{path.name}.{os.getpid()}.new")
            beside[path] = new
            with new.open("w", encoding="utf-8", newline="\n") as file:
                file.write(text)
                file.flush()
                os.fsync(file.fileno())
        for path, new in beside.items():
            new.replace(path)
    finally:
        for new in beside.values():
            new.unlink(missing_ok=True)
