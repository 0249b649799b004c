"""The ends of a deal: who supplies and who receives, as the arguments of its trigger say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from communique.reading.bought_for import bought_for
from communique.reading.deals import Deal, Frame
from communique.reading.direct_deals import FIRMS, direct_deal
from communique.reading.goods import items_under
from communique.reading.items import Item
from communique.reading.resold import sold_under
from communique.reading.roles import Args, arguments, is_passive
from communique.reading.scene import Scene
from communique.reading.sealed import of_two
from communique.reading.sides import parties, union
from communique.reading.stance import denied_of, programme_status, stance
from communique.reading.syntax import Tree
from communique.reading.turned import lies_ahead, set_right
from communique.reading.works import DEALT, bidder, built_abroad, helped_by, joined_in, sent_for_work, served

# Who blocks or protests a sale does not make it.
_OPPOSING: Final = frozenset(
    "block oppose protest condemn criticise criticize ban prevent veto question denounce slam reject oppose lament blast summon stop bar".split()
)
# "The government must block exports of parts": its own; "blocked the sale": another's.
_OUTGOING: Final = frozenset("export delivery shipment supply supplies transfer".split())
_HALTING: Final = frozenset("block ban stop bar prevent".split())
_PARTED: Final = frozenset("part component spare".split())
STRIKING: Final = frozenset("bomb attack target strike hit destroy intercept seize raid".split())
_GIVING_LIGHT: Final = frozenset(
    "provide offer give conduct supply promise pledge deliver carry undertake perform fund lead run".split()
)
# "offered the jets for A's tender": to whom, the tender says.
BIDDING: Final = frozenset("offer propose pitch bid tender".split())
# Who pays for what another gets is its giver.
_PAYING: Final = frozenset("finance fund sponsor bankroll underwrite".split())
# Who wins or receives an order supplies.
_WINNING: Final = frozenset("win receive get land bag book secure gain clinch obtain snag scoop".split())
_BUYING: Final = frozenset("procurement purchase acquisition induction import".split())
_RECEIVING_LIGHT: Final = frozenset(
    "take await receive get accept expect secure seek request want wait welcome obtain win face".split()
)


def make_deal(scene: Scene, tree: Tree, at: int, frame: Frame, args: Args, item: Item) -> Deal:
    """The deal that a trigger and one of its items make, its ends as far as grammar says them."""
    found = stance(tree, at)
    noun = tree[item.head]
    heads = (item.head, noun.head) if noun.dep in ("compound", "nmod", "nummod") else (item.head,)
    if any(tree[k].lemma == "no" for h in heads for k in tree.children(h, "det")):
        found = denied_of(tree, at, found)
    deal = Deal(frame, at, item, found, mode=frame.mode)
    sellers, buyers = _labels(tree, args, frame, item)
    _argued(scene, tree, args, deal, sellers, buyers)
    set_right(scene, tree, args, deal)
    _beside(scene, tree, deal)
    _paid_for(scene, tree, args, deal)
    deal.supplier = deal.supplier or sold_under(scene, tree, deal)
    deal.recipient = deal.recipient or _funded(scene, tree, deal)
    if frame.lemma in ("tender", "competition") and not deal.supplier:
        deal.supplier = tuple(p for p in bidder(scene, tree) if p not in deal.recipient)
    if frame.sense == "supply" and frame.pos == "n":
        _signed_for(scene, tree, args, deal)
    if frame.sense == "deal":
        direct_deal(scene, tree, args, deal)
    _split_pair(scene, tree, deal)
    _cleared_by_partner(scene, tree, args, deal)
    if sellers[:1] in (("light",), ("to",)):
        _won(deal)
    _homecoming(tree, deal)
    if frame.sense == "receive" and frame.lemma == "lease" and args.get("to"):
        deal.supplier = parties(scene, tree, args, ("subj", "poss", "by"), item)
        deal.recipient = parties(scene, tree, args, ("to",), item)
    if frame.sense == "make":
        built_abroad(scene, tree, args, deal)
    if frame.sense == "supply" and frame.pos == "v":
        sent_for_work(scene, tree, args, deal)
        _by_the_firm(scene, tree, deal)
    if frame.sense == "sustain":
        served(scene, tree, args, deal)
    bought_for(scene, tree, deal)
    if item.meant_for and frame.sense in ("supply", "deal", "clear", "halt"):
        deal.recipient = tuple(p for p in item.meant_for if p not in deal.supplier) or deal.recipient
    of_two(deal)
    deal.supplier = tuple(dict.fromkeys(deal.supplier))
    deal.status = programme_status(found, frame.status, frame.sense)
    if lies_ahead(scene, tree, deal):
        deal.status = "planned"
    first = deal.status == "delivered" and _first_lot(scene, tree, item)
    deal.status = "partly-delivered" if first else deal.status
    return deal


def _paid_for(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``will finance the purchase of four systems for B``: who pays gives, and B gets."""
    paying = any(tree[v].lemma in _PAYING for v in args.get("verb", ()))
    if not paying or deal.frame.sense != "receive":
        return
    payer = deal.recipient or parties(scene, tree, args, ("light",), deal.item)
    buys = any((a, payer[0]) in scene.flows for a in scene.dyad) if len(payer) == 1 else False
    other = (
        tuple(p for p in scene.dyad if p not in payer) if set(payer) < set(scene.dyad) and not buys else ()
    )
    if deal.item.meant_for or other:
        deal.supplier, deal.recipient = payer, deal.item.meant_for or other


_SIGNING: Final = frozenset(
    "sign ink seal conclude clinch finalise finalize reach agree strike close negotiate".split()
)


def _signed_for(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``A signed a deal with B's firm for the delivery of tanks``: whose tanks they are, or whose firm it is, supplies."""
    if not any(tree[v].lemma in _SIGNING for v in args.get("verb", ())) or args.get("to"):
        return
    partners = list(
        dict.fromkeys((*_of(scene, tree, args, deal, "light"), *_of(scene, tree, args, deal, "with")))
    )
    if len(partners) != 2:
        return
    sellers = [p for p in partners if p in (deal.item.said or deal.item.origins)]
    firms = {p for m in scene.inside(tree.start, tree.end, "body") if m.form in FIRMS for p in m.parties}
    sellers = sellers or [p for p in partners if p in firms]
    if len(sellers) == 1:
        deal.supplier, deal.recipient = (sellers[0],), tuple(p for p in partners if p != sellers[0])


def _of(scene: Scene, tree: Tree, args: Args, deal: Deal, label: str) -> tuple[str, ...]:
    return parties(scene, tree, args, (label,), deal.item)


_CLEARING: Final = frozenset(
    "approve clear authorise authorize permit allow okay ok greenlight endorse".split()
)


def _cleared_by_partner(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``the United States approved the sale of the Arrow 3 to B``: of two makers, the one that says yes is not the seller."""
    origins = set(deal.item.origins)
    clearing = deal.frame.sense == "clear" or any(tree[v].lemma in _CLEARING for v in args.get("verb", ()))
    if not (clearing and deal.item.joint and len(deal.supplier) == 1 and set(deal.supplier) < origins):
        return
    rest = tuple(p for p in deal.item.origins if p not in deal.supplier and p in scene.weights)
    if rest and not set(rest) & set(deal.recipient):
        deal.supplier = rest


_SALE_TO: Final = re.compile(
    r"\b(?:sales?|aid|assistance|packages?|deals?|financing|grants?|loans?) (?:[\w-]+ ){0,3}?(?:to|for|with) (?:the )?$"
)


def _funded(scene: Scene, tree: Tree, deal: Deal) -> tuple[str, ...]:
    """``approves 165 million in weapons sales to B to fund tank transporters``: B gets what its sale pays for."""
    if deal.frame.lemma not in ("fund", "finance") or not deal.supplier:
        return ()
    for mention in scene.inside(tree.start, tree[deal.trigger].start, "party"):
        if _SALE_TO.search(scene.text[tree.start : mention.start]):
            return tuple(p for p in mention.parties if p not in deal.supplier)[:1]
    return ()


def _won(deal: Deal) -> None:
    """``a French yard wins a Montenegrin patrol boat contract``: whose contract it is buys."""
    item = deal.item
    if deal.supplier and not deal.recipient and not set(item.said) & {*item.origins, *deal.supplier}:
        deal.recipient, deal.item = item.said, replace(item, said=())


def _homecoming(tree: Tree, deal: Deal) -> None:
    """``the last Nigerian Tucanos arrive home``: whose home it is gets them."""
    item = deal.item
    home = tree[min(deal.trigger + 1, len(tree) - 1)].lemma == "home"
    if (
        home
        and deal.frame.sense == "arrival"
        and item.said
        and item.origins
        and not set(item.said) & set(item.origins)
    ):
        deal.supplier, deal.recipient, deal.item = (), item.said, replace(item, said=())


_FIRST: Final = re.compile(
    r"\bfirst (?:batch|tranche|lot|shipment|consignment|instal?lment|group|regiment|squadron|battery|(?:(?:two|three|four|five|six|ten|dozen|pair|few|\d+) )?of (?:the |an order (?:of|for) |its |\d))"
    r"[^.;,]{0,60}$",
    re.IGNORECASE,
)


def _first_lot(scene: Scene, tree: Tree, item: Item) -> bool:
    """``a first batch of``, ``the first two of 28``: more is to come."""
    return _FIRST.search(scene.text[tree.start : item.start]) is not None


_Labels = tuple[str, ...]


def _in_parts(tree: Tree, item: Item) -> bool:
    """Whether only parts of the item pass: these come from others than its maker."""
    return any(t.lemma in _PARTED for t in tree.tokens if item.end <= t.start <= item.end + 20)


_ASKING: Final = frozenset("request inquiry enquiry application query".split())
_REACHED: Final = frozenset("receive get have field obtain".split())


def _asked_of(tree: Tree, light: Iterable[int]) -> bool:
    """``A has received a request from B for the purchase of jets``: who is asked would supply, who asks would receive."""
    asked = [v for v in light if tree[v].lemma in _REACHED]
    objects = [k for v in asked for k in tree.children(v, "dobj")]
    papers = [j for k in objects for p in tree.children(k, "prep") for j in tree.children(p, "pobj")]
    return any(tree[k].lemma in _ASKING for k in (*objects, *papers))


_PAPERS: Final = ("order", "contract", "deal", "tender")


def _turned_labels(tree: Tree, args: Args, frame: Frame) -> tuple[_Labels, _Labels] | None:
    """The ends of what is asked for, awarded, won or lost, which the verb turns round; None of anything else."""
    sellers, buyers = frame.supplier, frame.recipient
    light = args.get("verb", [])
    if args.get("from") and _asked_of(tree, light):
        return ("light", "subj"), ("from",)
    if args.get("awarded") and frame.lemma in _PAPERS:
        return ("awarded", *sellers), ("light", *buyers)
    if frame.lemma not in ("order", "contract") or frame.pos != "n" or not light:
        return None
    if tree[light[0]].lemma in _WINNING and not any(tree[v].lemma in _OPPOSING for v in light):
        return ("light", *sellers), ("from", *(x for x in buyers if x != "light"))
    return (("to",), ("from",)) if tree[light[0]].lemma == "lose" else None  # "A lost B's contract to C"


def _labels(tree: Tree, args: Args, frame: Frame, item: Item) -> tuple[_Labels, _Labels]:
    """Which arguments hold supplier and receiver; the verb above a noun may turn them round."""
    sellers, buyers = frame.supplier, frame.recipient
    light = args.get("verb", [])
    turned = _turned_labels(tree, args, frame)
    if turned is not None:
        return turned
    if any(tree[v].lemma in _OPPOSING for v in light):
        own = frame.lemma in _OUTGOING and any(tree[v].lemma in _HALTING for v in light)
        own = own and (not item.origins or _in_parts(tree, item))
        sellers = (*(x for x in sellers if x != "light"), *(("light",) if own else ()))
    if frame.sense == "sustain" and frame.pos == "n" and light:
        if tree[light[0]].lemma in _GIVING_LIGHT:
            sellers = (*sellers, "light")
        elif tree[light[0]].lemma in _RECEIVING_LIGHT:
            buyers = (*buyers, "light")
    if frame.lemma == "add" and args.get("to") and not args.get("subj"):
        return sellers, ("to",)  # "will be added to B's fleet"
    if frame.sense == "clear" and any(tree[k].lemma in _BUYING for k in args.get("for", ())):
        return (), ("subj", *buyers)  # "approved for procurement by the president"
    if frame.sense != "supply":
        return sellers, buyers
    if frame.pos == "n" and light and tree[light[0]].lemma in _RECEIVING_LIGHT:
        sellers = tuple(x for x in sellers if x != "light")
        buyers = (*buyers, "light")
    if "with" in frame.equipment and item in items_under(tree, args.get("with", ()), [item]):
        buyers = ("obj", *buyers)
    return sellers, buyers


def _argued(scene: Scene, tree: Tree, args: Args, deal: Deal, sellers: _Labels, labels: _Labels) -> None:
    """Set the ends that the arguments name."""
    frame, item = deal.frame, deal.item
    deal.supplier = parties(scene, tree, args, sellers, item)
    if frame.sense in ("make", "develop"):
        deal.supplier = union(scene, tree, args, (*sellers, "subj"), item)
        helper = helped_by(scene, tree, deal)
        deal.supplier = (*deal.supplier, *joined_in(scene, tree, deal.trigger))
        if helper and helper != deal.supplier:
            deal.supplier, labels = helper, ("subj", *labels)
    buyers = parties(scene, tree, args, labels, item)
    deal.supplier = deal.supplier or _letting(scene, tree, deal, buyers)
    if frame.sense == "sustain" and item.family == "support" and item.meant_for:
        buyers = item.meant_for
    if not buyers and frame.sense == "supply" and frame.pos == "v":
        buyers = tuple(p for p in given_to(scene, tree, deal.trigger, item.start) if p not in deal.supplier)
    if not buyers and frame.sense == "supply" and frame.pos == "v":
        buyers = tuple(p for p in _helped(scene, tree, deal.trigger) if p not in deal.supplier)
    if not (deal.supplier or item.said) and frame.sense == "receive" and frame.pos == "v":
        deal.supplier = tuple(p for p in _dealt_with(scene, tree, deal.trigger) if p not in buyers)
    if not buyers and frame.lemma in BIDDING:
        buyers = tuple(p for p in parties(scene, tree, args, ("for",), item) if p not in deal.supplier)
    if not buyers and frame.sense == "supply" and frame.needs not in ("both", "ends"):
        buyers = tuple(p for p in _to_after(scene, tree, deal) if p not in deal.supplier)
    if not buyers and frame.sense == "supply" and frame.pos == "v":
        buyers = tuple(p for p in _ordered_by(scene, tree, deal.trigger) if p not in deal.supplier)
    deal.at_home = bool(buyers) and set(buyers) == set(deal.supplier)
    if len(deal.supplier) > 1 and len(buyers) == 1 and frame.sense not in ("make", "develop"):
        deal.supplier = tuple(p for p in deal.supplier if p not in buyers)
    deal.recipient = buyers if frame.sense == "make" else tuple(p for p in buyers if p not in deal.supplier)
    turned = deal.recipient == (scene.seller,) and len(scene.dyad) == 2
    if turned and _is_country(tree, args, labels):
        deal.recipient = tuple(p for p in scene.dyad if p != scene.seller)


def _letting(scene: Scene, tree: Tree, deal: Deal, buyers: tuple[str, ...]) -> tuple[str, ...]:
    """``A will let B have two helicopters``: A gives them."""
    above = tree[deal.trigger].head
    if not buyers or deal.frame.lemma != "have" or tree[above].lemma != "let":
        return ()
    return parties(scene, tree, arguments(tree, above), ("subj",), deal.item)


def _beside(scene: Scene, tree: Tree, deal: Deal) -> None:
    """Fill open ends from the item's own phrase: its seller, its receiver, its owner, its navy."""
    item = deal.item
    if item.source and len(deal.supplier) > 1 and set(item.source) <= set(deal.supplier):
        deal.supplier = item.source
    if item.source and deal.frame.pos == "v" and deal.frame.sense == "supply":
        above = tree[tree[deal.trigger].head]
        if above.lemma in _CLEARING and tree[deal.trigger].dep in ("xcomp", "ccomp", "dobj", "pcomp"):
            deal.supplier = item.source  # "approves sending jets from B": B sends them
    if not deal.supplier and item.source and set(item.source) != set(deal.recipient):
        deal.supplier = item.source
    if not deal.recipient and item.meant_for and set(item.meant_for) != set(deal.supplier):
        deal.recipient = item.meant_for
    if not deal.recipient and deal.frame.sense in ("arrival", "supply", "clear"):
        heads = [item.head, *([tree[item.head].head] if tree[item.head].dep in ("compound", "nmod") else [])]
        owners = [p for h in heads for k in tree.children(h, "poss") for p in scene.parties_at(tree, k)]
        owner = tuple(p for p in owners if p not in (*deal.supplier, *item.origins))[:1]
        if deal.frame.terms == "gift":
            deal.supplier = deal.supplier or owner  # "parted with its only battery": what it had
        else:
            deal.recipient = owner
    if item.operator and not deal.recipient and item.operator not in deal.supplier:
        deal.recipient = (item.operator,)
    elif item.operator and not deal.supplier and item.operator not in deal.recipient:
        deal.supplier = (item.operator,)  # "HMAS Melbourne was sold to the Chilean Navy"


def given_to(scene: Scene, tree: Tree, at: int, stop: int) -> tuple[str, ...]:
    """``handed Ghana 105 vehicles``: the party right behind a verb of giving, whatever the parse made of it."""
    start = tree[at].end + 1
    for mention in scene.inside(start, stop, "party"):
        if mention.start - start <= 4 and mention.form in ("name", "seat"):
            possessed = scene.text[mention.end : mention.end + 2] in ("'s", "s'")
            # "will send US Javelins": of whose make they are
            possessed = possessed or (
                stop - mention.end <= 1 and mention.text in ("US", "U.S.", "UK", "U.K.")
            )
            return () if possessed else mention.parties
    return ()


def _helped(scene: Scene, tree: Tree, at: int) -> tuple[str, ...]:
    """``supports B by sending tanks``, ``step up aid to B by giving``: whom the act above is for."""
    above = tree[at].head
    if tree[at].dep != "pcomp" or tree[above].lemma != "by":
        return ()
    verb = tree[above].head
    heads = tree.children(verb, "dobj")
    preps = [
        p
        for k in (verb, *heads)
        for p in tree.children(k, "prep", "dative")
        if tree[p].lemma in ("to", "for")
    ]
    found = [
        q for p in preps for k in tree.children(p, "pobj") for q in scene.parties_at(tree, k, refer=False)
    ]
    found = found or [
        q for k in heads for q in scene.parties_at(tree, k, refer=False) if tree[k].lemma not in _AID
    ]
    return tuple(dict.fromkeys(found))


_AID: Final = frozenset("aid assistance support package relation tie stock force army".split())


def _dealt_with(scene: Scene, tree: Tree, at: int) -> tuple[str, ...]:
    """``signed a deal with B to buy``: whom the deal above the verb is made with."""
    if not any(tree[k].lemma == "to" for k in tree.children(at, "aux")):
        return ()
    for above in list(tree.ancestors(at))[:3]:
        papers = tree.children(above, "dobj")
        hosts = (
            [above, *papers] if tree[above].lemma in DEALT else [k for k in papers if tree[k].lemma in DEALT]
        )
        preps = [p for h in hosts for p in tree.children(h, "prep") if tree[p].lemma == "with" and p < at]
        heads = [k for p in preps for k in tree.children(p, "pobj")]
        found = [q for k in heads for q in scene.parties_at(tree, k, refer=False)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


_FIRM: Final = ("company", "yard", "bureau")


def _by_the_firm(scene: Scene, tree: Tree, deal: Deal) -> None:
    """``the agency began talks with manufacturer B to deliver guns``: of a state and a firm, the firm delivers."""
    start = tree[deal.trigger].start
    firms = {p for m in scene.inside(tree.start, start, "body") if m.form in _FIRM for p in m.parties}
    partners = _dealt_with(scene, tree, deal.trigger)
    sellers = tuple(p for p in partners if p in firms and p not in deal.supplier)
    if len(sellers) == 1 and deal.supplier and not set(deal.supplier) & firms:
        deal.supplier, deal.recipient = sellers, deal.recipient or deal.supplier


_ORDERED: Final = re.compile(
    r"\b(?:orders?|contracts?|deals?|agreements?) (?:from|with|by) (?:the )?(?=[A-Z])(?:(?!\bto\b)[^,;:.]){1,60} to (?:the )?$"
)
_ORDERED_BY: Final = re.compile(r"\b(?:orders?|contracts?|deals?|agreements?) (?:from|with|by) (?:the )?")


def _ordered_by(scene: Scene, tree: Tree, at: int) -> tuple[str, ...]:
    """``won an order from B to export missiles``: who placed the order gets what the infinitive tells of."""
    before = _ORDERED.search(scene.text[tree.start : tree[at].start])
    match = _ORDERED_BY.match(scene.text, tree.start + before.start()) if before else None
    if match is None:
        return ()
    for mention in scene.inside(match.end(), tree[at].start, "party", "body"):
        return mention.parties if mention.start == match.end() else ()
    return ()


_ONWARD: Final = re.compile(r"[^.;:()]{0,120}?\bto (?:the |its |their )?(?:[a-z-]+ )?$")


def _to_after(scene: Scene, tree: Tree, deal: Deal) -> tuple[str, ...]:
    """``supply ten jets and a number of simulators to Greece``: the party after *to*, where no verb comes between."""
    start = max(deal.item.end, tree[deal.trigger].end)
    for mention in scene.inside(start, tree.end, "party", "body"):
        between = [t for t in tree.tokens if start <= t.start < mention.start]
        if any(t.pos == "VERB" and t.dep not in ("acl", "amod", "compound") for t in between):
            return ()
        if _ONWARD.fullmatch(scene.text[start : mention.start]):
            return mention.parties[:1] if mention.form != "demonym" or mention.kind == "body" else ()
    return ()


def _is_country(tree: Tree, args: Args, labels: Iterable[str]) -> bool:
    """Whether the recipient is only called "the Central Asian country": not the seller, then."""
    return any(
        tree[h].lemma in ("country", "nation", "kingdom", "republic", "neighbour", "neighbor", "ally")
        for x in labels
        for h in args.get(x, ())
    )


def _split_pair(scene: Scene, tree: Tree, deal: Deal) -> None:
    """Two parties in one role ("they engaged in the supply of"): origin, or who else sells here, tells them apart."""
    if deal.frame.sense in ("develop", "make"):
        return
    if deal.frame.pos == "v" and is_passive(tree, deal.trigger):
        return  # "provided by A and B": both
    if deal.frame.sense == "receive" and any(t.lemma in ("jointly", "together") for t in tree.tokens):
        return  # "A and B will jointly acquire boats": both buy
    for one, other in (("supplier", "recipient"), ("recipient", "supplier")):
        both = getattr(deal, one)
        if len(both) != 2 or getattr(deal, other):
            continue
        origin = set(deal.item.said) | set(deal.item.origins) or ({scene.seller} if scene.seller else set())
        sellers = tuple(p for p in both if p in origin)
        if len(sellers) == 1:
            deal.supplier, deal.recipient = sellers, tuple(p for p in both if p not in sellers)
            deal.inferred["supplier"] = "table: origin of the equipment"
