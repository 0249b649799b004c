"""What a programme needs before it is believed, and what the report's flow of goods lets one assume of its ends."""

from __future__ import annotations

from collections import Counter
from typing import Final

from communique.reading.deals import Deal
from communique.reading.ends import BIDDING
from communique.reading.modes import LOCALLY
from communique.reading.scene import Scene


def has_needed(scene: Scene, deal: Deal) -> bool:
    """Words of many meanings ("send", "build", "want") count only where the sentence itself names these ends."""
    origin = bool(deal.supplier or deal.item.said or deal.item.origins)
    needs = deal.frame.needs
    if needs and _runs_on(scene, deal):
        return True
    if needs == "recipient":
        return _reaches(scene, deal)
    if needs == "supplier":
        return origin and bool(deal.recipient)
    if needs == "from":
        known = deal.item.known or bool(deal.recipient)
        return known and bool(deal.supplier or deal.item.said or deal.item.source)
    if needs == "origin":
        sellers = {a for (a, b) in scene.flows if (b,) == deal.recipient}
        return origin or (deal.frame.lemma == "join" and len(sellers) == 1 and not deal.item.vague)
    if needs == "ends":
        return bool(deal.supplier and deal.recipient)
    if needs == "both":
        ends = set(deal.supplier) | set(deal.recipient) | set(deal.item.said)
        return (
            len(ends) > 1
            or (deal.item.joint and len(deal.item.origins) > 1)
            or (bool(deal.recipient) and origin)
            or (deal.item.known and not deal.supplier and _locally(scene, deal))
        )
    return True


def _reaches(scene: Scene, deal: Deal) -> bool:
    """Whether somebody receives what is sent, given or offered, be it only by what the report tells elsewhere."""
    if _to_the_other(scene, deal):
        return True
    if deal.supplier and deal.item.known and main_recipient(scene) not in (None, *deal.supplier):
        return True
    if deal.frame.lemma in _PLEDGING and deal.item.known and set(deal.supplier) & set(scene.dyad):
        return True
    if deal.supplier and not deal.item.vague and main_recipient(scene) in donated_to(scene):
        return True
    if deal.supplier and deal.item.known and to_tenderer(scene, deal):
        return True
    return bool(deal.recipient) or any(
        a in deal.supplier for (a, _), weight in scene.flows.items() if weight > 1
    )


def _runs_on(scene: Scene, deal: Deal) -> bool:
    """``Two batteries of the Tor are coming``: a lot with a name, by the way that such goods go in the report."""
    item = deal.item
    lot = deal.frame.sense == "arrival" and item.known and item.quantity is not None and deal.linked
    giver = deal.supplier or item.said or item.origins
    return lot and not deal.recipient and any(a in giver and b in scene.dyad for a, b in scene.flows)


# Words of offering to another; what is sent or given may stay one's own forces, or go to a museum.
_OFFERING: Final = ("offer", "promise", "pledge", "supply", "donate")


def _to_the_other(scene: Scene, deal: Deal) -> bool:
    """``A courts B. It has offered 12 jets``: a lot, told of by the one of the pair, goes to the other."""
    lot = deal.item.quantity is not None and not deal.item.vague and deal.linked
    mine = deal.frame.lemma in _OFFERING and len(scene.dyad) == 2 and not scene.flows
    return lot and mine and len(deal.supplier) == 1 and set(deal.supplier) < set(scene.dyad)


# Who pledges arms by name pledges them to somebody, though the sentence does not say to whom.
_PLEDGING: Final = ("pledge", "promise", "donate", "transfer", "contribute", "earmark")


def to_tenderer(scene: Scene, deal: Deal) -> bool:
    """Whether it is an offer in a report of bids that somebody else invited."""
    return deal.frame.lemma in BIDDING and scene.tenderer is not None and scene.tenderer not in deal.supplier


def _locally(scene: Scene, deal: Deal) -> bool:
    """``will be assembled locally``: at the home of who buys it from its maker."""
    making = deal.frame.sense == "make" and len(deal.item.origins) == 1
    start = deal.item.start
    near = LOCALLY.search(scene.text, max(0, start - 40), start + 90)
    return making and near is not None and any(a == deal.item.origins[0] for a, _ in scene.flows)


def main_recipient(scene: Scene) -> str | None:
    """The party that receives in most of what the report tells; None where no one stands out."""
    received: Counter[str] = Counter()
    for (_, buyer), weight in scene.flows.items():
        received[buyer] += weight
    ranked = received.most_common(2)
    if len(ranked) == 1 and ranked[0][0] in scene.dyad:
        return ranked[0][0]
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[0][1] < 2 * ranked[1][1]):
        return None
    return ranked[0][0]


def donated_to(scene: Scene) -> set[str]:
    """The parties that three or more others supply in the report: it is about who gives to them."""
    givers: dict[str, set[str]] = {}
    for seller, buyer in scene.flows:
        givers.setdefault(buyer, set()).add(seller)
    return {buyer for buyer, sellers in givers.items() if len(sellers) > 2}
