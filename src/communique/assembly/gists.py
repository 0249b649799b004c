"""What follows from the claims of one fact alone and is asked of all facts: worked out, or known of a fact that was kept.

Ladder, trend, slips and doubts go through every fact of a pair. So that a kept fact need not be read for them, what each of
them takes from its claims is kept with it (:class:`communique.assembly.late.Gist`).
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from communique.assembly import dates, moments
from communique.assembly.late import Gist, LateFact, Promise, voices_of
from communique.model import Cited, Fact

_INFERRED_WEIGHT: Final = 0.5
EVEN: Final = 0.5
_ENDS: Final = ("supplier", "recipient")
# What the tables know (the S-400 is Russian) is no guess about this report.
_TABLE: Final = "table"
_IDENTITY: Final = ("equipment", "supplier", "recipient", "mode")
_ARRIVED: Final = ("delivered", "in-service")
_INTENTIONS: Final = ("proposed", "requested", "approved", "negotiating")
_NAMING: Final = 2


def gist(fact: Fact) -> Gist:
    """All of it, to be kept."""
    if isinstance(fact, LateFact):
        return fact.gist
    times = (moments.told(fact), moments.began(fact), moments.latest(fact), moments.last_asserted(fact))
    if fact.kind != "programme":
        return Gist(*times)
    telling = tuple(moments.tells_day(fact, when, said) for when, _, said in fact.slots.get("history", []))
    standing = (is_sure(fact), naming(fact), promise(fact))
    return Gist(
        *times, telling, *standing, weight(fact), is_guessed(fact), is_unsure(fact), is_contested(fact)
    )


def weight(fact: Fact) -> float:
    """Independent voices, each by its most confident claim; half where an end of the deal was inferred."""
    if isinstance(fact, LateFact):
        return fact.gist.weight
    best: dict[str, float] = {}
    counted = {item.claim_id for item in asserted(fact)}
    for item, voice in zip(fact.cited, voices_of(fact), strict=False):
        if item.claim_id not in counted:
            continue
        share = _INFERRED_WEIGHT if infers_an_end(item) else 1.0
        best[voice] = max(best.get(voice, 0.0), item.claim.confidence * share)
    return sum(best.values())


def is_guessed(fact: Fact) -> bool:
    """True where every claim that says so guesses an end of the deal."""
    if isinstance(fact, LateFact):
        return fact.gist.guessed
    unnamed = bool(fact.slots.get("unnamed"))
    return all(infers_an_end(item, unnamed) for item in asserted(fact))


def is_unsure(fact: Fact) -> bool:
    """True where no claim that says so is held for at least even odds."""
    if isinstance(fact, LateFact):
        return fact.gist.unsure
    return all(item.claim.confidence < EVEN for item in asserted(fact))


def asserted(fact: Fact) -> list[Cited]:
    """The claims that say so; of a fact that all deny, all."""
    return [item for item in fact.cited if not item.claim.denied] or list(fact.cited)


def infers_an_end(item: Cited, unnamed: bool = False) -> bool:
    """True where an end was guessed; of equipment without a name the tables know nothing either."""
    sources = dict(item.claim.inferred)
    return any(end in sources and (unnamed or not sources[end].startswith(_TABLE)) for end in _ENDS)


def is_sure(fact: Fact) -> bool:
    """True where a claim states what a programme is and between whom, held by its reader at even odds or better."""
    if isinstance(fact, LateFact):
        return fact.gist.sure
    return any(_states_all(item) for item in moments.asserted(fact))


def _states_all(item: Cited) -> bool:
    sources = dict(item.claim.inferred)
    open_slots = {name for name in _IDENTITY if name in sources and not sources[name].startswith(_TABLE)}
    return not open_slots and item.claim.confidence >= EVEN


def is_contested(fact: Fact) -> bool:
    """True where reports differ on the mode of a programme."""
    if isinstance(fact, LateFact):
        return fact.gist.contested
    return any(conflict.slot == "mode" for conflict in fact.conflicts)


def naming(fact: Fact) -> tuple[str, ...]:
    """The earliest claims that name the mode of a programme: what puts it on its rung."""
    if isinstance(fact, LateFact):
        return fact.gist.naming
    mode = fact.slots.get("mode")
    return tuple([i.claim_id for i in moments.asserted(fact) if i.claim.mode == mode][:_NAMING])


def promise(fact: Fact) -> Promise | None:
    """The first day promised for the delivery of a programme, where it was not kept or may still not be."""
    if isinstance(fact, LateFact):
        return fact.gist.promise
    promised = sorted((c for c in moments.asserted(fact) if _is_promise(c, fact)), key=_said)
    if not promised or promised[0].claim.date is None or dates.bounds(promised[0].claim.date) is None:
        return None
    first, last = promised[0], promised[-1]
    arrival = _arrival(fact, first)
    if arrival is not None:
        return _outcome(first, arrival, arrival.claim.date or arrival.published, "late")
    if last.claim.date != first.claim.date:
        return _outcome(first, last, last.claim.date, "moved")
    if has_arrived(fact):
        return None
    return Promise(first.claim.date or "", first.published or "", None, "", (first.claim_id,))


def _outcome(first: Cited, last: Cited, now: str | None, outcome: str) -> Promise | None:
    due, then = dates.bounds(first.claim.date), dates.bounds(now)
    if due is None or then is None or then[0] <= due[1]:
        return None
    claims = (first.claim_id, last.claim_id)
    return Promise(first.claim.date or "", first.published or "", now, outcome, claims)


def _is_promise(item: Cited, fact: Fact) -> bool:
    """A day ahead of the report for a delivery: told once there was a contract, not a day hoped for one."""
    claim = item.claim
    if claim.status in _INTENTIONS or not dates.after(claim.date, item.published):
        return False
    if claim.status != "planned":
        return True
    signed, said = dates.day(fact.slots.get("date")), dates.day(item.published)
    return signed is not None and said is not None and said >= signed


def _said(item: Cited) -> tuple[str, str, str]:
    return (item.published or "", item.claim.date or "", item.claim_id)


def _arrival(fact: Fact, first: Cited) -> Cited | None:
    """The first report, after the promise, that all of it has arrived."""
    later: Sequence[Cited] = [
        item
        for item in moments.asserted(fact)
        if item.claim.status in _ARRIVED and (item.published or "") > (first.published or "")
    ]
    return min(later, key=_said) if later and has_arrived(fact) else None


def has_arrived(fact: Fact) -> bool:
    """True for a programme of which all was reported delivered."""
    return fact.slots.get("reached") in _ARRIVED
