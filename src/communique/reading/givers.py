"""Who supplies whom in a report, and who hands on what another made.

The flows that clear sentences tell fill the ends that others leave open; a giver is whoever passes on another's make.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import product
from typing import Final

from communique.reading.deals import Deal
from communique.reading.resold import bare_of, giver_of, second_hand
from communique.reading.scene import Scene


def note_flows(scene: Scene, deals: Sequence[Deal]) -> None:
    """Remember who is said to supply whom, for sentences that leave one end open.

    Who is said to give what another made is its giver wherever the report speaks of it again.
    """
    for deal in deals:
        given = deal.supplier and deal.item.known and not set(deal.supplier) & set(deal.item.origins)
        passing = deal.frame.sense in _HANDING or (deal.frame.sense == "deal" and deal.linked)
        if given and passing and len(deal.supplier) == len(deal.recipient) == 1:
            scene.givers.setdefault((bare_of(scene, deal.item), deal.recipient[0]), deal.supplier[0])
    for deal in deals:
        if deal.stance.denied or (deal.frame.sense == "sustain" and deal.item.family == "support"):
            continue
        giver = _giver(scene, deal)
        sellers = deal.supplier or tuple(
            p for p in (deal.item.said or deal.item.origins) if p not in deal.recipient
        )
        if giver and not deal.supplier and not deal.item.said:
            sellers = (giver,)
        if (
            deal.frame.sense == "receive"
            and deal.frame.pos == "v"
            and len(deal.supplier) == 1 < len(deal.recipient)
        ):
            scene.buyers.setdefault(deal.supplier[0], deal.recipient)
        if len(sellers) == 1 and len(deal.recipient) == 1 and sellers != deal.recipient:
            scene.flows[sellers[0], deal.recipient[0]] += 2 if deal.supplier else 1
        elif deal.frame.sense in _HANDING and deal.supplier == sellers:
            for pair in product(sellers, deal.recipient):
                scene.flows[pair] += pair[0] != pair[1]


_HANDING: Final = ("supply", "receive", "arrival")


def _giver(scene: Scene, deal: Deal) -> str | None:
    """Who hands over such equipment to this receiver, though another made it."""
    teaching = deal.frame.lemma in ("train", "retrain", "training", "teach", "instruct")
    if not (teaching or deal.frame.sense in (*_HANDING, "deal")) or len(deal.recipient) > 1:
        return None
    return giver_of(scene, bare_of(scene, deal.item), deal.recipient)


def handed_on(scene: Scene, deal: Deal, taken: set[str]) -> bool:
    """Whether somebody hands on what another made: as the report tells elsewhere, or because it never names the maker.

    ``Ukraine delivers tanks to Ethiopia. The first T-72s``: a report without a word of Russia means who sells there.
    """
    giver = _giver(scene, deal) or second_hand(scene, deal)
    if giver is None or giver in taken:
        sellers = {a for (a, b) in scene.flows if b in taken or not taken} - set(deal.item.origins)
        unnamed = len(deal.item.origins) == 1 and deal.item.origins[0] not in scene.weights
        if not unnamed or len(sellers) != 1 or not sellers <= set(scene.dyad) or sellers & taken:
            return False
        giver = next(iter(sellers))
    deal.supplier = (giver,)
    deal.inferred["supplier"] = "report: who supplies this recipient"
    return True


def main_giver(scene: Scene, buyer: str) -> str | None:
    """Who gives by far the most to this receiver in the report, as its sentences say; None where nobody stands out."""
    ranked = sorted(((w, a) for (a, b), w in scene.flows.items() if b == buyer), reverse=True)
    if not ranked or ranked[0][0] < 4 or (len(ranked) > 1 and ranked[0][0] < 3 * ranked[1][0]):
        return None
    return ranked[0][1]
