"""Who publishes: the row of the table of publishers behind a report, by name or by the domain of its address.

The letters of the table are an editorial starting point; a folder of the user's own tables overrides them.
A publisher that no row knows is F on the Admiralty scale: its reliability cannot be judged.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Final
from urllib.parse import urlsplit

from communique.errors import KnowledgeError
from communique.knowledge import Knowledge, Row, fold, split
from communique.model import Cited

LETTERS: Final = "ABCDEF"
UNKNOWN: Final = "F"
# Who speaks for a state in its own name.
OFFICIAL: Final = ("ministry", "government")


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher: ``key`` tells two apart, ``owner`` is the state that it belongs to or speaks for."""

    key: str
    name: str
    reliability: str = UNKNOWN
    owner: str = ""
    kind: str = ""

    def is_party(self, members: Iterable[str]) -> bool:
        """True where it belongs to one of the parties that a statement is about."""
        return bool(self.owner) and self.owner in members

    @property
    def is_official(self) -> bool:
        """True for a ministry or government that publishes in its own name."""
        return self.kind in OFFICIAL


@dataclass(frozen=True, eq=False)
class Publishers:
    """The table of publishers, by name, by alias and by domain."""

    knowledge: Knowledge

    def of(self, cited: Cited) -> Publisher:
        """The publisher of a report: by its name, else by the domain of its address.

        Reports that name neither have one key: nothing shows that they come from different places.
        """
        return self._named(cited.publisher, cited.url)

    @cached_property
    def _found(self) -> dict[tuple[str, str], Publisher]:
        return {}

    def _named(self, name: str, url: str) -> Publisher:
        known = self._found.get((name, url))
        if known is None:
            known = self._found[name, url] = self._look_up(name, url)
        return known

    def _look_up(self, name: str, url: str) -> Publisher:
        host = _host(url)
        row = self._by_name.get(fold(name)) or self._by_host(host)
        if row is not None:
            return _publisher(row)
        return Publisher(key=fold(name) or host, name=name or host)

    @cached_property
    def _by_name(self) -> dict[str, Row]:
        found: dict[str, Row] = {}
        rows = self.knowledge.rows("publishers")
        for row in rows:
            found.setdefault(fold(row["name"]), row)
        for row in rows:
            for alias in split(row.get("aliases", "")):
                found.setdefault(fold(alias), row)
        found.pop("", None)
        return found

    @cached_property
    def _domains(self) -> dict[str, Row]:
        return {
            domain.casefold(): row
            for row in self.knowledge.rows("publishers")
            for domain in split(row.get("domain", ""))
        }

    def _by_host(self, host: str) -> Row | None:
        """The row of a host or of the nearest domain above it: ``www.tass.com`` is ``tass.com``."""
        parts = host.split(".")
        candidates = (".".join(parts[start:]) for start in range(len(parts) - 1))
        return next((self._domains[name] for name in candidates if name in self._domains), None)


@lru_cache(maxsize=4)
def publishers(knowledge: Knowledge) -> Publishers:
    """The publishers of some tables, indexed once and kept."""
    return Publishers(knowledge)


def _publisher(row: Row) -> Publisher:
    """A row as data. Raises KnowledgeError where its letter is none of the scale."""
    letter = row.get("reliability", "") or UNKNOWN
    if letter not in LETTERS:
        raise KnowledgeError(
            "publishers.csv", f"{row['name']} has the reliability {letter!r}", "write A to F"
        )
    kind = row.get("kind", "")
    owner = row.get("owner", "") or (row.get("state", "") if kind in OFFICIAL else "")
    return Publisher(fold(row["name"]), row["name"], letter, owner, kind)


def _host(url: str) -> str:
    try:
        return (urlsplit(url).hostname or "").casefold()
    except ValueError:
        return ""
