"""Pages of the web, fetched as a guest: asked for permission, in time, once, and with proof of what was said."""

from __future__ import annotations

import hashlib
import random
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import Final, Self, TypeAlias

import httpx2

from communique.errors import SourceError
from communique.sources.web import robots, snapshot
from communique.sources.web.cache import Cache, Entry
from communique.sources.web.client import Client
from communique.sources.web.guard import Guard, GuardError
from communique.sources.web.pace import Pace
from communique.sources.web.settings import Settings
from communique.sources.web.snapshot import Exchange

_REDIRECTS: Final = frozenset({301, 302, 303, 307, 308})
_BUSY: Final = frozenset({429, 502, 503, 504})
# RFC 9309, 2.3.1.2: at least five redirects of a robots.txt are followed.
_ROBOTS_HOPS: Final = 5
_ROBOTS_BYTES: Final = 5_000_000

_SAID: Final = {
    401: ("asks for a name and a password", "save the page and give the file"),
    402: ("asks for money", "save the page and give the file"),
    403: ("refuses to give it", "save the page with a browser and give the file"),
    404: ("is not there", "check the address"),
    410: ("is gone for good", "take it off the list"),
    451: ("may not be given, for legal reasons", ""),
}


class FetchError(SourceError):
    """A page that could not be had.

    ``status`` is the answer's, 0 where there was none. ``later`` are the seconds after which it may be
    asked for again, None where that makes no difference.
    """

    def __init__(
        self, place: str, problem: str, mend: str = "", *, status: int = 0, later: float | None = None
    ) -> None:
        super().__init__(place, problem, mend)
        self.status = status
        self.later = later


@dataclass(frozen=True, slots=True)
class Fetched:
    """What an address gave: ``final`` is where the redirects ended, both in their
    plain form; ``digest`` the SHA-256 of the content.

    ``known`` says that the content is the same as the last time. ``snapshot`` is the file that proves it,
    relative to the folder of snapshots; empty where none is kept.
    """

    url: str
    final: str
    at: datetime
    status: int
    content: bytes
    media_type: str
    digest: str
    known: bool = False
    snapshot: str = ""


@dataclass(frozen=True, slots=True)
class Rhythm:
    """Time and chance, passed in: wall clock, a clock of seconds, how to wait, a number from 0 to 1."""

    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    tick: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    chance: Callable[[], float] = random.random


Witness: TypeAlias = Callable[[Fetched], None]


class Web:
    """Fetches pages one after the other; ``witness`` hears of each. Not for several threads at once."""

    def __init__(
        self,
        settings: Settings | None = None,
        *,
        guard: Guard | None = None,
        rhythm: Rhythm | None = None,
        witness: Witness | None = None,
    ) -> None:
        self.settings: Final = settings or Settings()
        self.guard: Final = guard or Guard(self.settings.allowed)
        self.rhythm: Final = rhythm or Rhythm()
        self._witness = witness
        self._cache = Cache(self.settings.cache, self.settings.cache_bytes)
        self._client = Client(self.settings, self.guard, self.rhythm.tick, self.rhythm.now)
        self._pace = Pace(self.rhythm.tick)
        self._robots = robots.Robots(self.settings.product, self._cache, self._ask_robots, self.rhythm.now)

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """Closes all connections."""
        self._client.close()

    def fetch(self, address: str) -> Fetched:
        """The content of an address, after its redirects.

        Raises GuardError for an address that may not be asked, FetchError for one that gives nothing.
        """
        url = self.guard.check(address)
        exchanges: list[Exchange] = []
        while True:
            verdict = self._robots.verdict(_site(url), str(url))
            if not verdict.allowed:
                mend = "try again later" if verdict.later else "ask its publisher, or give a saved page"
                raise FetchError(str(url), verdict.reason, mend, later=verdict.later)
            kept = self._usable(str(url))
            exchange = self._patiently(url, kept, verdict.delay)
            exchanges.append(exchange)
            if exchange.status not in _REDIRECTS:
                return self._fetched(exchanges, kept)
            if len(exchanges) > self.settings.hops:
                raise FetchError(address, f"leads on and on: {len(exchanges)} redirects", "check the address")
            url = self._next(url, exchange)

    def _fetched(self, exchanges: list[Exchange], kept: Entry | None) -> Fetched:
        """The end of a fetch: the answer judged, kept and recorded."""
        address, last = exchanges[0].url, exchanges[-1]
        if last.status == 304 and kept is not None:
            found = Fetched(
                address,
                last.url,
                last.at,
                200,
                kept.content,
                kept.media_type,
                kept.digest,
                True,
                kept.snapshot,
            )
            self._witnessed(found)
            return found
        if not 200 <= last.status < 300:
            said = _SAID.get(
                last.status, (f"answers {last.status} {last.reason}".rstrip(), "try again later")
            )
            raise FetchError(last.url, *said, status=last.status)
        content, media_type = self._client.content(last), last.header("content-type")
        digest = hashlib.sha256(content).hexdigest()
        before = kept or self._cache.get(last.url)
        same = before is not None and before.digest == digest
        proof = before.snapshot if same and before is not None and self._recorded(before.snapshot) else ""
        if not proof and self.settings.snapshots is not None:
            proof = self._record(self.settings.snapshots, exchanges, digest)
        self._keep(last, content, media_type, proof)
        found = Fetched(address, last.url, last.at, last.status, content, media_type, digest, same, proof)
        self._witnessed(found)
        return found

    def _witnessed(self, found: Fetched) -> None:
        if self._witness is not None:
            self._witness(found)

    def _keep(self, last: Exchange, content: bytes, media_type: str, proof: str) -> None:
        """Into the cache, if the answer allows it: to ask after it, or at least to know it again."""
        etag, modified = last.header("etag"), last.header("last-modified")
        if "no-store" not in last.header("cache-control").lower():
            at = last.at.isoformat()
            self._cache.put(Entry(last.url, at, last.status, content, etag, modified, media_type, proof))

    def _record(self, folder: Path, exchanges: list[Exchange], digest: str) -> str:
        try:
            return snapshot.record(folder, exchanges, digest)
        except OSError as error:
            problem = f"its snapshot cannot be written: {error.strerror or error}"
            raise SourceError(
                str(folder), problem, "make room or rights there, or give --no-snapshot"
            ) from error

    def _recorded(self, name: str) -> bool:
        """Whether a snapshot of that name lies in the folder; true where none are kept."""
        folder = self.settings.snapshots
        return folder is None or (bool(name) and (folder / name).is_file())

    def _usable(self, url: str) -> Entry | None:
        """What is kept of an address, if its proof is at hand; else the page is fetched anew for one."""
        kept = self._cache.get(url)
        if kept is None or not (kept.etag or kept.modified) or not self._recorded(kept.snapshot):
            return None
        return kept

    def _next(self, url: httpx2.URL, exchange: Exchange) -> httpx2.URL:
        """Where a redirect leads. Raises GuardError where it may not be followed."""
        target = exchange.header("location").strip().replace(" ", "%20")
        if not target:
            raise FetchError(str(url), f"answers {exchange.status} without an address", "check the address")
        if "\\" in target or any(ord(char) < 0x20 for char in target):
            raise GuardError(str(url), "leads to an address that is none", "check the address")
        try:
            joined = str(url.join(target))
        except (httpx2.InvalidURL, ValueError) as error:
            raise GuardError(str(url), f"leads to an address that is none: {error}") from error
        return self.guard.check(joined)

    # One request, however often it has to be tried.

    def _patiently(self, url: httpx2.URL, kept: Entry | None, delay: float) -> Exchange:
        """The answer of an address, tried again while the site is busy or cannot be reached."""
        problem, later = "", 0.0
        for attempt in range(self.settings.tries):
            if attempt:
                self._rest(url, problem, max(later, self._backoff(attempt)))
            self._wait(url, max(delay, self.settings.delay))
            try:
                exchange = self._client.get(url, kept, self.settings.most_bytes)
            except httpx2.TransportError as error:
                problem, later = f"cannot be reached: {error}", 0.0
                if self._client.hopeless(error):
                    raise FetchError(str(url), problem, "check the address") from error
                continue
            if exchange.status not in _BUSY:
                return exchange
            problem = f"is busy: {exchange.status} {exchange.reason}".rstrip()
            later = self._client.retry_after(exchange)
        raise FetchError(
            str(url),
            f"{problem}; tried {self.settings.tries} times",
            "try again later",
            later=max(60.0, later),
        )

    def _backoff(self, attempt: int) -> float:
        pause: float = self.settings.backoff * 2.0 ** (attempt - 1) * (1 + self.rhythm.chance() / 2)
        return pause

    def _rest(self, url: httpx2.URL, problem: str, seconds: float) -> None:
        """Waits before the next try; a site that wants more than our patience is left until later."""
        if seconds > self.settings.longest_wait:
            said = f"{problem}, and asks to come back in {seconds:,.0f} s"
            raise FetchError(str(url), said, "try again then", later=seconds)
        self.rhythm.sleep(seconds)

    def _wait(self, url: httpx2.URL, delay: float) -> None:
        host = url.raw_host.decode("ascii")
        seconds = self._pace.wait(host, delay)
        if seconds > self.settings.longest_wait:
            said = f"its robots.txt asks for {delay:,.0f} s between two requests"
            raise FetchError(str(url), said, "try again then", later=seconds)
        if seconds > 0:
            self.rhythm.sleep(seconds)
        self._pace.asked(host)

    def _ask_robots(self, address: str) -> robots.Answer:
        """A robots.txt, after its redirects; what goes wrong on the way is part of the answer."""
        url = self.guard.check(address)
        problem = ""
        for attempt in range(2):
            if attempt:
                self.rhythm.sleep(min(self._backoff(1), self.settings.longest_wait))
            try:
                return self._robots_of(url)
            except GuardError as error:
                if error.place == url.raw_host.decode("ascii"):
                    raise  # the site itself may not be asked
                return robots.Answer(0, problem=error.problem)
            except httpx2.TransportError as error:
                problem = str(error)
            except FetchError as error:
                problem = error.problem
        return robots.Answer(0, problem=problem)

    def _robots_of(self, url: httpx2.URL) -> robots.Answer:
        for _ in range(_ROBOTS_HOPS + 1):
            self._wait(url, self.settings.delay)
            exchange = self._client.get(url, None, _ROBOTS_BYTES)
            if exchange.status not in _REDIRECTS:
                text = self._client.content(exchange) if 200 <= exchange.status < 300 else b""
                return robots.Answer(exchange.status, text.decode("utf-8-sig", "replace"))
            url = self._next(url, exchange)
        return robots.Answer(404)  # RFC 9309, 2.3.1.2: after that it may be taken as not there


def _site(url: httpx2.URL) -> str:
    return f"{url.scheme}://{url.netloc.decode('ascii')}"
