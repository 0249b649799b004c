"""The web application over a small register of doubts, served by this process, and a visitor who keeps cookies."""

from __future__ import annotations

import html
import http.client
import re
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from tests.review import scene

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def filled(folder: Path) -> str:
    """The register of the scene as a file; its address."""
    return str(scene.recorded(folder / "desk.db"))


@contextmanager
def served(app: Any) -> Iterator[int]:
    """The application on a free port of the loopback address; gives the port."""
    import uvicorn  # noqa: PLC0415 - only the web tests need it

    server = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error", proxy_headers=False))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    end = time.monotonic() + 20
    while not server.started:
        assert time.monotonic() < end, "the server never started"
        time.sleep(0.01)
    try:
        yield server.servers[0].sockets[0].getsockname()[1]
    finally:
        server.should_exit = True
        thread.join(20)


@dataclass(frozen=True)
class Answer:
    """An answer: status, headers and text."""

    status: int
    headers: Mapping[str, str]
    text: str

    @property
    def place(self) -> str:
        """Where it sends the visitor."""
        return self.headers.get("location", "")


@dataclass
class Visitor:
    """Somebody with a browser that keeps cookies and runs no script."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    headers: dict[str, str] = field(default_factory=dict)

    def ask(self, method: str, path: str, body: str | None = None, **more: str) -> Answer:
        """One request, redirects not followed."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = dict(self.headers)
        if self.cookies:
            sent["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent |= {name.replace("_", "-"): value for name, value in more.items()}
        connection.request(method, path, body, sent | (FORM if body is not None else {}))
        got = connection.getresponse()
        answer = Answer(got.status, {k.lower(): v for k, v in got.getheaders()}, got.read().decode())
        for name, value in got.getheaders():
            if name.lower() == "set-cookie":
                key, _, rest = value.partition("=")
                self.cookies[key] = rest.partition(";")[0]
        connection.close()
        return answer

    def get(self, path: str, **more: str) -> Answer:
        """A page."""
        return self.ask("GET", path, **more)

    def token(self, path: str = "/review") -> str:
        """The token in the first form of a page."""
        found = re.search(r'name="csrf" value="([^"]+)"', self.get(path).text)
        assert found, f"no form on {path}"
        return found[1]

    def post(
        self, path: str, fields: Mapping[str, str | Sequence[str]], at: str = "/review", **more: str
    ) -> Answer:
        """A form as the page ``at`` would send it."""
        body = urlencode({"csrf": self.token(at), **fields}, doseq=True)
        return self.ask("POST", path, body, **more)


def plain(answer: Answer) -> str:
    """The words of a page without its tags."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.text)).split())
