"""Who sells and who buys where two are named with a deal: ``a deal with X for Y``, ``the X-Y deal``."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.deals import Deal
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.sealed import seller_of
from communique.reading.sides import parties
from communique.reading.syntax import Tree


def direct_deal(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """Who sells and who buys in "a deal with X for Y", "the X-Y deal": origin of the equipment decides."""
    partners: list[str] = []
    for label in ("light", "poss", "mod", "with", "between"):
        partners += [p for p in parties(scene, tree, args, (label,), deal.item) if p not in partners]
    origin = set(deal.item.said) | set(deal.item.origins)
    others = tuple(p for p in partners if p != _NOTIFIER)[:1]
    if others and not deal.supplier and not origin and _NOTIFIED.search(scene.text, tree.start, tree.end):
        deal.supplier, deal.recipient = (_NOTIFIER,), others
        return
    firm = _signing_firm(scene, tree, args, deal)
    if firm and not deal.supplier and not origin:
        deal.supplier = firm
        deal.recipient = tuple(p for p in partners if p not in firm)[:1] or deal.recipient
        return
    sellers = tuple(p for p in partners if p in origin)
    if not deal.supplier and sellers and len(sellers) < len(partners):
        deal.supplier = sellers
        deal.recipient = tuple(p for p in partners if p not in sellers)[:1]
    elif not deal.supplier and len(partners) == 2 and not origin and _exporter(deal, partners):
        return
    elif not deal.supplier and len(partners) == 2 and not origin:
        seller = parties(scene, tree, args, ("with",), deal.item)
        buyer = parties(scene, tree, args, ("light", "poss"), deal.item)
        if seller and buyer and seller != buyer:
            deal.supplier, deal.recipient = seller, buyer
    elif not deal.supplier and len(partners) > 2 and not origin:
        sellers = parties(scene, tree, args, ("with",), deal.item)
        buyer = parties(scene, tree, args, ("light", "poss"), deal.item)
        if len(buyer) == 1 and buyer[0] not in sellers and len(args["with"]) > 1:
            deal.supplier, deal.recipient = sellers, buyer  # "made a deal for jets with B and C"
    elif len(partners) == 1 and partners[0] not in origin and not deal.supplier:
        other = parties(scene, tree, args, ("with",), deal.item)
        if other and (scene.seller is None or scene.seller in other):
            deal.supplier = other  # a buyer's report names the firm that it bought from
        else:
            deal.recipient = deal.recipient or tuple(partners)


# Sales that this state makes are told to its parliament first.
_NOTIFIER: Final = "USA"
_NOTIFIED: Final = re.compile(r"\b(?:notif|inform|told|tell)\w*\b[^.;]{0,30}\bCongress\b")
EXPORTER: Final = "table: which of the two exports arms"


def _exporter(deal: Deal, partners: list[str]) -> bool:
    """Sets who sells where one of the two exports arms far more; whether it did."""
    seller = seller_of(partners, ranks=1)
    if seller is None:
        return False
    deal.supplier = (seller,)
    deal.recipient = tuple(p for p in partners if p != seller)
    deal.inferred["supplier"] = EXPORTER
    return True


FIRMS: Final = ("company", "yard", "bureau")


def _signing_firm(scene: Scene, tree: Tree, args: Args, deal: Deal) -> tuple[str, ...]:
    """``A's shipbuilder signed the deal for the boats``: a firm sells, where nobody is named that sells to it."""
    heads = args.get("light", ())
    words = [k for head in heads for k in tree.subtree(head)]
    firms = [
        m
        for m in scene.inside(tree.start, tree[deal.trigger].start, "body")
        if m.form in FIRMS and any(m.start <= tree[k].start < m.end for k in words)
    ]
    homes = tuple(dict.fromkeys(p for m in firms for p in m.parties))
    others = [p for k in heads for p in scene.parties_at(tree, k, refer=False) if p not in homes]
    return homes if len(homes) == 1 and not others else ()
