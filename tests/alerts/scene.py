"""A small world to watch: a site with a feed, a reader of three sentences, and channels that keep what they got."""

from __future__ import annotations

import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from communique.alerts.channels import Channel, Lines, Screen
from communique.alerts.follow import Outcome, Parts, Watch
from communique.alerts.rules import Rule
from communique.knowledge import load
from communique.model import Claim, Document, Evidence, Fact
from communique.register import Register
from communique.register.watching import Due
from tests.sources.web.site import Answer, Site, Waits, visitor

KNOWLEDGE = load()
EVERYTHING = Rule("everything")
DAY = datetime(2025, 8, 6, 12, tzinfo=UTC)

_DEAL = re.compile(r"(\w+) (buys|receives|asks for) (\S+) from (\w+)\.")
_STATUS = {"buys": "contracted", "receives": "delivered", "asks for": "requested"}


class SmallReader:
    """Reads one kind of sentence: ``India buys S-400 from Russia.``"""

    version = "small-1"

    def read(self, document: Document) -> list[Claim]:
        return [
            Claim(
                kind="programme",
                evidence=(Evidence(match.start(), match.end(), match[0]),),
                equipment=match[3],
                supplier=(KNOWLEDGE.party(match[4]),),
                recipient=(KNOWLEDGE.party(match[1]),),
                mode="transfer",
                status=_STATUS[match[2]],
                reader=self.version,
                confidence=0.8,
            )
            for match in _DEAL.finditer(document.text)
        ]


@dataclass
class World:
    """A site and a folder; each :meth:`round` is a run of the program of its own, as after a restart."""

    site: Site
    folder: Path
    entries: list[tuple[str, str]] = field(default_factory=list)
    shown: list[Due] = field(default_factory=list)
    problems: list[str] = field(default_factory=list)
    now: datetime = DAY
    register: str = ""

    @property
    def address(self) -> str:
        return self.site.url("/feed.xml")

    @property
    def lines(self) -> Path:
        return self.folder / "alerts.jsonl"

    def publish(self, path: str, text: str, day: str = "2025-08-06", by: str = "Wire") -> None:
        """A new page and its entry in the feed; a later page of the same path is another entry."""
        page = f"---\ntitle: Report {path}\npublished: {day}\npublisher: {by}\n---\n\n{text}\n"
        self.site.pages[path] = Answer(page, headers={"Content-Type": "text/plain"})
        self.entries.append((path, text))
        self.site.pages["/feed.xml"] = Answer(self.feed(), etag=f'"{len(self.entries)}"')

    def feed(self) -> str:
        items = "".join(
            f"<item><title>{escape(text)}</title><link>{self.site.url(path)}</link><guid>{path}</guid></item>"
            for path, text in self.entries
        )
        return f'<?xml version="1.0"?><rss version="2.0"><channel><title>Wire</title>{items}</channel></rss>'

    def watch(
        self,
        register: Register,
        rules: Sequence[Rule] = (EVERYTHING,),
        more: Sequence[Channel] = (),
        **parts: Any,
    ) -> Watch:
        waits = Waits()
        web = visitor(self.site, self.folder, waits, delay=0)
        made = Parts(
            register=register, web=web, reader=SmallReader(), knowledge=KNOWLEDGE, now=lambda: self.now,
            words=words, say=self.problems.append, **parts,
        )  # fmt: skip
        return Watch(made, rules, [Screen(self.shown.append), Lines(self.lines), *more], None)

    def open(self) -> Register:
        if self.register:
            return Register.open(self.register, clock=lambda: self.now)
        place = self.folder / "register.db"
        if not place.exists():
            place.write_bytes(_empty())
        return Register.open(place, clock=lambda: self.now)

    def round(
        self, *addresses: str, rules: Sequence[Rule] = (EVERYTHING,), more: Sequence[Channel] = ()
    ) -> Outcome:
        with self.open() as register:
            watch = self.watch(register, rules, more)
            try:
                return watch.round(addresses or (self.address,))
            finally:
                watch.parts.web.close()

    def later(self, **period: float) -> None:
        self.now += timedelta(**period)


@lru_cache(maxsize=1)
def _empty() -> bytes:
    """An empty register: making one takes longer than a round."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "register.db"
        Register.open(place).close()
        return place.read_bytes()


def words(fact: Fact) -> str:
    slots = fact.slots
    return f"{slots.get('equipment')}: {', '.join(fact.members)}, {slots.get('status')}"
