"""Rules for the bibliography: each document once, reachable over the web, cited by something."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from urllib.parse import parse_qsl, urlsplit

from detainers.dates import first_day, period
from detainers.model import Source
from detainers.problem import shown
from detainers.rules.finding import Context, Finding, Findings

TRACKERS = re.compile(r"utm_\w+|fbclid|gclid|mc_[ce]id|igshid|msclkid", re.IGNORECASE)
NOT_IN_ADDRESS = re.compile(r"[\s<>\"`{}|\\^]")
SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE)
ORDINARY = re.compile(r"https?://([a-z0-9-]+(?:\.[a-z0-9-]+)+)/", re.ASCII)
"""An address whose host is plain to see: nearly all, and ten times quicker to tell than by the rules for the rest."""
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*", re.ASCII)


def url_is_a_web_address(source: Source, _context: Context) -> Findings:
    """A link that a reader follows is http or https, with a host and no trackers."""
    for key in ("url", "archived"):
        url: str | None = getattr(source, key)
        if url is None:
            continue
        host = host_of(url)
        if host is None:
            yield Finding(
                (key,), f"{shown(url)} is not a web address.", "Write the whole address, starting with https://."
            )
        elif NOT_IN_ADDRESS.search(url):
            yield Finding(
                (key,),
                "There is a character in this address that an address cannot have.",
                "Copy the address from the browser's address bar.",
            )
        elif trackers := [
            name for name, _ in parse_qsl(url.partition("?")[2], keep_blank_values=True) if TRACKERS.fullmatch(name)
        ]:
            yield Finding(
                (key,),
                f'The address carries a tracker ("{trackers[0]}").',
                "Delete it and everything else after it that the page does without.",
            )


def published_is_a_real_date(source: Source, context: Context) -> Findings:
    """A document's date exists and has come."""
    if source.published is None:
        return
    if period(source.published) is None:
        remedy = 'Write "2012-05-21", or "2012-05" or "2012" where no more is known; leave it out if the page has none.'
        yield Finding(("published",), f"{shown(source.published)} is not a date.", remedy)
    elif first_day(source.published) > context.today:
        yield Finding(
            ("published",), f"{source.published} is in the future; today is {context.today}.", "Correct the date."
        )


def urls_are_different(sources: Mapping[str, Source]) -> Iterator[tuple[str, Finding]]:
    """One document is one entry, however its address is spelled."""
    seen: dict[str, str] = {}
    for id_, source in sources.items():
        same = seen.setdefault(normal(source.url), id_)
        if same != id_:
            yield id_, Finding(("url",), f'"{same}" has the same address.', f"Cite {same} and delete this entry.")


def ids_are_slugs(sources: Collection[str]) -> Iterator[tuple[str, Finding]]:
    """A source's id is small letters, digits and hyphens."""
    for id_ in sources:
        if not ID.fullmatch(id_):
            yield (
                id_,
                Finding(
                    (),
                    f"{shown(id_)} cannot be an id.",
                    "Write publisher-year-first-words in small letters, digits and hyphens.",
                ),
            )


def sources_are_cited(sources: Collection[str], cited: Collection[str]) -> Iterator[tuple[str, Finding]]:
    """A source that nothing cites helps nobody."""
    for id_ in sources:
        if id_ not in cited:
            yield id_, Finding((), "Nothing cites this source.", "Cite it, or delete the entry.")


def normal(url: str) -> str:
    """Spell an address so that two spellings of one page are equal: no scheme, www, last slash or fragment."""
    if host_of(url) is None:
        return url
    return SCHEME.sub("", url.partition("#")[0]).rstrip("/")


@lru_cache(maxsize=4096)
def host_of(url: str) -> str | None:
    """Give the host of a web address, or nothing when it is none."""
    plain = ORDINARY.match(url)
    if plain:
        return plain.group(1)
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return None
    return parts.hostname if parts.scheme in ("http", "https") and parts.hostname and "." in parts.hostname else None
