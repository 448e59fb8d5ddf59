"""Adapter to mkdocs-macros: offers the live answers to pages that ask with `render_macros: true`; decides nothing."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from detainers.build import current_site
from detainers.live import ANSWERS, Live
from detainers.open_data import DATA_ANSWERS, OpenData


def define_env(env: Any) -> None:  # noqa: ANN401
    """Register each answer under its own name; the page that asks is known to mkdocs-macros."""
    site = current_site()

    def asked_by_page(answer: Callable[..., str]) -> Callable[..., str]:
        return lambda *words: answer(env.page.file.src_uri, *words)

    for answers, names in ((Live(site), ANSWERS), (OpenData(site), DATA_ANSWERS)):
        for name in names:
            env.macro(asked_by_page(getattr(answers, name)), name)
