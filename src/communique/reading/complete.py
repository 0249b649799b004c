"""Step six for programmes: supplier and recipient that the trigger leaves open, filled and marked as inferred."""

from __future__ import annotations

import re
from typing import Final

from communique.reading.bystanders import others
from communique.reading.deals import Deal
from communique.reading.direct_deals import EXPORTER
from communique.reading.flowing import donated_to, has_needed, main_recipient, to_tenderer
from communique.reading.givers import handed_on
from communique.reading.lots import firms_of
from communique.reading.outsiders import apart, pair_with
from communique.reading.placing import home_of
from communique.reading.resold import bare_of, passed_on, resale
from communique.reading.scene import Scene
from communique.reading.sealed import sealed_before
from communique.reading.sought import Sought
from communique.reading.syntax import Tree
from communique.reading.turned import turn

# Dealers and smugglers before a court are no states.
_CRIME: Final = Sought(
    r"\b(?:court|guilty|charge[sd]|sentenced|arrest\w*|jailed|traffick\w+|smuggl\w+|indict\w+|convict\w+|prison|dealer|businessman)\b",
    re.IGNORECASE,
)
# Arms for these are no dealing between states; nobody else in the sentence is their receiver.
_NONSTATE: Final = Sought(
    r"\b(?:Hezbollah|Hizbollah|Hizballah|Hamas|Houthis?|Taliban|rebels?|militants?|insurgents?|separatists?|opposition|militias?|Islamic State|ISIL|ISIS|"
    r"terrorists?|guerrillas?|FARC|Wagner|SDF|YPG|PKK|Kurdish (?:fighters|forces)|mercenar(?:y|ies)|cartels?|gangs?|smugglers?)\b"
)


_INTANGIBLE: Final = re.compile(
    r"\b(?:technolog(?:y|ies)|industr(?:y|ies)|capabilit(?:y|ies)|infrastructure)$"
)


def complete(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Fill what is open; False where no relation between two parties comes out of it."""
    _given_away(scene, tree, deal)
    if not has_needed(scene, deal) or (
        not deal.item.known and _CRIME.search(scene.text, tree.start, tree.end)
    ):
        return False
    _prefer_said(deal)
    built = (
        deal.frame.sense == "make" and tree[deal.trigger].dep == "acl"
    )  # "the frigates built by Fincantieri"
    passing = deal.frame.terms != "gift" and deal.frame.sense in (
        "receive",
        "supply",
        "deal",
        "clear",
        "sustain",
    )
    if deal.at_home and (built or passing):
        if built or not deal.item.origins or set(deal.item.origins) & set(deal.supplier):
            return False  # a state's order with its own industry
        deal.recipient, deal.supplier = deal.supplier, ()
    if deal.frame.sense == "sustain" and not _turn_sustainer(scene, deal):
        return False
    _narrow_firm(scene, tree, deal)
    if _maker_buys(scene, tree, deal):
        return False  # who makes it does not receive it
    _fill_both(scene, tree, deal)
    _cleared(scene, deal)
    _own_leave(scene, deal)
    _fill_supplier(scene, tree, deal)
    together = deal.frame.sense in ("develop", "make")
    if together and deal.frame.lemma != "launch" and _partners(deal):
        return True
    _fill_recipient(scene, tree, deal)
    passed_on(scene, tree, deal)
    if deal.item.vague and set(deal.inferred.values()) - _told_of(scene, tree, deal) and not deal.item.said:
        return False
    if not (deal.linked or deal.item.known) and _guessed(deal):
        return False
    if _from_its_own(scene, deal) or _pressing(scene, deal):
        return False
    if deal.inferred.get("supplier", "").startswith("table") and _own_firm(scene, tree, deal):
        deal.mode = "licensed-production" if deal.mode == "transfer" else deal.mode
    if together:
        _settle_makers(scene, deal)
    else:
        deal.recipient = tuple(p for p in deal.recipient if p not in deal.supplier)
        _one_of_makers(scene, deal)
    return _apart(deal) and (together or turn(scene, tree, deal))


def _one_of_makers(scene: Scene, deal: Deal) -> None:
    """``The contract with A also covers MBDA missiles``: of a firm of several states, the one that sells to this buyer."""
    if len(deal.supplier) < _MANY or len(deal.recipient) != 1:
        return
    sellers = [a for a in deal.supplier if (a, deal.recipient[0]) in scene.flows]
    if len(sellers) == 1:
        deal.supplier = tuple(sellers)


def _given_away(scene: Scene, tree: Tree, deal: Deal) -> None:
    """``It parted with its only battery``: a gift of what others make, by the report's one giver."""
    if deal.frame.terms == "gift" and deal.item.origins:
        _fill_both(scene, tree, deal)


def _maker_buys(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Whether the buyer is the maker; where only a pronoun says so, the buyer is left open instead."""
    origins = set(deal.item.origins)
    if deal.supplier or not deal.recipient or set(deal.recipient) != origins or deal.item.joint:
        return False
    if not _misread_buyer(scene, tree, deal):
        return True
    deal.supplier, deal.recipient = deal.recipient, ()
    deal.inferred["supplier"] = "table: origin of the equipment"
    return False


def _misread_buyer(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """``In 2022 it ordered 42 Rafales``: "it" that buys abroad is not their maker, in a report of who else gets them."""
    maker = deal.recipient[0]
    before = scene.inside(tree.start, deal.item.start, "party", "body")
    after = scene.inside(deal.item.end, tree.end, "party", "body")
    named = any(maker in m.parties and m.form == "name" for m in before) or any(
        maker in m.parties and scene.text[: m.start].endswith((" by the ", " by ")) for m in after
    )
    buys = any(a == maker and b in scene.dyad for a, b in scene.flows)
    buys = buys or maker in scene.dyad or main_recipient(scene) not in (None, maker)
    return deal.frame.sense == "receive" and not named and buys


_ONLY_OTHER: Final = "sentence: the other party"


def _told_of(scene: Scene, tree: Tree, deal: Deal) -> set[str]:
    """What an end of arms at large may be inferred from: for aid also the only other party of its sentence."""
    named = {p for m in scene.inside(tree.start, tree.end, "party", "body") for p in m.parties}
    aid = deal.item.noun.endswith(("aid", "assistance")) and len(named) == 2
    return {EXPORTER, _ONLY_OTHER} if aid or _cleared_by_first(scene, tree, deal) else {EXPORTER}


_CLEARS: Final = re.compile(r"\b(?:approv|authori[sz]|clear|allow|permit|greenlight|sign(?:s|ed) off)\w* ")


def _cleared_by_first(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """``President A bypasses Congress to approve the sale of arms to B``: he who opens the sentence lets it pass."""
    at = tree[deal.trigger].start
    first = next(iter(scene.inside(tree.start, at, "party", "body")), None)
    clears = deal.frame.lemma in ("sale", "export", "delivery", "transfer") and _CLEARS.search(
        scene.text, tree.start, at
    )
    return bool(clears) and first is not None and first.parties == deal.supplier


def _apart(deal: Deal) -> bool:
    """Whether there are two ends, and not the same; an alliance is an end only where the words say so."""
    if deal.inferred and any(len(p) != 3 for p in (*deal.supplier, *deal.recipient)):
        return False
    return bool(deal.supplier and deal.recipient) and set(deal.supplier) != set(deal.recipient)


def _narrow_firm(scene: Scene, tree: Tree, deal: Deal) -> None:
    """Of the states of a firm (Airbus), the one that makes this."""
    origins = set(deal.item.origins)
    if origins and origins < set(deal.supplier) and deal.supplier in firms_of(scene, tree):
        deal.supplier = deal.item.origins


def _cleared(scene: Scene, deal: Deal) -> None:
    """Who clears the resale of what it once made is no seller of it, where the report tells who sells."""
    clearing = deal.frame.sense == "clear" or (deal.frame.sense == "supply" and deal.frame.pos == "n")
    if not clearing or deal.recipient or set(deal.supplier) != set(deal.item.origins):
        return
    resold = resale(scene, bare_of(scene, deal.item))
    if resold is not None and resold[0] not in deal.supplier:
        deal.supplier, deal.recipient = (resold[0],), (resold[1],)
        deal.inferred["supplier"] = "report: who supplies this recipient"
        deal.inferred["recipient"] = "report: whom this supplier supplies"


def _own_leave(scene: Scene, deal: Deal) -> None:
    """``A's air force approved the third batch of B's jets``: who buys them elsewhere in the report says yes to buying."""
    origins, mine = set(deal.item.origins), deal.supplier
    if deal.frame.sense != "clear" or deal.recipient or len(mine) != 1 or not origins or deal.item.joint:
        return
    buys = any(b == mine[0] for _, b in scene.flows) and not any(a == mine[0] for a, _ in scene.flows)
    if not origins & set(mine) and buys:
        deal.supplier, deal.recipient = (), mine


def _guessed(deal: Deal) -> bool:
    """Whether both ends are only what the report tells elsewhere."""
    return all(deal.inferred.get(end, "").startswith("report") for end in ("supplier", "recipient"))


def _pressing(scene: Scene, deal: Deal) -> bool:
    """Who presses a buyer over his seller does not buy there."""
    inferred = "recipient" in deal.inferred or not deal.item.known
    one = len(deal.recipient) == 1 == len(deal.supplier)
    return one and inferred and not deal.item.quantity and apart(scene, deal.recipient[0], deal.supplier[0])


def _from_its_own(scene: Scene, deal: Deal) -> bool:
    """``leased from a Malaysian firm`` in a report of what Malaysia buys: nobody abroad gets it."""
    buys = {b for (_, b) in scene.flows} - {a for (a, _) in scene.flows}
    receiving = deal.frame.sense == "receive" and "recipient" in deal.inferred
    made_there = bool(set(deal.supplier) & {*deal.item.origins, *deal.item.said})
    return receiving and bool(deal.supplier) and set(deal.supplier) <= buys and not made_there


def _partners(deal: Deal) -> bool:
    """Whether several make it together; who only shares in the making is no receiver."""
    if not deal.supplier and len(deal.recipient) > 1:
        deal.supplier, deal.recipient = deal.recipient, ()  # "A and B agreed on the joint production"
    abroad = deal.recipient and not set(deal.recipient) & set(deal.item.origins)
    if deal.item.joint and not (abroad and deal.supplier and set(deal.supplier) < set(deal.item.origins)):
        deal.supplier = tuple(sorted(deal.item.origins))
        deal.inferred.setdefault("supplier", "table: joint product")
    if len(set(deal.supplier)) < 2:
        return False
    if set(deal.recipient) == set(deal.supplier):
        deal.recipient = ()
    return deal.item.joint or not deal.recipient or not set(deal.recipient) < set(deal.supplier)


def _settle_makers(scene: Scene, deal: Deal) -> None:
    """Of two who make a thing, tell the one whose design it is from the one at whose home it is made."""
    if len(deal.recipient) + len(deal.supplier) == 2 and not deal.built_for:
        _bring_home(scene, deal)
    making = deal.frame.sense == "make"
    if (
        making
        and deal.inferred
        and not deal.built_for
        and deal.recipient == (scene.seller,)
        and not deal.item.said
    ):
        deal.supplier, deal.recipient = deal.recipient, deal.supplier
    if making and set(deal.supplier) < set(deal.recipient):
        deal.recipient = tuple(p for p in deal.recipient if p not in deal.supplier)
    if not deal.item.joint and set(deal.recipient) < set(deal.supplier):
        deal.supplier = tuple(p for p in deal.supplier if p not in deal.recipient)


def _fill_both(scene: Scene, tree: Tree, deal: Deal) -> None:
    """``The paused shipment held 40 bombs``: neither end is said, and the report tells of one flow and no other."""
    item = deal.item
    foreign = deal.frame.terms == "gift" and not any(a in item.origins for a, _ in scene.flows)
    made = item.origins and not foreign  # who gives away what another has made
    open_ends = not (deal.supplier or deal.recipient or item.said or made or item.vague)
    if not open_ends or deal.frame.sense not in ("supply", "receive", "halt", "arrival", "deal"):
        return
    ranked = scene.flows.most_common(2)
    lot = item.quantity is not None or scene.text.startswith("The first ", tree.start)
    before = sealed_before(scene, tree) if lot and not ranked else None
    if before is not None:
        ranked = [(before, 2)]  # "signed a contract on Monday. The first 12 jets will be delivered"
    named = {p for m in scene.inside(tree.start, tree.end, "party", "body") for p in m.parties}
    own = [pair for pair in scene.flows if {pair[0]} == named] if deal.frame.lemma == "package" else []
    if len(own) == 1:
        ranked = [(own[0], 2)]  # "A reported that earlier deliveries included": whom A supplies
    if not ranked or ranked[0][1] < 2 or (len(ranked) > 1 and ranked[1][1] * 3 > ranked[0][1]):
        return
    (seller, buyer), _ = ranked[0]
    named = {p for p in named if len(p) == 3} if foreign else named
    if named <= {seller, buyer} and not _NONSTATE.search(scene.text, tree.start, tree.end):
        deal.supplier, deal.recipient = (seller,), (buyer,)
        deal.inferred["supplier"] = "report: who supplies in it"
        deal.inferred["recipient"] = "report: whom this supplier supplies"


def _own_firm(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """A ministry's order with its own industry for a foreign design is production under licence."""
    firms = [
        m for m in scene.inside(tree.start, tree.end, "body") if m.form in ("company", "yard") and m.parties
    ]
    homes = {p for m in firms for p in m.parties}
    return bool(homes) and homes <= set(deal.recipient) and not homes & set(deal.supplier)


def _prefer_said(deal: Deal) -> None:
    """ "Spanish equipment", "Russian jets": what the noun phrase names as origin goes before a doubtful subject."""
    said = deal.item.said
    if deal.frame.terms == "gift":
        return  # "the donation of its French-made guns": who gives is not who made
    doubtful = deal.supplier and not set(said) & set(deal.supplier) and deal.frame.pos == "n"
    if said and doubtful and set(said) != set(deal.recipient):
        deal.supplier = said


def _turn_sustainer(scene: Scene, deal: Deal) -> bool:
    """ "Poland will upgrade its jets": the owner is helped, the maker helps; False where no equipment is served."""
    if _INTANGIBLE.search(deal.item.name):
        return False  # "the modernisation of its defence technology"
    owner = deal.supplier
    receives = {b for (_, b) in scene.flows}
    if deal.frame.lemma in ("train", "retrain", "training"):
        gives = {a for (a, _) in scene.flows} - receives
        if deal.frame.pos == "n" and not owner and deal.recipient and set(deal.recipient) <= gives:
            deal.supplier, deal.recipient = deal.recipient, ()  # "American training": by those who give
        return True
    if (
        owner
        and not deal.recipient
        and (set(owner) <= receives or (scene.seller and scene.seller not in owner))
    ):
        deal.supplier, deal.recipient = (), owner
    return True


# So many sellers to one buyer leave open who sold a thing that the report only calls "aircraft".
_MANY: Final = 3


_ITS: Final = re.compile(r"\b(?:its|their)\b(?: [\w-]+){0,3} $")


def _owner(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """``the donation of its French-made howitzers``: whose they are gives them."""
    its = _ITS.search(scene.text, tree.start, deal.item.start)
    token = next((t for t in tree.tokens if its and t.start == its.start()), None)
    named = scene.parties_at(tree, token.i) if token is not None else ()
    if len(named) != 1 or named[0] in (*deal.recipient, *deal.item.origins):
        return False
    deal.supplier = named
    deal.inferred["supplier"] = "sentence: whose it is"
    return True


def _fill_supplier(scene: Scene, tree: Tree, deal: Deal) -> None:
    if deal.frame.sense == "make":
        _split_makers(scene, tree, deal)
    if deal.supplier:
        return
    taken = set(deal.recipient)
    said = tuple(p for p in deal.item.said if p not in taken)
    if said:
        gift = deal.frame.terms == "gift"
        given = gift and (_owner(scene, tree, deal) or handed_on(scene, deal, taken))
        deal.supplier = deal.supplier if given else said
        return
    known = [a for (a, b), _ in scene.flows.most_common() if b in taken]
    if handed_on(scene, deal, taken):
        return
    if deal.item.origins and not set(deal.item.origins) & taken and not deal.item.joint:
        deal.supplier = deal.item.origins
        deal.inferred["supplier"] = "table: origin of the equipment"
        return
    if len(set(known)) >= _MANY and not deal.item.known:
        return
    if known and deal.recipient:
        deal.supplier = (known[0],)
        deal.inferred["supplier"] = "report: who supplies this recipient"
        return
    near = others(scene, tree, deal, taken, strict=True)
    if len(near) == 1 and deal.recipient and (scene.seller in (None, near[0])):
        deal.supplier = near
        deal.inferred["supplier"] = "sentence: the other party"
        return
    if deal.item.joint and deal.item.origins:
        rest = tuple(p for p in deal.item.origins if p not in taken)
        spoken = tuple(p for p in rest if p in scene.weights)
        rest = tuple(p for p in spoken if p in scene.dyad) or spoken or rest
        deal.supplier = tuple(sorted(rest or deal.item.origins))
        deal.inferred["supplier"] = "table: origin of the equipment"
        return
    pair = pair_with(scene, deal.recipient[0]) if deal.recipient else scene.dyad
    rest = tuple(p for p in pair if p not in taken)
    turned = any(
        (b, a) in scene.flows and (a, b) not in scene.flows for a in rest for b in taken
    )  # nobody sells back to who supplies him, on no better ground than the pair
    open_race = scene.tenderer in taken and not deal.item.known  # any of the bidders may sell
    if deal.recipient and len(rest) == 1 and taken & set(pair) and not turned and not open_race:
        deal.supplier = rest
        deal.inferred["supplier"] = "report: the other party of the pair"
    elif not deal.recipient and scene.seller and deal.item.known:
        deal.supplier = (scene.seller,)
        deal.inferred["supplier"] = "report: who sells to the other"


def _bring_home(scene: Scene, deal: Deal) -> None:
    """Of two who make a thing together, the one whose report this is has it made at home."""
    both = {*deal.supplier, *deal.recipient}
    origin = {*deal.item.said, *deal.item.origins} & both
    home = home_of(scene)
    if not origin and home in both and deal.recipient != (home,):
        deal.supplier, deal.recipient = tuple(p for p in both if p != home), (home,)


def _fill_recipient(scene: Scene, tree: Tree, deal: Deal) -> None:
    if deal.recipient or not deal.supplier:
        return
    taken = set(deal.supplier)
    if _NONSTATE.search(scene.text, tree.start, tree.end):
        return
    if scene.tenderer is not None and to_tenderer(scene, deal):
        deal.recipient = (scene.tenderer,)
        deal.inferred["recipient"] = "report: who invited the offers"
        return
    near = _not_givers(scene, tree, taken, others(scene, tree, deal, taken))
    if len(near) == 1:
        deal.recipient = near
        deal.inferred["recipient"] = "sentence: the other party"
        return
    main = main_recipient(scene)
    known = [b for (a, b), _ in scene.flows.most_common() if a in taken]
    known.sort(key=lambda b: b not in scene.dyad)  # whom the report is about goes before a buyer in passing
    if known and not (known[0] != main and deal.frame.sense == "supply" and main in donated_to(scene)):
        together = scene.buyers.get(deal.supplier[0], ()) if len(taken) == 1 else ()
        deal.recipient = together if known[0] in together else (known[0],)
        deal.inferred["recipient"] = "report: whom this supplier supplies"
        return
    if main and main not in taken and not apart(scene, main, deal.supplier[0]):
        deal.recipient = (main,)
        deal.inferred["recipient"] = "report: who receives in it"
        return
    home = home_of(scene)
    bought_at_home = deal.frame.sense == "receive" and any(n.person.party == home for n in scene.people)
    if home and bought_at_home and home not in (*taken, *scene.dyad):
        deal.recipient = (home,)
        deal.inferred["recipient"] = "report: the country it speaks from"
        return
    if home in scene.dyad and home not in taken and not taken & set(scene.dyad):
        deal.recipient = (home,)
        deal.inferred["recipient"] = "report: the country it speaks from"
        return
    rest = tuple(p for p in pair_with(scene, deal.supplier[0]) if p not in taken)
    if len(rest) == 1:
        deal.recipient = rest
        deal.inferred["recipient"] = "report: the other party of the pair"
    elif near and near[0] in scene.dyad:
        deal.recipient = near[:1]
        deal.inferred["recipient"] = "sentence: the other party"


def _not_givers(scene: Scene, tree: Tree, taken: set[str], near: tuple[str, ...]) -> tuple[str, ...]:
    """Of the other parties, those who do not themselves supply the one whom this supplier supplies."""
    buyers = {b for (a, b) in scene.flows if a in taken}
    main = main_recipient(scene)
    named = {p for m in scene.inside(tree.start, tree.end, "party") for p in m.parties}
    return tuple(
        p
        for p in near
        if p in buyers
        # who is not named here and sells to the one who receives most is no rival of his for what others sell
        or not any((p, b) in scene.flows for b in (buyers if p in named else {*buyers, main}))
    )


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
