"""What a site's robots.txt lets us do, as RFC 9309 has it.

Fetched once a day for each site. A robots.txt that is not there (4xx) forbids nothing; one that cannot be
reached (5xx, no connection) forbids everything, unless a copy of the last month is at hand.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from protego import Protego

from communique.sources.web.cache import Cache, Entry

# RFC 9309, 2.4: a copy should not be used for more than a day; 2.3.1.4: unless the site cannot be reached.
_FRESH: Final = timedelta(hours=24)
_STALE: Final = timedelta(days=30)
# A site that could not be reached is asked again after a while, not for each of its pages.
_PAUSE: Final = timedelta(minutes=10)
# RFC 9309, 2.5: at least 500 kibibytes are parsed.
LIMIT: Final = 512_000

_EVERYTHING: Final = "User-agent: *\nDisallow: /\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a site said when it was asked for robots.txt: a status and a text, or (0) nothing and why."""

    status: int
    text: str = ""
    problem: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether a page may be fetched, why not, and the seconds that the site wants between two requests.

    ``later`` are the seconds after which the verdict may be another one, None where it stays.
    """

    allowed: bool
    reason: str = ""
    delay: float = 0.0
    later: float | None = None


@dataclass(frozen=True, slots=True)
class _Known:
    rules: Protego
    until: datetime
    reason: str = ""


class Robots:
    """The rules of the sites met so far. ``ask`` fetches a robots.txt by its address; ``now`` is the time."""

    def __init__(
        self, product: str, cache: Cache, ask: Callable[[str], Answer], now: Callable[[], datetime]
    ) -> None:
        self._product = product
        self._cache = cache
        self._ask = ask
        self._now = now
        self._known: dict[str, _Known] = {}

    def verdict(self, site: str, address: str) -> Verdict:
        """Whether an address may be fetched; ``site`` is its beginning, as in ``https://wire.example``."""
        known = self._known.get(site)
        if known is None or known.until <= self._now():
            known = self._known[site] = self._learn(f"{site}/robots.txt")
        delay = float(known.rules.crawl_delay(self._product) or 0.0)
        if known.rules.can_fetch(address, self._product):
            return Verdict(True, delay=max(0.0, delay))
        later = _PAUSE.total_seconds() if known.reason else None
        return Verdict(False, known.reason or "its robots.txt forbids it", delay, later)

    def _learn(self, address: str) -> _Known:
        now = self._now()
        kept = self._cache.get(address)
        age = now - datetime.fromisoformat(kept.at) if kept else None
        if kept and age is not None and timedelta(0) <= age < _FRESH:
            return _Known(_parsed(kept.content), now + _FRESH - age)
        answer = self._ask(address)
        if 200 <= answer.status < 300 or (400 <= answer.status < 500 and answer.status != 429):
            text = answer.text[:LIMIT] if answer.status < 300 else ""
            content = text.encode("utf-8", "replace")
            self._cache.put(Entry(address, now.isoformat(), answer.status, content))
            return _Known(_parsed(content), now + _FRESH)
        if kept and age is not None and age < _STALE:
            return _Known(_parsed(kept.content), now + _PAUSE)
        why = answer.problem or f"answer {answer.status}"
        reason = f"its robots.txt cannot be reached ({why}), which forbids everything for now"
        return _Known(Protego.parse(_EVERYTHING), now + _PAUSE, reason)


def _parsed(content: bytes) -> Protego:
    return Protego.parse(content.decode("utf-8-sig", "replace").replace("\0", ""))
