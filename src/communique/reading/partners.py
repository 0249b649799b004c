"""Makers that the report names elsewhere: the partners of a joint programme, of what is told without a name."""

from __future__ import annotations

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
