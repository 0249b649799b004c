"""Programmes as undertakings: one type of equipment, one set of partners, one way of getting it, one order.

Identity is the equipment (by its designation), supplier, recipient and group of modes. A purchase and the
licensed production of the same type are two undertakings of one *line*; a second contract, or talks about
more after the first, is an undertaking of its own (see :mod:`communique.assembly.orders`). What a claim
leaves open joins an undertaking only where exactly one fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.assembly import dates
from communique.assembly.equipment import Item
from communique.assembly.ground import Ground, Group, in_order, only_one, sort
from communique.assembly.orders import split_orders
from communique.model import Cited

# Reports call the same factory licensed production or co-production; the two differ, and are not two deals.
MODE_GROUPS: Final = {
    "transfer": "transfer",
    "sustainment": "sustainment",
    "licensed-production": "production",
    "co-production": "production",
    "co-development": "co-development",
}
_TOGETHER: Final = ("production", "co-development")


@dataclass(frozen=True, slots=True)
class _Deal:
    """The identity of a programme: scope (a voice, for generic names), equipment, partners, mode group."""

    scope: str
    item: Item
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    mode: str

    @property
    def partners(self) -> tuple[object, ...]:
        """Who must agree: both lists for what passes, all partners for what is made together."""
        if self.mode in _TOGETHER:
            return (tuple(sorted({*self.supplier, *self.recipient})),)
        return (self.supplier, self.recipient)

    @property
    def key(self) -> tuple[object, ...]:
        return (self.scope, self.item.key, self.mode, *self.partners)

    @property
    def complete(self) -> bool:
        return bool(self.mode and self.supplier and (self.recipient or self.mode in _TOGETHER))


def programmes(cited: Iterable[Cited], ground: Ground) -> list[Group]:
    """The undertakings that programme claims speak of."""
    members: defaultdict[tuple[object, ...], list[Cited]] = defaultdict(list)
    deals: dict[tuple[object, ...], _Deal] = {}
    for item in in_order(cited):
        deal = _deal(item, ground)
        deals.setdefault(deal.key, deal)
        members[deal.key].append(item)
    moves = _moves(deals, members)
    for source, target in moves.items():
        members[target].extend(members.pop(source))
    for source, target in _variants(deals, members).items():
        _call_by_variant(members, source, target)
    for source, target in _called_by_kind(deals, members).items():
        members[target].extend(members.pop(source))
    return [group for key, items in sorted(members.items(), key=repr) for group in _orders(deals[key], items)]


def _deal(cited: Cited, ground: Ground) -> _Deal:
    claim = cited.claim
    item = ground.catalogue.item(claim.equipment or "")
    supplier = tuple(sorted(claim.supplier))
    if item.joint and supplier and set(supplier) <= set(item.origins):
        supplier = tuple(sorted(item.origins))
    return _Deal(
        scope=ground.voice(cited) if item.generic else "",
        item=item,
        supplier=supplier,
        recipient=tuple(sorted(claim.recipient)),
        mode=MODE_GROUPS.get(claim.mode or "", ""),
    )


Moves = dict[tuple[object, ...], tuple[object, ...]]
Members = dict[tuple[object, ...], list[Cited]]


def _moves(deals: dict[tuple[object, ...], _Deal], members: Members) -> Moves:
    """Where claims that leave something open go: to the one complete deal that they fit, else nowhere."""
    complete: defaultdict[tuple[str, str], list[tuple[object, ...]]] = defaultdict(list)
    for key in sorted((key for key, deal in deals.items() if deal.complete), key=repr):
        complete[deals[key].scope, deals[key].item.key].append(key)
    moves: Moves = {}
    for key in sorted(deals, key=repr):
        if deals[key].complete:
            continue
        same = complete[deals[key].scope, deals[key].item.key]
        fitting = [other for other in same if _fits(deals[key], deals[other])]
        target = only_one(range(len(fitting)))
        if target is None and len(fitting) > 1:
            fitting = [other for other in fitting if _together(members[key], members[other])]
            target = only_one(range(len(fitting)))
        if target is not None:
            moves[key] = fitting[target]
    return moves


def _fits(open_deal: _Deal, deal: _Deal) -> bool:
    if open_deal.mode and open_deal.mode != deal.mode:
        return False
    everyone = {*deal.supplier, *deal.recipient}
    if deal.mode in _TOGETHER:
        return {*open_deal.supplier, *open_deal.recipient} <= everyone
    return open_deal.supplier in ((), deal.supplier) and open_deal.recipient in ((), deal.recipient)


def _together(ones: Sequence[Cited], others: Sequence[Cited]) -> bool:
    """True where every report of the first is a report of the second too."""
    return {c.document_id for c in ones} <= {c.document_id for c in others}


def _variants(deals: dict[tuple[object, ...], _Deal], members: Members) -> Moves:
    """Claims on a plain designation (Su-30) that can only mean its one variant in this deal (Su-30MKI).

    One variant alone is not enough (the MiG-29 is no short name of the MiG-29K): a recipient builds one
    variant, so production joins; a purchase needs the same report, number, value or date.
    """
    lines: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
    for key in sorted(members, key=repr):
        lines[deals[key].item.line].append(key)
    moves: Moves = {}
    for key in sorted(members, key=repr):
        deal = deals[key]
        if not deal.item.known or deal.item.name != deal.item.line:
            continue
        others = [other for other in lines[deal.item.line] if _is_variant(deals[other], deal)]
        target = only_one(range(len(others)))
        if target is None:
            continue
        if deal.mode in _TOGETHER or _support(members[key], members[others[target]]):
            moves[key] = others[target]
    return moves


def _call_by_variant(members: Members, source: tuple[object, ...], target: tuple[object, ...]) -> None:
    """Move the claims on the plain name to the variant: all, or where contracts tell the two apart (36 Rafale
    of 2016, 26 Rafale M of 2025) those alone that share a number, an amount or a day with the variant."""
    plain, variant = members[source], members[target]
    moving = plain
    if _contracts_apart(plain, variant):
        moving = [item for item in plain if any(_corroborates(item, other) for other in variant)]
    variant.extend(moving)
    members[source] = [item for item in plain if item not in moving]
    if not members[source]:
        del members[source]


def _contracts_apart(plain: Sequence[Cited], variant: Sequence[Cited]) -> bool:
    """True where the plain name has a dated contract that is none of those of the variant, and both have one."""
    one, other = _contract_days(plain), _contract_days(variant)
    return bool(other) and any(not any(dates.agree(day, there) for there in other) for day in one)


def _contract_days(cited: Sequence[Cited]) -> list[str]:
    return [
        item.claim.date
        for item in cited
        if item.claim.status == "contracted" and item.claim.date and "date" not in dict(item.claim.inferred)
    ]


def _called_by_kind(deals: dict[tuple[object, ...], _Deal], members: Members) -> Moves:
    """Generic claims ("the aircraft") that mean the one thing of that kind which their report names."""
    reports: defaultdict[str, list[tuple[object, ...]]] = defaultdict(list)
    for key in sorted(members, key=repr):
        if not deals[key].item.generic:
            for document in {item.document_id for item in members[key]}:
                reports[document].append(key)
    moves: Moves = {}
    for key in sorted(members, key=repr):
        if not deals[key].item.generic:
            continue
        homes = [set(reports[document]) for document in {item.document_id for item in members[key]}]
        named = sorted(set.intersection(*homes), key=repr)
        fitting = [other for other in named if _is_kind_of(deals[key], deals[other])]
        target = only_one(range(len(fitting)))
        if target is not None:
            moves[key] = fitting[target]
    return moves


def _is_kind_of(generic: _Deal, named: _Deal) -> bool:
    """The last word of the generic name is the noun of the other, and nothing else excludes it."""
    words, noun = generic.item.name.casefold().split(), named.item.noun.casefold().split()
    if not words or not noun or words[-1].removesuffix("s") != noun[-1].removesuffix("s"):
        return False
    return _fits(generic, named)


def _is_variant(other: _Deal, deal: _Deal) -> bool:
    same = other.item.line == deal.item.line and other.item.key != deal.item.key
    return same and other.mode == deal.mode and other.partners == deal.partners


def _support(ones: Sequence[Cited], others: Sequence[Cited]) -> bool:
    """A report that uses both names, or two claims that share a number, an amount or a contract's day."""
    if {c.document_id for c in ones} & {c.document_id for c in others}:
        return True
    return any(_corroborates(one, other) for one in ones for other in others)


def _corroborates(one: Cited, other: Cited) -> bool:
    left, right = one.claim, other.claim
    if left.quantity and right.quantity and left.quantity.number == right.quantity.number is not None:
        return True
    if left.value and right.value:
        return (left.value.amount, left.value.currency) == (right.value.amount, right.value.currency)
    precise = min(dates.precision(left.date), dates.precision(right.date)) >= dates.MONTH
    return precise and left.status == right.status and dates.agree(left.date, right.date)


def _orders(deal: _Deal, cited: Sequence[Cited]) -> list[Group]:
    slots: dict[str, object] = {"equipment": deal.item.name, "line": deal.item.line}
    if deal.item.family:
        slots["family"] = deal.item.family
    if deal.item.generic:
        slots["unnamed"] = True
    base = Group("programme", deal.key, sort(cited), slots)
    return [
        replace(base, key=(*base.key, label), cited=sort(items)) for label, items in split_orders(base.cited)
    ]
