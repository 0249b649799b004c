"""What every step of assembly stands on: the tables, the voices, and the groups that the steps pass on."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from communique.assembly.citing import Voices
from communique.assembly.equipment import Catalogue
from communique.knowledge import Knowledge
from communique.model import Cited, Link


@dataclass(frozen=True, eq=False)
class Ground:
    """The knowledge tables and who speaks in which claim."""

    knowledge: Knowledge
    catalogue: Catalogue
    voices: Voices

    def voice(self, cited: Cited) -> str:
        """The voice of a claim: its family's, of a copied paragraph or a citation whoever had it first."""
        return self.voices.of(cited)

    def count(self, cited: Iterable[Cited]) -> int:
        """How many independent voices say these claims."""
        return len({self.voice(item) for item in cited})


@dataclass(frozen=True, slots=True)
class Group:
    """Claims about one thing, the key that makes it that thing, slots that identity has settled, and why each claim is here."""

    kind: str
    key: tuple[Any, ...]
    cited: tuple[Cited, ...]
    slots: Mapping[str, Any] = field(default_factory=dict)
    links: tuple[Link, ...] = ()


def order_of(cited: Cited) -> tuple[str, str, str]:
    """The order in which claims are looked at, whatever order they came in: by day, document and claim."""
    return (cited.published or "9999", cited.document_id, cited.claim_id)


def in_order(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Claims sorted, each claim of a document once."""
    unique: dict[tuple[str, str], Cited] = {}
    for item in cited:
        ids = (item.document_id, item.claim_id)
        there = unique.get(ids)
        if there is None or (there is not item and _full_order(item) >= _full_order(there)):
            unique[ids] = item
    return tuple(sorted(unique.values(), key=order_of))


def sort(cited: Iterable[Cited]) -> tuple[Cited, ...]:
    """Claims that are known to stand once each, in order."""
    return tuple(sorted(cited, key=order_of))


def _full_order(cited: Cited) -> tuple[str, ...]:
    """Every field counts: which of two entries with the same ids is kept depends on neither's place."""
    claim = json.dumps(cited.claim.to_json(), sort_keys=True, ensure_ascii=False)
    return (*order_of(cited), claim, cited.publisher, cited.title, cited.url)


def only_one(candidates: Sequence[int]) -> int | None:
    """The one candidate where there is exactly one: whoever could join two joins neither."""
    return candidates[0] if len(candidates) == 1 else None
