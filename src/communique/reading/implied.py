"""Deals whose equipment or whose ends the grammar leaves unsaid.

Three shapes that news copy uses to save words: a deal noun with a buyer and no equipment ("earlier deals with
Greece and Croatia"), a list of customers ("Kenya is the third customer for the gun"), and a verb said once for
several senders ("Norway sent tanks, Spain howitzers and the Dutch a battery").
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from communique.model import Quantity
from communique.reading.amounts import number as amount
from communique.reading.deals import Deal, Frame
from communique.reading.items import Item
from communique.reading.mentions import Mention
from communique.reading.roles import Args, arguments
from communique.reading.scene import Scene
from communique.reading.sought import Sought, part
from communique.reading.stance import programme_status, stance
from communique.reading.syntax import Tree

_DEALING: Final = frozenset(
    "deal contract order sale export delivery purchase acquisition shipment transfer donation".split()
)
# Words before a deal noun that leave open what was dealt in ("export sales", "a follow-on order").
_PLAIN: Final = frozenset(
    "early export foreign first second third earlier previous recent past similar follow follow-on on further new big "
    "large major other separate ongoing going on-going firm repeat late additional subsequent international overseas".split()
)
# "contracts for the type": of what was named before.
_TYPE: Final = frozenset("type system model aircraft jet gun plane vehicle weapon".split())
_CUSTOMERS: Final = Sought(
    r"\b(?:customers?|buyers?|clients?|purchasers?|recipients?|(?:foreign|export|overseas) (?:operators?|users?))\b"
)
_LISTING: Final = re.compile(
    r"\b(?:include[sd]?|including|are|is|was|were|become|became|becoming|becomes|has become|as|such as|count\w*|among)\b|:"
)
_PROSPECT: Final = re.compile(
    r"\b(?:potential|prospective|possible|would-be|hope\w*|could|may|might|next|no)\b", re.IGNORECASE
)
# "one of the largest buyers of Indian weapons": of everything that is sold, not of the type spoken of.
_OF_ALL: Final = re.compile(
    r"(?: for| of)(?: [\w'-]+){0,4} (?:weapon(?:s|ry)?|arms|equipment|hardware|products?|exports?|arsenal|materiel|goods)\b"
)
_CUSTOMER: Final = Frame(
    "customer", "n", "receive", "transfer", "contracted", "sale", (), (), (), ""
)  # not in the table: its arguments are the whole sentence's


def implied_deals(
    scene: Scene,
    tree: Tree,
    items: Sequence[Item],
    triggers: Sequence[tuple[int, Frame]],
    deals: Sequence[Deal],
) -> list[Deal]:
    """The deals that name a buyer and leave the equipment to what was said before."""
    used = {deal.trigger for deal in deals}
    found: list[Deal] = []
    for at, frame in triggers:
        if at in used or frame.pos != "n" or frame.lemma not in _DEALING:
            continue
        item = _spoken_of(scene, tree, items, tree[at].start)
        args = arguments(tree, at)
        if item is None or not _open(scene, tree, args, items):
            continue
        here = item.meant_for if tree.start <= item.start < tree.end else ()
        buyers = _buyers(scene, tree, frame, args, item) or here
        sold = any(d.item.name == item.name and set(buyers) & set(d.supplier) for d in deals)
        taken = {p for d in deals for p in d.recipient if d.item.start != item.start or d.item.meant_for}
        if buyers and not sold and not set(buyers) <= taken:
            found.append(_deal(tree, at, frame, item, buyers))
    told = {(p, d.item.name) for d in (*deals, *found) for p in d.recipient}
    found += [
        deal
        for deal in _customers(scene, tree, items)
        if not all((p, deal.item.name) in told for p in deal.recipient)
    ]
    return found


def _spoken_of(scene: Scene, tree: Tree, items: Sequence[Item], offset: int) -> Item | None:
    """The designation of one maker that a deal noun can mean: the last one before it, or the only one after."""
    named = [i for i in items if not i.vague and not i.elliptic]
    before = [i for i in named if i.end <= offset]
    item: object = before[-1] if before else named[0] if named else scene.last_item
    if not isinstance(item, Item) or not item.known:
        return None
    if len(item.origins) > 1 and scene.seller in item.origins:
        return replace(item, origins=(scene.seller,))
    return item if len(item.origins) == 1 or set(item.origins) == set(item.source) else None


def _open(scene: Scene, tree: Tree, args: Args, items: Sequence[Item]) -> bool:
    """Whether the deal noun says nothing of its own about what is dealt in."""
    objects = [k for label in ("of", "for", "on") for k in args.get(label, ())]
    if any(not scene.parties_at(tree, k, refer=False) and tree[k].lemma not in _TYPE for k in objects):
        return False
    return all(
        tree[k].lemma.lower() in _PLAIN
        or tree[k].pos in ("NUM", "PUNCT")
        or scene.parties_at(tree, k, refer=False)
        or any(i.start <= tree[k].start < i.end for i in items)
        for k in args.get("mod", ())
    )


def _buyers(scene: Scene, tree: Tree, frame: Frame, args: Args, item: Item) -> tuple[str, ...]:
    supply = ("to",) if frame.lemma in ("delivery", "shipment", "donation", "transfer") else ("to", "with")
    labels = supply if frame.sense == "supply" else ("with", "from", "by", "to")
    owner = [p for x in ("light", "poss") for k in args.get(x, ()) for p in scene.parties_at(tree, k)]
    if frame.lemma == "order" and any(tree[v].lemma in ("place", "sign") for v in args.get("verb", ())):
        return tuple(p for p in dict.fromkeys(owner) if p not in item.origins and len(p) == 3)
    if any(p not in item.origins for p in owner):
        return ()
    found = [p for x in labels for k in args.get(x, ()) for p in scene.parties_at(tree, k, refer=False)]
    return tuple(p for p in dict.fromkeys(found) if p not in item.origins and len(p) == 3)


def _deal(tree: Tree, at: int, frame: Frame, item: Item, buyers: tuple[str, ...]) -> Deal:
    held = stance(tree, at)
    deal = Deal(frame, at, replace(item, quantity=None), held, mode=frame.mode)
    if not tree.start <= item.start < tree.end:
        deal.item = replace(deal.item, start=tree[at].start, end=tree[at].end, head=at, elliptic=True)
    deal.supplier, deal.recipient = item.origins, buyers
    deal.inferred["supplier"] = "table: origin of the equipment"
    deal.status = programme_status(held, frame.status, frame.sense)
    return deal


def _customers(scene: Scene, tree: Tree, items: Sequence[Item]) -> Iterator[Deal]:
    """``customers include A and B``, ``A became the second buyer of``: each state named, the maker's left out."""
    text = part(scene.text, tree.start, tree.end)
    match = _CUSTOMERS.search(text)
    if not match or not _LISTING.search(text) or _PROSPECT.search(text) or _OF_ALL.match(text, match.end()):
        return
    offset = tree.start + match.start()
    named = [i for i in items if not i.vague and not i.elliptic]
    named = [replace(i, origins=i.source) if i.source and i.joint else i for i in named]
    # "customers of the Turkish drone": of a type that no table knows.
    named = [i if i.known or len(i.said) != 1 else replace(i, origins=i.said, known=True) for i in named]
    item = _spoken_of(scene, tree, named, offset) if len({i.name for i in named}) <= 1 else None
    at = tree.at(offset, tree.start + match.end())
    if item is None or at is None:
        return
    clause = _clause(scene, tree, offset)
    buyers = tuple(
        dict.fromkeys(
            p for m in clause for p in m.parties if p not in item.origins and len(p) == 3 and m.form == "name"
        )
    )
    if buyers:
        yield _deal(tree, at, _CUSTOMER, item, buyers)


def _clause(scene: Scene, tree: Tree, offset: int) -> list[Mention]:
    """The parties of the clause that holds an offset, those after a word of place or rivalry left out."""
    mentions = scene.inside(tree.start, tree.end, "party")
    return [
        m
        for m in mentions
        if ";" not in scene.text[min(m.end, offset) : max(m.start, offset)]
        and not re.search(
            r"\b(?:after|following|in|at|against|than|from|beyond|besides) (?:the )?$",
            scene.text[tree.start : m.start],
        )
    ]


_NUMBER: Final = re.compile(
    r" (?:(?:has|have|had|will|would|is to|are to|is|are|got|get|gets|getting|giving|give|gives|gave|received|receive|ordered|orders|order|bought|"
    r"buys|buying|buy|wants?|took|takes|sent|sends|send|sending|pledged|pledges|promised|promises|donated|donating|took delivery of|acquired|another|"
    r"a further|some|about|up to|further) ){0,4}(?P<number>\d{1,3}(?:,\d{3})+|\d+(?!,?\d)|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|a dozen|fifteen|twenty)"
    r"(?: more| others?| of them| each| further| so far| in all)?(?P<after> on order)?(?=[,.;)]|$| and | from | in (?:19|20)\d\d| as well| too\b)"
)


def counted(scene: Scene, tree: Tree, deals: Sequence[Deal]) -> list[Deal]:
    """``A ordered six launchers, B six and C eight``: the same thing, by count alone, for each further party."""
    found: list[Deal] = []
    linked = [d for d in deals if d.linked and d.frame.sense in ("supply", "receive", "clear")]
    for mention in scene.inside(tree.start, tree.end, "party"):
        model = next((d for d in reversed(linked) if d.item.end <= mention.start), None)
        match = _NUMBER.match(scene.text, mention.end, tree.end)
        if model is None or match is None:
            continue
        apart = re.search(r"(?:,|;|\band|\bwhile)(?: the)? $", scene.text[tree.start : mention.start])
        if apart is None or len(mention.parties) != 1:
            continue
        taken = any(match.start("number") == d.item.start for d in deals)
        if (
            taken
            or mention.form not in ("name", "seat")
            or mention.parties[0] in (*model.supplier, *model.recipient)
        ):
            continue
        figure = amount(match["number"].removeprefix("a "))
        item = replace(
            model.item,
            start=match.start("number"),
            end=match.end("number"),
            quantity=Quantity(match["number"], figure) if figure else None,
            elliptic=True,
            source=(),
            meant_for=(),
        )
        receives = model.frame.sense == "receive"
        ends = (model.supplier, mention.parties) if receives else (mention.parties, model.recipient)
        found.append(replace(model, item=item, supplier=ends[0], recipient=ends[1], inferred={}))
    return found


_ON_ORDER: Final = Frame("order", "n", "receive", "transfer", "contracted", "sale", (), (), (), "")


def on_order(scene: Scene, tree: Tree) -> list[Deal]:
    """``C has 24 on order``: of what the report spoke of last."""
    model = scene.last_item
    found = []
    for mention in scene.inside(tree.start, tree.end, "party"):
        match = _NUMBER.match(scene.text, mention.end, tree.end)
        if not (match and match["after"]) or not isinstance(model, Item) or not model.known:
            continue
        at = tree.at(match.start("number"), match.end("number"))
        if at is None or set(mention.parties) & set(model.origins) or model.joint:
            continue
        figure = amount(match["number"])
        item = replace(
            model,
            start=match.start("number"),
            end=match.end("number"),
            head=at,
            quantity=Quantity(match["number"], figure) if figure else None,
            elliptic=True,
            said=(),
            source=(),
            meant_for=(),
        )
        found.append(
            Deal(_ON_ORDER, at, item, stance(tree, at), (), mention.parties, "transfer", "contracted")
        )
    return found


_DETERMINERS: Final = re.compile(
    r" (?:(?:an?|its|one|two|three|four|five|six|some|\d[\d,]*) )?(?:[a-z-]+ ){0,2}"
)


def gapped(scene: Scene, tree: Tree, deals: Sequence[Deal]) -> None:
    """``A announced tanks, B howitzers and C a battery``: the party before each further item of the list sends it."""
    for deal in deals:
        item = deal.item
        first = min((d.item.start for d in deals if d.trigger == deal.trigger), default=item.start)
        if item.start == first or deal.frame.sense not in ("supply", "receive", "clear"):
            continue
        near = [m for m in scene.inside(tree.start, item.start, "party") if m.form == "name"]
        if not near or tree[deal.trigger].start > near[-1].start:
            continue
        last = near[-1]
        before = scene.text[tree.start : last.start]
        if not re.search(r"(?:,|\band|;)(?: while)? (?:the )?$", before):
            continue
        if not _DETERMINERS.fullmatch(scene.text[last.end : item.start]):
            continue
        given = deal.frame.sense == "receive" or arguments(tree, deal.trigger).get("iobj")
        if given:
            deal.recipient = last.parties
        else:
            deal.supplier = last.parties
            deal.inferred.pop("supplier", None)
