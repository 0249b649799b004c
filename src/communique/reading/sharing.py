"""What one sentence counts or prices and another tells: numbers and sums shared among the claims of a report.

A report says "36 Rafales" once and "the Rafales" ever after; it prices "the deal" in a sentence that names
no equipment. Both are shared only where nothing competes: one number, one sum, one programme of the pair.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from communique.knowledge import fold
from communique.model import Claim, Money, Quantity
from communique.reading.amounts import is_price, money
from communique.reading.scene import Scene
from communique.reading.sought import small_sought

_DEAL: Final = small_sought(
    r"\b(?:deals?|contracts?|agreements?|orders?|packages?|purchases?|sales?|costs?|prices?|worth|valued?|programmes?|programs?)\b"
)
# How far back (characters) "the deal" may reach.
_REACH: Final = 700
_PRICED: Final = (
    "contracted",
    "planned",
    "approved",
    "delivered",
    "partly-delivered",
    "in-production",
    "negotiating",
    "requested",
)


def share(scene: Scene, claims: Iterable[Claim]) -> list[Claim]:
    """The claims with counts and prices that other sentences of the report give for the same programme."""
    known = list(claims)
    shared = [_counted(claim, known) for claim in known]
    return _priced(scene, shared)


def _counted(claim: Claim, claims: list[Claim]) -> Claim:
    """A programme without a count takes that of its siblings, where they have one and the same."""
    if claim.kind != "programme" or claim.quantity is not None or claim.denied:
        return claim
    name = fold(claim.equipment or "")
    counts: dict[float, Quantity] = {}
    for other in claims:
        same = other.kind == "programme" and fold(other.equipment or "") == name
        same = same and (other.supplier, other.recipient) == (claim.supplier, claim.recipient)
        if same and other.quantity is not None and other.quantity.number is not None:
            counts[other.quantity.number] = other.quantity
    if len(counts) != 1:
        return claim
    note = ("quantity", "report: counted elsewhere")
    return replace(claim, quantity=next(iter(counts.values())), inferred=(*claim.inferred, note))


def _priced(scene: Scene, claims: list[Claim]) -> list[Claim]:
    """The sum of a sentence that names no equipment goes to the programme told last before it, if that has none."""
    known = list(claims)
    if not any(claim.kind == "programme" for claim in known):
        return known
    used = {c.value.amount for c in claims if c.value is not None}
    for start, value in _loose_sums(scene):
        before = [
            (max(e.start for e in c.evidence if e.start < start), i)
            for i, c in enumerate(known)
            if c.kind == "programme" and any(e.start < start for e in c.evidence)
        ]
        named = [
            (at, i) for at, i in before if any(x.isupper() or x.isdigit() for x in known[i].equipment or "")
        ]
        if not before or value.amount in used:
            continue
        at, index = max(named or before)
        claim = known[index]
        if claim.value is None and not claim.denied and claim.status in _PRICED and start - at < _REACH:
            known[index] = replace(
                claim, value=value, inferred=(*claim.inferred, ("value", "report: the price of the deal"))
            )
            used.add(value.amount)
    return known


def _loose_sums(scene: Scene) -> list[tuple[int, Money]]:
    """The prices of "the deal" in sentences that name no equipment, with where these begin."""
    found: list[tuple[int, Money]] = []
    for span in scene.layout.sentences:
        if span.role == "title" or not _DEAL.search(scene.small, span.start, span.end):
            continue
        if scene.inside(span.start, span.end, "equipment"):
            continue
        sums = [
            (s, e, m) for s, e, m in money(scene.text, span.start, span.end) if is_price(scene.text, s, e)
        ]
        found += [(span.start, value) for _, _, value in sums[:1]]
    return found
