"""The way to the network: a name is looked up once, every address checked, and that address connected to.

Between the check and the connection nothing can change, because the connection is made to the address that
was checked and not to the name. TLS and the Host header keep the name. Proxies do not exist here. One
deadline bounds everything that is done for one request, however slowly the other side sends.
"""

from __future__ import annotations

import os
import ssl
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final

import httpcore2
import httpx2

from communique.sources.web.guard import Guard

# Seconds without a sign from the other side.
_PATIENCE: Final = 20.0


class Deadline:
    """The moment at which a request is given up; none until :meth:`set`."""

    def __init__(self, clock: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._until: float | None = None

    def set(self, seconds: float) -> None:
        """Begins to count ``seconds`` from now."""
        self._until = self._clock() + seconds

    def left(self, timeout: float | None) -> float:
        """The seconds that one step may take. Raises httpcore2.ReadTimeout when there are none."""
        most = _PATIENCE if timeout is None else timeout
        if self._until is None:
            return most
        left = self._until - self._clock()
        if left <= 0:
            raise httpcore2.ReadTimeout("it takes too long")
        return min(most, left)


class Pinned(httpcore2.NetworkBackend):
    """Connects to checked addresses only."""

    def __init__(self, guard: Guard, deadline: Deadline) -> None:
        self._guard = guard
        self._deadline = deadline
        self._plain = httpcore2.SyncBackend()

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """A connection to the first address of the host that answers.

        Raises GuardError before anything is sent if any of its addresses is not public.
        """
        try:
            addresses = self._guard.resolve(host, port)
        except (OSError, UnicodeError) as error:
            raise httpcore2.ConnectError(f"{host} is not known: {error}") from error
        failed: Exception = httpcore2.ConnectError(f"{host} has no address")
        for address in addresses:
            left = self._deadline.left(timeout)
            try:
                stream = self._plain.connect_tcp(address, port, left, local_address, socket_options)
            except (httpcore2.ConnectError, httpcore2.ConnectTimeout) as error:
                failed = error
                continue
            return Timed(stream, self._deadline)
        raise failed

    def connect_unix_socket(
        self,
        path: str,
        timeout: float | None = None,
        socket_options: Iterable[httpcore2.SOCKET_OPTION] | None = None,
    ) -> httpcore2.NetworkStream:
        """Never: raises httpcore2.ConnectError."""
        raise httpcore2.ConnectError("sockets of this machine are not connected to")


class Timed(httpcore2.NetworkStream):
    """A connection whose every step is bounded by the deadline of the request."""

    def __init__(self, stream: httpcore2.NetworkStream, deadline: Deadline) -> None:
        self._stream = stream
        self._deadline = deadline

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        """Some bytes from the other side."""
        return self._stream.read(max_bytes, self._deadline.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        """Sends all the bytes."""
        self._stream.write(buffer, self._deadline.left(timeout))

    def close(self) -> None:
        """Ends the connection."""
        self._stream.close()

    def start_tls(
        self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None
    ) -> httpcore2.NetworkStream:
        """The same connection under TLS; the certificate must be that of the name."""
        safe = self._stream.start_tls(ssl_context, server_hostname, self._deadline.left(timeout))
        return Timed(safe, self._deadline)

    def get_extra_info(self, info: str) -> Any:
        """What the connection knows about itself."""
        return self._stream.get_extra_info(info)


class GuardedTransport(httpx2.BaseTransport):
    """The transport of every client that communique has: guarded, without proxies, under a deadline."""

    def __init__(self, guard: Guard, deadline: Deadline | None = None) -> None:
        self._guard = guard
        self._pool = httpcore2.ConnectionPool(
            ssl_context=_tls(os.environ.get("SSL_CERT_FILE"), os.environ.get("SSL_CERT_DIR")),
            max_connections=4,
            keepalive_expiry=15.0,
            network_backend=Pinned(guard, deadline or Deadline()),
        )

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """Sends a request whose address is fit to be asked. Raises GuardError or httpx2.TransportError."""
        self._guard.check(str(request.url))
        url = request.url
        inner = httpcore2.Request(
            method=request.method,
            url=httpcore2.URL(scheme=url.raw_scheme, host=url.raw_host, port=url.port, target=url.raw_path),
            headers=request.headers.raw,
            content=request.stream,
            extensions=request.extensions,
        )
        with _translated():
            response = self._pool.handle_request(inner)
        return httpx2.Response(
            status_code=response.status,
            headers=response.headers,
            stream=_Stream(response.stream),
            extensions=response.extensions,
        )

    def close(self) -> None:
        """Closes all connections."""
        self._pool.close()


@lru_cache(maxsize=4)
def _tls(file: str | None, folder: str | None) -> ssl.SSLContext:
    """Certificates are checked against those that these variables of OpenSSL name, else the usual ones."""
    return httpx2.create_ssl_context()


class _Stream(httpx2.SyncByteStream):
    """The body of a response, with errors in httpx2's words."""

    def __init__(self, stream: Any) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        with _translated():
            yield from self._stream

    def close(self) -> None:
        self._stream.close()


@contextmanager
def _translated() -> Iterator[None]:
    """httpcore2's errors as those of the same name in httpx2."""
    try:
        yield
    except (httpcore2.TimeoutException, httpcore2.NetworkError, httpcore2.ProtocolError) as error:
        kind = getattr(httpx2, type(error).__name__, httpx2.TransportError)
        raise kind(str(error) or type(error).__name__) from error
