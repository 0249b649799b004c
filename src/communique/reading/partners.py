"""Makers and givers that the report names elsewhere: partners of a joint programme, who passes on what another built."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.deals import Deal
from communique.reading.mentions import Mention
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

_TOGETHER: Final = ("programme-body", "joint-programme")


def by_programme(scene: Scene, tree: Tree, deal: Deal) -> None:
    """Give an unnamed thing in development the makers of the joint programme that the report names with it."""
    if deal.frame.sense != "develop" or deal.item.known or deal.item.vague:
        return
    here = [m for m in scene.inside(tree.start, tree.end, "mechanism", "equipment") if _joint(m)]
    known = here or [m for m in scene.mentions if _joint(m)]
    makers = {tuple(sorted(m.parties)) for m in known}
    if len(makers) != 1 or not (here or _same_kind(known, deal)):
        return
    partners = set(next(iter(makers)))
    named = {*deal.supplier, *deal.recipient}
    if named <= partners or partners <= _named(scene, tree):
        deal.supplier, deal.recipient = tuple(sorted(partners)), ()
        deal.inferred["supplier"] = "report: who takes part in the programme that it names"


def _joint(mention: Mention) -> bool:
    if mention.kind == "mechanism":
        return mention.row.get("type") in _TOGETHER and len(mention.parties) > 1
    return mention.kind == "equipment" and mention.row.get("joint") == "yes" and len(mention.parties) > 1


def _same_kind(known: list[Mention], deal: Deal) -> bool:
    """Whether the things that the report names are such as the deal is about."""
    return all(m.kind == "mechanism" or m.row.get("family") == deal.item.family for m in known)


def _named(scene: Scene, tree: Tree) -> set[str]:
    return {p for m in scene.inside(tree.start, tree.end, "party", "body") for p in m.parties}


_USED: Final = re.compile(
    r"\b(?:second-?hand|surplus|former(?:ly)?|ex-(?!US\b)\w+|used (?:[\w-]+ ){0,2}(?:jets|aircraft|tanks|fighters|F-16s)|decommissioned|from (?:its|their) (?:own )?(?:stocks?|fleet|air force|inventor)\w*|"
    r"sale of (?:\w+ ){0,3}(?:moderni[sz]ed|upgraded)|its (?:old|ageing|aging|retired))\b",
    re.IGNORECASE,
)


def second_hand(scene: Scene, deal: Deal) -> str | None:
    """``Romania and Portugal signed the agreement ... received the first F-16s``: no maker is told of, an owner is.

    Only where the maker's state is nowhere in the report, the report tells of used equipment and of one pair.
    """
    makers = set(deal.item.origins)
    if not (deal.item.known and makers and len(deal.recipient) == 1) or makers & set(scene.weights):
        return None
    if deal.frame.sense not in ("supply", "receive", "arrival", "deal") or not _USED.search(scene.text):
        return None
    rest = [p for p in scene.dyad if p not in deal.recipient]
    turned = rest and (deal.recipient[0], rest[0]) in scene.flows
    return rest[0] if len(rest) == 1 and len(scene.dyad) == 2 and len(rest[0]) == 3 and not turned else None


def main_giver(scene: Scene, buyer: str) -> str | None:
    """Who gives by far the most to this receiver in the report, as its sentences say; None where nobody stands out."""
    ranked = sorted(((w, a) for (a, b), w in scene.flows.items() if b == buyer), reverse=True)
    if not ranked or ranked[0][0] < 4 or (len(ranked) > 1 and ranked[0][0] < 3 * ranked[1][0]):
        return None
    return ranked[0][1]
