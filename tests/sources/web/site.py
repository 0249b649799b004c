"""A web site on the loopback address: what it answers is set by the test, what it was asked is kept."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from communique.sources.web.fetch import Rhythm, Web, Witness
from communique.sources.web.guard import Guard
from communique.sources.web.settings import Settings


@dataclass(frozen=True)
class Asked:
    """One request that the site got; names of headers in lower case."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes = b""


@dataclass(frozen=True)
class Answer:
    """What a page answers; ``etag`` makes it answer 304 to who has it already."""

    body: bytes | str = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: str = ""


Page = Answer | Callable[[Asked], Answer]


class Site:
    """The pages by their paths; a path that is not there answers 404."""

    def __init__(self, server: ThreadingHTTPServer) -> None:
        self._server = server
        self.pages: dict[str, Page] = {}
        self.asked: list[Asked] = []
        self.lock = threading.Lock()

    @property
    def port(self) -> int:
        return self._server.server_address[1]

    @property
    def host(self) -> str:
        return f"127.0.0.1:{self.port}"

    def url(self, path: str) -> str:
        return f"http://{self.host}{path}"

    def paths(self, *, robots: bool = False) -> list[str]:
        """The paths asked for, in order."""
        return [one.path for one in self.asked if robots or one.path != "/robots.txt"]

    def answer(self, asked: Asked) -> Answer:
        with self.lock:
            self.asked.append(asked)
            page = self.pages.get(asked.path, Answer("not here", 404))
        return page(asked) if callable(page) else page


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        self._serve(b"")

    def do_POST(self) -> None:
        self._serve(self.rfile.read(int(self.headers.get("content-length", "0"))))

    def _serve(self, body: bytes) -> None:
        site: Site = self.server.site  # type: ignore[attr-defined]
        headers = {key.lower(): value for key, value in self.headers.items()}
        answer = site.answer(Asked(self.command, self.path, headers, body))
        unchanged = answer.etag and headers.get("if-none-match") == answer.etag
        content = answer.body.encode() if isinstance(answer.body, str) else answer.body
        status = 304 if unchanged else answer.status
        self.send_response(status)
        for key, value in answer.headers.items():
            self.send_header(key, value)
        if answer.etag:
            self.send_header("ETag", answer.etag)
        self.send_header("Content-Length", "0" if unchanged else str(len(content)))
        self.end_headers()
        if not unchanged:
            self.wfile.write(content)

    def log_message(self, format: str, *args: Any) -> None:
        return


class _Server(ThreadingHTTPServer):
    daemon_threads = True

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: that a visitor hangs up in the middle is what some tests are about."""


@contextmanager
def serving() -> Iterator[Site]:
    """A site of its own thread, gone at the end."""
    server = _Server(("127.0.0.1", 0), _Handler)
    site = Site(server)
    server.site = site  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True)
    thread.start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


class Waits:
    """A rhythm that waits for nothing and keeps what it should have waited for; its clock goes by it."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.seconds = 1_000.0

    def sleep(self, seconds: float) -> None:
        self.slept.append(seconds)
        self.seconds += seconds

    def rhythm(self) -> Rhythm:
        return Rhythm(tick=lambda: self.seconds, sleep=self.sleep, chance=lambda: 0.0)


def visitor(
    site: Site,
    folder: Path | None = None,
    waits: Waits | None = None,
    witness: Witness | None = None,
    **settings: Any,
) -> Web:
    """A web that may visit the site; with a folder it keeps a cache and snapshots there."""
    if folder is not None:
        settings = {"cache": folder / "cache", "snapshots": folder / "snapshots"} | settings
    made = Settings(allowed=(site.host,), **settings)
    return Web(made, guard=Guard(made.allowed), rhythm=(waits or Waits()).rhythm(), witness=witness)
