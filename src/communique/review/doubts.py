"""The queue of an analyst: what is least sure first, without what somebody has judged already.

Five sorts of doubt: a claim that its reader was not sure of; a fact that is probably misread; a fact whose
claims contradict each other on what makes it that fact, so that it may be two; a claim that is only just held
to be of its fact (a link); two facts that may be one.
How sure we are of what stands in the register is said from 0 to 1.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from communique.assembly import effective
from communique.ids import content_id
from communique.model import Cited, Fact, Judgement
from communique.review.near import near_pairs
from communique.review.thin import thin_links

# The reader's own even odds: what it holds for less likely than not is asked first.
UNSURE: Final = 0.5
_APART: Final = ("date", "mode")
_CAUSES: Final = {
    "direction": "other reports have it go the other way",
    "hull": "a ship that was handed over is built again",
    "confidence": "one voice, and a reading that is not sure",
}


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question: ``sort`` is claim, fact, conflict, link or pair; ``sure`` how sure the register is of it.

    ``id`` is what ``review`` takes: that of the claim or the fact, or for a link or a pair one of its own.
    """

    id: str
    sort: str
    kind: str
    sure: float
    why: str
    claims: tuple[Cited, ...] = ()
    facts: tuple[Fact, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The public form."""
        return {
            "id": self.id,
            "sort": self.sort,
            "kind": self.kind,
            "sure": round(self.sure, 3),
            "why": self.why,
            "claims": [item.claim_id for item in self.claims],
            "facts": [fact.id for fact in self.facts],
        }


def doubts(facts: Sequence[Fact], judgements: Iterable[Judgement] = ()) -> list[Doubt]:
    """What an analyst might decide, the least sure first; of equals by sort and id."""
    decided = effective(judgements)
    found = [
        *_claims(facts),
        *_facts(facts),
        *_conflicts(facts),
        *_links(facts, decided),
        *_pairs(facts, decided),
    ]
    return sorted(found, key=lambda doubt: (doubt.sure, doubt.sort, doubt.id))


def pair_id(one: Fact, other: Fact) -> str:
    """The id of the question whether two facts are one."""
    return content_id("pair", *sorted((one.id, other.id)))


def link_id(fact: Fact, claim_id: str) -> str:
    """The id of the question whether a claim belongs to a fact."""
    return content_id("link", fact.id, claim_id)


def _claims(facts: Sequence[Fact]) -> Iterator[Doubt]:
    for fact in facts:
        if _accepted(fact):
            continue
        for item in fact.cited:
            if item.claim.confidence < UNSURE and not item.judgements:
                why = f"read by {item.claim.rule or item.claim.reader or 'a reader'} with little confidence"
                yield Doubt(item.claim_id, "claim", fact.kind, item.claim.confidence, why, (item,), (fact,))


def _facts(facts: Sequence[Fact]) -> Iterator[Doubt]:
    for fact in facts:
        doubtful = fact.slots.get("doubtful")
        if doubtful and not _accepted(fact) and len(fact.cited) > 1:
            sure = max(item.claim.confidence for item in fact.cited) / 2
            cause = str(doubtful.get("cause", ""))
            yield Doubt(fact.id, "fact", fact.kind, sure, _CAUSES.get(cause, cause), fact.cited, (fact,))


def _conflicts(facts: Sequence[Fact]) -> Iterator[Doubt]:
    """Claims that may be of two facts: they differ on the day or the mode, and nobody said which holds."""
    for fact in facts:
        settled = {slot for one in fact.judgements if one.scope == "fact" for slot in one.sets}
        if _accepted(fact) or any(one.action in ("merge", "split") for one in fact.judgements):
            continue
        for conflict in fact.conflicts:
            if conflict.slot in _APART and conflict.slot not in settled:
                values = ", ".join(value for value, _ in conflict.values)
                weights = sorted((len(ids) for _, ids in conflict.values), reverse=True)
                sure = weights[0] / sum(weights)
                why = f"its claims differ on the {conflict.slot} and may be of several facts: {values}"
                yield Doubt(fact.id, "conflict", fact.kind, sure, why, (), (fact,))
                break


def _links(facts: Sequence[Fact], decided: Sequence[Judgement]) -> Iterator[Doubt]:
    open_ones = [fact for fact in facts if not _accepted(fact)]
    for fact, item, sure, why in thin_links(open_ones, decided):
        yield Doubt(link_id(fact, item.claim_id), "link", fact.kind, sure, why, (item,), (fact,))


def _pairs(facts: Sequence[Fact], decided: Sequence[Judgement]) -> Iterator[Doubt]:
    apart = [_parts(one) for one in decided if one.action == "split"]
    for one, other, likely, why in near_pairs(facts):
        here = [{item.claim_id for item in fact.cited} for fact in (one, other)]
        if any(_told_apart(here, parts) for parts in apart):
            continue
        yield Doubt(pair_id(one, other), "pair", one.kind, 1 - likely, f"may be one: {why}", (), (one, other))


def _parts(judgement: Judgement) -> list[set[str]]:
    return [{anchor.claim_id for anchor in judgement.anchors if anchor.part == part} for part in (0, 1)]


def _told_apart(here: Sequence[set[str]], parts: Sequence[set[str]]) -> bool:
    return any(here[at] & parts[0] and here[1 - at] & parts[1] for at in (0, 1))


def _accepted(fact: Fact) -> bool:
    """True where somebody stands for the whole fact; the latest word counts."""
    return any(one.action == "accept" and one.scope == "fact" for one in fact.judgements)
