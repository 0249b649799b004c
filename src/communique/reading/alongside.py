"""What the programmes of a sentence or a report make of the engagements beside them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.model import Claim

_PAIR: Final = ("parties", "report: the other party of the pair")


def with_seller(programmes: Sequence[Claim], engagements: Sequence[Claim]) -> list[Claim]:
    """``signed a deal to purchase American jets``: with whom it was signed, the deal of the same sentence tells."""
    return [_dealt(programmes, claim) for claim in engagements]


def _dealt(programmes: Sequence[Claim], claim: Claim) -> Claim:
    if claim.type not in ("agreement", "contract") or _PAIR not in claim.inferred:
        return claim
    pairs = {
        tuple(sorted((*p.supplier, *p.recipient)))
        for p in programmes
        if len(p.supplier) == len(p.recipient) == 1
        and len({*p.supplier, *p.recipient} & set(claim.parties)) == 1
    }
    settled = any(
        {*p.supplier, *p.recipient} == set(claim.parties) for p in programmes if p.supplier and p.recipient
    )
    if len(pairs) != 1 or settled:
        return claim
    inferred = tuple((slot, how) for slot, how in claim.inferred if slot != "parties")
    return replace(
        claim,
        parties=next(iter(pairs)),
        inferred=(*inferred, ("parties", "sentence: the ends of its deal")),
    )


_BARE_PACT: Final = re.compile(
    r"(?:(?:bilateral|new|land-?mark|major) )?(?:defen[cs]e|military|arms) (?:agreement|accord|deal)",
    re.IGNORECASE,
)


def without_bare_pacts(text: str, claims: Sequence[Claim]) -> list[Claim]:
    """``a defence agreement`` under which arms are bought is their contract, and nothing that governs what follows."""
    dealt = [c for c in claims if c.kind == "programme" and c.supplier and c.recipient]
    return [c for c in claims if not (c.rule == "mechanism:pact" and _is_contract(text, c, dealt))]


# So far (characters) from its agreement may the equipment stand that is bought under it.
_NEAR: Final = 200


# "the bilateral defence agreement of 2021": one that stood before the deal.
_OF_YEAR: Final = re.compile(r" (?:of|from|signed in|concluded in|reached in) (?:\w+ )?\d{4}\b")


def _is_contract(text: str, pact: Claim, programmes: Sequence[Claim]) -> bool:
    at = pact.evidence[0].start
    if _OF_YEAR.match(text, pact.evidence[0].end):
        return False
    return _BARE_PACT.fullmatch(pact.name or "") is not None and any(
        {*p.supplier, *p.recipient} == set(pact.parties) and abs(p.evidence[0].start - at) < _NEAR
        for p in programmes
    )


def without_delivery_calls(claims: Sequence[Claim]) -> list[Claim]:
    """A ship that is handed over and reaches its new home pays no visit there."""
    passed = {
        frozenset((*c.supplier, *c.recipient))
        for c in claims
        if c.kind == "programme" and c.family == "naval" and not c.denied and c.mode == "transfer"
    }
    return [
        c
        for c in claims
        if not (c.type == "port-call" and _PAIR in c.inferred and frozenset(c.parties) in passed)
    ]
