"""``communique serve`` as a process of its own on a free port, over the examples and a hostile report."""

from __future__ import annotations

import re
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from email.message import Message
from pathlib import Path

from communique.ids import content_id
from communique.model import Document
from communique.reading import Reader
from communique.register import Register, Watching
from communique.register.watching import Alert
from tests.faces.program import COMMUNIQUE, environment, here

ROOT = Path(__file__).parents[3]
# As another program might have recorded it: our own sources would not let the address in.
HOSTILE = Document(
    text="MOSCOW: Russia <script>alert(4)</script> delivered <img src=x onerror=alert(5)> three S-400 systems to India "
    "on Friday. Defence Minister <b onmouseover=alert(6)>Andrei</b> Belousov met Rajnath Singh in Moscow on August 8, 2025.",
    title="<script>alert('title')</script><img src=x onerror=alert(1)>",
    publisher='"><svg onload=alert(2)>',
    url="javascript:alert(3)",
    published="2025-08-08",
)


# The name of a rule is free text, too.
WATCH = "<script>alert(8)</script> & 50%"

# One story in two papers, word for word.
_STORY = (
    "MANILA: India has delivered the third of its copied BrahMos batteries to the Philippines, the Department of National "
    "Defense said on Monday. The contract for three batteries of the missile was signed in January 2022 and is worth "
    "375 million dollars. Officers of the Philippine Marine Corps have been trained in Nagpur, and the launchers will "
    "stand in Zambales, facing the sea lanes that lead to Subic Bay and to the capital."
)
COPIES = tuple(
    Document(text=_STORY, title="Third battery is here", publisher=name, published=day)
    for name, day in (("Island Courier (example)", "2025-10-06"), ("Harbour Mirror (example)", "2025-10-07"))
)


@dataclass(frozen=True)
class Got:
    """An answer: status, headers and text."""

    status: int
    headers: Message
    text: str


@dataclass(frozen=True)
class Site:
    """The running server."""

    address: str
    register: Path

    def get(self, path: str, **headers: str) -> Got:
        """Asks for a path; an error's page is an answer too."""
        names = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.address + path, headers=names)  # noqa: S310 - our own server
        try:
            with _OPENER.open(request, timeout=60) as response:
                return Got(response.status, response.headers, response.read().decode())
        except urllib.error.HTTPError as error:
            return Got(error.code, error.headers, error.read().decode())


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_: object) -> None:
        """Redirects are answers to look at."""


_OPENER = urllib.request.build_opener(_Stay, urllib.request.ProxyHandler({}))


def _watched(register: Register) -> None:
    """As if a watch had told something about the hostile report."""
    watching, at = Watching(register), datetime(2025, 8, 9, 12, tzinfo=UTC)
    watching.follow("https://wire.example/feed.xml?<script>", "<script>alert(7)</script>", at)
    watching.set_rules({"quiet": "nobody told by <me>"})
    item = register.claims_of(HOSTILE.id)[0]
    source = {
        "publisher": HOSTILE.publisher, "published": HOSTILE.published, "title": HOSTILE.title, "url": HOSTILE.url,
        "document": HOSTILE.id, "claim": item.claim_id, "quote": HOSTILE.text[:200],
    }  # fmt: skip
    for rule in ("S-400 on the move", WATCH):
        data = {"rule": rule, "event": "status", "kind": "programme", "parties": ["IND", "RUS"], "summary": HOSTILE.title,
                "status": "delivered", "before": "contracted", "sources": [source]}  # fmt: skip
        told = Alert(content_id("alert", rule), rule, content_id("thread", rule), (item.claim_id,), data)
        watching.tell([told], [], [], [], at)


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """A server over a register made in ``folder``; gone afterwards."""
    register = folder / "site.db"
    sources = [ROOT / "examples" / "india-philippines", ROOT / "examples" / "france-india"]
    done = here("add", *sources, "--register", register)
    assert done.code == 0, done.err
    reader = Reader()
    with Register.open(register, actor="ana <b>") as opened:
        for document in (HOSTILE, *COPIES):
            opened.add(document, reader.read(document), reader=reader.version)
        _watched(opened)
    with running(register) as site:
        yield site


@contextmanager
def running(register: Path, *options: str) -> Iterator[Site]:
    """A server over a register that is there; gone afterwards."""
    command = [str(COMMUNIQUE), "serve", "--port", "0", "--register", str(register), *options]
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True, env=environment()) as process:
        try:
            assert process.stderr is not None
            line = process.stderr.readline()
            found = re.search(r"http://127\.0\.0\.1:\d+", line)
            assert found, line + process.stderr.read()
            yield Site(found[0], register)
        finally:
            process.terminate()
            process.wait(20)
