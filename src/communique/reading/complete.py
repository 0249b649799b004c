"""Step six for programmes: supplier and recipient that the trigger leaves open, filled and marked as inferred."""

from __future__ import annotations

import re
from collections.abc import Sequence
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


def note_flows(scene: Scene, deals: Sequence[Deal]) -> None:
    """Remember who is said to supply whom, for sentences that leave one end open."""
    for deal in deals:
        sellers = deal.supplier or tuple(p for p in (deal.item.said or deal.item.origins) if p not in deal.recipient)
        if len(sellers) == 1 and len(deal.recipient) == 1 and sellers != deal.recipient:
            scene.flows[sellers[0], deal.recipient[0]] += 2 if deal.supplier else 1


def complete(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Fill what is open; False where no relation between two parties comes out of it."""
    _fill_supplier(scene, tree, deal)
    _fill_recipient(scene, tree, deal)
    if deal.item.joint and deal.frame.sense in ("make", "develop"):
        deal.supplier = tuple(sorted(deal.item.origins))
        deal.inferred.setdefault("supplier", "table: joint product")
    if deal.frame.sense in ("develop", "make") and len(deal.supplier) > 1:
        return True
    if deal.item.vague and any(why.startswith("report") for why in deal.inferred.values()):
        return False
    if deal.frame.sense == "make" and deal.inferred and deal.recipient == (scene.seller,) and not deal.item.said:
        deal.supplier, deal.recipient = deal.recipient, deal.supplier
    if deal.frame.sense not in ("make", "develop"):
        deal.recipient = tuple(p for p in deal.recipient if p not in deal.supplier)
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
    known = [a for (a, b), _ in scene.flows.most_common() if b in taken]
    if known and deal.recipient:
        deal.supplier = (known[0],)
        deal.inferred["supplier"] = "report: who supplies this recipient"
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
    elif not deal.recipient and scene.seller:
        deal.supplier = (scene.seller,)
        deal.inferred["supplier"] = "report: who sells to the other"


def inherit(deals: Sequence[Deal], done: Sequence[Deal]) -> list[Deal]:
    """What one item of a list leaves open is what the others of the list have."""
    found = []
    for deal in deals:
        model = next((d for d in done if d.trigger == deal.trigger and d.item is not deal.item), None)
        if model is None or deal.item.vague:
            continue
        deal.supplier = deal.supplier or model.supplier
        deal.recipient = deal.recipient or model.recipient
        deal.inferred.setdefault("supplier", "sentence: the rest of the list")
        if deal.supplier and deal.recipient and set(deal.supplier) != set(deal.recipient):
            found.append(deal)
    return found


def _fill_recipient(scene: Scene, tree: Tree, deal: Deal) -> None:
    if deal.recipient or not deal.supplier:
        return
    taken = set(deal.supplier)
    near = _others(scene, tree, deal, taken)
    if len(near) == 1:
        deal.recipient = near
        deal.inferred["recipient"] = "sentence: the other party"
        return
    known = [b for (a, b), _ in scene.flows.most_common() if a in taken]
    if known:
        deal.recipient = (known[0],)
        deal.inferred["recipient"] = "report: whom this supplier supplies"
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
    near = [p for p in found if p in scene.dyad]
    return tuple(near if near or taken & set(scene.dyad) else found)


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
