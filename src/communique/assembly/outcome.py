"""What was assembled, and what of it holds when some claims have come or gone.

A fact follows from its group (what makes it that thing, its claims, what identity settled, why each claim is there) and from the
voices of its claims; its doubts from the other facts, its belief from all of that. So a fact of the same group, claims, reasons and
voices is the same fact. Facts on which a judgement bears are made anew.
"""

from __future__ import annotations

import json
import zlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Final

from communique.assembly.alike import Shared
from communique.assembly.ground import Ground, Group
from communique.assembly.late import voices_of
from communique.ids import content_id
from communique.model import Cited, Fact, Link

_QUICK: Final = 1


@dataclass(frozen=True)
class Made:
    """Facts in their order, what their documents share, and what identity settled of each, as a hash."""

    facts: list[Fact] = field(default_factory=list)
    shared: Shared = field(default_factory=Shared)
    settled: Mapping[str, str] = field(default_factory=dict)

    def changed(self, claims: Sequence[Cited], ground: Ground) -> dict[str, str] | None:
        """The claims that are new or speak with another voice, by their ids, with the voice that they had ("" if new).

        None where so much is another that all is made anew: claims have gone, say something else, or a judgement bears.
        """
        if not self.facts or any(fact.judgements for fact in self.facts):
            return None
        before = {
            item.claim_id: (item, voice)
            for fact in self.facts
            for item, voice in zip(fact.cited, voices_of(fact), strict=True)
        }
        found: dict[str, str] = {}
        for item in claims:
            there, voice = before.pop(item.claim_id, (None, ""))
            if there is None or ground.voice(item) != voice:
                found[item.claim_id] = voice
            elif there is not item and there != item:
                return None
        return None if before else found

    def apart(self, touched: set[str]) -> list[Fact] | None:
        """The facts that none of these claims is in; None where a fact is of both sides, which must not be."""
        kept = []
        for fact in self.facts:
            inside = sum(item.claim_id in touched for item in fact.cited)
            if not inside:
                kept.append(fact)
            elif inside < len(fact.cited):
                return None
        return kept

    def unweighed(self, id_: str, group: Group, links: Sequence[Link]) -> Fact | None:
        """The fact that a group is, whatever its doubts and belief; None where it is not exactly the one that was."""
        old = self._by_id.get(id_)
        if old is None or old.judgements or old.cited != group.cited or old.links != tuple(links):
            return None
        if self.settled.get(id_, "") != (settled_by(group) if group.slots else ""):
            return None
        return old

    def weighed(self, fact: Fact) -> Fact | None:
        """The fact with its belief, where it is the one that was, doubts and all; else None."""
        old = self._by_id.get(fact.id)
        if old is None or old.judgements or fact.judgements:
            return None
        if old is fact:
            return old
        same = replace(old, belief=fact.belief, weighing=fact.weighing) == fact
        return old if same else None

    @cached_property
    def _by_id(self) -> dict[str, Fact]:
        return {fact.id: fact for fact in self.facts}


def settled_by(group: Group) -> str:
    """What identity settled of a group, as a hash."""
    return content_id("settled", json.dumps(dict(group.slots), sort_keys=True))[:16]


def pack_shared(made: Made) -> bytes:
    """All but the facts, as bytes."""
    shared = made.shared
    said = [shared.sizes, shared.pairs, shared.paragraphs, shared.family, shared.boilerplate, made.settled]
    return zlib.compress(json.dumps(said, separators=(",", ":")).encode(), _QUICK)


def unpack_shared(facts: Sequence[Fact], packed: bytes) -> Made | None:
    """The outcome that was packed, of which these are the facts; None for bytes that are none."""
    try:
        sizes, pairs, paragraphs, family, boilerplate, settled = json.loads(zlib.decompress(packed))
        alike, copied = [(*pair,) for pair in pairs], [(*pair,) for pair in paragraphs]
        shared = Shared(sizes, alike, copied, family, boilerplate)
        return Made(list(facts), shared, settled)
    except (zlib.error, ValueError, TypeError, KeyError):
        return None
