"""A published register of arms transfers held against ours: what agrees, what differs, what either lacks.

SIPRI lists a deal once its order is verified or deliveries have begun, and only major arms: what we hold of talks,
plans and small arms is not missing there, it lies outside.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any, Final

from communique.analysis import moments
from communique.analysis.published import Deal
from communique.assembly import Catalogue, dates
from communique.knowledge import fold
from communique.model import Fact

OUTCOMES: Final = ("agrees", "differs", "missing-here", "missing-there")
# Families that SIPRI's register does not cover as a rule.
OUTSIDE: Final = ("small-arms", "munitions", "vehicles", "support", "cyber")

_SUSTAINMENT: Final = "sustainment"
_TOKEN: Final = re.compile(r"[a-z]*\d+[a-z0-9]*|[a-z]{4,}")
# A year's difference is within what the two count as the year of an order.
_YEARS: Final = 1
_LIKELY: Final = 3


@dataclass(frozen=True, slots=True)
class Difference:
    """A field on which the two differ: what the published register says, what ours says, on which claims."""

    field: str
    theirs: str
    ours: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of the reconciliation: the deal, the fact, or both with where they differ."""

    outcome: str
    deal: Deal | None
    fact: Fact | None
    differences: tuple[Difference, ...] = ()


def reconcile(deals: Sequence[Deal], facts: Sequence[Fact], tables: Catalogue) -> list[Comparison]:
    """Every deal and every firm transfer of the same pairs once, deals in the order of the file."""
    ours = [fact for fact in facts if is_covered(fact)]
    pairs = _matched(deals, ours, tables)
    rows = [_compared(deal, pairs.get(index)) for index, deal in enumerate(deals)]
    taken = {fact.id for fact in pairs.values()}
    covered = {(deal.supplier, deal.recipient) for deal in deals}
    rest = [fact for fact in ours if fact.id not in taken and _ends(fact) & covered]
    ordered = sorted(rest, key=lambda fact: (str(moments.told(fact) or "9"), fact.id))
    return rows + [Comparison("missing-there", None, fact) for fact in ordered]


def is_covered(fact: Fact) -> bool:
    """True for what SIPRI would list: major arms, ordered or arriving, neither denied nor doubtful."""
    return (
        fact.kind == "programme"
        and moments.is_firm(fact)
        and not moments.is_denied(fact)
        and not moments.is_doubtful(fact)
        and fact.slots.get("mode") != _SUSTAINMENT
        and fact.slots.get("family") not in OUTSIDE
        and bool(_ends(fact))
    )


def _ends(fact: Fact) -> set[tuple[str, str]]:
    slots = fact.slots
    return {(one, other) for one in slots.get("supplier", ()) for other in slots.get("recipient", ())}


def _matched(deals: Sequence[Deal], facts: Sequence[Fact], tables: Catalogue) -> dict[int, Fact]:
    """Each deal's fact, the likeliest pairs first, each fact once."""
    scored = [
        (score, index, fact)
        for index, deal in enumerate(deals)
        for fact in facts
        if (score := _likeness(deal, fact, tables)) is not None
    ]
    found: dict[int, Fact] = {}
    taken: set[str] = set()
    for _, index, fact in sorted(scored, key=lambda one: (-one[0], one[1], one[2].id)):
        if index not in found and fact.id not in taken:
            found[index] = fact
            taken.add(fact.id)
    return found


def _likeness(deal: Deal, fact: Fact, tables: Catalogue) -> float | None:
    """How surely the two are one deal; None where pair, equipment or time rule it out."""
    if (deal.supplier, deal.recipient) not in _ends(fact):
        return None
    same = _equipment(deal.designation, str(fact.slots.get("equipment", "")), tables)
    if not same:
        return None
    apart = _apart(deal, fact)
    if apart is not None and apart > _LIKELY:
        return None
    near = 0.5 if apart is None else 1 - apart / (_LIKELY + 1)
    number = _number(fact.slots.get("quantity"))
    counted = 0.25 if number is not None and number in (deal.ordered, deal.delivered) else 0.0
    return same + near + counted


def _equipment(theirs: str, ours: str, tables: Catalogue) -> float:
    """1 for one designation, 0.8 for one line, 0.6 for a shared model number; 0 for other things."""
    one, other = tables.item(theirs), tables.item(ours)
    if one.generic or other.generic:
        return 0.0
    if one.key == other.key or fold(theirs) == fold(ours):
        return 1.0
    if one.known and other.known:
        return 0.8 if one.line == other.line else 0.0
    return 0.6 if _tokens(theirs) & _tokens(ours) else 0.0


def _tokens(name: str) -> set[str]:
    plain = re.sub(r"(?<=[a-z])[-\s](?=\d)", "", name.casefold())
    return {token for token in _TOKEN.findall(plain) if any(char.isdigit() for char in token)}


def _apart(deal: Deal, fact: Fact) -> int | None:
    year = _year(fact)
    return None if year is None or deal.year is None else abs(year - deal.year)


def _year(fact: Fact) -> int | None:
    """The year of the order as our reports tell it; None where they tell of arrivals only."""
    bounds = dates.bounds(moments.told(fact))
    return bounds[0].year if bounds else None


def _compared(deal: Deal, fact: Fact | None) -> Comparison:
    if fact is None:
        return Comparison("missing-here", deal, None)
    differences = tuple(_differences(deal, fact))
    return Comparison("differs" if differences else "agrees", deal, fact, differences)


def _differences(deal: Deal, fact: Fact) -> Iterable[Difference]:
    slots = fact.slots
    year, apart = _year(fact), _apart(deal, fact)
    signed = isinstance(slots.get("date"), str)
    if apart and signed and apart > (_YEARS if "year" in deal.uncertain else 0):
        yield Difference("year of order", str(deal.year), str(year), _claims(fact, "date"))
    ordered = _number(slots.get("quantity"))
    if ordered is not None and deal.ordered is not None and ordered != deal.ordered:
        theirs = f"{deal.ordered:g}{'?' if 'ordered' in deal.uncertain else ''}"
        yield Difference("number ordered", theirs, f"{ordered:g}", _claims(fact, "quantity"))
    came = _number(slots.get("delivered"))
    if came is not None and deal.delivered is not None and came != deal.delivered:
        theirs = f"{deal.delivered:g}{'?' if 'delivered' in deal.uncertain else ''}"
        yield Difference("number delivered", theirs, f"{came:g}", _claims(fact, "quantity"))
    here = slots.get("mode") in ("licensed-production", "co-production")
    if here != deal.licensed:
        words = ("local production", "finished equipment")
        yield Difference("mode", words[not deal.licensed], words[not here], _claims(fact, "mode"))


def _number(value: Any) -> float | None:
    number = value.get("number") if isinstance(value, dict) else None
    return float(number) if isinstance(number, int | float) else None


def _claims(fact: Fact, slot: str) -> tuple[str, ...]:
    """The claims that fill the slot."""
    return tuple(item.claim_id for item in fact.cited if getattr(item.claim, slot) is not None)
