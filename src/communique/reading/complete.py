"""Step six for programmes: supplier and recipient that the trigger leaves open, filled and marked as inferred."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.programmes import Deal
from communique.reading.scene import Scene
from communique.reading.syntax import Tree

# After these words a party is the setting of a deal, not an end of it ("amid tensions with Russia").
_SETTING: Final = re.compile(
    r"\b(?:amid|against|despite|notwithstanding|unlike|than|tensions? with|war (?:with|in|on)|conflict with|threats? from|invasion of|"
    r"ahead of|border with|seized from|en ?route to|similar to|including|such as|following|after)\b[^,;]{0,40}$",
    re.IGNORECASE,
)


def complete(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Fill what is open; False where no relation between two parties comes out of it."""
    _fill_supplier(scene, tree, deal)
    _fill_recipient(scene, tree, deal)
    if deal.item.joint and deal.frame.sense in ("make", "develop"):
        deal.supplier = tuple(sorted(deal.item.origins))
        deal.inferred.setdefault("supplier", "table: joint product")
    if deal.frame.sense == "develop" and len(deal.supplier) > 1:
        return True
    deal.recipient = tuple(
        p for p in deal.recipient if p not in deal.supplier or deal.frame.sense in ("make", "develop")
    )
    return bool(deal.supplier and deal.recipient) and set(deal.supplier) != set(deal.recipient)


def _fill_supplier(scene: Scene, tree: Tree, deal: Deal) -> None:
    if deal.frame.sense == "make":
        _split_makers(scene, tree, deal)
    if deal.supplier:
        return
    taken = set(deal.recipient)
    said = tuple(p for p in deal.item.said if p not in taken)
    if said:
        deal.supplier = said
        return
    if deal.item.origins and not set(deal.item.origins) & taken and not deal.item.joint:
        deal.supplier = deal.item.origins
        deal.inferred["supplier"] = "table: origin of the equipment"
        return
    near = _others(scene, tree, deal, taken)
    if len(near) == 1 and deal.recipient:
        deal.supplier = near
        deal.inferred["supplier"] = "sentence: the other party"
        return
    if deal.item.joint and deal.item.origins:
        rest = tuple(p for p in deal.item.origins if p not in taken)
        deal.supplier = tuple(sorted(rest or deal.item.origins))
        deal.inferred["supplier"] = "table: origin of the equipment"
        return
    rest = tuple(p for p in scene.dyad if p not in taken)
    if deal.recipient and len(rest) == 1 and taken & set(scene.dyad):
        deal.supplier = rest
        deal.inferred["supplier"] = "report: the other party of the pair"


def _fill_recipient(scene: Scene, tree: Tree, deal: Deal) -> None:
    if deal.recipient or not deal.supplier:
        return
    taken = set(deal.supplier)
    near = _others(scene, tree, deal, taken)
    if len(near) == 1:
        deal.recipient = near
        deal.inferred["recipient"] = "sentence: the other party"
        return
    rest = tuple(p for p in scene.dyad if p not in taken)
    if len(rest) == 1:
        deal.recipient = rest
        deal.inferred["recipient"] = "report: the other party of the pair"
    elif near and near[0] in scene.dyad:
        deal.recipient = near[:1]
        deal.inferred["recipient"] = "sentence: the other party"


def _others(scene: Scene, tree: Tree, deal: Deal, taken: set[str]) -> tuple[str, ...]:
    """Parties that the sentence names and nobody has claimed, those of the setting left out."""
    found: list[str] = []
    for mention in scene.inside(tree.start, tree.end, "party", "body"):
        before = scene.text[tree.start : mention.start]
        if _SETTING.search(before) or mention.form == "organisation" or len(mention.parties) != 1:
            continue
        party = mention.parties[0]
        if party not in taken and party not in found:
            found.append(party)
    for named in scene.persons(tree.start, tree.end):
        party = named.person.party or ""
        if party and party not in taken and party not in found:
            found.append(party)
    return tuple(found)


def _split_makers(scene: Scene, tree: Tree, deal: Deal) -> None:
    """Of those who make it together, the home of the work is the recipient, the others the suppliers."""
    everyone = list(dict.fromkeys((*deal.supplier, *deal.recipient)))
    origin = [p for p in (*deal.item.said, *deal.item.origins) if p]
    if len(everyone) < 2:
        if everyone and origin and everyone[0] not in origin:
            deal.supplier, deal.recipient = tuple(origin), tuple(everyone)
        elif everyone and deal.supplier and not deal.recipient and everyone[0] not in origin and origin:
            deal.recipient, deal.supplier = tuple(everyone), tuple(origin)
        return
    makers = [p for p in everyone if p in origin]
    if makers and len(makers) < len(everyone):
        deal.supplier = tuple(makers)
        deal.recipient = tuple(p for p in everyone if p not in makers)
