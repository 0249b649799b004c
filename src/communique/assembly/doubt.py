"""Programmes that a reader probably got wrong: kept, shown as doubtful, and never a programme of their own.

Weight is counted, not felt: for every independent voice its most confident claim counts, by the reader's
confidence, and half where an end of the deal was inferred from anything but the tables. A programme is doubtful for one of three causes:

- ``direction``: an end is so inferred in every claim, no table has the equipment come from the supplier alone,
  and the opposite direction of the same line weighs at least twice as much; for equipment without a name,
  the opposite direction of all that the two exchange.
- ``hull``: a ship with a name of her own is one hull. Where reports have her handed over finished, one voice
  that has her built again by the recipient is doubtful.
- ``confidence``: one voice, and not one claim that the reader holds for at least even odds.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.assembly.gists import asserted, infers_an_end, is_guessed, is_unsure, weight
from communique.assembly.ground import Ground
from communique.model import Fact

# Modes of which the direction matters; what is made together has none.
_ONE_WAY: Final = ("transfer", "sustainment", "licensed-production")
_MADE: Final = ("licensed-production", "co-production", "co-development")
_OUTWEIGHED: Final = 2.0
_MOST_CITED: Final = 3
_SLOT: Final = "doubtful"
# The prefix of a navy and a name: INS Chakra, PNS Hangor, TCG Anadolu; a class has none.
_HULL: Final = re.compile(r"[A-Z]{2,4} [A-Z][^\W\d]+(?: [^\W\d]+)*")


@dataclass(frozen=True, slots=True)
class _Flow:
    """What goes from one side to the other: one programme's direction, weight and claims."""

    fact: Fact
    sides: tuple[tuple[str, ...], tuple[str, ...]]
    weight: float


def with_doubts(facts: Sequence[Fact], ground: Ground) -> list[Fact]:
    """The facts, the doubtful ones with a slot ``doubtful``: its ``cause`` and the claims ``against``; what they had of it before goes."""
    flows = [flow for fact in facts if (flow := _flow(fact)) is not None]
    by_line: defaultdict[str, list[_Flow]] = defaultdict(list)
    by_sides: defaultdict[tuple[object, ...], list[_Flow]] = defaultdict(list)
    for flow in flows:
        by_line[_line(flow.fact)].append(flow)
        by_sides[flow.sides].append(flow)
    doubts = {flow.fact.id: _wrong_way(flow, by_line, by_sides, ground) for flow in flows}
    made = [fact for fact in facts if fact.kind == "programme"]
    handed_over = {_line(fact): fact for fact in made if _is_hull(fact, ground) and _is_transfer(fact)}
    out = []
    for fact in facts:
        doubt = doubts.get(fact.id)
        if fact.kind == "programme" and not fact.slots.get("denied"):
            doubt = doubt or _second_hull(fact, handed_over) or _unsure(fact)
        out.append(_doubted(fact, doubt))
    return out


def _doubted(fact: Fact, doubt: dict[str, object] | None) -> Fact:
    """The fact with this doubt and no other; the very same where it has it already."""
    if fact.slots.get(_SLOT) == doubt:
        return fact
    slots = {name: value for name, value in fact.slots.items() if name != _SLOT}
    return replace(fact, slots={**slots, _SLOT: doubt} if doubt else slots)


def _flow(fact: Fact) -> _Flow | None:
    supplier, recipient = fact.slots.get("supplier"), fact.slots.get("recipient")
    if fact.kind != "programme" or fact.slots.get("mode") not in _ONE_WAY or fact.slots.get("denied"):
        return None
    if not supplier or not recipient:
        return None
    return _Flow(fact, (tuple(supplier), tuple(recipient)), weight(fact))


def _wrong_way(
    flow: _Flow,
    by_line: dict[str, list[_Flow]],
    by_sides: dict[tuple[object, ...], list[_Flow]],
    ground: Ground,
) -> dict[str, object] | None:
    origins = set(ground.catalogue.origins(str(flow.fact.slots.get("equipment", ""))))
    unnamed = bool(flow.fact.slots.get("unnamed"))
    known = origins & set(flow.sides[0]) and not origins & set(flow.sides[1])
    if known or not is_guessed(flow.fact):
        return None
    back = flow.sides[::-1]
    if unnamed:
        against, weighing = by_sides.get(back, []), _total(by_sides[flow.sides])
    else:
        against = [other for other in by_line[_line(flow.fact)] if other.sides == back]
        weighing = _total(other for other in by_line[_line(flow.fact)] if other.sides == flow.sides)
    if not against or _total(against) < _OUTWEIGHED * weighing:
        return None
    return {"cause": "direction", "against": _strongest(against)}


def _total(flows: Iterable[_Flow]) -> float:
    return sum(flow.weight for flow in flows)


def _strongest(flows: Sequence[_Flow]) -> list[str]:
    """The claims that speak most surely for the other direction: those with stated ends first."""
    claims = [item for flow in flows for item in asserted(flow.fact)]
    ordered = sorted(claims, key=lambda i: (infers_an_end(i), -i.claim.confidence, i.claim_id))
    return [item.claim_id for item in ordered[:_MOST_CITED]]


def _second_hull(fact: Fact, handed_over: dict[str, Fact]) -> dict[str, object] | None:
    whole = handed_over.get(_line(fact))
    if whole is None or fact.slots.get("mode") not in _MADE or fact.voices > 1:
        return None
    return {"cause": "hull", "against": [item.claim_id for item in asserted(whole)[:_MOST_CITED]]}


def _is_hull(fact: Fact, ground: Ground) -> bool:
    """True for a ship called by her own name; a class or a project number is many hulls."""
    name = str(fact.slots.get("equipment", ""))
    family = ground.catalogue.item(name).family
    return _HULL.fullmatch(name) is not None and family in (None, "naval") and "class" not in name


def _is_transfer(fact: Fact) -> bool:
    return fact.slots.get("mode") == "transfer" and not fact.slots.get("denied")


def _unsure(fact: Fact) -> dict[str, object] | None:
    return {"cause": "confidence", "against": []} if fact.voices <= 1 and is_unsure(fact) else None


def _line(fact: Fact) -> str:
    return str(fact.slots.get("line") or fact.slots.get("equipment") or "")
