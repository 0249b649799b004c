"""One telling of several deals: one for each buyer, one for each of a list, each with its own seller."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.reading.deals import Deal
from communique.reading.items import Item
from communique.reading.mentions import Mention
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_TWO: Final = 2


def firms_of(scene: Scene, tree: Tree) -> list[tuple[str, ...]]:
    """The parties of each firm of several states that the sentence names (Airbus, MBDA)."""
    return [m.parties for m in scene.inside(tree.start, tree.end, "body") if len(m.parties) > 1]


_TO: Final = re.compile(r"\b(?:to|for) (?:the )?$")
_ALSO: Final = re.compile(r"(?:,| and|, and| as well as)(?: also)?(?: to| for)?(?: the)? ")


def dealt_out(scene: Scene, tree: Tree, items: Sequence[Item]) -> Sequence[Item]:
    """``sold jets to A and helicopters to B``: each of a list goes to the party right behind it."""
    if len(items) < _TWO:
        return items
    parties = [m for m in scene.inside(tree.start, tree.end, "party", "body") if m.form in ("name", "seat")]
    given: list[tuple[str, ...]] = []
    for at, item in enumerate(items):
        stop = items[at + 1].start if at + 1 < len(items) else tree.end
        given.append(_behind(scene, [m for m in parties if item.end <= m.start < stop], item.end, tree.start))
    if not all(given) or len({p for some in given for p in some}) < _TWO:
        return items
    return [
        item if item.meant_for else replace(item, meant_for=to) for item, to in zip(items, given, strict=True)
    ]


def _behind(scene: Scene, parties: Sequence[Mention], end: int, start: int) -> tuple[str, ...]:
    """The party that *to* brings in, and those joined to it."""
    found: list[str] = []
    last = 0
    for mention in parties:
        joined = found and _ALSO.fullmatch(scene.text, last, mention.start)
        if joined or (not found and _TO.search(scene.text[max(start, end) : mention.start])):
            found += mention.parties
            last = mention.end
    return tuple(dict.fromkeys(found))


def respectively(scene: Scene, tree: Tree, deals: Sequence[Deal]) -> None:
    """``12 Cobras and six T129s from A and B, respectively``: the first from the first, the second from the second."""
    if "respectively" not in scene.text[tree.start : tree.end]:
        return
    for side in ("supplier", "recipient"):
        listed = sorted((d for d in deals if len(getattr(d, side)) > 1), key=lambda d: d.item.start)
        parties = getattr(listed[0], side) if listed else ()
        if len(listed) == len(parties) and all(getattr(d, side) == parties for d in listed):
            for deal, party in zip(listed, parties, strict=True):
                setattr(deal, side, (party,))


def separate(scene: Scene, tree: Tree, deal: Deal) -> list[Deal]:
    """One programme for each buyer, and for each seller of one buyer; makers of one thing stay together."""
    deal.supplier = tuple(dict.fromkeys(deal.supplier))
    if deal.frame.sense in ("make", "develop"):
        return [deal]
    if len(deal.recipient) > 1:
        return [replace(deal, recipient=(p,)) for p in deal.recipient]
    own = set(deal.item.origins)
    firms = {p for m in firms_of(scene, tree) for p in m}
    lot = deal.item.quantity is not None and (deal.item.quantity.number or 0) > 1 and deal.frame.pos == "v"
    if (
        len(deal.supplier) > 1
        and not lot  # "A and B will deliver 61 jets": the one lot is of both
        and not set(deal.supplier) <= own
        and not set(deal.supplier) <= firms
    ):
        return [replace(deal, supplier=(p,)) for p in deal.supplier]
    return [deal]


def inherit(deals: Sequence[Deal], done: Sequence[Deal]) -> list[Deal]:
    """What one item of a list leaves open is what the others of the list have."""
    found = []
    for deal in deals:
        model = next((d for d in done if d.trigger == deal.trigger and d.item is not deal.item), None)
        model = model or next((d for d in done if _also_given(d, deal)), None)
        if model is None or deal.item.vague or not (deal.linked or deal.frame.sense == "deal"):
            continue
        if set(deal.item.origins) == set(model.recipient) or home_made(deal, deals):
            continue  # its own industry's
        both = set(deal.supplier) & set(model.recipient) and deal.frame.sense not in ("make", "develop")
        deal.supplier = model.supplier if both else deal.supplier or model.supplier
        deal.recipient = deal.recipient or model.recipient
        deal.inferred.setdefault("supplier", "sentence: the rest of the list")
        if deal.supplier and deal.recipient and set(deal.supplier) != set(deal.recipient):
            found.append(deal)
    return found


def agree(deals: Sequence[Deal]) -> None:
    """``the sale of X missiles and launch units``: what is listed with a type that is known goes the way that it goes."""
    for deal in deals:
        if deal.item.known or deal.item.origins or deal.item.said or deal.item.source:
            continue
        for model in deals:
            turned = (model.supplier, model.recipient) == (deal.recipient, deal.supplier)
            if turned and model.trigger == deal.trigger and set(model.supplier) <= set(model.item.origins):
                deal.supplier, deal.recipient = model.supplier, model.recipient
                break


def home_made(deal: Deal, deals: Sequence[Deal]) -> bool:
    """``Germany's parliament approved the purchase of 18 Leopard 2 and 12 howitzers``: one of the list is home-made."""
    if deal.frame.sense != "receive" or deal.supplier or deal.item.origins or deal.item.said:
        return False
    return any(
        d.trigger == deal.trigger
        and d.recipient
        and set(d.item.origins) == set(d.recipient)
        and not d.item.joint
        for d in deals
    )


def _also_given(model: Deal, deal: Deal) -> bool:
    """``A will hand B jets and C would transfer two planes``: to whom, the first clause says."""
    giving = model.frame.sense == deal.frame.sense == "supply"
    open_end = bool(deal.supplier) and not deal.recipient and not set(deal.supplier) & set(model.recipient)
    return giving and open_end and model.trigger < deal.trigger
