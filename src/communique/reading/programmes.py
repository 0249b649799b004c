"""Programmes: equipment or technology passes from one party to another, or is made together.

Each trigger (``data/programme_frames.csv``) says which of its arguments are supplier, recipient and
equipment. What the sentence leaves open is filled from the noun phrase ("Russian jets"), the tables (the
S-400 is Russian), the rest of the sentence and, last, the pair that the report is about; each filling
is recorded as inferred.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from importlib import resources
from typing import Final

from communique.reading.amounts import quantity_before
from communique.reading.items import Item
from communique.reading.roles import Args, arguments, core
from communique.reading.scene import Scene
from communique.reading.stance import Stance, programme_status, stance
from communique.reading.syntax import Token, Tree


@dataclass(frozen=True, slots=True)
class Frame:
    """One row of the table of programme triggers."""

    lemma: str
    pos: str
    sense: str
    mode: str
    status: str
    terms: str
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    equipment: tuple[str, ...]
    needs: str


@lru_cache(maxsize=1)
def frames() -> dict[tuple[str, str], Frame]:
    """(lemma, pos) -> frame."""
    text = (
        resources.files("communique.reading")
        .joinpath("data", "programme_frames.csv")
        .read_text(encoding="utf-8")
    )
    table: dict[tuple[str, str], Frame] = {}
    for row in csv.DictReader(text.splitlines()):
        lists = [tuple(x for x in row[c].split(";") if x) for c in ("supplier", "recipient", "equipment")]
        table[row["lemma"], row["pos"]] = Frame(
            row["lemma"],
            row["pos"],
            row["sense"],
            row["mode"],
            row["status"],
            row["terms"],
            *lists,
            row["needs"],
        )
    return table


@dataclass
class Deal:
    """A programme claim in the making: one trigger and one item, with its parties and how they were found."""

    frame: Frame
    trigger: int
    item: Item
    stance: Stance
    supplier: tuple[str, ...] = ()
    recipient: tuple[str, ...] = ()
    mode: str = "transfer"
    status: str = "proposed"
    inferred: dict[str, str] = field(default_factory=dict)
    linked: bool = True


def find_deals(scene: Scene, tree: Tree, items: Sequence[Item]) -> list[Deal]:
    """Every programme that a sentence speaks of, before what it leaves open is filled."""
    items = [*items, *_trainees(scene, tree, items)]
    if not items:
        return []
    if any(not item.vague for item in items):
        items = [item for item in items if not item.vague]
    deals: list[Deal] = []
    claimed: set[int] = set()
    triggers = _triggers(scene, tree)
    for at, frame in triggers:
        args = arguments(tree, at)
        if frame.lemma in ("send", "order", "dispatch") and any(
            tree[k].lemma in _FORCES for k in args.get("obj", ())
        ):
            continue  # own forces on the move, with their equipment
        chosen = _items_of(tree, at, frame, args, items)
        for item in chosen:
            if any(tree[v].lemma in _STRIKING for v in args.get("verb", [])) and not args.get("from"):
                continue
            if frame.sense in ("halt", "clear") and _has_inner(tree, triggers, at, item):
                continue
            deals.append(_deal(scene, tree, at, frame, args, item))
            claimed.add(item.start)
    for item in items:
        if item.start not in claimed and not item.elliptic:
            near = _nearest(tree, triggers, item)
            if near is not None:
                deal = _deal(scene, tree, *near, arguments(tree, near[0]), item)
                deal.linked = False
                deals.append(deal)
    return _one_each(deals)


_FORCES: Final = frozenset("troop soldier force marine battalion brigade contingent personnel".split())
_PEOPLE: Final = frozenset(
    "soldier troop pilot regiment trainee recruit marine paratrooper student cadre specialist  sailor airman airmen cadet officer crew force personnel army navy military serviceman servicemen marine commando "
    "technician brigade battalion unit guard operator engineer police".split()
)


def _trainees(scene: Scene, tree: Tree, items: Sequence[Item]) -> list[Item]:
    """Whom one state trains for another, where no equipment is named: "British soldiers train Ukrainian troops"."""
    if any(not item.vague for item in items):
        return []
    found = []
    for token in tree.tokens:
        if token.lemma not in ("train", "training", "retrain") or token.pos not in ("VERB", "NOUN"):
            continue
        args = arguments(tree, token.i)
        heads = (
            args.get("obj", [])
            if token.pos == "VERB"
            else [*args.get("of", []), *args.get("for", []), *args.get("mod", [])]
        )
        for head in heads:
            if tree[head].lemma in _PEOPLE:
                words = core(tree, head)
                start = min(
                    w
                    for w in words
                    if tree[w].dep != "det" and tree[w].pos not in ("NUM", "PRON") and w <= head
                )
                span = (tree[start].start, tree[head].end)
                name = scene.document.text[span[0] : span[1]]
                count = quantity_before(scene.text, span[0], tree.start)
                found.append(Item(*span, name, head, "support", (), (), False, False, count, False))
    return found


def _triggers(scene: Scene, tree: Tree) -> list[tuple[int, Frame]]:
    table = frames()
    found = []
    for token in tree.tokens:
        pos = {"VERB": "v", "AUX": "v", "NOUN": "n", "PROPN": "n", "ADJ": "v"}.get(token.pos)
        frame = table.get((token.lemma, pos or "")) if pos else None
        if frame is None and token.pos in ("NOUN", "PROPN"):
            frame = table.get((token.text.lower(), "n"))
        if frame is None or frame.sense == "none" or (token.pos == "ADJ" and token.tag not in ("VBN", "VBD")):
            continue
        if _inside_name(scene, token):
            continue
        if frame.lemma in ("hand", "turn") and not _particle(tree, token.i, "over"):
            continue
        if frame.lemma == "make" and _particle(tree, token.i, "over"):
            frame = table["hand", "v"]
        if frame.lemma == "enter" and not any(
            tree[k].lemma == "service" for k in tree.children(token.i, "dobj")
        ):
            continue
        if frame.lemma == "present" and not any(
            tree[k].lemma == "to" for k in tree.children(token.i, "prep", "dative")
        ):
            continue
        found.append((token.i, frame))
    return found


_NAMES: Final = ("body", "person", "mechanism", "mask", "exercise", "operation", "equipment", "office")


def _inside_name(scene: Scene, token: Token) -> bool:
    """Whether a word is part of a name: no deal is made by the Defense *Acquisition* Program Administration."""
    return any(m.start <= token.start < m.end and m.kind in _NAMES for m in scene.mentions)


def _particle(tree: Tree, at: int, word: str) -> bool:
    return any(tree[k].lemma == word for k in tree.children(at, "prt", "advmod", "prep")) or (
        at + 1 < len(tree) and tree[at + 1].lemma == word
    )


_OUTSIDE: Final = frozenset(
    {
        "for",
        "on",
        "aboard",
        "against",
        "to",
        "in",
        "from",
        "at",
        "with",
        "by",
        "under",
        "near",
        "into",
        "amid",
        "after",
        "before",
        "during",
        "over",
        "despite",
        "about",
    }
)


# Nouns that say something of their own about the equipment below them ("ordered a review of the purchase of").
_NESTING: Final = frozenset(
    "review purchase sale use test launch deployment withdrawal delivery supply export production transfer acquisition presence inspection development upgrade".split()
)


def _items_under(tree: Tree, heads: Iterable[int], items: Sequence[Item]) -> list[Item]:
    """The items inside these noun phrases; what serves something else ("engines for the JF-17") is left out."""
    found: list[Item] = []

    def cut(token: Token) -> bool:
        if token.dep in ("relcl", "advcl", "ccomp", "parataxis") or (
            token.dep == "acl" and token.lemma not in ("include", "name", "call", "designate")
        ):
            return True
        if token.pos == "NOUN" and token.lemma in _NESTING and token.i not in tops:
            return True
        return token.dep == "prep" and token.lemma in _OUTSIDE

    tops = set(heads)
    for head in tops:
        if tree[head].pos == "NOUN" and tree[head].lemma in _NESTING - {
            "sale",
            "package",
            "delivery",
            "shipment",
            "supply",
        }:
            continue
        inside = set(tree.subtree(head, stop=cut))
        found += [item for item in items if item.head in inside and item not in found]
    return found


def _items_of(tree: Tree, at: int, frame: Frame, args: Args, items: Sequence[Item]) -> list[Item]:
    found: list[Item] = []
    for label in frame.equipment:
        heads = args.get(label, [])
        if label == "use":
            heads = [
                k
                for v in tree.children(at, "xcomp", "advcl", "acl", "relcl")
                if tree[v].lemma in ("use", "operate", "fly", "employ", "handle")
                for k in tree.children(v, "dobj")
            ]
        if label == "mod":
            found += [i for i in items if i.head in heads or i.head == at and i not in found]
            continue
        found += [i for i in _items_under(tree, heads, items) if i not in found]
    found += [i for i in _listed(tree, at, frame, items) if i not in found]
    return [i for i in found if i.head != at or "mod" in frame.equipment]


def _listed(tree: Tree, at: int, frame: Frame, items: Sequence[Item]) -> list[Item]:
    """Trigger noun + of + list: the parse of long lists is not to be trusted, the words are."""
    if frame.pos != "n" or at + 1 >= len(tree) or tree[at + 1].lemma not in ("of", "for", "on"):
        return []
    stop = len(tree)
    for token in tree.tokens[at + 2 :]:
        if any(i.start <= token.start < i.end for i in items):
            continue
        is_trigger = (
            token.pos in ("NOUN", "VERB") and (token.lemma, "n" if token.pos == "NOUN" else "v") in frames()
        )
        if (
            is_trigger
            or token.lemma
            in ("to", "from", "for", "by", "which", "that", "under", "with", "in", "on", "at", "worth")
            or token.text in (";", ":")
            or token.pos in ("VERB", "AUX")
        ):
            stop = token.i
            break
    return [item for item in items if at < item.head < stop]


def _has_inner(tree: Tree, triggers: Sequence[tuple[int, Frame]], at: int, item: Item) -> bool:
    """Whether a nearer trigger speaks of the same item ("approved the sale of tanks": the sale does)."""
    owner = tree[item.head].head
    if any(
        other == owner and other != at and tree[item.head].dep in ("compound", "amod", "nmod")
        for other, _ in triggers
    ):
        return True
    return any(
        other != at
        and min(at, item.head) <= other <= max(at, item.head)
        and frame.sense not in ("halt", "clear")
        for other, frame in triggers
    )


_LISTING: Final = frozenset("include cover comprise contain consist among namely".split())


def _nearest(tree: Tree, triggers: Sequence[tuple[int, Frame]], item: Item) -> tuple[int, Frame] | None:
    """The trigger that most likely governs an item left over: close before it, else close after.

    "a package ..., including A, B and C": a list opened by such a word belongs to the trigger before it.
    """
    best: tuple[int, Frame] | None = None
    cost = 15.0
    for at, frame in triggers:
        listed = at < item.head and any(t.lemma in _LISTING for t in tree.tokens[at : item.head])
        if frame.sense not in (
            "supply",
            "receive",
            *(("deal", "clear", "make", "develop", "sustain") if listed else ()),
        ):
            continue
        distance = float(item.head - at if at <= item.head else 6 + at - item.head)
        if listed:
            distance = 5 + distance / 50
        elif _clause_between(tree, at, item.head) or _other_clause(tree, at, item.head):
            continue
        if distance < cost:
            best, cost = (at, frame), distance
    return best


def _other_clause(tree: Tree, trigger: int, item: int) -> bool:
    """Whether the item stands in a clause of its own below the trigger ("where 50 aircraft are stationed")."""
    at = item
    for above in tree.ancestors(item):
        if at == trigger:
            return False
        if tree[at].dep in ("relcl", "advcl") and tree[at].pos in ("VERB", "AUX") and at != trigger:
            return True
        at = above
    return False


_CARRYING: Final = frozenset("fund include cover comprise consist involve contain be bring".split())


def _clause_between(tree: Tree, a: int, b: int) -> bool:
    """Whether another clause begins between a trigger and an item; "to fund", "which includes" carry on."""
    low, high = sorted((a, b))
    between = tree.tokens[low + 1 : high]
    return any(
        t.text in (";", ":")
        or (t.pos in ("VERB", "AUX") and t.lemma not in _CARRYING)
        or (t.lemma in _OUTSIDE - {"in", "at"} and t.pos == "ADP" and t.lemma not in ("to", "from"))
        for t in between
    )


# Who blocks or protests a sale does not make it.
_OPPOSING: Final = frozenset(
    "block oppose protest condemn criticise criticize ban prevent veto question denounce slam reject oppose lament blast summon stop bar".split()
)
_STRIKING: Final = frozenset("bomb attack target strike hit destroy intercept seize raid".split())
_RECEIVING_LIGHT: Final = frozenset(
    "take await receive get accept expect secure seek request want wait welcome obtain win face".split()
)


def _deal(scene: Scene, tree: Tree, at: int, frame: Frame, args: Args, item: Item) -> Deal:
    found = stance(tree, at)
    deal = Deal(frame, at, item, found, mode=frame.mode)
    supplier_labels, recipient_labels = frame.supplier, frame.recipient
    if any(tree[v].lemma in _OPPOSING for v in args.get("verb", [])):
        supplier_labels = tuple(x for x in supplier_labels if x != "light")
    light = args.get("verb", [])
    if frame.sense == "supply" and frame.pos == "n" and light and tree[light[0]].lemma in _RECEIVING_LIGHT:
        supplier_labels = tuple(x for x in supplier_labels if x != "light")
        recipient_labels = (*recipient_labels, "light")
    if (
        frame.sense == "supply"
        and "with" in frame.equipment
        and item in _items_under(tree, args.get("with", ()), [item])
    ):
        recipient_labels = ("obj", *recipient_labels)
    deal.supplier = _parties(scene, tree, args, supplier_labels, item)
    if frame.sense in ("make", "develop"):
        deal.supplier = _union(scene, tree, args, (*supplier_labels, "subj"), item)
    buyers = _parties(scene, tree, args, recipient_labels, item)
    if len(deal.supplier) > 1 and len(buyers) == 1 and frame.sense not in ("make", "develop"):
        deal.supplier = tuple(p for p in deal.supplier if p not in buyers)
    deal.recipient = buyers if frame.sense == "make" else tuple(p for p in buyers if p not in deal.supplier)
    if (
        deal.recipient == (scene.seller,)
        and len(scene.dyad) == 2
        and _is_country(tree, args, recipient_labels)
    ):
        deal.recipient = tuple(p for p in scene.dyad if p != scene.seller)
    if not deal.supplier and item.source and set(item.source) != set(deal.recipient):
        deal.supplier = item.source
    if not deal.recipient and item.meant_for and set(item.meant_for) != set(deal.supplier):
        deal.recipient = item.meant_for
    if not deal.recipient and frame.sense in ("arrival", "supply"):
        owners = [p for k in tree.children(item.head, "poss") for p in scene.parties_at(tree, k)]
        deal.recipient = tuple(p for p in owners if p not in (*deal.supplier, *item.origins))[:1]
    if item.operator and not deal.recipient and item.operator not in deal.supplier:
        deal.recipient = (item.operator,)
    if frame.sense == "deal":
        _direct_deal(scene, tree, args, deal)
    _split_pair(scene, deal)
    if frame.sense == "receive" and frame.lemma == "lease" and args.get("to"):
        deal.supplier = _parties(scene, tree, args, ("subj", "poss", "by"), item)
        deal.recipient = _parties(scene, tree, args, ("to",), item)
    deal.status = programme_status(found, frame.status, frame.sense)
    return deal


def _parties(scene: Scene, tree: Tree, args: Args, labels: Iterable[str], item: Item) -> tuple[str, ...]:
    """The parties in the first of these arguments that speaks for any."""
    for label in labels:
        found: list[str] = []
        for head in args.get(label, ()):
            if item.start <= tree[head].start < item.end and label not in ("poss",):
                continue
            refer = label not in ("mod", "in", "at", "into")
            found += [p for p in scene.parties_at(tree, head, refer=refer) if p not in found]
        if found:
            return tuple(found)
    return ()


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


_LICENCE: Final = re.compile(
    r"\blicen[cs]\w+|\btechnology transfers?|\btransfer of (?:the )?technology|\bknow-how\b|\bToT\b",
    re.IGNORECASE,
)
_JOINT: Final = re.compile(
    r"\bjoint(?:ly)?\b|\bco-?(?:produc|develop|manufactur)\w+|\btogether\b|\bjoint venture\b|\bcollaborat\w+|\bpartnership\b|\bin cooperation\b",
    re.IGNORECASE,
)
_LOCAL: Final = re.compile(
    r"\blocal(?:ly|ised|ized)?\b|\bat home\b|\bdomestic(?:ally)?\b|\bindigenous(?:ly)?\b|\bMake in India\b",
    re.IGNORECASE,
)


def settle_mode(scene: Scene, tree: Tree, deal: Deal) -> bool:
    """Set the rung of the ladder from the words around; False where the making concerns one state alone."""
    words = scene.text[tree.start : tree.end]
    sense = deal.frame.sense
    near = scene.text[
        max(tree.start, tree[deal.trigger].start - 70) : min(tree.end, tree[deal.trigger].end + 90)
    ]
    partners = set(deal.supplier) | set(deal.recipient) | set(deal.item.said) | set(deal.item.origins)
    if sense == "make":
        if re.search(r"\blicen[cs]", near, re.IGNORECASE):
            deal.mode = "licensed-production"
        elif _JOINT.search(near) or deal.item.joint or deal.frame.mode == "co-production":
            deal.mode = "co-production"
        elif _LICENCE.search(words):
            deal.mode = "licensed-production"
        else:
            deal.mode = (
                "co-production"
                if deal.frame.lemma not in ("build", "construction")
                else "licensed-production"
            )
        return bool(_LICENCE.search(words) or _JOINT.search(words) or deal.item.joint or len(partners) > 1)
    if sense == "develop" and deal.item.elliptic and not deal.item.joint:
        return False
    if sense == "develop":
        return bool(
            _JOINT.search(near)
            or deal.item.joint
            or len(deal.supplier) > 1
            or deal.frame.lemma.startswith("co-")
        )
    if (
        sense in ("supply", "receive", "deal", "clear")
        and deal.item.family == "support"
        and not deal.item.known
    ):
        deal.mode = "sustainment"
    if (
        sense == "deal"
        and re.search(
            r"\b(?:repair|maintenance|upgrade|overhaul|sustainment|servic\w+|moderni[sz]ation|training)\b",
            near,
        )
        and not deal.item.known
    ):
        deal.mode = "sustainment"
    return True
