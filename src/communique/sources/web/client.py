"""One request and its answer over the guarded transport: no cookies, no proxies, no redirects by itself."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Final

import httpx2

from communique.errors import SourceError
from communique.sources.web.body import ENCODINGS, BodyError, take
from communique.sources.web.cache import Entry
from communique.sources.web.guard import Guard
from communique.sources.web.settings import Settings
from communique.sources.web.snapshot import Exchange
from communique.sources.web.transport import Deadline, GuardedTransport

# What is taken of an answer that is not wanted for its content: a redirect, an error.
_ASIDE: Final = 65_536

_ACCEPT: Final = (
    "text/html,application/xhtml+xml,application/pdf,application/rss+xml,application/atom+xml,"
    "application/feed+json,text/plain;q=0.9,*/*;q=0.5"
)


class Client:
    """Asks and takes in under limits; ``tick`` counts seconds and ``now`` tells the time."""

    def __init__(
        self,
        settings: Settings,
        guard: Guard,
        tick: Callable[[], float],
        now: Callable[[], datetime],
    ) -> None:
        self._settings = settings
        self._tick, self._now = tick, now
        self._deadline = Deadline(tick)
        self._guard = guard
        self._made: httpx2.Client | None = None

    def close(self) -> None:
        """Closes all connections."""
        if self._made is not None:
            self._made.close()

    def get(self, url: httpx2.URL, kept: Entry | None, limit: int) -> Exchange:
        """The answer to a GET; with ``kept``, only if the page is no longer that.

        Raises httpx2.TransportError where there is no answer, GuardError where nothing may be asked, and
        SourceError for a body that is not taken in.
        """
        request = httpx2.Request("GET", url, headers=self._headers(kept))
        self._deadline.set(self._settings.seconds)
        at, begun = self._now(), self._tick()
        response = self._client().send(request, stream=True)
        try:
            peer = _peer(response)
            raw, cut = self._body(response, limit)
        finally:
            response.close()
            self._client().cookies.clear()
        return Exchange(
            url=str(url),
            at=at,
            asked=_as_sent(request.headers),
            status=response.status_code,
            reason=response.reason_phrase,
            headers=_as_sent(response.headers),
            raw=raw,
            ip=peer,
            seconds=self._tick() - begun,
            cut=cut,
        )

    def content(self, exchange: Exchange) -> bytes:
        """The body unpacked. Raises SourceError for one that is broken, or a bomb."""
        try:
            packing = exchange.header("content-encoding")
            return take([exchange.raw], packing, self._settings.most_bytes).content
        except BodyError as error:
            raise SourceError(exchange.url, str(error), "save the page and give the file") from error

    def retry_after(self, exchange: Exchange) -> float:
        """The seconds after which a busy site wants to be asked again; 0 where it does not say."""
        said = exchange.header("retry-after").strip()
        if said.isdigit():
            return float(said[:9])
        try:
            return max(0.0, (parsedate_to_datetime(said) - self._now()).total_seconds())
        except (ValueError, TypeError):
            return 0.0

    @staticmethod
    def hopeless(error: BaseException) -> bool:
        """Whether trying again changes nothing: a name that nobody has, a certificate that is not good."""
        cause: BaseException | None = error
        while cause is not None:
            if isinstance(cause, ssl.SSLCertVerificationError):
                return True
            if isinstance(cause, socket.gaierror) and cause.errno == socket.EAI_NONAME:
                return True
            cause = cause.__cause__ or cause.__context__
        return False

    def _client(self) -> httpx2.Client:
        if self._made is None:
            transport = GuardedTransport(self._guard, self._deadline)
            self._made = httpx2.Client(transport=transport, trust_env=False, follow_redirects=False)
        return self._made

    def _headers(self, kept: Entry | None) -> dict[str, str]:
        headers = {
            "Accept": _ACCEPT,
            "Accept-Encoding": ENCODINGS,
            "User-Agent": self._settings.user_agent,
        }
        if kept is not None and kept.etag:
            headers["If-None-Match"] = kept.etag
        if kept is not None and kept.modified:
            headers["If-Modified-Since"] = kept.modified
        return headers

    def _body(self, response: httpx2.Response, limit: int) -> tuple[bytes, bool]:
        """The body as sent, and whether it was cut: only that of a page is wanted whole."""
        wanted = 200 <= response.status_code < 300
        pieces = response.iter_raw()
        if not wanted:
            held = bytearray()
            for piece in pieces:
                held += piece
                if len(held) > _ASIDE:
                    return bytes(held[:_ASIDE]), True
            return bytes(held), False
        announced = response.headers.get("content-length", "")
        try:
            if announced.isdigit() and int(announced[:18]) > limit:
                raise BodyError(f"has {int(announced[:18]) / 1e6:,.0f} MB, more than {limit / 1e6:,.0f} MB")
            return take(pieces, "", limit).raw, False
        except BodyError as error:
            raise SourceError(str(response.url), str(error), "save what is needed of it as a file") from error


def _as_sent(headers: httpx2.Headers) -> tuple[tuple[str, str], ...]:
    return tuple((key.decode("latin-1"), value.decode("latin-1")) for key, value in headers.raw)


def _peer(response: httpx2.Response) -> str:
    """The IP address that answered."""
    stream = response.extensions.get("network_stream")
    try:
        peer = stream.get_extra_info("server_addr") if stream is not None else None
    except OSError:  # the other side has gone already
        return ""
    return str(peer[0]) if peer else ""
