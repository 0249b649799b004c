"""Programmes told without a trigger: a designation that a report names beside its maker's state and a receiver.

News copy often says that equipment passed without any word of passing ("eight are MD-500s", "three more Do
228s serve with"). Where no frame claimed a designation anywhere in the report, its origin and the flow that
the report has established (or the one other party of the sentence) make a weaker claim of transfer. Words of
comparison, loss, fighting and exercise keep a mention from counting.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Final

from communique.knowledge import fold
from communique.model import Claim
from communique.reading.flowing import main_recipient
from communique.reading.givers import main_giver
from communique.reading.items import Item
from communique.reading.resold import bare_of, giver_of
from communique.reading.scene import Scene
from communique.reading.sought import Sought, small_sought
from communique.reading.syntax import Tree

_MADE: Final = re.compile(
    r"\b(?:joint(?:ly)?|together)\b.{0,40}\b(?:manufactur|produc|develop|assembl)|(?<!export )(?<!arms )\blicen[cs]",
    re.IGNORECASE,
)
_AGAINST: Final = small_sought(
    r"\b(?:shot down|shooting down|downed|downing|downs?|destroy(?:ed|ing)|rival\w*|transition\w* to|switch\w* to|instead of|rather than|unlike|compar\w+|similar to|competit\w+|compet\w+|beat|beating|edged out|bid(?:der|ders|s)?|"
    r"shortlist\w*|prefer\w*|decided against|lost to|losing|replac\w+|aging|ageing|crash\w*|escort\w*|exercise\w*|drill\w*|manoeuv\w+|flypast|parade|threat\w*|"
    r"killed|target(?:ed|s)\b|footage|against|fight(?:ing|s)?\b|counter\w*|facing|parked|picture|scud|rebels?|militants?|airstrikes?|permits?|take part|takes part|took part|brought|baptism|own make|home-?made|indigenous|intercepted|struck|strike\w*|attack(?:ed|s|ing)(?! (?:helicopter|aircraft))|to (?:help )?(?:transport|ferry|evacuate|airlift)|fires?|fired|firing|shoot\w*|launched|tested|test-fired|carried|flew in|docked|sank|sunk|deploy(?:s|ed|ing)?|remov(?:es|ing)|withdraw\w*|withdrew|patrol\w*|stationed|refuel\w*|excluded?|removed|expelled|block\w*|sanction\w*|vetoed|oppos\w+|lobb\w+|pushed|contest|lost|(?:which|that|who) (?:already |currently )?(?:has|have|operates?|flies|fly)\b|(?:currently|already) (?:operates?|flies|uses?|fields?))\b"
)


@dataclass(frozen=True, slots=True)
class Told:
    """A designation, who made it, who has it, and how the ends were found."""

    item: Item
    supplier: tuple[str, ...]
    recipient: tuple[str, ...]
    inferred: tuple[tuple[str, str], ...]
    together: bool = False
    licensed: bool = False
    developed: bool = False


def find_told(
    scene: Scene, found: Sequence[tuple[Tree, Sequence[Item]]], claims: Sequence[Claim]
) -> list[tuple[Tree, Told]]:
    """The equipment that no programme or use claim of the report speaks of, with its likely ends."""
    spoken = {fold(c.equipment or "") for c in claims if c.kind in ("programme", "use")}
    pairs = {
        (fold(c.equipment or ""), s, p)
        for c in claims
        if c.kind == "programme"
        for p in c.recipient
        for s in c.supplier
    }
    made = {fold(c.equipment or "") for c in claims if c.mode in ("co-development", "co-production")}
    result: list[tuple[Tree, Told]] = []
    for tree, items in found:
        words = scene.text[tree.start : tree.end]
        if not items or _AGAINST.search(scene.small, tree.start, tree.end):
            continue
        for item in items:
            name = fold(item.name)
            counted = item.elliptic and item.source
            if item.vague or (item.elliptic and not counted) or item.serves or _serves(scene, tree, item):
                continue
            if name in spoken and item.joint and name not in made and _JOINTLY.search(words):
                made.add(name)
                joint = _joint(scene, item, words)
                result += [(tree, joint)] if joint else []
                continue
            longer = any(name.startswith(f"{one} ") for one in spoken if any(c.isdigit() for c in one))
            if longer and not (item.source or item.meant_for):
                continue  # "28 AH-64Es and nine AH-64E Apaches": told under its shorter name
            if name in spoken:
                again = _another(scene, tree, item)
                ends = {(name, s, p) for s in again.supplier for p in again.recipient} if again else set()
                had = {(name, p) for (known, _, p) in pairs if known == name}
                new = not (ends & pairs if item.source else {(n, p) for n, _, p in ends} & had)
                if again is not None and new:
                    pairs |= ends
                    result.append((tree, again))
                continue
            told = (
                _joint(scene, item, words)
                or _said_ends(scene, tree, item)
                or (_ends(scene, tree, item) if item.known and not item.joint else None)
            )
            if told is not None:
                spoken.add(name)
                making = _MADE.search(words)
                licensed = making is not None and making[0].lower().startswith("licen")
                result.append((tree, replace(told, together=making is not None, licensed=licensed)))
    return result


def _another(scene: Scene, tree: Tree, item: Item) -> Told | None:
    """A further receiver of equipment that the report has spoken of: by the words beside it."""
    told = _said_ends(scene, tree, item) if item.meant_for or item.source else None
    if told and item.source and not item.elliptic and told.inferred == _SUBJECT:
        return None  # who pays for arms out of another's stocks does not get them
    return told


_JOINTLY: Final = re.compile(
    r"\bjoint(?:ly)?[ -](?:project|product|venture|programme|program|effort|develop\w+|produc\w+|made|built)|\b(?:co-?developed|co-?produced|developed together)\b"
)


def _joint(scene: Scene, item: Item, words: str) -> Told | None:
    """The joint product of the very pair that the report is about, or one that the sentence says to be joint."""
    pair = len(item.origins) == 2 and set(item.origins) == set(scene.dyad)
    if item.joint and (pair or _JOINTLY.search(words)):
        return Told(
            item, tuple(sorted(item.origins)), (), (("supplier", "table: joint product"),), developed=True
        )
    return None


_FOR_ANOTHER: Final = re.compile(
    r"\b(?:(?:for|of|aboard|on) (?:the |its |their )?(?:[\w-]+'s? )?|for (?:its|their) (?:[\w-]+ ){0,3}[\w-]+, (?:the )?)(?:[A-Z][\w-]+ )*$"
)


def _serves(scene: Scene, tree: Tree, item: Item) -> bool:
    """Whether the item is what another serves ("engines for Pakistan's JF-17"), or a headline's word."""
    before = scene.text[max(tree.start, item.start - 80) : item.start]
    title = any(b.role == "title" and b.start <= item.start < b.end for b in scene.layout.blocks)
    return title or (item.known and not item.source and _FOR_ANOTHER.search(before) is not None)


def _said_ends(scene: Scene, tree: Tree, item: Item) -> Told | None:
    """Both ends by the words beside the noun: "drones from Russia", "40 American F-16s", "shells for Israel"."""
    sellers = item.source or item.said
    if item.said and not item.source and item.origins and not set(item.said) & set(item.origins):
        return None  # its owner, not its maker
    if not (item.known or item.quantity or item.name.endswith("s")):
        return None  # "his plane from South Korea"
    if item.meant_for:
        sellers = sellers or (item.origins if len(item.origins) == 1 else ()) or _subject(scene, tree, item)
        ends = sellers[:1], item.meant_for[:1]
        inferred: tuple[tuple[str, str], ...] = ()
    elif item.source or item.said:
        subject = _subject(scene, tree, item)
        buyers = subject if subject and subject[0] not in sellers else ()
        inferred = _SUBJECT
        if not buyers:
            main = main_recipient(scene)
            buyers = (main,) if main and main not in sellers else ()
            inferred = (("recipient", "report: who receives in it"),)
        if not item.source and not (item.known and buyers):
            return None
        ends = sellers[:1], buyers[:1]
    else:
        return None
    if not (ends[0] and ends[1]) or ends[0] == ends[1]:
        return None
    return Told(item, ends[0], ends[1], inferred)


def _subject(scene: Scene, tree: Tree, item: Item) -> tuple[str, ...]:
    """The party of the subject above the item."""
    at = item.head
    for _ in range(8):
        at = tree[at].head
        for kid in tree.children(at, "nsubj"):
            if kid != item.head:
                found = scene.parties_at(tree, kid)
                if found:
                    return found
        if tree[at].head == at:
            break
    return ()


def _ends(scene: Scene, tree: Tree, item: Item) -> Told | None:
    """By origin and what the report has established: a flow from the maker's state, else the pair it is about."""
    sellers = item.said or item.origins
    if len(sellers) != 1:
        return None
    seller = sellers[0]
    if giver_of(scene, bare_of(scene, item)) not in (None, seller):
        return None  # the report tells of another who sells it
    flows = [
        b for (a, b), weight in scene.flows.most_common() if a == seller and (weight > 1 or b in scene.dyad)
    ]
    others = {
        p for m in scene.inside(tree.start, tree.end, "party", "body") for p in m.parties if p != seller
    }
    if (
        flows
        and others
        and flows[0] not in others
        and len(others) == 1
        and (seller, next(iter(others))) not in scene.flows
    ):
        return None
    if flows:
        giver = main_giver(scene, flows[0])
        if giver and giver != seller and scene.flows[seller, flows[0]] < 2:
            return Told(item, (giver,), (flows[0],), _GIVER)
        return Told(item, (seller,), (flows[0],), _WHOM)
    rest = [p for p in scene.dyad if p != seller]
    close = len(rest) == 1 and scene.weights[rest[0]] * 3 >= scene.weights[seller]
    trade = _TRADE.search(scene.text) is not None and not _SHOW.search(scene.text)
    if close and trade and scene.seller == seller and item.family != "space" and not others - set(scene.dyad):
        return Told(item, (seller,), (rest[0],), _PAIR)
    return None


_TRADE: Final = re.compile(
    r"\b(?:contracts?|orders?|ordered|purchas\w+|buys?|bought|deliver\w+|suppl\w+|sales?|sold|acquir\w+|procur\w+|licen[cs]\w+|leas\w+|donat\w+|hand\w* over)\b",
    re.IGNORECASE,
)
_SHOW: Final = Sought(
    r"\b(?:air ?show|exposition|exhibit\w*|inspected)\b",
    re.IGNORECASE,
)
_SUBJECT: Final = (("recipient", "sentence: its subject"),)
_TABLE: Final = ("supplier", "table: origin of the equipment")
_WHOM: Final = (("recipient", "report: whom this supplier supplies"), _TABLE)
_GIVER: Final = (("supplier", "report: who supplies this recipient"), *_WHOM[:1])
_PAIR: Final = (("recipient", "report: the other party of the pair"), _TABLE)
