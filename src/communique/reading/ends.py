"""The ends of a deal: who supplies and who receives, as the arguments of its trigger say."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from typing import Final

from communique.reading.deals import Deal, Frame
from communique.reading.goods import PEOPLE, items_under
from communique.reading.items import Item
from communique.reading.roles import Args
from communique.reading.scene import Scene
from communique.reading.stance import programme_status, stance
from communique.reading.syntax import Tree

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
# Who wins or receives an order supplies.
_WINNING: Final = frozenset("win receive get land bag book secure gain clinch obtain snag scoop".split())
_RECEIVING_LIGHT: Final = frozenset(
    "take await receive get accept expect secure seek request want wait welcome obtain win face".split()
)


def make_deal(scene: Scene, tree: Tree, at: int, frame: Frame, args: Args, item: Item) -> Deal:
    """The deal that a trigger and one of its items make, its ends as far as grammar says them."""
    found = stance(tree, at)
    if any(tree[k].lemma == "no" for k in tree.children(item.head, "det")):
        found = replace(found, denied=True)
    deal = Deal(frame, at, item, found, mode=frame.mode)
    sellers, buyers = _labels(tree, args, frame, item)
    _argued(scene, tree, args, deal, sellers, buyers)
    _beside(scene, tree, deal)
    if frame.sense == "deal":
        _direct_deal(scene, tree, args, deal)
    _split_pair(scene, deal)
    won = "light" in sellers[:1] and deal.supplier and not deal.recipient
    if won and item.said and not set(item.said) & {*item.origins, *deal.supplier}:
        # "a French yard wins a Montenegrin patrol boat contract": whose contract it is buys.
        deal.recipient, deal.item = item.said, replace(item, said=())
    if frame.sense == "receive" and frame.lemma == "lease" and args.get("to"):
        deal.supplier = _parties(scene, tree, args, ("subj", "poss", "by"), item)
        deal.recipient = _parties(scene, tree, args, ("to",), item)
    if frame.sense == "make":
        _built_abroad(scene, tree, args, deal)
    if frame.sense == "supply" and frame.pos == "v":
        _sent_for_work(scene, tree, args, deal)
    if frame.sense == "sustain":
        _owner_served(scene, tree, args, deal)
        if frame.lemma in _TEACHING and not deal.supplier:
            places = _parties(scene, tree, args, ("in", "at"), item)
            deal.supplier = tuple(p for p in places if p not in deal.recipient)
        if frame.lemma == "training":
            _course_taken(scene, tree, args, deal)
        if frame.lemma == "training" and not (deal.supplier or deal.recipient):
            deal.recipient = _parties(scene, tree, args, ("mod",), item)  # "Ukrainian training on the tanks"
    if item.meant_for and frame.sense in ("supply", "deal", "clear", "halt"):
        deal.recipient = tuple(p for p in item.meant_for if p not in deal.supplier) or deal.recipient
    deal.supplier = tuple(dict.fromkeys(deal.supplier))
    deal.status = programme_status(found, frame.status, frame.sense)
    return deal


_Labels = tuple[str, ...]


def _in_parts(tree: Tree, item: Item) -> bool:
    """Whether only parts of the item pass: these come from others than its maker."""
    return any(t.lemma in _PARTED for t in tree.tokens if item.end <= t.start <= item.end + 20)


def _labels(tree: Tree, args: Args, frame: Frame, item: Item) -> tuple[_Labels, _Labels]:
    """Which arguments hold supplier and receiver; the verb above a noun may turn them round."""
    sellers, buyers = frame.supplier, frame.recipient
    light = args.get("verb", [])
    if args.get("awarded") and frame.lemma in ("order", "contract", "deal"):
        return ("awarded", *sellers), ("light", *buyers)
    if any(tree[v].lemma in _OPPOSING for v in light):
        own = frame.lemma in _OUTGOING and any(tree[v].lemma in _HALTING for v in light)
        own = own and (not item.origins or _in_parts(tree, item))
        sellers = (*(x for x in sellers if x != "light"), *(("light",) if own else ()))
    if (
        frame.lemma in ("order", "contract")
        and frame.pos == "n"
        and light
        and tree[light[0]].lemma in _WINNING
    ):
        return ("light", *sellers), ("from", *(x for x in buyers if x != "light"))
    if frame.sense == "sustain" and frame.pos == "n" and light:
        if tree[light[0]].lemma in _GIVING_LIGHT:
            sellers = (*sellers, "light")
        elif tree[light[0]].lemma in _RECEIVING_LIGHT:
            buyers = (*buyers, "light")
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
    deal.supplier = _parties(scene, tree, args, sellers, item)
    if frame.sense in ("make", "develop"):
        deal.supplier = _union(scene, tree, args, (*sellers, "subj"), item)
        helper = _helped_by(scene, tree, deal)
        if helper and helper != deal.supplier:
            deal.supplier, labels = helper, ("subj", *labels)
    buyers = _parties(scene, tree, args, labels, item)
    if frame.sense == "sustain" and item.family == "support" and item.meant_for:
        buyers = item.meant_for
    if not buyers and frame.sense == "supply" and frame.pos == "v":
        buyers = tuple(p for p in given_to(scene, tree, deal.trigger, item.start) if p not in deal.supplier)
    if not deal.supplier and frame.sense == "receive" and frame.pos == "v":
        deal.supplier = tuple(p for p in _dealt_with(scene, tree, deal.trigger) if p not in buyers)
    if not buyers and frame.sense == "supply" and frame.needs not in ("both", "ends"):
        buyers = tuple(p for p in _to_after(scene, tree, deal) if p not in deal.supplier)
    deal.at_home = bool(buyers) and set(buyers) == set(deal.supplier)
    if len(deal.supplier) > 1 and len(buyers) == 1 and frame.sense not in ("make", "develop"):
        deal.supplier = tuple(p for p in deal.supplier if p not in buyers)
    deal.recipient = buyers if frame.sense == "make" else tuple(p for p in buyers if p not in deal.supplier)
    turned = deal.recipient == (scene.seller,) and len(scene.dyad) == 2
    if turned and _is_country(tree, args, labels):
        deal.recipient = tuple(p for p in scene.dyad if p != scene.seller)


def _beside(scene: Scene, tree: Tree, deal: Deal) -> None:
    """Fill open ends from the item's own phrase: its seller, its receiver, its owner, its navy."""
    item = deal.item
    if item.source and len(deal.supplier) > 1 and set(item.source) <= set(deal.supplier):
        deal.supplier = item.source
    if not deal.supplier and item.source and set(item.source) != set(deal.recipient):
        deal.supplier = item.source
    if not deal.recipient and item.meant_for and set(item.meant_for) != set(deal.supplier):
        deal.recipient = item.meant_for
    if not deal.recipient and deal.frame.sense in ("arrival", "supply"):
        owners = [p for k in tree.children(item.head, "poss") for p in scene.parties_at(tree, k)]
        deal.recipient = tuple(p for p in owners if p not in (*deal.supplier, *item.origins))[:1]
    if item.operator and not deal.recipient and item.operator not in deal.supplier:
        deal.recipient = (item.operator,)


def _built_abroad(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``A's yard builds boats for B``: made by one in its own works for another, they pass when they are done."""
    item = deal.item
    makers = set(_union(scene, tree, args, ("subj", "by", "poss", "mod"), item))
    makers = set(_parties(scene, tree, args, ("awarded",), item)) or makers
    places = set(_union(scene, tree, args, ("in", "at"), item)) or _works_above(scene, tree, deal)
    if not deal.recipient and len(makers) == 1 and len(places) == 1 and not places & makers:
        deal.recipient = tuple(places)
    clients = [p for p in _parties(scene, tree, args, ("for", "light-for"), item) if p not in makers]
    if item.meant_for and not set(item.meant_for) & makers:
        clients = clients or list(item.meant_for)
    if item.operator and not clients and item.operator not in makers | places:
        clients = [item.operator]
    if args.get("awarded") and not clients:
        clients = [p for p in _parties(scene, tree, args, ("light",), item) if p not in makers]
    makers = makers or places or set(item.origins if not item.joint else ())
    if len(clients) == 1 and len(makers) == 1 and clients[0] not in makers | places:
        deal.supplier, deal.recipient, deal.built_for = tuple(makers), tuple(clients), True


_PLANT: Final = frozenset("plant factory facility line works yard venture centre center workshop".split())


def _works_above(scene: Scene, tree: Tree, deal: Deal) -> set[str]:
    """``a plant in Lithuania to make shells``: where the works stand that the making is for."""
    for at in list(tree.ancestors(deal.trigger))[:2]:
        works = [k for k in (at, *tree.children(at, "dobj", "nsubjpass")) if tree[k].lemma in _PLANT]
        preps = [p for k in (*works, *([at] if works else [])) for p in tree.children(k, "prep")]
        heads = [k for p in preps if tree[p].lemma in ("in", "at") for k in tree.children(p, "pobj")]
        found = {p for k in heads for p in scene.parties_at(tree, k, refer=False)}
        if found:
            return found
    return set()


_WORK: Final = frozenset(
    "overhaul repair maintenance upgrade refit modernisation modernization refurbishment servicing conversion".split()
)


def _sent_for_work(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``A sent its jets to B for overhaul``: B works on what stays A's."""
    if any(tree[k].lemma in _WORK for k in args.get("for", ())) and deal.supplier and deal.recipient:
        deal.supplier, deal.recipient = deal.recipient, deal.supplier
        deal.mode = "sustainment"


def _owner_served(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``A will overhaul B's frigates``, ``B's jets will be refitted by A``: whose things they are is served."""
    item = deal.item
    if deal.recipient or deal.frame.lemma in ("train", "retrain", "training", "instruct"):
        return
    owners = [p for k in tree.children(item.head, "poss") for p in scene.parties_at(tree, k)]
    owners = owners or [p for p in item.said if p not in item.origins]
    owners = owners or [p for p in scene.parties_at(tree, item.head, refer=False) if p not in item.origins]
    owner = tuple(dict.fromkeys(owners))
    if len(owner) != 1:
        return
    if not deal.supplier and deal.frame.pos == "v":
        places = _parties(scene, tree, args, ("in", "at"), item)
        deal.supplier = places if set(places) != set(owner) else ()
    if not deal.supplier:
        return
    if set(owner) == set(deal.supplier):
        deal.supplier = ()
    deal.recipient = owner


_TAKING: Final = frozenset("complete undergo begin start finish receive conclude get attend".split())


def _course_taken(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """``Ukrainian pilots completed training in Denmark``: the pilots' state is served, by the one where they learn."""
    if deal.recipient or not any(tree[v].lemma in _TAKING for v in args.get("verb", ())):
        return
    learners = [k for k in args.get("light", ()) if tree[k].lemma in PEOPLE]
    deal.recipient = tuple(dict.fromkeys(p for k in learners for p in scene.parties_at(tree, k, refer=False)))
    places = _parties(scene, tree, args, ("in", "at"), deal.item)
    if deal.recipient and not deal.supplier:
        deal.supplier = tuple(p for p in places if p not in deal.recipient)


_TEACHING: Final = ("train", "retrain", "teach", "instruct")


def given_to(scene: Scene, tree: Tree, at: int, stop: int) -> tuple[str, ...]:
    """``handed Ghana 105 vehicles``: the party right behind a verb of giving, whatever the parse made of it."""
    start = tree[at].end + 1
    for mention in scene.inside(start, stop, "party"):
        if mention.start - start <= 4 and mention.form in ("name", "seat"):
            possessed = scene.text[mention.end : mention.end + 2] in ("'s", "s'")
            return () if possessed else mention.parties
    return ()


_DEALT: Final = frozenset(
    "deal contract agreement pact order memorandum mou accord negotiation talk talks discussion letter arrangement sign agree ink negotiate".split()
)


def _dealt_with(scene: Scene, tree: Tree, at: int) -> tuple[str, ...]:
    """``signed a deal with B to buy``: whom the deal above the verb is made with."""
    if not any(tree[k].lemma == "to" for k in tree.children(at, "aux")):
        return ()
    for above in list(tree.ancestors(at))[:3]:
        hosts = [above, *tree.children(above, "dobj")] if tree[above].lemma in _DEALT else []
        preps = [p for h in hosts for p in tree.children(h, "prep") if tree[p].lemma == "with" and p < at]
        heads = [k for p in preps for k in tree.children(p, "pobj")]
        found = [q for k in heads for q in scene.parties_at(tree, k, refer=False)]
        if found:
            return tuple(dict.fromkeys(found))
    return ()


_HELP: Final = re.compile(r"\bwith (?:the )?(?=(?P<whose>[A-Z])|help|assistance|support|aid)")
_HELPING: Final = re.compile(
    r"(?:'s)? (?:technical |technological |and )*(?:help|assistance|support|technology|know-how|expertise|aid)\b"
)
_OF: Final = re.compile(r"(?:help|assistance|support|aid) (?:of|from) (?:the )?")


def _helped_by(scene: Scene, tree: Tree, deal: Deal) -> tuple[str, ...]:
    """``building its own version with Iranian help``: who lends the making a hand."""
    for match in _HELP.finditer(scene.text, tree[deal.trigger].end, tree.end):
        of = _OF.match(scene.text, match.end(), tree.end)
        start = of.end() if of else match.end()
        for mention in scene.inside(start, tree.end, "party", "body"):
            fits = mention.start == start and (of or _HELPING.match(scene.text, mention.end))
            if fits and len(mention.parties) == 1:
                return mention.parties
            break
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


# Arms for these, or from these, are no dealing of the state that they are named after.
_NO_STATE: Final = frozenset(
    "rebel militant militia insurgent separatist guerrilla gang cartel smuggler terrorist mercenary fighter dealer trafficker".split()
)


def _beaten(scene: Scene, item: Item, offset: int) -> bool:
    """Whether a seller stands with what lost ("chose the A over the B from C")."""
    return bool(re.search(r"\b(?:over|instead of|rather than)\b", scene.text[item.end : offset]))


def _parties(scene: Scene, tree: Tree, args: Args, labels: Iterable[str], item: Item) -> tuple[str, ...]:
    """The parties in the first of these arguments that speaks for any."""
    for label in labels:
        found: list[str] = []
        for head in args.get(label, ()):
            if item.start <= tree[head].start < item.end and label not in ("poss",):
                continue
            if tree[head].lemma in _NO_STATE or (label == "from" and _beaten(scene, item, tree[head].start)):
                continue
            refer = label not in ("mod", "in", "at", "into")
            named = _listed_states(scene, tree, head) or scene.parties_at(tree, head, refer=refer)
            found += [p for p in named if p not in found]
        if found:
            return tuple(found)
    return ()


_SEVERAL: Final = frozenset(
    "country nation state customer operator buyer user military ally partner force government".split()
)
_INCLUDING: Final = re.compile(
    r"(?: [\w-]+){0,5}?,? ?[(-]? ?(?:including|such as|among them|namely|notably|(?:with )?the others? being|:)(?: the)? "
)
_AND: Final = re.compile(
    r"(?:'s)?(?: [a-z]+){0,2}(?:,| and|, and| as well as|, as well as)(?: also)?(?: the)? "
)


def _listed_states(scene: Scene, tree: Tree, head: int) -> tuple[str, ...]:
    """``to six countries, including A, B and C``: the states that a plural noun is said to stand for."""
    token = tree[head]
    if token.lemma not in _SEVERAL or token.tag != "NNS":
        return ()
    match = _INCLUDING.match(scene.text, token.end, tree.end)
    if match is None:
        return ()
    found: list[str] = []
    end = match.end()
    for mention in scene.inside(match.end(), tree.end, "party"):
        if mention.start != end or len(mention.parties) != 1:
            break
        found.append(mention.parties[0])
        onward = _AND.match(scene.text, mention.end, tree.end)
        if onward is None:
            break
        end = onward.end()
    return tuple(dict.fromkeys(found))


def _is_country(tree: Tree, args: Args, labels: Iterable[str]) -> bool:
    """Whether the recipient is only called "the Central Asian country": not the seller, then."""
    return any(
        tree[h].lemma in ("country", "nation", "kingdom", "republic", "neighbour", "neighbor", "ally")
        for x in labels
        for h in args.get(x, ())
    )


def _union(scene: Scene, tree: Tree, args: Args, labels: Iterable[str], item: Item) -> tuple[str, ...]:
    """All parties in any of these arguments: those who make something together."""
    found: list[str] = []
    for label in labels:
        found += [p for p in _parties(scene, tree, args, (label,), item) if p not in found]
    return tuple(found)


def _direct_deal(scene: Scene, tree: Tree, args: Args, deal: Deal) -> None:
    """Who sells and who buys in "a deal with X for Y", "the X-Y deal": origin of the equipment decides."""
    partners: list[str] = []
    for label in ("light", "poss", "mod", "with", "between"):
        partners += [p for p in _parties(scene, tree, args, (label,), deal.item) if p not in partners]
    origin = set(deal.item.said) | set(deal.item.origins)
    sellers = tuple(p for p in partners if p in origin)
    if not deal.supplier and sellers and len(sellers) < len(partners):
        deal.supplier = sellers
        deal.recipient = tuple(p for p in partners if p not in sellers)[:1]
    elif not deal.supplier and len(partners) == 2 and not origin:
        seller = _parties(scene, tree, args, ("with",), deal.item)
        buyer = _parties(scene, tree, args, ("light", "poss"), deal.item)
        if seller and buyer and seller != buyer:
            deal.supplier, deal.recipient = seller, buyer
    elif len(partners) == 1 and partners[0] not in origin and not deal.supplier:
        other = _parties(scene, tree, args, ("with",), deal.item)
        if other and (scene.seller is None or scene.seller in other):
            deal.supplier = other  # a buyer's report names the firm that it bought from
        else:
            deal.recipient = deal.recipient or tuple(partners)


def _split_pair(scene: Scene, deal: Deal) -> None:
    """Two parties in one role ("they engaged in the supply of"): origin, or who else sells here, tells them apart."""
    if deal.frame.sense in ("develop", "make"):
        return
    for one, other in (("supplier", "recipient"), ("recipient", "supplier")):
        both = getattr(deal, one)
        if len(both) != 2 or getattr(deal, other):
            continue
        origin = set(deal.item.said) | set(deal.item.origins) or ({scene.seller} if scene.seller else set())
        sellers = tuple(p for p in both if p in origin)
        if len(sellers) == 1:
            deal.supplier, deal.recipient = sellers, tuple(p for p in both if p not in sellers)
            deal.inferred["supplier"] = "table: origin of the equipment"
