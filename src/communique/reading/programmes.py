"""Programmes: equipment or technology passes from one party to another, or is made together.

Each trigger (``data/programme_frames.csv``) says which of its arguments are supplier, recipient and
equipment. What the sentence leaves open is filled from the noun phrase ("Russian jets"), the tables (the
S-400 is Russian), the rest of the sentence and, last, the pair that the report is about; each filling
is recorded as inferred.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from typing import Final

from communique.reading.companions import incomplete, turns_to
from communique.reading.deals import Deal, Frame, frames
from communique.reading.ends import make_deal
from communique.reading.exits import exits
from communique.reading.goods import AT_LARGE, has_inner, including, items_of, items_under, nearest, trainees
from communique.reading.implied import counted, gapped, implied_deals, on_order
from communique.reading.items import Item
from communique.reading.joining import joined, together
from communique.reading.lots import dealt_out
from communique.reading.packages import note_package, packaged
from communique.reading.roles import Args, arguments, made_over, particle
from communique.reading.scene import Scene
from communique.reading.sealed import sealed
from communique.reading.succession import awaited, succeeding
from communique.reading.syntax import Token, Tree
from communique.reading.tenders import offered
from communique.reading.undealt import bidden, by_others, for_another, forbidden, own_forces
from communique.reading.works import home_half, unfounded


def find_deals(scene: Scene, tree: Tree, items: Sequence[Item]) -> list[Deal]:
    """Every programme that a sentence speaks of, before what it leaves open is filled."""
    items = [*items, *trainees(scene, tree, items)]
    triggers = [
        (at, frame)
        for at, frame in _triggers(scene, tree)
        if not (bidden(tree, at, frame) or forbidden(tree, at))
    ]
    triggers.sort(key=lambda pair: (pair[1].lemma in AT_LARGE, pair[0]))
    if not items:
        note_package(scene, tree)
        return [*on_order(scene, tree), *implied_deals(scene, tree, items, triggers, [])]
    if any(not item.vague for item in items):
        items = [item for item in items if not item.vague]
    items = _served(items)
    if any(not item.serves for item in items):
        items = _without_served(items)
    items = dealt_out(scene, tree, items)
    deals: list[Deal] = []
    claimed: set[int] = set()
    for at, frame in triggers:
        args = arguments(tree, at)
        if own_forces(scene, tree, frame, args) or unfounded(tree, at, args):
            continue
        chosen = _goods(tree, frame, args, items, items_of(tree, at, frame, args, items))
        for item in _not_fitted(tree, at, args, chosen):
            if for_another(scene, tree, frame, args, item) or by_others(scene, tree, frame, args):
                continue
            if _told_by_another(tree, triggers, (at, frame), item, claimed):
                continue
            deals.append(make_deal(scene, tree, at, frame, args, item))
            claimed.add(item.start)
    for item in items:
        if item.start not in claimed and not item.elliptic:
            near = including(tree, triggers, item) or nearest(tree, triggers, item)
            args = arguments(tree, near[0]) if near else {}
            if (
                near is None
                or own_forces(scene, tree, near[1], args)
                or for_another(scene, tree, near[1], args, item)
            ):
                continue
            deal = make_deal(scene, tree, *near, args, item)
            deal.linked = False
            deals.append(deal)
    _from_others(deals, items)
    gapped(scene, tree, deals)
    held = packaged(scene, tree, items, deals)
    note_package(scene, tree)
    deals += exits(scene, tree, items, deals)
    deals += joined(scene, tree, items, deals)
    deals += together(scene, tree, items, deals)
    deals += offered(scene, tree, items, deals)
    deals += [*succeeding(scene, tree, items, deals), *awaited(scene, tree, items, deals)]
    deals = sealed(scene, tree, items, deals)
    deals = _one_each(deals)
    deals += home_half(scene, tree, deals)
    deals = [*deals, *counted(scene, tree, deals), *on_order(scene, tree)]
    return held or [*deals, *implied_deals(scene, tree, items, triggers, deals)]


def _told_by_another(
    tree: Tree,
    triggers: Sequence[tuple[int, Frame]],
    trigger: tuple[int, Frame],
    item: Item,
    claimed: set[int],
) -> bool:
    """``approved the sale of tanks``: the sale tells of them; ``received ten million in aid``: the verb does."""
    at, frame = trigger
    if frame.lemma in AT_LARGE:
        return item.start in claimed
    outer = frame.sense in ("halt", "clear") or frame.lemma == "look"
    return outer and has_inner(tree, triggers, at, item)


def _from_others(deals: Sequence[Deal], items: Sequence[Item]) -> None:
    """``purchases of Rafale jets, drones from B and helicopters from C``: who sells the rest of a list does not sell its first."""
    for deal in deals:
        item = deal.item
        later = {p for other in items if other.start > item.end for p in other.source}
        made = set(item.origins)
        if deal.supplier and made and not item.source and set(deal.supplier) <= later and not made & later:
            deal.supplier = ()


_VYING: Final = frozenset("compete vie jostle fight rival".split())


def _goods(tree: Tree, frame: Frame, args: Args, items: Sequence[Item], chosen: list[Item]) -> list[Item]:
    """``a C-17 landed with the first missiles``: it brought the goods and is none of them."""
    carriers = [i for i in chosen if frame.sense == "arrival" and i.family in ("transport-aircraft", "naval")]
    if not carriers:
        return chosen
    verbs = [t.i for t in tree.tokens if t.lemma in ("carry", "bring")]
    loads = [*args.get("with", ()), *(k for v in verbs for k in tree.children(v, "dobj"))]
    under = {k for at in loads for k in tree.subtree(at)}
    brought = [item for item in items if item.head in under and item not in carriers]
    return [i for i in chosen if i not in carriers] + brought if brought else chosen


def _not_fitted(tree: Tree, at: int, args: Args, chosen: list[Item]) -> list[Item]:
    """``99 more are on order for the jet``: what they are ordered for is itself not ordered."""
    on_order = tree[at].lemma == "order" and at > 0 and tree[at - 1].lemma == "on" and tree[at].dep == "pobj"
    fitted = items_under(tree, args.get("for", ()), chosen) if on_order else []
    return [item for item in chosen if item not in fitted]


# "an export licence for submarines to A": leave to pass them on, no right to build them.
_EXPORT: Final = Frame(
    "licence",
    "n",
    "clear",
    "transfer",
    "approved",
    "",
    ("by", "light", "poss", "mod"),
    ("to",),
    ("for",),
    "ends",
)


def _to_export(tree: Tree, token: Token) -> bool:
    words = {tree[k].lemma for k in tree.children(token.i, "compound", "amod", "nmod")}
    return bool(words & {"export", "re", "import", "arms", "transfer"})


_POS: Final = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "v"}


def _triggers(scene: Scene, tree: Tree) -> list[tuple[int, Frame]]:
    table = frames()
    found = []
    for token in tree.bearing:
        pos = _POS.get(token.pos)
        frame = table.get((token.lemma, pos or "")) if pos else None
        if frame is None and token.pos in ("NOUN", "PROPN"):
            frame = table.get((token.text.lower(), "n"))
        if token.lemma == "hand" and token.pos == "NOUN" and scene.text.startswith("-over", token.end):
            frame = table["handover", "n"]
        if frame is None or frame.sense == "none" or (token.pos == "ADJ" and token.tag not in ("VBN", "VBD")):
            continue
        if _inside_name(scene, token) or _of_another(tree, token) or _says_origin(scene, tree, token):
            continue
        if frame.lemma in ("licence", "license") and _to_export(tree, token):
            frame = _EXPORT
        if frame.lemma == "turn" and turns_to(tree, token.i):
            frame = table["look", "v"]
        if incomplete(scene, tree, token, frame):
            continue
        if frame.lemma == "make" and made_over(tree, token.i):
            frame = table["hand", "v"]
        found.append((token.i, frame))
    return found


def _says_origin(scene: Scene, tree: Tree, token: Token) -> bool:
    """``the Turkish made T129``: whose make it is, and no making."""
    if token.text not in ("made", "built", "designed", "produced", "developed"):
        return False
    said = [
        m
        for m in scene.inside(tree.start, token.start, "party", "body")
        if 0 < token.start - m.end <= 1
        and (m.form != "name" or token.dep == "amod" or m.text in ("US", "UK"))
    ]
    after = scene.inside(token.end, tree.end, "equipment", "noun")
    return bool(said) and any(0 < m.start - token.end <= 1 for m in after)


_SERVICE: Final = re.compile(
    r"\b(?:sustainment|support|maintenance|training|upgrade|moderni[sz]ation|logistics?)(?: (?:package|services?|programme|program|contract))?$",
    re.IGNORECASE,
)


def _served(items: Sequence[Item]) -> list[Item]:
    """``a sustainment package for its F-16 fleet``: told of the jets, not of the package."""
    kept: list[Item] = []
    for item in items:
        if item.serves and item.known and kept and _SERVICE.search(kept[-1].name) and not kept[-1].known:
            kept[-1] = replace(item, serves=False)
        else:
            kept.append(item)
    return kept


def _without_served(items: Sequence[Item]) -> list[Item]:
    """The parts and loads; where the ends stand behind what they serve ("engines for jets from A"), they are theirs."""
    kept: list[Item] = []
    for item in items:
        if not item.serves:
            kept.append(item)
        elif kept:
            last = kept[-1]
            kept[-1] = replace(
                last, source=last.source or item.source, meant_for=last.meant_for or item.meant_for
            )
    return kept


_NAMES: Final = ("body", "person", "mechanism", "mask", "exercise", "operation", "equipment", "office")


def _inside_name(scene: Scene, token: Token) -> bool:
    """Whether a word is part of a name: no deal is made by the Defense *Acquisition* Program Administration."""
    at = token.start
    # A plain loop: asked of every trigger about every name of the report.
    for mention in scene.mentions:
        if mention.start > at:
            return False  # they come in the order of the text
        if at < mention.end and mention.kind in _NAMES:
            return True
    return False


# What a trigger before these nouns is no act of ("export customer", "supply ship", "training aircraft").
_OTHER: Final = frozenset(
    "customer market version variant success potential earning control regime rule ban policy officer official agency manager minister chief "
    "company firm house cost budget price base site range ship aircraft school academy exercise flight mission jet plane ground chain route line "
    "book department committee office director process procedure law act record figure value ranking trade restriction area yard team vessel "
    "value ceremony".split()
)


def _of_another(tree: Tree, token: Token) -> bool:
    """Whether a deal noun only modifies another noun that says something else."""
    if token.dep in ("xcomp", "advcl") and tree[token.head].lemma in _VYING:
        return True  # "competed to supply jets": whether it did is another matter
    if token.lemma == "touch" and not particle(tree, token.i, "down"):
        return True
    if token.lemma == "carry" and (particle(tree, token.i, "out") or particle(tree, token.i, "on")):
        return True
    if token.lemma == "take" and any(
        particle(tree, token.i, word) for word in ("off", "part", "place", "offline", "down")
    ):
        return True  # "took off from": nothing is taken
    return token.dep in ("compound", "nmod") and tree[token.head].lemma.lower() in _OTHER


_PASSING: Final = frozenset({"supply", "receive", "arrival", "deal", "clear", "halt"})


def _one_each(deals: list[Deal]) -> list[Deal]:
    """One deal for each item and rung: a verb and its noun ("signed a deal to buy") say one thing."""
    kept: list[Deal] = []
    for deal in sorted(deals, key=_quality):
        twin = next((k for k in kept if k.item.start == deal.item.start and _one_thing(k, deal)), None)
        if twin is None:
            kept.append(deal)
            continue
        if not twin.supplier and deal.supplier and not set(deal.supplier) & set(twin.recipient):
            twin.supplier = deal.supplier
        if not twin.recipient and deal.recipient and not set(deal.recipient) & set(twin.supplier):
            twin.recipient = deal.recipient
        twin.stance = deal.stance if deal.stance.denied and not twin.stance.denied else twin.stance
        if deal.stance.pending and not twin.stance.pending:
            twin.stance, twin.status = deal.stance, deal.status
    return kept


def _one_thing(a: Deal, b: Deal) -> bool:
    passing = a.frame.sense in _PASSING and b.frame.sense in _PASSING
    return (
        passing or a.frame.sense == b.frame.sense or not b.linked or "deal" in (a.frame.sense, b.frame.sense)
    )


def _quality(deal: Deal) -> tuple[int, int]:
    sides = bool(deal.supplier) + bool(deal.recipient)
    weak = deal.frame.sense in ("deal", "clear", "halt")
    guessed = 2 if deal.frame.sense == "deal" else 0
    return (-(2 * sides) + 3 * (not deal.linked) + weak + guessed, deal.trigger)
